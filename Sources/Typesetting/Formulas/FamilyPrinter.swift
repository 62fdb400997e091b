import MathSyntax

/// Prints the equations of a family on one line each, from a pattern that is printed once.
struct FamilyPrinter {
  private let family: EquationFamily
  private let subject: FormulaTemplate
  private let definition: FormulaTemplate?
  /// The relation signs with the space behind them, before a number.
  private let equals: [UInt8]
  private let approximately: [UInt8]
  /// What stands between two factors.
  private let dot: [UInt8]
  private let numbers: NumberPrinter
  private let indexCount: Int

  /// Creates a printer.
  ///
  /// - Parameter printed: prints a formula in the format, on one line.
  /// - Returns: nil where the family does not follow a pattern in this notation.
  init?(_ family: EquationFamily, printed: (Formula) -> [UInt8]) {
    // Units that are counted through all layers are no numbers to be filled in.
    guard family.writer.notation.numbering == .byLayer,
      let numbers = NumberPrinter(family.writer.numbers, printed: printed)
    else { return nil }
    self.family = family
    self.numbers = numbers
    indexCount = family.variables.count
    let bindings = IndexBindings(
      uniqueKeysWithValues: zip(family.variables, FormulaTemplate.marks))
    let writer = family.writer
    guard
      let subject = FormulaTemplate(
        printed(writer.formula(family.subject.instantiated(bindings))), count: indexCount)
    else { return nil }
    self.subject = subject
    if let formula = family.definition {
      let chain: Formula = [.symbol(.equals)] + writer.formula(formula.instantiated(bindings))
      let places = Self.places(in: formula, family.variables)
      guard places == family.variables,
        let template = FormulaTemplate(printed(chain), count: indexCount)
      else { return nil }
      definition = template
    } else {
      definition = nil
    }
    let mark = Formula.Item.number(String(FormulaTemplate.marks[0]))
    let second = Formula.Item.number(String(FormulaTemplate.marks[1]))
    guard
      let equals = FormulaTemplate(printed([.symbol(.equals), mark]), count: 1),
      let approximately = FormulaTemplate(printed([.symbol(.approximately), mark]), count: 1),
      let product = FormulaTemplate(printed([mark, .symbol(.dot), second]), count: 2)
    else { return nil }
    self.equals = equals.pieces[0]
    self.approximately = approximately.pieces[0]
    dot = product.pieces[1]
  }

  /// The letters of a formula in the order in which they are printed.
  private static func places(
    in formula: MathExpression, _ variables: [IndexVariable]
  ) -> [IndexVariable] {
    var found: [IndexVariable] = []
    func visit(_ expression: MathExpression) {
      if case .quantity(let quantity) = expression {
        for index in [quantity.unit, quantity.from] {
          if case .variable(let variable)? = index?.base { found.append(variable) }
        }
      }
      _ = expression.mapParts { part in
        visit(part)
        return part
      }
    }
    visit(formula)
    return found
  }

  /// Whether this printer is the one for another family too.
  func hasPattern(of other: EquationFamily) -> Bool {
    family.subject == other.subject && family.definition == other.definition
      && family.variables == other.variables && family.writer == other.writer
  }

  /// Whether an entry follows the pattern: its indices need a comma as those of the pattern do.
  func fits(_ entry: EquationFamily.Entry) -> Bool {
    indexCount < 2 || entry.indices.0 > 9 || entry.indices.1 > 9
  }

  /// Appends the left side of an entry.
  func appendSubject(_ entry: EquationFamily.Entry, to buffer: inout OutputBuffer) {
    subject.append(entry.indices.0, entry.indices.1, to: &buffer)
  }

  /// Appends all right sides of an entry with their relation signs.
  ///
  /// - Parameters:
  ///   - separator: what comes before each relation sign but the first.
  ///   - remark: prints the remark of a line that does not replay.
  /// - Returns: false if the entry has a number that no pattern fits; the buffer is then as before.
  func appendLines(
    _ entry: EquationFamily.Entry, separator: StaticString, remark: (inout OutputBuffer) -> Void,
    to buffer: inout OutputBuffer
  ) -> Bool {
    let start = buffer.count
    if let definition {
      definition.append(entry.indices.0, entry.indices.1, to: &buffer)
      buffer.append(separator)
    }
    if let (first, second) = entry.factors {
      var product = OutputBuffer()
      let isFirstExact = numbers.append(first, isLaterFactor: false, to: &product)
      product.append(bytes: dot)
      let isSecondExact = numbers.append(second, isLaterFactor: true, to: &product)
      guard let isFirstExact, let isSecondExact else {
        buffer.truncate(to: start)
        return false
      }
      buffer.append(bytes: isFirstExact && isSecondExact ? equals : approximately)
      buffer.append(bytes: product.bytes)
      if !entry.replays { remark(&buffer) }
      buffer.append(separator)
    }
    var value = OutputBuffer()
    guard let isExact = numbers.append(entry.value, isLaterFactor: false, to: &value) else {
      buffer.truncate(to: start)
      return false
    }
    buffer.append(bytes: isExact ? equals : approximately)
    buffer.append(bytes: value.bytes)
    return true
  }
}
