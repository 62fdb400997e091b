extension Mistake {
  /// Creates a mistake of the catalogue.
  public init(_ kind: MistakeKind) {
    self.init(id: kind.rawValue, sentence: kind.sentence, edits: kind.edits)
  }

  /// Creates two mistakes at once: the second is a wrong sign, a factor of 2 or 1/2, or biases that were
  /// kept.
  init(_ kind: MistakeKind, with second: MistakeKind) {
    self.init(
      id: "\(kind.rawValue)+\(second.rawValue)", sentence: "\(kind.sentence) \(second.sentence)",
      edits: kind.edits + second.edits)
  }
}
