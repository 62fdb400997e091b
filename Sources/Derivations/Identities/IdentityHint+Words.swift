import ExactArithmetic
public import MathSyntax

extension IdentityHint {
  /// What to look at, in a sentence with the formulas of the notation.
  ///
  /// - Parameter text: how a formula is set within the sentence.
  public func sentence(in notation: Notation, _ text: (Formula) -> String) -> String {
    let writer = NotationWriter(notation)
    let whole = text(writer.formula(corrected))
    return "\(reason(writer, text)): it would be right with \(whole)"
  }

  private func reason(_ writer: NotationWriter, _ text: (Formula) -> String) -> String {
    func words(_ expression: MathExpression) -> String { text(writer.formula(expression)) }
    return switch mistake {
    case .missingDerivative: "a derivative of the activation function is missing"
    case .extraDerivative: "the activation function itself belongs here, not its derivative"
    case .transposed: "nothing is to be transposed here"
    case .notTransposed: "a transposition is missing"
    case .sign: "a sign is wrong"
    case .factor(let factor): "a factor of \(words(.exact(factor))) is missing"
    case .index: "an index is wrong"
    case .swappedIndices: "two indices are exchanged"
    case .layer(let shift): "a layer is off by one: it should be \(shift > 0 ? "later" : "earlier")"
    case .missingSum: "a sum over all units is missing"
    case .missingFactor(let factor): "the factor \(words(factor)) is missing"
    case .extraFactor(let factor): "the factor \(words(factor)) is too much"
    case .order: "two factors are exchanged"
    case .productRule: "the product rule gives another term"
    case .diagonalJacobian:
      "the Jacobian of softmax has entries beside its diagonal"
    case .ownWeights: "the weights of another layer belong here"
    case .wrongQuantity(let quantity): "\(words(quantity)) does not belong here"
    case .missingTerm(let term): "the term \(words(term)) is missing"
    case .extraTerm(let term): "the term \(words(term)) is too much"
    case .derivativeOfActivation:
      "the derivative is taken at the pre-activation, not at the activation"
    }
  }
}
