import MathSyntax

extension NetworkDiagram {
  /// A line of the legend as it is drawn: what stands side by side in a unit has a line together.
  struct LegendLine {
    var kinds: [Quantity.Kind]
    var symbols: [Formula]
    var meaning: [Inline]
  }

  /// The lines of the legend.
  ///
  /// - Parameter joint: what joins the meanings of numbers that stand in one unit.
  func legendLines(joint: String = " and ") -> [LegendLine] {
    let together =
      layers.flatMap(\.units).map { $0.values.map(\.kind) }.first { $0.count > 1 } ?? []
    var lines: [LegendLine] = []
    for entry in legend {
      if together.contains(entry.kind), let last = lines.last, together.contains(last.kinds[0]) {
        lines[lines.count - 1].kinds.append(entry.kind)
        lines[lines.count - 1].symbols.append(entry.symbol)
        lines[lines.count - 1].meaning += [.text(joint)] + entry.meaning
      } else {
        lines.append(
          LegendLine(kinds: [entry.kind], symbols: [entry.symbol], meaning: entry.meaning))
      }
    }
    return lines
  }
}
