/// A number q + Σ qᵢ ln bᵢ with at least one logarithm: exact, and never rational.
///
/// The bases are whole numbers above 1 without common factors, in ascending order; the coefficients
/// are not zero. By unique factorisation Σ nᵢ ln bᵢ with whole nᵢ is then zero only if all nᵢ are, and e^q
/// is no root of a fraction unless q = 0 (Lindemann 1882): such a number is not rational, and two of
/// them are equal if their difference has no logarithm left.
public struct LogarithmicSum: Sendable {
  /// q.
  public let rational: Rational
  /// The logarithms, by ascending base.
  public let terms: [Term]

  /// A multiple of the logarithm of a whole number.
  public struct Term: Hashable, Sendable {
    /// The whole number, above 1.
    public let base: BigUInt
    /// The factor of its logarithm, not zero.
    public let coefficient: Rational
  }

  /// Creates a number, or nil where no logarithm is left.
  init?(_ rational: Rational, _ terms: [Term]) {
    if terms.isEmpty { return nil }
    self.rational = rational
    self.terms = terms
  }

  /// The bits of all its parts together.
  public var bitWidth: Int {
    terms.reduce(rational.bitWidth) { $0 + $1.base.bitWidth + $1.coefficient.bitWidth }
  }

  /// Returns the product with a fraction that is not zero.
  func scaled(by factor: Rational) -> LogarithmicSum {
    LogarithmicSum(
      rational: rational * factor,
      terms: terms.map { Term(base: $0.base, coefficient: $0.coefficient * factor) })
  }

  /// Returns the sum with a fraction.
  func adding(_ summand: Rational) -> LogarithmicSum {
    LogarithmicSum(rational: rational + summand, terms: terms)
  }

  private init(rational: Rational, terms: [Term]) {
    self.rational = rational
    self.terms = terms
  }
}

extension LogarithmicSum: Hashable {
  /// Returns whether both are the same number, whatever their bases.
  public static func == (left: LogarithmicSum, right: LogarithmicSum) -> Bool {
    if left.rational != right.rational { return false }
    if left.terms == right.terms { return true }
    return CoprimeBases(left.terms).adding(right.terms, negated: true).terms.isEmpty
  }

  /// Hashes the rational part, which equal numbers have in common.
  public func hash(into hasher: inout Hasher) { hasher.combine(rational) }
}

extension LogarithmicSum: CustomStringConvertible {
  /// The number in plain ASCII, as it is read back: `1/2+ln(3)`, `-2*ln(2)`, `3/2*ln(2)-ln(5)`.
  public var description: String {
    var text = rational.isZero ? "" : rational.description
    for term in terms {
      let isNegative = term.coefficient.isNegative
      if isNegative { text += "-" } else if !text.isEmpty { text += "+" }
      let factor = term.coefficient.magnitude
      if factor != .one { text += factor.description + "*" }
      text += "ln(\(term.base))"
    }
    return text
  }
}
