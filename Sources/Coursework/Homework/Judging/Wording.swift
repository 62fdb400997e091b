import BackpropEngine
import Derivations
import ExactArithmetic
import MathSyntax

/// What is said to a student about a link, with formulas in the notation of the submission.
struct Wording {
  var writer: NotationWriter

  func formula(_ expression: MathExpression) -> Formula { writer.formula(expression) }

  /// A number of plain ASCII as a formula.
  func number(_ text: String) -> Formula {
    var digits = Substring(text)
    var formula = Formula()
    if digits.first == "-" {
      digits = digits.dropFirst()
      formula.append(.symbol(.minus))
    }
    if let mark = digits.firstIndex(of: "e") {
      formula.append(.number(String(digits[..<mark])))
      formula.append(.symbol(.times))
      var power = digits[digits.index(after: mark)...]
      var exponent = Formula()
      if power.first == "-" {
        power = power.dropFirst()
        exponent.append(.symbol(.minus))
      }
      exponent.append(.number(String(power)))
      formula.append(.script(.number("10"), sub: [], sup: exponent))
    } else {
      formula.append(.number(String(digits)))
    }
    return formula
  }

  // MARK: Right

  func rounded() -> [Inline] {
    ["Right with the rounded numbers that you wrote before."]
  }

  func lastDigit(_ expected: String, isTruncated: Bool) -> [Inline] {
    let words: Prose =
      isTruncated
      ? "Cut off, not rounded: the value is \(number(expected))."
      : "The last digit is one off: the value is \(number(expected))."
    return words.inlines
  }

  func coarse(_ mistakes: [Mistake]) -> [Inline] {
    guard let first = mistakes.first else { return [] }
    return [
      .text("Right, but with so few digits that a mistake gives the same ones: "),
      .text(first.sentence.loweredFirst), .text(" Write more digits."),
    ]
  }

  // MARK: Wrong

  func wrong(_ subject: MathExpression?, _ expected: String) -> Prose {
    guard let subject else { return "The value is \(number(expected))." }
    if case .quantity(let cost) = subject, cost.kind == .cost, cost.isUpdated {
      return "After the update, \(formula(subject)) is \(number(expected))."
    }
    return "\(formula(subject)) is \(number(expected))."
  }

  func mistaken(
    _ subject: MathExpression?, _ expected: String, _ mistakes: [Mistake]
  ) -> [Inline] {
    wrong(subject, expected).inlines + sentences(of: mistakes)
  }

  /// What is said of mistakes that explain a number, after a sentence about the number.
  func sentences(of mistakes: [Mistake]) -> [Inline] {
    guard let first = mistakes.first else { return [] }
    var inlines: [Inline] = [.text(mistakes.count == 1 ? " " : " One of: "), .text(first.sentence)]
    for other in mistakes.dropFirst().prefix(3) {
      inlines.append(.text(" Or: " + other.sentence))
    }
    return inlines
  }

  static let afterSlip: [Inline] = ["Right again: only what stands before it is a slip."]

  func sign(_ subject: MathExpression?, _ expected: String) -> [Inline] {
    wrong(subject, expected).inlines + [" The size is right, the sign is not."]
  }

  func scale(_ subject: MathExpression?, _ expected: String, _ power: Int) -> [Inline] {
    let places = abs(power) == 1 ? "1 place" : "\(abs(power)) places"
    return wrong(subject, expected).inlines
      + [.text(" The decimal point is \(places) too far to the \(power > 0 ? "right" : "left").")]
  }

  func swapped(
    _ subject: MathExpression?, _ expected: String, _ other: MathExpression, sample: Int?
  ) -> [Inline] {
    var words = wrong(subject, expected).inlines
    let name: Prose = " What you wrote is \(formula(other))"
    words += name.inlines
    words.append(.text(sample.map { " of sample \($0)." } ?? "."))
    return words
  }

  func follows(_ line: Int, isSure: Bool) -> [Inline] {
    isSure
      ? [.text("Not the right value, but it follows from your line \(line).")]
      : [
        .text(
          "Not the right value. It follows from your line \(line), but too easily to tell that the step is understood: a person should look."
        )
      ]
  }

  /// What is said where a line follows from a convention that another line shows.
  static func convention(
    _ convention: Convention, line: Int, isUpdate: Bool
  ) -> [Inline] {
    switch convention {
    case .negatedErrors where isUpdate:
      [.text("Right with the sign that the error has in your line \(line).")]
    case .negatedErrors:
      [.text("Your errors have the other sign, and your update in line \(line) makes up for it.")]
    case .otherFactor: [.text("Right for the cost as you wrote it in line \(line).")]
    }
  }

  func roundedTooEarly(
    _ subject: MathExpression?, _ expected: String, decimals: Int
  ) -> [Inline] {
    let places = decimals == 1 ? "1 decimal" : "\(decimals) decimals"
    return wrong(subject, expected).inlines
      + [.text(" What it is worked out from was rounded to \(places). Carry more digits.")]
  }

  static let wrongStart: Inline =
    " What comes after is consistent, but it starts from the wrong formula."

  static func roundedEquals(afterOthers: Bool) -> Inline {
    afterOthers ? " Write ≈ before a rounded number." : "Write ≈ before a rounded number."
  }

  func plainFractionHint() -> Inline {
    .text(" It is no whole number or fraction: write decimals.")
  }

  func broken(_ left: String, _ right: String) -> [Inline] {
    let words: Prose =
      "The two sides differ: the left one is \(number(left)), the right one \(number(right))."
    return words.inlines
  }

  func miscopied(_ subject: MathExpression, _ given: String) -> [Inline] {
    let words: Prose = "The problem gives \(formula(subject)) as \(number(given))."
    return words.inlines
  }

  func unsupported(_ lines: [Int]) -> [Inline] {
    let list = lines.map(String.init).joined(separator: ", ")
    return [
      .text(
        "Right, but it does not follow from your \(lines.count == 1 ? "line" : "lines") \(list).")
    ]
  }

  // MARK: Not read

  static func unreadable(_ fault: Diagnostic) -> [Inline] {
    var text = "Not read: " + fault.summary
    if !text.hasSuffix("?") { text += "." }
    for hint in fault.hints.prefix(2) { text += " " + hint.capitalizedFirst + "." }
    return [.text(text)]
  }

  // MARK: Not decided

  func reason(_ error: MeaningError) -> [Inline] {
    switch error {
    case .noSuchQuantity where writer.context.widths == nil:
      return ["The numbers of a network are needed here: name its problem file by --problem."]
    case .noSuchQuantity(let quantity) where quantity.kind != .cost:
      let words: Prose = "The network has no \(formula(.quantity(quantity)))."
      return words.inlines
    case .unbound(let variable):
      return [.text("The letter \(variable.name) stands for nothing here.")]
    case .arithmetic(let fault): return [.text("Not decided: \(fault.summary).")]
    case .inStep(_, _, let fault): return [.text("Not decided: \(fault.summary).")]
    case .notANumber(let expression):
      let words: Prose = "\(formula(expression)) has no value here."
      return words.inlines
    default: return ["This could not be worked out here."]
    }
  }

  // MARK: Identities

  func shown(_ value: Value) -> Formula { number(ExpectedNumber.text(value)) }

  func hint(_ hint: IdentityHint) -> [Inline] {
    let words: Prose =
      " \(Self.words(hint.mistake))\(Self.correctionOpening)\(formula(hint.corrected)) is meant."
    return words.inlines
  }

  /// What stands before the formula that may be meant, which gives the answer away.
  static let correctionOpening = " Perhaps "

  private static func words(_ mistake: IdentityHint.Mistake) -> String {
    switch mistake {
    case .missingDerivative: "The derivative of the activation function is missing."
    case .extraDerivative: "A derivative of the activation function is too much."
    case .transposed, .notTransposed: "A matrix may be the other way round."
    case .sign: "A sign is wrong."
    case .factor: "A factor is missing or too much."
    case .index, .swappedIndices: "An index may be another one."
    case .layer: "A layer may be another one."
    case .missingSum: "A sum is missing."
    case .missingFactor: "A factor is missing."
    case .extraFactor: "A factor is too much."
    case .order: "The order of the factors matters here."
    case .productRule: "The product rule has two terms."
    case .diagonalJacobian: "Every output of softmax depends on every input."
    case .ownWeights: "The weights of the layer after are meant."
    case .wrongQuantity: "One quantity may be another one."
    case .missingTerm: "A term is missing."
    case .extraTerm: "A term is too much."
    case .derivativeOfActivation: "The derivative is taken at another place."
    }
  }

  func needs(_ note: IdentityDecision.Note) -> [Inline] {
    switch note {
    case .needsActivation(let activation):
      [.text(" It holds for the activation function \(activation.name).")]
    case .needsOutputActivation(let activation):
      [.text(" It holds where the activation function of the last layer is \(activation.name).")]
    case .needsCost(let cost): [.text(" It holds for the cost \(cost.rawValue).")]
    case .targetsSumToOne: [" It holds where the targets add up to 1."]
    default: []
    }
  }

  func reason(_ reason: IdentityDecision.Reason) -> [Inline] {
    switch reason {
    case .tooLarge, .tooMuchWork: return ["Not decided: this takes too much work."]
    case .unbound(let variable):
      return [.text("The letter \(variable.name) stands for nothing here.")]
    case .unknownName(let name): return [.text("The letter \(name) stands for nothing here.")]
    case .noSuchQuantity(let quantity):
      let words: Prose = "The network has no \(formula(.quantity(quantity)))."
      return words.inlines
    case .notANumber(let expression), .noSuchDerivative(let expression, _):
      let words: Prose = "\(formula(expression)) has no value here."
      return words.inlines
    case .definition, .noCase, .undefined, .undistinguished:
      return ["Neither shown to be right nor to be wrong."]
    }
  }

  func shapes(_ fault: ShapeFault) -> [Inline] {
    let mark = "\u{1}"
    var formulas: [Formula] = []
    let text = fault.words(in: writer.notation) { formula in
      formulas.append(formula)
      return mark
    }
    var inlines: [Inline] = []
    for (index, part) in text.split(separator: mark, omittingEmptySubsequences: false).enumerated()
    {
      if index > 0 { inlines.append(.formula(formulas[index - 1])) }
      if !part.isEmpty {
        inlines.append(
          .text(index == 0 ? part.prefix(1).uppercased() + part.dropFirst() : String(part)))
      }
    }
    if let last = inlines.last, case .text(let words) = last,
      words.hasSuffix(".") || words.hasSuffix("?")
    {
      return inlines
    }
    return inlines + ["."]
  }

  func shapes(_ fault: TensorEntries.Fault) -> [Inline] {
    switch fault {
    case .shapes(let left, let leftShape, let right, let rightShape):
      let words: Prose =
        "\(formula(left)) is \(leftShape) and \(formula(right)) is \(rightShape): they do not fit. Transposed?"
      return words.inlines
    case .unknown(let expression):
      let words: Prose = "\(formula(expression)) has no value here."
      return words.inlines
    case .tooLarge: return ["This has too many entries to be judged."]
    }
  }
}

extension String {
  /// The text with its first letter large.
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }

  /// The text with its first letter small.
  fileprivate var loweredFirst: String { prefix(1).lowercased() + dropFirst() }
}
