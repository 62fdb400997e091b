extension Notation {
  /// The ways in which files of a lecture are written; one file speaks one of them.
  ///
  /// DASC 7606 writes single units with the layer above, or row vectors with the layer below.
  public var dialects: [Notation] {
    self == .dasc7606 ? [.dasc7606, .dasc7606Rows] : [self]
  }

  /// The notation with the layer below the letter, as in chains of single units: z_2 = w_2 a_1 + b_2; nil
  /// where that is how it is written, or layers are not counted.
  public var layersBelow: Notation? {
    guard numbering == .byLayer, layerPlacement != .subscript else { return nil }
    return changed { $0.layerPlacement = .subscript }
  }
}
