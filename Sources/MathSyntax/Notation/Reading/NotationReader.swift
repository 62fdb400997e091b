import ExactArithmetic

/// Reads formulas in a notation: what looks like this means that.
///
/// What `NotationWriter` writes is read as the same expression; beside it the reader knows the spellings
/// of lectures and the habits of homework where they can mean only one thing. Nothing is guessed: what
/// has two readings, or none, is an error with its place.
///
/// - Complexity: O(n) for bounded nesting; in notations with rows or from × to matrices, O(n) times the
///   nesting.
public struct NotationReader: Sendable {
  /// The notation that is read.
  public var notation: Notation { tables.quantities.notation }
  /// The network that formulas are about.
  public var context: NotationContext { tables.quantities.context }
  /// Whether 3,5 is one number.
  public var readsDecimalCommas = false
  /// Whether a letter without a meaning is a name that the text has introduced.
  public var takesUnknownLettersAsNames = false
  /// Whether letters of homework beside those of the notation are read, and layers that a statement
  /// leaves out are found.
  public var readsHabits = true
  private let tables: Tables

  /// What never changes, shared by the many copies that reading makes.
  private final class Tables: Sendable {
    let quantities: QuantityReader
    let orientation: Orientation

    init(_ notation: Notation, _ context: NotationContext) {
      quantities = QuantityReader(notation, context)
      orientation = Orientation(notation)
    }
  }

  var quantities: QuantityReader { tables.quantities }

  /// How many parts may lie within each other.
  public static let nestingLimit = 160

  /// Creates a reader.
  public init(_ notation: Notation, context: NotationContext = NotationContext()) {
    tables = Tables(notation, context)
  }

  /// Returns the same reader for formulas about another network.
  public func inContext(_ context: NotationContext) -> NotationReader {
    var reader = NotationReader(notation, context: context)
    reader.readsDecimalCommas = readsDecimalCommas
    reader.takesUnknownLettersAsNames = takesUnknownLettersAsNames
    reader.readsHabits = readsHabits
    return reader
  }

  /// Returns the same reader for formulas in another notation.
  public func inNotation(_ notation: Notation) -> NotationReader {
    var reader = NotationReader(notation, context: context)
    reader.readsDecimalCommas = readsDecimalCommas
    reader.takesUnknownLettersAsNames = takesUnknownLettersAsNames
    reader.readsHabits = readsHabits
    return reader
  }

  /// Returns what a formula without relations means.
  public func expression(_ formula: Formula) throws(NotationError) -> MathExpression {
    let isAboutOutput = ExpressionParser.isAboutOutput(formula.items, quantities.table)
    let sides = try sides([formula.items], isAboutOutput: isAboutOutput)
    return canonical(sides, isOfSingleUnits: areOfSingleUnits(sides, formula.items))[0]
  }

  /// Reads the sides of one statement; their indices keep their roles in all of them.
  ///
  /// - Parameters:
  ///   - isAboutOutput: whether a letter of the network's output stands in one of them.
  ///   - isContinued: whether the first goes on with a statement whose left side stands elsewhere.
  func sides(
    _ parts: [[Formula.Item]], isAboutOutput: Bool, isContinued: Bool = false
  ) throws(NotationError) -> [MathExpression] {
    func read(leavingLayersOpen: Bool) throws(NotationError) -> [MathExpression] {
      var results: [MathExpression] = []
      var fixed: Set<IndexVariable> = []
      for part in parts {
        var parser = ExpressionParser(self, part, depth: 0)
        parser.fixedUnits = fixed
        parser.isAboutOutput = isAboutOutput
        parser.leavesLayersOpen = leavingLayersOpen
        let expression = try parser.whole(within: nil)
        if results.isEmpty, !isContinued, parts.count > 1 {
          fixed = Set(IndexDomain.freeUnits(of: expression))
        }
        results.append(expression)
      }
      results = try LayerBiases.resolved(results, context, of: parts)
      guard readsHabits, !parts.contains(where: BareLetters.showsVectors) else { return results }
      return BareLetters.bound(results, in: context)
    }
    do {
      return try read(leavingLayersOpen: false)
    } catch .noLayerForSum(let letter, let range) {
      guard readsHabits, notation.numbering == .byLayer,
        let open = try? read(leavingLayersOpen: true),
        let completed = LeftOutLayers.completed(open)
      else { throw .noLayerForSum(letter, range) }
      return completed
    } catch .ambiguousSuperscript(let letter, let number, let range) {
      guard readsHabits, !context.takesBareNumbersAsPowers,
        parts.contains(where: { $0.contains { Self.holdsBare(letter, $0) } })
      else { throw .ambiguousSuperscript(letter: letter, number: number, range) }
      var powers = context
      powers.takesBareNumbersAsPowers = true
      return try inContext(powers).sides(
        parts, isAboutOutput: isAboutOutput, isContinued: isContinued)
    } catch {
      guard error.isAboutMiniBatch, let other = countingMiniBatch(parts) else { throw error }
      return try other.sides(parts, isAboutOutput: isAboutOutput, isContinued: isContinued)
    }
  }

  /// Whether a letter stands somewhere with nothing above, so that a 2 above it is a power elsewhere.
  private static func holdsBare(_ letter: String, _ item: Formula.Item) -> Bool {
    func holds(_ formula: Formula) -> Bool { formula.items.contains { holdsBare(letter, $0) } }
    switch item.kind {
    case .identifier, .accent: return LetterTable.key(item) == letter
    case .script(let base, _, let sup): return sup.isEmpty && holdsBare(letter, base)
    case .fraction(let above, let below): return holds(above) || holds(below)
    case .fenced(_, let content, _), .root(let content): return holds(content)
    default: return false
    }
  }

  /// Returns a reader for which numbers below letters are layers, if a statement counts its matrices so:
  /// in δ_1 = W_2ᵀ δ_2, δ_1 is no unit either; nil where it does not.
  func withLayersBelow(_ items: some Collection<Formula.Item>) -> NotationReader? {
    guard readsHabits, items.contains(where: Self.isNumberedMatrix),
      LetterTable.key(notation.weightMatrix) == "W", notation.dialects.count == 1,
      let layersBelow = notation.layersBelow
    else { return nil }
    return inNotation(layersBelow)
  }

  /// Whether W_1 stands somewhere, with nothing above but a transpose.
  private static func isNumberedMatrix(_ item: Formula.Item) -> Bool {
    switch item.kind {
    case .script(let base, let sub, let sup):
      if case .identifier("W", _) = base.kind, sub.items.count == 1,
        case .number(let digits) = sub.items[0].kind, digits.utf8.count == 1,
        sup.isEmpty || ExpressionParser.isTransposition(sup)
      {
        return true
      }
      return isNumberedMatrix(base)
    case .fenced(_, let content, _): return content.items.contains(where: isNumberedMatrix)
    case .fraction(let above, let below):
      return above.items.contains(where: isNumberedMatrix)
        || below.items.contains(where: isNumberedMatrix)
    default: return false
    }
  }

  /// Returns a reader for which m is the number of samples, as in η/m Σ_x; nil where no sum runs over
  /// samples.
  private func countingMiniBatch(_ parts: [[Formula.Item]]) -> NotationReader? {
    let letter = notation.indexLetters.sample
    func sumsSamples(_ items: [Formula.Item]) -> Bool {
      items.contains { item in
        switch item.kind {
        case .largeOperator(.sum, let lower, _):
          lower.items.count == 1 && LetterTable.key(lower.items[0]) == letter
        case .fenced(_, let content, _): sumsSamples(content.items)
        default: false
        }
      }
    }
    guard readsHabits, notation.letters[.batchSize] != .letter("m"),
      parts.contains(where: sumsSamples)
    else { return nil }
    var context = context
    context.kinds = (context.kinds ?? Set(Quantity.Kind.allCases))
      .subtracting([.firstMoment, .momentumBuffer])
    return inContext(context).inNotation(
      notation.changed { $0.letters[.batchSize] = .letter("m") })
  }

  /// Returns what a formula says: its statements with their relations and conditions.
  public func statements(_ formula: Formula) throws(NotationError) -> [Statement] {
    try StatementReader(reader: self).statements(formula)
  }

  /// Whether samples are told apart, because a sum runs over them.
  static func sumsSamples(_ expression: MathExpression) -> Bool {
    if case .summation(let sum) = expression, sum.domain == .samples { return true }
    return expression.containsPart(where: sumsSamples)
  }

  /// Whether something is said of the sample in question: e_n, y_n.
  private static func namesSample(_ expression: MathExpression) -> Bool {
    if case .quantity(let quantity) = expression { return quantity.sample != nil }
    return expression.containsPart(where: namesSample)
  }

  /// e_n and y_n are the cost and the target of the sample in question.
  private func withoutSample(_ expression: MathExpression) -> MathExpression {
    guard case .quantity(var quantity) = expression else {
      return expression.mapParts(withoutSample)
    }
    guard quantity.sample == .variable(.sample) else { return expression }
    // Only where a letter of its own is the cost of the batch, e_n is the cost at hand.
    if quantity.kind != .cost || quantities.notation.batchCost != nil { quantity.sample = nil }
    return .quantity(quantity)
  }

  /// Whether letters without a unit are those of single units by their looks: a small w where matrices
  /// have a capital, and nothing that only vectors can have.
  func areOfSingleUnits(_ expressions: [MathExpression], _ items: [Formula.Item]) -> Bool {
    let notation = quantities.notation
    return LetterTable.key(notation.weightMatrix) == "W"
      && LetterTable.key(notation.letters[.weight]) == "w"
      && expressions.contains(where: BareLetters.hasMatrix) && !BareLetters.showsVectors(items)
  }

  /// Returns the expressions of one statement over columns, to × from matrices, and Nielsen's roles
  /// of the letters.
  ///
  /// - Parameter isOfSingleUnits: whether letters without a unit are numbers, which nothing transposes.
  func canonical(
    _ expressions: [MathExpression], isOfSingleUnits: Bool = false
  ) -> [MathExpression] {
    var result = UpdateNumbers.resolved(expressions)
    if context.isOfOneSample, result.contains(where: Self.namesSample),
      !result.contains(where: Self.sumsSamples)
    {
      result = result.map(withoutSample)
    }
    if quantities.notation.indexLetters.thirdUnitFeeds { result = IndexRoles.exchanged(result) }
    let orientation = tables.orientation
    if orientation.changesAnything, !isOfSingleUnits {
      result = result.map { orientation.exchanged($0, from: .ofNotation) }
    }
    return result
  }
}
