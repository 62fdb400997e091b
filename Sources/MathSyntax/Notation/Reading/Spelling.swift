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

/// A text that is found by its bytes: letters of other alphabets as quickly as those of ASCII.
struct Spelling: Hashable {
  let text: String

  init(_ text: String) { self.text = text }

  static func == (left: Self, right: Self) -> Bool { left.text.isSpelled(right.text) }

  func hash(into hasher: inout Hasher) {
    // Few letters have more than eight bytes; those that share eight are told apart by ==.
    var bytes: UInt64 = 0
    for byte in text.utf8.prefix(8) { bytes = bytes << 8 | UInt64(byte) }
    hasher.combine(bytes)
  }
}
