public import BackpropEngine
import ExactArithmetic
public import MathSyntax

/// Writes the gradient of one weight as a sum over all paths from the weight to the cost.
///
/// ∂C/∂w^l_jk = Σ over paths j → m → … → o of a^(l−1)_k f'(z^l_j) w^(l+1)_mj f'(z^(l+1)_m) … ∂C/∂a^L_o.
public struct PathReport: Sendable {
  private let trace: Trace
  private let sample: Int
  private let weight: Weight
  private let writer: NotationWriter

  /// Which weight is asked about.
  public struct Weight: Hashable, Sendable {
    /// Its layer.
    public var layer: Int
    /// The unit it leads to.
    public var unit: Int
    /// The unit it leads from.
    public var from: Int

    /// Names a weight; all counted from 1.
    public init(layer: Int, unit: Int, from: Int) {
      self.layer = layer
      self.unit = unit
      self.from = from
    }
  }

  /// More paths than this are not written out.
  public static let mostPaths = 32

  /// Creates the report of a weight of one sample.
  ///
  /// - Precondition: the trace has a backward pass, the weight exists, and the last layer is no
  ///   softmax, whose units do not go separate ways.
  public init(
    _ trace: Trace, sample: Int, weight: Weight, notation: Notation, numbers: NumberStyle
  ) {
    self.trace = trace
    self.sample = sample
    self.weight = weight
    writer = NotationWriter(notation, numbers: numbers, context: trace.problem.notationContext)
  }

  /// How many paths lead from a weight to the outputs of a network.
  public static func count(_ network: Network, from layer: Int) -> Int {
    var count = 1
    for next in (layer + 1)..<(network.depth + 1) where count <= mostPaths {
      count *= network.width(next)
    }
    return count
  }

  /// Returns an equation a path, their sum, and the same gradient by the errors.
  ///
  /// - Throws: `MeaningError` where the trace lacks a number.
  public func blocks() throws(MeaningError) -> [Block] {
    let meaning = Meaning(trace: trace, moment: TraceMoment(sample: sample))
    let depth = trace.problem.network.depth
    var paths = [[weight.unit]]
    for layer in (weight.layer + 1)..<(depth + 1) {
      let units = 1...trace.problem.network.width(layer)
      paths = paths.flatMap { path in units.map { path + [$0] } }
    }
    var equations: [Equation] = []
    var shares: [Value] = []
    for path in paths {
      let factors = self.factors(of: path, meaning)
      var numbers: [MathExpression] = []
      for factor in factors { numbers.append(.number(try literal(of: factor, meaning))) }
      let value = try meaning.value(of: .product(factors))
      shares.append(value)
      equations.append(
        Equation(
          label: ([weight.from] + path).map(String.init).joined(separator: "→"),
          Derivation(
            subject: writer.formula(.product(factors)),
            lines: lines([.product(numbers)], value, meaning))))
    }
    let subject = MathExpression.partial(
      meaning.sampleCost,
      by: .quantity(
        .weight(
          .number(weight.layer), to: .number(weight.unit), from: .number(weight.from))))
    let total = try meaning.value(of: subject)
    var result: [Block] = [.equations(equations)]
    if shares.count > 1 {
      let sum = MathExpression.sum(shares.map { .init(.number(.computed($0))) })
      result.append(
        .equations([
          Equation(
            Derivation(
              subject: writer.formula(subject), lines: lines([sum], total, meaning)))
        ]))
    }
    let error = MathExpression.quantity(.error(.number(weight.layer), .number(weight.unit)))
    let input = MathExpression.quantity(
      .activation(.number(weight.layer - 1), .number(weight.from)))
    let product = MathExpression.product([
      .number(try literal(of: error, meaning)), .number(try literal(of: input, meaning)),
    ])
    result.append(
      .equations([
        Equation(
          Derivation(
            subject: writer.formula(subject),
            lines: [.init(.equals, writer.formula(.product([error, input])))]
              + lines([product], total, meaning)))
      ]))
    return result
  }

  /// a_k f'(z_j) w f'(z) … ∂C/∂a.
  private func factors(of path: [Int], _ meaning: Meaning) -> [MathExpression] {
    var factors: [MathExpression] = [
      .quantity(.activation(.number(weight.layer - 1), .number(weight.from)))
    ]
    for (step, unit) in path.enumerated() {
      let layer = Index.number(weight.layer + step)
      if step > 0 {
        factors.append(
          .quantity(.weight(layer, to: .number(unit), from: .number(path[step - 1]))))
      }
      factors.append(
        .apply(
          .activation(layer: layer, order: 1), .quantity(.weightedInput(layer, .number(unit)))))
    }
    factors.append(
      .partial(
        meaning.sampleCost,
        by: .quantity(
          .activation(.number(trace.problem.network.depth), .number(path[path.count - 1])))))
    return factors
  }

  private func literal(
    of expression: MathExpression, _ meaning: Meaning
  ) throws(MeaningError) -> NumberLiteral {
    if case .quantity(let quantity) = expression { return try meaning.literal(of: quantity) }
    return .computed(try meaning.value(of: expression))
  }

  /// Lines of numbers with the value below; a line that does not give the value digit by digit says so.
  private func lines(
    _ expressions: [MathExpression], _ value: Value, _ meaning: Meaning
  ) -> [Derivation.Line] {
    let literal = NumberLiteral.computed(value)
    let replay = Replay(numbers: writer.numbers)
    var lines: [Derivation.Line] = []
    for expression in expressions {
      let isExact = Self.numbers(in: expression).allSatisfy {
        writer.numbers.appearance(of: $0).isExact
      }
      lines.append(
        .init(
          isExact ? .equals : .approximately, writer.formula(expression),
          remark: replay.gives(literal, from: expression) ? [] : [EquationFamily.operandsRounded]
        ))
    }
    let isExact = writer.numbers.appearance(of: literal).isExact
    lines.append(
      .init(isExact ? .equals : .approximately, writer.formula(literal), isResult: true))
    return lines
  }

  private static func numbers(in expression: MathExpression) -> [NumberLiteral] {
    if case .number(let literal) = expression { return [literal] }
    return Collapse.parts(of: expression).flatMap(numbers)
  }
}
