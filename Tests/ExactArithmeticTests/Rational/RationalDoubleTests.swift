import ExactArithmetic
import TestSupport
import Testing

struct RationalDoubleTests {
  @Test(arguments: 0..<300)
  func `every double is a fraction and comes back`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let value = random.nextDouble()
    let fraction = try #require(Rational(exactly: value))
    #expect(Double(fraction) == value)
    #expect(fraction.denominator.magnitude.isPowerOfTwo)
  }

  @Test(arguments: 0..<200)
  func `the double is the nearest one`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let fraction = random.nextRational(bits: [60, 64, 200, 2000][Int(seed % 4)])
    let value = Double(fraction)
    if value.isInfinite {
      #expect(fraction.magnitude > Rational(2).power(1023))
      return
    }
    let distance = (try #require(Rational(exactly: value)) - fraction).magnitude
    for neighbour in [value.nextUp, value.nextDown] where neighbour.isFinite {
      #expect((try #require(Rational(exactly: neighbour)) - fraction).magnitude >= distance)
    }
  }

  @Test(arguments: 0..<200)
  func `halfway between two doubles the even one is taken`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let low = random.nextDouble().magnitude
    guard low.nextUp.isFinite else { return }
    let (a, b) = (try #require(Rational(exactly: low)), try #require(Rational(exactly: low.nextUp)))
    let middle = (a + b) / 2
    let even = low.bitPattern.isMultiple(of: 2) ? low : low.nextUp
    #expect(Double(middle) == even)
    #expect(Double(-middle) == -even)
    let hair = Rational(10).power(-400)
    #expect(Double(middle + hair) == low.nextUp)
    #expect(Double(middle - hair) == low)
  }

  @Test func `beyond the largest double is infinity and below the smallest zero`() throws {
    let largest = try #require(Rational(exactly: .greatestFiniteMagnitude))
    let half = Rational(2).power(970)
    #expect(Double(largest) == .greatestFiniteMagnitude)
    #expect(Double(largest + half - 1) == .greatestFiniteMagnitude)
    #expect(Double(largest + half) == .infinity)
    #expect(Double(-(largest + half)) == -.infinity)
    #expect(Double(Rational(2).power(1024)) == .infinity)
    #expect(Double(Rational(2).power(5000)) == .infinity)
    let smallest = Rational(2).power(-1074)
    #expect(Double(smallest) == .leastNonzeroMagnitude)
    #expect(Double(smallest / 2) == 0)
    #expect(Double(smallest * Rational(51, 100)) == .leastNonzeroMagnitude)
    #expect(Double(smallest * Rational(3, 2)) == 2 * .leastNonzeroMagnitude)
    #expect(Double(Rational(10).power(-5000)) == 0)
  }

  @Test(arguments: [Double.infinity, -Double.infinity, Double.nan])
  func `what is no number is no fraction`(value: Double) {
    #expect(Rational(exactly: value) == nil)
  }
}
