import ExactArithmetic
import Testing

@testable import Coursework

/// Boxes in doubles against the same boxes in certified numbers.
@Suite struct QuickEnclosureTests {
  /// Numbers as students write them.
  private static func written(_ random: inout SplitMix64) -> WrittenNumber {
    let decimals = Int.random(in: 1...6, using: &random)
    let scale = (0..<decimals).reduce(1) { scale, _ in scale * 10 }
    let digits = Int.random(in: -3 * scale...3 * scale, using: &random)
    return WrittenNumber(value: Rational(digits, scale), decimals: decimals, text: "0.1")
  }

  /// The same random calculation in both kinds of numbers.
  private static func calculated<Base: Enclosure>(
    _: Base.Type, _ seed: UInt64, from start: [BoxedNumber<Base>]
  ) -> BoxedNumber<Base>? {
    var random = SplitMix64(seed: seed)
    var numbers = start
    for _ in 0..<8 {
      let (i, j) = (Int.random(in: 0..<4, using: &random), Int.random(in: 0..<4, using: &random))
      let kind = Int.random(in: 0..<8, using: &random)
      let (a, b) = (numbers[i], numbers[j])
      let result: BoxedNumber<Base>?
      switch kind {
      case 0: result = a + b
      case 1: result = a - b
      case 2, 3: result = a * b
      case 4: result = try? a.logistic()
      case 5: result = try? a.hyperbolicTangent()
      case 6: result = try? a.divided(by: b)
      default: result = try? a.exponential()
      }
      guard let result, (try? result.validate(bitLimit: nil)) != nil else { return nil }
      numbers[i] = result
    }
    return numbers.reduce(.zero) { $0 + $1 }
  }

  private static func written(seed: UInt64) -> [WrittenNumber] {
    var random = SplitMix64(seed: seed &+ 7)
    return (0..<4).map { _ in written(&random) }
  }

  private static func boxes<Base: Enclosure>(_: Base.Type, _ seed: UInt64) -> BoxedNumber<Base>? {
    let start = written(seed: seed).enumerated().map {
      BoxedNumber<Base>($0.element, variable: $0.offset, precision: 128)
    }
    return calculated(Base.self, seed, from: start)
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `no number that can be meant is outside of a box`(seed: UInt64) {
    guard let quick = Self.boxes(QuickEnclosure.self, seed) else { return }
    var random = SplitMix64(seed: seed &+ 99)
    for _ in 0..<5 {
      let points = Self.written(seed: seed).map { number in
        let share = Rational(Int.random(in: -100...100, using: &random), 100)
        return BoxedNumber(Certified(number.value + share * number.radius, precision: 128))
      }
      guard let value = Self.calculated(Certified.self, seed, from: points) else { continue }
      let exact = WrittenNumber(value: value.hull.lower, decimals: nil, text: "0.1")
      #expect(QuickEnclosure.holds(quick, exact) != false)
    }
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `what doubles take for reachable is reachable in certified numbers`(seed: UInt64) {
    guard let quick = Self.boxes(QuickEnclosure.self, seed),
      let certified = Self.boxes(Certified.self, seed)
    else { return }
    let hull = certified.hull
    let middle = (hull.lower + hull.upper) * Rational(1, 2)
    let width = hull.upper - hull.lower
    // Numbers well inside and outside, and some that only just touch the box.
    for shift in [0, 9, 10, 11, -10, -40] {
      let number = WrittenNumber(
        value: middle + Rational(shift, 20) * width, decimals: 9, text: "0.1")
      guard QuickEnclosure.holds(quick, number) == true else { continue }
      #expect(hull.contains(number), "\(number.value) in \(hull)")
    }
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `doubles decide nearly always`(seed: UInt64) {
    guard let quick = Self.boxes(QuickEnclosure.self, seed),
      let certified = Self.boxes(Certified.self, seed)
    else { return }
    let hull = certified.hull
    let inside = WrittenNumber(
      value: (hull.lower + hull.upper) * Rational(1, 2), decimals: 4, text: "0.1")
    let size = max(hull.upper.magnitude, hull.lower.magnitude)
    guard hull.upper - hull.lower > size * Rational(1, 1_000_000_000) else { return }
    #expect(QuickEnclosure.holds(quick, inside) == true)
  }

  @Test func `a tie that rounding hides is left open`() {
    // 1/3 + 1/3 + 1/3 − 1 is 0, of which doubles cannot be sure.
    let third = BoxedNumber(QuickEnclosure(Rational(1, 3), precision: 0))
    let sum = third + third + third - .one
    #expect(QuickEnclosure.holdsZero(sum) != false)
    #expect(sum.range.surelyHasBothSigns == false)
  }
}
