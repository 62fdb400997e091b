import MathSyntax

extension LaTeXPage {
  /// The space that a table puts between two columns.
  private static let gutter = 1150
  /// A table of more rows runs over pages.
  private static let longestUnbrokenTable = 20

  /// How small a table is set, with what remains of the font size.
  private static let sizes: [(command: StaticString, percent: Int)] = [
    ("", 100), ("\\small", 91), ("\\footnotesize", 82), ("\\scriptsize", 73),
  ]

  /// Writes a table: smaller, then with wrapped cells, then as lists, until it fits the line.
  mutating func write(_ table: Table) {
    guard !table.columns.isEmpty else {
      writeCaption(table.caption)
      return
    }
    var natural = Array(repeating: 0, count: table.columns.count)
    var smallest = natural
    for row in [table.columns.map(\.heading)] + table.rows {
      for (index, cell) in row.enumerated() {
        natural[index] = max(natural[index], LaTeXTextWidth.of(cell) * 115 / 100)
        smallest[index] = max(smallest[index], LaTeXTextWidth.ofLongestWord(in: cell) * 115 / 100)
      }
    }
    let gutters = Self.gutter * table.columns.count
    let total = natural.reduce(0, +) + gutters
    if let size = Self.sizes.first(where: { total * $0.percent / 100 <= lineWidth }) {
      write(table, size: size.command, widths: nil)
      return
    }
    // The space between columns does not shrink with the letters, and the em of the small font is a
    // little more than its size.
    let room = (lineWidth - gutters) * 100 / 85
    if let widths = Self.shrunk(natural, to: room, notBelow: smallest) {
      write(table, size: "\\footnotesize", widths: widths)
    } else {
      writeStacked(table)
    }
  }

  /// Returns widths that fit together; nil if words would have to be cut.
  private static func shrunk(_ natural: [Int], to room: Int, notBelow smallest: [Int]) -> [Int]? {
    let smallest = smallest.map { max($0, 2000) }
    let least = smallest.reduce(0, +)
    guard least <= room else { return nil }
    // What is left beyond the smallest widths is shared in the proportion of what is missing.
    let wanted = zip(natural, smallest).map { max(0, $0 - $1) }
    let sum = max(1, wanted.reduce(0, +))
    return zip(smallest, wanted).map { $0 + $1 * (room - least) / sum }
  }

  private mutating func writeCaption(_ caption: [Inline]) {
    guard !caption.isEmpty else { return }
    buffer.append("\\par\\noindent\\textit{")
    write(caption)
    buffer.append("}\\par\\nopagebreak\n")
  }

  private mutating func write(_ table: Table, size: StaticString, widths: [Int]?) {
    let isLong = table.rows.count > Self.longestUnbrokenTable
    writeCaption(table.caption)
    if isLong {
      buffer.append("{")
      buffer.append(size)
      buffer.append("\\begin{longtable}[l]{")
    } else {
      buffer.append("\\begin{flushleft}")
      buffer.append(size)
      buffer.append("\\begin{tabular}{")
    }
    for (index, column) in table.columns.enumerated() {
      if let widths {
        switch column.alignment {
        case .leading: buffer.append(">{\\raggedright")
        case .center: buffer.append(">{\\centering")
        case .trailing: buffer.append(">{\\raggedleft")
        }
        buffer.append("\\arraybackslash}p{")
        buffer.append(number: widths[index] / 1000)
        buffer.append(".")
        buffer.append(number: widths[index] / 100 % 10)
        buffer.append("em}")
      } else {
        switch column.alignment {
        case .leading: buffer.append("l")
        case .center: buffer.append("c")
        case .trailing: buffer.append("r")
        }
      }
    }
    buffer.append("}\n\\toprule\n")
    writeRow(table.columns.map { [.strong($0.heading)] }, isWrapped: widths != nil)
    buffer.append("\\midrule\n")
    if isLong { buffer.append("\\endhead\n") }
    for row in table.rows { writeRow(row, isWrapped: widths != nil) }
    buffer.append("\\bottomrule\n")
    buffer.append(isLong ? "\\end{longtable}}\n" : "\\end{tabular}\\end{flushleft}\n")
  }

  private mutating func writeRow(_ cells: [[Inline]], isWrapped: Bool) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { buffer.append(" & ") }
      // A bracket at the start of a row would be taken for an option of the row before.
      buffer.append("{}")
      // Fractions of neighbouring rows would touch.
      if index == 0, cells.joined().contains(where: \.isTall) {
        buffer.append("\\rule[-1.3ex]{0pt}{4ex}")
      }
      write(cell, in: isWrapped ? .paragraphCell : .lineCell)
    }
    buffer.append(" \\\\\n")
  }

  /// Writes each row as a list of headings and values.
  private mutating func writeStacked(_ table: Table) {
    writeCaption(table.caption)
    for row in table.rows {
      buffer.append("\\par\\smallskip\n")
      for (column, cell) in zip(table.columns, row) {
        buffer.append("\\par\\noindent\\hangindent=1.5em\\hangafter=1 \\textbf{")
        write(column.heading)
        buffer.append(":} ")
        write(cell)
        buffer.append("\\par\n")
      }
    }
    buffer.append("\\par\\smallskip\n")
  }
}

extension Inline {
  /// Whether a fraction is in it.
  fileprivate var isTall: Bool {
    guard case .formula(let formula) = self else { return false }
    return formula.items.contains { if case .fraction = $0.kind { true } else { false } }
  }
}
