import BackpropEngine
import Derivations
import ExactArithmetic
import MathSyntax
import Typesetting

/// Judges the answers of a quiz: as lines of a submission, below the lines that were right.
struct QuizJudge: Sendable {
  private let values: Verifier
  private let formulas: Verifier
  private let notation: Notation
  private let context: NotationContext
  /// What a submission would say before its lines.
  private let heading: [String]

  /// What is found of an answer.
  enum Finding {
    /// Right; the line stands for what follows, where it is a number.
    case accepted(line: String?, remark: [Inline])
    /// Neither right nor wrong: not read, or not what was asked for.
    case unclear([Inline])
    case rejected([Inline], Mistake?)
  }

  init(_ problem: Problem, _ notation: Notation, sample: Int = 1) {
    self.notation = notation
    heading = problem.samples.count > 1 ? ["Sample \(sample)", ""] : []
    context = problem.notationContext
    var request = VerificationRequest()
    request.notation = notation
    request.problem = problem
    values = Verifier(request)
    request.problem = nil
    let layers = problem.network.layers.map(\.activation)
    request.outputActivation = layers.last
    request.activation = layers.dropLast().first ?? layers.last
    request.cost = problem.cost
    formulas = Verifier(request)
  }

  /// Judges an answer.
  func judge(
    _ text: String, to question: QuizQuestion, after lines: [String], decimals: Int
  ) -> Finding {
    var answer = withoutSubject(Self.oneLine(text), question)
    if question.kind == .value { answer = Self.withPoints(answer) }
    guard !answer.isEmpty else {
      return .unclear(["Type an answer, ? for a hint, or ! to see it."])
    }
    if question.kind == .formula, (try? TypedNumber(parsing: answer)) != nil {
      return .unclear(["The rule is asked for, in letters; its numbers come later."])
    }
    let line = "\(subject(question)) = \(answer)"
    let verifier = question.kind == .value ? values : formulas
    let sheet = (question.kind == .value ? heading + lines : []) + [line]
    let verification: Verification
    do {
      verification = try verifier.verify(
        Array(sheet.joined(separator: "\n").utf8), named: "answer", as: .text)
    } catch {
      return .unclear([.text("That cannot be read: \(error.diagnostics[0].summary).")])
    }
    let judgements = verification.judgements.filter { $0.line == sheet.count }
    guard let worst = worst(of: judgements) else {
      return .unclear(["That says nothing about "] + [.formula(question.subject), "."])
    }
    switch worst.verdict.group {
    case .right, .given:
      if question.kind == .formula, saysNothing(judgements, answer) {
        return .unclear([
          "That is true, but it only gives it another name. How is it worked out?"
        ])
      }
      if question.kind == .value, isTooCoarse(answer, question, decimals) {
        return .unclear([
          .text("Right so far; give \(decimals) decimals, or the exact value as a fraction.")
        ])
      }
      return .accepted(
        line: question.kind == .value ? line : nil,
        remark: worst.verdict == .right ? [] : worst.message)
    case .undecided:
      return .unclear(
        worst.message.isEmpty ? ["That cannot be decided; write it another way."] : worst.message)
    case .unreadable: return .unclear(unreadable(answer, worst.message))
    case .wrong, .follows: return .rejected(words(for: worst, question), worst.mistake)
    }
  }

  /// What is said of a wrong answer; the message of a verification would give the right value away.
  private func words(for judgement: Judgement, _ question: QuizQuestion) -> [Inline] {
    if question.kind == .formula { return Self.withoutCorrection(judgement.message) }
    if let mistake = judgement.mistake { return [.text(mistake.sentence)] }
    if judgement.verdict == .brokenLink { return ["The two sides of your own line differ."] }
    return ["That is not ", .formula(question.subject), "."]
  }

  /// The message up to the formula that may be meant.
  private static func withoutCorrection(_ message: [Inline]) -> [Inline] {
    for (place, inline) in message.enumerated() {
      if case .text(let text) = inline, text.hasSuffix(Wording.correctionOpening) {
        return message[..<place]
          + [.text(String(text.dropLast(Wording.correctionOpening.count)))]
      }
    }
    return message
  }

  /// What is said of an answer that is not read: of the answer alone, not of the line made of it.
  private func unreadable(_ answer: String, _ message: [Inline]) -> [Inline] {
    do {
      _ = try PlainTextFormulaReader().read(answer)
    } catch {
      return [.text("Not read: \(error.diagnostic.summary).")]
    }
    guard !answer.contains("=") || message.isEmpty else { return message }
    return ["That cannot be read as a number or a formula; write it another way."]
  }

  /// The line that a shown answer stands for.
  func line(for question: QuizQuestion) -> String? {
    guard question.kind == .value,
      let result = question.worked.block.derivation.lines.last(where: { $0.isResult })
    else { return nil }
    let text = TextFormulaWriter()
    return
      "\(text.text(question.subject)) \(text.text([.symbol(result.relation)])) \(text.text(result.formula))"
  }

  // MARK: Reading

  /// The text without what could end a line.
  private static func oneLine(_ text: String) -> String {
    let scalars = text.unicodeScalars.map { ControlCharacters.isHarmful($0) ? " " : $0 }
    return String(String.UnicodeScalarView(scalars))
  }

  /// 4,25 as 4.25: lines before it may have points, and a sheet has one or the other.
  private static func withPoints(_ answer: String) -> String {
    guard !answer.contains(where: { $0.isLetter || "._^{".contains($0) }) else { return answer }
    return answer.replacing(",", with: ".")
  }

  private func subject(_ question: QuizQuestion) -> String {
    TextFormulaWriter().text(question.subject)
  }

  /// The answer without its left side, where somebody has typed that too.
  private func withoutSubject(_ text: String, _ question: QuizQuestion) -> String {
    let answer = text.trimmed
    guard let sign = answer.firstIndex(where: { "=≈".contains($0) }) else { return answer }
    let left = answer[..<sign]
    let rest = String(answer[answer.index(after: sign)...]).trimmed
    if left.allSatisfy(\.isWhitespace) || left.last == ":" { return rest }
    var reader = NotationReader(notation, context: context)
    reader.takesUnknownLettersAsNames = true
    guard let formula = try? PlainTextFormulaReader().read(String(left)),
      let typed = try? reader.expression(formula),
      let wanted = try? reader.expression(question.subject), typed == wanted
    else { return answer }
    return rest
  }

  private func worst(of judgements: [Judgement]) -> Judgement? {
    let order: [Verdict.Group] = [.wrong, .follows, .unreadable, .undecided, .right, .given]
    return judgements.min { left, right in
      (order.firstIndex(of: left.verdict.group) ?? 0)
        < (order.firstIndex(of: right.verdict.group) ?? 0)
    }
  }

  /// Whether a rule was answered by the quantity itself, or by the derivative that defines it.
  private func saysNothing(_ judgements: [Judgement], _ answer: String) -> Bool {
    if judgements.allSatisfy({ $0.notes.contains(.emptyStep) }) { return true }
    let reader = NotationReader(notation, context: context)
    guard let formula = try? PlainTextFormulaReader().read(answer),
      let expression = try? reader.expression(formula)
    else { return false }
    if case .partial = expression { return true }
    return false
  }

  /// Whether a number has fewer decimals than were asked for, and is not the value itself.
  private func isTooCoarse(_ answer: String, _ question: QuizQuestion, _ decimals: Int) -> Bool {
    let last = answer.split(whereSeparator: { "=≈".contains($0) }).last.map { String($0).trimmed }
    guard let last, let typed = try? TypedNumber(parsing: last.replacing("−", with: "-")),
      let point = last.firstIndex(where: { ".,".contains($0) })
        ?? (last.allSatisfy(\.isNumber)
          ? last.endIndex : nil)
    else { return false }
    let written = last[point...].dropFirst().prefix { $0.isNumber }.count
    guard written < decimals else { return false }
    if case .rational(let value) = question.worked.step.value.value {
      return value != typed.value.rational
    }
    return true
  }
}

extension String {
  /// The text without white space at its ends.
  fileprivate var trimmed: String {
    var text = self[...]
    while let first = text.first, first.isWhitespace { text = text.dropFirst() }
    while let last = text.last, last.isWhitespace { text = text.dropLast() }
    return String(text)
  }
}
