import BackpropEngine
import Derivations
import ExactArithmetic
import MathSyntax

/// What is said to a student about a link, with formulas in the notation of the submission.
struct Wording {
  let writer: NotationWriter

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
    return "\(formula(subject)) is \(number(expected))."
  }

  func mistaken(
    _ subject: MathExpression?, _ expected: String, _ mistakes: [Mistake]
  ) -> [Inline] {
    var words = wrong(subject, expected)
    if let first = mistakes.first {
      words.inlines.append(.text(mistakes.count == 1 ? " " : " One of: "))
      words.inlines.append(.text(first.sentence))
      for other in mistakes.dropFirst().prefix(3) {
        words.inlines.append(.text(" Or: " + other.sentence))
      }
    }
    return words.inlines
  }

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

  func convention(_ words: String) -> [Inline] { [.text(words)] }

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
    var text = "Not read: \(fault.summary)."
    for hint in fault.hints.prefix(2) { text += " " + hint.capitalizedFirst + "." }
    return [.text(text)]
  }

  // MARK: Not decided

  func reason(_ error: MeaningError) -> [Inline] {
    switch error {
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
