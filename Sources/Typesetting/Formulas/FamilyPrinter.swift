import MathSyntax

/// Prints the parts of a family's equations from patterns that are printed once.
struct FamilyPrinter {
  private(set) var family: EquationFamily
  private let wide: Pattern
  /// The pattern where all indices are single digits, which need no comma between them.
  private let narrow: Pattern?
  private let substitution: Substitution?
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
  init?(_ family: EquationFamily, printed: (Formula) -> [UInt8]) {
    guard let numbers = NumberPrinter(family.writer.numbers, printed: printed) else { return nil }
    self.family = family
    self.numbers = numbers
    let hasTwo = family.variables.count > 1
    let marks = FormulaTemplate.marks
    func template(_ formula: (Int, Int) -> Formula) -> FormulaTemplate? {
      FormulaTemplate(printed(formula(marks[0], marks[1])), count: family.variables.count)
    }
    func digits(_ formula: (Int, Int) -> Formula) -> FormulaTemplate? {
      hasTwo ? FormulaTemplate { printed(formula($0, $1)) } : nil
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

  /// Returns the printer for another family of the same pattern.
  func printer(for other: EquationFamily) -> FamilyPrinter? {
    guard family.subject == other.subject, family.definition == other.definition,
      family.variables == other.variables, family.operands.count == other.operands.count,
      family.writer == other.writer
    else { return nil }
    var printer = self
    printer.family = other
    return printer
  }

  /// Whether no character is wide and none combines.
  var hasPlainWidth: Bool {
    let templates = [wide, narrow].compactMap { $0 }.flatMap {
      [$0.subject, $0.definition].compactMap { $0 }
    }
    let pieces =
      (substitution.map { $0.pieces + $0.signs.flatMap { [$0.opening, $0.closing] } } ?? [])
      + [valueSign.opening, firstRelation, equals, approximately]
    return numbers.isPlainWidth && (templates + pieces.map { FormulaTemplate($0) }).allSatisfy(\.isPlainWidth)
  }

  private func pattern(of entry: EquationFamily.Entry) -> Pattern? {
    guard family.variables.count > 1, entry.first < 10, entry.second < 10 else { return wide }
    return narrow
  }

  /// Returns whether the indices of an entry are printed as those of the pattern.
  func fits(_ entry: EquationFamily.Entry) -> Bool { pattern(of: entry) != nil }

  // MARK: Parts

  /// Appends the left side of an entry that fits.
  func appendSubject(_ entry: EquationFamily.Entry, to line: inout LineBuffer) {
    pattern(of: entry)?.subject.append(entry.first, entry.second, to: &line)
  }

  /// Appends the rule of an entry that fits; nothing where it is not shown.
  func appendDefinition(_ entry: EquationFamily.Entry, to line: inout LineBuffer) {
    pattern(of: entry)?.definition?.append(entry.first, entry.second, to: &line)
  }

  /// The relation before the rule with numbers put in.
  func substitutionRelation(at position: Int) -> [UInt8] {
    let style = family.writer.numbers
    return family.operands.allSatisfy { style.showsExactly($0[position]) } ? equals : approximately
  }

  /// Appends the rule of an entry with numbers put in.
  ///
  /// - Parameter shapes: gets the shape of each number.
  /// - Returns: false where a number follows no pattern; what was appended is then of no use.
  func appendSubstitution(
    at position: Int, to line: inout LineBuffer, shapes: (NumberPrinter.Shape) -> Void = { _ in }
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
    family.writer.numbers.showsExactly(.computed(entry.value)) ? equals : approximately
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

  /// Creates the printers of a format.
  ///
  /// - Parameter printed: prints a formula on one line.
  init(_ printed: @escaping (Formula) -> [UInt8]) { self.printed = printed }

  /// Returns the printer of a family, or nil where it follows no pattern.
  mutating func printer(of family: EquationFamily) -> FamilyPrinter? {
    for printer in printers {
      if let printer = printer.printer(for: family) { return printer }
    }
    guard let printer = FamilyPrinter(family, printed: printed) else { return nil }
    printers.append(printer)
    return printer
  }
}
