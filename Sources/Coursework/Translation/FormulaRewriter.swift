import MathSyntax
import Typesetting

/// Rewrites one formula of a file; what lies between its parts stays as it is.
struct FormulaRewriter {
  let bytes: [UInt8]
  let reader: NotationReader
  let writer: NotationWriter
  private var translator: NotationTranslator
  private let check: NotationReader

  init(_ bytes: [UInt8], from reader: NotationReader, to writer: NotationWriter) {
    self.bytes = bytes
    self.reader = reader
    self.writer = writer
    translator = NotationTranslator(from: reader, to: writer)
    var check = NotationReader(writer.notation, context: writer.context)
    check.readsDecimalCommas = reader.readsDecimalCommas
    self.check = check
  }

  /// A stretch of the file and what comes in its place.
  struct Edit: Hashable {
    var range: Range<Int>
    var text: [UInt8]
  }

  /// What became of a formula.
  struct Outcome {
    var edits: [Edit] = []
    var errors: [Diagnostic] = []
    var borrowed: [BorrowedSymbol] = []
    /// Whether the reading can be what was meant.
    var isPlausible = true
    /// Whether the letters i and k have changed places.
    var exchangesIndices = false
    /// Whether there is nothing but indices: $j$, $i, k$.
    var isLoneIndex = true
    /// Whether the formula was read, all of it.
    var isRead: Bool { errors.isEmpty }

    /// Returns what becomes of the same formula at another place.
    func moved(by distance: Int) -> Outcome {
      var result = self
      for place in edits.indices {
        let range = edits[place].range
        result.edits[place].range =
          range.lowerBound + distance..<range.upperBound + distance
      }
      for place in errors.indices {
        result.errors[place].range = errors[place].range.map {
          SourceRange($0.lowerBound + distance, $0.upperBound + distance)
        }
      }
      return result
    }
  }

  /// Returns the formula as lines of items; a line that begins with a relation goes on with the one
  /// before it, so several lines may be one.
  static func statements(
    _ found: FoundFormula, of bytes: [UInt8]
  ) throws(Diagnostic) -> [Formula] {
    do {
      switch found.form {
      case .typed: return [try PlainTextFormulaReader().read(bytes, in: found.content)]
      case .inline: return [try LaTeXFormulaReader().read(bytes, in: found.content)]
      case .display:
        var chains: [Formula] = []
        for row in try LaTeXFormulaReader().readRows(bytes, in: found.content) {
          let items = row.formula.items.drop { $0.kind == .symbol(.quad) }
          if let last = chains.indices.last, startsWithRelation(items) {
            chains[last].items += items
          } else {
            chains.append(Formula(Array(items)))
          }
        }
        return chains
      }
    } catch let error as LaTeXError {
      throw error.diagnostic
    } catch let error as PlainTextError {
      throw error.diagnostic
    } catch {
      throw Diagnostic("\(error)")
    }
  }

  private static func startsWithRelation(_ items: ArraySlice<Formula.Item>) -> Bool {
    if case .symbol(let symbol)? = items.first?.kind { return symbol.isRelation }
    return false
  }

  /// The rewriter for indices beside formulas in which i and k have changed places.
  var exchangingLoneIndices: FormulaRewriter {
    var result = self
    result.translator.exchangesLoneIndices = true
    return result
  }

  /// Returns what has to be changed for a formula to stand in the other notation.
  ///
  /// - Parameter statements: what the formula holds; empty where its characters make no formula.
  func rewritten(_ found: FoundFormula, _ statements: [Formula]) -> Outcome {
    var outcome = Outcome()
    do {
      for statement in statements.isEmpty ? try Self.statements(found, of: bytes) : statements {
        rewrite(statement, found, into: &outcome)
      }
    } catch {
      outcome.errors.append(error)
    }
    return outcome
  }

  private func rewrite(
    _ statement: Formula, _ found: FoundFormula, into outcome: inout Outcome
  ) {
    if statement.holdsSumOverPaths {
      outcome.errors.append(
        Diagnostic(
          "the nodes of a path have names of their own",
          range: SourceRange.covering(statement.items[...])))
      return
    }
    let parts = translator.parts(of: statement)
    let errors = parts.compactMap(\.error)
    guard errors.isEmpty else {
      outcome.errors += errors.map(\.diagnostic)
      return
    }
    if !NotationTranslator.arePlausible(parts) { outcome.isPlausible = false }
    if translator.exchangesIndices(in: parts) { outcome.exchangesIndices = true }
    if parts.contains(where: { $0.expression != nil }) { outcome.isLoneIndex = false }
    for part in parts {
      guard let formula = part.formula, var expression = part.expression else { continue }
      if part.relation != nil, case .quantity(var quantity) = expression {
        // The relation behind it says that the value is the new one.
        quantity.isUpdated = false
        expression = .quantity(quantity)
      }
      let items = statement.items[part.items]
      if let error = difference(expression, formula, SourceRange.covering(items)) {
        outcome.errors.append(error)
        return
      }
      for symbol in writer.notation.borrowed(in: expression)
      where !outcome.borrowed.contains(symbol) {
        outcome.borrowed.append(symbol)
      }
    }
    for part in parts {
      outcome.edits += edits(for: part, statement, found)
      if let relation = part.relation,
        let source = statement.items[part.items.upperBound].source
      {
        let range = source.lowerBound..<source.upperBound
        outcome.edits.append(
          Edit(range: range, text: text([.symbol(relation)], in: range, found)))
      }
    }
  }

  /// Returns why a formula would be read as something else in the other notation.
  private func difference(
    _ expression: MathExpression, _ formula: Formula, _ range: SourceRange?
  ) -> Diagnostic? {
    let notation = writer.notation.name
    guard let read = try? check.expression(formula) else {
      return Diagnostic("this cannot be written in the notation \(notation)", range: range)
    }
    if read == expression { return nil }
    func comparable(_ expression: MathExpression) -> MathExpression {
      // Which letter names a unit depends on the other sides of the statement.
      writer.withFreeLetters(expression)
        .renamingVariables { $0 == .thirdUnit ? .otherUnit : $0 }
        .instantiated([:], depth: writer.context.depth).flattened
    }
    guard comparable(read) == comparable(expression) else {
      return Diagnostic(
        "this would mean something else in the notation \(notation)", range: range)
    }
    return nil
  }

  // MARK: Edits

  private func edits(
    for part: NotationTranslator.Part, _ statement: Formula, _ found: FoundFormula
  ) -> [Edit] {
    guard let formula = part.formula, formula.items != Array(statement.items[part.items]),
      let range = range(of: statement.items[part.items])
    else { return [] }
    if part.terms.count > 1, holdsLayout(statement.items[part.items]),
      !part.terms.contains(where: { holdsLayout(statement.items[$0.items]) })
    {
      return part.terms.compactMap { term in
        guard let range = self.range(of: statement.items[term.items]) else { return nil }
        return Edit(range: range, text: text(term.formula, in: range, found))
      }
    }
    return [
      Edit(
        range: range,
        text: text(formula, in: range, found) + labels(between: statement.items[part.items]))
    ]
  }

  private func range(of items: ArraySlice<Formula.Item>) -> Range<Int>? {
    let sources = items.compactMap(\.source)
    guard sources.count == items.count, let lower = sources.map(\.lowerBound).min(),
      let upper = sources.map(\.upperBound).max(), lower < upper
    else { return nil }
    return lower..<upper
  }

  /// Returns a formula as it is written in the file, kept apart from what stands beside it.
  private func text(
    _ formula: Formula, in range: Range<Int>, _ found: FoundFormula
  ) -> [UInt8] {
    let formula = reader.readsDecimalCommas ? formula.withDecimalCommas : formula
    var text: [UInt8]
    switch found.form {
    case .typed: return Array(TextFormulaWriter().text(formula).utf8)
    case .inline: text = Array(LaTeXFormulaWriter(.markdownInline).text(formula).utf8)
    case .display: text = Array(LaTeXFormulaWriter(.document).text(formula).utf8)
    }
    if let first = text.first, Self.isLetter(first), endsInCommand(before: range.lowerBound) {
      text.insert(0x20, at: 0)
    }
    if range.upperBound < found.content.upperBound, Self.isLetter(bytes[range.upperBound]),
      Self.endsInCommand(text[...])
    {
      text.append(0x20)
    }
    return text
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
  }

  private func endsInCommand(before place: Int) -> Bool {
    Self.endsInCommand(bytes[max(0, place - 32)..<place])
  }

  private static func endsInCommand(_ text: ArraySlice<UInt8>) -> Bool {
    var place = text.endIndex
    while place > text.startIndex, isLetter(text[place - 1]) { place -= 1 }
    return place < text.endIndex && place > text.startIndex
      && text[place - 1] == UInt8(ascii: "\\")
  }

  // MARK: Layout

  /// Whether `&`, `\\`, labels or comments lie between some items.
  private func holdsLayout(_ items: ArraySlice<Formula.Item>) -> Bool {
    gaps(between: items).contains { gap in
      bytes[gap].contains {
        $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "%")
      }
    }
  }

  private func gaps(between items: ArraySlice<Formula.Item>) -> [Range<Int>] {
    zip(items, items.dropFirst()).compactMap { left, right in
      guard let before = left.source?.upperBound, let after = right.source?.lowerBound,
        before < after
      else { return nil }
      return before..<after
    }
  }

  /// Returns the labels and tags between some items, which must not be lost.
  private func labels(between items: ArraySlice<Formula.Item>) -> [UInt8] {
    var result: [UInt8] = []
    for gap in gaps(between: items) {
      for piece in bytes[gap].split(separator: UInt8(ascii: "\\")) {
        let text = String(decoding: piece, as: UTF8.self)
        if text.hasPrefix("nonumber") || text.hasPrefix("notag") {
          result += Array(" \\notag".utf8)
        } else if text.hasPrefix("label{") || text.hasPrefix("tag{") || text.hasPrefix("tag*{"),
          let close = piece.firstIndex(of: UInt8(ascii: "}"))
        {
          result += Array(" \\".utf8) + piece[...close]
        }
      }
    }
    return result
  }
}

extension SourceRange {
  /// The bytes from the first to the last of some parts.
  fileprivate static func covering(_ items: ArraySlice<Formula.Item>) -> SourceRange? {
    let sources = items.compactMap(\.source)
    guard let lower = sources.map(\.lowerBound).min(), let upper = sources.map(\.upperBound).max()
    else { return nil }
    return SourceRange(lower, upper)
  }
}
