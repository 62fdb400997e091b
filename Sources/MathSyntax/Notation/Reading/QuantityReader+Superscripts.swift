extension QuantityReader {
  /// What stands above a letter, taken apart.
  struct Above {
    var isUpdated = false
    var isTransposed = false
    var rest = Formula()
    var sample: Index?

    /// Whether the rest is a number without parentheses, which may be a power.
    var number: String? {
      if rest.items.count == 1, case .number(let digits) = rest.items[0].kind { return digits }
      return nil
    }
  }

  func above(_ sup: Formula) throws(NotationError) -> Above {
    var result = Above()
    var items = sup.items[...]
    while let first = items.first, first.isSymbol(.prime) {
      if result.isUpdated { throw .unexpected("′", first.source) }
      result.isUpdated = true
      items.removeFirst()
    }
    if items.isEmpty { return result }
    if indices.isOldMark(items) { return result }
    if indices.isUpdateMark(items) {
      result.isUpdated = true
      return result
    }
    if items.count > 1, let last = items.last, last.isSymbol(.plus) {
      // w^{2+} is the new value of w².
      result.isUpdated = true
      items.removeLast()
    }
    if let last = items.last, isTransposition(last) {
      result.isTransposed = true
      items.removeLast()
    }
    if let comma = items.firstIndex(where: { $0.isSymbol(.comma) }) {
      // The layer and the sample, or the sample, told by its letter, and the layer.
      var rest = items[(comma + 1)...]
      if isSample(items[..<comma]), indices.layer(Formula(Array(rest))) != nil {
        result.sample = .variable(.sample)
        items = rest
      } else {
        if let sample = indices.index(&rest, isLayer: false), rest.isEmpty {
          result.sample = sample
        }
        items = items[..<comma]
      }
    }
    result.rest = items.count == sup.items.count ? sup : Formula(Array(items))
    return result
  }

  /// Whether there is nothing but the letter that samples have.
  func isSample(_ items: ArraySlice<Formula.Item>) -> Bool {
    guard items.count == 1, let first = items.first, case .identifier(let name, _) = first.kind
    else { return false }
    return name.isSpelled(notation.indexLetters.sample)
  }

  private func isTransposition(_ item: Formula.Item) -> Bool {
    switch item.kind {
    case .symbol(.transpose): true
    case .identifier(let name, _): name.isSpelled("T")
    default: false
    }
  }
}
