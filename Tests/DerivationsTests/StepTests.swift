import BackpropEngine
import ExactArithmetic
import MathSyntax
import TestSupport
import Testing

@testable import Derivations

@Suite struct StepTests {
  /// Every step of the first updates of a problem, with the meaning of its expressions.
  static func steps(
    of problem: Problem, arithmetic: ArithmeticChoice = .auto, updates: Int = 1,
    carry: StepBuilder.Carry = .full, numbers: NumberStyle = NumberStyle()
  ) throws -> [(step: Step, meaning: Meaning)] {
    var trace = try Trace.compute(problem, arithmetic: arithmetic, updates: updates)
    if trace.precision > 1000 {
      // A zero that nothing tells takes thousands of bits, which a debug build has no time for.
      trace = try Trace.compute(problem, arithmetic: .double, updates: updates)
    }
    var builder = StepBuilder(trace: trace, numbers: numbers, carry: carry)
    builder.checksReplay = false
    var steps: [(step: Step, meaning: Meaning)] = []
    for update in 1...max(1, trace.updateCount) {
      let batch = problem.batch(ofUpdate: update)
      for sample in batch {
        let moment = TraceMoment(update: update, sample: sample)
        let plan = StepPlan(problem, at: moment, hasUpdate: trace.updateCount >= update)
        for quantity in plan.groups.flatMap(\.quantities)
        where quantity.belongsToSample || sample == batch.last {
          if let step = try builder.step(for: quantity, at: moment) {
            steps.append((step, builder.meaning(at: moment)))
          }
        }
      }
      builder.startNextUpdate(after: update)
    }
    return steps
  }

  /// Equal as fractions, or within 1e-12 of each other's size.
  static func agree(_ left: Value, _ right: Value) -> Bool {
    if case (.rational(let a), .rational(let b)) = (left, right) { return a == b }
    let (a, b) = (left.approximate, right.approximate)
    return abs(a - b) <= 1e-12 * max(1, abs(a), abs(b))
  }

  static let problems: [Problem] =
    [ProblemExamples.twoTwoTwo]
    + RandomProblem.activations.flatMap { output in
      Cost.allCases.filter { RandomProblem.allows($0, after: output) }.enumerated().map {
        position, cost in
        let hidden = RandomProblem.hiddenActivations
        return RandomProblem.draw(
          hidden: hidden[(position * 5 + hidden.count) % hidden.count], output: output, cost: cost,
          seed: UInt64(position) * 31 + 7)
      }
    } + (0..<12).map { RandomProblem.draw(seed: $0) }

  @Test(arguments: problems)
  func `every line of a step is worth the value of the step`(problem: Problem) throws {
    // Optimisers that remember something show it from the second update on.
    let updates = problem.optimizer.stateKinds.isEmpty ? 1 : 2
    for (step, meaning) in try Self.steps(of: problem, updates: updates) {
      let value = step.value.value
      let general = try meaning.value(of: step.general.definition, bindings: step.general.bindings)
      #expect(Self.agree(general, value), "general formula of \(step.quantity)")
      for line in [step.instance, step.symbolic, step.substituted] + step.collapsed {
        let worth = try meaning.value(of: line)
        #expect(Self.agree(worth, value), "\(step.quantity): \(line)")
      }
      let recorded = meaning.trace.value(of: step.quantity, at: step.moment)
      #expect(recorded == value, "\(step.quantity)")
    }
  }

  @Test(arguments: 0..<15)
  func `steps in fractions are exact`(seed: UInt64) throws {
    let problem = RandomProblem.drawRational(seed: seed)
    for (step, meaning) in try Self.steps(of: problem, arithmetic: .rational) {
      let general = try meaning.value(of: step.general.definition, bindings: step.general.bindings)
      #expect(general == step.value.value, "\(step.quantity)")
      #expect(general.isExact)
      for line in [step.symbolic, step.substituted] + step.collapsed {
        #expect(try meaning.value(of: line) == general, "\(step.quantity): \(line)")
      }
    }
  }

  @Test(arguments: problems.suffix(16), [3, 6])
  func `what is carried on as shown replays to the digit`(problem: Problem, digits: Int) throws {
    let numbers = NumberStyle(rounding: .significantDigits(digits))
    let steps = try Self.steps(of: problem, updates: 1, carry: .shown, numbers: numbers)
    for (step, _) in steps {
      var current = step.substituted
      for line in step.collapsed + [.number(step.value)] {
        // What is printed is all that there is: working on from it gives the next line.
        #expect(Self.showsAllDigits(current), "\(step.quantity): \(current)")
        current = try Collapse(rounding: numbers).next(current)
        #expect(Self.equalAsNumbers(current, line), "\(step.quantity): \(line)")
        current = line
      }
    }
  }

  private static func showsAllDigits(_ expression: MathExpression) -> Bool {
    if case .number(.computed(let value)) = expression { return value.isExact }
    return Collapse.parts(of: expression).allSatisfy(showsAllDigits)
  }

  private static func equalAsNumbers(_ left: MathExpression, _ right: MathExpression) -> Bool {
    switch (left, right) {
    case (.number(let a), .number(let b)): agree(a.value, b.value)
    default:
      zip(Collapse.parts(of: left), Collapse.parts(of: right)).allSatisfy(equalAsNumbers)
    }
  }

  @Test(arguments: problems.suffix(24))
  func `an equals sign stands only before exact numbers`(problem: Problem) throws {
    let trace = try Trace.compute(problem)
    var explanation = Explanation(trace)
    for block in try explanation.blocks(headingLevel: 1) {
      guard case .step(let step) = block else { continue }
      for line in step.derivation.lines where line.isResult {
        let isExact = trace.arithmetic != .double
        #expect(line.relation == .approximately || isExact)
      }
    }
  }

  @Test func `a line that does not replay says so`() throws {
    let numbers = NumberStyle(rounding: .significantDigits(4))
    let replay = Replay(numbers: numbers)
    // 0.33333 · 3 is shown as 0.3333 · 3, which is 0.9999 and not 1.000.
    let third = MathExpression.number(.computed(.double(1.0 / 3)))
    let line = MathExpression.product([third, .number(.computed(.double(3.0000001)))])
    #expect(replay.results(of: [line], value: .computed(.double(1.00000003))) == [false])
    let half = MathExpression.number(.computed(.double(0.5)))
    let product = MathExpression.product([half, .number(.computed(.double(0.25)))])
    #expect(replay.results(of: [product], value: .computed(.double(0.125))) == [true])
  }
}
