import Derivations
import MathSyntax

/// The part of the calculation that a claim belongs to, by what stands on its left.
struct SubjectPart: Hashable {
  var part: ExplanationOptions.Part
  /// The layer, where one is named.
  var layer: Int?

  /// Returns the part of a left side; nil for what no part is about.
  init?(_ subject: MathExpression) {
    switch subject {
    case .quantity(let quantity):
      guard let part = Self.part(of: quantity) else { return nil }
      self.init(part, quantity.layer)
    case .partial(_, by: let variable):
      guard case .quantity(let quantity) = variable else { return nil }
      switch quantity.kind {
      case .weight, .bias: self.init(.gradient, quantity.layer)
      case .weightedInput: self.init(.delta, quantity.layer)
      case .activation: self.init(.delta, quantity.layer)
      default: return nil
      }
    case .negation(let inner): self.init(inner)
    default: return nil
    }
  }

  private init(_ part: ExplanationOptions.Part, _ layer: Index?) {
    self.part = part
    if let layer, layer.base == .number { self.layer = layer.offset }
  }

  private static func part(of quantity: Quantity) -> ExplanationOptions.Part? {
    if quantity.isUpdated { return .update }
    switch quantity.kind {
    case .weightedInput: return .z
    case .activation: return .a
    case .cost, .regularization: return .cost
    case .error: return .delta
    case .gradient: return .gradient
    case .velocity, .firstMoment, .secondMoment, .largestSecondMoment, .squareAverage,
      .gradientAverage, .momentumBuffer, .squareSum:
      return .update
    default: return nil
    }
  }
}

extension ExplanationOptions.Part {
  /// The way through the network that the part belongs to.
  var passName: String {
    switch self {
    case .given, .figure, .symbols: "given"
    case .z, .a, .cost: "forward"
    case .delta, .gradient: "backward"
    case .update: "update"
    }
  }
}
