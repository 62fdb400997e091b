public import BackpropEngine
public import ExactArithmetic
public import MathSyntax

/// What an expression is worth in a trace.
///
/// A quantity is looked up, an operation is carried out in the trace's arithmetic, and a sum
/// without a range runs over the units of its layer.
public struct Meaning: Sendable {
  /// The trace that is asked.
  public let trace: Trace
  /// The update and the sample that is asked about.
  public let moment: TraceMoment
  /// What the names stand for that the text itself has introduced.
  public var names: [String: MathExpression] = [:]
  /// Values that were rounded before they were carried on; they win over the trace.
  var carried = CarriedValues()

  /// Creates the meaning of expressions at one moment of a trace.
  public init(trace: Trace, moment: TraceMoment) {
    self.trace = trace
    self.moment = moment
  }

  /// Returns the value of a scalar expression.
  ///
  /// Vectors and matrices may occur within it; see `tensor(of:bindings:)`.
  ///
  /// - Parameter bindings: the numbers that index variables stand for.
  /// - Throws: `MeaningError` where there is none.
  public func value(
    of expression: MathExpression, bindings: IndexBindings = [:]
  ) throws(MeaningError) -> Value {
    do {
      return try scalar(expression, bindings)
    } catch {
      // What is no number by itself may be one as a whole: aᵀb, ∂a/∂x.
      switch error {
      case .notANumber, .noSuchDerivative, .noSuchQuantity: break
      default: throw error
      }
      do {
        let whole = try tensor(of: expression, bindings: bindings)
        if whole.shape.count == 1 { return whole.entries[0] }
      } catch .shapes(let fault) {
        throw .shapes(fault)
      } catch {}
      throw error
    }
  }

  private func scalar(
    _ expression: MathExpression, _ bindings: IndexBindings
  ) throws(MeaningError) -> Value {
    switch expression {
    case .number(let literal): return literal.value
    case .quantity(let quantity):
      let name = try self.name(of: quantity.mapIndices(instantiate(bindings)))
      return try value(of: name, quantity: quantity)
    case .index(let index):
      return .rational(Rational(try number(index, bindings)))
    case .summation(let sum):
      var total = Value.zero
      var inner = bindings
      for index in try range(of: sum.domain, bindings) {
        inner[sum.variable] = index
        total = total + (try scalar(sum.body, inner))
      }
      return total
    case .partial(let numerator, let denominator):
      guard case .quantity(let of) = numerator, case .quantity(let by) = denominator else {
        throw .noSuchDerivative(numerator, by: denominator)
      }
      let name = try derivative(
        of: of.mapIndices(instantiate(bindings)), by: by.mapIndices(instantiate(bindings)))
      return try value(of: name, quantity: of)
    case .apply(.activation(let layer, let order), let argument):
      return try activation(layer, order: order, argument, bindings)
    default:
      return try Operations.value(of: expression, in: working) { part throws(MeaningError) in
        try scalar(part, bindings)
      }
    }
  }

  /// How values are carried on that are no fractions.
  var working: WorkingPrecision {
    trace.arithmetic == .double ? .double : .bits(max(256, trace.precision))
  }

  // MARK: Lookup

  /// Returns the value of a quantity of the trace, as it was carried on.
  func value(of name: TraceName, quantity: Quantity) throws(MeaningError) -> Value {
    switch name {
    case .chosen(let number): return Value(number.value)
    case .count(let number): return .rational(Rational(number))
    case .recorded(let quantity, let moment):
      if let carried = carried[quantity, moment] { return carried.value }
      if let value = trace.value(of: quantity, at: moment) { return value }
    }
    throw .noSuchQuantity(quantity)
  }

  private func instantiate(_ bindings: IndexBindings) -> (Index) -> Index {
    let depth = trace.problem.network.depth
    return { $0.instantiated(bindings, depth: depth) }
  }

  func number(_ index: Index, _ bindings: IndexBindings) throws(MeaningError) -> Int {
    let resolved = index.instantiated(bindings, depth: trace.problem.network.depth)
    if let number = resolved.number { return number }
    guard case .variable(let variable) = resolved.base else { return resolved.offset }
    throw .unbound(variable)
  }

  private func range(
    of domain: MathExpression.Summation.Domain, _ bindings: IndexBindings
  ) throws(MeaningError) -> [Int] {
    switch domain {
    case .units(let layer):
      let layer = try number(layer, bindings)
      guard (0...trace.problem.network.depth).contains(layer) else {
        throw .noSuchQuantity(Quantity(.width, layer: .number(layer)))
      }
      return Array(1...trace.problem.network.width(layer))
    case .range(let lower, let upper):
      let first = try number(lower, bindings)
      let last = try number(upper, bindings)
      return first <= last ? Array(first...last) : []
    case .samples: return trace.problem.batch(ofUpdate: moment.update)
    }
  }

  private func activation(
    _ layer: Index?, order: Int, _ argument: MathExpression, _ bindings: IndexBindings
  ) throws(MeaningError) -> Value {
    var layer = layer
    if layer == nil, case .quantity(let quantity) = argument { layer = quantity.layer }
    guard let layer else { throw .notANumber(argument) }
    let problem = trace.problem
    let number = try number(layer, bindings)
    guard (1...problem.network.depth).contains(number), (0...1).contains(order) else {
      throw .noSuchQuantity(Quantity(.activation, layer: layer))
    }
    let kind = problem.network.layers[number - 1].activation
    guard kind != .softmax else { throw .notANumber(argument) }
    let function = ActivationFunction<Value>(kind, derivativeAtKink: problem.derivativeAtKink)
    let z = try scalar(argument, bindings)
    do {
      let a = try Operations.leavingFractions(z, in: working) { z throws(ArithmeticFault) in
        try function.value(at: z)
      }
      guard order == 1 else { return a }
      return try Operations.leavingFractions(z, in: working) { z throws(ArithmeticFault) in
        try function.derivative(at: z, value: a)
      }
    } catch {
      throw .arithmetic(error)
    }
  }
}
