import BackpropEngine
import Derivations
import ExactArithmetic
import MathSyntax
import Synchronization

/// What is true of a problem: its trace, and what was given.
///
/// It is worked out once and serves every submission about the problem; a class, since many hold it.
final class JudgedProblem: Sendable {
  let problem: Problem
  let trace: Trace
  /// Significant digits that every number of the trace tells.
  let digits: Int
  /// How many updates are known.
  let updates: Int
  /// The magnitudes of the numbers that the problem gives.
  let givenNumbers: Set<Rational>
  /// The numbers that known mistakes give.
  let mistakes: MistakeSearch
  /// The activation function that all layers have; nil: they have several.
  let commonActivation: Activation?
  /// What names mean before the first update, for the first sample.
  private let firstMeaning: Meaning
  /// All computed quantities by their values, smallest first.
  private let byValue: [(value: Double, event: TraceEvent)]
  /// The numbers that were asked for.
  private let shelf = Mutex<[TraceEvent: KnownNumber]>([:])

  /// Works a problem out.
  ///
  /// - Throws: which number cannot be computed.
  init(_ problem: Problem, digits: Int, updates: Int) throws(EngineError) {
    self.problem = problem
    self.digits = digits
    self.updates = updates
    trace = try Trace.compute(
      problem, updates: updates, rounding: .significantDigits(digits))
    var given: Set<Rational> = []
    func add(_ number: TypedNumber) {
      if let value = number.value.rational { given.insert(value.magnitude) }
    }
    for layer in problem.network.layers {
      layer.weights.entries.forEach(add)
      layer.biases.forEach(add)
      switch layer.activation {
      case .leakyReLU(let slope): add(slope)
      case .elu(let alpha): add(alpha)
      case .scaledTanh: given.insert(Rational(17159, 10000))
      default: break
      }
    }
    for sample in problem.samples {
      sample.input.forEach(add)
      sample.target?.forEach(add)
    }
    for kind in Quantity.Kind.allCases {
      if let chosen = problem.chosenNumber(kind) { add(chosen) }
    }
    givenNumbers = given
    mistakes = MistakeSearch(trace, precision: Self.precision(digits))
    let functions = Set(problem.network.layers.map(\.activation))
    commonActivation = functions.count == 1 ? functions.first : nil
    firstMeaning = Meaning(trace: trace, moment: TraceMoment())
    let trace = trace
    byValue = trace.events.compactMap { event in
      trace.value(of: event.quantity, at: event.moment).map { ($0.approximate, event) }
    }.sorted { $0.value < $1.value }
  }

  /// Returns the quantities whose value is about a number, nearest place in the trace first.
  func events(near value: Double) -> [TraceEvent] {
    let reach = Swift.max(1e-9, value.magnitude * 1e-9)
    return byValue.filter { ($0.value - value).magnitude <= reach }.map(\.event)
  }

  /// What names mean at a moment.
  func meaning(at moment: TraceMoment) -> Meaning {
    moment == firstMeaning.moment ? firstMeaning : Meaning(trace: trace, moment: moment)
  }

  // Nearly all that is judged is about the first moment, whose meaning is asked where it lies: it holds
  // the whole trace, and copying it would take longer than most questions.

  /// Returns what a quantity is called in the trace.
  ///
  /// - Throws: why it has no name there.
  func traceName(
    of quantity: Quantity, at moment: TraceMoment
  ) throws(MeaningError) -> TraceName {
    if moment == firstMeaning.moment { return try firstMeaning.name(of: quantity) }
    return try meaning(at: moment).name(of: quantity)
  }

  /// Returns what a quantity is called in the trace; nil where it has no name there.
  func name(of quantity: Quantity, at moment: TraceMoment) -> TraceName? {
    try? traceName(of: quantity, at: moment)
  }

  /// Returns what ∂X/∂Y is called in the trace; nil where it has no name there.
  func derivative(of quantity: Quantity, by other: Quantity, at moment: TraceMoment) -> TraceName? {
    if moment == firstMeaning.moment {
      return try? firstMeaning.derivative(of: quantity, by: other)
    }
    return try? meaning(at: moment).derivative(of: quantity, by: other)
  }

  /// Returns the rule behind a quantity at a moment; nil where it has none.
  func generalFormula(of quantity: TraceQuantity, at moment: TraceMoment) -> GeneralFormula? {
    if moment == firstMeaning.moment { return firstMeaning.generalFormula(of: quantity) }
    return meaning(at: moment).generalFormula(of: quantity)
  }

  /// The bits that hulls are worked out with.
  var precision: Int { Self.precision(digits) }

  private static func precision(_ digits: Int) -> Int {
    max(Certified.standardPrecision, digits * 10 / 3 + 32)
  }

  /// Returns the true value of a quantity.
  func value(of event: TraceEvent) -> Value? {
    trace.value(of: event.quantity, at: event.moment)
  }

  /// Returns the event of a quantity at a moment; the sample is 1 where it belongs to none.
  static func event(_ quantity: TraceQuantity, _ moment: TraceMoment) -> TraceEvent {
    var moment = moment
    if !quantity.belongsToSample { moment.sample = 1 }
    return TraceEvent(quantity, at: moment)
  }

  /// Returns the true value of a quantity, in all the forms that judging needs.
  func known(_ event: TraceEvent) -> KnownNumber? {
    if let known = shelf.withLock({ $0[event] }) { return known }
    guard let value = value(of: event) else { return nil }
    let known = KnownNumber(value, precision: precision)
    shelf.withLock { $0[event] = known }
    return known
  }

  /// Whether a quantity is given and not computed.
  static func isGiven(_ event: TraceEvent) -> Bool {
    switch event.quantity {
    case .input, .target: true
    case .weight, .bias: event.moment.update == 1
    default: false
    }
  }
}
