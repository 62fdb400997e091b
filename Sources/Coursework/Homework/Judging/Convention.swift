import BackpropEngine
import ExactArithmetic
import MathSyntax

/// A choice that some lectures make otherwise than the problem does, and that is accepted where a
/// submission keeps to it.
///
/// The submission is judged once more as if the choice were that of the problem. What is right then and
/// was not before follows from the choice.
enum Convention {
  /// δ = (y − a) f'(z), and updates that add η δ a.
  case negatedErrors
  /// The cost with or without its ½, and errors that belong to it.
  case otherFactor(Cost)

  /// Returns the conventions that a submission may keep to, by what was said of its lines.
  static func candidates(for judgements: [Judgement], about problem: Problem) -> [Convention] {
    func isNamed(_ kinds: MistakeKind...) -> Bool {
      judgements.contains { judgement in
        judgement.candidates.contains { mistake in kinds.contains { $0.rawValue == mistake.id } }
      }
    }
    var conventions: [Convention] = []
    if isNamed(.outputErrorSign, .sign) { conventions.append(.negatedErrors) }
    if isNamed(.factorTwo, .factorHalf) {
      switch problem.cost {
      case .halfSquaredError: conventions.append(.otherFactor(.squaredError))
      case .squaredError: conventions.append(.otherFactor(.halfSquaredError))
      case .binaryCrossEntropy, .crossEntropy, nil: break
      }
    }
    return conventions
  }

  /// Returns the judgements under the convention; nil where the submission does not keep to it.
  ///
  /// - Parameters:
  ///   - plain: what was said without it.
  ///   - other: what is said of the same lines with it.
  func accepted(_ plain: [Judgement], _ other: [Judgement]) -> [Judgement]? {
    guard plain.count == other.count, let root = root(plain, other) else { return nil }
    // Who keeps to it has no line that is right without it only.
    let isMixed = zip(plain, other).contains { before, after in
      before.verdict.group == .right && [.wrong, .follows].contains(after.verdict.group)
    }
    if isMixed { return nil }
    var result = plain
    // The update of a convention follows from its error, and the error from the update.
    let error = zip(plain, other).first { before, after in
      !isDeciding(before) && before.verdict.group == .wrong && after.verdict.group == .right
    }
    for (index, pair) in zip(plain, other).enumerated() {
      guard pair.1.verdict.group == .right, !isRoot(pair.0) else { continue }
      switch pair.0.verdict.group {
      case .right:
        // It is supported by the lines before it after all.
        result[index].notes.removeAll { $0 == .unsupported }
        if pair.0.notes.contains(.unsupported) { result[index].message = pair.1.message }
      case .wrong, .follows:
        let isUpdate = isDeciding(pair.0)
        guard let line = isUpdate ? error?.0.line : root.line else { continue }
        result[index].verdict = .follows
        result[index].followsFrom = line
        result[index].credit = .one
        result[index].decidedBy = .followThrough
        result[index].message = Wording.convention(self, line: line, isUpdate: isUpdate)
      case .unreadable, .undecided, .given: break
      }
    }
    return result
  }

  /// The line that shows that the convention is kept to.
  private func root(_ plain: [Judgement], _ other: [Judgement]) -> Judgement? {
    var root: Judgement?
    for (before, after) in zip(plain, other) where isDeciding(before) {
      switch after.verdict.group {
      case .wrong, .follows: if case .negatedErrors = self { return nil }
      case .right:
        if case .otherFactor = self, before.verdict.group != .wrong { continue }
        root = root ?? before
      case .unreadable, .undecided, .given: break
      }
    }
    return root
  }

  /// Whether a line tells whether the convention is kept to: an update, or the cost.
  private func isDeciding(_ judgement: Judgement) -> Bool {
    switch (self, judgement.subject) {
    case (.negatedErrors, .quantity(let quantity)):
      quantity.isUpdated && (quantity.kind == .weight || quantity.kind == .bias)
    case (.negatedErrors, .change): true
    case (.otherFactor, .quantity(let quantity)): quantity.kind == .cost && !quantity.isUpdated
    default: false
    }
  }

  /// Whether a line is what the others follow from, and stays as it is.
  private func isRoot(_ judgement: Judgement) -> Bool {
    if case .otherFactor = self { return isDeciding(judgement) }
    return false
  }
}

extension Chain {
  /// Returns the chain with −δ for every δ; where it is about δ, all that δ is said to be is negated.
  func withNegatedErrors() -> Chain {
    var result = self
    if case .quantity(let subject)? = sides.first?.expression, subject.kind == .error {
      for index in sides.indices.dropFirst() {
        guard let side = sides[index].expression else { continue }
        result.sides[index].expression = .negation(side.withNegatedErrors())
      }
      return result
    }
    for index in sides.indices {
      result.sides[index].expression = sides[index].expression?.withNegatedErrors()
    }
    return result
  }
}

extension MathExpression {
  fileprivate func withNegatedErrors() -> MathExpression {
    switch self {
    case .quantity(let quantity) where quantity.kind == .error: .negation(self)
    default: mapParts { $0.withNegatedErrors() }
    }
  }
}
