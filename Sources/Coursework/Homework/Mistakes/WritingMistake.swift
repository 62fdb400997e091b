public import BackpropEngine
public import ExactArithmetic

/// Mistakes in writing a number down that was right before.
///
/// What is right is told by a predicate: whether a number, written with so many decimals, is accepted.
public enum WritingMistake {
  /// Whether a number that is written with so many decimals is right.
  public typealias Acceptance = (_ number: Rational, _ decimals: Int) -> Bool

  /// Returns whether the right number was cut off after its last written digit.
  ///
  /// It lies between the written number and the next one away from zero. Where it is accepted as a
  /// rounding, nothing was mistaken: who asks tries that first.
  public static func isTruncation(
    _ written: Rational, decimals: Int, of isRight: Acceptance
  ) -> Bool {
    let half = Rational(1, 2) * unit(decimals)
    if written.isZero { return isRight(half, decimals) || isRight(-half, decimals) }
    return isRight(written.isNegative ? written - half : written + half, decimals)
  }

  /// Returns whether the number is minus the right one.
  public static func isNegation(
    _ written: Rational, decimals: Int, of isRight: Acceptance
  ) -> Bool {
    !written.isZero && isRight(-written, decimals)
  }

  /// Returns n where the number is 10^n times the right one, n ≠ 0, |n| ≤ 6; else nil.
  public static func scale(
    _ written: Rational, decimals: Int, of isRight: Acceptance
  ) -> Int? {
    if written.isZero { return nil }
    for size in 1...6 {
      for power in [size, -size]
      where isRight(written * unit(power), decimals + power) { return power }
    }
    return nil
  }

  /// Returns whether the number is right once two neighbouring digits are exchanged.
  public static func hasSwappedDigits(
    _ written: Rational, decimals: Int, of isRight: Acceptance
  ) -> Bool {
    // The digits as a whole number; more than eighteen are nobody's slip of the pen.
    let scaled = written.magnitude * unit(-decimals)
    guard scaled.isInteger, let digits = Int(scaled.description), digits < 1_000_000_000_000_000_000
    else { return false }
    var place = 1
    while place <= digits / 10 || place <= (decimals > 0 ? 1 : 0) {
      let low = digits / place % 10
      let high = digits / place / 10 % 10
      if low != high {
        let exchanged = digits + (low - high) * 9 * place
        let number = Rational(exchanged) * unit(decimals)
        if isRight(written.isNegative ? -number : number, decimals) { return true }
      }
      place *= 10
    }
    return false
  }

  /// Returns 10^(−decimals).
  static func unit(_ decimals: Int) -> Rational {
    let power = Rational(10).power(Int(decimals.magnitude))
    return decimals >= 0 ? power.reciprocal : power
  }
}

extension Problem {
  /// Returns whether a number is outside what its quantity can be, by more than its written decimals
  /// allow: an output of sigmoid over 1, a cost below 0.
  ///
  /// 1.00 is an honest σ(6): half a unit of the last digit is allowed on each side.
  public func isImpossible(
    _ written: Rational, decimals: Int, for quantity: TraceQuantity
  ) -> Bool {
    guard let range = range(of: quantity) else { return false }
    let half = Rational(1, 2) * WritingMistake.unit(decimals)
    if let lower = range.lower, written < lower - half { return true }
    if let upper = range.upper, upper + half < written { return true }
    return false
  }

  /// Returns the bounds of a quantity, whatever the weights are; nil: none are known.
  private func range(of quantity: TraceQuantity) -> (lower: Rational?, upper: Rational?)? {
    switch quantity {
    case .activation(let layer, _) where layer >= 1 && layer <= network.depth:
      switch network.layers[layer - 1].activation {
      case .sigmoid, .softmax, .step: (0, 1)
      case .tanh, .sign: (-1, 1)
      case .relu, .softplus, .square: (0, nil)
      case .relu6: (0, 6)
      case .scaledTanh: (Rational(-17159, 10000), Rational(17159, 10000))
      case .identity, .leakyReLU, .elu: nil
      }
    case .activationDerivative(let layer, _) where layer >= 1 && layer <= network.depth:
      switch network.layers[layer - 1].activation {
      case .sigmoid, .softmax: (0, Rational(1, 4))
      case .tanh, .relu, .relu6, .softplus: (0, 1)
      case .identity, .step, .sign, .scaledTanh, .leakyReLU, .elu, .square: nil
      }
    case .cost: costRange
    case .batchCost, .updatedCost: regularizer == nil ? costRange : nil
    default: nil
    }
  }

  /// A cross-entropy is below 0 where an output may be over 1.
  private var costRange: (lower: Rational?, upper: Rational?)? {
    switch (cost, network.layers[network.depth - 1].activation) {
    case (.halfSquaredError, _), (.squaredError, _): (0, nil)
    case (.crossEntropy, .softmax), (.crossEntropy, .sigmoid), (.binaryCrossEntropy, .sigmoid),
      (.binaryCrossEntropy, .softmax):
      (0, nil)
    default: nil
    }
  }
}
