import MathSyntax

extension LaTeXFormulaState {
  mutating func write(_ grid: Formula.Grid, _ rows: [[Formula]]) {
    let columns = rows.map(\.count).max() ?? 0
    tokens.forbidBreaks()
    // Cells are set at full size even in scripts.
    let scale = tokens.scale
    tokens.scale = 1000
    if case .cases = grid, columns > 2 {
      // The environment has two columns and no more.
      tokens.control("left", width: 0)
      tokens.control("lbrace", width: 750)
      write(environment: "array", columns: columns, rows)
      tokens.control("right", width: 0)
      tokens.mark(".", width: 120)
    } else {
      write(environment: Self.environment(of: grid), columns: nil, rows)
    }
    tokens.scale = scale
    tokens.allowBreaks()
  }

  private static func environment(of grid: Formula.Grid) -> StaticString {
    switch grid {
    case .cases: "cases"
    case .matrix(.parenthesis): "pmatrix"
    case .matrix(.bracket): "bmatrix"
    case .matrix(.brace): "Bmatrix"
    case .matrix(.bar): "vmatrix"
    case .matrix(.doubleBar): "Vmatrix"
    case .matrix(.none): "matrix"
    }
  }

  private mutating func write(
    environment name: StaticString, columns: Int?, _ rows: [[Formula]]
  ) {
    writeEnvironment("begin", name)
    if let columns {
      tokens.raw("{" + String(repeating: "l", count: columns) + "}", width: 0)
    }
    var widths: [Int] = []
    for (position, row) in rows.enumerated() {
      if position > 0 {
        tokens.space()
        if place == .markdownInline {
          tokens.control("cr", width: 0)
        } else {
          tokens.mark("\\\\", width: 0)
        }
      }
      for (column, cell) in row.enumerated() {
        tokens.space()
        if column > 0 {
          tokens.mark("&", width: 0)
          tokens.space()
        }
        let start = tokens.width
        write(cell)
        if column >= widths.count { widths.append(0) }
        widths[column] = max(widths[column], tokens.width - start)
        tokens.width = start
      }
    }
    // Between two columns there is the width of a letter M.
    tokens.width += widths.reduce(0, +) + max(0, widths.count - 1) * 1000
    tokens.space()
    writeEnvironment("end", name)
  }

  private mutating func writeEnvironment(_ command: StaticString, _ name: StaticString) {
    tokens.control(command, width: 750)
    tokens.mark("{", width: 0)
    tokens.raw(name.description, width: 0)
    tokens.mark("}", width: 0)
  }
}
