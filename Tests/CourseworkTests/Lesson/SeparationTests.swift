import BackpropEngine
import Coursework
import ExactArithmetic
import Testing

/// The xor lesson's network lets mistakes show: a number that a common mistake gives differs from
/// the right one in the first four decimals.
///
/// Mistakes that change nothing in any network of this shape are left out: with one output there is
/// no sum over outputs to forget, and with the input 1 a weight's gradient is its bias's.
@Suite struct SeparationTests {
  @Test func `no common mistake gives a right number in the xor lesson`() throws {
    let source = try #require(LessonCatalogue.source(named: "xor"))
    let problem = try ProblemFile.read(
      try #require(try LessonFile(source).ownProblemSource()))
    let trace = try Trace.compute(problem, arithmetic: .double)
    func value(_ quantity: TraceQuantity) -> Double {
      trace.value(of: quantity)?.approximate ?? .nan
    }
    let x = [value(.input(unit: 1)), value(.input(unit: 2))]
    let w1 = (1...2).map { j in
      (1...2).map { value(.weight(layer: 1, unit: j, from: $0)) }
    }
    let b1 = (1...2).map { value(.bias(layer: 1, unit: $0)) }
    let w2 = (1...2).map { value(.weight(layer: 2, unit: 1, from: $0)) }
    let b2 = value(.bias(layer: 2, unit: 1))
    let z1 = (1...2).map { value(.weightedInput(layer: 1, unit: $0)) }
    let a1 = (1...2).map { value(.activation(layer: 1, unit: $0)) }
    let z2 = value(.weightedInput(layer: 2, unit: 1))
    let a2 = value(.activation(layer: 2, unit: 1))
    let delta2 = value(.error(layer: 2, unit: 1))
    let delta1 = (1...2).map { value(.error(layer: 1, unit: $0)) }
    let rate = 4.0
    func sigma(_ z: Double) -> Double { (try? z.logistic()) ?? .nan }
    let error = a2 - value(.target(unit: 1))
    let slope2 = a2 * (1 - a2)

    var cases: [(right: Double, wrong: [Double])] = []
    for j in 0..<2 {
      let other = 1 - j
      let slope = a1[j] * (1 - a1[j])
      let newW2 = w2[j] - rate * delta2 * a1[j]
      cases += [
        (
          z1[j],
          [
            z1[j] - b1[j], z1[j] - 2 * b1[j], w1[0][j] * x[0] + w1[1][j] * x[1] + b1[j], z1[other],
            a1[j],
          ]
        ),
        (a1[j], [z1[j], sigma(a1[j]), 1 - a1[j], sigma(z1[j] - b1[j]), a1[other]]),
        (
          delta1[j],
          [
            w2[j] * delta2, newW2 * delta2 * slope, delta2 * slope, w2[other] * delta2 * slope,
            w2[j] * delta2 * a1[j], w2[j] * delta2 * sigma(a1[j]) * (1 - sigma(a1[j])),
            w2[j] * delta2 * slope2, w2[j] * error * slope, w2[j] * delta2 * slope2 * slope,
            -delta1[j], delta2, delta1[other], w1[j][j] * delta2 * slope,
          ]
        ),
        (
          delta2 * a1[j],
          [
            delta2, delta2 * z1[j], delta2 * x[j], delta2 * a2, delta2 * w2[j],
            delta2 * slope2 * a1[j], rate * delta2 * a1[j], error * a1[j], delta1[j] * a1[j],
            delta2 * a1[other],
          ]
        ),
        (
          w2[j] - rate * delta2 * a1[j],
          [
            w2[j] + rate * delta2 * a1[j], w2[j] - delta2 * a1[j], -rate * delta2 * a1[j],
            w2[j] - rate * delta2, w2[j] - rate * rate * delta2 * a1[j], w2[j],
          ]
        ),
      ]
    }
    cases += [
      (z2, [z2 - b2, w2[0] * z1[0] + w2[1] * z1[1] + b2, w2[0] * a1[1] + w2[1] * a1[0] + b2, a2]),
      (a2, [z2, sigma(a2), 1 - a2, sigma(z2 - b2)]),
      (
        delta2,
        [
          error, -delta2, 2 * delta2, delta2 / 2, error * z2 * (1 - z2), error * a2,
          error * (1 - a2), error * sigma(a2) * (1 - sigma(a2)), error * slope2 * slope2,
          error * (1 - a2 * a2), error * error * slope2 / 2,
        ]
      ),
    ]
    for (right, wrong) in cases {
      for mistake in wrong { #expect(abs(right - mistake) >= 0.0003, "\(right) ~ \(mistake)") }
    }
  }
}
