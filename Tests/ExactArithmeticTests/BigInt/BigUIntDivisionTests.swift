import ExactArithmetic
import TestSupport
import Testing

struct BigUIntDivisionTests {
  @Test(arguments: 0..<300)
  func `quotient times divisor plus remainder gives dividend`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let dividend = random.nextBigUInt(bits: 1200)
    let divisor = random.nextBigUInt(bits: 700) + .one
    expectDivision(of: dividend, by: divisor)
    expectDivision(of: dividend * divisor, by: divisor)
    expectDivision(of: dividend * divisor + (divisor - .one), by: divisor)
  }

  @Test(arguments: 0..<100)
  func `quotients of double words agree with UInt128`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let a = UInt128(random.next()) << 64 | UInt128(random.next())
    let b = (UInt128(random.next()) << 64 | UInt128(random.next())) >> UInt128(seed % 127) | 1
    let (quotient, remainder) = BigUInt(a).quotientAndRemainder(dividingBy: BigUInt(b))
    #expect(quotient == BigUInt(a / b))
    #expect(remainder == BigUInt(a % b))
  }

  /// Divisors that begin with 1000… and dividends that begin like them make the guess of a quotient
  /// word too large, which random numbers do once in 2^63 words.
  @Test(arguments: [2, 3, 4, 7])
  func `a quotient word that is guessed too large is put right`(words: Int) {
    let top = BigUInt.one << (64 * words - 1)
    for low in [BigUInt.zero, .one, (BigUInt.one << 64) - .one, BigUInt.one << 64] {
      let divisor = top + low
      for distance in [BigUInt.zero, .one, low, BigUInt.one << 63, (BigUInt.one << 64) - .one] {
        expectDivision(of: (divisor << 64) - distance, by: divisor)
        expectDivision(of: (top << 65) - distance, by: divisor)
        expectDivision(of: (divisor << 128) - (distance << 64) - .one, by: divisor)
      }
    }
  }

  @Test(arguments: [2, 3, 5])
  func `dividends that start with the divisor are divided`(words: Int) {
    var random = SplitMix64(seed: 5)
    let divisor = (BigUInt.one << (64 * words)) - random.nextBigUInt(words: 1)
    for _ in 0..<20 {
      let low = random.nextBigUInt(words: words)
      if low < divisor {
        expectDivision(of: ((divisor - .one) << (64 * words)) + low, by: divisor)
      }
    }
  }

  @Test(arguments: 0..<100)
  func `the whole root is the largest whose square is not above`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let number = random.nextBigUInt(bits: 500)
    let root = number.squareRoot()
    #expect(root * root <= number)
    #expect((root + .one) * (root + .one) > number)
    #expect((number * number).squareRoot() == number)
  }

  @Test func `a division by zero is refused`() async {
    await #expect(processExitsWith: .failure) {
      _ = BigUInt.one.quotientAndRemainder(dividingBy: .zero)
    }
  }
}

/// Expects that dividing gives the only quotient and remainder there are.
func expectDivision(
  of dividend: BigUInt, by divisor: BigUInt, sourceLocation: SourceLocation = #_sourceLocation
) {
  let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
  #expect(remainder < divisor, sourceLocation: sourceLocation)
  #expect(quotient * divisor + remainder == dividend, sourceLocation: sourceLocation)
}
