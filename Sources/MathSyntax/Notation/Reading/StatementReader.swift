/// Divides a formula into statements, conditions and sides.
struct StatementReader {
  let reader: NotationReader

  func statements(_ formula: Formula) throws(NotationError) -> [Statement] {
    var results: [Statement] = []
    var isCondition = false
    for segment in segments(of: formula.items) {
      if segment.endsConditions { isCondition = false }
      if segment.opensConditions { isCondition = true }
      guard !segment.items.isEmpty else { continue }
      if isMembership(segment.items), results.isEmpty {
        // z ∈ ℝ²: what z is, and no claim.
        let place = segment.items.firstIndex { $0.isSymbol(.elementOf) } ?? 0
        var introduced = try chain(Array(segment.items[..<place]), isConsequence: false)
        introduced.conditions = [.init(formula: Formula(segment.items), statements: [])]
        results.append(introduced)
        continue
      }
      if isCondition && !(segment.isReason && isEquation(segment.items))
        || isIndexCondition(segment.items) || isMembership(segment.items), !results.isEmpty
      {
        let restriction = Formula(segment.items)
        let read = try? chain(segment.items, isConsequence: false)
        results[results.count - 1].conditions.append(
          .init(formula: restriction, statements: read.map { [$0] } ?? []))
        continue
      }
      results.append(try chain(segment.items, isConsequence: segment.isConsequence))
    }
    if results.isEmpty { throw .empty(SourceRange.covering(formula.items)) }
    return results
  }

  /// Whether numbers or formulas are said to be equal, and not letters: 0.15 + 0.2 = 0.35.
  private func isEquation(_ items: [Formula.Item]) -> Bool {
    items.contains { $0.isSymbol(.equals) || $0.isSymbol(.approximately) } && items.count > 3
  }

  private func isMembership(_ items: [Formula.Item]) -> Bool {
    items.firstIndex { $0.isSymbol(.elementOf) }.map { $0 > 0 } ?? false
  }

  // MARK: Segments

  private struct Segment {
    var items: [Formula.Item] = []
    var isConsequence = false
    /// Whether a word such as "where" stands before it.
    var opensConditions = false
    /// Whether it gives the reason for what goes before: because.
    var isReason = false
    /// Whether what went before is over, conditions too.
    var endsConditions = false
  }

  /// Divides at ⇒, wide spaces, commas, semicolons and words.
  private func segments(of items: [Formula.Item]) -> [Segment] {
    guard items.contains(where: Self.mayDivide) else { return [Segment(items: items)] }
    var results = [Segment()]
    var hasEquals = false
    for (place, item) in items.enumerated() {
      switch item.kind {
      case .symbol(.implies), .symbol(.equivalent):
        results.append(Segment(isConsequence: true, endsConditions: true))
        hasEquals = false
      case .symbol(.to) where hasEquals:
        results.append(Segment(isConsequence: true, endsConditions: true))
        hasEquals = false
      case .symbol(.quad), .symbol(.semicolon), .symbol(.period):
        results.append(Segment())
        hasEquals = false
      case .symbol(.comma):
        if reader.readsDecimalCommas, isDecimalComma(items, place) {
          results[results.count - 1].items.append(item)
        } else {
          results.append(Segment())
          hasEquals = false
        }
      case .text(let words):
        results.append(
          Segment(
            opensConditions: Self.opensConditions(words),
            isReason: ["because", "since", "da", "weil"].contains(words.lowercased())))
        hasEquals = false
      default:
        if ExpressionParser.isRelation(item), !item.isSymbol(.to) { hasEquals = true }
        results[results.count - 1].items.append(item)
      }
    }
    return results
  }

  /// Whether a part can stand between two statements; most formulas hold none.
  private static func mayDivide(_ item: Formula.Item) -> Bool {
    switch item.kind {
    case .text: true
    case .symbol(let symbol):
      switch symbol {
      case .implies, .equivalent, .to, .quad, .semicolon, .period, .comma: true
      default: false
      }
    default: false
    }
  }

  private func isDecimalComma(_ items: [Formula.Item], _ place: Int) -> Bool {
    guard place > 0, place + 1 < items.count, case .number = items[place - 1].kind,
      case .number = items[place + 1].kind
    else { return false }
    guard let before = items[place - 1].source, let after = items[place + 1].source else {
      return true
    }
    return after.lowerBound - before.upperBound == 1
  }

  private static func opensConditions(_ words: String) -> Bool {
    let first = words.split(separator: " ").first.map(String.init)?.lowercased() ?? ""
    return [
      "where", "if", "for", "with", "as", "since", "because", "when", "while", "falls", "für",
      "mit", "wobei", "da", "wenn",
    ].contains(first)
  }

  /// l = 1, i ≠ j, l = L, …, 1: letters and numbers only, the first an index.
  func isIndexCondition(_ items: [Formula.Item]) -> Bool {
    guard let first = items.first, case .identifier(let name, _) = first.kind,
      reader.quantities.table[name].kinds.isEmpty,
      items.contains(where: ExpressionParser.isRelation)
    else {
      return items.allSatisfy(isPlain) && !items.isEmpty && items.count <= 2 && isDotsOrIndex(items)
    }
    return items.allSatisfy(isPlain)
  }

  private func isDotsOrIndex(_ items: [Formula.Item]) -> Bool {
    switch items[0].kind {
    case .symbol(.ellipsis), .symbol(.centeredEllipsis): true
    case .identifier(let name, _):
      reader.quantities.table[name].kinds.isEmpty && items.count == 1
    case .number: items.count == 1
    default: false
    }
  }

  private func isPlain(_ item: Formula.Item) -> Bool {
    switch item.kind {
    case .identifier, .number: true
    case .symbol(let symbol): symbol != .partial && symbol != .nabla
    default: false
    }
  }

  // MARK: Chains

  private func chain(
    _ items: [Formula.Item], isConsequence: Bool
  ) throws(NotationError) -> Statement {
    var parts: [[Formula.Item]] = []
    var relations: [Statement.Relation] = []
    var start = 0
    for place in items.indices {
      guard case .symbol(let symbol) = items[place].kind, symbol.isRelation else { continue }
      relations.append(.init(symbol: symbol, range: items[place].source))
      parts.append(Array(items[start..<place]))
      start = place + 1
    }
    parts.append(Array(items[start...]))
    let reader = reader.withLayersBelow(items) ?? reader
    let isContinuation = parts[0].isEmpty && !relations.isEmpty
    if isContinuation { parts.removeFirst() }
    for (place, part) in parts.enumerated() where part.isEmpty {
      let relation = relations[max(0, isContinuation ? place : place - 1)]
      throw .missingOperand(of: relation.symbol.rawValue, relation.range)
    }
    var expressions = try reader.sides(
      parts, isAboutOutput: ExpressionParser.isAboutOutput(items, reader.quantities.table),
      isContinued: isContinuation)
    if !isContinuation, let first = relations.first, first.symbol.isUpdate {
      expressions[0] = expressions[0].asUpdated
    }
    let canonical = reader.canonical(
      expressions, isOfSingleUnits: reader.areOfSingleUnits(expressions, items))
    let sides = zip(canonical, parts).map { expression, part in
      Statement.Side(expression: expression, range: SourceRange.covering(part))
    }
    let hasBareLetters =
      expressions.contains(where: BareLetters.areIn) && !BareLetters.showsVectors(items)
    return Statement(
      sides: sides, relations: relations, isContinuation: isContinuation, conditions: [],
      isConsequence: isConsequence, hasBareLetters: hasBareLetters)
  }
}

extension MathSymbol {
  /// Whether what stands on the left gets a new value.
  public var isUpdate: Bool { self == .defines || self == .becomes || self == .to }
}

extension MathExpression {
  /// What stands on the left of := and ←: the new value of a parameter, or of what an optimiser keeps.
  public var asUpdated: MathExpression {
    guard case .quantity(let quantity) = self else { return self }
    switch quantity.kind {
    case .weight, .bias, .velocity, .firstMoment, .secondMoment, .largestSecondMoment,
      .squareAverage, .gradientAverage, .momentumBuffer, .squareSum:
      return .quantity(quantity.updated)
    default: return self
    }
  }
}
