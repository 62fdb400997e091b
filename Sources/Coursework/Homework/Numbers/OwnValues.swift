import BackpropEngine
import ExactArithmetic

/// A number that a student wrote for a quantity.
struct OwnValue {
  var number: WrittenNumber
  /// Whether it was right, its rounding included.
  var isAccepted: Bool
  /// The line it stands on.
  var line: Int
  /// Its judgement in the order of the file.
  var judgement: Int
}

/// The numbers that a student wrote for quantities, as far as the file has been read.
struct OwnValues {
  private(set) var values: [TraceEvent: OwnValue] = [:]
  /// The digits of all of them, by which a number in a line is known to be one of them.
  private var digits: Set<Digits> = []

  /// The digits of those that are the value itself and no rounding of it.
  private var exactDigits: Set<Digits> = []

  private struct Digits: Hashable {
    var magnitude: Rational
    var decimals: Int
  }

  subscript(event: TraceEvent) -> OwnValue? { values[event] }

  var hasWrongValues: Bool { wrongCount > 0 }
  private var wrongCount = 0

  /// Notes a number; of several that are right the one with the fewest digits stays, since the student
  /// may have gone on with it.
  ///
  /// - Parameter isExact: whether the number is the value itself.
  mutating func note(_ value: OwnValue, for event: TraceEvent, isExact: Bool = false) {
    if let decimals = value.number.decimals {
      let written = Digits(magnitude: value.number.value.magnitude, decimals: decimals)
      if isExact { exactDigits.insert(written) } else { digits.insert(written) }
    }
    if let known = values[event] {
      if known.isAccepted, value.isAccepted, known.number.radius >= value.number.radius { return }
      if !known.isAccepted { wrongCount -= 1 }
    }
    if !value.isAccepted { wrongCount += 1 }
    values[event] = value
  }

  /// Whether a number with these digits was written for a quantity.
  func contains(_ number: WrittenNumber) -> Bool {
    guard let decimals = number.decimals else { return false }
    return digits.contains(Digits(magnitude: number.value.magnitude, decimals: decimals))
  }

  /// Whether a number with these digits was written for a quantity that has exactly this value.
  func containsExactly(_ number: WrittenNumber) -> Bool {
    guard let decimals = number.decimals else { return false }
    return exactDigits.contains(Digits(magnitude: number.value.magnitude, decimals: decimals))
  }
}
