import BackpropEngine

/// A part of a worksheet: what is asked together, under one heading.
struct WorksheetPart {
  var title: String
  var quantities: [TraceQuantity]

  /// Returns the parts of a worksheet, in order.
  static func all(of problem: Problem) -> [WorksheetPart] {
    var parts: [WorksheetPart] = []
    for quantity in problem.askedQuantities {
      let title = title(of: quantity, depth: problem.network.depth)
      if parts.last?.title == title {
        parts[parts.count - 1].quantities.append(quantity)
      } else {
        parts.append(WorksheetPart(title: title, quantities: [quantity]))
      }
    }
    return parts
  }

  /// Returns what a worksheet shows as an example: the first rows of each part.
  static func worked(_ rows: Int, of problem: Problem) -> Set<TraceQuantity> {
    Set(all(of: problem).flatMap { $0.quantities.prefix(rows) })
  }

  /// The rows of a table of the part, one quantity beside another: a page is short of height.
  ///
  /// The second column starts with another layer, or else another kind of quantity, where one starts
  /// not too far from the middle; nil stands beside the last ones of a longer column.
  var rows: [[TraceQuantity?]] {
    let count = quantities.count
    guard count > 1 else { return quantities.map { [$0] } }
    func height(_ split: Int) -> Int { max(split, count - split) }
    func place(where isBreak: ([Int], [Int]) -> Bool) -> Int? {
      let breaks = quantities.indices.dropFirst().filter {
        isBreak(quantities[$0 - 1].group, quantities[$0].group)
          && (4 * height($0) <= 3 * count || count < 4)
      }
      return breaks.min { height($0) < height($1) }
    }
    let split = place { $0[1] != $1[1] } ?? place { $0 != $1 } ?? (count + 1) / 2
    return (0..<height(split)).map { row in
      [
        row < split ? quantities[row] : nil,
        split + row < count ? quantities[split + row] : nil,
      ]
    }
  }

  private static func title(of quantity: TraceQuantity, depth: Int) -> String {
    switch quantity {
    case .weightedInput(let layer, _), .activation(let layer, _):
      "Forward pass, layer \(layer)\(layer == depth ? " (output)" : "")"
    case .cost: "Cost"
    case .error: "Backward pass: errors"
    case .weightGradient, .biasGradient: "Gradient"
    default: "Update"
    }
  }
}

extension TraceQuantity {
  /// What stands together in one column: a layer's weights, a layer's biases, its z, its a, its δ.
  fileprivate var group: [Int] {
    switch self {
    case .weightedInput(let layer, _): [0, layer]
    case .activation(let layer, _): [1, layer]
    case .error(let layer, _): [2, layer]
    case .weightGradient(let layer, _, _): [3, layer]
    case .biasGradient(let layer, _): [4, layer]
    case .updatedWeight(let layer, _, _): [5, layer]
    case .updatedBias(let layer, _): [6, layer]
    default: [7, 0]
    }
  }

  /// A name for a blank, wide enough to write a number into and as wide as the others: digits are.
  var blankName: String {
    switch self {
    case .weightedInput(let layer, let unit): "number 1 \(layer) \(unit) 0"
    case .activation(let layer, let unit): "number 2 \(layer) \(unit) 0"
    case .cost: "number 3 0 0 0"
    case .error(let layer, let unit): "number 4 \(layer) \(unit) 0"
    case .weightGradient(let layer, let unit, let from): "number 5 \(layer) \(unit) \(from)"
    case .biasGradient(let layer, let unit): "number 5 \(layer) \(unit) 0"
    case .updatedWeight(let layer, let unit, let from): "number 6 \(layer) \(unit) \(from)"
    case .updatedBias(let layer, let unit): "number 6 \(layer) \(unit) 0"
    default: "number 0 0 0 0"
    }
  }
}
