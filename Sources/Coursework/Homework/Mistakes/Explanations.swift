public import BackpropEngine
import ExactArithmetic

/// Which mistakes explain a number.
extension MistakeCatalogue {
  /// Families of mistakes that may explain a number at once; more of them prove nothing.
  public static var familyLimit: Int { 3 }
  /// The significant digits that a number needs, so that a mistake is recognised by it.
  public static var significantDigitsNeeded: Int { 2 }

  /// Returns the numbers that a mistake in the steps before gives, where they were not written down: of a
  /// weighted input's mistakes in its activation, of an error's in a gradient, of a gradient's in an
  /// update.
  public func carriedValues(
    of quantity: TraceQuantity, at moment: TraceMoment = TraceMoment(), inputs: Inputs
  ) -> [MistakenValue<Scalar>] {
    var list = MistakeList<Scalar>()
    addCarriedMistakes(in: quantity, at: moment, inputs, to: &list)
    return list.values.sortedBySimplicity()
  }

  /// Returns the mistakes that explain a number, the simplest first; none where too many would.
  ///
  /// One mistake alone is tried first, then one in a step that was not written down, then a mistake
  /// together with a wrong sign or a factor of 2 or 1/2. More than three families, or fewer than two
  /// significant digits, prove nothing.
  ///
  /// - Parameters:
  ///   - significantDigits: how many the student wrote.
  ///   - carrying: whether the step before was not written down.
  ///   - matching: whether the student's number, with its digits, is this one.
  public func explanations(
    of quantity: TraceQuantity, at moment: TraceMoment = TraceMoment(), significantDigits: Int,
    carrying: Bool = false, inputs: Inputs, matching: (Scalar) -> Bool
  ) -> [Mistake] {
    if significantDigits < Self.significantDigitsNeeded { return [] }
    let own = values(of: quantity, at: moment, inputs: inputs)
    if let found = Self.named(own.filter { matching($0.value) }) { return found }
    let carried = carrying ? carriedValues(of: quantity, at: moment, inputs: inputs) : []
    if let found = Self.named(carried.filter { matching($0.value) }) { return found }
    return pairs(own, in: quantity, matching) ?? []
  }

  /// Returns the mistakes whose numbers are accepted too, although they are not the right number: the
  /// claim is too coarse to tell them from it.
  ///
  /// - Parameters:
  ///   - right: the right number; a mistake that gives exactly it changes nothing, and is left out.
  ///   - matching: whether the student's number, with its digits, is this one.
  public func indistinguishable(
    of quantity: TraceQuantity, at moment: TraceMoment = TraceMoment(), from right: Scalar,
    inputs: Inputs, matching: (Scalar) -> Bool
  ) -> [Mistake] {
    let accepted = values(of: quantity, at: moment, inputs: inputs).filter {
      !$0.value.isSame(as: right) && matching($0.value)
    }
    return accepted.mistakesInOrder()
  }

  /// Applies the rule of ambiguity; nil: nothing matched.
  static func named(_ matches: [MistakenValue<Scalar>]) -> [Mistake]? {
    if matches.isEmpty { return nil }
    let families = Set(matches.map(\.kind.family))
    return families.count > familyLimit ? [] : matches.mistakesInOrder()
  }

  /// Returns the mistakes that explain a number together with a wrong sign or a factor, in quantities
  /// that have such mistakes; nil: none.
  func pairs(
    _ mistakes: [MistakenValue<Scalar>], in quantity: TraceQuantity, _ matching: (Scalar) -> Bool
  ) -> [Mistake]? {
    guard quantity.isDerivative else { return nil }
    var found: [(first: MistakeKind, second: MistakeKind)] = []
    for mistake in mistakes where mistake.kind.family != .sign && mistake.kind.family != .factor {
      func add(_ value: Scalar, _ second: MistakeKind) {
        guard matching(value), !found.contains(where: { $0 == (mistake.kind, second) }) else {
          return
        }
        found.append((mistake.kind, second))
      }
      add(-mistake.value, .sign)
      if problem.cost?.hasLogarithms == false {
        add(mistake.value + mistake.value, .factorTwo)
        add(half * mistake.value, .factorHalf)
      }
    }
    if found.isEmpty { return nil }
    if Set(found.map(\.first.family)).count > Self.familyLimit { return [] }
    return found.map { Mistake($0.first, with: $0.second) }
  }
}

extension TraceQuantity {
  /// Whether the quantity is a derivative of the cost.
  var isDerivative: Bool {
    switch self {
    case .costDerivative, .error, .weightGradient, .biasGradient, .batchWeightGradient,
      .batchBiasGradient:
      true
    case .input, .target, .weight, .bias, .weightedInput, .activation, .activationDerivative,
      .softmaxJacobian, .cost, .batchCost, .regularization, .updatedWeight, .updatedBias,
      .updatedCost, .state:
      false
    }
  }
}

extension Array {
  /// Returns the mistakes without repetitions.
  func mistakesInOrder<Scalar>() -> [Mistake] where Element == MistakenValue<Scalar> {
    var seen: Set<[MistakeKind?]> = []
    return filter { seen.insert([$0.kind, $0.partner]).inserted }.map(\.mistake)
  }
}

extension Field {
  /// Whether two numbers are the same, as far as the arithmetic can tell.
  func isSame(as other: Self) -> Bool {
    let difference = self - other
    guard let sign = difference.sign, sign != .zero else { return true }
    // A double's last digits are rounding.
    guard case .double(let distance) = difference.erased else { return false }
    return distance.magnitude <= 1e-12 * other.erased.approximate.magnitude
  }
}
