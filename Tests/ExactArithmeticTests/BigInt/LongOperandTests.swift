import ExactArithmetic
import TestSupport
import Testing

/// Every algorithm around the sizes where another takes over, against a route that never gets there:
/// one operand is cut into pieces that are too short for anything but the schoolbook's methods.
struct LongOperandTests {
  static let wordCounts = [
    1, 2, 3, 29, 30, 31, 43, 44, 45, 59, 60, 61, 89, 90, 91, 179, 180, 181, 182, 183, 360, 541,
  ]

  @Test(arguments: wordCounts)
  func `balanced products agree with the sum of short ones`(words: Int) {
    var random = SplitMix64(seed: UInt64(words))
    let (a, b) = (random.nextBigUInt(words: words), random.nextBigUInt(words: words))
    #expect(a * b == piecewiseProduct(a, b))
    let ones = (BigUInt.one << (64 * words)) - .one
    #expect(ones * b == (b << (64 * words)) - b)
  }

  @Test(arguments: wordCounts)
  func `squares agree with products of two copies`(words: Int) {
    var random = SplitMix64(seed: UInt64(words) + 1000)
    let a = random.nextBigUInt(words: words)
    #expect(a * a == piecewiseProduct(a, a))
    // Equal values in different memory are multiplied, not squared.
    let copy = BigUInt(words: (0..<words).map { UInt(truncatingIfNeeded: a.word($0)) })
    #expect(a * a == a * copy)
  }

  @Test(arguments: [(31, 30), (60, 31), (100, 31), (181, 180), (400, 181), (401, 30), (1000, 200)])
  func `products of a long and a short number agree`(long: Int, short: Int) {
    var random = SplitMix64(seed: UInt64(long * short))
    let (a, b) = (random.nextBigUInt(words: long), random.nextBigUInt(words: short))
    #expect(a * b == piecewiseProduct(a, b))
    #expect(b * a == a * b)
  }

  @Test(arguments: 0..<10)
  func `products of runs of ones and zeros agree`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let (a, b) = (random.nextBigUInt(bits: 30_000), random.nextBigUInt(bits: 30_000))
    #expect(a * b == piecewiseProduct(a, b))
  }

  @Test(arguments: [29, 30, 31, 60, 61, 62, 200], [29, 30, 31, 61, 200])
  func `long quotients are right`(divisorWords: Int, quotientWords: Int) {
    var random = SplitMix64(seed: UInt64(divisorWords * 1000 + quotientWords))
    let divisor = random.nextBigUInt(words: divisorWords)
    let quotient = random.nextBigUInt(words: quotientWords)
    for rest in [BigUInt.zero, divisor - .one, divisor >> 1] {
      let result = (quotient * divisor + rest).quotientAndRemainder(dividingBy: divisor)
      #expect(result.quotient == quotient)
      #expect(result.remainder == rest)
    }
  }

  /// Quotients of all ones and divisors like 1000…0111… meet the corrections of every level.
  @Test(arguments: [30, 31, 60, 61, 121])
  func `quotients that are guessed too large are put right`(words: Int) {
    let top = BigUInt.one << (64 * words - 1)
    let low = (BigUInt.one << (32 * words)) - .one
    for divisor in [top, top + low, top + top - .one, top + .one, top + (low << (31 * words))] {
      let ones = (BigUInt.one << (64 * words)) - .one
      for quotient in [ones, ones - .one, top, low] {
        let result = (quotient * divisor + (divisor - .one))
          .quotientAndRemainder(dividingBy: divisor)
        #expect(result.quotient == quotient)
        #expect(result.remainder == divisor - .one)
      }
    }
  }

  @Test(arguments: 0..<6)
  func `long common divisors are found`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let factor = random.nextBigUInt(bits: 3000)
    let a = factor * random.nextBigUInt(bits: 4000)
    let b = factor * random.nextBigUInt(bits: 3000)
    #expect(a.greatestCommonDivisor(b) == divisorByRemainders(a, b))
  }

  /// Around 32 chunks of 19 digits printing begins to halve, around 128 reading.
  @Test(arguments: [303, 304, 305, 323, 607, 608, 609, 2431, 2432, 2433, 2452, 4864, 4865, 10_000])
  func `long texts read back, digit by digit`(digits: Int) throws {
    var random = SplitMix64(seed: UInt64(digits))
    var text = String(Int.random(in: 1...9, using: &random))
    while text.utf8.count < digits {
      // Long runs of zeros and nines are where halves are padded and carried.
      let run = Int.random(in: 1...60, using: &random)
      let digit = ["0", "9", "\(run % 10)"][run % 3]
      text += String(repeating: digit, count: min(run, digits - text.utf8.count))
    }
    let number = try #require(BigUInt(text))
    #expect(number.description == text)
    // A second route: the remainder by a prime from the digits and from the number.
    let prime: UInt = 1_000_003
    let expected = text.utf8.reduce(0 as UInt) { ($0 * 10 + UInt($1 - 48)) % prime }
    #expect(number % BigUInt(prime) == BigUInt(expected))
    #expect((number + .one) - .one == number)
  }
}

/// Multiplies piece by piece; no piece is longer than 8 words.
private func piecewiseProduct(_ a: BigUInt, _ b: BigUInt) -> BigUInt {
  let bits = 8 * 64
  var (result, rest, place) = (BigUInt.zero, a, 0)
  while !rest.isZero {
    let above = rest >> bits
    result += ((rest - (above << bits)) * b) << place
    rest = above
    place += bits
  }
  return result
}

extension BigUInt {
  /// One word of the number, found by shifts.
  fileprivate func word(_ index: Int) -> UInt64 {
    let above = self >> (64 * index)
    return UInt64(UInt(exactly: above - ((above >> 64) << 64)) ?? 0)
  }
}
