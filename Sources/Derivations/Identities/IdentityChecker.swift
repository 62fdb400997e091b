import BackpropEngine
import ExactArithmetic
public import MathSyntax

/// Decides whether two expressions about a network are equal: for every network, or for those of the
/// functions that were declared.
///
/// Both sides are built as one arithmetic circuit over a network of variables, for all numbers that
/// their free letters can stand for. Equal canonical forms are a proof; a prime field tells at once
/// what is wrong, and small numbers are looked for that show it, exactly or in disjoint intervals.
/// General functions come first. What is refuted for them is tried with the default functions of the
/// lecture, and is right with a note where it holds for those.
public struct IdentityChecker: Sendable {
  /// The lecture whose formulas are judged.
  public let notation: Notation
  /// What was declared.
  public let assumptions: IdentityAssumptions
  /// Whether a wrong claim is compared with the mistakes that students make.
  public var findsHints = true
  /// Whether letters without a unit may mean one unit a layer; false where they are bold or capitals.
  public var mayMeanOneUnit = true
  /// The number of units of each layer, where claims are about a network of these widths.
  public var widths: [Int]?
  /// What the random numbers come from; the same seed gives the same decisions.
  public var seed: UInt64 = 20_250

  /// How many parts the two sides may have together.
  public static let partLimit = 2000
  /// How many free letters the two sides may have together.
  static let letterLimit = 16
  /// How many random points are tried.
  public static let pointCount = 12

  /// Creates a checker.
  public init(_ notation: Notation, assumptions: IdentityAssumptions = IdentityAssumptions()) {
    self.notation = notation
    self.assumptions = assumptions
  }

  /// Returns what is found out about the claim that two expressions are equal.
  ///
  /// - Parameters:
  ///   - conditions: what restricts the claim, such as l = 1 and i ≠ j; see
  ///     `NotationReader.restrictions(of:)`.
  ///   - names: what the names that the text has introduced stand for.
  public func decide(
    _ left: MathExpression, equals right: MathExpression, where conditions: [Comparison] = [],
    names: [String: MathExpression] = [:]
  ) -> IdentityDecision {
    guard let missing = MissingLayers(left, right) else {
      return decide(IdentityClaim(left, right, conditions, names))
    }
    // Without layers, a is the output of the layer or its input, whichever makes sense.
    var first: IdentityDecision?
    for place in [MissingLayers.Activations.ofTheLayer, .ofTheLayerBefore] {
      var claim = IdentityClaim(
        missing.filled(left, place), missing.filled(right, place), conditions, names)
      claim.prefersOneUnit = missing.isOfOneLayer && mayMeanOneUnit && claim.scope.isPlain
      let decision = decide(claim)
      if decision.isRight { return decision }
      if first == nil || first?.isWrong == false && decision.isWrong { first = decision }
    }
    return first ?? IdentityDecision(.undecided(.undistinguished))
  }

  private func decide(_ claim: IdentityClaim) -> IdentityDecision {
    if claim.scope.partCount > Self.partLimit {
      return IdentityDecision(.undecided(.tooLarge(limit: Self.partLimit)))
    }
    if claim.scope.letterCount > Self.letterLimit {
      return IdentityDecision(.undecided(.tooMuchWork))
    }
    var firstFailure: Judgement?
    var others: [Judgement] = []
    let declared = IdentitySetting().declaring(assumptions)
    var tried: Set<IdentitySetting> = []
    for setting in notation.settings(for: claim.scope) {
      let setting = setting.declaring(assumptions)
      guard tried.insert(setting).inserted else { continue }
      let judgement = judged(claim, setting)
      if judgement.isRight { return decision(judgement, claim, declared) }
      if case .undecided(.tooMuchWork) = judgement.outcome {
        return IdentityDecision(.undecided(.tooMuchWork))
      }
      // What fails for general functions is reported for them.
      if firstFailure == nil || firstFailure?.isUndecided == true && !judgement.isUndecided {
        firstFailure = judgement
      } else if case .differs = judgement.outcome {
        others.append(judgement)
      }
      if case .fault? = firstFailure?.outcome { break }
    }
    guard let firstFailure else { return IdentityDecision(.undecided(.undistinguished)) }
    let decision = decision(firstFailure, claim, declared)
    guard case .undecided = decision.verdict else { return decision }
    // General functions may have no values where ln a is taken; those of the lecture show it then.
    for other in others {
      let shown = self.decision(other, claim, declared)
      if case .refuted = shown.verdict { return shown }
    }
    return decision
  }
}

/// A claim with what it names.
struct IdentityClaim {
  var left: MathExpression
  var right: MathExpression
  var conditions: [Comparison]
  var names: [String: MathExpression]
  var scope: ClaimScope
  /// Whether letters without a unit and a layer are numbers, not vectors.
  var prefersOneUnit = false

  init(
    _ left: MathExpression, _ right: MathExpression, _ conditions: [Comparison],
    _ names: [String: MathExpression]
  ) {
    let gradients =
      Self.parameter(left) ?? Self.parameter(right)
      ?? (left.holdsOpenGradient && right.holdsOpenGradient ? Self.anyWeights : nil)
    self.left = left.namingGradients(gradients)
    self.right = right.namingGradients(gradients)
    self.conditions = conditions
    self.names = names
    var scope = ClaimScope([self.left, self.right], conditions)
    // What names stand for is part of the claim.
    var known: Set<String> = []
    while let open = scope.names.first(where: { names[$0] != nil && !known.contains($0) }) {
      known.insert(open)
      scope = ClaimScope(
        [self.left, self.right] + known.sorted().compactMap { names[$0] }, conditions)
    }
    self.scope = scope
  }

  /// In ∇C = 1/n Σ_x ∇C_x the gradient is by anything: by the weights of any layer.
  private static let anyWeights = Quantity(.weight, layer: .variable(.layer))

  /// The parameter whose new value or change stands on a side, by which ∇C is then meant.
  private static func parameter(_ side: MathExpression) -> Quantity? {
    switch side {
    case .quantity(var quantity)
    where quantity.isUpdated && (quantity.kind == .weight || quantity.kind == .bias):
      quantity.isUpdated = false
      return quantity
    case .change(.quantity(let quantity)): return quantity
    case .change(.transposed(.quantity(let quantity))): return quantity
    case .transposed(let operand): return parameter(operand)
    default: return nil
    }
  }
}

extension MathExpression {
  /// Whether ∇C stands somewhere without what it is taken by.
  fileprivate var holdsOpenGradient: Bool {
    if case .gradient(_, nil) = self { return true }
    return containsPart { $0.holdsOpenGradient }
  }

  /// Returns the expression with ∇C by everything taken by a parameter.
  fileprivate func namingGradients(_ parameter: Quantity?) -> MathExpression {
    guard let parameter else { return self }
    if case .gradient(let operand, nil) = self {
      return .gradient(of: operand, by: .quantity(parameter))
    }
    return mapParts { $0.namingGradients(parameter) }
  }
}
