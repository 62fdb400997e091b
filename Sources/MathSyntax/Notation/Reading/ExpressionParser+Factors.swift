import ExactArithmetic

extension ExpressionParser {
  /// Reads one factor with its scripts, and the argument of a function.
  mutating func factor() throws(NotationError) -> MathExpression {
    guard let item = next else { throw .empty(nil) }
    try enter(item)
    defer { depth -= 1 }
    position += 1
    switch item.kind {
    case .number(let digits): return try number(digits, item)
    case .identifier, .accent: return try letter(item, item, [], [])
    case .functionName(let name):
      if reader.quantities.table[name].isOutput { return try letter(item, item, [], []) }
      return try namedFunction(name, item, [])
    case .script(let base, let sub, let sup): return try scripted(base, sub, sup, item)
    case .fraction(let numerator, let denominator):
      return try fraction(numerator, denominator, item)
    case .root(let radicand): return .apply(.squareRoot, try inner(radicand, within: item.source))
    case .fenced(let opening, let content, let closing):
      return try fenced(opening, content, closing, item)
    case .largeOperator(let sign, let lower, let upper):
      switch sign {
      case .sum:
        if let paths = try sumOverPaths(lower, item) { return paths }
        return try summation(lower, upper, item)
      case .product: return try repeatedProduct(lower, upper, item)
      case .integral: throw .unexpected(Self.name(of: item), item.source)
      }
    case .grid(let grid, let rows): return try self.grid(grid, rows, item)
    case .symbol(let symbol):
      switch symbol {
      case .partial: return try differential(item)
      case .nabla: return try gradient(by: [], item)
      default: throw .unexpected(Self.name(of: item), item.source)
      }
    case .text(let words): throw .unexpected(words, item.source)
    case .blank(let name): throw .blank(name, item.source)
    }
  }

  // MARK: Numbers

  private mutating func number(
    _ digits: String, _ item: Formula.Item
  ) throws(NotationError) -> MathExpression {
    var text = digits
    if text.utf8.contains(UInt8(ascii: ",")) {
      text = String(text.map { $0 == "," ? "." : $0 })
    } else if reader.readsDecimalCommas, !text.utf8.contains(UInt8(ascii: ".")),
      let comma = next, comma.isSymbol(.comma), let rest = follower(1),
      case .number(let decimals) = rest.kind, decimals.utf8.allSatisfy({ $0 != UInt8(ascii: ".") }),
      Self.touch(item, comma), Self.touch(comma, rest)
    {
      text += "." + decimals
      position += 2
    }
    if text.utf8.count <= 6, text.utf8.first != UInt8(ascii: "0") || text.utf8.count == 1,
      let whole = Int(text)
    {
      // 1 and 2 belong to formulas; they have no digits to keep.
      return .exact(Rational(whole))
    }
    do {
      return .number(.typed(try TypedNumber(parsing: text)))
    } catch {
      throw .number(String(text.prefix(40)), item.source)
    }
  }

  /// Whether two parts stand side by side with nothing between; unknown places do.
  private static func touch(_ left: Formula.Item, _ right: Formula.Item) -> Bool {
    guard let before = left.source, let after = right.source else { return true }
    return before.upperBound == after.lowerBound
  }

  // MARK: Scripts

  private mutating func scripted(
    _ base: Formula.Item, _ sub: Formula, _ sup: Formula, _ item: Formula.Item
  ) throws(NotationError) -> MathExpression {
    switch base.kind {
    case .identifier, .accent: return try letter(base, item, sub, sup)
    case .functionName(let name):
      guard sub.isEmpty, !reader.quantities.table[name].isOutput else {
        return try letter(base, item, sub, sup)
      }
      return try namedFunction(name, item, sup)
    case .symbol(.nabla) where sup.isEmpty: return try gradient(by: sub, item)
    case .symbol(.nabla) where sub.isEmpty, .symbol(.partial):
      throw .higherDerivative(item.source)
    case .number where sub.isEmpty:
      var digitsOnly = ExpressionParser(reader, [base], depth: depth + 1)
      return .power(try digitsOnly.whole(within: base.source), try exponent(sup, item))
    case .script where sub.isEmpty:
      // x_1 squared, where the square stands outside.
      var parser = ExpressionParser(reader, [base], depth: depth + 1)
      return try raised(try parser.whole(within: base.source), sup, item)
    case .fenced(let opening, let content, let closing) where sub.isEmpty:
      if Self.isTransposition(sup), content.items.contains(where: Self.isComma) {
        // [1, 2, 0]ᵀ is a column, however it is written.
        switch try entries(Self.cells(content), within: base.source) {
        case .each(let entries): return .vector(entries)
        case .whole(let vector): return vector
        }
      }
      return try raised(try fenced(opening, content, closing, base), sup, item)
    case .fraction, .root, .grid:
      guard sub.isEmpty else { throw .unexpected(Self.name(of: base), item.source) }
      var parser = ExpressionParser(reader, [base], depth: depth + 1)
      return try raised(try parser.whole(within: base.source), sup, item)
    default: throw .unexpected(Self.name(of: base), item.source)
    }
  }

  static func isTransposition(_ sup: Formula) -> Bool {
    guard sup.items.count == 1 else { return false }
    switch sup.items[0].kind {
    case .symbol(.transpose): return true
    case .identifier(let name, _): return name.isSpelled("T")
    default: return false
    }
  }

  func raised(
    _ base: MathExpression, _ sup: Formula, _ item: Formula.Item
  ) throws(NotationError) -> MathExpression {
    if Self.isTransposition(sup) { return .transposed(base) }
    return .power(base, try exponent(sup, item))
  }

  func exponent(
    _ sup: Formula, _ item: Formula.Item
  ) throws(NotationError) -> MathExpression {
    try inner(sup, within: item.source)
  }

  // MARK: Functions

  mutating func call(
    _ function: MathFunction, _ sup: Formula, _ item: Formula.Item
  ) throws(NotationError) -> MathExpression {
    guard let (content, above, fence) = takeArgument() else {
      throw .functionWithoutArgument(Self.name(of: item), item.source)
    }
    let value = try applied(function, to: try inner(content, within: fence.source), sup, item)
    return above.isEmpty ? value : try raised(value, above, fence)
  }

  private func applied(
    _ plain: MathFunction, to argument: MathExpression, _ sup: Formula, _ item: Formula.Item
  ) throws(NotationError) -> MathExpression {
    var function = plain
    var rest = sup.items[...]
    var order = 0
    while rest.first?.isSymbol(.prime) ?? false {
      order += 1
      rest.removeFirst()
    }
    if case .activation = function {
      function = .activation(layer: Self.layer(of: argument), order: order)
    } else {
      for _ in 0..<order { function = .derivative(function) }
    }
    let value = MathExpression.apply(function, argument)
    if rest.isEmpty { return value }
    if Self.isTransposition(Formula(Array(rest))) { return .transposed(value) }
    return .power(value, try exponent(Formula(Array(rest)), item))
  }

  /// The layer whose activation function is meant, told by its argument.
  static func layer(of argument: MathExpression) -> Index? {
    switch argument {
    case .quantity(let quantity): return quantity.layer
    case .transposed(let operand), .negation(let operand): return layer(of: operand)
    case .sum(let terms):
      for term in terms {
        if let layer = layer(of: term.expression) { return layer }
      }
      return nil
    case .product(let factors):
      for factor in factors {
        if case .quantity(let quantity) = factor, quantity.kind == .weight { return quantity.layer }
        if case .transposed(.quantity(let quantity)) = factor, quantity.kind == .weight {
          return quantity.layer
        }
      }
      return nil
    case .summation(let sum): return layer(of: sum.body)
    default: return nil
    }
  }

  private mutating func namedFunction(
    _ name: String, _ item: Formula.Item, _ sup: Formula
  ) throws(NotationError) -> MathExpression {
    if name == "max" || name == "min" {
      guard sup.isEmpty, case .fenced(_, let content, _) = next?.kind, let fence = next else {
        throw .functionWithoutArgument(name, item.source)
      }
      position += 1
      let operands = try list(content, within: fence.source)
      return name == "max" ? .maximum(operands) : .minimum(operands)
    }
    if let connective = MathFunction.Connective(rawValue: name), sup.isEmpty {
      return try logic(connective, item)
    }
    guard let function = Self.functions[name] else {
      if case .functionName(name) = reader.notation.logistic.kind {
        return try call(.logistic, sup, item)
      }
      throw .unknownFunction(name, item.source)
    }
    if isCall { return try call(function, sup, item) }
    guard let argument = next, !isBreak(argument) else {
      throw .functionWithoutArgument(name, item.source)
    }
    return try applied(function, to: try factor(), sup, item)
  }

  private func isBreak(_ item: Formula.Item) -> Bool {
    switch item.kind {
    case .symbol(.partial), .symbol(.nabla): false
    case .symbol, .text: true
    default: false
    }
  }

  private static let functions: [String: MathFunction] = [
    "exp": .exponential, "ln": .logarithm, "log": .logarithm, "tanh": .hyperbolicTangent,
    "sgn": .signum, "sign": .signum, "sqrt": .squareRoot, "abs": .absoluteValue,
    "ReLU": .rectifier, "relu": .rectifier, "softplus": .softplus, "softmax": .softmax,
    "sigmoid": .logistic, "logistic": .logistic, "norm": .norm,
  ]

  // MARK: Fences and grids

  private func fenced(
    _ opening: Formula.Delimiter, _ content: Formula, _ closing: Formula.Delimiter,
    _ item: Formula.Item
  ) throws(NotationError) -> MathExpression {
    switch opening {
    case .bar where closing == .bar:
      return .apply(.absoluteValue, try inner(content, within: item.source))
    case .doubleBar where closing == .doubleBar:
      return .apply(.norm, try inner(content, within: item.source))
    default: break
    }
    if opening == .bracket, content.items.contains(where: Self.isRelation) {
      return .indicator(try comparison(content, item.source))
    }
    let separators = opening == .none ? [] : separatingCommas(content)
    if !separators.isEmpty {
      switch try entries(content.divided(at: separators), within: item.source) {
      case .each(let entries):
        if let rows = Self.rows(entries) { return .matrix(rows) }
        let isRow = reader.notation.vectorOrientation == .rows
        return isRow ? .transposed(.vector(entries)) : .vector(entries)
      case .whole(let vector): return vector
      }
    }
    return try inner(content, within: item.source)
  }

  /// [[1, 2], [3, 4]] is a matrix, row by row.
  private static func rows(_ entries: [MathExpression]) -> [[MathExpression]]? {
    var rows: [[MathExpression]] = []
    for entry in entries {
      switch entry {
      case .vector(let row), .transposed(.vector(let row)): rows.append(row)
      default: return nil
      }
    }
    guard let first = rows.first, rows.allSatisfy({ $0.count == first.count }) else { return nil }
    return rows
  }

  /// The commas between entries: where commas are decimal, those of (0,15) and (0,7 − 0,1) are none.
  private func separatingCommas(_ content: Formula) -> [Int] {
    let items = content.items
    let commas = items.indices.filter { Self.isComma(items[$0]) }
    guard reader.readsDecimalCommas, !commas.isEmpty else { return commas }
    let decimal = commas.filter { place in
      guard place > 0, place + 1 < items.count, case .number = items[place - 1].kind,
        case .number = items[place + 1].kind
      else { return false }
      return Self.touch(items[place - 1], items[place])
        && Self.touch(items[place], items[place + 1])
    }
    // A number has one comma: (1,2,3) has three entries.
    if zip(decimal, decimal.dropFirst()).contains(where: { $1 - $0 == 2 }) { return commas }
    return commas.filter { !decimal.contains($0) }
  }

  static func isRelation(_ item: Formula.Item) -> Bool {
    if case .symbol(let symbol) = item.kind { return symbol.isRelation }
    return false
  }

  /// Reads a condition of one relation.
  func comparison(
    _ content: Formula, _ range: SourceRange?
  ) throws(NotationError) -> Comparison {
    guard let place = content.items.firstIndex(where: Self.isRelation),
      case .symbol(let symbol) = content.items[place].kind
    else { throw .empty(range) }
    let relation: Comparison.Relation
    switch symbol {
    case .equals: relation = .equal
    case .notEquals: relation = .notEqual
    case .less: relation = .less
    case .lessOrEqual: relation = .lessOrEqual
    case .greater: relation = .greater
    case .greaterOrEqual: relation = .greaterOrEqual
    default: throw .unexpected(symbol.rawValue, content.items[place].source)
    }
    let left = Formula(Array(content.items[..<place]))
    let right = Formula(Array(content.items[(place + 1)...]))
    return Comparison(
      try sideOfComparison(left, range), relation, try sideOfComparison(right, range))
  }

  /// A side of a condition: an index such as k, else an expression.
  private func sideOfComparison(
    _ formula: Formula, _ range: SourceRange?
  ) throws(NotationError) -> MathExpression {
    if let first = formula.items.first, case .identifier(let name, _) = first.kind,
      reader.quantities.table[name].kinds.isEmpty || isIndexLetter(name)
    {
      var items = formula.items[...]
      if let index = reader.quantities.indices.index(&items, isLayer: isLayerLetter(name)),
        items.isEmpty
      {
        return .index(index)
      }
    }
    return try inner(formula, within: range)
  }

  private func isIndexLetter(_ name: String) -> Bool {
    let letters = reader.notation.indexLetters
    return [letters.unit, letters.otherUnit, letters.thirdUnit].contains(name)
  }

  private func isLayerLetter(_ name: String) -> Bool {
    let letters = reader.notation.indexLetters
    return name == letters.layer || name == letters.lastLayer || name == "l" || name == "ℓ"
  }

  private func grid(
    _ grid: Formula.Grid, _ rows: [[Formula]], _ item: Formula.Item
  ) throws(NotationError) -> MathExpression {
    switch grid {
    case .cases:
      var cases: [MathExpression.Case] = []
      for row in rows { cases.append(try self.case(row, item.source)) }
      return .cases(cases)
    case .matrix:
      let isColumn = rows.allSatisfy { $0.count == 1 }
      if isColumn || rows.count == 1 {
        let isRowNotation = reader.notation.vectorOrientation == .rows
        switch try entries(rows.flatMap { $0 }, within: item.source) {
        case .each(let entries):
          if entries.isEmpty { throw .empty(item.source) }
          return isColumn ? .vector(entries) : .transposed(.vector(entries))
        case .whole(let vector):
          // The letter is a column or a row as the notation has it.
          return isColumn != isRowNotation ? vector : .transposed(vector)
        }
      }
      var values: [[MathExpression]] = []
      for row in rows {
        var entries: [MathExpression] = []
        for cell in row { entries.append(try inner(cell, within: item.source)) }
        values.append(entries)
      }
      guard let first = values.first else { throw .empty(item.source) }
      guard values.allSatisfy({ $0.count == first.count }) else {
        throw .unexpected("( )", item.source)
      }
      return .matrix(values)
    }
  }

  /// Reads a line of cases: a value, and the condition behind a word, a comma or in the next cell.
  private func `case`(
    _ row: [Formula], _ range: SourceRange?
  ) throws(NotationError) -> MathExpression.Case {
    var items = row.flatMap(\.items)
    var condition: [Formula.Item] = row.count > 1 ? row[1...].flatMap(\.items) : []
    if row.count == 1 {
      if let place = items.firstIndex(where: { Self.isText($0) || Self.isComma($0) }) {
        condition = Array(items[place...])
        items = Array(items[..<place])
      }
    } else {
      items = row[0].items
    }
    if items.last.map(Self.isComma) ?? false { items.removeLast() }
    let value = try inner(Formula(items), within: range)
    condition = condition.filter { !Self.isText($0) && !Self.isComma($0) }
    guard !condition.isEmpty else { return .init(value, if: nil) }
    return .init(value, if: try comparison(Formula(condition), range))
  }

  private static func isText(_ item: Formula.Item) -> Bool {
    if case .text = item.kind { return true }
    return false
  }
}

extension Formula {
  /// The parts between items at some places.
  fileprivate func divided(at places: [Int]) -> [Formula] {
    var parts: [Formula] = []
    var start = items.startIndex
    for place in places {
      parts.append(Formula(Array(items[start..<place])))
      start = place + 1
    }
    return parts + [Formula(Array(items[start...]))]
  }
}
