import ExactArithmetic
import MathSyntax
import Testing

@Suite struct SpellingMapTests {
  @Test(arguments: 0..<20 as Range<UInt64>)
  func `a table of random names holds what a dictionary holds`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    // Names that share their first bytes, of all lengths about eight.
    let letters = ["a", "b", "δ", "𝐖", "\u{0}"]
    func name() -> String {
      (0..<Int.random(in: 0...12, using: &random)).map { _ in
        letters.randomElement(using: &random) ?? ""
      }.joined()
    }
    var table = SpellingMap<Int>()
    var expected: [[UInt8]: Int] = [:]
    for number in 0..<200 {
      let key = name()
      table[key] = number
      expected[Array(key.utf8)] = number
    }
    #expect(table.keys.count == expected.count)
    for (key, number) in expected {
      #expect(table[String(decoding: key, as: UTF8.self)] == number)
      #expect(table[([0x78] + key)[1...]] == number)
    }
    for _ in 0..<200 {
      let other = name()
      #expect(table[other] == expected[Array(other.utf8)])
    }
  }

  @Test func `a name is its bytes, and its meaning can be changed`() {
    var table: SpellingMap<[Int]> = ["é": [1]]
    #expect(table["e\u{301}"] == nil)
    table["é", default: []].append(2)
    table["x", default: []].append(3)
    table["é"] = nil
    #expect(table["é"] == [1, 2])
    #expect(table["x"] == [3])
    #expect(SpellingMap<Int>()["x"] == nil)
  }
}
