import BackpropEngine
public import ExactArithmetic
public import MathSyntax

extension Meaning {
  /// Returns the value of an expression: a number, a vector or a matrix.
  ///
  /// Vectors are columns and weights are to × from, as in all expressions. ∂X/∂Y is the total
  /// derivative: Y is nudged, and everything that is computed from it follows. Where the trace does not
  /// hold it, the network's derivatives are multiplied along all paths, in the trace's arithmetic.
  ///
  /// - Parameter bindings: the numbers that index variables stand for.
  /// - Throws: `MeaningError`; `shapes` where vectors or matrices do not fit together.
  public func tensor(
    of expression: MathExpression, bindings: IndexBindings = [:]
  ) throws(MeaningError) -> Tensor<Value> {
    var builder = builder
    let wires = try builder.tensor(of: expression, bindings)
    return Tensor(wires.shape, try values(of: wires.entries, in: builder.model.circuit))
  }

  /// What builds the wires of expressions, with the trace's numbers looked up.
  var builder: TensorBuilder {
    var builder = TensorBuilder(NetworkModel(plan))
    builder.model.sample = moment.sample
    builder.names = names
    builder.lookup = { model, lookup throws(MeaningError) in try self.wire(lookup, in: &model) }
    return builder
  }

  func values(
    of wires: [Circuit.Wire], in circuit: Circuit
  ) throws(MeaningError) -> [Value] {
    var missing: MeaningError?
    var numbers = ValueArithmetic(working: working) { variable throws(ArithmeticFault) in
      do throws(MeaningError) {
        return try self.value(of: variable)
      } catch {
        missing = error
        throw .overflow
      }
    }
    do throws(ArithmeticFault) {
      return try circuit.values(of: wires, in: &numbers)
    } catch {
      throw missing ?? .arithmetic(error)
    }
  }

  /// The network of the trace, as a circuit has it.
  var plan: NetworkModel.Plan {
    let problem = trace.problem
    let network = problem.network
    var plan = NetworkModel.Plan(
      widths: (0...network.depth).map(network.width),
      activations: network.layers.map(\.activation), cost: problem.cost)
    plan.derivativeAtKink = problem.derivativeAtKink
    plan.samples = problem.samples.count
    plan.batch = isOfOneSample ? [moment.sample] : problem.batch(ofUpdate: moment.update)
    plan.reduction = problem.reduction
    return plan
  }

  /// Returns the wire of a number that the trace holds; nil where it holds none.
  private func wire(
    _ lookup: TensorBuilder.Lookup, in model: inout NetworkModel
  ) throws(MeaningError) -> Circuit.Wire? {
    let name: TraceName
    switch lookup {
    case .quantity(var quantity):
      if quantity.sample == nil, model.sample != moment.sample {
        quantity.sample = .number(model.sample)
      }
      name = try self.name(of: quantity)
    case .derivative(let above, let below):
      guard let known = try? derivative(of: above, by: below) else { return nil }
      name = known
    }
    switch name {
    case .chosen(let number): return try model.circuit.number(Value(number.value))
    case .count(let number): return try model.circuit.constant(Rational(number))
    case .recorded(let quantity, let moment):
      let variable = CircuitVariable.recorded(quantity, moment)
      if case .derivative = lookup, (try? value(of: variable)) == nil { return nil }
      return try model.circuit.variable(variable)
    }
  }

  private func value(of variable: CircuitVariable) throws(MeaningError) -> Value {
    let quantity: TraceQuantity
    var moment = moment
    switch variable {
    case .recorded(let recorded, let recordedAt):
      return try value(of: .recorded(recorded, recordedAt), quantity: Quantity(.cost))
    case .number(let value): return value
    case .quantity(let named): return try value(of: name(of: named), quantity: named)
    case .input(let sample, let unit):
      moment.sample = sample
      quantity = .input(unit: unit)
    case .target(let sample, let unit):
      moment.sample = sample
      quantity = .target(unit: unit)
    case .weight(let layer, let unit, let from):
      quantity = .weight(layer: layer, unit: unit, from: from)
    case .bias(let layer, let unit): quantity = .bias(layer: layer, unit: unit)
    case .argument: throw .notANumber(0)
    }
    return try value(of: .recorded(quantity, moment), quantity: Quantity(.cost))
  }
}
