extension NotationWriter {
  /// Returns an index as a formula: `3`, `j`, `l+1`.
  public func formula(_ index: Index) -> Formula {
    let letter: Formula.Item
    switch index.base {
    case .number:
      return index.offset < 0
        ? [.symbol(.minus), .number(String(-index.offset))] : [.number(String(index.offset))]
    case .variable(let variable): letter = .letter(variable.name)
    case .last: letter = .letter(notation.indexLetters.lastLayer)
    }
    if index.offset == 0 { return [letter] }
    return [
      letter, .symbol(index.offset < 0 ? .minus : .plus), .number(String(abs(index.offset))),
    ]
  }

  /// Returns a quantity with its indices.
  func item(_ quantity: Quantity) -> Formula.Item {
    // The activations of layer 0 are the inputs, and called so.
    if quantity.kind == .activation, quantity.layer == 0 {
      return item(Quantity(.input, unit: quantity.unit, sample: quantity.sample))
    }
    let letter = notation.letters[quantity.kind]
    if quantity.kind == .width {
      return .script(letter, sub: quantity.layer.map(formula) ?? [])
    }
    if quantity.kind == .cost {
      return .script(letter, sub: quantity.sample.map(formula) ?? [])
    }
    var sup: Formula = quantity.isUpdated ? [.symbol(.prime)] : []
    if let layer = quantity.layer {
      switch notation.layerPlacement {
      case .superscript: sup += formula(layer)
      case .superscriptInParentheses: sup.append(.fenced(formula(layer)))
      }
    }
    return .script(letter, sub: units(of: quantity), sup: sup)
  }

  /// Whether a quantity is written with something above, where a power would stand.
  func hasSuperscript(_ quantity: Quantity) -> Bool {
    quantity.isUpdated
      || quantity.layer != nil && !(quantity.kind == .activation && quantity.layer == 0)
        && quantity.kind != .width
  }

  private func units(of quantity: Quantity) -> Formula {
    let indices: [Index?] =
      switch notation.weightIndexOrder {
      case .toFrom: [quantity.unit, quantity.from]
      case .fromTo: [quantity.from, quantity.unit]
      }
    let present = indices.compactMap { $0 }
    // Digits that belong to different indices are told apart by a comma.
    let needsComma = present.contains { $0.offset >= 10 || $0.base != .number && $0.offset != 0 }
    var result = Formula()
    for (position, index) in present.enumerated() {
      if position > 0, needsComma { result.append(.symbol(.comma)) }
      result += formula(index)
    }
    return result
  }
}
