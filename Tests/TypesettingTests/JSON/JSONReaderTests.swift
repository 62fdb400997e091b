import MathSyntax
import Testing
import Typesetting

struct JSONReaderTests {
  private func read(_ text: String) throws(JSONError) -> JSONValue {
    try JSONReader.read(Array(text.utf8))
  }

  @Test(
    arguments: [
      ("null", .null), (" true ", .boolean(true)), ("false", .boolean(false)),
      ("0.40", .number("0.40")), ("-0", .number("-0")), ("1E+400", .number("1E+400")),
      ("\"\"", .string("")), ("\"\\u03b4\\n\\/\\\"\"", .string("δ\n/\"")),
      ("\"\\ud83d\\ude42\"", .string("🙂")), ("\"δ🙂\u{7F}\"", .string("δ🙂\u{7F}")),
      ("[]", .array([])), ("{}", .object([])),
      (
        "[1, [2]]", .array([JSONValue(.number("1")), JSONValue(.array([JSONValue(.number("2"))]))])
      ),
      (
        "{\"b\":1,\"a\":null}",
        .object([.init("b", JSONValue(.number("1"))), .init("a", JSONValue(.null))])
      ),
      ("\u{FEFF}[]", .array([])),
    ] as [(String, JSONValue.Kind)])
  func `values keep their spelling and their order`(text: String, expected: JSONValue.Kind) throws {
    #expect(try read(text).kind == expected)
  }

  private static let mistakes: [(text: String, error: JSONError)] = [
    ("", .empty(SourceRange(0, 0))),
    (" \n", .empty(SourceRange(0, 2))),
    ("[1,]", .trailingComma(SourceRange(2, 3), isArray: true)),
    ("{\"a\":1,}", .trailingComma(SourceRange(6, 7), isArray: false)),
    ("[,1]", .expectedValue(SourceRange(1, 2))),
    ("[1,,2]", .expectedValue(SourceRange(3, 4))),
    ("[1 2]", .expectedCommaOrEnd(SourceRange(3, 4), isArray: true)),
    ("[1", .unclosed(SourceRange(0, 1), isArray: true)),
    ("[1}", .mismatchedBracket(SourceRange(2, 3), opened: SourceRange(0, 1), isArray: true)),
    ("{]", .mismatchedBracket(SourceRange(1, 2), opened: SourceRange(0, 1), isArray: false)),
    ("{\"a\" 1}", .expectedColon(SourceRange(5, 6))),
    ("{\"a\":}", .expectedValue(SourceRange(5, 6))),
    ("{1:2}", .unquotedName("1", SourceRange(1, 2))),
    ("{a:2}", .unquotedName("a", SourceRange(1, 2))),
    ("{'a':2}", .singleQuotes(SourceRange(1, 4))),
    ("['a']", .singleQuotes(SourceRange(1, 4))),
    ("{,}", .expectedName(SourceRange(1, 2))),
    (
      "{\"a\":1,\"\\u0061\":2}",
      .duplicateName("a", SourceRange(7, 15), first: SourceRange(1, 4))
    ),
    ("// x\n1", .comment(SourceRange(0, 4))),
    ("[1 /* x */]", .comment(SourceRange(3, 11))),
    ("1 # x", .comment(SourceRange(2, 5))),
    ("NaN", .notFinite("NaN", SourceRange(0, 3))),
    ("[-Infinity]", .notFinite("-Infinity", SourceRange(1, 10))),
    ("True", .unknownWord("True", SourceRange(0, 4))),
    ("007", .leadingZeros("007", SourceRange(0, 3))),
    ("-01", .leadingZeros("-01", SourceRange(0, 3))),
    ("+1", .leadingPlus(SourceRange(0, 2))),
    (".5", .missingIntegerPart(SourceRange(0, 2))),
    ("5.", .missingFraction(SourceRange(0, 2))),
    ("1e", .missingExponent(SourceRange(0, 2))),
    ("-", .missingDigits(SourceRange(0, 1))),
    ("0x1F", .malformedNumber("0x1F", SourceRange(0, 4))),
    ("1_000", .malformedNumber("1_000", SourceRange(0, 5))),
    ("\"a", .unterminatedString(SourceRange(0, 1))),
    ("\"a\\", .unterminatedString(SourceRange(2, 3))),
    ("\"a\nb\"", .controlCharacter(10, SourceRange(2, 3))),
    ("\"\\x\"", .unknownEscape("\\x", SourceRange(1, 3))),
    ("\"\\u12\"", .malformedUnicodeEscape(SourceRange(1, 5))),
    ("\"\\ud800\"", .loneSurrogate("\\ud800", SourceRange(1, 7))),
    ("\"\\udc00\\ud800\"", .loneSurrogate("\\udc00", SourceRange(1, 7))),
    ("[] []", .trailingContent(SourceRange(3, 4))),
  ]

  @Test(arguments: mistakes)
  func `each mistake has its own error, its place and its words`(text: String, error: JSONError) {
    #expect(throws: error) { try read(text) }
    #expect(error.diagnostic.range == error.range)
    #expect(!error.diagnostic.summary.isEmpty)
  }

  @Test(
    arguments: [
      [0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
      [0x22, 0xE2, 0x82],
      [0xFF], [0x7B, 0xC3, 0x28],
    ] as [[UInt8]])
  func `bytes that are not UTF-8 are refused`(bytes: [UInt8]) {
    #expect(throws: JSONError.self) { try JSONReader.read(bytes) }
  }

  @Test func `brackets are bounded`() throws {
    let deepest = JSONReader.nestingLimit
    let fine = String(repeating: "[", count: deepest) + String(repeating: "]", count: deepest)
    #expect(throws: Never.self) { try read(fine) }
    #expect(throws: JSONError.nestedTooDeeply(limit: deepest, SourceRange(deepest, deepest + 1))) {
      try read(String(repeating: "[", count: 100_000))
    }
  }

  @Test func `every prefix and every deletion is read or refused`() {
    let text = Array(
      "{\"a\": [1, -2.5e3, \"x\\u00e9\\n\"], \"b\": {\"c\": null, \"d\": true}}".utf8)
    for index in text.indices {
      _ = try? JSONReader.read(Array(text[..<index]))
      var shorter = text
      shorter.remove(at: index)
      _ = try? JSONReader.read(shorter)
      for byte: UInt8 in [0x00, 0x22, 0x5C, 0x7B, 0x5D, 0xFF] {
        var changed = text
        changed[index] = byte
        _ = try? JSONReader.read(changed)
      }
    }
  }

  @Test func `values know their place`() throws {
    let value = try read("{\"a\": [1, 22]}")
    #expect(value.range == SourceRange(0, 14))
    let array = try #require(value["a"])
    guard case .array(let items) = array.kind else { return }
    #expect(items[1].range == SourceRange(10, 12))
  }
}

struct JSONWriterTests {
  @Test func `plain arrays share a line, objects do not`() {
    var writer = JSONWriter()
    writer.beginObject()
    writer.name("digits")
    writer.number(6)
    writer.name("z\u{1}\"")
    writer.beginArray()
    writer.string("0.40\n")
    writer.null()
    writer.boolean(true)
    writer.endArray()
    writer.name("w")
    writer.beginArray()
    for _ in 0..<2 {
      writer.beginArray()
      writer.number("1")
      writer.number("2")
      writer.endArray()
    }
    writer.endArray()
    writer.name("empty")
    writer.beginObject()
    writer.endObject()
    writer.endObject()
    #expect(
      String(decoding: writer.finish(), as: UTF8.self) == """
        {
          "digits": 6,
          "z\\u0001\\"": ["0.40\\n", null, true],
          "w": [
            [1, 2],
            [1, 2]
          ],
          "empty": {}
        }

        """)
  }

  private func random(_ generator: inout FormulaGenerator, depth: Int) -> JSONValue {
    switch generator.below(depth > 0 ? 6 : 4) {
    case 0: JSONValue(.null)
    case 1: JSONValue(.boolean(generator.below(2) == 0))
    case 2: JSONValue(.number(generator.pick(["0", "-1.50", "1e-7", "12345678901234567890"])))
    case 3: JSONValue(.string(generator.words(6)))
    case 4:
      JSONValue(.array((0..<generator.below(40)).map { _ in random(&generator, depth: depth - 1) }))
    default:
      JSONValue(
        .object(
          (0..<generator.below(12)).map { .init("n\($0)", random(&generator, depth: depth - 1)) }))
    }
  }

  @Test(arguments: 0..<40)
  func `what is written is read back`(seed: Int) throws {
    var generator = FormulaGenerator(seed: UInt64(seed))
    let value = random(&generator, depth: 3)
    var writer = JSONWriter()
    writer.value(value)
    let bytes = writer.finish()
    #expect(try JSONReader.read(bytes) == value)
  }
}
