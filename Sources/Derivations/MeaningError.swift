public import BackpropEngine
public import ExactArithmetic
public import MathSyntax

/// Why an expression has no value in a trace.
public enum MeaningError: Error, Hashable, Sendable {
  /// The network has no such quantity: a layer, unit or sample that does not exist.
  case noSuchQuantity(Quantity)
  /// A letter that stands for nothing here.
  case unbound(IndexVariable)
  /// A vector or matrix where a number is needed.
  case notANumber(MathExpression)
  /// A derivative that the trace does not hold.
  case noSuchDerivative(MathExpression, by: MathExpression)
  /// Vectors or matrices that do not fit together.
  case shapes(ShapeFault)
  /// A name that the text has not introduced.
  case unknownName(String)
  /// More parts than are computed at once.
  case tooMuchWork
  /// An operation that fails.
  case arithmetic(ArithmeticFault)
  /// An operation that fails on the lines of a step.
  case inStep(TraceQuantity, TraceMoment, ArithmeticFault)
}
