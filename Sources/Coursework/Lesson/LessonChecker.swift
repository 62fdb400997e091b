import BackpropEngine
import Derivations
import ExactArithmetic
public import MathSyntax
import Typesetting

/// What was found out about the formulas in a lesson's prose.
public struct LessonCheck: Sendable {
  /// What is not true, each with its place.
  public var mistakes: [Diagnostic] = []
  /// What could not be read or decided, each with its place.
  public var openQuestions: [Diagnostic] = []
  /// How many equations hold.
  public var rightCount = 0
}

/// Checks the equations in a lesson's prose: for all networks, or for what a block declares.
struct LessonChecker {
  private let lesson: LessonFile
  private var names: [String: MathExpression] = [:]
  private var result = LessonCheck()

  /// Checks a lesson.
  ///
  /// - Throws: what is wrong with a block that says what formulas are about, or with its problem.
  static func check(_ lesson: LessonFile) throws(DiagnosticList) -> LessonCheck {
    var checker = LessonChecker(lesson: lesson)
    for claim in try lesson.claims() where claim.context.isChecked { try checker.check(claim) }
    return checker.result
  }

  private init(lesson: LessonFile) { self.lesson = lesson }

  private mutating func check(_ claim: LessonClaim) throws(DiagnosticList) {
    let reader = lesson.formulaReader(isOfOneUnit: claim.context.isOfOneUnit)
    var formula = claim.formula
    if let condition = claim.context.condition { formula += [.symbol(.comma)] + condition }
    let statements: [Statement]
    do {
      statements = try reader.statements(formula)
    } catch {
      var diagnostic = error.diagnostic
      diagnostic.severity = .warning
      diagnostic.range = diagnostic.range ?? claim.range
      diagnostic.hints.append(Self.howToLeaveOut)
      result.openQuestions.append(diagnostic)
      return
    }
    for statement in statements {
      let conditions = reader.restrictions(of: statement).comparisons
      let sides = statement.sides
      // A relation at the start, before the first side, has no left side to be compared with.
      let relations = statement.relations.suffix(sides.count - 1)
      for (relation, pair) in zip(relations, zip(sides, sides.dropFirst())) {
        guard [.equals, .defines, .becomes, .approximately].contains(relation.symbol) else {
          continue
        }
        try check(
          pair.0.expression, pair.1.expression, conditions,
          at: pair.1.range ?? pair.0.range ?? claim.range, claim.context)
      }
    }
  }

  private mutating func check(
    _ left: MathExpression, _ right: MathExpression, _ conditions: [Comparison],
    at range: SourceRange, _ context: FormulaContext
  ) throws(DiagnosticList) {
    if case .name(let name) = left, names[name] == nil {
      names[name] = right
      return
    }
    var checker = IdentityChecker(
      lesson.formulaReader().notation,
      assumptions: IdentityAssumptions(
        activation: context.activation, outputActivation: context.outputActivation,
        cost: context.cost))
    checker.findsHints = true
    let claimed = (left, right)
    let (left, right) = context.prepare(&checker, left, right)
    let decision: IdentityDecision
    if let problem = context.problem {
      let trace = try Explainer.trace(
        of: lesson.problem(problem.value, problem.range), ExplanationRequest())
      decision = checker.decide(
        left, equals: right, on: Meaning(trace: trace, moment: TraceMoment()), where: conditions,
        names: names)
    } else {
      decision = checker.decide(left, equals: right, where: conditions, names: names)
    }
    note(decision, claimed.0, claimed.1, at: range)
  }

  // MARK: Words

  private static let howToLeaveOut =
    "for what is no claim, write a block ```formulas with the line check: no before it"

  private mutating func note(
    _ decision: IdentityDecision, _ left: MathExpression, _ right: MathExpression,
    at range: SourceRange
  ) {
    let notation = lesson.formulaReader().notation
    let writer = NotationWriter(notation)
    func text(_ expression: MathExpression) -> String {
      TextFormulaWriter().text(writer.formula(expression))
    }
    let claim = "\(text(left)) = \(text(right))"
    switch decision.verdict {
    case .proved, .sampled: result.rightCount += 1
    case .refuted(let example):
      var hints: [String] = []
      if let hint = decision.hint { hints.append("this would hold: \(text(hint.corrected))") }
      let drawn = example.drawn.prefix(Self.mostNumbers).map { entry in
        "\(text(entry.quantity)) = \(text(.number(.computed(entry.value))))"
      }
      let sides =
        "the left side is \(text(.number(.computed(example.left)))), the right side \(text(.number(.computed(example.right))))"
      hints.append(
        drawn.isEmpty ? sides : "for example with \(drawn.joined(separator: ", ")): \(sides)")
      result.mistakes.append(Diagnostic("not true: \(claim)", range: range, hints: hints))
    case .shapeFault(let fault):
      result.mistakes.append(
        Diagnostic(
          "not true: \(claim)", range: range,
          hints: [fault.words(in: notation) { TextFormulaWriter().text($0) }]))
    case .undecided(.definition): break
    case .undecided:
      result.openQuestions.append(
        Diagnostic(
          .warning, "whether this is true could not be decided: \(claim)", range: range,
          hints: [Self.howToLeaveOut]))
    }
  }

  private static let mostNumbers = 6
}

extension FormulaContext {
  /// Tells a checker of the widths of the network, and returns the sides as they are meant: those of
  /// plain letters are about one unit.
  func prepare(
    _ checker: inout IdentityChecker, _ left: MathExpression, _ right: MathExpression
  ) -> (left: MathExpression, right: MathExpression) {
    if let widths { checker.widths = widths }
    guard isOfOneUnit || checker.widths == nil && left.isPlain && right.isPlain else {
      return (left, right)
    }
    let sides = (left: left.aboutOneUnit, right: right.aboutOneUnit)
    checker.widths = [max(sides.left.largestInput, sides.right.largestInput, 1), 1]
    return sides
  }
}

extension MathExpression {
  /// The expression about the one unit of a network of one layer: w_k is w^1_1k, a is a^1_1.
  fileprivate var aboutOneUnit: MathExpression {
    switch self {
    case .quantity(var quantity):
      guard quantity.layer == nil, quantity.unit == nil else { return self }
      switch quantity.kind {
      case .weightedInput, .activation, .error, .bias:
        quantity.layer = 1
        quantity.unit = 1
      case .weight where quantity.from != nil:
        quantity.layer = 1
        quantity.unit = 1
      case .target: quantity.unit = 1
      default: return self
      }
      return .quantity(quantity)
    default: return mapParts(\.aboutOneUnit)
    }
  }

  /// Whether all letters are plain, as in σ'(z) = a (1 − a).
  var isPlain: Bool {
    if case .quantity(let quantity) = self {
      return quantity.layer == nil && quantity.unit == nil && quantity.from == nil
        && [.weightedInput, .activation, .error, .bias, .cost, .learningRate, .target].contains(
          quantity.kind)
    }
    return !containsPart { !$0.isPlain }
  }

  /// The largest number of an input that the expression names; 0: none.
  fileprivate var largestInput: Int {
    if case .quantity(let quantity) = self {
      switch quantity.kind {
      case .input: return quantity.unit?.number ?? 0
      case .weight: return quantity.from?.number ?? 0
      default: return 0
      }
    }
    var largest = 0
    _ = containsPart { part in
      largest = Swift.max(largest, part.largestInput)
      return false
    }
    return largest
  }
}
