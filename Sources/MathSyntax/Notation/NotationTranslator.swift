/// Rewrites formulas from one notation in another, and says what it could not read.
///
/// Relations, commas, words and wide spaces stay where they are; what stands between them is read,
/// and written again. The sides of one statement are read together, so that its indices keep their
/// roles. What cannot be read is left as it was.
public struct NotationTranslator: Sendable {
  /// How formulas are read.
  public let reader: NotationReader
  /// How they are written.
  public let writer: NotationWriter
  /// Whether an index that stands alone changes its letter as in a formula where i feeds j: the text
  /// around such a formula speaks of the same units.
  public var exchangesLoneIndices = false
  /// Whether a letter that stands alone is left as it was where the notation that it is read in would
  /// write another: in a text about p and q, p is no output, whatever other lectures call theirs.
  public var keepsForeignLetters = false
  /// What is done to each expression between reading and writing; nil: nothing.
  public var rewrites: (@Sendable (MathExpression) -> MathExpression)?

  /// Creates a translator.
  public init(from reader: NotationReader, to writer: NotationWriter) {
    self.reader = reader
    self.writer = writer
  }

  /// A formula in the other notation.
  public struct Translation: Hashable, Sendable {
    /// The formula; parts that could not be read are as they were.
    public var formula: Formula
    /// Why parts could not be read, in their order.
    public var errors: [NotationError]
  }

  /// A stretch of a formula between separators, and what becomes of it.
  public struct Part: Hashable, Sendable {
    /// The items of the formula that it takes.
    public var items: Range<Int>
    /// The number of the statement whose side it is, from 0.
    public var statement: Int
    /// The same in the other notation; nil where it is left as it was.
    public var formula: Formula?
    /// What stands behind it instead of an equals sign, where the other notation writes an update so.
    public var relation: MathSymbol?
    /// Where the part is a sum: its terms without the signs between, in the other notation.
    public var terms: [Term] = []
    /// Why it could not be read.
    public var error: NotationError?
    /// What it means; nil for indices, dots and what could not be read.
    public var expression: MathExpression?
    /// The index that it is.
    var index: Index?

    /// A term of a sum.
    public struct Term: Hashable, Sendable {
      /// The items of the formula that it takes, without its sign.
      public var items: Range<Int>
      /// The same in the other notation.
      public var formula: Formula
    }
  }

  /// Returns a formula in the other notation.
  public func translated(_ formula: Formula) -> Translation {
    var result = Translation(formula: [], errors: [])
    var position = 0
    for part in parts(of: formula) {
      result.formula.items += formula.items[position..<part.items.lowerBound]
      result.formula.items += part.formula?.items ?? Array(formula.items[part.items])
      if let error = part.error { result.errors.append(error) }
      position = part.items.upperBound
      if let relation = part.relation {
        result.formula.append(.symbol(relation))
        position += 1
      }
    }
    result.formula.items += formula.items[position...]
    return result
  }

  /// Whether what some parts say can be meant: no index belongs to two layers, and the like.
  public static func arePlausible(_ parts: [Part]) -> Bool {
    var place = 0
    while place < parts.count {
      let end = parts[place...].firstIndex { $0.statement != parts[place].statement } ?? parts.count
      if !Plausibility.holds(for: parts[place..<end].compactMap(\.expression)) { return false }
      place = end
    }
    return true
  }

  // MARK: Parts

  /// Returns the parts of a formula, in their order; separators lie between them.
  public func parts(of formula: Formula) -> [Part] {
    var parts: [Part] = []
    var statement: [Part] = []
    var start = 0
    var number = 0
    var range: IndexRange?
    let hasDots = formula.items.contains(where: isDots)
    func end(_ place: Int) {
      if place > start { statement.append(Part(items: start..<place, statement: number)) }
    }
    func endStatement() {
      // l = L − 1, …, 1: what stands behind the commas goes on with the range.
      if let first = statement.first, statement.count > 1 {
        range = IndexRange(formula.items[first.items], reader.quantities, hasDots: hasDots)
      }
      read(statement, formula.items, in: range, into: &parts)
      statement = []
      number += 1
    }
    for (place, item) in formula.items.enumerated() where isSeparator(item) {
      end(place)
      start = place + 1
      if !ExpressionParser.isRelation(item) {
        endStatement()
        if !ExpressionParser.isComma(item) { range = nil }
      }
    }
    end(formula.items.count)
    endStatement()
    write(&parts, formula.items)
    return parts
  }

  private func isSeparator(_ item: Formula.Item) -> Bool {
    switch item.kind {
    case .text, .blank: true
    case .symbol(let symbol):
      symbol.isRelation || [.comma, .semicolon, .period, .colon, .quad, .not].contains(symbol)
    default: false
    }
  }

  /// Reads the sides of one statement, in the roles that the letters have there.
  private func read(
    _ statement: [Part], _ items: [Formula.Item], in range: IndexRange?, into parts: inout [Part]
  ) {
    var statement = statement
    let reader =
      statement.lazy.compactMap { self.reader.withLayersBelow(items[$0.items]) }.first
      ?? self.reader
    var fixed: Set<IndexVariable> = []
    let isAboutOutput = statement.contains {
      ExpressionParser.isAboutOutput(items[$0.items], reader.quantities.table)
    }
    for place in statement.indices {
      let side = Array(items[statement[place].items])
      if isDots(side) || isFunctionName(side) { continue }
      if place > 0, isSet(side, items[statement[place].items.lowerBound - 1]) { continue }
      if let range, let index = range.index(side[...], reader.quantities) {
        statement[place].index = index
        continue
      }
      if range != nil, isLetter(side) { continue }
      if let index = index(side) {
        statement[place].index = index
        continue
      }
      do {
        var parser = ExpressionParser(reader, side, depth: 0)
        parser.fixedUnits = fixed
        parser.isAboutOutput = isAboutOutput
        let expression = try parser.whole(within: SourceRange.covering(side))
        if keepsForeignLetters, statement.count == 1, isForeignLetter(side, expression) { continue }
        if place == 0 { fixed = Set(IndexDomain.freeUnits(of: expression)) }
        statement[place].expression = expression
      } catch {
        statement[place].error = error
      }
    }
    readAsWhole(&statement, items, isAboutOutput, reader)
    parts += statement
  }

  /// Reads a statement once more as a whole where one side does not tell the layer of a sum, or what m
  /// is.
  private func readAsWhole(
    _ statement: inout [Part], _ items: [Formula.Item], _ isAboutOutput: Bool,
    _ reader: NotationReader
  ) {
    let places = statement.indices.filter {
      statement[$0].expression != nil || statement[$0].error != nil
    }
    let isOpen = places.contains { place in
      if case .noLayerForSum? = statement[place].error { return true }
      return statement[place].error?.isAboutMiniBatch ?? false
    }
    guard isOpen,
      let sides = try? reader.sides(
        places.map { Array(items[statement[$0].items]) }, isAboutOutput: isAboutOutput)
    else { return }
    for (place, side) in zip(places, sides) {
      statement[place].expression = side
      statement[place].error = nil
    }
  }

  private func isForeignLetter(_ side: [Formula.Item], _ expression: MathExpression) -> Bool {
    guard side.count == 1, case .identifier = side[0].kind,
      case .quantity = expression
    else { return false }
    let own = NotationWriter(reader.notation, context: writer.context).formula(expression)
    return own.items.map(\.kind) != [side[0].kind]
  }

  private func isDots(_ part: [Formula.Item]) -> Bool {
    part.allSatisfy(isDots)
  }

  private func isDots(_ item: Formula.Item) -> Bool {
    item.isSymbol(.ellipsis) || item.isSymbol(.centeredEllipsis)
  }

  /// Whether the text speaks of a function and not of its value: "with $\tanh$".
  private func isFunctionName(_ part: [Formula.Item]) -> Bool {
    guard part.count == 1, case .functionName(let name) = part[0].kind else { return false }
    return !reader.quantities.table[name].isOutput
  }

  /// A letter that a range ends at, and that is nothing else: t = 0, 1, …, T.
  private func isLetter(_ part: [Formula.Item]) -> Bool {
    guard part.count == 1, case .identifier(let name, _) = part[0].kind else { return false }
    return reader.quantities.table[name].kinds.isEmpty
  }

  /// Whether something is a set, which stays as it is: x ∈ ℝ², n ∈ {1, …, N}.
  private func isSet(_ part: [Formula.Item], _ relation: Formula.Item) -> Bool {
    guard relation.isSymbol(.elementOf), part.count == 1 else { return false }
    return switch part[0].kind {
    case .identifier(_, .blackboard), .fenced(.brace, _, .brace): true
    case .script(let base, _, _):
      if case .identifier(_, .blackboard) = base.kind { true } else { false }
    default: false
    }
  }

  /// Whether the letters i and k of a formula change places between the two notations.
  public func exchangesIndices(in parts: [Part]) -> Bool {
    reader.notation.indexLetters.thirdUnitFeeds != writer.notation.indexLetters.thirdUnitFeeds
      && IndexRoles.areExchanged(in: parts.compactMap(\.expression))
  }

  // MARK: Writing

  /// Writes what has been read; the letters of one formula keep their roles in all of it.
  private func write(_ parts: inout [Part], _ items: [Formula.Item]) {
    let read = parts.compactMap(\.expression)
    let isOfSingleUnits = reader.areOfSingleUnits(read, items)
    let expressions = reader.canonical(read, isOfSingleUnits: isOfSingleUnits).map(rewritten)
    let feeds = IndexRoles.areExchanged(in: expressions)
    let exchanges =
      (feeds || expressions.isEmpty && exchangesLoneIndices)
      && reader.notation.indexLetters.thirdUnitFeeds != writer.notation.indexLetters.thirdUnitFeeds
    var writer = self.writer
    writer.writesInputLayer = true
    if writer.context.isOfOneSample, expressions.contains(where: NotationReader.sumsSamples) {
      var context = writer.context
      context.isOfOneSample = false
      writer = NotationWriter(writer.notation, numbers: writer.numbers, context: context)
      writer.writesInputLayer = true
    }
    writer.writesSingleUnits = isOfSingleUnits
    var canonical = expressions[...]
    var prepared = writer.prepared(expressions)[...]
    for place in parts.indices {
      let range = parts[place].items
      if parts[place].expression != nil, let expression = prepared.popFirst() {
        parts[place].expression = canonical.popFirst()
        if isUpdateWithEqualsSign(expression, range, items) {
          let side = writer.preparedLeftSide(expression)
          (parts[place].formula, parts[place].relation) = (side.formula, side.relation)
        } else {
          parts[place].formula = writer.part(expression)
        }
        parts[place].terms = terms(of: expression, items, range, writer)
      } else if var index = parts[place].index {
        if exchanges, case .variable(let variable) = index.base {
          index.base = .variable(IndexRoles.exchange(variable))
        }
        parts[place].formula = writer.formula(index)
      }
    }
  }

  /// Whether w' = … is what the other notation writes as an update: w ← ….
  private func isUpdateWithEqualsSign(
    _ expression: MathExpression, _ range: Range<Int>, _ items: [Formula.Item]
  ) -> Bool {
    guard case .quantity(let quantity) = expression, quantity.isUpdated,
      writer.notation.updateStyle != .prime, range.upperBound < items.count
    else { return false }
    // In w → w' = … the arrow says it already.
    if range.lowerBound > 0, items[range.lowerBound - 1].isSymbol(.to) { return false }
    return items[range.upperBound].isSymbol(.equals)
  }

  private func rewritten(_ expression: MathExpression) -> MathExpression {
    rewrites.map { $0(expression) } ?? expression
  }

  /// Returns the terms of a sum where the formula has just as many.
  private func terms(
    of expression: MathExpression, _ items: [Formula.Item], _ range: Range<Int>,
    _ writer: NotationWriter
  ) -> [Part.Term] {
    guard case .sum(let terms) = expression else { return [] }
    var ranges: [Range<Int>] = []
    var start = range.lowerBound
    for place in range {
      guard case .symbol(let symbol) = items[place].kind, symbol == .plus || symbol == .minus else {
        continue
      }
      if place > start { ranges.append(start..<place) }
      start = place + 1
    }
    if start < range.upperBound { ranges.append(start..<range.upperBound) }
    guard ranges.count == terms.count else { return [] }
    return zip(ranges, terms).map { range, term in
      .init(items: range, formula: writer.formula(ofTerm: term.expression))
    }
  }

  /// Returns the index that stands for itself, as in "unit j" and l = 1.
  private func index(_ part: [Formula.Item]) -> Index? {
    guard case .identifier(let name, _) = part[0].kind,
      reader.quantities.table[name].kinds.isEmpty
    else { return nil }
    let letters = reader.notation.indexLetters
    let isLayer = [letters.layer, letters.lastLayer, "l", "ℓ"].contains(name)
    guard
      isLayer
        || [letters.unit, letters.otherUnit, letters.thirdUnit, letters.sample].contains(name)
    else { return nil }
    var items = part[...]
    let index = reader.quantities.indices.index(&items, isLayer: isLayer)
    return items.isEmpty ? index : nil
  }
}
