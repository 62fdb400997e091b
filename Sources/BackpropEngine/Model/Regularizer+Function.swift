public import ExactArithmetic

extension Regularizer {
  /// The factor λ, as typed.
  public var strength: TypedNumber {
    switch self {
    case .l1(let strength), .l2(let strength), .weightElimination(let strength): strength
    }
  }

  /// Returns one weight's part of the sum, without λ: |w|, w² or w²/(1 + w²).
  ///
  /// - Throws: `undecidedSign` where |w| cannot be told.
  public func value<Scalar: Field>(of w: Scalar) throws(ArithmeticFault) -> Scalar {
    switch self {
    case .l1: return try Self.sign(of: w) == .negative ? -w : w
    case .l2: return w * w
    case .weightElimination:
      let square = w * w
      return try square.divided(by: .one + square)
    }
  }

  /// Returns the derivative of one weight's part, without λ: sign w, 2w or 2w/(1 + w²)².
  ///
  /// - Throws: `undecidedSign` where the sign of w cannot be told.
  public func derivative<Scalar: Field>(at w: Scalar) throws(ArithmeticFault) -> Scalar {
    switch self {
    case .l1:
      switch try Self.sign(of: w) {
      case .negative: return -Scalar.one
      case .zero: return .zero
      case .positive: return .one
      }
    case .l2: return w + w
    case .weightElimination:
      let denominator = .one + w * w
      return try (w + w).divided(by: denominator * denominator)
    }
  }

  private static func sign<Scalar: Field>(of w: Scalar) throws(ArithmeticFault) -> Sign {
    guard let sign = w.sign else { throw .undecidedSign }
    return sign
  }
}
