import BackpropEngine
import ExactArithmetic

/// A forward and a backward pass in doubles straight into the places of a table.
///
/// The engine keeps every number of every sample for whoever asks later. Of the problems that are
/// tried and dropped while a variant is looked for, nobody asks: a pass here takes a twentieth of the
/// time. Functions and costs are the engine's own.
struct NumberPass {
  private var numbers: [Double]
  private let layout: NumberTable.Layout

  /// Computes the table of a problem.
  ///
  /// - Parameter given: the problem's numbers in the order of `Problem.givenNumbers`.
  /// - Returns: nil where a number cannot be computed.
  static func table(of given: [Double], _ layout: NumberTable.Layout) -> NumberTable? {
    var pass = NumberPass(
      numbers: [Double](repeating: .nan, count: layout.count), layout: layout)
    pass.read(given)
    let worked = layout.moment.sample
    for sample in layout.batch where sample != worked {
      guard (try? pass.work(given, sample: sample)) != nil else { return nil }
      pass.addGradients()
    }
    // The worked sample last: its numbers stay.
    guard (try? pass.work(given, sample: worked)) != nil else { return nil }
    if layout.batch.contains(worked) { pass.addGradients() }
    pass.update()
    // What has left the doubles; NaN marks what is not kept.
    return pass.numbers.contains(where: \.isInfinite) ? nil : NumberTable(pass.numbers, layout)
  }

  /// Puts weights and biases into their places, and gradients of 0.
  private mutating func read(_ given: [Double]) {
    var position = 0
    for layer in 1...layout.depth {
      let (rows, columns) = (layout.widths[layer], layout.widths[layer - 1])
      for entry in 0..<rows * columns {
        numbers[layout.weight(0, layer, 1, 1) + entry] = given[position]
        numbers[layout.weight(2, layer, 1, 1) + entry] = 0
        position += 1
      }
      for unit in 1...rows {
        numbers[layout.unit(4, layer, unit)] = given[position]
        numbers[layout.unit(6, layer, unit)] = 0
        position += 1
      }
    }
  }

  private mutating func work(_ given: [Double], sample: Int) throws(ArithmeticFault) {
    let (depth, widths) = (layout.depth, layout.widths)
    let position =
      given.count - (layout.problem.samples.count - sample + 1) * (widths[0] + widths[depth])
    for unit in 1...widths[0] {
      numbers[layout.unit(1, 0, unit)] = given[position + unit - 1]
    }
    for unit in 1...widths[depth] {
      numbers[layout.output(0, unit)] = given[position + widths[0] + unit - 1]
    }
    for layer in 1...depth { try forward(layer) }
    try outputErrors()
    for layer in stride(from: depth - 1, to: 0, by: -1) {
      for unit in 1...widths[layer] {
        var sum = 0.0
        for next in 1...widths[layer + 1] {
          sum +=
            numbers[layout.weight(0, layer + 1, next, unit)]
            * numbers[layout.unit(3, layer + 1, next)]
        }
        numbers[layout.unit(3, layer, unit)] = sum * numbers[layout.unit(2, layer, unit)]
      }
    }
    for layer in 1...depth {
      for unit in 1...widths[layer] {
        let error = numbers[layout.unit(3, layer, unit)]
        numbers[layout.unit(5, layer, unit)] = error
        for from in 1...widths[layer - 1] {
          numbers[layout.weight(1, layer, unit, from)] =
            error * numbers[layout.unit(1, layer - 1, from)]
        }
      }
    }
  }

  private mutating func forward(_ layer: Int) throws(ArithmeticFault) {
    let function = layout.functions[layer - 1]
    let units = 1...layout.widths[layer]
    for unit in units {
      var z = numbers[layout.unit(4, layer, unit)]
      for from in 1...layout.widths[layer - 1] {
        z +=
          numbers[layout.weight(0, layer, unit, from)] * numbers[layout.unit(1, layer - 1, from)]
      }
      numbers[layout.unit(0, layer, unit)] = z
      guard function.activation != .softmax else { continue }
      let a = try function.value(at: z)
      numbers[layout.unit(1, layer, unit)] = a
      numbers[layout.unit(2, layer, unit)] = try function.derivative(at: z, value: a)
    }
    guard function.activation == .softmax else { return }
    let outputs = try Softmax.values(at: units.map { numbers[layout.unit(0, layer, $0)] })
    for unit in units {
      numbers[layout.unit(1, layer, unit)] = outputs[unit - 1]
      numbers[layout.unit(2, layer, unit)] =
        Softmax.jacobian(of: outputs, output: unit - 1, input: unit - 1)
    }
  }

  /// C, ∂C/∂a and δ of the output layer.
  private mutating func outputErrors() throws(ArithmeticFault) {
    guard let cost = layout.problem.cost else { return }
    let depth = layout.depth
    let units = 1...layout.widths[depth]
    let outputs = units.map { numbers[layout.unit(1, depth, $0)] }
    let targets = units.map { numbers[layout.output(0, $0)] }
    // A half of a whole double is exact: the engine converts it from a fraction each time.
    numbers[layout.output(2, 1)] =
      cost == .halfSquaredError
      ? 0.5 * (try Cost.squaredError.value(outputs: outputs, targets: targets))
      : try cost.value(outputs: outputs, targets: targets)
    let rule = layout.problem.outputErrorRule
    var slopes: [Double] = []
    for unit in units {
      let slope = try? cost.derivative(output: outputs[unit - 1], target: targets[unit - 1])
      if let slope { numbers[layout.output(1, unit)] = slope }
      slopes.append(slope ?? .nan)
    }
    let total = targets.reduce(0, +)
    for unit in units {
      let (a, y) = (outputs[unit - 1], targets[unit - 1])
      numbers[layout.unit(3, depth, unit)] =
        switch rule {
        case .product: slopes[unit - 1] * numbers[layout.unit(2, depth, unit)]
        case .difference: a - y
        case .weightedDifference: total * a - y
        case .jacobian:
          units.reduce(0) {
            $0 + slopes[$1 - 1] * Softmax.jacobian(of: outputs, output: $1 - 1, input: unit - 1)
          }
        }
    }
  }

  /// Adds the gradients of the sample to those of the batch.
  private mutating func addGradients() {
    for layer in 1...layout.depth {
      for unit in 1...layout.widths[layer] {
        numbers[layout.unit(6, layer, unit)] += numbers[layout.unit(5, layer, unit)]
        for from in 1...layout.widths[layer - 1] {
          numbers[layout.weight(2, layer, unit, from)] +=
            numbers[layout.weight(1, layer, unit, from)]
        }
      }
    }
  }

  private mutating func update() {
    let rate = layout.learningRate
    let divisor = layout.problem.reduction == .mean ? Double(layout.batch.count) : 1
    for layer in 1...layout.depth {
      for unit in 1...layout.widths[layer] {
        let gradient = numbers[layout.unit(6, layer, unit)] / divisor
        numbers[layout.unit(6, layer, unit)] = gradient
        numbers[layout.unit(7, layer, unit)] =
          numbers[layout.unit(4, layer, unit)] - rate * gradient
        for from in 1...layout.widths[layer - 1] {
          let gradient = numbers[layout.weight(2, layer, unit, from)] / divisor
          numbers[layout.weight(2, layer, unit, from)] = gradient
          numbers[layout.weight(3, layer, unit, from)] =
            numbers[layout.weight(0, layer, unit, from)] - rate * gradient
        }
      }
    }
  }
}
