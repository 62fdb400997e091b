/// Why a computation could not be carried out in the chosen arithmetic.
///
/// The fault knows the numbers; where in a network it happened is added by the engine, and the
/// words for a student are made in one place (`ArithmeticFault+Diagnostic` in Coursework).
public enum ArithmeticFault: Error, Hashable, Sendable {
  /// A function value that is no fraction and no logarithm of one, asked for in exact arithmetic.
  case irrational(function: ElementaryFunction, argument: String)
  /// A product or quotient of two numbers with logarithms, asked for in exact arithmetic.
  case productOfLogarithms
  /// A quotient whose divisor is zero.
  case divisionByZero
  /// A logarithm of zero or of a negative number.
  case logarithmOfNonPositive(argument: String)
  /// A square root of a negative number.
  case squareRootOfNegative(argument: String)
  /// A result that is larger than the arithmetic can hold.
  case overflow
  /// A fraction with more bits than the caller allows.
  case tooManyBits(limit: Int)
  /// A step that needs the sign of a number that cannot be told from zero.
  case undecidedSign
}

/// The functions that leave the rational numbers.
public enum ElementaryFunction: String, Hashable, Sendable {
  case exponential = "exp"
  case logarithm = "ln"
  case hyperbolicTangent = "tanh"
  case logistic = "sigmoid"
  case squareRoot = "sqrt"
}
