import MathSyntax

/// A formula printed once, with places into which numbers are filled many times.
///
/// The places are found by printing numbers into them that occur nowhere else; so a template needs
/// to know nothing about how a format prints.
struct FormulaTemplate {
  /// What stands before each place, and behind the last.
  private(set) var pieces: [[UInt8]] = []
  /// How the digits of each place are printed.
  private(set) var digits: [Digits] = []

  /// The forms in which digits are printed.
  enum Digits: CaseIterable {
    case plain
    case raised
    case lowered

    /// The bytes of the ten digits.
    var forms: [[UInt8]] {
      switch self {
      case .plain: Self.plainForms
      case .raised: Self.raisedForms
      case .lowered: Self.loweredForms
      }
    }

    private static let plainForms = "0123456789".utf8.map { [$0] }
    private static let raisedForms = "⁰¹²³⁴⁵⁶⁷⁸⁹".unicodeScalars.map { Array(String($0).utf8) }
    private static let loweredForms = "₀₁₂₃₄₅₆₇₈₉".unicodeScalars.map { Array(String($0).utf8) }

    /// Appends a number that is not negative.
    func append(_ number: Int, to buffer: inout OutputBuffer) {
      if self == .plain, number < 10 {
        buffer.append(byte: UInt8(truncatingIfNeeded: number + 48))
        return
      }
      let forms = forms
      var divisor = 1
      while number / divisor >= 10 { divisor *= 10 }
      while divisor > 0 {
        buffer.append(bytes: forms[number / divisor % 10])
        divisor /= 10
      }
    }
  }

  /// The numbers that mark places; no one prints them otherwise.
  static let marks = [987_650_123, 987_650_124, 987_650_125]

  /// Finds the places in bytes that were printed with the first `count` marks.
  ///
  /// - Returns: nil unless each mark is there just once, in this order.
  init?(_ bytes: [UInt8], count: Int) {
    var start = 0
    for mark in Self.marks.prefix(count) {
      var found: (range: Range<Int>, digits: Digits)?
      for digits in Digits.allCases {
        var buffer = OutputBuffer()
        digits.append(mark, to: &buffer)
        for range in Self.ranges(of: buffer.bytes, in: bytes) {
          guard found == nil else { return nil }
          found = (range, digits)
        }
      }
      guard let found, found.range.lowerBound >= start else { return nil }
      pieces.append(Array(bytes[start..<found.range.lowerBound]))
      digits.append(found.digits)
      start = found.range.upperBound
    }
    pieces.append(Array(bytes[start...]))
  }

  private static func ranges(of wanted: [UInt8], in bytes: [UInt8]) -> [Range<Int>] {
    guard bytes.count >= wanted.count else { return [] }
    return (0...bytes.count - wanted.count).compactMap { start in
      let range = start..<start + wanted.count
      return bytes[range].elementsEqual(wanted) ? range : nil
    }
  }

  /// Appends the formula with indices in its places.
  func append(_ first: Int, _ second: Int, to buffer: inout OutputBuffer) {
    buffer.append(bytes: pieces[0])
    for place in digits.indices {
      digits[place].append(place == 0 ? first : second, to: &buffer)
      buffer.append(bytes: pieces[place + 1])
    }
  }
}
