/// A symbol that a lecture does not write, with what it lacks.
public struct BorrowedSymbol: Hashable, Sendable {
  /// The symbol; where single units are lacking, the kind of its quantity tells it.
  public var quantity: Quantity
  /// What the lecture does not have.
  public var feature: Notation.Feature
}

extension Notation {
  /// Returns why a symbol has to be borrowed from Nielsen; nil where the lecture has it.
  public func lack(of quantity: Quantity) -> Feature? {
    guard !lacks.isEmpty else { return nil }
    switch quantity.kind {
    case .bias where lacks.contains(.bias): return .bias
    case .error where lacks.contains(.error): return .error
    case .target where lacks.contains(.target): return .target
    case .learningRate where lacks.contains(.learningRate): return .learningRate
    default: break
    }
    if lacks.contains(.layers), let layer = quantity.layer, layer.base == .variable(.layer) {
      return .layers
    }
    guard Self.isLayered(quantity.kind) || quantity.kind == .input else { return nil }
    if quantity.unit != nil { return lacks.contains(.units) ? .units : nil }
    return lacks.contains(.vectors) ? .vectors : nil
  }

  /// Returns what a table of symbols says of one that is borrowed, or nothing.
  public func borrowingNote(of quantity: Quantity) -> String {
    switch lack(of: quantity) {
    case nil: ""
    case .units: " (its index is borrowed from Nielsen)"
    case .layers: " (the letter of its layer is borrowed from Nielsen)"
    case .bias, .error, .target, .learningRate, .vectors: " (borrowed from Nielsen)"
    }
  }

  /// Returns the symbols of an expression that have to be borrowed, each once, as they are met.
  ///
  /// - Complexity: O(n) in the parts, times the number of symbols found.
  public func borrowed(in expression: MathExpression) -> [BorrowedSymbol] {
    guard !lacks.isEmpty else { return [] }
    var found: [BorrowedSymbol] = []
    collect(expression, &found)
    return found
  }

  private func collect(_ expression: MathExpression, _ found: inout [BorrowedSymbol]) {
    if case .quantity(let quantity) = expression {
      if let feature = lack(of: quantity) {
        let symbol = BorrowedSymbol(quantity: quantity, feature: feature)
        if !found.contains(symbol) { found.append(symbol) }
      }
      return
    }
    var inner = found
    _ = expression.containsPart { part in
      collect(part, &inner)
      return false
    }
    found = inner
  }
}
