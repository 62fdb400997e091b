public import BackpropEngine
public import Derivations
import ExactArithmetic
public import MathSyntax
public import Typesetting

/// What a worksheet leaves blank, and what it shows.
public struct WorksheetOptions: Sendable {
  /// What is left blank.
  public var blanks = Blanks.values
  /// Whether the rule stands above each part.
  public var showsHints = false
  /// How many rows of each part are worked as an example.
  public var workedRows = 0
  /// Whether the network is drawn, with blanks where its numbers are to be found out.
  public var showsDrawing = false
  /// The letters and indices.
  public var notation = Notation.nielsen
  /// The arithmetic of keys.
  public var arithmetic = ArithmeticChoice.auto

  /// The key of front matter that says how many rows are worked.
  static let workedKey = "worked"

  /// Creates the usual options.
  public init() {}

  /// What is left blank.
  public enum Blanks: String, Hashable, Sendable, CaseIterable {
    /// The values, in tables.
    case values
    /// Each value on a line of its own, with room to calculate.
    case lines
    /// The numbers put into the rule, and the value.
    case steps
    /// Nothing: every step is worked.
    case none
  }

  /// What a key shows.
  public enum Key: String, Hashable, Sendable, CaseIterable {
    /// The worksheet with its blanks filled in.
    case short
    /// Every step.
    case full
    /// The values, and beside each what known mistakes give.
    case mistakes
  }
}

/// A worksheet of one variant, and its keys.
public struct Worksheet: Sendable {
  private let variant: VariantGenerator.Variant
  private let options: WorksheetOptions
  private let decimals: Int
  private let trace: Trace
  private let numbers: NumberStyle
  /// Whose sheet it is.
  private let name: String?
  /// Whether the answers are marks of a stencil.
  private var isMarked = false
  /// How numbers and letters are written.
  let writer: NotationWriter

  /// The problem of the variant.
  var problem: Problem { variant.problem }
  /// The variant's number.
  var number: Int { variant.number }
  /// How often the variant was drawn.
  var draw: Int { variant.draw }
  private var moment: TraceMoment { variant.moment }

  /// Creates the worksheet of a variant.
  ///
  /// - Parameters:
  ///   - decimals: the digits after the point that answers are asked with.
  ///   - name: whose sheet it is; nil: there is a line for the name.
  /// - Throws: which number cannot be computed.
  public init(
    _ variant: VariantGenerator.Variant, decimals: Int, name: String? = nil,
    _ options: WorksheetOptions
  ) throws(EngineError) {
    self.name = name
    self.variant = variant
    self.options = options
    self.decimals = decimals
    trace = try Trace.compute(
      variant.problem, arithmetic: options.arithmetic, rounding: .decimals(decimals))
    numbers = NumberStyle(
      rounding: .decimals(decimals), showsFractions: !variant.problem.isTypedInDecimals,
      prefersDecimals: variant.problem.isTypedInDecimals)
    writer = NotationWriter(
      options.notation, numbers: numbers, context: variant.problem.notationContext)
  }

  /// Returns the worksheet with marks in place of its numbers; nil where it cannot be computed.
  func marked() -> Worksheet? {
    let marked = VariantGenerator.Variant(
      number: WorksheetStencils.variant, draw: 1, problem: problem.marked(), moment: moment,
      hidden: [])
    var options = options
    options.arithmetic = .double
    var worksheet = try? Worksheet(marked, decimals: decimals, name: name, options)
    worksheet?.isMarked = true
    return worksheet
  }

  /// Returns the fields of the blanks, in the order in which they stand on the sheet.
  ///
  /// A number that is not certain to so many digits has none.
  public func answerFields(salt: String) -> [AnswerField] {
    guard options.blanks != .none else { return [] }
    return WorksheetPart.all(of: problem).flatMap { part in
      let blanks = part.quantities.dropFirst(options.workedRows)
      let order = options.blanks == .values ? part.rows.joined().compactMap { $0 } : part.quantities
      return order.filter(blanks.contains).compactMap { quantity -> AnswerField? in
        guard let scaled = trace.value(of: quantity, at: moment)?.scaled(decimals: decimals) else {
          return nil
        }
        return AnswerField(
          name: quantity.blankName,
          label: TextFormulaWriter().text(writer.formula(quantity.formulaQuantity())),
          decimals: decimals, salt: salt, scaled: scaled)
      }
    }
  }

  /// Returns the sheet to hand out.
  ///
  /// - Throws: `MeaningError` where the trace lacks a number.
  public func document() throws(MeaningError) -> Document {
    let own: Inline = name.map { .text($0) } ?? .formula(Self.nameBlank)
    var blocks: [Block] = [.paragraph([.text("Name: "), own])]
    blocks += try given()
    blocks += try parts(filled: false)
    return Document(title: title(""), blocks: blocks)
  }

  /// Returns a key.
  ///
  /// - Throws: `MeaningError` where the trace lacks a number.
  public func key(_ key: WorksheetOptions.Key) throws(MeaningError) -> Document {
    switch key {
    case .short:
      return Document(
        title: title(" (key)"), blocks: try drawing(isFilled: true) + parts(filled: true))
    case .full:
      var explanation = explanation(.full)
      return Document(
        title: title(" (worked out)"), blocks: try explanation.blocks(headingLevel: 1))
    case .mistakes:
      return Document(title: title(" (key with mistakes)"), blocks: markingBlocks())
    }
  }

  private static let nameBlank: Formula = [
    Formula.Item(.blank("first name and family name, in print"))
  ]

  // MARK: Parts

  private func title(_ ending: String) -> [Inline] {
    let title = problem.title ?? problem.shapeTitle
    // A sheet has the name on a line of its own.
    let owner = ending.isEmpty ? "" : name.map { ": \($0)" } ?? ""
    return [.text("\(title), variant \(number)\(ending)\(owner)")]
  }

  func given() throws(MeaningError) -> [Block] {
    var blocks = explanation(.result).givenBlocks(
      headingLevel: 1, drawing: try drawing(isFilled: options.blanks == .none))
    // A definition is a claim: of a sheet with nothing filled in, nothing would be left to verify.
    if !options.showsHints { blocks = blocks.map(Self.withoutDefinitions) }
    if let settings = problem.settings(writer, withUpdate: asksForUpdate) {
      blocks.append(settings)
    }
    let which =
      problem.samples.count > 1 ? "Work sample \(moment.sample) through. " : ""
    blocks.append(
      .text(
        "\(which)Give answers with \(decimals) digit\(decimals == 1 ? "" : "s") after the point, or exactly; calculate with more."
      ))
    return blocks
  }

  /// The network with its numbers, or with blanks where they are to be found out.
  private func drawing(isFilled: Bool) throws(MeaningError) -> [Block] {
    guard options.showsDrawing else { return [] }
    var figure = NetworkFigure(
      Meaning(trace: trace, moment: moment), notation: options.notation, numbers: numbers)
    figure.isFilled = isFilled
    return [.figure(try figure.figure(.backward))]
  }

  /// Returns the table of the layers without the formulas of their functions.
  private static func withoutDefinitions(_ block: Block) -> Block {
    guard case .table(var table) = block, table.columns.last?.heading == ["definition"] else {
      return block
    }
    table.columns.removeLast()
    table.rows = table.rows.map { Array($0.dropLast()) }
    return .table(table)
  }

  private var asksForUpdate: Bool {
    problem.askedQuantities.contains { if case .updatedWeight = $0 { true } else { false } }
  }

  private func explanation(_ detail: ExplanationOptions.Detail) -> Explanation {
    var options = ExplanationOptions()
    if detail == .substituted {
      options.selection.parts = [.z, .a, .cost, .delta, .gradient, .update]
    }
    options.notation = self.options.notation
    options.numbers = numbers
    options.sample = moment.sample
    options.detail = detail
    return Explanation(trace, options: options)
  }

  private func parts(filled: Bool) throws(MeaningError) -> [Block] {
    if options.blanks == .none, !filled {
      var explanation = explanation(.substituted)
      return try explanation.blocks(headingLevel: 1)
    }
    var builder = StepBuilder(trace: trace, numbers: numbers)
    builder.checksReplay = false
    var blocks: [Block] = []
    for part in WorksheetPart.all(of: problem) {
      blocks.append(.heading(1, "\(part.title)"))
      if options.showsHints, !filled {
        blocks += try hints(part, &builder)
      }
      switch options.blanks {
      case .values, .none: blocks.append(table(part, filled: filled))
      case .lines: blocks += try lines(part, filled: filled, &builder, withSteps: false)
      case .steps: blocks += try lines(part, filled: filled, &builder, withSteps: true)
      }
    }
    return blocks
  }

  /// The rules of a part, in general letters.
  func hints(
    _ part: WorksheetPart, _ builder: inout StepBuilder
  ) throws(MeaningError) -> [Block] {
    var equations: [Equation] = []
    var seen: Set<MathExpression> = []
    for quantity in part.quantities {
      guard let step = try builder.step(for: quantity, at: moment),
        seen.insert(step.general.subject).inserted
      else { continue }
      equations.append(
        Equation(
          Derivation(
            subject: writer.formula(step.general.subject),
            lines: [.init(.equals, writer.formula(step.general.definition))])))
    }
    return equations.isEmpty ? [] : [.equations(equations)]
  }

  // MARK: Blanks

  private func table(_ part: WorksheetPart, filled: Bool) -> Block {
    let worked = filled ? part.quantities[...] : part.quantities.prefix(options.workedRows)
    let rows = part.rows.map { row in
      row.flatMap { quantity -> [[Inline]] in
        guard let quantity else { return [[], []] }
        return [
          [.formula(writer.formula(quantity.formulaQuantity()))],
          [.formula(worked.contains(quantity) ? value(of: quantity) : blank(quantity))],
        ]
      }
    }
    let columns = [
      Table.Column(["quantity"]), Table.Column(["value"], filled ? .trailing : .leading),
    ]
    return .table(
      Table(columns: (part.rows.first ?? []).flatMap { _ in columns }, rows: rows))
  }

  private func lines(
    _ part: WorksheetPart, filled: Bool, _ builder: inout StepBuilder, withSteps: Bool
  ) throws(MeaningError) -> [Block] {
    var blocks: [Block] = []
    for (position, quantity) in part.quantities.enumerated() {
      let isShown = filled || position < options.workedRows
      var lines: [Derivation.Line] = []
      if withSteps, let step = try builder.step(for: quantity, at: moment) {
        lines.append(.init(.equals, writer.formula(step.symbolic)))
        lines.append(
          .init(
            isShown ? step.substitutedRelation(numbers) : .equals,
            isShown ? writer.formula(step.substituted) : blank(quantity, "numbers of ")))
      }
      let literal = literal(of: quantity)
      lines.append(
        .init(
          numbers.appearance(of: literal).isExact ? .equals : .approximately,
          isShown ? writer.formula(literal) : blank(quantity), isResult: true))
      blocks.append(
        .equations([
          Equation(
            Derivation(
              subject: writer.formula(quantity.formulaQuantity()), lines: lines))
        ]))
      if !filled, !isShown, !withSteps { blocks.append(Self.room) }
    }
    return blocks
  }

  /// Room for two lines of writing.
  private static let room = Block.paragraph([
    .text("\u{A0}"), .lineBreak, .text("\u{A0}"), .lineBreak, .text("\u{A0}"),
  ])

  /// The answer to a question.
  func literal(of quantity: TraceQuantity) -> NumberLiteral {
    .computed(trace.value(of: quantity, at: moment) ?? .zero)
  }

  private func value(of quantity: TraceQuantity) -> Formula {
    guard isMarked, let index = problem.askedQuantities.firstIndex(of: quantity) else {
      return writer.formula(literal(of: quantity))
    }
    return [.number(String(WorksheetStencils.answer(index)))]
  }

  private func blank(_ quantity: TraceQuantity, _ what: String = "") -> Formula {
    [Formula.Item(.blank(what + quantity.blankName))]
  }

  // MARK: For whoever marks

  private func markingBlocks() -> [Block] {
    let mistakes = variant.mistakes
    let unit = (0..<decimals).reduce(1.0) { unit, _ in unit / 10 }
    var blocks: [Block] = []
    for part in WorksheetPart.all(of: problem) {
      blocks.append(.heading(1, "\(part.title)"))
      let rows = part.quantities.map { quantity -> [[Inline]] in
        let right = trace.value(of: quantity, at: moment)?.approximate ?? 0
        let wrong = mistakes.first { $0.quantity == quantity }?.values ?? []
        return [
          [.formula(writer.formula(quantity.formulaQuantity()))],
          [.formula(value(of: quantity))],
          self.mistakes(wrong.filter { abs($0.value - right) > unit / 2 }),
        ]
      }
      blocks.append(
        .table(
          Table(
            columns: [
              .init(["quantity"]), .init(["value"], .trailing), .init(["what mistakes give"]),
            ], rows: rows)))
    }
    if !variant.hidden.isEmpty {
      blocks.append(
        .text("With these numbers, some mistakes cannot be seen: they give the right digits."))
      blocks.append(
        .list(
          ordered: false,
          items: variant.hidden.map { hidden in
            let quantity = writer.formula(hidden.quantity.formulaQuantity())
            return [.text("\(quantity): \(code: hidden.kind.rawValue)")]
          }))
    }
    return blocks
  }

  /// The numbers with the names of their mistakes; what looks the same is said once.
  private func mistakes(_ values: [MistakenValue<Double>]) -> [Inline] {
    var shown: [(number: Formula, kinds: [MistakeKind])] = []
    for mistake in values {
      let number = writer.formula(literal(of: mistake.value))
      if let index = shown.firstIndex(where: { $0.number == number }) {
        if !shown[index].kinds.contains(mistake.kind) { shown[index].kinds.append(mistake.kind) }
      } else {
        shown.append((number, [mistake.kind]))
      }
    }
    var inlines: [Inline] = []
    for (number, kinds) in shown {
      inlines.append(.text(inlines.isEmpty ? "" : "; "))
      inlines.append(.formula(number))
      for kind in kinds { inlines += [.text(" "), .code(kind.rawValue)] }
    }
    return inlines
  }

  /// A double as an exact number, where it is a whole one.
  private func literal(of value: Double) -> NumberLiteral {
    value.magnitude < 1e15 && value == Double(Int(value))
      ? .exact(Rational(Int(value))) : .computed(.double(value))
  }
}

extension Value {
  /// Returns the number in units of its last digit; nil where that is not certain, or too large.
  fileprivate func scaled(decimals: Int) -> Int? {
    let numeral = rounded(decimals: decimals).numeral
    guard numeral.isZero || numeral.lastExponent >= -decimals else { return nil }
    var scaled = 0
    let zeros = numeral.isZero ? 0 : numeral.lastExponent + decimals
    guard numeral.digitCount + zeros <= 17 else { return nil }
    for digit in numeral.digits { scaled = scaled * 10 + Int(digit) }
    for _ in 0..<zeros { scaled *= 10 }
    return numeral.isNegative ? -scaled : scaled
  }
}
