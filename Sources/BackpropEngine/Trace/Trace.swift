public import ExactArithmetic

/// The arithmetic that the numbers of a trace are in.
public enum Arithmetic: String, Hashable, Sendable {
  /// Exact fractions, and fractions with logarithms.
  case rational
  /// Exact numbers and certified intervals.
  case certified
  /// IEEE double precision.
  case double
}

/// The arithmetic that is asked for.
public enum ArithmeticChoice: String, Hashable, Sendable, CaseIterable {
  /// Exact numbers while the problem has them and they stay short, else certified intervals.
  case auto
  /// Exact fractions, and fractions with logarithms, or an error.
  case rational
  /// Exact numbers, and intervals that are certain of the digits that are asked for.
  case certified
  /// IEEE double precision.
  case double
}

/// All numbers of a problem: the forward and backward passes and the updates, ready to look up.
public struct Trace: Sendable {
  /// The problem as it was given.
  public let problem: Problem
  /// How many updates were done; none where the problem lacks what they need.
  public let updateCount: Int
  let run: AnyRun

  /// A run in one of the arithmetics.
  enum AnyRun: Sendable {
    case rational(Shared<Run<ExactNumber>>)
    case certified(Shared<Run<Certified>>)
    case double(Shared<Run<Double>>)
  }

  /// A value behind a reference: taking a run out of an enum would copy its many parts, and a
  /// lookup has no time for that.
  final class Shared<Content: Sendable>: Sendable {
    let content: Content
    init(_ content: Content) { self.content = content }
  }

  /// Creates a trace of a run in exact numbers.
  public init(_ run: Run<ExactNumber>) {
    problem = run.numbers.problem
    updateCount = run.updates.count
    self.run = .rational(Shared(run))
  }

  /// Creates a trace of a run in certified numbers.
  public init(_ run: Run<Certified>) {
    problem = run.numbers.problem
    updateCount = run.updates.count
    self.run = .certified(Shared(run))
  }

  /// Creates a trace of a run in double precision.
  public init(_ run: Run<Double>) {
    problem = run.numbers.problem
    updateCount = run.updates.count
    self.run = .double(Shared(run))
  }

  /// The arithmetic that the numbers are in.
  public var arithmetic: Arithmetic {
    switch run {
    case .rational: .rational
    case .certified: .certified
    case .double: .double
    }
  }

  /// The bits that intervals of the trace carry; 0 in the other arithmetics.
  public var precision: Int {
    guard case .certified(let run) = run else { return 0 }
    return run.content.numbers.precision
  }

  /// Returns a quantity at a moment, or nil where there is no such quantity.
  ///
  /// Passes exist for all samples before the first update, later for those of the update's batch.
  ///
  /// - Complexity: O(1); `biasGradient` with a shared bias, O(units of the layer).
  public func value(of quantity: TraceQuantity, at moment: TraceMoment = TraceMoment()) -> Value? {
    switch run {
    case .rational(let run): run.content.value(of: quantity, at: moment)?.erased
    case .certified(let run): run.content.value(of: quantity, at: moment)?.erased
    case .double(let run): run.content.value(of: quantity, at: moment)?.erased
    }
  }

  /// Returns the samples of update `update`, in turn and round again; all counted from 1.
  public func batch(ofUpdate update: Int) -> [Int] { problem.batch(ofUpdate: update) }

  /// Returns δ^L of a sample from the definition, Σ_k ∂C/∂a_k · ∂a_k/∂z_j, with nothing cancelled.
  ///
  /// A second route to `error(layer: L, unit: j)`. Nil without a backward pass, and where a
  /// derivative of the cost has no value.
  public func outputErrorsByJacobian(at moment: TraceMoment = TraceMoment()) -> [Value]? {
    switch run {
    case .rational(let run): run.content.outputErrorsByJacobian(at: moment)?.map(\.erased)
    case .certified(let run): run.content.outputErrorsByJacobian(at: moment)?.map(\.erased)
    case .double(let run): run.content.outputErrorsByJacobian(at: moment)?.map(\.erased)
    }
  }
}

extension Run {
  /// Returns δ^L of a sample from the definition, or nil where it cannot be computed.
  public func outputErrorsByJacobian(at moment: TraceMoment) -> [Scalar]? {
    guard let pass = passIndex(moment), !passes[pass].errors.isEmpty else { return nil }
    return try? numbers.outputErrorsByJacobian(of: passes[pass], at: moment)
  }
}
