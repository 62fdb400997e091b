public import BackpropEngine
import Derivations
import ExactArithmetic
public import MathSyntax
import Typesetting

/// A quiz about a problem: one question after the other, each answer judged as a submission would be.
public struct QuizSession: Sendable {
  /// The questions, in the order of the calculation.
  public let questions: [QuizQuestion]
  /// What is given: the network, its numbers, and the sample that is worked.
  public let introduction: [Block]
  /// The number of the question at hand, from 0.
  public private(set) var position = 0
  /// How it went so far.
  public private(set) var score = QuizScore()
  private let judge: QuizJudge
  private let options: QuizOptions
  /// The lines that stand so far; numbers that follow may be worked out from them.
  private var lines: [String] = []
  private var hintsGiven = 0
  private var tries = 0

  /// What is said to an answer.
  public struct Reply: Sendable {
    /// What is shown.
    public var blocks: [Block]
    /// Whether the question is done.
    public var isDone: Bool
  }

  /// Creates a quiz.
  ///
  /// - Throws: which number cannot be computed, or that nothing is left to ask.
  public init(
    _ problem: Problem, _ request: ExplanationRequest, _ options: QuizOptions = QuizOptions()
  ) throws(DiagnosticList) {
    var request = request
    request.rounding = .decimals(options.decimals)
    request.updates = problem.hasUpdates ? 1 : 0
    let trace = try Explainer.trace(of: problem, request)
    var explanation = Explanation(trace, options: request.options(for: problem))
    let steps: [WorkedStep]
    let updates =
      problem.optimizer.stateKinds.isEmpty
      ? QuizOptions.parametersPerLayer : QuizOptions.mostUpdates
    do {
      steps = try explanation.workedSteps { part, position in
        switch part {
        case .gradient: position < QuizOptions.parametersPerLayer
        // What an optimiser remembers of all parameters stands before their new values.
        case .update: position < updates
        default: position < QuizOptions.unitsPerLayer
        }
      }
    } catch {
      throw DiagnosticList(error, notation: request.options.notation)
    }
    introduction = Self.introduction(problem, explanation, request, trace)
    let asksForBatch =
      problem.samplesPerUpdate == 1 || !request.options.selection.parts.isEmpty
    questions = Self.questions(
      of: steps.filter { step in
        step.part == .update
          ? asksForBatch && step.step.quantity.isOfFirstWeights
          : asksForBatch || step.step.quantity.belongsToSample
      }, options)
    guard !questions.isEmpty else {
      throw DiagnosticList([
        Diagnostic("nothing is left to ask", hints: ["ask for more with --only"])
      ])
    }
    self.options = options
    judge = QuizJudge(
      problem, request.options.notation, sample: request.options.sample)
    score.left = questions.count
  }

  private static func introduction(
    _ problem: Problem, _ explanation: Explanation, _ request: ExplanationRequest, _ trace: Trace
  ) -> [Block] {
    var blocks: [Block] = [.heading(level: 1, [.text(problem.title ?? problem.shapeTitle)])]
    blocks += explanation.givenBlocks(headingLevel: 2)
    let writer = NotationWriter(request.options.notation, context: problem.notationContext)
    if let settings = problem.settings(writer, withUpdate: trace.updateCount > 0) {
      blocks.append(settings)
    }
    if problem.samples.count > 1 {
      blocks.append(.text("Sample \(request.options.sample) is worked through."))
    }
    return blocks
  }

  private static func questions(
    of steps: [WorkedStep], _ options: QuizOptions
  ) -> [QuizQuestion] {
    var questions: [QuizQuestion] = []
    var asked: Set<Rule> = []
    for worked in steps {
      let rule = worked.step.general.rule
      if options.kind != .values, QuizQuestion.rulesAsked.contains(rule),
        asked.insert(rule).inserted
      {
        questions.append(QuizQuestion(kind: .formula, worked: worked))
      }
      if options.kind != .formulas {
        questions.append(QuizQuestion(kind: .value, worked: worked))
      }
    }
    return questions
  }

  /// The question at hand; nil when all are done.
  public var question: QuizQuestion? {
    position < questions.count ? questions[position] : nil
  }

  /// What the question at hand asks for.
  public var prompt: [Block] {
    guard let question else { return [] }
    let place = "Question \(position + 1) of \(questions.count)"
    let words = question.worked.words
    switch question.kind {
    case .formula:
      let prose: Prose =
        "\(strong: place) · the rule for the \(words): what is \(question.subject)?"
      return [.text(prose)]
    case .value:
      let digits = "\(options.decimals) \(options.decimals == 1 ? "decimal" : "decimals")"
      let prose: Prose = "\(strong: place) · \(words): what is \(question.subject)? (\(digits))"
      return [.text(prose)]
    }
  }

  // MARK: Answers

  /// Judges an answer: the right side, or the whole line.
  public mutating func answer(_ text: String) -> Reply {
    guard let question else { return Reply(blocks: [], isDone: true) }
    switch judge.judge(text, to: question, after: lines, decimals: options.decimals) {
    case .accepted(let line, let remark):
      if let line { lines.append(line) }
      if tries == 0, hintsGiven == 0 { score.atOnce += 1 } else { score.later += 1 }
      return done([.paragraph(["Right."] + (remark.isEmpty ? [] : [" "] + remark))])
    case .unclear(let message):
      return Reply(blocks: [.paragraph(message)], isDone: false)
    case .rejected(let message, let mistake):
      tries += 1
      if let mistake { score.note(mistake) }
      var blocks: [Block] = [.paragraph(["Not right. "] + message)]
      if hintsGiven == question.hints.count {
        blocks.append(.paragraph(["This is how it goes:"]))
        return shown(blocks)
      }
      blocks += hint().blocks
      return Reply(blocks: blocks, isDone: false)
    }
  }

  /// Gives the next hint, or the answer where no hint is left.
  public mutating func hint() -> Reply {
    guard let question else { return Reply(blocks: [], isDone: true) }
    let hints = question.hints
    guard hintsGiven < hints.count else {
      return shown([.paragraph(["That was the last hint. This is how it goes:"])])
    }
    hintsGiven += 1
    return Reply(
      blocks: [.paragraph([.strong([.text("Hint \(hintsGiven) of \(hints.count)")])])]
        + hints[hintsGiven - 1],
      isDone: false)
  }

  /// Shows the answer and goes on.
  public mutating func showAnswer() -> Reply { shown([]) }

  private mutating func shown(_ blocks: [Block]) -> Reply {
    guard let question else { return Reply(blocks: [], isDone: true) }
    score.shown += 1
    if let line = judge.line(for: question) { lines.append(line) }
    return done(blocks + question.answer)
  }

  private mutating func done(_ blocks: [Block]) -> Reply {
    position += 1
    score.left -= 1
    tries = 0
    hintsGiven = 0
    return Reply(blocks: blocks, isDone: true)
  }
}

extension TraceQuantity {
  /// Whether an update is that of a weight that is asked for: the others follow the same pattern.
  fileprivate var isOfFirstWeights: Bool {
    switch self {
    case .updatedWeight(_, let unit, let from), .state(_, _, let unit, let from?):
      unit == 1 && from <= QuizOptions.parametersPerLayer
    case .updatedBias, .state: false
    default: true
    }
  }
}

extension QuizQuestion {
  /// The rules that are worth asking for in symbols; those of optimisers depend on their settings.
  static let rulesAsked: Set<Rule> = [
    .weightedInput, .outputError, .logisticOutputError, .softmaxOutputError, .hiddenError,
    .biasGradient, .weightGradient,
  ]
}
