import ExactArithmetic
import TestSupport
import Testing

/// An operation in place changes its own number and no copy of it.
struct CopyOnWriteTests {
  struct Operation: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let apply: @Sendable (inout BigInt, BigInt) -> Void
  }

  static let operations = [
    Operation(testDescription: "+=") { $0 += $1 },
    Operation(testDescription: "-=") { $0 -= $1 },
    Operation(testDescription: "*=") { $0 *= $1 },
    Operation(testDescription: "negate") { number, _ in number.negate() },
  ]

  @Test(arguments: operations, [1, 64, 65, 200, 1000])
  func `a copy keeps its value`(operation: Operation, bits: Int) {
    var random = SplitMix64(seed: UInt64(bits))
    for _ in 0..<20 {
      let start = BigInt(isNegative: true, magnitude: random.nextBigUInt(bits: bits))
      let other = random.nextBigInt(bits: bits)
      let text = start.description
      var number = start
      let copy = number
      operation.apply(&number, other)
      #expect(copy.description == text)
      #expect(start.description == text)
    }
  }

  @Test(arguments: [1, 64, 65, 200, 1000])
  func `a number may be its own operand`(bits: Int) {
    var random = SplitMix64(seed: UInt64(bits))
    let number = random.nextBigInt(bits: bits)
    var (sum, product, difference) = (number, number, number)
    sum += sum
    product *= product
    difference -= difference
    #expect(sum == number << 1)
    #expect(product == number * number)
    #expect(difference.isZero)
  }
}
