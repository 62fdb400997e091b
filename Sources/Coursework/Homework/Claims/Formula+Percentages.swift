import MathSyntax

extension Formula {
  /// The formula with 29.84 % written as 0.2984, at its top and within parentheses and fractions.
  var withoutPercentSigns: Formula {
    guard items.contains(where: \.mayHoldPercentSign) else { return self }
    var result: [Item] = []
    result.reserveCapacity(items.count)
    for item in items {
      if case .text("%") = item.kind, let last = result.last, case .number(let digits) = last.kind,
        let hundredth = Self.hundredth(of: digits)
      {
        var source = last.source
        if let start = last.source, let end = item.source {
          source = SourceRange(start.lowerBound, end.upperBound)
        }
        result[result.count - 1] = Item(.number(hundredth), source: source)
        continue
      }
      switch item.kind {
      case .fenced(let opening, let content, let closing):
        result.append(
          Item(.fenced(opening, content.withoutPercentSigns, closing), source: item.source))
      case .fraction(let above, let below):
        result.append(
          Item(
            .fraction(above.withoutPercentSigns, below.withoutPercentSigns), source: item.source))
      default: result.append(item)
      }
    }
    return Formula(result)
  }

  /// The digits with the point two places further left: as many of them are significant.
  private static func hundredth(of digits: String) -> String? {
    let parts = digits.split(
      separator: digits.contains(",") ? "," : ".", omittingEmptySubsequences: false)
    guard let whole = parts.first, parts.count <= 2,
      parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
    else { return nil }
    let padded = String(repeating: "0", count: max(0, 3 - whole.utf8.count)) + whole
    return padded.dropLast(2) + "." + padded.suffix(2) + (parts.count == 2 ? parts[1] : "")
  }
}

extension Formula.Item {
  fileprivate var mayHoldPercentSign: Bool {
    switch kind {
    case .text("%"), .fenced, .fraction: true
    default: false
    }
  }
}
