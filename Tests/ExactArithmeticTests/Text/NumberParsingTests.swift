import ExactArithmetic
import TestSupport
import Testing

struct NumberParsingTests {
  @Test(arguments: [
    ("12", "12"), ("0.40", "2/5"), (".5", "1/2"), ("5.", "5"), ("-0.25", "-1/4"), ("+3", "3"),
    ("1e-3", "1/1000"), ("1.5E+3", "1500"), ("3/8", "3/8"), ("-1/3", "-1/3"), ("6/8", "3/4"),
    ("0.5/0.25", "2"), ("1e2/3", "100/3"), ("−2/4", "-1/2"), ("-0", "0"), ("0e99", "0"),
    ("007", "7"), ("0.000", "0"), ("1e000002", "100"), ("−.5e1", "-5"),
    ("ln(3/2)", "-ln(2)+ln(3)"), ("-ln(2)", "-ln(2)"), ("1/2+ln(3)", "1/2+ln(3)"), ("ln(1)", "0"),
    ("2*ln(3)", "2*ln(3)"), ("ln(8)/3", "ln(2)"), ("−1/2*ln(2)−ln(0.2)", "-1/2*ln(2)+ln(5)"),
    ("ln(6)-ln(2)-ln(3)", "0"), ("0.5*ln(4)-1", "-1+ln(2)"), ("ln(1e3)", "3*ln(2)+3*ln(5)"),
  ])
  func `numbers are read exactly`(text: String, value: String) throws {
    #expect(try TypedNumber(parsing: text).value.description == value)
  }

  @Test(arguments: [
    ("0.40", "0.40"), ("−0.40", "-0.40"), ("+1", "+1"), ("6/8", "6/8"), ("−ln(4)−1", "-ln(4)-1"),
  ])
  func `the text is kept as typed, in ASCII`(text: String, kept: String) throws {
    #expect(try TypedNumber(parsing: text).text == kept)
  }

  @Test(
    arguments: [
      ("", .empty),
      ("-", .unexpected(found: nil, expected: .number, offset: 1)),
      (".", .unexpected(found: nil, expected: .digit, offset: 1)),
      ("abc", .unexpected(found: "a", expected: .number, offset: 0)),
      ("--1", .unexpected(found: "-", expected: .number, offset: 1)),
      ("1 ", .unexpected(found: " ", expected: .endOfNumber, offset: 1)),
      (" 1", .unexpected(found: " ", expected: .number, offset: 0)),
      ("1.2.3", .unexpected(found: ".", expected: .endOfNumber, offset: 3)),
      ("1e", .unexpected(found: nil, expected: .digit, offset: 2)),
      ("1e+", .unexpected(found: nil, expected: .digit, offset: 3)),
      ("1/", .unexpected(found: nil, expected: .digit, offset: 2)),
      ("1/-2", .unexpected(found: "-", expected: .digit, offset: 2)),
      ("1/2/3", .unexpected(found: "/", expected: .endOfNumber, offset: 3)),
      ("12é", .unexpected(found: "é", expected: .endOfNumber, offset: 2)),
      ("1,5", .unexpected(found: ",", expected: .endOfNumber, offset: 1)),
      ("0x10", .unexpected(found: "x", expected: .endOfNumber, offset: 1)),
      ("−x", .unexpected(found: "x", expected: .number, offset: 3)),
      ("1/0", .zeroDenominator(offset: 2)),
      ("1/2+1/3", .unexpected(found: "+", expected: .endOfNumber, offset: 3)),
      ("2*3", .unexpected(found: "3", expected: .logarithm, offset: 2)),
      ("2*lg(3)", .unexpected(found: "g", expected: .logarithm, offset: 3)),
      ("ln3", .unexpected(found: "3", expected: .logarithm, offset: 2)),
      ("ln(3", .unexpected(found: nil, expected: .closingParenthesis, offset: 4)),
      ("ln(2)*3", .unexpected(found: "*", expected: .endOfNumber, offset: 5)),
      ("ln(2)+", .unexpected(found: nil, expected: .digit, offset: 6)),
      ("1+ln(0)", .logarithmOfNonPositive(offset: 5)),
      ("ln(-2)", .logarithmOfNonPositive(offset: 3)),
      ("ln(2/0)", .zeroDenominator(offset: 5)),
      ("-1/0.00", .zeroDenominator(offset: 3)),
      ("nan", .notFinite(offset: 0)),
      ("-Infinity", .notFinite(offset: 1)),
      ("INF", .notFinite(offset: 0)),
      ("∞", .notFinite(offset: 0)),
      ("1e10001", .exponentOutOfRange(limit: 10_000, offset: 1)),
      ("1e-99999999999999999999999", .exponentOutOfRange(limit: 10_000, offset: 1)),
    ] as [(String, NumberTextError)])
  func `other text is refused where it goes wrong`(text: String, error: NumberTextError) {
    #expect(throws: error) { try TypedNumber(parsing: text) }
    #expect(throws: error) { try TypedNumber(parsing: Array(text.utf8)[...]) }
  }

  @Test func `offsets count from the start of a slice`() {
    let bytes = Array("x = 1;".utf8)
    #expect(throws: NumberTextError.unexpected(found: ";", expected: .endOfNumber, offset: 1)) {
      try TypedNumber(parsing: bytes[4...])
    }
  }

  @Test func `a broken character is an error and no crash`() {
    for bytes: [UInt8] in [
      [0xE2], [0xE2, 0x88], [0x31, 0xFF], [0xE2, 0x88, 0x92], [0x2D, 0x80],
    ] {
      #expect(throws: NumberTextError.self) { try TypedNumber(parsing: bytes[...]) }
    }
  }

  @Test func `the limits themselves can be reached`() throws {
    let digits = String(repeating: "7", count: 1000)
    #expect(try TypedNumber(parsing: digits).value.description == digits)
    #expect(
      try TypedNumber(parsing: "0.000" + digits).value.rational?.numerator.description == digits)
    #expect(try TypedNumber(parsing: "1e10000").value.rational == Rational(10).power(10_000))
    #expect(try TypedNumber(parsing: "1e-10000").value.rational == Rational(10).power(-10_000))
  }

  @Test(arguments: [
    ("", "1", 1000), ("", "0", 10_000), ("0.", "0", 10_001), ("1.", "0", 1001), ("1/", "3", 1002),
    ("-", "9", 1001),
  ])
  func `a text of any length is refused at the limit`(start: String, digit: String, offset: Int) {
    let text = start + String(repeating: digit, count: 100_000)
    #expect(throws: NumberTextError.tooManyDigits(limit: 1000, offset: offset)) {
      try TypedNumber(parsing: text)
    }
  }

  /// Each text with each of its bytes left out is read or refused, and what is read prints.
  @Test(arguments: ["-12.5e-3/0.75", "−1/3", "+.5E+2", "0.000"])
  func `a text with a hole never traps`(text: String) {
    let bytes = Array(text.utf8)
    for index in bytes.indices {
      var rest = bytes
      rest.remove(at: index)
      if let number = try? TypedNumber(parsing: rest[...]) {
        #expect(!number.value.description.isEmpty)
      }
    }
  }

  @Test(arguments: 0..<100)
  func `a printed fraction reads back`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let value = random.nextRational(bits: 200)
    #expect(try TypedNumber(parsing: value.description).value.rational == value)
    #expect(TypedNumber(value).text == value.description)
  }
}
