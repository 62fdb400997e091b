import BackpropEngine
import Derivations
import ExactArithmetic
import MathSyntax
import TestSupport
import Testing
import Typesetting

/// Verdicts, notes, counterexamples and hints are what they should be.
@Suite struct IdentityCheckerTests {
  private static func decision(
    _ notation: Notation, _ text: String,
    _ assumptions: IdentityAssumptions = IdentityAssumptions()
  ) throws -> IdentityDecision {
    try #require(FormulaClaim(notation, text).decisions(assumptions).first)
  }

  // MARK: Notes

  static let notes: [(FormulaClaim, [IdentityDecision.Note])] = [
    (
      FormulaClaim(.nielsen, #"\delta^l_j = \sum_k w^{l+1}_{kj} \delta^{l+1}_k \sigma'(z^l_j)"#),
      []
    ),
    (
      FormulaClaim(.nielsen, #"\frac{\partial C}{\partial a^L_j} = a^L_j - y_j"#),
      [.needsCost(.halfSquaredError)]
    ),
    (
      FormulaClaim(.lin, #"\delta_1^{(L)} = -2 (y_1 - s_1^{(L)})"#),
      [.needsOutputActivation(.identity), .needsCost(.squaredError)]
    ),
    (
      FormulaClaim(.nielsen, #"\sigma'(z^l_j) = a^l_j (1 - a^l_j)"#),
      [.needsActivation(.sigmoid)]
    ),
    (
      FormulaClaim(
        .dasc7606,
        #"\frac{\partial x_i^{(L)}}{\partial s_j^{(L)}} = x_i^{(L)} ([i = j] - x_j^{(L)})"#),
      [.needsOutputActivation(.softmax)]
    ),
    (
      FormulaClaim(.dasc7606, #"\delta_j^{(L)} = h_j(x) - y_j"#),
      [.needsOutputActivation(.sigmoid), .needsCost(.binaryCrossEntropy)]
    ),
    (
      FormulaClaim(.nielsen, #"\delta^L = (a^L - y) \sigma'(z^L)"#),
      [.needsCost(.halfSquaredError), .elementwiseProduct]
    ),
    (
      FormulaClaim(.dasc7606, #"\delta^{(l-1)} = \delta^{(l)} w^{(l)} g'(s^{(l-1)})"#),
      [.oneUnitALayer]
    ),
    (
      FormulaClaim(.nielsen, #"\frac{\partial C}{\partial w^l} = \delta^l a^{l-1}"#),
      [.oneUnitALayer]
    ),
    (
      FormulaClaim(.assignment, #"z_j = \sum_i w_{ji} a_i"#), [.withoutBiases]
    ),
  ]

  @Test(arguments: notes)
  func `a right claim says what it needs`(
    _ claim: FormulaClaim, _ notes: [IdentityDecision.Note]
  ) throws {
    let decision = try #require(claim.decisions().first)
    #expect(decision.isRight)
    #expect(decision.notes == notes)
  }

  @Test func `what needs another function than the declared one is wrong`() throws {
    let text = #"\sigma'(z^l_j) = a^l_j (1 - a^l_j)"#
    #expect(try Self.decision(.nielsen, text, .init(activation: .sigmoid)).notes.isEmpty)
    #expect(try Self.decision(.nielsen, text, .init(activation: .tanh)).isWrong)
    let hidden = #"\sigma'(z^{L-1}_j) = a^{L-1}_j (1 - a^{L-1}_j)"#
    let mixed = IdentityAssumptions(activation: .sigmoid, outputActivation: .softmax)
    #expect(try Self.decision(.nielsen, hidden, mixed).isRight)
  }

  // MARK: Conditions

  @Test func `a condition restricts a claim`() throws {
    let claim = #"\frac{\partial C}{\partial w^l_{jk}} = x_k \delta^l_j"#
    #expect(try Self.decision(.nielsen, claim).isWrong)
    #expect(try Self.decision(.nielsen, claim + #", \quad l = 1"#).isRight)
    #expect(try Self.decision(.nielsen, claim + #", \quad l = 2"#).isWrong)
    let offDiagonal = #"\frac{\partial a^L_j}{\partial z^L_k} = -a^L_j a^L_k"#
    let softmax = IdentityAssumptions(outputActivation: .softmax)
    #expect(try Self.decision(.nielsen, offDiagonal, softmax).isWrong)
    #expect(try Self.decision(.nielsen, offDiagonal + #", \quad j \ne k"#, softmax).isRight)
  }

  @Test func `a range of layers does not stop at its first`() throws {
    let claim = #"\frac{\partial C}{\partial w^l_{jk}} = x_k \delta^l_j, \quad l = 1, \dots, L"#
    #expect(try Self.decision(.nielsen, claim).isWrong)
  }

  // MARK: Counterexamples

  @Test(arguments: LectureIdentityTests.wrong)
  func `a counterexample is exact, small and about what the claim names`(
    _ claim: FormulaClaim
  ) throws {
    for decision in try claim.decisions() {
      guard case .refuted(let example) = decision.verdict else { continue }
      #expect(example.left != example.right)
      #expect((example.left - example.right).sign != nil)
      for entry in example.drawn {
        let value = try #require(entry.value.exact)
        // One decimal at the most.
        #expect((value * 10).erased.approximate.magnitude <= 40)
        #expect((value * 10) == ExactNumber(Rational((value * 10).erased.approximate.exactInteger)))
      }
    }
  }

  /// Refutations come out the same when the drawn network is computed by the engine.
  @Test(arguments: [
    #"z^l_j = \sum_k w^l_{kj} a^{l-1}_k + b^l_j"#,
    #"\delta^L_j = (y_j - a^L_j) \sigma'(z^L_j)"#,
    #"\delta^l_j = \sum_k w^{l+1}_{jk} \delta^{l+1}_k \sigma'(z^l_j)"#,
    #"\frac{\partial C}{\partial w^l_{jk}} = a^{l-1}_j \delta^l_k"#,
  ])
  func `a counterexample stands on its network`(text: String) throws {
    let assumptions = IdentityAssumptions(activation: .square, cost: .halfSquaredError)
    let reader = NotationReader(.nielsen)
    let statement = try #require(
      reader.statements(LaTeXFormulaReader().read(text)).first)
    let (left, right) = (statement.sides[0].expression, statement.sides[1].expression)
    let decision = IdentityChecker(.nielsen, assumptions: assumptions)
      .decide(left, equals: right)
    guard case .refuted(let example) = decision.verdict else {
      Issue.record("not refuted: \(decision)")
      return
    }
    let problem = Self.problem(example)
    let meaning = Meaning(trace: try Trace.compute(problem), moment: TraceMoment())
    let bindings = IndexBindings(
      uniqueKeysWithValues: example.bindings.map { ($0.variable, $0.number) })
    #expect(try meaning.value(of: left, bindings: bindings) == example.left)
    #expect(try meaning.value(of: right, bindings: bindings) == example.right)
  }

  /// The network of a counterexample; what was not drawn is 0.
  private static func problem(_ example: Counterexample) -> Problem {
    func number(_ quantity: Quantity) -> TypedNumber {
      let entry = example.drawn.first { $0.quantity == .quantity(quantity) }
      return TypedNumber(exact: entry?.value.exact ?? 0)
    }
    let widths = example.widths
    let layers = (1..<widths.count).map { layer in
      Network.Layer(
        activation: .square,
        weights: Matrix(
          rows: (1...widths[layer]).map { unit in
            (1...widths[layer - 1]).map { from in
              number(.weight(.number(layer), to: .number(unit), from: .number(from)))
            }
          }),
        biases: (1...widths[layer]).map { number(.bias(.number(layer), .number($0))) })
    }
    return Problem(
      network: Network(layers: layers), cost: .halfSquaredError,
      samples: [
        .init(
          input: (1...widths[0]).map { number(.input(.number($0))) },
          target: (1...widths[widths.count - 1]).map { number(.target(.number($0))) })
      ])
  }

  // MARK: Hints

  static let hints: [(FormulaClaim, String)] = [
    (
      FormulaClaim(.nielsen, #"\delta^l = (w^{l+1} \delta^{l+1}) \odot \sigma'(z^l)"#),
      "a transposition is missing"
    ),
    (
      FormulaClaim(.nielsen, #"\delta^l_j = \sum_k w^{l+1}_{kj} \delta^{l+1}_k"#),
      "the factor σ'(zˡⱼ) is missing"
    ),
    (
      FormulaClaim(.nielsen, #"\delta^l_j = \sum_k w^{l}_{kj} \delta^{l+1}_k \sigma'(z^l_j)"#),
      "the weights of another layer belong here"
    ),
    (
      FormulaClaim(.nielsen, #"\delta^l_j = w^{l+1}_{kj} \delta^{l+1}_k \sigma'(z^l_j)"#),
      "a sum over all units is missing"
    ),
    (
      FormulaClaim(.nielsen, #"\delta^L = (y - a^L) \odot \sigma'(z^L)"#), "a sign is wrong"
    ),
    (
      FormulaClaim(.nielsen, #"\delta^L_j = 2 (a^L_j - y_j) \sigma'(z^L_j)"#),
      "the factor 2 is too much"
    ),
    (
      FormulaClaim(.nielsen, #"\frac{\partial C}{\partial w^l_{jk}} = a^{l-1}_j \delta^l_k"#),
      "two indices are exchanged"
    ),
    (
      FormulaClaim(.nielsen, #"\frac{\partial C}{\partial w^l} = a^{l-1} (\delta^l)^T"#),
      "two factors are exchanged"
    ),
    (
      FormulaClaim(
        .nielsen, #"\frac{\partial a^L_j}{\partial z^L_k} = a^L_j (1 - a^L_j)"#),
      "the Jacobian of softmax has entries beside its diagonal"
    ),
    (
      FormulaClaim(
        .nielsen, #"\delta^l_j = \sum_k w^{l+1}_{kj} \delta^{l+1}_k \sigma'(a^l_j)"#),
      "the derivative is taken at the pre-activation, not at the activation"
    ),
    (
      FormulaClaim(.nielsen, #"w^l_{jk} \to w^l_{jk} - a^{l-1}_k \delta^l_j"#),
      "the factor η is missing"
    ),
    (
      FormulaClaim(.ulges, #"\frac{\partial E}{\partial W^l} = \delta^l (a^{l-1})^T"#),
      "two factors are exchanged"
    ),
  ]

  @Test(arguments: hints)
  func `the nearest change that makes a claim right is offered`(
    _ claim: FormulaClaim, _ words: String
  ) throws {
    let decision = try #require(claim.decisions().first)
    #expect(decision.isWrong)
    let hint = try #require(decision.hint)
    let sentence = hint.sentence(in: claim.notation) { TextFormulaWriter().text($0) }
    #expect(sentence.hasPrefix(words))
  }

  @Test(arguments: hints.map(\.0))
  func `a claim that is corrected as the hint says is right`(_ claim: FormulaClaim) throws {
    let hint = try #require(claim.decisions().first?.hint)
    let reader = NotationReader(claim.notation)
    let statement = try #require(
      reader.statements(LaTeXFormulaReader().read(claim.text)).first)
    let left = hint.changesLeft ? hint.corrected : statement.sides[0].expression
    let right = hint.changesLeft ? statement.sides[1].expression : hint.corrected
    let decision = IdentityChecker(claim.notation).decide(left, equals: right)
    #expect(decision.isRight)
  }

  // MARK: Bounds

  @Test func `too large a claim is not decided`() {
    let terms = (0..<3000).map { _ in MathExpression.Term(.quantity(.input(1))) }
    let decision = IdentityChecker(.nielsen).decide(.sum(terms), equals: 0)
    #expect(decision.verdict == .undecided(.tooLarge(limit: IdentityChecker.partLimit)))
  }

  @Test(arguments: [
    #"z^{999999999}_1 = 1"#, #"z^l_{999999999} = 1"#, #"\sum_{q=1}^{999999999} x_1 = 1"#,
    #"\sum_j \sum_k \sum_i \sum_j \sum_k \sum_i \sum_j \sum_k \sum_i \sum_j z^l_j a^l_k a^l_i = 1"#,
    #"((((((((((((x_1^{64})^{64})^{64})^{64})^{64})^{64})^{64})^{64})^{64})^{64})^{64})^{64}) = 1"#,
    #"(((((x_1 + 2)^{64} + 3)^{64} + 5)^{64} + 7)^{64} + 9)^{64} = x_1"#,
    #"\frac{1}{x_1 - x_1} = 1"#, #"e^{e^{e^{x_1}}} = x_1"#,
    #"((((7^{64})^{64})^{64})^{64})^{64} = x_1"#,
    #"((((7^{64} + 1)^{64} + 1)^{64} + 1)^{64}) = x_1"#,
    #"\sigma''(z^l_j) = a^l_j"#,
    "x_a x_b x_c x_d x_e x_f x_g x_h x_i x_j x_k x_m x_n x_p x_q x_r x_s = 1",
  ])
  func `hostile claims end with a verdict`(text: String) throws {
    let decisions = try FormulaClaim(.nielsen, text).decisions()
    let isRight = decisions.contains { $0.isRight }
    #expect(!isRight)
  }

  /// Intervals that have grown wide have points in common with everything.
  @Test(arguments: [20, 60, 400])
  func `nested functions are not taken for something else`(depth: Int) {
    let x = MathExpression.quantity(.input(1))
    let nested = (0..<depth).reduce(x) { inner, _ in
      .apply(.derivative(.derivative(.hyperbolicTangent)), inner)
    }
    #expect(!IdentityChecker(.nielsen).decide(nested, equals: x).isRight)
    let primes = (0..<depth).reduce(MathFunction.hyperbolicTangent) { f, _ in .derivative(f) }
    #expect(!IdentityChecker(.nielsen).decide(.apply(primes, x), equals: x).isRight)
  }

  @Test(arguments: [100, 59_000, 1_000_000_000_000])
  func `a sum of fractions ends with a verdict`(count: Int) {
    let number = MathExpression.index(.variable(.otherUnit))
    let x = MathExpression.quantity(.input(1))
    for below in [number, x + number, .power(x + number, 64)] {
      let sum = MathExpression.summation(
        .init(.otherUnit, over: .range(.number(1), .number(count)), .quotient(1, below)))
      #expect(!IdentityChecker(.nielsen).decide(sum, equals: x).isRight)
    }
  }

  /// −x + y begins with a minus sign however often it is negated as a whole.
  @Test(arguments: [#"\tanh"#, #"\sigma"#])
  func `odd and complementary functions take signs out of sums`(function: String) throws {
    let sigmoid = IdentityAssumptions(activation: .sigmoid)
    let claim = #"\#(function)(-x_1 + x_2) = x_1"#
    #expect(try Self.decision(.nielsen, claim, sigmoid).isWrong)
    let right =
      function == #"\tanh"#
      ? #"\tanh(-x_1 + x_2) = -\tanh(x_1 - x_2)"# : #"\sigma(-x_1 + x_2) = 1 - \sigma(x_1 - x_2)"#
    #expect(try Self.decision(.nielsen, right, sigmoid).verdict == .proved)
  }

  @Test func `the same claim is decided in the same way again`() throws {
    for claim in LectureIdentityTests.wrong.prefix(6) {
      #expect(try claim.decisions() == claim.decisions())
    }
  }
}

extension Double {
  fileprivate var exactInteger: Int { Int(self) }
}
