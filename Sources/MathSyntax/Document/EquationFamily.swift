public import ExactArithmetic

/// Equations of one pattern, such as the gradients of all weights of a unit: they differ only in
/// their indices and their numbers.
///
/// A family says what `equations` says, in less room: writers set the pattern once and fill it in.
public struct EquationFamily: Hashable, Sendable {
  /// The left side, in the letters of `variables`.
  public var subject: MathExpression
  /// The rule in symbols; nil: only the value is shown.
  public var definition: MathExpression?
  /// The letters that stand for an entry's indices.
  public var variables: [IndexVariable]
  /// How an entry is written.
  public var writer: NotationWriter
  /// The number of the first entry's step, which the others follow; 0: not shown.
  public var firstNumber: Int
  /// The numbers put in for the quantities of the definition, in their order there; empty: there is
  /// no line for them.
  public var operands: [Operand]
  /// What differs.
  public var entries: [Entry]
  /// Where the entries belong in the drawings of a network; nil: nowhere.
  public var site: Site?

  /// Creates a family without entries.
  public init(
    subject: MathExpression, definition: MathExpression? = nil, variables: [IndexVariable],
    writer: NotationWriter, firstNumber: Int = 0, operands: [Operand] = []
  ) {
    self.subject = subject
    self.definition = definition
    self.variables = variables
    self.writer = writer
    self.firstNumber = firstNumber
    self.operands = operands
    entries = []
  }

  /// The numbers that stand in one place of the definition.
  public enum Operand: Hashable, Sendable {
    /// One number in all entries.
    case same(NumberLiteral)
    /// One number an entry.
    case each([NumberLiteral])

    /// The number of an entry.
    public subscript(position: Int) -> NumberLiteral {
      switch self {
      case .same(let literal): literal
      case .each(let literals): literals[position]
      }
    }
  }

  /// Where the entries of a family belong: each at its unit, or at its connection where the second
  /// letter is the unit that it comes from.
  public struct Site: Hashable, Sendable {
    /// Which way the steps go through the network.
    public var pass: StepBlock.Pass
    /// The network, as its diagrams name it.
    public var network: Int
    /// The layer of the units that the first letter counts.
    public var layer: Int

    /// Creates a site.
    public init(pass: StepBlock.Pass, network: Int, layer: Int) {
      self.pass = pass
      self.network = network
      self.layer = layer
    }

    func site(of entry: Entry) -> StepSite {
      let unit = NetworkDiagram.Place.unit(layer: layer, unit: entry.first)
      guard entry.second > 0 else {
        return StepSite(pass: pass, network: network, places: [unit])
      }
      return StepSite(
        pass: pass, network: network,
        places: [
          .connection(layer: layer, to: entry.first, from: entry.second),
          .unit(layer: layer - 1, unit: entry.second), unit,
        ])
    }
  }

  /// One equation of the family.
  public struct Entry: Hashable, Sendable {
    /// The number that the first letter stands for.
    public var first: Int
    /// The number that the second letter stands for; 0 where there is none.
    public var second: Int
    /// The value.
    public var value: Value
    /// Whether the shown operands give the shown value.
    public var replays: Bool

    /// Creates an entry.
    public init(first: Int, second: Int = 0, value: Value, replays: Bool = true) {
      self.first = first
      self.second = second
      self.value = value
      self.replays = replays
    }
  }

  /// The equations, written out one by one.
  public var equations: [Equation] { entries.indices.map(equation) }

  /// The number of an entry's step; 0: not shown.
  public func number(at position: Int) -> Int { firstNumber > 0 ? firstNumber + position : 0 }

  /// Returns one equation, written out.
  public func equation(at position: Int) -> Equation {
    let entry = entries[position]
    let (subject, relation) = leftSide(entry.first, entry.second)
    var lines: [Derivation.Line] = []
    if let formula = definition(entry.first, entry.second) {
      lines.append(.init(relation, formula))
    }
    if let formula = substitution(at: position) {
      lines.append(
        .init(
          showsExactOperands(at: position) ? .equals : .approximately, formula,
          remark: entry.replays ? [] : [Self.operandsRounded]))
    }
    lines += writer.valueLines(.computed(entry.value))
    let number = number(at: position)
    return Equation(
      label: number > 0 ? "(\(number))" : "", Derivation(subject: subject, lines: lines),
      site: site?.site(of: entry))
  }

  // MARK: Parts

  /// Returns the left side of an entry, and the relation behind it.
  public func leftSide(_ first: Int, _ second: Int) -> (formula: Formula, relation: MathSymbol) {
    let subject = subject.instantiated(bindings(first, second))
    // Only a rule makes a new value: w := w − η g, but w' ≈ 0.36.
    return definition == nil ? (writer.formula(subject), .equals) : writer.leftSide(subject)
  }

  /// Returns the rule of an entry; nil where it is not shown.
  public func definition(_ first: Int, _ second: Int) -> Formula? {
    definition.map { writer.formula($0.instantiated(bindings(first, second))) }
  }

  /// Returns the rule of an entry with numbers put in; nil where it is not shown.
  public func substitution(at position: Int) -> Formula? {
    substitution(of: operands.map { $0[position] }).map { writer.formula($0) }
  }

  /// Returns the definition with numbers in the places of its quantities; nil where there is no
  /// line for it.
  ///
  /// - Precondition: there are as many numbers as operands.
  public func substitution(of literals: [NumberLiteral]) -> MathExpression? {
    guard !operands.isEmpty, let definition else { return nil }
    var rest = literals[...]
    func replaced(_ expression: MathExpression) -> MathExpression {
      switch expression {
      case .quantity, .partial: .number(rest.removeFirst())
      default: expression.mapParts(replaced)
      }
    }
    return replaced(definition)
  }

  private func showsExactOperands(at position: Int) -> Bool {
    operands.allSatisfy { writer.numbers.showsExactly($0[position]) }
  }

  private func bindings(_ first: Int, _ second: Int) -> IndexBindings {
    var bindings: IndexBindings = [:]
    for (variable, index) in zip(variables, [first, second]) {
      bindings[variable] = index
    }
    return bindings
  }

  /// The remark behind a line whose shown operands do not give the shown result.
  public static let operandsRounded = Inline.text("(operands rounded)")
}
