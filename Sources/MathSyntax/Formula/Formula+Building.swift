extension Formula.Item {
  /// An italic letter.
  public static func letter(_ name: String) -> Self { Self(.identifier(name, .italic)) }

  /// A relation, operation or mark.
  public static func symbol(_ symbol: MathSymbol) -> Self { Self(.symbol(symbol)) }

  /// A number without a sign, as it is printed.
  public static func number(_ digits: String) -> Self { Self(.number(digits)) }

  /// An upright function name.
  public static func function(_ name: String) -> Self { Self(.functionName(name)) }

  /// Words within mathematics.
  public static func text(_ words: String) -> Self { Self(.text(words)) }

  /// A part with scripts; absent ones are empty.
  public static func script(_ base: Self, sub: Formula = [], sup: Formula = []) -> Self {
    sub.isEmpty && sup.isEmpty ? base : Self(.script(base, sub: sub, sup: sup))
  }

  /// Something between a pair of delimiters.
  public static func fenced(
    _ content: Formula, _ delimiter: Formula.Delimiter = .parenthesis
  ) -> Self {
    Self(.fenced(delimiter, content, delimiter))
  }

  /// A fraction.
  public static func fraction(_ numerator: Formula, _ denominator: Formula) -> Self {
    Self(.fraction(numerator, denominator))
  }
}

extension Formula: ExpressibleByArrayLiteral {
  /// Creates a formula from its parts.
  public init(arrayLiteral elements: Item...) { self.init(elements) }

  /// Returns two formulas one after the other.
  public static func + (left: Formula, right: Formula) -> Formula {
    // Readers put together what is mostly one part: then nothing is copied.
    if left.isEmpty { return right }
    return right.isEmpty ? left : Formula(left.items + right.items)
  }

  /// Appends another formula.
  public static func += (left: inout Formula, right: Formula) {
    if left.isEmpty { left = right } else { left.items += right.items }
  }

  /// Appends one part.
  public mutating func append(_ item: Item) { items.append(item) }
}
