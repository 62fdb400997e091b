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
  /// Which of the numbers each place takes, from 0.
  private(set) var numbers: [Int] = []

  /// The forms in which digits are printed.
  enum Digits: CaseIterable {
    case plain
    case raised
    case lowered

    /// Returns the bytes of a digit.
    func bytes(ofDigit digit: Int) -> [UInt8] {
      let byte = UInt8(truncatingIfNeeded: digit)
      switch (self, digit) {
      case (.plain, _): return [0x30 + byte]
      case (.lowered, _): return [0xE2, 0x82, 0x80 + byte]
      case (.raised, 1): return [0xC2, 0xB9]
      case (.raised, 2...3): return [0xC2, 0xB0 + byte]
      case (.raised, _): return [0xE2, 0x81, 0xB0 + byte]
      }
    }

    /// Returns the bytes of a number that is not negative.
    func bytes(of number: Int) -> [UInt8] {
      String(number).utf8.flatMap { bytes(ofDigit: Int($0) - 48) }
    }

    /// Appends a number that is not negative.
    @inline(__always)
    func append(_ number: Int, to line: inout LineBuffer) {
      if number < 10 {
        append(digit: number, to: &line)
        return
      }
      var divisor = 10
      while number / divisor >= 10 { divisor *= 10 }
      while divisor > 0 {
        append(digit: number / divisor % 10, to: &line)
        divisor /= 10
      }
    }

    @inline(__always)
    private func append(digit: Int, to line: inout LineBuffer) {
      let byte = UInt8(truncatingIfNeeded: digit)
      if self == .plain {
        line.append(0x30 &+ byte)
      } else if self == .lowered {
        line.append(0xE2)
        line.append(0x82)
        line.append(0x80 &+ byte)
      } else {
        line.append(bytes(ofDigit: digit))
      }
    }
  }

  /// The bytes that a number takes at most in any form.
  static let mostBytes = 20 * 3

  /// The numbers that mark places; no one prints them otherwise.
  static let marks = [987_650_123, 987_650_124, 987_650_125, 987_650_126, 987_650_127]

  /// A formula without places.
  init(_ bytes: [UInt8]) { pieces = [bytes] }

  /// Finds the places in bytes that were printed with the first `count` marks.
  ///
  /// - Returns: nil unless each mark is there at least once.
  init?(_ bytes: [UInt8], count: Int) {
    var found: [(range: Range<Int>, digits: Digits, number: Int)] = []
    for (number, mark) in Self.marks.prefix(count).enumerated() {
      let before = found.count
      for digits in Digits.allCases {
        for range in Self.ranges(of: digits.bytes(of: mark), in: bytes) {
          found.append((range, digits, number))
        }
      }
      if found.count == before { return nil }
    }
    found.sort { $0.range.lowerBound < $1.range.lowerBound }
    var start = 0
    for place in found {
      guard place.range.lowerBound >= start else { return nil }
      pieces.append(Array(bytes[start..<place.range.lowerBound]))
      digits.append(place.digits)
      numbers.append(place.number)
      start = place.range.upperBound
    }
    pieces.append(Array(bytes[start...]))
  }

  /// Finds the places of two numbers of one digit: where print changes with them.
  ///
  /// Print of one digit may differ from that of more: `w_{12}`, but `w_{1,12}`.
  ///
  /// - Parameter printed: prints the formula with two numbers.
  /// - Returns: nil where more than the digits changes.
  init?(ofDigits printed: (Int, Int) -> [UInt8]) {
    let bytes = printed(4, 5)
    let others = [printed(6, 5), printed(4, 7)]
    guard others.allSatisfy({ $0.count == bytes.count }) else { return nil }
    var start = 0
    for place in bytes.indices {
      for (number, other) in others.enumerated() where other[place] != bytes[place] {
        let (old, new) = number == 0 ? (4, 6) : (5, 7)
        let form = Digits.allCases.first { digits in
          let (old, new) = (digits.bytes(ofDigit: old), digits.bytes(ofDigit: new))
          let first = place + 1 - old.count
          return first >= start && bytes[first...place].elementsEqual(old)
            && other[first...place].elementsEqual(new)
        }
        guard let form else { return nil }
        let first = place + 1 - form.bytes(ofDigit: old).count
        pieces.append(Array(bytes[start..<first]))
        digits.append(form)
        numbers.append(number)
        start = place + 1
      }
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

  /// The bytes that the formula takes at most.
  var mostBytes: Int {
    pieces.reduce(0) { $0 + $1.count } + digits.count * Self.mostBytes
  }

  /// Whether no character is wide and none combines.
  var isPlainWidth: Bool {
    pieces.allSatisfy { piece in
      let text = String(decoding: piece, as: UTF8.self)
      return DisplayWidth.columns(of: text) == text.unicodeScalars.count
    }
  }

  /// Returns the bytes of the formula with numbers in its places.
  func bytes(_ first: Int, _ second: Int) -> [UInt8] {
    var result: [UInt8] = []
    for (place, piece) in pieces.enumerated() {
      result += piece
      if place < digits.count {
        result += digits[place].bytes(of: numbers[place] == 0 ? first : second)
      }
    }
    return result
  }

  /// Returns the formula for numbers with as many digits as these; nil where digits differ in more
  /// than one byte.
  func stencil(_ first: Int, _ second: Int) -> FormulaStencil? {
    var stencil = FormulaStencil(bytes: bytes(first, second))
    var end = 0
    for (place, form) in digits.enumerated() {
      end += pieces[place].count
      guard form != .raised else { return nil }
      let count = String(numbers[place] == 0 ? first : second).utf8.count
      let width = form.bytes(ofDigit: 0).count
      for digit in 0..<count {
        end += width
        stencil.places.append(
          .init(
            offset: end - 1, zero: form == .plain ? 0x30 : 0x80, isFirst: numbers[place] == 0,
            power: count - 1 - digit))
      }
    }
    return stencil
  }
}

/// A formula with digits in fixed places: it is copied as a whole, and the digits are put in.
struct FormulaStencil {
  /// The formula with some digits.
  let bytes: [UInt8]
  fileprivate(set) var places: [Place] = []

  /// Where a digit is.
  struct Place {
    /// The byte that tells which digit it is.
    let offset: Int
    /// That byte of the digit 0.
    let zero: UInt8
    /// Whether the digit belongs to the first number.
    let isFirst: Bool
    /// The power of ten that the digit stands for.
    let power: Int
  }

  init(bytes: [UInt8]) { self.bytes = bytes }

  /// The most digits a number may have.
  static let mostDigits = 5

  /// Appends the formula with two numbers of as many digits as it was made with.
  @inline(__always)
  func append(_ first: Int, _ second: Int, to line: inout LineBuffer) {
    let start = line.count
    line.append(bytes)
    for place in places {
      var number = UInt32(truncatingIfNeeded: place.isFirst ? first : second)
      switch place.power {
      case 0: break
      case 1: number /= 10
      case 2: number /= 100
      case 3: number /= 1000
      default: number /= 10_000
      }
      line.replace(
        at: start &+ place.offset, by: place.zero &+ UInt8(truncatingIfNeeded: number % 10))
    }
  }
}
