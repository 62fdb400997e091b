/// A whole number of any size: a magnitude and a sign.
///
/// Zero is never negative.
public struct BigInt: Hashable, Sendable {
  /// The number without its sign.
  public private(set) var magnitude: BigUInt
  /// Whether the number is below zero.
  public private(set) var isNegative: Bool

  /// Creates a number from its sign and magnitude; zero is taken without a sign.
  public init(isNegative: Bool = false, magnitude: BigUInt) {
    self.magnitude = magnitude
    self.isNegative = isNegative && !magnitude.isZero
  }

  /// Creates a number of one machine word.
  public init(_ value: Int) {
    magnitude = BigUInt(value.magnitude)
    isNegative = value < 0
  }

  /// Creates a number from any integer.
  public init<Integer: BinaryInteger>(_ value: Integer) {
    magnitude = BigUInt(value.magnitude)
    isNegative = value < 0
  }

  /// Creates a number from a natural number.
  public init(_ value: BigUInt) {
    magnitude = value
    isNegative = false
  }

  /// Zero.
  public static let zero = BigInt(0)
  /// One.
  public static let one = BigInt(1)

  /// Whether the number is 0.
  public var isZero: Bool { magnitude.isZero }
  /// The sign: −1, 0 or 1.
  public var sign: Sign { isNegative ? .negative : magnitude.isZero ? .zero : .positive }
  /// The bits of the magnitude without leading zeros; 0 for zero.
  public var bitWidth: Int { magnitude.bitWidth }
  /// The number of zero bits below the lowest one; 0 for zero.
  public var trailingZeroBitCount: Int { magnitude.trailingZeroBitCount }
  /// Whether the number is divisible by 2.
  public var isEven: Bool { magnitude.isEven }

  /// Changes the sign in place.
  public mutating func negate() {
    isNegative = !isNegative && !magnitude.isZero
  }

  /// Changes the magnitude in place and keeps zero unsigned.
  @inline(__always)
  mutating func updateMagnitude(_ body: (inout BigUInt) -> Void) {
    body(&magnitude)
    if magnitude.isZero { isNegative = false }
  }

  /// Changes sign and magnitude in place and keeps zero unsigned.
  @inline(__always)
  mutating func update(_ body: (inout BigUInt, inout Bool) -> Void) {
    body(&magnitude, &isNegative)
    if magnitude.isZero { isNegative = false }
  }
}

extension BigInt: ExpressibleByIntegerLiteral {
  /// Creates the number that a literal names.
  public init(integerLiteral value: Int) { self.init(value) }
}

extension BigInt: Comparable {
  /// Returns whether `left` is below `right`.
  public static func < (left: BigInt, right: BigInt) -> Bool {
    if left.isNegative != right.isNegative { return left.isNegative }
    return left.isNegative
      ? right.magnitude < left.magnitude : left.magnitude < right.magnitude
  }
}

extension BigInt: CustomStringConvertible {
  /// The decimal digits, with a hyphen before a negative number.
  public var description: String {
    isNegative ? "-" + magnitude.description : magnitude.description
  }

  /// Creates a number from decimal digits with an optional sign, or nil for any other text.
  public init?(_ text: some StringProtocol) {
    var digits = Array(text.utf8)[...]
    let first = digits.first
    if first == 45 || first == 43 { digits.removeFirst() }
    guard let magnitude = BigUInt(decimalDigits: digits) else { return nil }
    self.init(isNegative: first == 45, magnitude: magnitude)
  }
}

extension Int {
  /// Creates the machine integer of the same value, or nil if `value` does not fit.
  public init?(exactly value: BigInt) {
    guard let word = value.magnitude.singleWord else { return nil }
    if value.isNegative {
      guard word <= UInt(bitPattern: Int.min) else { return nil }
      self = Int(bitPattern: 0 &- word)
    } else {
      guard word <= UInt(Int.max) else { return nil }
      self = Int(bitPattern: word)
    }
  }
}
