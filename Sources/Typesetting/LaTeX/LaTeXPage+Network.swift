import MathSyntax

extension LaTeXPage {
  /// Lengths in centimetres; the font of drawings has 10 pt to the em.
  private static let em = 0.352
  private static let unitHeight = 0.75
  private static let noteHeight = 0.45
  private static let padding = 0.2

  /// Writes a network as TikZ: rounded boxes for units, arrows the way the numbers travel.
  mutating func write(_ diagram: NetworkDiagram) {
    let notes = diagram.layers.flatMap(\.units).map(\.notes.count).max() ?? 0
    let weights = diagram.edges.compactMap(\.weight).map { Self.width(of: $0.value) }
    let layout = NetworkLayout(
      diagram,
      .init(
        unitHeight: Self.unitHeight, noteHeight: Self.noteHeight * Double(notes), unitGap: 0.45,
        titleHeight: 0.8, columnGap: max(2.4, 2.4 * (weights.max() ?? 0)), labelHeight: 0.42),
      unitWidth: Self.width, labelWidth: { Self.width(of: $0.value) + 0.15 })
    // The font size is 0.385 cm.
    let room = Double(lineWidth) * 0.385 / 1000
    let isTooWide = layout.width > room
    if isTooWide { buffer.append("\\resizebox{\\linewidth}{!}{%\n") }
    buffer.append("\\begin{tikzpicture}[font=\\small, >=stealth]\n")
    for (edge, line) in zip(diagram.edges, layout.lines) {
      write(edge, line, diagram, height: layout.height)
    }
    // Weights stand above all lines.
    for (edge, line) in zip(diagram.edges, layout.lines) {
      guard let weight = edge.weight, let label = line.label else { continue }
      let isHighlighted = diagram.highlighted.contains(edge.place)
      writeNode(", fill=white", x: label.x, y: layout.height - label.y) {
        $0.write(weight, isBold: isHighlighted)
      }
    }
    for (layer, column) in zip(diagram.layers, layout.columns) {
      write(layer, column, diagram, height: layout.height)
    }
    for gap in layout.layerGaps {
      writeNode("", x: gap.x, y: layout.height - gap.y) { $0.buffer.append("$\\cdots$") }
    }
    buffer.append("\\end{tikzpicture}")
    if isTooWide { buffer.append("}") }
    buffer.append("\\par\\nopagebreak\n")
    for (index, line) in diagram.legendLines().enumerated() {
      if index > 0 { buffer.append("\\quad\n") }
      buffer.append("\\mbox{\\small\\textcolor")
      buffer.append(DiagramColor.of(line.kinds[0]).latex)
      buffer.append("{")
      for (place, symbol) in line.symbols.enumerated() {
        if place > 0 { buffer.append("~\\textbar{}~") }
        write([.formula(symbol)])
      }
      buffer.append("}~")
      write(line.meaning, in: .lineCell)
      buffer.append("}")
    }
    buffer.append("\\par\n")
  }

  private static func width(of formula: Formula) -> Double {
    Double(LaTeXFormulaWriter(.document).width(of: formula)) / 1000 * em
  }

  private static func width(of unit: NetworkDiagram.Unit) -> Double {
    let values = unit.values.map { width(of: $0.value) + 2 * padding }.reduce(0, +)
    let notes = unit.notes.map { width(of: $0.name + $0.value) + 0.2 }.max() ?? 0
    return max(1, values, notes)
  }

  private mutating func writePlace(_ x: Double, _ y: Double) {
    writePoint(Int.nearest(x * 1000), Int.nearest(y * 1000))
  }

  private mutating func writeNode(
    _ options: StaticString, x: Double, y: Double, _ content: (inout Self) -> Void
  ) {
    buffer.append("\\node[inner sep=1pt")
    buffer.append(options)
    buffer.append("] at ")
    writePlace(x, y)
    buffer.append(" {")
    content(&self)
    buffer.append("};\n")
  }

  private mutating func write(
    _ edge: NetworkDiagram.Edge, _ line: NetworkLayout.Line, _ diagram: NetworkDiagram,
    height: Double
  ) {
    let isHighlighted = diagram.highlighted.contains(edge.place)
    buffer.append(diagram.pass == .forward ? "\\draw[->" : "\\draw[<-")
    buffer.append(isHighlighted ? ", very thick] " : ", gray] ")
    writePlace(line.start.x, height - line.start.y)
    buffer.append(" -- ")
    writePlace(line.end.x, height - line.end.y)
    buffer.append(";\n")
  }

  private mutating func write(_ reading: NetworkDiagram.Reading, isBold: Bool = false) {
    buffer.append("\\textcolor")
    buffer.append(DiagramColor.of(reading.kind).latex)
    buffer.append(isBold ? "{\\boldmath" : "{")
    write([.formula(reading.value)])
    buffer.append("}")
  }

  private mutating func write(
    _ layer: NetworkDiagram.Layer, _ column: NetworkLayout.Column, _ diagram: NetworkDiagram,
    height: Double
  ) {
    writeNode("", x: column.x, y: height - 0.2) { $0.write(layer.title, in: .lineCell) }
    for (unit, y) in zip(layer.units, column.units) {
      let isHighlighted = diagram.highlighted.contains(
        .unit(layer: layer.number, unit: unit.number))
      write(unit, column, y: height - y, isHighlighted)
    }
    for gap in column.gaps {
      writeNode("", x: column.x, y: height - gap.y) { page in
        page.buffer.append("$\\vdots$ ")
        page.buffer.append(number: gap.count)
        page.buffer.append(" more")
      }
    }
  }

  private mutating func write(
    _ unit: NetworkDiagram.Unit, _ column: NetworkLayout.Column, y: Double, _ isHighlighted: Bool
  ) {
    let half = Self.unitHeight / 2
    buffer.append(isHighlighted ? "\\draw[very thick" : "\\draw[thick")
    buffer.append(", fill=white, rounded corners=3.6mm] ")
    writePlace(column.left, y - half)
    buffer.append(" rectangle ")
    writePlace(column.right, y + half)
    buffer.append(";\n")
    let widths = unit.values.map { Self.width(of: $0.value) + 2 * Self.padding }
    let spare = (column.width - widths.reduce(0, +)) / Double(max(1, widths.count))
    var x = column.left
    for (index, value) in unit.values.enumerated() {
      if index > 0 {
        buffer.append("\\draw[gray] ")
        writePlace(x, y - half + 0.15)
        buffer.append(" -- ")
        writePlace(x, y + half - 0.15)
        buffer.append(";\n")
      }
      let share = widths[index] + spare
      writeNode("", x: x + share / 2, y: y) { $0.write(value, isBold: isHighlighted) }
      x += share
    }
    for (index, note) in unit.notes.enumerated() {
      writeNode("", x: column.x, y: y - half - Self.noteHeight * (Double(index) + 0.5)) { page in
        page.buffer.append("\\textcolor")
        page.buffer.append(DiagramColor.of(note.kind).latex)
        page.buffer.append("{")
        page.write([.formula(note.name)])
        page.buffer.append("~")
        page.write([.formula(note.value)])
        page.buffer.append("}")
      }
    }
  }
}

extension DiagramColor {
  /// The colour as an argument of `\textcolor`.
  var latex: StaticString {
    switch self {
    case .input: "[rgb]{0.54,0.29,0}"
    case .parameter: "[rgb]{0.08,0.27,0.69}"
    case .forward: "[rgb]{0.04,0.39,0.16}"
    case .backward: "[rgb]{0.69,0.06,0.11}"
    case .target: "[rgb]{0.36,0.16,0.53}"
    }
  }
}
