public import BackpropEngine
import ExactArithmetic
public import MathSyntax

/// Turns the numbers of a trace into steps.
///
/// With `carry == .shown` every value is rounded before it is carried on, as with pencil and
/// calculator: steps must then be built in the order of the computation, and each finds the
/// rounded values of those before it.
public struct StepBuilder: Sendable {
  /// What is explained.
  public let trace: Trace
  /// How numbers are shown, and rounded where they are carried on so.
  public let numbers: NumberStyle
  /// What the next step computes with.
  public let carry: Carry
  /// Whether each line is checked against its own shown digits.
  public var checksReplay = true
  /// Whether the lines between numbers and value are worked out, where the value does not need them.
  public var worksOut = true
  private var carried = CarriedValues()

  /// What is carried on from step to step.
  public enum Carry: String, Hashable, Sendable, CaseIterable {
    /// The full value; only what is shown is rounded.
    case full
    /// The value as shown.
    case shown
  }

  /// Creates a builder.
  public init(trace: Trace, numbers: NumberStyle, carry: Carry = .full) {
    self.trace = trace
    self.numbers = numbers
    self.carry = carry
  }

  /// Returns the meaning of expressions at one moment, with the values carried on so far.
  public func meaning(at moment: TraceMoment) -> Meaning {
    var meaning = Meaning(trace: trace, moment: moment)
    meaning.carried = carried
    return meaning
  }

  /// Returns the step that computes a quantity, or nil for what is given.
  ///
  /// - Throws: `MeaningError` where the trace lacks a number that the step reads.
  public mutating func step(
    for quantity: TraceQuantity, at moment: TraceMoment
  ) throws(MeaningError) -> Step? {
    do {
      return try build(quantity, at: moment)
    } catch .arithmetic(let fault) {
      throw .inStep(quantity, moment, fault)
    }
  }

  private var working: WorkingPrecision {
    WorkingPrecision(trace.arithmetic, showing: numbers.rounding)
  }

  private mutating func build(
    _ quantity: TraceQuantity, at moment: TraceMoment
  ) throws(MeaningError) -> Step? {
    let meaning = meaning(at: moment)
    guard let general = meaning.generalFormula(of: quantity) else { return nil }
    let expansion = Expansion(meaning: meaning)
    let instance = expansion.instantiated(general.definition, general.bindings)
    let symbolic = try expansion.expanded(instance)
    let substituted = try meaning.substituted(symbolic)
    var lines: [MathExpression] = []
    if worksOut || carry == .shown {
      lines = try Collapse(
        rounding: carry == .shown ? numbers : nil, working: working
      ).lines(from: substituted)
    } else {
      // A step whose numbers cannot be worked out is no step, whether its lines are shown or not.
      _ = try Collapse.value(of: substituted, in: working)
    }

    let value: NumberLiteral
    switch carry {
    case .full:
      if !lines.isEmpty { lines.removeLast() }
      value = .computed(
        try meaning.value(of: .recorded(quantity, moment), quantity: Quantity(.cost)))
    case .shown:
      let last = lines.popLast() ?? substituted
      value = try Collapse(rounding: numbers, working: working).worth(of: last)
      carried[quantity, moment] = value
    }

    return Step(
      quantity: quantity, moment: moment, general: general,
      subject: expansion.instantiated(general.subject, general.bindings),
      instance: instance, symbolic: symbolic, substituted: substituted, collapsed: lines,
      replays: checksReplay && worksOut && carry == .full
        ? Replay(numbers: numbers, working: working).results(
          of: [substituted] + lines, value: value)
        : Array(repeating: true, count: lines.count + 1),
      replaysAtOnce: !checksReplay
        || Replay(numbers: numbers, working: working).gives(value, from: substituted),
      value: value)
  }

  /// Makes a value that was carried on known under another name too.
  mutating func carry(
    _ quantity: TraceQuantity, at moment: TraceMoment, to next: TraceQuantity,
    at later: TraceMoment
  ) {
    carried[next, later] = carried[quantity, moment]
  }

  /// Builds a step only for the value that it carries on.
  public mutating func carryOn(
    _ quantity: TraceQuantity, at moment: TraceMoment
  ) throws(MeaningError) {
    if carry == .shown { _ = try step(for: quantity, at: moment) }
  }
}
