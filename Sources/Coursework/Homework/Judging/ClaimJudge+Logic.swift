import BackpropEngine
import Derivations
import ExactArithmetic
import MathSyntax

extension ClaimJudge {
  /// How many letters may have two values each.
  private static let logicLetterLimit = 8

  /// AND(g_1, g_2) = sign(−1 + g_1 + g_2): true for all truth values of its letters; nil where no AND,
  /// OR, NOT or XOR is in it.
  func logic(
    _ left: MathExpression, _ right: MathExpression, _ chain: Chain, link: Int
  ) -> LinkFinding? {
    guard truth == nil, left.holdsLogic || right.holdsLogic else { return nil }
    let values = wording.writer.notation.logicValues
    var letters: [MathExpression] = []
    left.collectLetters(into: &letters)
    right.collectLetters(into: &letters)
    guard letters.count <= Self.logicLetterLimit else {
      var finding = LinkFinding(.undecided)
      finding.message = wording.reason(IdentityDecision.Reason.tooMuchWork)
      return finding
    }
    let (first, second) = (left.withoutLogic(values), right.withoutLogic(values))
    for row in 0..<(1 << letters.count) {
      // The first letter changes last, as in a truth table.
      let numbers = letters.indices.map { place in
        Rational(row >> (letters.count - 1 - place) & 1 == 1 ? 1 : values.no)
      }
      func valued(_ expression: MathExpression) -> MathExpression {
        if let place = letters.firstIndex(of: expression) { return .exact(numbers[place]) }
        return expression.mapParts(valued)
      }
      let decision = identity(valued(first), valued(second), chain)
      if decision.isRight { continue }
      guard case .refuted(var example) = decision.verdict else {
        return finding(for: decision, left, right, link: link)
      }
      example.activations = []
      example.derived = zip(letters, numbers).map { .init(quantity: $0, value: .rational($1)) }
      var finding = LinkFinding(link == 0 ? .wrong : .brokenLink, .refuted)
      finding.message = wording.refuted(example)
      return finding
    }
    var finding = LinkFinding(.right, .proved)
    finding.message = ["True for all truth values."]
    return finding
  }
}

extension MathExpression {
  fileprivate var holdsLogic: Bool {
    if case .apply(.logic, _) = self { return true }
    return containsPart(where: \.holdsLogic)
  }

  /// The letters that have truth values: names, inputs and answers of units.
  fileprivate func collectLetters(into letters: inout [MathExpression]) {
    switch self {
    case .name, .quantity:
      if !letters.contains(self) { letters.append(self) }
    default:
      var found = letters
      _ = containsPart { part in
        part.collectLetters(into: &found)
        return false
      }
      letters = found
    }
  }

  /// Returns the expression with AND, OR, NOT and XOR as arithmetic of truth values: the smallest, the
  /// largest, the other value, the parity.
  fileprivate func withoutLogic(_ values: Notation.LogicValues) -> MathExpression {
    guard case .apply(.logic(let connective), .vector(let arguments)) = self else {
      return mapParts { $0.withoutLogic(values) }
    }
    let operands = arguments.map { $0.withoutLogic(values) }
    switch (connective, values) {
    case (.and, _): return .minimum(operands)
    case (.or, _): return .maximum(operands)
    case (.not, .minusOneAndOne): return .negation(operands[0])
    case (.not, .zeroAndOne): return 1 - operands[0]
    // The product of signs is + for an even number of −1.
    case (.xor, .minusOneAndOne):
      let product = MathExpression.product(operands)
      return operands.count.isMultiple(of: 2) ? .negation(product) : product
    case (.xor, .zeroAndOne):
      return operands.dropFirst().reduce(operands[0]) { known, next in
        known + next - .product([2, known, next])
      }
    }
  }
}
