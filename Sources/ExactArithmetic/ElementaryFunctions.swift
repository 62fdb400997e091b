/// Numbers that also have exponentials, logarithms and roots, as sigmoid networks need them.
///
/// An arithmetic that holds only some of the values (exact numbers) throws `irrational` for the rest.
public protocol ElementaryFunctions: Field {
  /// Creates the number nearest to `value` that this arithmetic has; exact where it can be.
  ///
  /// - Parameter precision: bits kept by arithmetics of variable precision; others ignore it.
  init(_ value: ExactNumber, precision: Int)

  /// Returns e to the power of this number.
  func exponential() throws(ArithmeticFault) -> Self
  /// Returns the natural logarithm of this number.
  func logarithm() throws(ArithmeticFault) -> Self
  /// Returns the hyperbolic tangent of this number.
  func hyperbolicTangent() throws(ArithmeticFault) -> Self
  /// Returns the logistic function of this number, 1 / (1 + e^(−x)).
  func logistic() throws(ArithmeticFault) -> Self
  /// Returns the square root of this number, which is not negative.
  func squareRoot() throws(ArithmeticFault) -> Self
}
