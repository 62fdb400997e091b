import Testing

@testable import Typesetting

struct ScalarMapTests {
  @Test func `a map answers as the dictionary it was made from`() {
    let table: [Unicode.Scalar: Int] = [
      "a": 1, "`": 2, "\u{7F}": 3, "δ": 4, "₁": 5, "\u{1D538}": 6,
    ]
    let map = ScalarMap(table)
    for value in UInt32(0)..<0x3000 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      #expect(map[scalar] == table[scalar])
    }
    #expect(map["\u{1D538}"] == 6)
    #expect(map["\u{1D539}"] == nil)
    #expect(map["\u{10FFFF}"] == nil)
    #expect(ScalarMap<Int>([:])["a"] == nil)
  }

  @Test func `spaces and letters are those of the standard library`() {
    for value in UInt32(0)...0x3100 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      #expect(scalar.isSpace == scalar.properties.isWhitespace, "\(value)")
      #expect(scalar.isLetterOfFormula == scalar.properties.isAlphabetic, "\(value)")
    }
  }
}
