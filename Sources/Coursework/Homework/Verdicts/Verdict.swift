/// What is said of one claim; the raw values are the stable codes of the verdict file.
public enum Verdict: String, Hashable, Sendable, CaseIterable {
  /// Equals the exact value, or is its rounding at the written digits.
  case right = "RIGHT"
  /// Not the rounding of the exact value, but of one that the student's own written inputs allow.
  case rightRounded = "RIGHT_ROUNDED"
  /// Within one unit of the last written digit, with no written inputs to explain it.
  case lastDigit = "LAST_DIGIT"
  /// Right, but with so few digits that a known mistake gives the same ones.
  case coarse = "COARSE"
  /// Wrong by itself, right from the student's own earlier line.
  case follows = "FOLLOWS"
  /// As `follows`, where a person should look before credit is given.
  case followsUnsure = "FOLLOWS?"
  /// What a known mistake gives.
  case misconception = "MISCONCEPTION"
  /// Minus the right value.
  case sign = "SIGN"
  /// A power of ten off.
  case scale = "SCALE10"
  /// The right value of another unit, layer, weight or sample.
  case swapped = "SWAPPED"
  /// None of these.
  case wrong = "WRONG"
  /// Two neighbours of a chain that are not equal.
  case brokenLink = "BROKEN_LINK"
  /// Read, but neither proved nor refuted.
  case undecided = "UNDECIDED"
  /// Not read.
  case unreadable = "UNREADABLE"
  /// Introduces a symbol, a range or a given number: shown, not counted.
  case given = "GIVEN"

  /// The group that a summary counts it in.
  public var group: Group {
    switch self {
    case .right, .rightRounded, .lastDigit, .coarse: .right
    case .follows, .followsUnsure: .follows
    case .misconception, .sign, .scale, .swapped, .wrong, .brokenLink: .wrong
    case .undecided: .undecided
    case .unreadable: .unreadable
    case .given: .given
    }
  }

  /// What a summary tells apart.
  public enum Group: String, Hashable, Sendable, CaseIterable {
    case right
    case wrong
    case follows
    case unreadable
    case undecided
    case given
  }
}
