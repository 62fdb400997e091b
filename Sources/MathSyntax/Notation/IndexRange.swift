/// What runs over some numbers: the l of l = L − 1, …, 1 and the t of t = 0, 1, …, T.
///
/// Within it a letter is an index, though it may have another meaning elsewhere: with mucha L is the last
/// layer here and the loss in a formula.
struct IndexRange {
  private let isLayer: Bool

  /// Finds out whether the left side of a statement is a letter that is nothing but an index.
  ///
  /// - Parameter hasDots: whether dots stand in the formula, so that other letters count as well.
  init?(_ side: ArraySlice<Formula.Item>, _ quantities: QuantityReader, hasDots: Bool) {
    guard side.count == 1, case .identifier(let name, _)? = side.first?.kind,
      quantities.table[name].kinds.isEmpty || name == quantities.notation.indexLetters.layer
    else { return nil }
    isLayer = [quantities.notation.indexLetters.layer, "l", "ℓ"].contains(name)
    guard isLayer || hasDots else { return nil }
  }

  /// Returns the index that a part is; nil for other letters, which stay.
  func index(_ part: ArraySlice<Formula.Item>, _ quantities: QuantityReader) -> Index? {
    guard case .identifier(let name, _)? = part.first?.kind else { return nil }
    let letters = quantities.notation.indexLetters
    let layers = [letters.layer, letters.lastLayer, "l", "ℓ"]
    let units = [letters.unit, letters.otherUnit, letters.thirdUnit, letters.sample]
    guard isLayer && layers.contains(name) || !isLayer && units.contains(name) else { return nil }
    var rest = part
    let index = quantities.indices.index(&rest, isLayer: isLayer)
    return rest.isEmpty ? index : nil
  }
}
