extension String {
  /// Whether both are the same text of the same length.
  ///
  /// Beside a Greek letter == looks for other spellings of the same characters, which takes long; that
  /// two texts differ in length is seen at once.
  func isSpelled(_ other: String) -> Bool { utf8.count == other.utf8.count && self == other }
}

extension Formula.Item {
  /// Whether the part is a sign.
  func isSymbol(_ wanted: MathSymbol) -> Bool {
    if case .symbol(let symbol) = kind { return symbol == wanted }
    return false
  }
}
