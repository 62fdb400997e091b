/// Tells b_2 of unit 2 from b_2 of layer 2 where each layer has one bias for all its units.
///
/// Until the whole statement is known, such a bias has a unit and no layer.
enum LayerBiases {
  /// Whether a bias with one number can be that of a unit or that of a layer.
  static func areIn(_ context: NotationContext) -> Bool {
    context.hasBiasPerLayer && !context.sharesBiases && context.widths != nil
  }

  /// Returns the sides of one statement with a layer for each bias: that of the weights and weighted
  /// inputs beside it, z_3 = w_5 a_1 + w_6 a_2 + b_2.
  ///
  /// - Throws: `ambiguousIndices` where such a bias stands alone.
  static func resolved(
    _ sides: [MathExpression], _ context: NotationContext, of parts: [[Formula.Item]]
  ) throws(NotationError) -> [MathExpression] {
    if context.sharesBiases { return sides.map { ofReceivers($0, context) } }
    guard areIn(context), sides.contains(where: hasOpen) else { return sides }
    if let number = sides.lazy.compactMap(openNumber).first,
      isAmbiguous(number, context)
    {
      throw .ambiguousIndices(
        digits: "\(number)", readings: ["the bias of unit \(number)", "that of layer \(number)"],
        SourceRange.covering(parts.joined()))
    }
    var receiver: Receiver?
    for side in sides {
      guard case .quantity(let quantity) = side, quantity.kind == .weightedInput else { continue }
      receiver = Receiver(quantity, context)
    }
    return sides.map { closed($0, receiver, context) }
  }

  /// Returns an expression with the one bias of a layer as that of the unit whose weights stand beside
  /// it, where layers are counted: w_3 x_1 + w_4 x_2 + b_1.
  private static func ofReceivers(
    _ expression: MathExpression, _ context: NotationContext
  ) -> MathExpression {
    guard case .sum(let terms) = expression else {
      return expression.mapParts { ofReceivers($0, context) }
    }
    guard let receiver = receiver(of: terms, context), receiver.unit != nil else {
      return expression
    }
    func completed(_ part: MathExpression) -> MathExpression {
      guard case .quantity(var quantity) = part else { return part.mapParts(completed) }
      guard quantity.kind == .bias, quantity.unit == nil,
        context.layerNumber(quantity.layer) == receiver.layer
      else { return part }
      quantity.unit = receiver.unit
      return .quantity(quantity)
    }
    return expression.mapParts(completed)
  }

  /// The unit whose weights stand in a sum; nil for none or several.
  private static func receiver(
    of terms: [MathExpression.Term], _ context: NotationContext
  ) -> Receiver? {
    let found = Set(
      terms.lazy.compactMap { weight(in: $0.expression) }
        .compactMap { Receiver($0, context) })
    return found.count == 1 ? found.first : nil
  }

  /// A unit that a sum of weighted inputs belongs to.
  private struct Receiver: Hashable {
    var layer: Int
    var unit: Index?

    init?(_ quantity: Quantity, _ context: NotationContext) {
      guard let layer = context.layerNumber(quantity.layer) else { return nil }
      (self.layer, unit) = (layer, quantity.unit)
    }
  }

  private static func hasOpen(_ expression: MathExpression) -> Bool {
    openNumber(expression) != nil || expression.containsPart(where: hasOpen)
  }

  /// The number of a bias without a layer.
  private static func openNumber(_ expression: MathExpression) -> Int? {
    guard case .quantity(let quantity) = expression, quantity.kind == .bias,
      quantity.layer == nil, !quantity.isUpdated
    else { return nil }
    return quantity.unit?.number
  }

  /// Whether unit and layer of a number are of different layers.
  private static func isAmbiguous(_ number: Int, _ context: NotationContext) -> Bool {
    guard let widths = context.widths, number < widths.count else { return false }
    return context.layerNumber(context.quantity(.bias, straightNumber: number)?.layer) != number
  }

  private static func closed(
    _ expression: MathExpression, _ receiver: Receiver?, _ context: NotationContext
  ) -> MathExpression {
    switch expression {
    case .quantity(let quantity):
      guard quantity.kind == .bias, quantity.layer == nil, let number = quantity.unit?.number else {
        return expression
      }
      return .quantity(bias(quantity, number, receiver, context))
    case .sum(let terms):
      let receiver = Self.receiver(of: terms, context) ?? receiver
      return expression.mapParts { closed($0, receiver, context) }
    case .partial: return expression.mapParts { closed($0, nil, context) }
    default: return expression.mapParts { closed($0, receiver, context) }
    }
  }

  private static func weight(in expression: MathExpression) -> Quantity? {
    if case .quantity(let quantity) = expression {
      return quantity.kind == .weight ? quantity : nil
    }
    var found: Quantity?
    _ = expression.containsPart { part in
      found = weight(in: part)
      return found != nil
    }
    return found
  }

  private static func bias(
    _ open: Quantity, _ number: Int, _ receiver: Receiver?, _ context: NotationContext
  ) -> Quantity {
    var result = open
    let ofUnit = context.quantity(.bias, straightNumber: number)
    result.layer = ofUnit?.layer
    result.unit = ofUnit?.unit
    guard let receiver, let widths = context.widths, number < widths.count,
      receiver.layer == number, result.unit != receiver.unit || result.layer?.number != number
    else { return result }
    result.layer = .number(number)
    result.unit = receiver.unit ?? 1
    return result
  }
}
