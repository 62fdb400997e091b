import BackpropEngine
import ExactArithmetic
import Testing

@Suite struct CostFunctionTests {
  @Test func `squared errors are exact in fractions`() throws {
    let outputs = [ExactNumber(1, 2), ExactNumber(-1, 3)]
    let targets = [ExactNumber(1), ExactNumber(2, 3)]
    #expect(
      try Cost.halfSquaredError.value(outputs: outputs, targets: targets) == ExactNumber(5, 8))
    #expect(try Cost.squaredError.value(outputs: outputs, targets: targets) == ExactNumber(5, 4))
    #expect(
      try Cost.halfSquaredError.derivative(output: outputs[1], target: targets[1]) == -1)
    #expect(try Cost.squaredError.derivative(output: outputs[1], target: targets[1]) == -2)
  }

  @Test func `derivatives of cross-entropies are exact in fractions`() throws {
    let output = ExactNumber(1, 5)
    let target = ExactNumber(3, 10)
    #expect(
      try Cost.binaryCrossEntropy.derivative(output: output, target: target) == ExactNumber(-5, 8))
    #expect(try Cost.crossEntropy.derivative(output: output, target: target) == ExactNumber(-3, 2))
  }

  @Test func `cross-entropies are those of another program`() throws {
    let binary = try Cost.binaryCrossEntropy.value(outputs: [0.2, 0.7], targets: [0.3, 1])
    let several = try Cost.crossEntropy.value(outputs: [0.2, 0.7], targets: [0.3, 1])
    #expect(abs(binary - 0.9957068035889093) < 1e-15)
    #expect(abs(several - 0.8395063176689625) < 1e-15)
  }

  @Test(arguments: [(0, 0), (1, 1)])
  func `a certain and right output costs nothing`(output: Int, target: Int) throws {
    let output = ExactNumber(output)
    let target = ExactNumber(target)
    #expect(try Cost.binaryCrossEntropy.value(outputs: [output], targets: [target]) == 0)
  }

  @Test func `nothing times the logarithm of nothing is nothing`() throws {
    #expect(try Cost.crossEntropy.value(outputs: [0, 1], targets: [0.0, 1]) == 0)
    #expect(try Cost.crossEntropy.derivative(output: 0, target: 0.0) == 0)
  }

  @Test(arguments: [(0.0, 1.0), (1.0, 0.0)])
  func `a certain and wrong output has no binary cross-entropy`(output: Double, target: Double) {
    #expect(throws: ArithmeticFault.self) {
      try Cost.binaryCrossEntropy.value(outputs: [output], targets: [target])
    }
    #expect(throws: ArithmeticFault.divisionByZero) {
      try Cost.binaryCrossEntropy.derivative(output: output, target: target)
    }
  }

  @Test(arguments: Cost.allCases, [0.1, 0.5, 0.95])
  func `derivatives agree with central differences`(_ cost: Cost, output: Double) throws {
    let step = 0x1p-20
    for target in [0, 0.3, 1] {
      let difference =
        try cost.value(outputs: [0.4, output + step], targets: [0.2, target])
        - cost.value(outputs: [0.4, output - step], targets: [0.2, target])
      let derivative = try cost.derivative(output: output, target: target)
      #expect(abs(difference / (2 * step) - derivative) < 1e-7)
    }
  }
}
