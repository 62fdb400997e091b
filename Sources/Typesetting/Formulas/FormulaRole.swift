import MathSyntax

/// What a part of a formula does beside its neighbours; this decides about spaces and line breaks.
enum FormulaRole: Hashable {
  /// A letter, a number, a group.
  case ordinary
  /// A plus or minus that belongs to what follows.
  case sign
  /// `+` and `−` between two terms.
  case additive
  /// `·`, `×`, `⊙` and the like between two factors.
  case multiplicative
  /// A solidus.
  case division
  case relation
  case punctuation
  /// `!`, `°`, `′`: belongs to what stands before.
  case postfix
  /// `∂`, `∇`, `¬`: belongs to what follows.
  case prefix
  case function
  case largeOperator
  case text
  case space

  /// Whether a plus or minus after this is a sign.
  private var opensOperand: Bool {
    switch self {
    case .sign, .additive, .multiplicative, .division, .relation, .punctuation, .prefix, .function,
      .largeOperator, .space, .text:
      true
    case .ordinary, .postfix: false
    }
  }

  /// Finds the role of a part after another; nil at the start.
  init(of item: Formula.Item, after previous: FormulaRole?) {
    switch item.kind {
    case .identifier, .number, .accent, .fraction, .root, .fenced, .grid, .blank: self = .ordinary
    case .functionName: self = .function
    case .largeOperator: self = .largeOperator
    case .text: self = .text
    case .script(let base, _, _): self = Self(of: base, after: previous)
    case .symbol(let symbol): self = Self(of: symbol, after: previous)
    }
  }

  private init(of symbol: MathSymbol, after previous: FormulaRole?) {
    switch symbol {
    case .plus, .minus, .plusMinus: self = previous?.opensOperand ?? true ? .sign : .additive
    case .dot, .times, .asterisk, .hadamard, .circle, .and, .or, .exclusiveOr:
      self = .multiplicative
    case .divide: self = .division
    case .partial, .nabla, .not, .forAll: self = .prefix
    case .infinity, .transpose, .ellipsis, .centeredEllipsis, .verticalEllipsis, .diagonalEllipsis:
      self = .ordinary
    case .prime, .degree, .factorial: self = .postfix
    case .comma, .semicolon, .period: self = .punctuation
    case .colon, .verticalBar: self = .relation
    case .quad: self = .space
    case .equals, .approximately, .notEquals, .less, .greater, .lessOrEqual, .greaterOrEqual,
      .elementOf, .proportional, .defines, .becomes, .to, .implies, .equivalent:
      self = .relation
    }
  }
}
