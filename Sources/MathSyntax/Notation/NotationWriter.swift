public import ExactArithmetic

/// Writes what a formula means in the letters of a notation.
///
/// The writer decides where parentheses, dots and signs go, once for all output formats:
/// - a negative number stands in parentheses after any operator; the first of a line stands bare;
/// - numbers are multiplied with a raised dot, symbols stand side by side;
/// - a sum stands in parentheses within a product, Σ unless it is the last factor.
public struct NotationWriter: Hashable, Sendable {
  /// The notation that is written.
  public let notation: Notation
  /// How numbers are shown.
  public let numbers: NumberStyle
  /// The network that is written about.
  public let context: NotationContext
  /// Whether the inputs are written as the activations of layer 0 where that is what is meant:
  /// x_i = a^0_i.
  public var writesInputLayer = false
  /// Whether letters without a unit are those of single units, one in each layer: a small w, and nothing
  /// is transposed.
  public var writesSingleUnits = false
  private let orientation: Orientation

  /// Creates a writer.
  public init(
    _ notation: Notation, numbers: NumberStyle = NumberStyle(),
    context: NotationContext = NotationContext()
  ) {
    self.notation = notation
    self.numbers = numbers
    self.context = context
    orientation = Orientation(notation)
  }

  /// Returns the same writer for another notation.
  public func inNotation(_ notation: Notation) -> NotationWriter {
    var writer = NotationWriter(notation, numbers: numbers, context: context)
    writer.writesInputLayer = writesInputLayer
    writer.writesSingleUnits = writesSingleUnits
    return writer
  }

  /// Returns an expression as a formula.
  public func formula(_ expression: MathExpression) -> Formula {
    part(prepared([expression])[0])
  }

  /// Returns the sides of one statement as formulas; a letter has the same role in all of them.
  public func formulas(_ sides: [MathExpression]) -> [Formula] { prepared(sides).map(part) }

  /// Returns a quantity as a formula.
  public func formula(_ quantity: Quantity) -> Formula { formula(.quantity(quantity)) }

  /// Returns the left side of a statement and the relation behind it: `z =`, `w' =`, `w :=`.
  public func leftSide(_ subject: MathExpression) -> (formula: Formula, relation: MathSymbol) {
    guard case .quantity(let quantity) = subject, quantity.isUpdated,
      notation.updateStyle != .prime
    else { return (formula(subject), .equals) }
    return preparedLeftSide(prepared([subject])[0])
  }

  /// Returns the left side of an update, which has its letters already, as `leftSide` does.
  func preparedLeftSide(_ subject: MathExpression) -> (formula: Formula, relation: MathSymbol) {
    guard case .quantity(var quantity) = subject else { return (part(subject), .equals) }
    quantity.isUpdated = false
    return (part(.quantity(quantity)), notation.updateStyle == .defines ? .defines : .becomes)
  }

  /// Returns a part of an expression that has its letters already.
  func part(_ expression: MathExpression) -> Formula {
    var result = Formula()
    write(expression, in: .start, into: &result)
    return result
  }

  /// Returns an expression with other letters for indices that are called as one of the notation's own.
  public func withFreeLetters(_ expression: MathExpression) -> MathExpression {
    IndexLetterClash.resolved([expression], in: notation)[0]
  }

  /// Returns the expressions of one statement over what the notation's letters stand for.
  func prepared(_ expressions: [MathExpression]) -> [MathExpression] {
    var result = IndexLetterClash.resolved(expressions, in: notation)
    if orientation.changesAnything, !writesSingleUnits {
      result = result.map { orientation.exchanged($0, from: .canonical) }
    }
    return notation.indexLetters.thirdUnitFeeds ? IndexRoles.exchanged(result) : result
  }

  /// Returns a term of a sum, without its sign, that has its letters already.
  func formula(ofTerm expression: MathExpression) -> Formula {
    var result = Formula()
    write(expression, in: .term, into: &result)
    return result
  }

  /// Returns a number as a formula.
  public func formula(_ literal: NumberLiteral) -> Formula {
    var result = Formula()
    write(literal, in: .start, into: &result)
    return result
  }

  /// Returns a computed value as a formula.
  public func formula(_ value: Value) -> Formula { formula(.computed(value)) }

  // MARK: Expressions

  /// Where an expression stands, and so when it needs parentheses.
  enum Place: Int {
    /// At the start of a line or between brackets: nothing needs parentheses.
    case start
    /// The first term of a sum.
    case firstTerm
    /// A later term of a sum.
    case term
    /// The first factor of a product that starts a line.
    case firstFactor
    /// A later factor of a product.
    case factor
    /// The base of a power: all but a bare letter or number needs parentheses.
    case base

    /// Whether something may follow that a function without parentheses would swallow.
    var isInProduct: Bool { rawValue >= Place.firstFactor.rawValue }
  }

  func write(_ expression: MathExpression, in place: Place, into formula: inout Formula) {
    if needsParentheses(expression, in: place) {
      var inner = Formula()
      write(expression, in: .start, into: &inner)
      formula.append(.fenced(inner))
      return
    }
    switch expression {
    case .number(let literal): write(literal, in: place, into: &formula)
    case .quantity(let quantity): formula.append(item(quantity))
    case .index(let index): formula += self.formula(index)
    case .sum(let terms): write(terms, into: &formula)
    case .product(let factors): write(factors: factors, in: place, into: &formula)
    case .quotient(let numerator, let denominator):
      formula.append(.fraction(part(numerator), part(denominator)))
    case .power(let base, let exponent):
      var inner = Formula()
      write(base, in: .base, into: &inner)
      let last = inner.items.removeLast()
      formula += inner
      formula.append(.script(last, sup: part(exponent)))
    case .negation(let operand):
      formula.append(.symbol(.minus))
      // Nothing follows that ln 2 would swallow.
      if case .number = operand {
        write(operand, in: .term, into: &formula)
      } else {
        write(operand, in: .factor, into: &formula)
      }
    case .apply(let function, let argument): write(function, of: argument, into: &formula)
    case .maximum(let operands): writeCall("max", operands, into: &formula)
    case .minimum(let operands): writeCall("min", operands, into: &formula)
    case .summation(let sum): write(sum, into: &formula)
    case .partial(let numerator, let denominator):
      var upper: Formula = [.symbol(.partial)]
      write(numerator, in: .factor, into: &upper)
      var lower: Formula = [.symbol(.partial)]
      write(denominator, in: .factor, into: &lower)
      formula.append(.fraction(upper, lower))
    case .indicator(let comparison):
      formula.append(.fenced(self.formula(comparison), .bracket))
    case .cases(let cases):
      formula.append(
        Formula.Item(
          .grid(
            .cases,
            cases.map { each in
              let condition: Formula =
                each.condition.map { [.text("if ")] + self.formula($0) } ?? [.text("otherwise")]
              return [part(each.value), condition]
            })))
    case .hadamard(let operands):
      for (position, operand) in operands.enumerated() {
        if position > 0 { formula.append(.symbol(notation.elementwiseProduct)) }
        write(operand, in: bindsLooser(operand) ? .base : .factor, into: &formula)
      }
    case .transposed(.vector(let entries)):
      formula.append(
        Formula.Item(.grid(.matrix(.parenthesis), [entries.map(part)])))
    case .transposed(.quantity(let quantity)) where !isRaised(quantity):
      formula.append(.script(item(quantity), sup: [.symbol(.transpose)]))
    case .transposed(let operand):
      var inner = Formula()
      write(operand, in: .base, into: &inner)
      let last = inner.items.removeLast()
      formula += inner
      formula.append(.script(last, sup: [.symbol(.transpose)]))
    case .vector(let entries):
      formula.append(
        Formula.Item(.grid(.matrix(.parenthesis), entries.map { [part($0)] })))
    case .matrix(let rows):
      formula.append(
        Formula.Item(.grid(.matrix(.parenthesis), rows.map { $0.map(part) })))
    case .gradient(let operand, let variable):
      formula.append(.script(.symbol(.nabla), sub: variable.map(gradientIndex) ?? []))
      write(operand, in: .base, into: &formula)
    case .change(let operand):
      formula.append(.letter("Δ"))
      write(operand, in: .factor, into: &formula)
    case .name(let name): formula.append(.letter(name))
    }
  }

  /// The a of ∇_a C: the outputs, by a letter that says so where x is the input.
  private func gradientIndex(_ variable: MathExpression) -> Formula {
    guard case .quantity(var quantity) = variable, quantity.kind == .activation,
      quantity.layer == nil, quantity.unit == nil,
      notation.letters[.activation] == notation.letters[.input]
    else { return part(variable) }
    quantity.layer = .last
    return part(.quantity(quantity))
  }

  private func bindsLooser(_ expression: MathExpression) -> Bool {
    switch expression {
    case .product, .summation: true
    default: false
    }
  }

  private func needsParentheses(_ expression: MathExpression, in place: Place) -> Bool {
    switch expression {
    case .number(let literal):
      switch place {
      case .start, .firstTerm: false
      case .firstFactor: numbers.appearance(of: literal).form.isSum
      case .term, .factor:
        numbers.appearance(of: literal).isNegative || numbers.appearance(of: literal).form.isSum
      case .base:
        switch numbers.appearance(of: literal) {
        case let appearance where appearance.isNegative: true
        case let appearance: if case .decimal = appearance.form { false } else { true }
        }
      }
    case .quantity(let quantity): place == .base && hasSuperscript(quantity)
    case .index(let index): place.rawValue >= Place.firstFactor.rawValue && isSum(index)
    case .sum: place != .start && place != .firstTerm
    case .negation: place != .start && place != .firstTerm
    case .product: place == .base
    case .summation: place == .base || place == .firstFactor
    case .hadamard: place.rawValue >= Place.firstFactor.rawValue
    case .apply(.norm, _), .apply(.absoluteValue, _): false
    case .quotient, .partial, .power, .transposed, .apply, .gradient, .change: place == .base
    case .maximum, .minimum, .indicator, .vector, .matrix, .name: false
    case .cases: place != .start
    }
  }

  private func isSum(_ index: Index) -> Bool { index.base != .number && index.offset != 0 }

  private func write(_ terms: [MathExpression.Term], into formula: inout Formula) {
    var isAfterElision = false
    for (position, term) in terms.enumerated() {
      if term.isElided {
        if !isAfterElision {
          if position > 0 { formula.append(.symbol(.plus)) }
          formula.append(.symbol(.ellipsis))
        }
        isAfterElision = true
        continue
      }
      if position > 0 {
        formula.append(.symbol(term.isSubtracted ? .minus : .plus))
      } else if term.isSubtracted {
        formula.append(.symbol(.minus))
      }
      // A subtracted sum, and a negative number after any operator, need parentheses.
      write(
        term.expression, in: position > 0 || term.isSubtracted ? .term : .firstTerm, into: &formula)
      isAfterElision = false
    }
  }

  private func write(factors: [MathExpression], in place: Place, into formula: inout Formula) {
    let flat = factors.flatMap { factor in
      if case .product(let inner) = factor { inner } else { [factor] }
    }
    let usesDots = flat.contains(where: isShownNumber)
    for (position, factor) in flat.enumerated() {
      if position > 0, usesDots || needsDot(flat[position - 1], factor) {
        formula.append(.symbol(.dot))
      }
      let isFirst = position == 0
      let isLast = position == flat.count - 1
      switch factor {
      case .summation where isLast && !isFirst:
        write(factor, in: .start, into: &formula)
      case .summation: write(factor, in: .base, into: &formula)
      default:
        let startsLine = isFirst && (place == .start || place == .firstTerm)
        write(factor, in: startsLine && factor.isNumber ? .firstFactor : .factor, into: &formula)
      }
    }
  }

  /// Numbers put in for symbols are multiplied with a dot; the numbers of the formula itself
  /// (½, 2, 1.7159) only where another number follows.
  private func isShownNumber(_ factor: MathExpression) -> Bool {
    switch factor {
    case .number(.exact): false
    case .number: true
    case .negation(let operand): isShownNumber(operand)
    case .sum(let terms): terms.contains { isShownNumber($0.expression) }
    case .product(let factors): factors.contains(where: isShownNumber)
    case .power(let base, _): isShownNumber(base)
    case .apply(_, let argument): isShownNumber(argument)
    case .quotient(let numerator, let denominator):
      isShownNumber(numerator) || isShownNumber(denominator)
    default: false
    }
  }

  private func needsDot(_ left: MathExpression, _ right: MathExpression) -> Bool {
    if left == 0 { return true }
    switch right {
    case .number: return true
    // C(w)² would be the square of a cost that depends on w.
    case .power(.quantity, _):
      guard case .quantity(let quantity) = left else { return false }
      return quantity.kind == .cost
    // 1/(1 + x) begins with a number.
    case .quotient(.number, _): return true
    default: return false
    }
  }

  private func write(
    _ function: MathFunction, of argument: MathExpression, into formula: inout Formula
  ) {
    switch function {
    // Where e is the error, e² is that of layer 2.
    case .exponential where notation.letters[.error] != .letter("e"):
      formula.append(.script(.letter("e"), sup: part(argument)))
      return
    case .absoluteValue:
      formula.append(.fenced(part(argument), .bar))
      return
    case .squareRoot:
      formula.append(Formula.Item(.root(part(argument))))
      return
    case .logarithm:
      formula.append(.function("ln"))
      if isBareArgument(argument) {
        formula += part(argument)
        return
      }
    case .norm:
      formula.append(.fenced(part(argument), .doubleBar))
      return
    case .logic(let connective):
      guard case .vector(let operands) = argument else { break }
      writeCall(connective.rawValue, operands, into: &formula)
      return
    default: formula.append(name(of: function, primes: 0))
    }
    formula.append(.fenced(part(argument)))
  }

  /// Returns the name of a function, with a prime for each derivative.
  private func name(of function: MathFunction, primes: Int) -> Formula.Item {
    let name: Formula.Item
    var primes = primes
    switch function {
    case .derivative(let inner): return self.name(of: inner, primes: primes + 1)
    case .activation(_, let order):
      name = .letter(notation.activationFunction)
      primes += order
    case .logistic: name = notation.logistic
    case .hyperbolicTangent: name = .function("tanh")
    case .signum: name = .function("sgn")
    case .exponential: name = .function("exp")
    case .logarithm: name = .function("ln")
    case .rectifier: name = .function("ReLU")
    case .softplus: name = .function("softplus")
    case .softmax: name = .function("softmax")
    case .squareRoot: name = .function("sqrt")
    case .absoluteValue: name = .function("abs")
    case .norm: name = .function("norm")
    case .logic(let connective): name = .function(connective.rawValue)
    }
    return .script(name, sup: Formula(Array(repeating: .symbol(.prime), count: primes)))
  }

  private func isBareArgument(_ argument: MathExpression) -> Bool {
    switch argument {
    case .quantity: return true
    case .number(let literal):
      let appearance = numbers.appearance(of: literal)
      if case .decimal = appearance.form { return !appearance.isNegative }
      return false
    default: return false
    }
  }

  private func writeCall(
    _ name: String, _ operands: [MathExpression], into formula: inout Formula
  ) {
    var inner = Formula()
    for (position, operand) in operands.enumerated() {
      if position > 0 { inner.append(.symbol(.comma)) }
      inner += part(operand)
    }
    formula.append(.function(name))
    formula.append(.fenced(inner))
  }

  private func write(_ sum: MathExpression.Summation, into formula: inout Formula) {
    let letter = item(sum.variable)
    let lower: Formula
    var upper: Formula = []
    switch sum.domain {
    case .units(let layer) where notation.writesSumRanges:
      lower = [letter, .symbol(.equals), .number("1")]
      upper = [item(Quantity(.width, layer: layer))]
    case .units, .samples: lower = [letter]
    case .range(let first, let last):
      lower = [letter, .symbol(.equals)] + self.formula(first)
      upper = self.formula(last)
    }
    formula.append(Formula.Item(.largeOperator(.sum, lower: lower, upper: upper)))
    let body =
      sum.domain == .samples && hasSampleWithoutLayer(sum.body) ? withoutSample(sum.body) : sum.body
    write(body, in: .factor, into: &formula)
  }

  /// Whether the sample would stand where another index is read: a_n is that of unit n.
  private func hasSampleWithoutLayer(_ expression: MathExpression) -> Bool {
    if case .quantity(let quantity) = expression {
      return quantity.sample == .variable(.sample) && quantity.layer == nil
        && Notation.isLayered(quantity.kind)
    }
    return expression.containsPart(where: hasSampleWithoutLayer)
  }

  /// Below a sum over samples, all values are those of its sample.
  private func withoutSample(_ expression: MathExpression) -> MathExpression {
    guard case .quantity(var quantity) = expression else {
      return expression.mapParts(withoutSample)
    }
    if quantity.sample == .variable(.sample) { quantity.sample = nil }
    return .quantity(quantity)
  }

  private func formula(_ comparison: Comparison) -> Formula {
    let symbol: MathSymbol =
      switch comparison.relation {
      case .equal: .equals
      case .notEqual: .notEquals
      case .less: .less
      case .lessOrEqual: .lessOrEqual
      case .greater: .greater
      case .greaterOrEqual: .greaterOrEqual
      }
    return part(comparison.left) + [.symbol(symbol)] + part(comparison.right)
  }

  // MARK: Numbers

  private func write(_ literal: NumberLiteral, in place: Place, into formula: inout Formula) {
    let appearance = numbers.appearance(of: literal)
    if appearance.isNegative { formula.append(.symbol(.minus)) }
    switch appearance.form {
    case .decimal(let digits): formula.append(.number(digits))
    case .fraction(let numerator, let denominator):
      formula.append(.fraction([.number(numerator)], [.number(denominator)]))
    case .scientific(let digits, let exponent):
      let power: Formula =
        exponent < 0 ? [.symbol(.minus), .number(String(-exponent))] : [.number(String(exponent))]
      formula += [.number(digits), .symbol(.times), .script(.number("10"), sup: power)]
    case .logarithms(let text): formula += LogarithmText.formula(text, isFactor: place.isInProduct)
    }
  }
}
