import BackpropEngine
import ExactArithmetic
import Testing

@Suite struct SoftmaxTests {
  @Test func `values are those of another program`() throws {
    let values = try Softmax.values(at: [0.1, -0.2, 0.4])
    let expected = [0.3235537038833594, 0.2396944792058498, 0.4367518169107908]
    for (value, expected) in zip(values, expected) { #expect(abs(value - expected) < 1e-16) }
  }

  @Test(arguments: 1..<6)
  func `equal logits are shared exactly, also in fractions`(count: Int) throws {
    let logits = [ExactNumber](repeating: ExactNumber(-7, 3), count: count)
    let shares = [ExactNumber](repeating: ExactNumber(1, count), count: count)
    #expect(try Softmax.values(at: logits) == shares)
  }

  @Test func `large logits do not overflow`() throws {
    #expect(try Softmax.values(at: [1000.0, 1000, -1000]) == [0.5, 0.5, 0])
    #expect(try Softmax.values(at: [-1e308, -1e308]) == [0.5, 0.5])
  }

  @Test func `different logits leave the fractions`() {
    #expect(throws: ArithmeticFault.self) { try Softmax.values(at: [ExactNumber(1), 2]) }
  }

  @Test func `an empty layer has no values`() throws {
    #expect(try Softmax.values(at: [Double]()).isEmpty)
  }

  @Test func `the Jacobian agrees with central differences`() throws {
    let logits = [0.1, -0.2, 0.4]
    let values = try Softmax.values(at: logits)
    let step = 0x1p-17
    for output in 0..<3 {
      for input in 0..<3 {
        var above = logits
        var below = logits
        above[input] += step
        below[input] -= step
        let difference =
          try Softmax.values(at: above)[output] - Softmax.values(at: below)[output]
        let entry = Softmax.jacobian(of: values, output: output, input: input)
        #expect(abs(difference / (2 * step) - entry) < 1e-10)
      }
    }
  }

  @Test func `the Jacobian is symmetric and its rows add up to zero`() {
    let values = [ExactNumber(1, 6), ExactNumber(1, 3), ExactNumber(1, 2)]
    for output in 0..<3 {
      var total = ExactNumber.zero
      for input in 0..<3 {
        let entry = Softmax.jacobian(of: values, output: output, input: input)
        #expect(entry == Softmax.jacobian(of: values, output: input, input: output))
        total = total + entry
      }
      #expect(total == 0)
    }
  }
}
