import BackpropEngine
import ExactArithmetic
import MathSyntax

/// Whether the shown operands of a family's entries give their shown values.
///
/// Doubles tell nearly always; what they cannot tell is worked out exactly.
struct FamilyReplay {
  private let family: EquationFamily
  private let definition: MathExpression
  private let replay: Replay
  /// The shown operands as doubles; nil where there is no double close enough.
  private let operands: [Operand]

  private enum Operand {
    case same(Double?)
    case each([Double?])

    subscript(position: Int) -> Double? {
      switch self {
      case .same(let value): value
      case .each(let values): values[position]
      }
    }
  }

  /// Creates the replay of a family that shows operands.
  init(_ family: EquationFamily, in arithmetic: Arithmetic) {
    self.family = family
    definition = family.definition ?? 0
    let numbers = family.writer.numbers
    replay = Replay(
      numbers: numbers, working: WorkingPrecision(arithmetic, showing: numbers.rounding))
    operands = family.operands.map { operand in
      switch operand {
      case .same(let literal): .same(Self.approximation(literal, numbers))
      case .each(let literals): .each(literals.map { Self.approximation($0, numbers) })
      }
    }
  }

  /// Returns whether the shown operands of an entry give its value as shown.
  func replays(at position: Int) -> Bool {
    if let answer = quickAnswer(at: position) { return answer }
    guard let line = family.substitution(of: family.operands.map { $0[position] }) else {
      return true
    }
    return replay.gives(.computed(family.entries[position].value), from: line)
  }

  // MARK: In doubles

  /// How far off, relative to the largest number on the way, a result in doubles may be: the few
  /// operations and powers of ten are off by 2^(−53) each.
  private static let error = 0x1p-46

  private func quickAnswer(at position: Int) -> Bool? {
    let value = family.entries[position].value
    guard !value.isExact, let result = Estimate(definition, operands, position) else { return nil }
    let shown = family.writer.numbers.rounded(value).numeral
    // Fewer digits are those of an interval that tells no more; below a power of ten a result has
    // finer places than the value.
    guard hasAllDigits(shown), !shown.isPowerOfTenOrZero,
      let unit = Self.power(ofTen: shown.lastExponent), let wanted = Self.approximation(shown)
    else { return nil }
    let error = Self.error * (result.size + wanted.magnitude)
    let distance = (result.value - wanted).magnitude
    if distance + error < unit * 0.5 { return true }
    if distance - error > unit * 0.5 { return false }
    return nil
  }

  private func hasAllDigits(_ shown: DecimalNumeral) -> Bool {
    switch family.writer.numbers.rounding {
    case .significantDigits(let count): shown.digitCount == count
    case .decimals(let count): shown.lastExponent == -count
    }
  }

  /// A value in doubles, and the largest size of what was added up for it.
  private struct Estimate {
    var value: Double
    var size: Double

    init?(_ definition: MathExpression, _ operands: [Operand], _ position: Int) {
      var next = 0
      self.init(definition, operands, position, &next)
    }

    private init?(
      _ expression: MathExpression, _ operands: [Operand], _ position: Int, _ next: inout Int
    ) {
      switch expression {
      case .quantity, .partial:
        guard let operand = operands[next][position] else { return nil }
        next += 1
        (value, size) = (operand, operand.magnitude)
      case .number(let literal):
        value = literal.value.approximate
        size = value.magnitude
      case .negation(let operand):
        guard let inner = Estimate(operand, operands, position, &next) else { return nil }
        (value, size) = (-inner.value, inner.size)
      case .product(let factors):
        (value, size) = (1, 1)
        for factor in factors {
          guard let inner = Estimate(factor, operands, position, &next) else { return nil }
          value *= inner.value
          size *= inner.size
        }
      case .sum(let terms):
        (value, size) = (0, 0)
        for term in terms {
          guard let inner = Estimate(term.expression, operands, position, &next) else {
            return nil
          }
          value += term.isSubtracted ? -inner.value : inner.value
          size += inner.size
        }
      default: return nil
      }
    }
  }

  private static func approximation(_ literal: NumberLiteral, _ numbers: NumberStyle) -> Double? {
    switch literal {
    case .computed(let value) where !value.isExact: approximation(numbers.rounded(value).numeral)
    case .typed(let number): Double(number.value)
    case .exact(let number): Double(number)
    default: nil
    }
  }

  private static func approximation(_ numeral: DecimalNumeral) -> Double? {
    guard numeral.digitCount <= 15, let power = power(ofTen: numeral.lastExponent) else {
      return nil
    }
    let digits = numeral.withASCIIDigits { digits in
      digits.reduce(0.0) { $0 * 10 + Double($1 - 48) }
    }
    return (numeral.isNegative ? -digits : digits) * power
  }

  /// Ten to a power of small size, to within a few units in the last place; nil for others.
  private static func power(ofTen exponent: Int) -> Double? {
    guard exponent.magnitude <= 30 else { return nil }
    let power = powers[Int(exponent.magnitude)]
    return exponent < 0 ? 1 / power : power
  }

  private static let powers: [Double] = (0...30).map { exponent in
    (0..<exponent).reduce(1.0) { power, _ in power * 10 }
  }
}

extension DecimalNumeral {
  /// Whether the digits are 1 and zeros, or only zeros.
  fileprivate var isPowerOfTenOrZero: Bool {
    withASCIIDigits { digits in
      digits[0] <= UInt8(ascii: "1") && digits.dropFirst().allSatisfy { $0 == UInt8(ascii: "0") }
    }
  }
}
