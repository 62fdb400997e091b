import ExactArithmetic
import TestSupport
import Testing

struct BigUIntTextTests {
  @Test(arguments: 0..<100)
  func `what is printed reads back`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let number = random.nextBigUInt(bits: 2000)
    let text = number.description
    #expect(BigUInt(text) == number)
    #expect(text == "0" || text.first != "0")
  }

  @Test(arguments: [0, 1, 2, 18, 19, 20, 37, 38, 39, 40, 57, 76, 100, 400])
  func `powers of ten and their neighbours have the right digits`(exponent: Int) {
    let power = BigUInt(10 as UInt).power(exponent)
    #expect(power.description == "1" + String(repeating: "0", count: exponent))
    if exponent > 0 {
      #expect((power - .one).description == String(repeating: "9", count: exponent))
    }
    #expect(BigUInt("000" + power.description) == power)
  }

  @Test(arguments: recordedResults.split(separator: "\n").map(String.init))
  func `operations give what Python gave`(record: String) throws {
    let numbers = try record.split(separator: " ").map { try #require(BigUInt($0)) }
    try #require(numbers.count == 6)
    let (a, b) = (numbers[0], numbers[1])
    #expect(a * b == numbers[2])
    #expect(a / b == numbers[3])
    #expect(a % b == numbers[4])
    #expect((a * 6).greatestCommonDivisor(b * 4) == numbers[5])
    #expect(numbers.map(\.description).joined(separator: " ") == record)
  }

  @Test(arguments: ["", "-1", "+1", " 1", "1 ", "1a", "１", "0x10", "1_000", "12é"])
  func `other text is no natural number`(text: String) {
    #expect(BigUInt(text) == nil)
  }

  @Test(arguments: [
    ("-12", "-12"), ("+12", "12"), ("-0", "0"), ("-18446744073709551616", "-18446744073709551616"),
  ])
  func `whole numbers carry a sign`(text: String, printed: String) throws {
    #expect(try #require(BigInt(text)).description == printed)
  }

  @Test(arguments: ["", "-", "+", "--1", "1-", "−1"])
  func `other text is no whole number`(text: String) {
    #expect(BigInt(text) == nil)
  }
}
