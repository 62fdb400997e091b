import TestSupport
import Testing

@testable import ExactArithmetic

/// The error bounds that correct rounding rests on.
struct FixedPointTests {
  private func arguments(_ seed: UInt64) -> (signed: Double, positive: Double) {
    var random = SplitMix64(seed: seed)
    let range = [700.0, 20, 1, 0x1p-10, 0x1p-25][Int(seed % 5)]
    let value = Double.random(in: -range...range, using: &random)
    let wide = Double(
      sign: .plus, exponent: Int(seed) * 10 - 1000, significand: 1 + value.magnitude / 701)
    return (value, seed.isMultiple(of: 2) ? wide : 1 + value / 1024)
  }

  @Test(arguments: 0..<200)
  func `short results are as near as they say`(seed: UInt64) {
    let (x, positive) = arguments(seed)
    expect(ShortFixedPoint.exponential(of: x), FixedPoint.exponential(of: x, precision: 256))
    expect(ShortFixedPoint.logistic(of: x), FixedPoint.logistic(of: x, precision: 256))
    if x.magnitude > 0x1p-27, x.magnitude < 20 {
      expect(
        ShortFixedPoint.hyperbolicTangent(of: x.magnitude),
        FixedPoint.hyperbolicTangent(of: x.magnitude, precision: 256))
    }
    if positive != 1 {
      expect(
        ShortFixedPoint.logarithm(of: positive), FixedPoint.logarithm(of: positive, precision: 256))
    }
  }

  @Test(arguments: 0..<50)
  func `long results are as near as they say`(seed: UInt64) {
    let (x, positive) = arguments(seed)
    for precision in [128, 200] {
      expectNear(
        FixedPoint.exponential(of: x, precision: precision),
        FixedPoint.exponential(of: x, precision: 600))
      expectNear(
        FixedPoint.logistic(of: x, precision: precision),
        FixedPoint.logistic(of: x, precision: 600))
      if positive != 1 {
        expectNear(
          FixedPoint.logarithm(of: positive, precision: precision),
          FixedPoint.logarithm(of: positive, precision: 600))
      }
    }
  }

  private func expect(
    _ short: ShortFixedPoint.Approximation, _ long: FixedPoint.Approximation,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let converted = FixedPoint.Approximation(
      significand: BigUInt(short.significand), exponent: short.exponent,
      error: BigUInt(short.error))
    expectNear(converted, long, sourceLocation: sourceLocation)
  }

  /// Expects that the first interval contains the second, which is much smaller.
  private func expectNear(
    _ value: FixedPoint.Approximation, _ reference: FixedPoint.Approximation,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let unit = Rational(2).power(value.exponent)
    let exact = Rational(BigInt(reference.significand)) * Rational(2).power(reference.exponent)
    let distance = (Rational(BigInt(value.significand)) * unit - exact).magnitude
    #expect(distance < Rational(BigInt(value.error)) * unit, sourceLocation: sourceLocation)
  }

  /// The constants of the short method from the long one, which has none.
  @Test func `the tables are right`() throws {
    let half = Rational(1, 2)
    for (index, entry) in ShortFixedPoint.exponentials.enumerated() where index != 12 {
      let exact = FixedPoint.exponential(of: Double(index - 12) / 32, precision: 256)
      let scaled = Rational(BigInt(exact.significand)) * Rational(2).power(exact.exponent + 126)
      #expect((Rational(BigInt(entry)) - scaled).magnitude <= half + Rational(2).power(-100))
    }
    #expect(ShortFixedPoint.exponentials[12] == 1 << 126)
    var factorial = BigInt.one
    for (index, entry) in ShortFixedPoint.inverseFactorials.enumerated() {
      if index > 0 { factorial *= BigInt(index) }
      let scaled = Rational(BigInt(1) << 124, factorial)
      #expect((Rational(BigInt(entry)) - scaled).magnitude <= half)
    }
    for (index, entry) in ShortFixedPoint.logarithms.enumerated() where index != 19 {
      let exact = FixedPoint.logarithm(of: Double(index + 45) / 64, precision: 256)
      let scaled = Rational(BigInt(exact.significand)) * Rational(2).power(exact.exponent + 116)
      let signed = index < 19 ? scaled : -scaled
      #expect((Rational(BigInt(entry)) - signed).magnitude <= half + Rational(2).power(-100))
    }
    #expect(ShortFixedPoint.logarithms[19] == 0)
    let (high, low) = ShortFixedPoint.logarithmOf2
    #expect((BigUInt(high) << 64) + BigUInt(low) == FixedPoint.logarithmOf2(bits: 188))
  }
}
