public import MathSyntax

/// A value of a JSON text: numbers as they are spelled, members in their order, and where each stands.
public struct JSONValue: Sendable {
  /// What the value is.
  public var kind: Kind
  /// The bytes it was read from; no part of equality.
  public var range: SourceRange

  /// Creates a value.
  public init(_ kind: Kind, range: SourceRange = SourceRange(0, 0)) {
    self.kind = kind
    self.range = range
  }

  /// What a value can be.
  public enum Kind: Hashable, Sendable {
    case null
    case boolean(Bool)
    /// A number, spelled exactly as it stands in the text: 0.40 keeps its zero.
    case number(String)
    case string(String)
    case array([JSONValue])
    case object([Member])
  }

  /// A name with its value.
  public struct Member: Sendable {
    /// The name.
    public var name: String
    /// The bytes of the name with its quotation marks; no part of equality.
    public var nameRange: SourceRange
    /// The value.
    public var value: JSONValue

    /// Creates a member.
    public init(_ name: String, _ value: JSONValue, nameRange: SourceRange = SourceRange(0, 0)) {
      self.name = name
      self.value = value
      self.nameRange = nameRange
    }
  }

  /// The value of the member with this name; nil if there is none or this is no object.
  ///
  /// - Complexity: O(n) in the members.
  public subscript(name: String) -> JSONValue? {
    guard case .object(let members) = kind else { return nil }
    return members.first { $0.name == name }?.value
  }
}

extension JSONValue: Hashable {
  /// Whether both are equal; where they were read does not count.
  public static func == (left: Self, right: Self) -> Bool { left.kind == right.kind }

  /// Hashes what equality looks at.
  public func hash(into hasher: inout Hasher) { hasher.combine(kind) }
}

extension JSONValue.Member: Hashable {
  /// Whether both are equal; where they were read does not count.
  public static func == (left: Self, right: Self) -> Bool {
    left.name == right.name && left.value == right.value
  }

  /// Hashes what equality looks at.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(value)
  }
}
