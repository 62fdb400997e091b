/// Finds the layers of a statement that leaves all of them out: δ_j = Σ_k w_kj δ_k.
///
/// Each weight puts its two units into neighbouring layers, so that one layer tells the others: that of
/// an input or of a target where there is one, else the first free unit is of layer l. A statement
/// that names a layer anywhere, whose units hang together in no such way, or in two, is refused.
struct LeftOutLayers {
  /// What a sum runs over until the layers are found.
  static let open = Index.variable(IndexVariable("?"))

  /// Returns the expressions with their layers; nil where they do not tell them.
  static func completed(_ expressions: [MathExpression]) -> [MathExpression]? {
    var search = LeftOutLayers()
    for expression in expressions { search.visit(expression) }
    guard search.isPossible,
      let first = expressions.lazy.flatMap(IndexDomain.freeUnits).first ?? search.order.first
    else { return nil }
    search.place(from: first)
    guard search.isPossible, search.heights.count == search.order.count,
      let anchor = search.anchor
    else { return nil }
    let layers = search.heights.mapValues { anchor + $0 }
    return expressions.map { filled($0, layers) }
  }

  /// Units in the order in which they stand.
  private var order: [IndexVariable] = []
  /// Pairs of units with a weight between them.
  private var weights: [(to: IndexVariable, from: IndexVariable)] = []
  /// Units of layers that their letters tell: inputs and targets.
  private var pinned: [IndexVariable: Index] = [:]
  /// How many layers behind the first unit the others are.
  private var heights: [IndexVariable: Int] = [:]
  private var isPossible = true

  /// The layer of the unit at height 0; nil where two units tell different ones.
  private var anchor: Index? {
    let told = Set(pinned.map { variable, layer in layer - (heights[variable] ?? 0) })
    guard let one = told.first else { return .variable(.layer) }
    return told.count == 1 ? one : nil
  }

  private mutating func visit(_ expression: MathExpression) {
    if case .quantity(let quantity) = expression {
      visit(quantity)
      return
    }
    var search = self
    _ = expression.containsPart { part in
      search.visit(part)
      return !search.isPossible
    }
    self = search
  }

  private mutating func visit(_ quantity: Quantity) {
    let isLayered = Notation.isLayered(quantity.kind)
    if quantity.layer != nil || quantity.kind == .width || isLayered && quantity.unit == nil {
      isPossible = false
      return
    }
    guard let unit = note(quantity.unit) else { return }
    switch quantity.kind {
    case .input: pinned[unit] = 0
    case .target: pinned[unit] = .last
    default: break
    }
    if let from = note(quantity.from) { weights.append((unit, from)) }
  }

  private mutating func note(_ index: Index?) -> IndexVariable? {
    guard let index else { return nil }
    guard case .variable(let variable) = index.base, index.offset == 0 else {
      isPossible = false
      return nil
    }
    if !order.contains(variable) { order.append(variable) }
    return variable
  }

  /// Follows the weights from one unit to the layers of all others.
  private mutating func place(from first: IndexVariable) {
    heights[first] = 0
    var hasGrown = true
    while hasGrown {
      hasGrown = false
      for (to, from) in weights {
        switch (heights[to], heights[from]) {
        case (let upper?, let lower?):
          if upper != lower + 1 {
            isPossible = false
            return
          }
        case (let upper?, nil):
          heights[from] = upper - 1
          hasGrown = true
        case (nil, let lower?):
          heights[to] = lower + 1
          hasGrown = true
        case (nil, nil): break
        }
      }
    }
  }

  private static func filled(
    _ expression: MathExpression, _ layers: [IndexVariable: Index]
  ) -> MathExpression {
    func layer(of index: Index?) -> Index? {
      guard case .variable(let variable)? = index?.base else { return nil }
      return layers[variable]
    }
    switch expression {
    case .quantity(var quantity):
      if Notation.isLayered(quantity.kind) {
        quantity.layer = layer(of: quantity.unit)
      }
      return .quantity(quantity)
    case .apply(.activation(nil, let order), let argument):
      let argument = filled(argument, layers)
      return .apply(
        .activation(layer: ExpressionParser.layer(of: argument), order: order), argument)
    case .summation(let sum) where sum.domain == .units(layer: open):
      let layer = layers[sum.variable] ?? open
      return .summation(.init(sum.variable, over: .units(layer: layer), filled(sum.body, layers)))
    default: return expression.mapParts { filled($0, layers) }
    }
  }
}
