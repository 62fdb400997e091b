import BackpropEngine
import ExactArithmetic
import TestSupport
import Testing

struct CertifiedTraceTests {
  /// The network of Mazur's example to 100 digits, worked out with mpmath at 1,000 bits.
  static let hundredDigits: [(TraceQuantity, String)] = [
    (
      .activation(layer: 1, unit: 2),
      """
      5.96884378259767056199873124856707515131416166348288657928663781273186711884554106352888909587293\
      5508e-1
      """
    ),
    (
      .weightedInput(layer: 2, unit: 1),
      """
      1.10590596705977007735940473081727950799221076445419503089470002517863143232594514378930281258850\
      7353
      """
    ),
    (
      .cost,
      """
      2.98371108760002688607381947666064020977459990940463160928588641328690285564373346035496762918832\
      5591e-1
      """
    ),
    (
      .error(layer: 2, unit: 2),
      """
      -3.8098236516556216531730304057880943767295891512257583652384627216324567017514523383760605104610\
      91450e-2
      """
    ),
    (
      .error(layer: 1, unit: 1),
      """
      8.77135468948693454096751198094071052249043318745283125909444961576642561687802450917674657486435\
      9022e-3
      """
    ),
    (
      .weightGradient(layer: 1, unit: 2, from: 1),
      """
      4.97712735260860071559177005316704930227330238041132296880841885876194910131743961740835756564412\
      3868e-4
      """
    ),
    (
      .updatedWeight(layer: 2, unit: 1, from: 2),
      """
      4.08666186076233372339914408629005792765046086313572647319616073603486037713253834969044860425098\
      7783e-1
      """
    ),
    (
      .updatedCost,
      """
      2.80471446791430158002433784277569894979258437781300110362061199177405656005577099076871363322613\
      5315e-1
      """
    ),
  ]

  @Test func `a hundred digits are those of mpmath`() throws {
    let trace = try Trace.compute(
      ProblemExamples.twoTwoTwo, rounding: .significantDigits(100))
    #expect(trace.arithmetic == .certified)
    for (quantity, text) in Self.hundredDigits {
      let value = try #require(trace.value(of: quantity))
      #expect(value.decimalText(significantDigits: 100) == text, "\(quantity)")
    }
  }

  @Test(arguments: [1, 2, 6, 40, 150])
  func `every number tells the digits that are asked for`(digits: Int) throws {
    let trace = try Trace.compute(
      ProblemExamples.xor, arithmetic: .certified, updates: 2,
      rounding: .significantDigits(digits))
    for event in trace.events {
      let value = try #require(trace.value(of: event.quantity, at: event.moment))
      #expect(value.isDecided(to: .significantDigits(digits)), "\(event)")
    }
    let decimals = try Trace.compute(ProblemExamples.xor, rounding: .decimals(digits))
    for event in decimals.events {
      let value = try #require(decimals.value(of: event.quantity, at: event.moment))
      #expect(value.isDecided(to: .decimals(digits)), "\(event)")
    }
  }

  @Test(arguments: 0..<20)
  func `certified numbers of a rational problem are the fractions`(seed: UInt64) throws {
    let problem = RandomProblem.drawRational(seed: seed)
    let exact = try Trace.compute(problem, arithmetic: .rational)
    let certified = try Trace.compute(problem, arithmetic: .certified)
    for event in exact.events {
      let number = try #require(exact.value(of: event.quantity, at: event.moment))
      let value = try #require(certified.value(of: event.quantity, at: event.moment))
      switch value {
      case .interval(let interval):
        #expect(interval.contains(try #require(number.exact?.rational)), "\(event)")
      case .rational, .logarithmic, .double: #expect(value == number, "\(event)")
      }
    }
  }

  @Test(arguments: 0..<25)
  func `doubles are near the certified numbers`(seed: UInt64) throws {
    var problem = RandomProblem.draw(seed: seed)
    // An average of squares that is nearly zero divides by nearly nothing.
    problem.optimizer = .sgd(.init(learningRate: ProblemExamples.number("0.1")))
    problem.biasUpdate = .perUnit
    let certified = try Trace.compute(problem)
    let near = try Trace.compute(problem, arithmetic: .double)
    for event in certified.events where event.moment.update == 1 {
      let value = try certified.double(event.quantity, at: event.moment)
      let rounded = try near.double(event.quantity, at: event.moment)
      #expect(abs(value - rounded) < 1e-9 * max(1, abs(value)), "\(event)")
    }
  }

  @Test func `logarithms stay exact beside fractions`() throws {
    let problem = Problem(
      network: Network(layers: [
        .init(.softmax, [["0"], ["0"], ["0"]], ["ln(1)", "ln(2)", "ln(3)"])
      ]), cost: .crossEntropy, samples: [.init(["1"], ["0", "0", "1"])])
    let trace = try Trace.compute(problem, arithmetic: .auto, updates: 0)
    #expect(trace.arithmetic == .rational)
    for (unit, output) in [Rational(1, 6), Rational(1, 3), Rational(1, 2)].enumerated() {
      #expect(trace.value(of: .activation(layer: 1, unit: unit + 1)) == .rational(output))
    }
    #expect(trace.value(of: .cost)?.description == "ln(2)")
    #expect(trace.value(of: .weightedInput(layer: 1, unit: 3))?.description == "ln(3)")
    // After the update, e^(ln 2 + …) is no fraction.
    #expect(try Trace.compute(problem).arithmetic == .certified)
    #expect(throws: EngineError.self) { try Trace.compute(problem, arithmetic: .rational) }
  }

  @Test func `a product of logarithms is refused in exact arithmetic alone`() throws {
    let problem = Problem(
      network: Network(layers: [.init(.identity, [["ln(2)"]])]), samples: [.init(["ln(3)"])])
    #expect(
      throws: EngineError(
        .productOfLogarithms, in: .weightedInput(layer: 1, unit: 1), at: TraceMoment())
    ) { try Trace.compute(problem, arithmetic: .rational) }
    let trace = try Trace.compute(problem)
    #expect(
      trace.value(of: .activation(layer: 1, unit: 1))?.decimalText(significantDigits: 10)
        == "7.615000104e-1")
  }

  /// Two equal units whose difference is zero, which no precision tells.
  static func difference(_ activation: Activation) -> Problem {
    Problem(
      network: Network(layers: [
        .init(.sigmoid, [["1"], ["1"]]), .init(activation, [["1", "-1"]]),
      ]), cost: .squaredError, samples: [.init(["1"], ["1"])])
  }

  @Test func `a zero that nothing tells is written as what is known of it`() throws {
    let trace = try Trace.compute(Self.difference(.identity))
    #expect(trace.precision == Trace.largestPrecision(for: .significantDigits(6)))
    let text = try #require(trace.value(of: .activation(layer: 2, unit: 1)))
      .decimalText(significantDigits: 6)
    #expect(text.hasPrefix("±1e-12"))
    #expect(
      trace.value(of: .cost)?.decimalText(significantDigits: 6) == "1.00000")
  }

  @Test(arguments: [Activation.relu, .step])
  func `a step that needs the sign of such a zero stops there`(activation: Activation) {
    #expect(
      throws: EngineError(
        .undecidedSign, in: .activation(layer: 2, unit: 1), at: TraceMoment())
    ) { try Trace.compute(Self.difference(activation)) }
  }

  @Test func `a number beyond all bounds is an error where it arises`() {
    let problem = Problem(
      network: Network(layers: [
        .init(.elu(alpha: ProblemExamples.number("1")), [["1"]]),
        .init(.square, [["1e9999"]]), .init(.sigmoid, [["-1"]]),
      ]), cost: .binaryCrossEntropy, samples: [.init(["-1e9"], ["1"])])
    // e^(−10^9) is next to nothing, and the square next to 10^19998; its sigmoid is next to 0, whose
    // logarithm nobody knows.
    #expect(throws: EngineError(.undecidedSign, in: .cost, at: TraceMoment())) {
      try Trace.compute(problem)
    }
  }
}
