import MathSyntax

extension IdentityChecker {
  /// How many variants of a wrong side are tried.
  static let variantLimit = 240

  /// How many parts may be valued and gates built for variants.
  static let hintWork = 100_000

  /// How many parts a side may have whose variants are tried.
  static let partLimitOfVariants = 60

  /// Returns the smallest change that makes a wrong claim right; nil where none of the known ones does.
  func hint(for claim: IdentityClaim, _ setting: IdentitySetting) -> IdentityHint? {
    guard findsHints, claim.scope.partCount <= Self.partLimitOfVariants else { return nil }
    var work = Self.hintWork
    var networks = SharedNetworks(seed: seed)
    let right = FormulaVariants(of: claim.right, beside: claim.left).variants(of: claim.right)
    for variant in right.prefix(Self.variantLimit)
    where holds(claim, setting, right: variant, &work, &networks) {
      return IdentityHint(
        mistake: variant.mistake, corrected: variant.expression, changesLeft: false)
    }
    guard !claim.left.isLeaf else { return nil }
    let left = FormulaVariants(of: claim.left, beside: claim.right).variants(of: claim.left)
    for variant in left.prefix(Self.variantLimit)
    where holds(claim, setting, left: variant, &work, &networks) {
      return IdentityHint(
        mistake: variant.mistake, corrected: variant.expression, changesLeft: true)
    }
    return nil
  }

  /// Whether a claim holds with a side replaced, for the functions at hand or the lecture's own.
  private func holds(
    _ claim: IdentityClaim, _ setting: IdentitySetting, left: FormulaVariants.Variant? = nil,
    right: FormulaVariants.Variant? = nil, _ work: inout Int,
    _ networks: inout SharedNetworks
  ) -> Bool {
    guard work > 0 else { return false }
    var changed = IdentityClaim(
      left?.expression ?? claim.left, right?.expression ?? claim.right, claim.conditions,
      claim.names)
    changed.prefersOneUnit = claim.prefersOneUnit
    var settings = [setting]
    for other in notation.settings(for: changed.scope) {
      let other = other.declaring(assumptions)
      if !settings.contains(other) { settings.append(other) }
    }
    for setting in settings where work > 0 {
      let (isRight, spent) = seemsRight(changed, setting, on: &networks)
      work -= spent
      // Two points may agree by chance where a function has a kink; what is offered is true.
      if isRight, judged(changed, setting).isRight { return true }
    }
    return false
  }
}

extension MathExpression {
  /// Whether a side is a quantity or a derivative by itself, which is what a claim is about.
  fileprivate var isLeaf: Bool {
    switch self {
    case .quantity, .partial, .gradient, .change: true
    case .transposed(let operand), .negation(let operand): operand.isLeaf
    default: false
    }
  }
}
