public import BackpropEngine
public import ExactArithmetic
public import MathSyntax

/// Shows what activation functions and their derivatives are worth at some places, exactly where that
/// is a fraction.
public struct FunctionReport: Sendable {
  private let activations: [Activation]
  private let places: [TypedNumber]
  private let writer: NotationWriter

  /// Creates the table of functions of one number.
  ///
  /// - Precondition: softmax is not among them: it is a function of its whole layer.
  public init(
    _ activations: [Activation], at places: [TypedNumber], notation: Notation,
    numbers: NumberStyle
  ) {
    precondition(!activations.contains(.softmax), "softmax is a function of its whole layer")
    self.activations = activations
    self.places = places
    writer = NotationWriter(notation, numbers: numbers)
  }

  /// Returns a table with a row for each function and place.
  ///
  /// - Throws: `MeaningError` where a function has no value.
  public func blocks() throws(MeaningError) -> [Block] {
    let argument = Formula([writer.notation.letters[.weightedInput]])
    let name = Formula.Item.letter(writer.notation.activationFunction)
    let slope = Formula.Item.script(name, sup: [.symbol(.prime)])
    var rows: [[[Inline]]] = []
    for activation in activations {
      for place in places {
        let (value, derivative) = try values(of: activation, at: place)
        rows.append([
          [.text(activation.title)], [.formula(writer.formula(.typed(place)))],
          [.formula(writer.formula(value))], [.formula(writer.formula(derivative))],
        ])
      }
    }
    return [
      .table(
        Table(
          columns: [
            .init(["function"]), .init([.formula(argument)], .trailing),
            .init([.formula([name, .fenced(argument)])], .trailing),
            .init([.formula([slope, .fenced(argument)])], .trailing),
          ], rows: rows))
    ]
  }

  private func values(
    of activation: Activation, at place: TypedNumber
  ) throws(MeaningError) -> (value: Value, derivative: Value) {
    let function = ActivationFunction<Value>(activation)
    let working = WorkingPrecision(.certified, showing: writer.numbers.rounding)
    let z = Value(place.value)
    do {
      let value = try Operations.leavingFractions(z, in: working) { z throws(ArithmeticFault) in
        try function.value(at: z)
      }
      let derivative = try Operations.leavingFractions(z, in: working) {
        z throws(ArithmeticFault) in try function.derivative(at: z, value: value)
      }
      return (value, derivative)
    } catch {
      throw .arithmetic(error)
    }
  }
}
