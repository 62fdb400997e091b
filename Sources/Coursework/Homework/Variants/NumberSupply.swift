import BackpropEngine
import ExactArithmetic

/// The numbers that a variant is drawn from, for each place one list.
struct NumberSupply: Sendable {
  /// Weights, without 0, the smallest first.
  let weights: [TypedNumber]
  /// Biases, without 0.
  let biases: [TypedNumber]
  /// Inputs, above 0.
  let inputs: [TypedNumber]
  /// Targets of outputs that can be any number.
  let targets: [TypedNumber]
  /// Weights and biases of a softmax layer right behind whole inputs: softmax of them are fractions.
  let logits: [TypedNumber]

  init(_ kind: NumberKind) {
    switch kind {
    case .decimals:
      weights = Self.signed((1...19).map { Self.hundredths(5 * $0) })
      biases = Self.signed((2...12).map { Self.hundredths(5 * $0) })
      inputs = (2...19).map { Self.hundredths(5 * $0) }
      targets = (1...19).map { Self.hundredths(5 * $0) }
      logits = weights
    case .integers:
      weights = Self.signed((1...4).map { TypedNumber(Rational($0)) })
      biases = Self.signed((1...5).map { TypedNumber(Rational($0)) })
      inputs = (1...5).map { TypedNumber(Rational($0)) }
      targets = (1...9).map { TypedNumber(Rational($0)) }
      logits = Self.logarithms
    case .fractions:
      weights = Self.signed(
        [(1, 4), (1, 3), (1, 2), (2, 3), (3, 4), (4, 3), (3, 2), (5, 3)].map(Self.fraction))
      biases = Self.signed([(1, 4), (1, 3), (1, 2), (2, 3), (3, 4)].map(Self.fraction))
      inputs = [(1, 4), (1, 3), (1, 2), (2, 3), (3, 4), (3, 2), (2, 1)].map(Self.fraction)
      targets = [(1, 4), (1, 3), (1, 2), (2, 3), (3, 4), (1, 5), (4, 5)].map(Self.fraction)
      logits = Self.logarithms
    }
  }

  /// 0 and 1, and −1 and 1: what the targets of bounded outputs are.
  static let bits = [TypedNumber(0), TypedNumber(1)]
  static let signs = [TypedNumber(-1), TypedNumber(1)]
  /// The inputs before logarithms: powers of fractions stay short.
  static let smallIntegers = [TypedNumber(1), TypedNumber(2)]

  private static let logarithms: [TypedNumber] =
    [(2, 1), (3, 1), (1, 2), (1, 3), (3, 2), (2, 3), (5, 1), (1, 5)].compactMap { above, below in
      guard let value = try? ExactNumber(above, below).logarithm() else { return nil }
      return TypedNumber(
        value: value, text: below == 1 ? "ln(\(above))" : "ln(\(above)/\(below))")
    }

  private static func signed(_ numbers: [TypedNumber]) -> [TypedNumber] {
    numbers.flatMap { [$0, TypedNumber(value: -$0.value, text: "-\($0.text)")] }
  }

  private static func hundredths(_ value: Int) -> TypedNumber {
    let digits = value % 100
    return TypedNumber(
      value: Rational(value, 100), text: "\(value / 100).\(digits < 10 ? "0" : "")\(digits)")
  }

  private static func fraction(_ above: Int, _ below: Int) -> TypedNumber {
    TypedNumber(Rational(above, below))
  }

  /// Returns the weights that a unit with so many inputs gets: smaller ones, where there are many.
  func weights(fanIn: Int) -> ArraySlice<TypedNumber> {
    fanIn <= 3 ? weights[...] : weights[..<max(6, weights.count * 3 / fanIn / 2 * 2)]
  }
}

extension SplitMix64 {
  /// Returns the generator of one draw of a variant: independent of that of the next.
  static func ofVariant(_ variant: Int, seed: UInt64, draw: Int) -> SplitMix64 {
    var seeds = SplitMix64(seed: seed)
    let own = seeds.next() ^ UInt64(truncatingIfNeeded: variant)
    var mixed = SplitMix64(seed: own)
    for _ in 1..<draw { _ = mixed.next() }
    return SplitMix64(seed: mixed.next())
  }
}
