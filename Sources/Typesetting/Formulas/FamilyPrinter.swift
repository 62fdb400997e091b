import MathSyntax

/// Prints the parts of a family's equations from patterns that are printed once.
///
/// A class, because it is large and stands beside every entry.
final class FamilyPrinter {
  /// The family that the pattern was read off.
  private let example: EquationFamily
  private let style: NumberStyle
  private let wide: Pattern
  /// The pattern where all indices are single digits, which need no comma between them.
  private let narrow: Pattern?
  private let substitution: Substitution?
  private let printed: (Formula) -> [UInt8]
  /// The left side and the rule for indices of so many digits each; nil: there is no pattern for them.
  private var forms: [Int: Form?] = [:]
  private let numbers: NumberPrinter
  private let valueSign: NumberPrinter.Sign
  /// The relation signs without space: the one of the rule, `=` and `≈`.
  let firstRelation: [UInt8]
  let equals: [UInt8]
  let approximately: [UInt8]
  /// The bytes that an entry takes at most, without what the page adds.
  let mostBytes: Int

  /// What depends on the indices of an entry.
  private struct Pattern {
    let subject: FormulaTemplate
    let definition: FormulaTemplate?
  }

  /// The rule with places for numbers.
  private struct Substitution {
    /// What stands before each number, and behind the last.
    let pieces: [[UInt8]]
    /// The signs of each number.
    let signs: [NumberPrinter.Sign]
  }

  /// Creates a printer.
  ///
  /// - Parameter printed: prints a formula in the format, on one line.
  /// - Returns: nil where the family does not follow a pattern in this notation.
  init?(_ family: EquationFamily, printed: @escaping (Formula) -> [UInt8]) {
    // Units that are counted through all layers are no numbers to be filled in.
    guard family.writer.notation.numbering == .byLayer,
      let numbers = NumberPrinter(family.writer.numbers, printed: printed)
    else { return nil }
    example = family
    self.printed = printed
    style = family.writer.numbers
    self.numbers = numbers
    let marks = FormulaTemplate.marks
    func template(_ formula: (Int, Int) -> Formula) -> FormulaTemplate? {
      FormulaTemplate(printed(formula(marks[0], marks[1])), count: family.variables.count)
    }
    func digits(_ formula: (Int, Int) -> Formula) -> FormulaTemplate? {
      FormulaTemplate { printed(formula($0, $1)) }
    }
    let subject = { family.leftSide($0, $1).formula }
    let definition = { family.definition($0, $1) ?? [] }
    guard let wideSubject = template(subject) else { return nil }
    if family.definition == nil {
      wide = Pattern(subject: wideSubject, definition: nil)
      narrow = digits(subject).map { Pattern(subject: $0, definition: nil) }
    } else {
      guard let rule = template(definition) else { return nil }
      wide = Pattern(subject: wideSubject, definition: rule)
      if let subject = digits(subject), let rule = digits(definition) {
        narrow = Pattern(subject: subject, definition: rule)
      } else {
        narrow = nil
      }
    }
    if family.operands.isEmpty {
      substitution = nil
    } else {
      guard let found = Self.substitution(of: family, printed) else { return nil }
      substitution = found
    }
    valueSign = .init(opening: printed([.symbol(.minus)]))
    firstRelation = printed([.symbol(family.leftSide(1, 1).relation)])
    equals = printed([.symbol(.equals)])
    approximately = printed([.symbol(.approximately)])
    let formulas = [wide, narrow].compactMap { $0 }.map {
      $0.subject.mostBytes + ($0.definition?.mostBytes ?? 0)
    }
    let signs = (substitution?.signs ?? []) + [valueSign]
    mostBytes =
      (formulas.max() ?? 0) + (substitution?.pieces ?? []).reduce(0) { $0 + $1.count }
      + signs.reduce(0) { $0 + numbers.mostBytes + $1.opening.count + $1.closing.count }
    guard mostBytes < LineBuffer.capacity / 4 else { return nil }
  }

  /// Finds the places of the numbers by printing others there, positive and negative.
  private static func substitution(
    of family: EquationFamily, _ printed: (Formula) -> [UInt8]
  ) -> Substitution? {
    let count = family.operands.count
    guard count <= FormulaTemplate.marks.count else { return nil }
    func template(negative: Int?) -> FormulaTemplate? {
      let literals = FormulaTemplate.marks.prefix(count).enumerated().map { place, mark in
        NumberLiteral.whole(place == negative ? -mark : mark)
      }
      guard let line = family.substitution(of: literals) else { return nil }
      let found = FormulaTemplate(printed(family.writer.formula(line)), count: count)
      return found?.numbers == Array(0..<count) ? found : nil
    }
    guard let plain = template(negative: nil) else { return nil }
    var signs: [NumberPrinter.Sign] = []
    for place in 0..<count {
      guard let signed = template(negative: place) else { return nil }
      for other in plain.pieces.indices where other != place && other != place + 1 {
        guard signed.pieces[other] == plain.pieces[other] else { return nil }
      }
      guard signed.pieces[place].starts(with: plain.pieces[place]),
        signed.pieces[place + 1].reversed().starts(with: plain.pieces[place + 1].reversed())
      else { return nil }
      signs.append(
        .init(
          opening: Array(signed.pieces[place].dropFirst(plain.pieces[place].count)),
          closing: Array(signed.pieces[place + 1].dropLast(plain.pieces[place + 1].count))))
    }
    return Substitution(pieces: plain.pieces, signs: signs)
  }

  /// Whether this is the printer of another family too.
  func hasPattern(of other: EquationFamily) -> Bool {
    example.subject == other.subject && example.definition == other.definition
      && example.variables == other.variables && example.operands.count == other.operands.count
      && example.writer == other.writer
  }

  /// Whether no character is wide and none combines.
  private(set) lazy var hasPlainWidth: Bool = {
    let templates = [wide, narrow].compactMap { $0 }.flatMap {
      [$0.subject, $0.definition].compactMap { $0 }
    }
    let pieces =
      (substitution.map { $0.pieces + $0.signs.flatMap { [$0.opening, $0.closing] } } ?? [])
      + [valueSign.opening, firstRelation, equals, approximately]
    return numbers.isPlainWidth
      && (templates + pieces.map { FormulaTemplate($0) }).allSatisfy(\.isPlainWidth)
  }()

  /// The left side and the rule of entries whose indices have as many digits.
  struct Form {
    fileprivate let shape: Int
    fileprivate let subject: FormulaStencil
    fileprivate let definition: FormulaStencil?

    /// Whether an entry's indices have as many digits.
    @inline(__always)
    func fits(_ entry: EquationFamily.Entry) -> Bool { shape == Self.shape(of: entry) }

    fileprivate static func shape(of entry: EquationFamily.Entry) -> Int {
      digits(entry.first) << 4 | digits(entry.second)
    }

    @inline(__always)
    private static func digits(_ number: Int) -> Int {
      switch number {
      case ..<10: 1
      case ..<100: 2
      case ..<1000: 3
      case ..<10_000: 4
      case ..<100_000: 5
      default: 6
      }
    }

    /// Appends the left side of an entry that fits.
    @inline(__always)
    func appendSubject(_ entry: EquationFamily.Entry, to line: inout LineBuffer) {
      subject.append(entry.first, entry.second, to: &line)
    }

    /// Appends the rule of an entry that fits; nothing where it is not shown.
    @inline(__always)
    func appendDefinition(_ entry: EquationFamily.Entry, to line: inout LineBuffer) {
      definition?.append(entry.first, entry.second, to: &line)
    }
  }

  /// Returns the form of an entry, or nil where it follows no pattern.
  func form(of entry: EquationFamily.Entry) -> Form? {
    let shape = Form.shape(of: entry)
    if let form = forms[shape] { return form }
    let form = makeForm(of: entry, shape)
    forms[shape] = .some(form)
    return form
  }

  /// A notation may number things in ways that no pattern tells, so that the first entry of each shape
  /// is printed both ways.
  private func makeForm(of entry: EquationFamily.Entry, _ shape: Int) -> Form? {
    let (first, second) = (entry.first, entry.second)
    guard max(first, second) < 100_000,
      let pattern = first >= 10 || second >= 10 ? wide : narrow,
      let subject = pattern.subject.stencil(first, second),
      subject.bytes == printed(example.leftSide(first, second).formula)
    else { return nil }
    guard let rule = pattern.definition else {
      return Form(shape: shape, subject: subject, definition: nil)
    }
    guard let definition = rule.stencil(first, second),
      definition.bytes == example.definition(first, second).map(printed)
    else { return nil }
    return Form(shape: shape, subject: subject, definition: definition)
  }

  // MARK: Parts

  /// The relation before the rule with numbers put in.
  func substitutionRelation(at position: Int, of family: EquationFamily) -> [UInt8] {
    family.operands.allSatisfy { style.showsExactly($0[position]) } ? equals : approximately
  }

  /// Appends the rule of an entry with numbers put in.
  ///
  /// - Parameter shapes: gets the shape of each number.
  /// - Returns: false where a number follows no pattern; what was appended is then of no use.
  func appendSubstitution(
    at position: Int, of family: EquationFamily, to line: inout LineBuffer,
    shapes: (NumberPrinter.Shape) -> Void = { _ in }
  ) -> Bool {
    guard let substitution else { return true }
    for (place, operand) in family.operands.enumerated() {
      line.append(substitution.pieces[place])
      guard let shape = numbers.append(operand[position], substitution.signs[place], to: &line)
      else { return false }
      shapes(shape)
    }
    line.append(substitution.pieces[family.operands.count])
    return true
  }

  /// The relation before the value.
  func valueRelation(_ entry: EquationFamily.Entry) -> [UInt8] {
    style.showsExactly(.computed(entry.value)) ? equals : approximately
  }

  /// Appends the value of an entry.
  ///
  /// - Returns: its shape, or nil where it follows no pattern.
  func appendValue(
    _ entry: EquationFamily.Entry, to line: inout LineBuffer
  ) -> NumberPrinter.Shape? {
    numbers.append(.computed(entry.value), valueSign, to: &line)
  }
}

/// The printers of the families of a block, each made once for all families of its pattern.
struct FamilyPrinters {
  private var printers: [FamilyPrinter] = []
  private let printed: (Formula) -> [UInt8]
  private let areWorthwhile: Bool

  /// Up to so many entries in a block, to find the patterns takes longer than to print the equations.
  private static let fewEntries = 8

  /// Creates the printers of a format for a block.
  ///
  /// - Parameter printed: prints a formula on one line.
  init(of families: [EquationFamily], _ printed: @escaping (Formula) -> [UInt8]) {
    self.printed = printed
    areWorthwhile = families.reduce(0) { $0 + $1.entries.count } > Self.fewEntries
  }

  /// Returns the printer of a family, or nil where it follows no pattern and in a small block.
  mutating func printer(of family: EquationFamily) -> FamilyPrinter? {
    guard areWorthwhile else { return nil }
    if let printer = printers.first(where: { $0.hasPattern(of: family) }) { return printer }
    guard let printer = FamilyPrinter(family, printed: printed) else { return nil }
    printers.append(printer)
    return printer
  }
}
