import MathSyntax

extension TerminalPage {
  /// The columns between two columns of a table.
  private static let gutter = 2

  /// Writes a table: cells are wrapped if it is too wide, and set below each other if that is not
  /// enough.
  mutating func write(_ table: Table) {
    if !table.caption.isEmpty { emitWrapped(table.caption, style: TextStyle(isItalic: true)) }
    guard !table.columns.isEmpty else { return }
    let headings = table.columns.map { wrapped($0.heading, style: .bold) }
    let cells = table.rows.map { row in row.map { wrapped($0) } }
    guard let widths = columnWidths(headings, cells) else {
      writeStacked(headings, cells)
      return
    }
    emitRow(headings, widths, table.columns)
    var rule = StyledLine()
    for (index, width) in widths.enumerated() {
      if index > 0 { rule.append(String(repeating: " ", count: Self.gutter)) }
      rule.append(String(repeating: "─", count: max(1, width)))
    }
    emit(rule)
    for row in cells { emitRow(row, widths, table.columns) }
  }

  /// Returns how wide each column can be; nil if words would have to be cut.
  private func columnWidths(_ headings: [WrappedText], _ cells: [[WrappedText]]) -> [Int]? {
    let room = availableWidth - Self.gutter * (headings.count - 1)
    var natural = headings.map(\.naturalWidth)
    var smallest = headings.map(\.longestWord)
    for row in cells {
      for (index, cell) in row.enumerated() {
        natural[index] = max(natural[index], cell.naturalWidth)
        smallest[index] = max(smallest[index], cell.longestWord)
      }
    }
    natural = natural.map { max(1, $0) }
    smallest = smallest.map { max(1, $0) }
    var excess = natural.reduce(0, +) - room
    if excess <= 0 { return natural }
    guard smallest.reduce(0, +) <= room else { return nil }
    // The widest column that can shrink gives way first.
    while excess > 0 {
      guard
        let widest = natural.indices.filter({ natural[$0] > smallest[$0] })
          .max(by: { natural[$0] < natural[$1] })
      else { return nil }
      natural[widest] -= 1
      excess -= 1
    }
    return natural
  }

  private mutating func emitRow(_ cells: [WrappedText], _ widths: [Int], _ columns: [Table.Column])
  {
    let lines = zip(cells, widths).map { $0.lines(first: $1, rest: $1) }
    for position in 0..<(lines.map(\.count).max() ?? 0) {
      var row = StyledLine()
      var column = 0
      for (index, width) in widths.enumerated() {
        if position < lines[index].count {
          let line = lines[index][position]
          let slack = max(0, width - line.width)
          switch columns[index].alignment {
          case .leading: row.pad(to: column)
          case .center: row.pad(to: column + slack / 2)
          case .trailing: row.pad(to: column + slack)
          }
          row.append(line)
        }
        column += width + Self.gutter
      }
      emit(row)
    }
  }

  /// Writes each row as a list of headings and values.
  private mutating func writeStacked(_ headings: [WrappedText], _ cells: [[WrappedText]]) {
    for (position, row) in cells.enumerated() {
      if position > 0 { separate() }
      for (heading, cell) in zip(headings, row) {
        let label = heading.lines(first: availableWidth, rest: availableWidth)
        for line in label.dropLast() { emit(line) }
        var line = label.last ?? StyledLine()
        if line.width + 2 + min(cell.naturalWidth, 12) > availableWidth {
          emit(line)
          line = StyledLine()
        }
        if line.width > 0 { line.append(": ") }
        let indent = min(4, availableWidth / 4)
        if line.width == 0 { line.pad(to: indent) }
        let room = availableWidth - line.width
        for text in cell.lines(first: room, rest: availableWidth - indent) {
          line.append(text)
          emit(line)
          line = StyledLine()
          line.pad(to: indent)
        }
      }
    }
  }

  // MARK: Figures

  mutating func write(_ figure: Figure) {
    let lines =
      switch figure.content {
      case .plot(let plot):
        TextPlot(plot, formulas: writer.formulas).lines(width: availableWidth)
      case .network(let diagram):
        TextNetwork(diagram, formulas: writer.formulas).lines(width: availableWidth)
      }
    for line in lines { emit(line) }
    if !figure.caption.isEmpty { emitWrapped(figure.caption, style: TextStyle(isItalic: true)) }
  }
}
