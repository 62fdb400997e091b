extension ExpressionParser {
  mutating func letter(
    _ base: Formula.Item, _ item: Formula.Item, _ sub: Formula, _ sup: Formula
  ) throws(NotationError) -> MathExpression {
    let key = LetterTable.key(base) ?? Self.name(of: base)
    if sub.isEmpty, sup.isEmpty, key.utf8.count <= 3,
      let connective = MathFunction.Connective(rawValue: key), isCall
    {
      return try logic(connective, item)
    }
    if sub.isEmpty, isCall, let function = reader.quantities.table[key].function {
      return try call(function, sup, item)
    }
    if sub.isEmpty, !sup.isEmpty, key.isSpelled("e"), !isLayer(sup, of: key) {
      return .apply(.exponential, try exponent(sup, item))
    }
    if sub.isEmpty, !sup.isEmpty, key.isSpelled("Σ"), let slopes = try slopeMatrix(sup) {
      return slopes
    }
    if let derivative = try straightDerivative(base, sub, sup, item) { return derivative }
    if let gradient = try gradientByName(key, sub, sup) { return gradient }
    if sub.isEmpty, sup.isEmpty, key.isSpelled("Δ"), next != nil {
      return .change(try operand(of: item))
    }
    if sub.isEmpty, let quantity = try widthByCall(key) { return quantity }
    if sub.isEmpty, sup.isEmpty, let cost = try costOfOutput(key) { return cost }
    let sub = arrowArgument(key, sub) ?? sub
    if key.isSpelled("δ"), sup.isEmpty, let indices = kroneckerIndices(sub) {
      return .indicator(Comparison(.index(indices.0), .equal, .index(indices.1)))
    }
    if let answer = answerOfPerceptron(key, sub, sup) { return answer }
    try refuseBracketIndex(key)
    let reading = try reader.quantities.read(
      base, sub: sub, sup: sup, habits: reader.readsHabits, range: item.source)
    guard let reading else {
      if sub.isEmpty, reader.context.names.contains(key) || isUnknownName(base, sup) {
        return sup.isEmpty ? .name(key) : try raised(.name(key), sup, item)
      }
      if key.isSpelled("e"), reader.takesUnknownLettersAsNames, sub.items.count == 1,
        case .number(let unit) = sub.items[0].kind
      {
        // e is Euler's number; e_1 is not, and each text says what it is.
        let name = MathExpression.name("e_" + unit)
        return sup.isEmpty ? name : try raised(name, sup, item)
      }
      if reader.quantities.table[key].function != nil {
        throw .functionWithoutArgument(key, item.source)
      }
      if key.isSpelled("d") { throw .loneDifferential(item.source) }
      throw .unknownLetter(key, item.source)
    }
    if reading.isOne { return 1 }
    var quantity = reading.quantity
    if isAboutOutput, quantity.layer == nil, quantity.unit != nil,
      quantity.kind == .weightedInput || quantity.kind == .error
    {
      quantity.layer = .last
    }
    if let weights = weightsOfUnit(quantity, base, isTransposed: reading.isTransposed) {
      return weights
    }
    skipArguments(of: &quantity, isRaised: reading.power != nil || reading.isTransposed)
    var expression = MathExpression.quantity(quantity)
    if let power = reading.power { expression = .power(expression, try exponent(power, item)) }
    if let power = pendingPower {
      pendingPower = nil
      return try raised(expression, power, item)
    }
    return reading.isTransposed ? .transposed(expression) : expression
  }

  /// The column of the weights into one unit where matrices have a capital: w in z = 𝐰ᵀ𝐚, and w_j in
  /// z_j = w_jᵀ a; nil for other weights.
  private func weightsOfUnit(
    _ quantity: Quantity, _ base: Formula.Item, isTransposed: Bool
  ) -> MathExpression? {
    let notation = reader.notation
    guard reader.readsHabits, quantity.kind == .weight, quantity.unit == nil, !quantity.isUpdated,
      case .identifier("w", let style) = base.kind, LetterTable.key(notation.weightMatrix) == "W",
      notation.matrixOrientation == .toByFrom, notation.vectorOrientation == .columns
    else { return nil }
    var row = quantity
    switch quantity.from?.base {
    case .variable? where isTransposed:
      row.unit = quantity.from
      row.from = nil
    case nil where (style == .bold || isTransposed) && quantity.layer == nil: row.unit = 1
    default: return nil
    }
    // A unit's weights stand in a row of the matrix.
    return isTransposed ? .quantity(row) : .transposed(.quantity(row))
  }

  /// Reads Σ'(z), the square matrix with the slopes σ'(z) on its diagonal, as ∂a/∂z; nil where it is
  /// something else.
  private mutating func slopeMatrix(_ sup: Formula) throws(NotationError) -> MathExpression? {
    guard reader.readsHabits, sup.items.count == 1, sup.items[0].isSymbol(.prime), isCall,
      case .fenced(_, let content, _) = next?.kind,
      case .quantity(let input) = try inner(content, within: next?.source),
      input.kind == .weightedInput, input.unit == nil
    else { return nil }
    position += 1
    var output = input
    output.kind = .activation
    return .partial(.quantity(output), by: .quantity(input))
  }

  /// g_1, the answer of a perceptron that the text has introduced, where lectures of logic values −1 and
  /// +1 call it so.
  private func answerOfPerceptron(_ key: String, _ sub: Formula, _ sup: Formula) -> MathExpression?
  {
    guard key.isSpelled("g"), reader.takesUnknownLettersAsNames,
      reader.notation.logicValues == .minusOneAndOne, sup.isEmpty, sub.items.count == 1,
      case .number(let number) = sub.items[0].kind
    else { return nil }
    return .name("g_" + number)
  }

  /// Reads the arguments of AND, OR, NOT or XOR.
  mutating func logic(
    _ connective: MathFunction.Connective, _ item: Formula.Item
  ) throws(NotationError) -> MathExpression {
    guard let (content, above, fence) = takeArgument(), above.isEmpty else {
      throw .functionWithoutArgument(connective.rawValue, item.source)
    }
    let arguments = try list(content, within: fence.source)
    guard connective != .not || arguments.count == 1 else {
      throw .unexpected(",", fence.source)
    }
    return .apply(.logic(connective), .vector(arguments))
  }

  /// The indices of Kronecker's δ_ij, which is 1 where they are equal; nil below an error.
  private func kroneckerIndices(_ sub: Formula) -> (Index, Index)? {
    var items = sub.items.filter { !Self.isComma($0) }[...]
    guard items.count == 2, reader.readsHabits,
      let first = reader.quantities.indices.index(&items, isLayer: false),
      let second = reader.quantities.indices.index(&items, isLayer: false), items.isEmpty,
      case .variable(let left) = first.base, case .variable(let right) = second.base,
      left != .sample, right != .sample
    else { return nil }
    return (first, second)
  }

  /// Whether a letter such as e is the notation's own for the values of a layer, and what stands above
  /// it is a layer.
  private func isLayer(_ sup: Formula, of key: String) -> Bool {
    let quantities = reader.quantities
    guard quantities.table[key].kinds.contains(where: Notation.isLayered) else {
      return false
    }
    let items = sup.items.filter { !Self.isTransposition([$0]) && !$0.isSymbol(.prime) }
    switch quantities.indices.layer(Formula(items))?.base {
    case .number, .last, .variable(.layer): return true
    case .variable, nil: return false
    }
  }

  /// dw5 and grad w5 are the derivative of the cost by a parameter.
  private mutating func gradientByName(
    _ key: String, _ sub: Formula, _ sup: Formula
  ) throws(NotationError) -> MathExpression? {
    guard sub.isEmpty, sup.isEmpty, key.isSpelled("d") || key.isSpelled("grad"),
      let parameter = next
    else { return nil }
    let letter: Formula.Item
    if case .script(let base, _, _) = parameter.kind { letter = base } else { letter = parameter }
    guard let name = LetterTable.key(letter) else { return nil }
    let entry = reader.quantities.table[name]
    let kinds = entry.kinds + entry.habits
    guard kinds == [.weight] || kinds == [.bias] else { return nil }
    return partial(.quantity(.cost()), by: try factor())
  }

  /// w(h1 → o1) names a weight by its ends.
  private mutating func arrowArgument(_ key: String, _ sub: Formula) -> Formula? {
    guard sub.isEmpty, case .fenced(.parenthesis, let content, .parenthesis) = next?.kind,
      content.items.contains(where: { $0.isSymbol(.to) })
    else { return nil }
    position += 1
    // In plain text h1 is a letter with an index.
    return Formula(
      content.items.flatMap { item in
        if case .script(let base, let sub, let sup) = item.kind, sup.isEmpty {
          return [base] + sub.items
        }
        return [item]
      })
  }

  /// z[1] can be entry 1, layer 1, or a product.
  private func refuseBracketIndex(_ key: String) throws(NotationError) {
    guard case .fenced(.bracket, let content, .bracket) = next?.kind, content.items.count == 1,
      case .number(let digits) = content.items[0].kind
    else { return }
    throw .ambiguousIndices(
      digits: digits, readings: ["an index, \(key)_\(digits)", "a factor \(digits)"], next?.source)
  }

  /// Whether a letter of the network's output stands somewhere.
  static func isAboutOutput(
    _ items: some Collection<Formula.Item>, _ table: LetterTable
  ) -> Bool {
    items.contains { item in
      switch item.kind {
      case .identifier, .accent: LetterTable.key(item).map { table[$0].isOutput } ?? false
      case .script(let base, _, _): isAboutOutput(CollectionOfOne(base), table)
      case .fraction(let above, let below):
        isAboutOutput(above.items, table) || isAboutOutput(below.items, table)
      case .fenced(_, let content, _), .root(let content): isAboutOutput(content.items, table)
      default: false
      }
    }
  }

  /// Whether a letter may be a name: one that has no meaning, and nothing above but a number.
  private func isUnknownName(_ base: Formula.Item, _ sup: Formula) -> Bool {
    guard reader.takesUnknownLettersAsNames, case .identifier(let name, _) = base.kind,
      !name.isSpelled("d"), reader.quantities.table[name].function == nil
    else { return false }
    return sup.isEmpty || sup.items.count == 1
  }

  /// Whether an argument in parentheses follows, itself perhaps with a power: f(z)².
  var isCall: Bool {
    switch next?.kind {
    case .fenced(let opening, _, _): opening == .parenthesis || opening == .bracket
    case .script(let base, let sub, _) where sub.isEmpty:
      if case .fenced(let opening, _, _) = base.kind {
        opening == .parenthesis || opening == .bracket
      } else {
        false
      }
    default: false
    }
  }

  /// Takes the argument of a function, and what stands above its parentheses.
  mutating func takeArgument() -> (content: Formula, above: Formula, item: Formula.Item)? {
    guard let item = next else { return nil }
    var fence = item
    var above = Formula()
    if case .script(let base, _, let sup) = item.kind { (fence, above) = (base, sup) }
    guard case .fenced(_, let content, _) = fence.kind else { return nil }
    position += 1
    return (content, above, item)
  }

  /// n(l) is the width of layer l.
  private mutating func widthByCall(_ key: String) throws(NotationError) -> MathExpression? {
    guard key.isSpelled("n") || key.isSpelled("d"),
      case .fenced(.parenthesis, let content, _) = next?.kind,
      let layer = reader.quantities.indices.layer(content)
    else { return nil }
    switch layer.base {
    case .last, .variable(.layer):
      position += 1
      return .quantity(Quantity(.width, layer: layer))
    default: return nil
    }
  }

  /// e(h, y) and err(NNet(x_n), y_n) are the cost of a sample; nil where something else follows.
  private mutating func costOfOutput(_ key: String) throws(NotationError) -> MathExpression? {
    guard key.isSpelled("e") || key.isSpelled("err"), let fence = next,
      case .fenced(.parenthesis, let content, .parenthesis) = fence.kind
    else { return nil }
    let cells = Self.cells(content)
    guard cells.count == 2,
      case .quantity(let output) = try inner(cells[0], within: fence.source),
      output.kind == .activation, output.layer == .last,
      case .quantity(let target) = try inner(cells[1], within: fence.source),
      target.kind == .target
    else { return nil }
    position += 1
    // An index below both is that of a sample: the units are summed over within.
    return .quantity(.cost(sample: target.sample ?? output.sample ?? target.unit))
  }

  /// C(w), J(W, b), h(x), y(x): what a cost or an output depends on is left aside; h(x_n) is that of
  /// sample n, and w(t+1) the value after the update.
  private mutating func skipArguments(of quantity: inout Quantity, isRaised: Bool) {
    var content = Formula()
    switch next?.kind {
    case .fenced(.parenthesis, let inner, .parenthesis): content = inner
    case .script(let base, let sub, _) where sub.isEmpty:
      // (h(x))² and h(x)² are the same; the power stays for whoever raises.
      guard case .fenced(.parenthesis, let inner, .parenthesis) = base.kind, !isRaised else {
        return
      }
      content = inner
    default: return
    }
    switch quantity.kind {
    case .cost:
      let names: Set<String> = ["w", "W", "b", "θ", "Θ"]
      guard isListOfNames(content, names) else { return }
    case .activation where quantity.layer == .last, .target where quantity.unit == nil:
      guard let sample = sampleArgument(content) else { return }
      if let index = sample.index { quantity.sample = index }
    case .weight, .bias, .velocity, .momentumBuffer, .firstMoment, .secondMoment:
      guard let shift = timeArgument(content) else { return }
      if shift == 1 { quantity.isUpdated = true }
    default: return
    }
    guard case .script(_, _, let sup) = next?.kind else {
      position += 1
      return
    }
    pendingPower = sup
    position += 1
  }

  /// Returns the sample of x, x_n or x^{(n)}; nil where the argument is something else.
  private func sampleArgument(_ content: Formula) -> (index: Index?, isInput: Bool)? {
    guard content.items.count == 1 else { return nil }
    var base = content.items[0]
    var index: Index?
    if case .script(let letter, let sub, let sup) = base.kind {
      guard sub.isEmpty != sup.isEmpty else { return nil }
      var items = (sub.isEmpty ? sup : sub).items[...]
      if items.count == 1, case .fenced(_, let inner, _) = items[items.startIndex].kind {
        items = inner.items[...]
      }
      index = reader.quantities.indices.index(&items, isLayer: false)
      guard index != nil, items.isEmpty else { return nil }
      base = letter
    }
    guard case .identifier("x", _) = base.kind else { return nil }
    // Where x is a sample's letter, y(x) is the target of sample x.
    if index == nil, reader.notation.indexLetters.sample == "x" { index = .variable(.sample) }
    return (index, true)
  }

  /// Returns what t, t+1 or t−1 adds to the time; nil where the argument is something else.
  private func timeArgument(_ content: Formula) -> Int? {
    guard let first = content.items.first, case .identifier("t", _) = first.kind,
      LetterTable.key(reader.notation.letters[.target]) != "t"
    else { return nil }
    var items = content.items[...]
    guard let index = reader.quantities.indices.index(&items, isLayer: false), items.isEmpty,
      (0...1).contains(index.offset)
    else { return nil }
    return index.offset
  }

  private func isListOfNames(_ formula: Formula, _ names: Set<String>) -> Bool {
    !formula.isEmpty
      && formula.items.allSatisfy { item in
        if Self.isComma(item) { return true }
        switch item.kind {
        case .identifier(let name, _): return names.contains(name)
        case .script(let base, _, _): return isListOfNames([base], names)
        default: return false
        }
      }
  }
}
