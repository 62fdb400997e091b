import MathSyntax

/// Gives a layer to quantities that a formula names without one.
///
/// Beside quantities with a layer they belong to that of the left side; else the formula is about a
/// network of one layer.
struct MissingLayers {
  /// Where activations without a layer belong, seen from the layer of the others.
  enum Activations {
    case ofTheLayer
    case ofTheLayerBefore
  }

  private let layer: Index
  /// Whether no layer is named at all.
  let isOfOneLayer: Bool

  /// Whether a claim leaves layers out; nil where it does not.
  init?(_ left: MathExpression, _ right: MathExpression) {
    var lacksOne = false
    var first: Index?
    func visit(_ expression: MathExpression) {
      if case .quantity(let quantity) = expression {
        if Self.isLayered(quantity.kind) {
          if quantity.layer == nil { lacksOne = true } else { first = first ?? quantity.layer }
        }
      }
      _ = expression.containsPart { part in
        visit(part)
        return false
      }
    }
    visit(left)
    visit(right)
    guard lacksOne else { return nil }
    layer = first ?? 1
    isOfOneLayer = first == nil
  }

  private static func isLayered(_ kind: Quantity.Kind) -> Bool {
    switch kind {
    case .weightedInput, .activation, .weight, .bias, .error: true
    default: false
    }
  }

  /// Returns an expression in which every such quantity has a layer.
  func filled(_ expression: MathExpression, _ activations: Activations) -> MathExpression {
    switch expression {
    case .quantity(var quantity):
      guard Self.isLayered(quantity.kind), quantity.layer == nil else { return expression }
      quantity.layer =
        quantity.kind == .activation && activations == .ofTheLayerBefore ? layer - 1 : layer
      return .quantity(quantity)
    case .gradient(let operand, .quantity(let variable)?) where variable.layer == nil:
      // ∇_a C is by the outputs.
      var variable = variable
      if variable.kind == .activation || variable.kind == .weightedInput { variable.layer = .last }
      return .gradient(of: filled(operand, activations), by: .quantity(variable))
    case .apply(.activation(nil, let order), let argument):
      return .apply(.activation(layer: layer, order: order), filled(argument, activations))
    default: return expression.mapParts { filled($0, activations) }
    }
  }
}
