/// A number of any of the arithmetics: the closed set that traces and formulas hand around.
public enum Value: Hashable, Sendable {
  case double(Double)
  case rational(Rational)
}
