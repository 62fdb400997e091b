import BackpropEngine
import ExactArithmetic
import Foundation

/// The calculation of a student as it grows.
struct StudentSheet {
  let student: Student
  let slip: Student.Slip
  private(set) var lines: [Student.Line] = []
  private var numbers: [TraceQuantity: Double] = [:]
  /// The numbers as the student has written or been given them.
  private var texts: [TraceQuantity: String] = [:]

  init(student: Student, slip: @escaping Student.Slip) {
    self.student = student
    self.slip = slip
    let problem = student.problem
    for (index, value) in problem.samples[0].input.enumerated() {
      give(.input(unit: index + 1), value)
    }
    for (index, value) in (problem.samples[0].target ?? []).enumerated() {
      give(.target(unit: index + 1), value)
    }
    for (index, layer) in problem.network.layers.enumerated() {
      for row in 0..<layer.weights.rows {
        give(.bias(layer: index + 1, unit: row + 1), layer.biases[row])
        for column in 0..<layer.weights.columns {
          give(
            .weight(layer: index + 1, unit: row + 1, from: column + 1),
            layer.weights[row, column])
        }
      }
    }
  }

  private mutating func give(_ quantity: TraceQuantity, _ typed: TypedNumber) {
    numbers[quantity] = Double(typed.text) ?? .nan
    texts[quantity] = typed.text
  }

  // MARK: Lines

  private subscript(quantity: TraceQuantity) -> Double { numbers[quantity] ?? .nan }

  /// A number as it is put into a formula: a negative one between brackets.
  private func text(_ quantity: TraceQuantity) -> String {
    let text = texts[quantity] ?? "?"
    return text.hasPrefix("-") ? "(\(text))" : text
  }

  private mutating func write(
    _ quantity: TraceQuantity, _ right: Double, _ substitution: String
  ) {
    let known = numbers
    let wrong = slip(quantity) { known[$0] }
    let value = wrong ?? right
    let written = Student.text(value, decimals: student.decimals)
    numbers[quantity] = student.roundsEveryStep ? Double(written) ?? .nan : value
    texts[quantity] = written
    lines.append(
      Student.Line(
        quantity: quantity, value: value, written: written,
        substitution: student.showsSubstitution && wrong == nil ? substitution : nil))
  }

  private func previous(_ layer: Int, _ unit: Int) -> TraceQuantity {
    layer == 1 ? .input(unit: unit) : .activation(layer: layer - 1, unit: unit)
  }

  // MARK: Calculation

  mutating func calculate() {
    let network = student.problem.network
    for layer in 1...network.depth { forward(layer) }
    cost()
    outputErrors(network.depth)
    for layer in stride(from: network.depth - 1, through: 1, by: -1) { hiddenErrors(layer) }
    for layer in 1...network.depth { gradients(layer) }
    for layer in 1...network.depth { updates(layer) }
  }

  private func width(_ layer: Int) -> Int { student.problem.network.width(layer) }

  private mutating func forward(_ layer: Int) {
    let inputs = 1...width(layer - 1)
    for unit in 1...width(layer) {
      var sum = self[.bias(layer: layer, unit: unit)]
      for from in inputs {
        sum += self[.weight(layer: layer, unit: unit, from: from)] * self[previous(layer, from)]
      }
      write(
        .weightedInput(layer: layer, unit: unit), sum,
        inputs.map {
          text(.weight(layer: layer, unit: unit, from: $0)) + " \\cdot "
            + text(previous(layer, $0))
        }.joined(separator: " + ") + " + " + text(.bias(layer: layer, unit: unit)))
    }
    let activation = student.problem.network.layers[layer - 1].activation
    let exponentials = (1...width(layer)).map { exp(self[.weightedInput(layer: layer, unit: $0)]) }
    for unit in 1...width(layer) {
      let z = TraceQuantity.weightedInput(layer: layer, unit: unit)
      let value =
        activation == .softmax
        ? exponentials[unit - 1] / exponentials.reduce(0, +) : Self.value(activation, self[z])
      var name = "f(\(text(z)))"
      if activation == .sigmoid { name = "\\sigma(\(text(z)))" }
      if activation == .tanh { name = "\\tanh(\(text(z)))" }
      if activation == .softmax { name = Student.text(value, decimals: student.decimals) }
      write(.activation(layer: layer, unit: unit), value, name)
    }
  }

  private mutating func cost() {
    let depth = student.problem.network.depth
    let units = 1...width(depth)
    let pairs = units.map {
      (self[.activation(layer: depth, unit: $0)], self[.target(unit: $0)])
    }
    let squares = pairs.reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    let terms = units.map { unit in
      let error = text(.activation(layer: depth, unit: unit)) + " - " + text(.target(unit: unit))
      return "(\(error))^2"
    }.joined(separator: " + ")
    switch student.problem.cost {
    case .halfSquaredError: write(.cost, squares / 2, "\\frac{1}{2} (\(terms))")
    case .squaredError: write(.cost, squares, terms)
    case .crossEntropy:
      let value = -pairs.reduce(0) { $0 + ($1.1 == 0 ? 0 : $1.1 * log($1.0)) }
      write(.cost, value, Student.text(value, decimals: student.decimals))
    case .binaryCrossEntropy:
      let value = -pairs.reduce(0) { $0 + $1.1 * log($1.0) + (1 - $1.1) * log(1 - $1.0) }
      write(.cost, value, Student.text(value, decimals: student.decimals))
    case nil: break
    }
  }

  private mutating func outputErrors(_ layer: Int) {
    let activation = student.problem.network.layers[layer - 1].activation
    for unit in 1...width(layer) {
      let a = TraceQuantity.activation(layer: layer, unit: unit)
      let error = self[a] - self[.target(unit: unit)]
      let difference = "(\(text(a)) - \(text(.target(unit: unit))))"
      let slope = slope(layer, unit)
      let quantity = TraceQuantity.error(layer: layer, unit: unit)
      switch student.problem.cost {
      case .crossEntropy where activation == .softmax,
        .binaryCrossEntropy where activation == .sigmoid:
        write(quantity, error, difference)
      case .squaredError: write(quantity, 2 * error * slope.value, "2 \(difference)\(slope.text)")
      default: write(quantity, error * slope.value, difference + slope.text)
      }
    }
  }

  private mutating func hiddenErrors(_ layer: Int) {
    let outputs = 1...width(layer + 1)
    for unit in 1...width(layer) {
      let sum = outputs.reduce(0.0) {
        $0 + self[.weight(layer: layer + 1, unit: $1, from: unit)]
          * self[.error(layer: layer + 1, unit: $1)]
      }
      let slope = slope(layer, unit)
      let terms = outputs.map {
        text(.weight(layer: layer + 1, unit: $0, from: unit)) + " \\cdot "
          + text(.error(layer: layer + 1, unit: $0))
      }.joined(separator: " + ")
      write(.error(layer: layer, unit: unit), sum * slope.value, "(\(terms))\(slope.text)")
    }
  }

  private mutating func gradients(_ layer: Int) {
    for unit in 1...width(layer) {
      let delta = TraceQuantity.error(layer: layer, unit: unit)
      for from in 1...width(layer - 1) {
        let input = previous(layer, from)
        write(
          .weightGradient(layer: layer, unit: unit, from: from), self[delta] * self[input],
          "\(text(delta)) \\cdot \(text(input))")
      }
      write(.biasGradient(layer: layer, unit: unit), self[delta], text(delta))
    }
  }

  private mutating func updates(_ layer: Int) {
    guard case .sgd(let settings) = student.problem.optimizer else { return }
    let rate = settings.learningRate
    let eta = Double(rate.text) ?? .nan
    for unit in 1...width(layer) {
      for from in 1...width(layer - 1) {
        let weight = TraceQuantity.weight(layer: layer, unit: unit, from: from)
        let gradient = TraceQuantity.weightGradient(layer: layer, unit: unit, from: from)
        write(
          .updatedWeight(layer: layer, unit: unit, from: from),
          self[weight] - eta * self[gradient],
          "\(text(weight)) - \(rate.text) \\cdot \(text(gradient))")
      }
      let bias = TraceQuantity.bias(layer: layer, unit: unit)
      let gradient = TraceQuantity.biasGradient(layer: layer, unit: unit)
      write(
        .updatedBias(layer: layer, unit: unit), self[bias] - eta * self[gradient],
        "\(text(bias)) - \(rate.text) \\cdot \(text(gradient))")
    }
  }

  // MARK: Functions

  private static func value(_ activation: Activation, _ z: Double) -> Double {
    switch activation {
    case .sigmoid: 1 / (1 + exp(-z))
    case .tanh: tanh(z)
    case .relu: max(0, z)
    case .leakyReLU(let slope): z > 0 ? z : z * (Double(slope.text) ?? .nan)
    case .softplus: log(1 + exp(z))
    case .identity: z
    default: .nan
    }
  }

  /// The slope of a unit as a factor, with the text of the factor; empty for 1.
  private func slope(_ layer: Int, _ unit: Int) -> (value: Double, text: String) {
    let z = TraceQuantity.weightedInput(layer: layer, unit: unit)
    let a = TraceQuantity.activation(layer: layer, unit: unit)
    switch student.problem.network.layers[layer - 1].activation {
    case .sigmoid where student.takesSlopesFromZ:
      let value = 1 / (1 + exp(-self[z]))
      return (value * (1 - value), " \\cdot \\sigma'(\(text(z)))")
    case .sigmoid:
      return (self[a] * (1 - self[a]), " \\cdot \(text(a)) \\cdot (1 - \(text(a)))")
    case .tanh where student.takesSlopesFromZ:
      let value = tanh(self[z])
      return (1 - value * value, " \\cdot (1 - \\tanh(\(text(z)))^2)")
    case .tanh: return (1 - self[a] * self[a], " \\cdot (1 - \(text(a))^2)")
    case .relu: return self[z] > 0 ? (1, " \\cdot 1") : (0, " \\cdot 0")
    case .leakyReLU(let slope):
      return self[z] > 0 ? (1, " \\cdot 1") : (Double(slope.text) ?? .nan, " \\cdot \(slope.text)")
    case .softplus:
      return (1 / (1 + exp(-self[z])), " \\cdot \\sigma(\(text(z)))")
    default: return (1, "")
    }
  }
}
