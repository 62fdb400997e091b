extension Notation {
  /// The ways in which files of a lecture are written; one file speaks one of them.
  ///
  /// DASC 7606 writes single units with the layer above, or row vectors with the layer below.
  public var dialects: [Notation] {
    self == .dasc7606 ? [.dasc7606, .dasc7606Rows] : [self]
  }
}
