extension NotationWriter {
  /// Returns an index as a formula: `3`, `j`, `l+1`.
  public func formula(_ index: Index) -> Formula {
    let letter: Formula.Item
    switch index.base {
    case .number:
      return index.offset < 0
        ? [.symbol(.minus), .number(String(-index.offset))] : [.number(String(index.offset))]
    case .variable(let variable): letter = item(variable)
    case .last: letter = .letter(notation.indexLetters.lastLayer)
    }
    if index.offset == 0 { return [letter] }
    return [
      letter, .symbol(index.offset < 0 ? .minus : .plus), .number(String(abs(index.offset))),
    ]
  }

  /// Returns the letter of an index; k' is a k with a prime.
  func item(_ variable: IndexVariable) -> Formula.Item {
    let name = notation.indexLetters.letter(of: variable)
    guard name.utf8.last == UInt8(ascii: "'") else { return .letter(name) }
    let letter = name.prefix { $0 != "'" }
    let primes = name.utf8.count - letter.utf8.count
    return .script(
      .letter(String(letter)), sup: Formula(Array(repeating: .symbol(.prime), count: primes)))
  }

  /// Returns a quantity with its indices.
  func item(_ quantity: Quantity) -> Formula.Item {
    // The activations of layer 0 are the inputs, and called so.
    let isInputLayer = quantity.kind == .activation && quantity.layer == 0
    if isInputLayer, !writesInputLayer || notation.numbering == .straightThrough {
      return item(Quantity(.input, unit: quantity.unit, sample: quantity.sample))
    }
    if quantity.kind == .error, notation.errorStyle == .derivative {
      var argument = quantity
      argument.kind = .weightedInput
      return .fraction(
        [.symbol(.partial), item(.cost(sample: quantity.sample))],
        [.symbol(.partial), item(argument)])
    }
    if quantity.kind == .input, notation.layerPlacement == .subscript, quantity.unit != nil {
      // x_1 alone would be layer 1.
      var activation = quantity
      activation.kind = .activation
      activation.layer = 0
      return scripted(notation.letters[.activation], activation)
    }
    if let item = straightThroughItem(quantity) { return item }
    let letter = notation.letters[quantity.kind]
    switch quantity.kind {
    case .width:
      let layer = quantity.layer.map(formula) ?? []
      return notation.raisesLayerOfWidth && !layer.isEmpty
        ? .script(letter, sup: [.fenced(layer)]) : .script(letter, sub: layer)
    case .cost: return costItem(quantity)
    case .bias where notation.biasStyle == .weightFromZero && quantity.unit != nil:
      var weight = quantity
      weight.kind = .weight
      weight.from = 0
      return scripted(notation.letters[.weight], weight)
    case .weight where quantity.unit == nil && quantity.from == nil && !writesSingleUnits:
      return scripted(notation.weightMatrix, quantity)
    case .activation where isOutput(quantity):
      guard let output = notation.output else { break }
      var whole = quantity
      whole.layer = nil
      return scripted(output, whole)
    default: break
    }
    return scripted(letter, quantity)
  }

  /// Whether a quantity belongs to the last layer.
  private func isOutput(_ quantity: Quantity) -> Bool {
    guard let layer = quantity.layer else { return false }
    return layer == .last || layer.number != nil && layer.number == context.depth
  }

  private func costItem(_ quantity: Quantity) -> Formula.Item {
    let letter = notation.letters[.cost]
    if let sample = quantity.sample { return .script(letter, sub: formula(sample)) }
    guard let batchCost = notation.batchCost else { return letter }
    return context.isOfOneSample
      ? .script(letter, sub: formula(.variable(.sample))) : batchCost
  }

  private func scripted(_ letter: Formula.Item, _ quantity: Quantity) -> Formula.Item {
    var sup: Formula = quantity.isUpdated ? [.symbol(.prime)] : []
    var sub = units(of: quantity)
    if let sample = quantity.sample, quantity.layer == nil {
      sub = formula(sample) + (sub.isEmpty ? [] : [.symbol(.comma)]) + sub
    }
    if let layer = quantity.layer {
      switch notation.layerPlacement {
      case .subscript where sub.isEmpty: sub = formula(layer)
      case .indexLetters where layer.number != nil && tellsLayer(quantity):
        // A bare number above i, j or k would be a power.
        sup.append(.fenced(formula(layer)))
      case .superscript, .indexLetters: sup += formula(layer)
      case .superscriptInParentheses, .subscript: sup.append(.fenced(formula(layer)))
      }
    }
    if let sample = quantity.sample, quantity.layer != nil {
      sup += [.symbol(.comma)] + formula(sample)
    }
    if case .script(let base, let inner, _) = letter.kind {
      return .script(base, sub: inner + sub, sup: sup)
    }
    return .script(letter, sub: sub, sup: sup)
  }

  /// Whether the letters of the units alone would tell a layer.
  private func tellsLayer(_ quantity: Quantity) -> Bool {
    let units = [quantity.unit, quantity.from].compactMap { $0 }
    return !units.isEmpty
      && units.allSatisfy {
        $0.offset == 0
          && [.variable(.unit), .variable(.otherUnit), .variable(.thirdUnit)].contains($0.base)
      }
  }

  /// Whether a quantity is written with something above, or as a fraction.
  func isRaised(_ quantity: Quantity) -> Bool {
    if case .script(_, _, let sup) = item(quantity).kind { return !sup.isEmpty }
    if case .fraction = item(quantity).kind { return true }
    return false
  }

  /// Whether a quantity is written with something above, or could be read so with a number there.
  func hasSuperscript(_ quantity: Quantity) -> Bool {
    quantity.isUpdated || quantity.kind == .error && notation.errorStyle == .derivative
      || quantity.kind == .width && notation.raisesLayerOfWidth
      || notation.readsLayer(above: notation.shownKind(of: quantity), in: context)
  }

  /// Returns a unit, weight or bias counted through all layers; nil where it has no such number.
  private func straightThroughItem(_ quantity: Quantity) -> Formula.Item? {
    guard notation.numbering == .straightThrough,
      let number = context.straightNumber(of: quantity)
    else { return nil }
    return .script(
      notation.letters[quantity.kind], sub: [.number(String(number))],
      sup: quantity.isUpdated ? [.symbol(.prime)] : [])
  }

  private func units(of quantity: Quantity) -> Formula {
    let isToFrom = notation.weightIndexOrder == .toFrom
    let first = isToFrom ? quantity.unit : quantity.from
    let second = isToFrom ? quantity.from : quantity.unit
    guard let first, let second else { return (first ?? second).map(formula) ?? [] }
    // Digits that belong to different indices are told apart by a comma.
    func isLong(_ index: Index) -> Bool {
      index.offset >= 10 || index.base != .number && index.offset != 0
    }
    var result = formula(first)
    if isLong(first) || isLong(second)
      || quantity.kind.isOfParameter && context.hasUnitsOfTwoDigits
    {
      result.append(.symbol(.comma))
    }
    result += formula(second)
    return result
  }
}

extension Notation.IndexLetters {
  /// Returns the letter that stands for a variable.
  public func letter(of variable: IndexVariable) -> String {
    switch variable {
    case .layer: layer
    case .unit: unit
    case .otherUnit: otherUnit
    case .thirdUnit: thirdUnit
    case .sample: sample
    default: variable.name
    }
  }
}

extension Notation {
  /// Whether quantities of a kind belong to a layer.
  static func isLayered(_ kind: Quantity.Kind) -> Bool {
    switch kind {
    case .weightedInput, .activation, .weight, .bias, .error, .velocity, .firstMoment,
      .secondMoment, .largestSecondMoment, .squareAverage, .gradientAverage, .momentumBuffer,
      .squareSum, .gradient:
      true
    default: false
    }
  }

  /// The kind whose letter a quantity is shown with.
  func shownKind(of quantity: Quantity) -> Quantity.Kind {
    quantity.kind == .activation && quantity.layer == 0 ? .input : quantity.kind
  }

  /// Whether a superscript on the letter of a kind is a layer.
  func readsLayer(above kind: Quantity.Kind, in context: NotationContext) -> Bool {
    if Self.isLayered(kind) { return true }
    return kind == .input && letters[.input] == letters[.activation]
  }
}

extension Quantity.Kind {
  /// Whether it belongs to a weight, then with two units, or to a bias, then with one.
  var isOfParameter: Bool {
    switch self {
    case .velocity, .firstMoment, .secondMoment, .largestSecondMoment, .squareAverage,
      .gradientAverage, .momentumBuffer, .squareSum, .gradient:
      true
    default: false
    }
  }
}

extension NotationContext {
  /// Whether a unit can have a number of two digits.
  var hasUnitsOfTwoDigits: Bool { widths.map { $0.contains { $0 >= 10 } } ?? false }

  /// Returns the number of a unit, weight or bias when they are counted through all layers.
  public func straightNumber(of quantity: Quantity) -> Int? {
    guard let widths, let layer = layerNumber(quantity.layer), let unit = quantity.unit?.number,
      (1..<widths.count).contains(layer), (1...widths[layer]).contains(unit)
    else { return nil }
    switch quantity.kind {
    case .weightedInput, .activation, .error:
      return widths[1..<layer].reduce(unit, +)
    case .bias:
      return sharesBiases ? layer : widths[1..<layer].reduce(unit, +)
    case .weight:
      guard let from = quantity.from?.number, (1...widths[layer - 1]).contains(from) else {
        return nil
      }
      let before = (1..<layer).reduce(0) { $0 + widths[$1] * widths[$1 - 1] }
      return before + (unit - 1) * widths[layer - 1] + from
    default: return nil
    }
  }

  /// Returns the quantity of a kind that has a number when they are counted through all layers.
  public func quantity(_ kind: Quantity.Kind, straightNumber number: Int) -> Quantity? {
    guard let widths, number >= 1 else { return nil }
    var rest = number
    for layer in 1..<max(1, widths.count) {
      let l = Index.number(layer)
      switch kind {
      case .bias where sharesBiases:
        return number < widths.count ? .bias(.number(number), nil) : nil
      case .weightedInput, .activation, .error, .bias:
        if rest <= widths[layer] { return Quantity(kind, layer: l, unit: .number(rest)) }
        rest -= widths[layer]
      case .weight:
        let columns = widths[layer - 1]
        if rest <= widths[layer] * columns, columns > 0 {
          return .weight(
            l, to: .number((rest - 1) / columns + 1), from: .number((rest - 1) % columns + 1))
        }
        rest -= widths[layer] * columns
      default: return nil
      }
    }
    return nil
  }

  /// The number of a layer, where it is one.
  func layerNumber(_ layer: Index?) -> Int? {
    guard let layer else { return nil }
    return layer.instantiated([:], depth: depth).number
  }
}
