public import ExactArithmetic

/// An activation function in one arithmetic: its value and its derivative, side by side.
///
/// The function's constants are converted once, so that a value costs no conversion. `softmax` is
/// a function of its whole layer and has no value here: see `Softmax`. Inlinable, because judges of
/// homework work out thousands of values in arithmetics of their own.
public struct ActivationFunction<Scalar: ElementaryFunctions>: Sendable {
  /// The function that this one computes.
  public let activation: Activation
  /// What the derivative of relu is at z = 0.
  @usableFromInline let derivativeAtKink: Scalar
  /// The slope of leaky-relu, the alpha of elu, the 6 of relu6, the 1.7159 of scaled-tanh.
  @usableFromInline let parameter: Scalar
  /// The 2/3 of scaled-tanh.
  @usableFromInline let innerScale: Scalar

  /// Creates the function in the arithmetic `Scalar`.
  ///
  /// - Parameter precision: bits kept by arithmetics of variable precision.
  @inlinable
  public init(
    _ activation: Activation,
    derivativeAtKink: Problem.DerivativeAtKink = .zero,
    precision: Int = 0
  ) {
    self.activation = activation
    self.derivativeAtKink = derivativeAtKink == .one ? .one : .zero
    let constants: (parameter: ExactNumber, innerScale: ExactNumber) =
      switch activation {
      case .identity, .step, .sign, .sigmoid, .tanh, .relu, .softplus, .square, .softmax: (0, 0)
      case .scaledTanh: (ExactNumber(Rational(17159, 10000)), ExactNumber(Rational(2, 3)))
      case .leakyReLU(let slope): (slope.value, 0)
      case .relu6: (6, 0)
      case .elu(let alpha): (alpha.value, 0)
      }
    parameter = Scalar(constants.parameter, precision: precision)
    innerScale = Scalar(constants.innerScale, precision: precision)
  }

  /// Returns f(z); at a kink or a jump, as `Activation` states it.
  ///
  /// - Throws: `irrational` where the arithmetic lacks the value, `undecidedSign` where the branch
  ///   cannot be told.
  /// - Precondition: the function is not `softmax`.
  @inlinable
  public func value(at z: Scalar) throws(ArithmeticFault) -> Scalar {
    switch activation {
    case .identity: return z
    case .step: return try sign(of: z) == .negative ? .zero : .one
    case .sign: return try sign(of: z) == .negative ? -Scalar.one : .one
    case .sigmoid: return try z.logistic()
    case .tanh: return try z.hyperbolicTangent()
    case .scaledTanh: return parameter * (try (innerScale * z).hyperbolicTangent())
    case .relu: return try sign(of: z) == .positive ? z : .zero
    case .leakyReLU: return try sign(of: z) == .positive ? z : parameter * z
    case .relu6:
      guard try sign(of: z) == .positive else { return .zero }
      return try sign(of: z - parameter) == .negative ? z : parameter
    case .elu:
      return try sign(of: z) == .positive ? z : parameter * (try z.exponential() - .one)
    case .softplus:
      // ln(1 + e^z) = z + ln(1 + e^(−z)): the exponent that is not positive cannot overflow.
      guard z.sign == .positive else { return try (.one + z.exponential()).logarithm() }
      return z + (try (.one + (-z).exponential()).logarithm())
    case .square: return z * z
    case .softmax: preconditionFailure("softmax is a function of its whole layer")
    }
  }

  /// Returns f'(z), from z and a = f(z), whichever is cheaper.
  ///
  /// - Throws: as `value(at:)`.
  /// - Precondition: the function is not `softmax`.
  @inlinable
  public func derivative(at z: Scalar, value a: Scalar) throws(ArithmeticFault) -> Scalar {
    switch activation {
    case .identity: return .one
    case .step, .sign: return .zero
    case .sigmoid: return a * (.one - a)
    case .tanh: return .one - a * a
    case .scaledTanh:
      // With c = 1.7159 and t = a/c: c · 2/3 · (1 − t²) = 2/3 · (c − a²/c).
      return innerScale * (parameter - (try (a * a).divided(by: parameter)))
    case .relu:
      switch try sign(of: z) {
      case .positive: return .one
      case .zero: return derivativeAtKink
      case .negative: return .zero
      }
    case .leakyReLU: return try sign(of: z) == .positive ? .one : parameter
    case .relu6:
      guard try sign(of: z) == .positive else { return .zero }
      return try sign(of: z - parameter) == .negative ? .one : .zero
    case .elu: return try sign(of: z) == .positive ? .one : parameter * (try z.exponential())
    case .softplus: return try z.logistic()
    case .square: return z + z
    case .softmax: preconditionFailure("softmax is a function of its whole layer")
    }
  }

  @inlinable
  func sign(of z: Scalar) throws(ArithmeticFault) -> Sign {
    guard let sign = z.sign else { throw .undecidedSign }
    return sign
  }
}
