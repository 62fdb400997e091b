import MathSyntax
import Typesetting

/// Turns the mathematics of a submission into chains of expressions.
///
/// What cannot be read is a claim too, unless it holds no relation or may be prose; one part of a line
/// that cannot be read takes no other part with it.
struct ClaimReader {
  var reader: NotationReader
  let bytes: [UInt8]
  /// What restricts all that is read.
  var restrictions: [Comparison] = []
  /// The chain that a line with a relation at its start goes on with.
  private(set) var claims: [Claim] = []
  /// Whether the row says that its numbers are rounded.
  private var saysRounded = false

  init(_ reader: NotationReader, _ bytes: [UInt8]) {
    self.reader = reader
    self.bytes = bytes
  }

  // MARK: Pieces

  /// Reads a piece of mathematics and returns its claims.
  ///
  /// - Parameter open: whether a chain stands before it that it may go on with.
  mutating func read(_ piece: Submission.FormulaPiece, after open: Bool) -> [Claim] {
    claims = []
    switch piece.syntax {
    case .latex: readLaTeX(piece.range)
    case .plain: readPlain(piece.range, mayBeProse: false)
    case .plainOrProse: readPlain(piece.range, mayBeProse: true)
    case .unknownName:
      let name = bytes[piece.range].prefix { (0x61...0x7A).contains($0 | 0x20) }
      let error = NotationError.unknownLetter(
        String(decoding: name, as: UTF8.self),
        SourceRange(piece.range.lowerBound, piece.range.lowerBound + name.count))
      claims.append(.unreadable(piece.range, error.diagnostic))
    }
    return claims
  }

  private mutating func readLaTeX(_ range: Range<Int>) {
    // $$$$ is no formula; a file may hold millions of them.
    if bytes.trimmed(range).isEmpty { return }
    let rows: [LaTeXFormulaReader.Row]
    let limit = PlainTextFormulaReader.lengthLimit
    guard range.count <= limit else {
      let start = bytes.trimmed(range).lowerBound
      let place = SourceRange(start, start + 1)
      claims.append(
        .unreadable(range, PlainTextError.tooLong(limit: limit, place).diagnostic))
      return
    }
    do {
      rows = try LaTeXFormulaReader().readRows(bytes, in: range)
    } catch {
      guard Self.hasRelation(bytes[range]) else { return }
      claims.append(.unreadable(trimmed(range), error.diagnostic))
      return
    }
    // A line without a relation may be the left side of the lines below it.
    var start: LaTeXFormulaReader.Row?
    for row in rows {
      let formula = row.formula.withoutPercentSigns
      guard formula.items.contains(where: Self.isRelation) else {
        if !Self.isRemark(formula) { start = row }
        continue
      }
      if let left = start, Self.startsWithRelation(formula) {
        let whole = SourceRange(left.range.lowerBound, row.range.upperBound)
        readRow(left.formula + formula, whole, mayBeProse: false)
      } else {
        readRow(formula, row.range, mayBeProse: false)
      }
      start = nil
    }
  }

  /// Whether there are only words in a line.
  private static func isRemark(_ formula: Formula) -> Bool {
    formula.items.allSatisfy { item in
      switch item.kind {
      case .text, .symbol(.quad): true
      default: false
      }
    }
  }

  private mutating func readPlain(_ range: Range<Int>, mayBeProse: Bool) {
    if Self.hasCommand(bytes[range]) {
      readLaTeX(range)
      return
    }
    let formula: Formula
    do {
      formula = try PlainTextFormulaReader().read(bytes, in: range).withoutPercentSigns
    } catch {
      if !mayBeProse { claims.append(.unreadable(range, error.diagnostic)) }
      return
    }
    readRow(
      formula, SourceRange(range.lowerBound, range.upperBound), mayBeProse: mayBeProse)
  }

  /// Whether there is a command of LaTeX in a line: \frac.
  private static func hasCommand(_ text: ArraySlice<UInt8>) -> Bool {
    func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
    return text.indices.dropLast(2).contains { place in
      text[place] == UInt8(ascii: "\\") && isLetter(text[place + 1]) && isLetter(text[place + 2])
    }
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    let inner = bytes.trimmed(range)
    return inner.isEmpty ? range : inner
  }

  /// Whether LaTeX has something that can make it a claim.
  static func hasRelation(_ text: ArraySlice<UInt8>) -> Bool {
    if TextSubmissionReader.hasRelation(text) { return true }
    let words = String(decoding: text.prefix(4096), as: UTF8.self)
    return ["\\approx", "\\leq", "\\geq", "\\le", "\\ge", "\\gets", "\\leftarrow", "\\coloneqq"]
      .contains { words.contains($0) }
  }

  // MARK: Rows

  private mutating func readRow(_ formula: Formula, _ range: SourceRange, mayBeProse: Bool) {
    guard formula.items.contains(where: Self.isRelation) else { return }
    saysRounded = formula.items.contains { item in
      if case .text(let words) = item.kind { words.contains("rounded") } else { false }
    }
    do {
      add(try reader.statements(formula), range, mayBeProse: mayBeProse)
    } catch {
      // One part after the other, so that what can be read is.
      let parts = Self.parts(of: formula)
      if parts.count > 1 {
        for part in parts {
          readRow(part, SourceRange.covering(part) ?? range, mayBeProse: mayBeProse)
        }
        return
      }
      if let chain = sideBySide(formula, error, range) {
        if chain.sides.contains(where: { $0.expression != nil }) || !mayBeProse {
          append(chain, mayBeProse: mayBeProse, isContinuation: Self.startsWithRelation(formula))
        }
      } else if !mayBeProse {
        claims.append(.unreadable(range.bytes, error.diagnostic))
      }
    }
  }

  private static func startsWithRelation(_ formula: Formula) -> Bool {
    formula.items.first.map(isRelation) ?? false
  }

  private static func isRelation(_ item: Formula.Item) -> Bool {
    if case .symbol(let symbol) = item.kind { return symbol.isRelation }
    return false
  }

  /// The parts of a line between wide spaces, commas, semicolons and words.
  private static func parts(of formula: Formula) -> [Formula] {
    formula.items.split { item in
      switch item.kind {
      case .symbol(.quad), .symbol(.comma), .symbol(.semicolon), .symbol(.implies),
        .symbol(.equivalent), .text:
        true
      default: false
      }
    }.map { Formula(Array($0)) }
  }

  /// Reads the sides of a chain one by one; nil where that does not help.
  private func sideBySide(
    _ formula: Formula, _ error: NotationError, _ range: SourceRange
  ) -> Chain? {
    let items = formula.items.filter { $0.kind != .symbol(.quad) }
    var parts: [[Formula.Item]] = [[]]
    var relations: [Chain.Relation] = []
    for item in items {
      if case .symbol(let symbol) = item.kind, symbol.isRelation {
        relations.append(.init(symbol: symbol, range: (item.source ?? range).bytes))
        parts.append([])
      } else {
        parts[parts.count - 1].append(item)
      }
    }
    var sides: [Chain.Side] = []
    for (index, part) in parts.enumerated() {
      if part.isEmpty {
        if index == 0, parts.count > 1 { continue }
        return nil
      }
      let place = (SourceRange.covering(Formula(part)) ?? range).bytes
      do {
        sides.append(.init(expression: try reader.expression(Formula(part)), range: place))
      } catch {
        var side = Chain.Side(expression: nil, range: place, fault: error.diagnostic)
        if case .noPattern = error { side.isAbbreviated = Self.isNumeric(Formula(part)) }
        sides.append(side)
      }
    }
    guard sides.contains(where: { $0.expression != nil || $0.isAbbreviated }) else { return nil }
    if relations.count < sides.count, relations[0].symbol.isUpdate {
      sides[0].expression = sides[0].expression?.asUpdated
    }
    var chain = Chain(sides: sides, relations: relations)
    chain.mayMeanOneUnit = !formula.showsVectors
    return chain
  }

  /// Whether there is no letter in a formula.
  private static func isNumeric(_ formula: Formula) -> Bool {
    formula.items.allSatisfy { item in
      switch item.kind {
      case .number, .symbol, .text: true
      case .fraction(let above, let below): isNumeric(above) && isNumeric(below)
      case .fenced(_, let inner, _), .root(let inner): isNumeric(inner)
      case .script(let base, let sub, let sup):
        isNumeric(Formula([base])) && sub.isEmpty && isNumeric(sup)
      case .identifier, .functionName, .accent, .largeOperator, .grid, .blank: false
      }
    }
  }

  // MARK: Statements

  private mutating func add(_ statements: [Statement], _ range: SourceRange, mayBeProse: Bool) {
    for statement in statements {
      guard !statement.relations.isEmpty else { continue }
      var chain = Chain(
        sides: statement.sides.map {
          .init(expression: $0.expression, range: ($0.range ?? range).bytes)
        },
        relations: statement.relations.map {
          .init(symbol: $0.symbol, range: ($0.range ?? range).bytes)
        },
        restrictions: reader.restrictions(of: statement).comparisons + restrictions)
      chain.mayMeanOneUnit = statement.hasBareLetters
      append(chain, mayBeProse: mayBeProse, isContinuation: statement.isContinuation)
    }
  }

  private mutating func append(_ chain: Chain, mayBeProse: Bool, isContinuation: Bool) {
    var chain = chain
    chain.mayBeProse = mayBeProse
    if saysRounded {
      for index in chain.sides.indices { chain.sides[index].hasRoundedOperands = true }
    }
    if isContinuation, case .chain(var last)? = claims.last {
      last.sides += chain.sides
      last.relations += chain.relations
      last.restrictions += chain.restrictions
      last.mayMeanOneUnit = last.mayMeanOneUnit && chain.mayMeanOneUnit
      claims[claims.count - 1] = .chain(last)
    } else {
      claims.append(.chain(chain))
    }
  }
}

extension SourceRange {
  var bytes: Range<Int> { lowerBound..<max(lowerBound, upperBound) }

  /// The bytes of all parts of a formula.
  static func covering(_ formula: Formula) -> SourceRange? {
    var result: SourceRange?
    for item in formula.items {
      guard let source = item.source else { continue }
      result = SourceRange(
        min(result?.lowerBound ?? source.lowerBound, source.lowerBound),
        max(result?.upperBound ?? source.upperBound, source.upperBound))
    }
    return result
  }
}
