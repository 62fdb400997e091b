extension TypedNumber {
  /// Significant digits that a number may have.
  public static let digitLimit = 1_000
  /// The largest power of ten, up or down, that may be written behind `e`.
  public static let exponentLimit = 10_000

  /// Reads a number exactly.
  ///
  ///     number    = sign? fraction | sign? term (sign term)*
  ///     term      = fraction | (fraction "*")? logarithm | logarithm "/" numeral
  ///     logarithm = "ln(" fraction ")"
  ///     fraction  = numeral ("/" numeral)?
  ///     numeral   = (digits ("." digits?)? | "." digits) (("e" | "E") ("+" | "-")? digits)?
  ///     sign      = "+" | "-" | "−"
  ///
  /// A sum has a logarithm among its terms: 1/2+1/3 is for somebody else to add.
  ///
  /// - Complexity: the text is read at most once, and no further than the limits go.
  public init(parsing text: some StringProtocol) throws(NumberTextError) {
    try self.init(parsing: NumberReader.prefix(of: text.utf8)[...])
  }

  /// Reads a number exactly from UTF-8 bytes; see `init(parsing:)` for text.
  public init(parsing bytes: ArraySlice<UInt8>) throws(NumberTextError) {
    var reader = NumberReader(bytes)
    let value = try reader.readNumber()
    self.init(value: value, text: reader.asciiText)
  }
}

/// Reads one number from bytes.
private struct NumberReader {
  private let bytes: ArraySlice<UInt8>
  private var position: Int

  /// No number within the limits is longer: two numerals, each with leading zeros and digits.
  private static let byteLimit = 4 * (TypedNumber.digitLimit + TypedNumber.exponentLimit)

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes.prefix(Self.byteLimit)
    position = bytes.startIndex
  }

  /// Returns the bytes of a text as far as a number can go; what is longer is an error anyway.
  static func prefix(of text: some Collection<UInt8>) -> [UInt8] {
    text.withContiguousStorageIfAvailable { Array($0.prefix(byteLimit)) }
      ?? Array(text.prefix(byteLimit))
  }

  /// The bytes with the minus sign U+2212 written as a hyphen; whatever else was read is ASCII.
  var asciiText: String {
    var ascii: [UInt8] = []
    ascii.reserveCapacity(bytes.count)
    for byte in bytes where byte < 0x80 || byte == 0xE2 {
      ascii.append(byte == 0xE2 ? UInt8(ascii: "-") : byte)
    }
    return String(decoding: ascii, as: UTF8.self)
  }

  private var offset: Int { position - bytes.startIndex }
  private var current: UInt8? { position < bytes.endIndex ? bytes[position] : nil }

  /// Terms that a sum may have.
  private static let termLimit = 64

  mutating func readNumber() throws(NumberTextError) -> ExactNumber {
    guard !bytes.isEmpty else { throw .empty }
    let isNegative = readSign()
    try refuseNonFiniteWords()
    let first = try readTerm(expecting: .number)
    var sum = isNegative ? -first : first
    if current != nil, bytes.contains(UInt8(ascii: "l")) {
      var count = 1
      while let isNegative = readSignBetweenTerms(), count < Self.termLimit {
        let term = try readTerm(expecting: .digit)
        sum = isNegative ? sum - term : sum + term
        count += 1
      }
    }
    guard current == nil else { throw unexpected(.endOfNumber) }
    return sum
  }

  private mutating func readTerm(
    expecting expectation: NumberTextError.Expectation
  ) throws(NumberTextError) -> ExactNumber {
    if current == UInt8(ascii: "l") {
      let logarithm = try readLogarithm()
      guard let divisor = try readDivisor() else { return logarithm }
      return logarithm * ExactNumber(divisor.reciprocal)
    }
    let factor = ExactNumber(try readFraction(expecting: expectation))
    guard current == UInt8(ascii: "*") else { return factor }
    position += 1
    guard current == UInt8(ascii: "l") else { throw unexpected(.logarithm) }
    return factor * (try readLogarithm())
  }

  private mutating func readLogarithm() throws(NumberTextError) -> ExactNumber {
    for byte in "ln(".utf8 {
      guard current == byte else { throw unexpected(.logarithm) }
      position += 1
    }
    let start = offset
    let isNegative = readSign()
    let argument = try readFraction(expecting: .number)
    guard current == UInt8(ascii: ")") else { throw unexpected(.closingParenthesis) }
    position += 1
    guard !isNegative, !argument.isZero else { throw .logarithmOfNonPositive(offset: start) }
    do {
      return try ExactNumber(argument).logarithm()
    } catch {
      // Numbers within the limits are not too long.
      throw .tooManyDigits(limit: TypedNumber.digitLimit, offset: start)
    }
  }

  private mutating func readFraction(
    expecting expectation: NumberTextError.Expectation
  ) throws(NumberTextError) -> Rational {
    let value = try readNumeral(expecting: expectation)
    guard let divisor = try readDivisor() else { return value }
    return value / divisor
  }

  private mutating func readDivisor() throws(NumberTextError) -> Rational? {
    guard current == UInt8(ascii: "/") else { return nil }
    position += 1
    let start = offset
    let divisor = try readNumeral(expecting: .digit)
    if divisor.isZero { throw .zeroDenominator(offset: start) }
    return divisor
  }

  /// Reads a sign and returns whether it was a minus, or nil where there is none.
  private mutating func readSignBetweenTerms() -> Bool? {
    let start = position
    let isNegative = readSign()
    return position == start ? nil : isNegative
  }

  private mutating func readSign() -> Bool {
    switch current {
    case UInt8(ascii: "+"):
      position += 1
      return false
    case UInt8(ascii: "-"):
      position += 1
      return true
    case 0xE2 where bytes[position...].starts(with: [0xE2, 0x88, 0x92]):
      position += 3
      return true
    case _:
      return false
    }
  }

  private func refuseNonFiniteWords() throws(NumberTextError) {
    // Every one of them begins above the digits.
    guard let current, current > UInt8(ascii: "9") else { return }
    let word = bytes[position...].prefix(9).map { $0 | 0x20 }
    for name in ["nan", "inf", "infinity"] where word == Array(name.utf8) {
      throw .notFinite(offset: offset)
    }
    if bytes[position...].elementsEqual("∞".utf8) { throw .notFinite(offset: offset) }
  }

  /// Reads digits with an optional point and exponent.
  private mutating func readNumeral(
    expecting expectation: NumberTextError.Expectation
  ) throws(NumberTextError) -> Rational {
    var digits = SignificantDigits()
    let start = position
    try readDigits(into: &digits)
    var hasDigits = position > start
    var exponent = 0
    if current == UInt8(ascii: ".") {
      position += 1
      let fraction = position
      try readDigits(into: &digits)
      exponent = fraction - position
      if !hasDigits, exponent == 0 { throw unexpected(.digit) }
      hasDigits = true
    }
    guard hasDigits else { throw unexpected(expectation) }
    exponent += try readExponent()
    return digits.count == 0 ? .zero : Rational(digits.value, scaledByPowerOfTen: exponent)
  }

  private mutating func readDigits(
    into digits: inout SignificantDigits
  ) throws(NumberTextError) {
    while let byte = current, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
      digits.append(byte)
      if digits.count > TypedNumber.digitLimit
        || digits.leadingZeros > TypedNumber.exponentLimit
      {
        throw .tooManyDigits(limit: TypedNumber.digitLimit, offset: offset)
      }
      position += 1
    }
  }

  private mutating func readExponent() throws(NumberTextError) -> Int {
    guard current == UInt8(ascii: "e") || current == UInt8(ascii: "E") else { return 0 }
    let start = offset
    position += 1
    let isNegative = current == UInt8(ascii: "-")
    if isNegative || current == UInt8(ascii: "+") { position += 1 }
    var exponent: Int?
    while let byte = current, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
      let value = (exponent ?? 0) * 10 + Int(byte - UInt8(ascii: "0"))
      if value > TypedNumber.exponentLimit {
        throw .exponentOutOfRange(limit: TypedNumber.exponentLimit, offset: start)
      }
      exponent = value
      position += 1
    }
    guard let exponent else { throw unexpected(.digit) }
    return isNegative ? -exponent : exponent
  }

  private func unexpected(_ expectation: NumberTextError.Expectation) -> NumberTextError {
    let found = String(decoding: bytes[position...].prefix(4), as: UTF8.self).unicodeScalars.first
    return .unexpected(found: found, expected: expectation, offset: offset)
  }
}

/// The digits from the first that is not 0, which is as far as they matter for the value.
private struct SignificantDigits {
  private(set) var count = 0
  private(set) var leadingZeros = 0
  private var word: Int = 0
  /// All digits in ASCII, once there are more than the word holds.
  private var long: [UInt8] = []

  /// Digits that always fit in a word.
  private static let wordLimit = 18

  mutating func append(_ byte: UInt8) {
    if count == 0, byte == UInt8(ascii: "0") {
      leadingZeros += 1
      return
    }
    if count < Self.wordLimit {
      word = word * 10 + Int(byte - UInt8(ascii: "0"))
    } else {
      if long.isEmpty { long = Array(String(word).utf8) }
      long.append(byte)
    }
    count += 1
  }

  var value: BigInt {
    long.isEmpty ? BigInt(word) : BigInt(BigUInt(decimalDigits: long[...]) ?? .zero)
  }
}
