/// A mistake that students make, by its stable name.
public struct Mistake: Hashable, Sendable {
  /// The name in the verdict file, such as `FORGOT_FPRIME_OUT`.
  public var id: String
  /// What happened and what to look at, for the student; plain words without formulas.
  public var sentence: String
  /// How many edits lead from the right calculation to this one; simpler mistakes are named first.
  public var edits: Int

  /// Creates a mistake.
  public init(id: String, sentence: String, edits: Int = 1) {
    self.id = id
    self.sentence = sentence
    self.edits = edits
  }
}
