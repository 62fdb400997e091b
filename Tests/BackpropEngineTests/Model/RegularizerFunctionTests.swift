import BackpropEngine
import ExactArithmetic
import TestSupport
import Testing

@Suite struct RegularizerFunctionTests {
  static let strength = ProblemExamples.number("0.25")

  @Test(arguments: [
    (Regularizer.l1(strength), Rational(-3, 2), Rational(3, 2), Rational(-1)),
    (.l1(strength), 0, 0, 0),
    (.l1(strength), 4, 4, 1),
    (.l2(strength), Rational(-3, 2), Rational(9, 4), -3),
    (.weightElimination(strength), 2, Rational(4, 5), Rational(4, 25)),
    (.weightElimination(strength), 0, 0, 0),
  ])
  func `values and derivatives are exact in fractions`(
    _ regularizer: Regularizer, weight: Rational, value: Rational, derivative: Rational
  ) throws {
    #expect(try regularizer.value(of: weight) == value)
    #expect(try regularizer.derivative(at: weight) == derivative)
  }

  @Test(arguments: [Regularizer.l1(strength), .l2(strength), .weightElimination(strength)])
  func `the gradient of the batch has the regulariser in it, once`(_ regularizer: Regularizer)
    throws
  {
    var problem = ProblemExamples.xor
    problem.network.layers[0].activation = .tanh
    let plain = try Trace.compute(problem, arithmetic: .double)
    problem.regularizer = regularizer
    let trace = try Trace.compute(problem, arithmetic: .double)
    let weight = TraceQuantity.batchWeightGradient(layer: 1, unit: 2, from: 2)
    let added = try trace.double(weight) - plain.double(weight)
    let slope = try regularizer.derivative(at: -3.0)
    #expect(abs(added - 0.25 * slope) < 1e-15)
    var total = 0.0
    for entry in [1.5, -2, 2.5, -3, 4, -4.5] { total += try regularizer.value(of: entry) }
    #expect(try trace.double(.regularization) == 0.25 * total)
    let cost = try plain.double(.batchCost) + trace.double(.regularization)
    #expect(try trace.double(.batchCost) == cost)
    #expect(try trace.double(.cost) == plain.double(.cost))
    let bias = TraceQuantity.batchBiasGradient(layer: 1, unit: 1)
    #expect(try trace.double(bias) == plain.double(bias))
    #expect(plain.value(of: .regularization) == nil)
  }
}
