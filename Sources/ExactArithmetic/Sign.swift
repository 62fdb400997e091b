/// The sign of a number: −1, 0 or 1.
public enum Sign: Int, Sendable {
  case negative = -1
  case zero = 0
  case positive = 1
}
