import BackpropEngine
import Derivations
import ExactArithmetic
import MathSyntax

/// What quantities are worth.
enum ValueSource {
  /// As the trace has them.
  case truth
  /// As the student wrote them where that was right.
  case acceptedOwn
  /// As the student wrote them, right or wrong.
  case allOwn
}

/// What a name stands for that the text has introduced.
struct NamedNumber {
  /// How it was defined.
  var expression: MathExpression?
  /// The number that was written for it last.
  var number: OwnValue?
}

enum ValuationLimits {
  /// Operations that one side of a link may take.
  static let work = 20_000
  /// How deep expressions and steps may lie within each other.
  static let depth = 200
}

/// Works expressions out on a problem, from its true values or from the student's own.
///
/// Written decimals stand for all numbers that are rounded to them where that is asked for; a quantity
/// that the student wrote down stands for what was written, and one that was not is worked out from
/// the nearest ones that were.
final class Valuation<Base: Enclosure> {
  typealias Boxed = BoxedNumber<Base>

  let truth: JudgedProblem?
  let moment: TraceMoment
  let source: ValueSource
  /// Whether decimals stand for all that is rounded to them.
  let boxesDecimals: Bool
  let own: OwnValues
  /// What names stand for that the text has introduced.
  let names: [String: NamedNumber]
  /// Which way kinks go that the box contains: one bit each.
  let branches: Int
  /// Whether decimals that look like given numbers are boxes too.
  var boxesGiven = false
  /// Whether 2.5 and 4.0 are boxes too; 0.5 is not.
  var boxesHalves = false
  /// The quantity that is judged: its own number explains nothing.
  var subject: TraceEvent?

  /// Whether a slope is worked out from z where it could be from a = f(z) too: by a (1 − a).
  var takesSlopesFromZ = false

  /// Whether there was such a slope.
  private(set) var usesSlopes = false
  /// Kinks that were met.
  private(set) var kinkCount = 0
  /// Wrong numbers of the student that were used.
  var wrongUsed: [TraceEvent: OwnValue] = [:]
  /// Whether a rounded number of the student was used.
  var usesRounded = false
  /// Wrong numbers of the student's own names that were used.
  var wrongNames: [OwnValue] = []
  private var budget = ValuationLimits.work
  private var depth = 0
  /// What quantities are worth that were asked for.
  var values: [TraceEvent: Boxed] = [:]
  var variables: [TraceEvent: Int] = [:]
  private var nextVariable = 0
  private var sharedLiterals: [WrittenNumber: Int] = [:]

  init(
    _ truth: JudgedProblem?, at moment: TraceMoment, from source: ValueSource,
    boxesDecimals: Bool, own: OwnValues = OwnValues(), names: [String: NamedNumber] = [:],
    branches: Int = 0
  ) {
    self.truth = truth
    self.moment = moment
    self.source = source
    self.boxesDecimals = boxesDecimals
    self.own = own
    self.names = names
    self.branches = branches
  }

  var precision: Int { truth?.precision ?? Certified.standardPrecision * 2 }
  /// What names mean: for questions that are seldom asked.
  var meaning: Meaning? { truth?.meaning(at: moment) }

  func spend(_ amount: Int = 1) throws(MeaningError) {
    budget -= amount
    if budget < 0 { throw .arithmetic(.overflow) }
  }

  // MARK: Expressions

  /// Returns what an expression is worth.
  ///
  /// - Throws: why it has no value here; `overflow` where it takes too much work.
  func value(
    of expression: MathExpression, _ bindings: IndexBindings = [:]
  ) throws(MeaningError) -> Boxed {
    try spend()
    depth += 1
    defer { depth -= 1 }
    if depth > ValuationLimits.depth { throw .arithmetic(.overflow) }
    let result = try unboundedValue(of: expression, bindings)
    // Homework may hold 9^(9^9): what no page can show is not worked out further.
    if result.middle.isExtreme || result.range.isExtreme { throw .arithmetic(.overflow) }
    return result
  }

  private func unboundedValue(
    of expression: MathExpression, _ bindings: IndexBindings
  ) throws(MeaningError) -> Boxed {
    switch expression {
    case .number(let literal):
      if case .typed(let typed) = literal, Certified(typed.value, precision: 64).isExtreme {
        throw .arithmetic(.overflow)
      }
      return number(literal)
    case .quantity(let quantity):
      return try value(of: name(of: quantity, bindings), quantity)
    case .index(let index): return fixed(Rational(try number(index, bindings)))
    case .name(let name): return try named(name)
    case .sum(let terms):
      var total: Boxed?
      for term in terms {
        let next = try value(of: term.expression, bindings)
        if let sum = total {
          total = term.isSubtracted ? sum - next : sum + next
        } else {
          total = term.isSubtracted ? -next : next
        }
      }
      return total ?? .zero
    case .product(let factors): return try product(factors, bindings)
    case .hadamard(let factors): return try product(factors, bindings)
    case .quotient(let numerator, let denominator):
      let above = try value(of: numerator, bindings)
      let below = try value(of: denominator, bindings)
      return try faults { () throws(ArithmeticFault) in try above.divided(by: below) }
    case .power(let base, let exponent): return try power(base, exponent, bindings)
    case .negation(let operand): return -(try value(of: operand, bindings))
    case .apply(let function, let argument):
      return try apply(function, argument, bindings)
    case .maximum(let operands): return try extremum(operands, .positive, bindings)
    case .minimum(let operands): return try extremum(operands, .negative, bindings)
    case .summation(let sum):
      var total = Boxed.zero
      var inner = bindings
      for index in try range(of: sum.domain, bindings) {
        inner[sum.variable] = index
        total = total + (try value(of: sum.body, inner))
      }
      return total
    case .partial(.quantity(let of), by: .quantity(let by)):
      return try partial(
        of.mapIndices(instantiate(bindings)), by: by.mapIndices(instantiate(bindings)))
    case .partial(_, by: .quantity):
      return try total(expression.instantiated(bindings, depth: truth?.problem.network.depth))
    case .indicator(let comparison): return try holds(comparison, bindings) ? .one : .zero
    case .cases(let cases):
      for each in cases {
        guard let condition = each.condition else { return try value(of: each.value, bindings) }
        if try holds(condition, bindings) { return try value(of: each.value, bindings) }
      }
      throw .notANumber(expression)
    case .change(let operand):
      guard case .quantity(var quantity) = operand else { throw .notANumber(expression) }
      quantity.isUpdated = false
      let before = try value(of: .quantity(quantity), bindings)
      return try value(of: .quantity(quantity.updated), bindings) - before
    case .transposed(let operand): return try value(of: operand, bindings)
    case .vector(let entries) where entries.count == 1:
      return try value(of: entries[0], bindings)
    case .partial, .vector, .matrix, .gradient: throw .notANumber(expression)
    }
  }

  func faults(
    _ body: () throws(ArithmeticFault) -> Boxed
  ) throws(MeaningError) -> Boxed {
    do {
      let value = try body()
      try value.validate(bitLimit: nil)
      return value
    } catch {
      throw .arithmetic(error)
    }
  }

  func fixed(_ value: Rational) -> Boxed {
    Boxed(Base(value, precision: precision))
  }

  // MARK: Written numbers

  private func number(_ literal: NumberLiteral) -> Boxed {
    guard let written = WrittenNumber(literal) else {
      return Boxed(Base(KnownNumber(literal.value, precision: precision), precision: precision))
    }
    return number(written)
  }

  private func number(_ written: WrittenNumber) -> Boxed {
    guard boxesDecimals else { return fixed(written.value) }
    if let rounded = written.roundedWhole, own.contains(rounded) || isLargeRounding(written) {
      // 17, where the student has rounded to 17 before; 1/(1 + 12840) behind ≈.
      usesRounded = true
      return Boxed(rounded, variable: newVariable(), precision: precision)
    }
    guard isRounded(written) else { return fixed(written.value) }
    usesRounded = true
    return Boxed(
      written, variable: sharedLiterals[written] ?? newVariable(), precision: precision)
  }

  /// Whether a whole number behind ≈ is too large for a constant of a formula.
  private func isLargeRounding(_ written: WrittenNumber) -> Bool {
    boxesHalves && written.value > Rational(99)
      && !(truth?.givenNumbers.contains(written.value) ?? false)
  }

  func newVariable() -> Int {
    nextVariable += 1
    return nextVariable
  }

  /// Whether a decimal in a line is a rounded number: one of the student's own, or one that is
  /// neither given nor a constant of the formula.
  private func isRounded(_ written: WrittenNumber) -> Bool {
    guard let decimals = written.decimals else { return false }
    if own.contains(written) { return true }
    if own.containsExactly(written) { return false }
    // 0.0000 is what a small number is rounded to, also where a 0 is given.
    if written.value.isZero, decimals > 2 { return true }
    if boxesGiven { return true }
    if truth?.givenNumbers.contains(written.value.magnitude) ?? false { return false }
    if 0...1 ~= decimals, (written.value + written.value).isInteger {
      return boxesHalves && written.value != Rational(1, 2)
    }
    return written.value != Rational(1, 4) || decimals > 2
  }

  private func named(_ name: String) throws(MeaningError) -> Boxed {
    guard let named = names[name] else { throw .unbound(IndexVariable(name)) }
    if let own = named.number, takes(own, named) {
      if !own.isAccepted { wrongNames.append(own) }
      return number(own.number)
    }
    guard let expression = named.expression else { throw .unbound(IndexVariable(name)) }
    return try value(of: expression)
  }

  /// Whether the number of a name is taken, and not what it was defined as.
  private func takes(_ number: OwnValue, _ named: NamedNumber) -> Bool {
    switch source {
    case .truth: named.expression == nil
    case .acceptedOwn: number.isAccepted || named.expression == nil
    case .allOwn: true
    }
  }

  // MARK: Operations

  /// Factors x and 1 − x with the same digits are one number.
  private func product(
    _ factors: [MathExpression], _ bindings: IndexBindings
  ) throws(MeaningError) -> Boxed {
    var shared: [WrittenNumber] = []
    if boxesDecimals {
      for factor in factors {
        if let written = WrittenNumber(factor), written.decimals != nil,
          sharedLiterals[written] == nil,
          factors.contains(where: { Self.isComplement($0, of: written) })
        {
          sharedLiterals[written] = newVariable()
          shared.append(written)
        }
      }
    }
    defer { for written in shared { sharedLiterals[written] = nil } }
    var product: Boxed?
    for factor in factors {
      let next = try value(of: factor, bindings)
      product = product.map { $0 * next } ?? next
    }
    return product ?? .one
  }

  /// Whether an expression is 1 − x.
  private static func isComplement(_ expression: MathExpression, of number: WrittenNumber) -> Bool {
    guard case .sum(let terms) = expression, terms.count == 2, terms[0].expression == 1,
      !terms[0].isSubtracted, terms[1].isSubtracted
    else { return false }
    return WrittenNumber(terms[1].expression) == number
  }

  private func power(
    _ base: MathExpression, _ exponent: MathExpression, _ bindings: IndexBindings
  ) throws(MeaningError) -> Boxed {
    let value = try value(of: base, bindings)
    let exponent = try self.value(of: exponent, bindings)
    guard exponent.isFixed, let count = exponent.middle.wholeNumber, abs(count) <= 4096 else {
      return try faults { () throws(ArithmeticFault) in
        try (exponent * value.logarithm()).exponential()
      }
    }
    var result = Boxed.one
    var square = value
    var remaining = abs(count)
    while remaining > 0 {
      if remaining & 1 == 1 { result = result * square }
      remaining >>= 1
      if remaining > 0 { square = square * square }
    }
    guard count < 0 else { return result }
    return try faults { () throws(ArithmeticFault) in try Boxed.one.divided(by: result) }
  }

  private func apply(
    _ function: MathFunction, _ argument: MathExpression, _ bindings: IndexBindings
  ) throws(MeaningError) -> Boxed {
    if case .activation(let layer, let order) = function {
      return try activation(layer, order, argument, bindings)
    }
    let x = try value(of: argument, bindings)
    switch function {
    case .exponential: return try faults { () throws(ArithmeticFault) in try x.exponential() }
    case .logarithm: return try faults { () throws(ArithmeticFault) in try x.logarithm() }
    case .hyperbolicTangent:
      return try faults { () throws(ArithmeticFault) in try x.hyperbolicTangent() }
    case .logistic: return try faults { () throws(ArithmeticFault) in try x.logistic() }
    case .squareRoot: return try faults { () throws(ArithmeticFault) in try x.squareRoot() }
    case .absoluteValue: return try sign(of: x) == .negative ? -x : x
    case .logic: throw .notANumber(.apply(function, argument))
    case .signum: return fixed(Rational(try sign(of: x).rawValue))
    case .rectifier: return try sign(of: x) == .positive ? x : .zero
    case .softplus:
      return try faults { () throws(ArithmeticFault) in
        try (Boxed.one + x.exponential()).logarithm()
      }
    case .derivative(let inner):
      return try faults { () throws(ArithmeticFault) in
        switch inner {
        case .logistic:
          let a = try x.logistic()
          return a * (.one - a)
        case .hyperbolicTangent:
          let a = try x.hyperbolicTangent()
          return .one - a * a
        case .exponential: return try x.exponential()
        case .logarithm: return try Boxed.one.divided(by: x)
        default: throw .undecidedSign
        }
      }
    case .activation, .softmax, .norm: throw .notANumber(.apply(function, argument))
    }
  }

  private func extremum(
    _ operands: [MathExpression], _ wanted: Sign, _ bindings: IndexBindings
  ) throws(MeaningError) -> Boxed {
    var best: Boxed?
    for operand in operands {
      let next = try value(of: operand, bindings)
      if let current = best, try sign(of: next - current) != wanted { continue }
      best = next
    }
    guard let best else { throw .notANumber(.maximum(operands)) }
    return best
  }

  private func holds(
    _ comparison: Comparison, _ bindings: IndexBindings
  ) throws(MeaningError) -> Bool {
    let left = try value(of: comparison.left, bindings)
    let sign = try sign(of: left - value(of: comparison.right, bindings))
    switch comparison.relation {
    case .equal: return sign == .zero
    case .notEqual: return sign != .zero
    case .less: return sign == .negative
    case .lessOrEqual: return sign != .positive
    case .greater: return sign == .positive
    case .greaterOrEqual: return sign != .negative
    }
  }

  /// The sign of a number; where its box has both, as the branch in question says.
  private func sign(of x: Boxed) throws(MeaningError) -> Sign {
    if let sign = x.sign { return sign }
    guard !x.isFixed, kinkCount < 4, x.range.surelyHasBothSigns else {
      throw .arithmetic(.undecidedSign)
    }
    defer { kinkCount += 1 }
    return branches >> kinkCount & 1 == 0 ? .positive : .negative
  }

  // MARK: Activation functions

  private func activation(
    _ layer: Index?, _ order: Int, _ argument: MathExpression, _ bindings: IndexBindings
  ) throws(MeaningError) -> Boxed {
    guard let truth else { throw .notANumber(argument) }
    var layer = layer
    if layer == nil, case .quantity(let quantity) = argument { layer = quantity.layer }
    let kind: Activation
    if let layer {
      let number = try number(layer, bindings)
      guard (1...truth.problem.network.depth).contains(number) else {
        throw .noSuchQuantity(Quantity(.activation, layer: layer))
      }
      kind = truth.problem.network.layers[number - 1].activation
    } else if let only = truth.commonActivation {
      // σ(0.3775): all layers have the same function.
      kind = only
    } else {
      throw .notANumber(argument)
    }
    guard (0...1).contains(order) else { throw .notANumber(argument) }
    guard kind != .softmax else {
      // The derivative of softmax by its own z; its value is a quantity.
      if case .quantity(let quantity) = argument, quantity.kind == .weightedInput {
        return try value(
          of: .partial(
            .quantity(.activation(quantity.layer ?? .last, quantity.unit)),
            by: .quantity(quantity)), bindings)
      }
      throw .notANumber(argument)
    }
    let function = ActivationFunction<Boxed>(
      kind, derivativeAtKink: truth.problem.derivativeAtKink, precision: precision)
    var z = try value(of: argument, bindings)
    if z.sign == nil, Self.hasKink(kind) { z.assumedSign = try sign(of: z) }
    if order == 0 {
      return try faults { () throws(ArithmeticFault) in try function.value(at: z).unsigned }
    }
    let a: Boxed
    if case .quantity(var quantity) = argument, quantity.kind == .weightedInput {
      usesSlopes = true
      if takesSlopesFromZ {
        a = try faults { () throws(ArithmeticFault) in try function.value(at: z) }
      } else {
        quantity.kind = .activation
        a = try value(of: .quantity(quantity), bindings)
      }
    } else {
      a = try faults { () throws(ArithmeticFault) in try function.value(at: z) }
    }
    return try faults { () throws(ArithmeticFault) in
      try function.derivative(at: z, value: a).unsigned
    }
  }

  static func hasKink(_ activation: Activation) -> Bool {
    switch activation {
    case .step, .sign, .relu, .leakyReLU, .relu6, .elu: true
    case .identity, .sigmoid, .tanh, .scaledTanh, .softplus, .square, .softmax: false
    }
  }
}

extension BoxedNumber {
  /// The number without a sign that was taken for granted.
  fileprivate var unsigned: BoxedNumber {
    var result = self
    result.assumedSign = nil
    return result
  }
}
