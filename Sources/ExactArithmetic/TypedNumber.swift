/// A number as somebody typed it: its exact value, and the text, so that 0.40 stays 0.40.
///
/// Two typed numbers are equal if their values are, whatever their digits.
public struct TypedNumber: Hashable, Sendable {
  /// The exact value.
  public let value: ExactNumber
  /// The text as typed, in plain ASCII: `-0.40`, `1/3`, `2e-3`, `ln(3/2)`.
  public let text: String

  /// Creates a typed number from a value and the text it was read from.
  public init(value: ExactNumber, text: String) {
    self.value = value
    self.text = text
  }

  /// Creates a typed fraction from its value and the text it was read from.
  public init(value: Rational, text: String) {
    self.init(value: ExactNumber(value), text: text)
  }

  /// Creates a typed number from a value, in the text that a person would type for it.
  public init(exact value: ExactNumber) {
    self.init(value: value, text: value.description)
  }

  /// Creates a typed fraction, in the text that a person would type for it.
  public init(_ value: Rational) { self.init(exact: ExactNumber(value)) }

  /// Returns whether the values are equal.
  public static func == (left: TypedNumber, right: TypedNumber) -> Bool {
    left.value == right.value
  }

  /// Hashes the value.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(value)
  }
}
