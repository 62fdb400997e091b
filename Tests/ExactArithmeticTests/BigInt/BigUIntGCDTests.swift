import ExactArithmetic
import TestSupport
import Testing

struct BigUIntGCDTests {
  @Test(arguments: 0..<200)
  func `the divisor is the one that remainders find`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let factor = random.nextBigUInt(bits: 200)
    let a = factor * random.nextBigUInt(bits: 300)
    let b = factor * random.nextBigUInt(bits: 400)
    let divisor = a.greatestCommonDivisor(b)
    #expect(divisor == divisorByRemainders(a, b))
    #expect(divisor == b.greatestCommonDivisor(a))
  }

  @Test(arguments: 0..<60)
  func `a common factor comes out`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let (a, b) = (random.nextBigUInt(bits: 250), random.nextBigUInt(bits: 250))
    let factor = random.nextBigUInt(bits: 150)
    #expect((a * factor).greatestCommonDivisor(b * factor) == a.greatestCommonDivisor(b) * factor)
  }

  /// Neighbours in the Fibonacci sequence take the most steps of all pairs of their size.
  @Test(arguments: [10, 93, 94, 187, 1000])
  func `neighbouring Fibonacci numbers have no common factor`(index: Int) {
    var (a, b) = (BigUInt.zero, BigUInt.one)
    for _ in 0..<index { (a, b) = (b, a + b) }
    #expect(a.greatestCommonDivisor(b).isOne)
    #expect((a * a).greatestCommonDivisor(a * b) == a)
  }

  @Test func `zero divides nothing but itself`() {
    let number = BigUInt.one << 100
    #expect(BigUInt.zero.greatestCommonDivisor(number) == number)
    #expect(number.greatestCommonDivisor(.zero) == number)
    #expect(BigUInt.zero.greatestCommonDivisor(.zero).isZero)
    #expect(number.greatestCommonDivisor(number) == number)
  }
}

/// Euclid's algorithm, one division a step.
func divisorByRemainders(_ a: BigUInt, _ b: BigUInt) -> BigUInt {
  var (a, b) = (a, b)
  while !b.isZero { (a, b) = (b, a % b) }
  return a
}
