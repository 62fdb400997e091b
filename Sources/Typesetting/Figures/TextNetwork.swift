import MathSyntax

/// Draws a network with characters: boxes for units, dotted lines between them.
///
///     ╭──────╮            ╭────────┬────────╮
///     │ 0.05 │⠒⠒⠒0.15⠒⠒⠒▸│ 0.3775 │ 0.5933 │
///     ╰──────╯            ╰────────┴────────╯
///                          b 0.35
struct TextNetwork {
  private let diagram: NetworkDiagram
  private let formulas: TextFormulaWriter

  /// Columns between two layers; with fewer, lines could not be followed.
  private static let leastGap = 9
  private static let widestGap = 22

  init(_ diagram: NetworkDiagram, formulas: TextFormulaWriter = TextFormulaWriter()) {
    self.diagram = diagram
    self.formulas = formulas
  }

  /// Returns the lines of the drawing, none wider than `width`; where the layers do not fit beside
  /// each other, they are listed.
  func lines(width: Int) -> [StyledLine] {
    if let drawing = drawing(width: width, style: .sideBySide) {
      return drawing + legend(width: width, between: " │ ")
    }
    if let drawing = drawing(width: width, style: .stacked) {
      return drawing + legend(width: width, between: " over ")
    }
    return list(width: width) + legend(width: width, between: ", ")
  }

  /// How the numbers of a unit are arranged.
  private enum UnitStyle {
    case sideBySide
    case stacked
  }

  // MARK: Drawing

  private func drawing(width: Int, style: UnitStyle) -> [StyledLine]? {
    let most = diagram.layers.flatMap(\.units).map(\.values.count).max() ?? 1
    func unitWidth(_ unit: NetworkDiagram.Unit) -> Int {
      let values = unit.values.map { columns(text($0.value)) + 3 }
      let box = style == .sideBySide ? values.reduce(1, +) : (values.max() ?? 0) + 1
      return max(box, (unit.notes.map { columns(noteText($0)) }.max() ?? 0) + 1)
    }
    let widths = diagram.layers.map { $0.units.map(unitWidth).max() ?? 0 }
    let room = width - widths.reduce(0, +)
    let gap = diagram.layers.count > 1 ? min(Self.widestGap, room / (diagram.layers.count - 1)) : 0
    guard diagram.layers.count < 2 || gap >= Self.leastGap, room >= 0 else { return nil }

    let boxHeight = style == .sideBySide ? 3 : 2 * most + 1
    let layout = NetworkLayout(
      diagram,
      .init(
        unitHeight: Double(boxHeight),
        noteHeight: Double(diagram.layers.flatMap(\.units).map(\.notes.count).max() ?? 0),
        unitGap: 1, titleHeight: 2, columnGap: Double(gap), labelHeight: 1, isOnGrid: true),
      unitWidth: { Double(unitWidth($0)) }, labelWidth: { Double(columns(text($0.value)) + 2) })
    var canvas = TextCanvas(width: width, height: Int.ceiling(layout.height))
    for line in layout.lines { canvas.drawLine(line.start, line.end) }
    for (edge, line) in zip(diagram.edges, layout.lines) {
      let isForward = diagram.pass == .forward
      let place = isForward ? line.end : line.start
      canvas.write(
        isForward ? "▸" : "◂", row: Int.floor(place.y),
        column: Int.nearest(place.x) - (isForward ? 1 : 0), style: .plain)
      guard let weight = edge.weight, let label = line.label else { continue }
      let text = self.text(weight.value)
      canvas.write(
        " \(text) ", row: Int.floor(label.y),
        column: Int.nearest(label.x - Double(columns(text) + 2) / 2),
        style: TextStyle(
          isBold: isHighlighted(edge), color: DiagramColor.of(weight.kind).terminal))
    }
    for (layer, column) in zip(diagram.layers, layout.columns) {
      draw(layer, column, boxHeight: boxHeight, style: style, on: &canvas)
    }
    for gap in layout.layerGaps {
      canvas.write(" ⋯ ", row: Int.floor(gap.y), column: Int.nearest(gap.x) - 1, style: .plain)
    }
    return canvas.lines
  }

  private func draw(
    _ layer: NetworkDiagram.Layer, _ column: NetworkLayout.Column, boxHeight: Int,
    style: UnitStyle, on canvas: inout TextCanvas
  ) {
    let left = Int.nearest(column.left)
    let width = Int.nearest(column.width)
    let title = WrappedText(layer.title, formulas: formulas).lines(first: 40, rest: 40)[0]
    canvas.write(title, row: 0, column: max(0, left + (width - title.width) / 2))
    for (unit, y) in zip(layer.units, column.units) {
      let top = Int.floor(y) - boxHeight / 2
      let isHighlighted = diagram.highlighted.contains(
        .unit(layer: layer.number, unit: unit.number))
      let rows = box(unit, width: width, height: boxHeight, style: style, isHighlighted)
      for (row, line) in rows.enumerated() { canvas.write(line, row: top + row, column: left) }
      for (row, note) in unit.notes.enumerated() {
        canvas.write(
          noteText(note), row: top + boxHeight + row, column: left + 1,
          style: TextStyle(color: DiagramColor.of(note.kind).terminal))
      }
    }
    for gap in column.gaps {
      let text = "⋮ \(gap.count) more"
      canvas.write(
        text, row: Int.floor(gap.y), column: max(0, left + (width - columns(text)) / 2),
        style: .plain)
    }
  }

  private func box(
    _ unit: NetworkDiagram.Unit, width: Int, height: Int, style: UnitStyle, _ isHighlighted: Bool
  ) -> [StyledLine] {
    let inner = width - 2
    let frame = TextStyle(isBold: isHighlighted)
    let values = unit.values.isEmpty ? [] : unit.values
    func framed(_ left: String, _ right: String, _ fill: (inout StyledLine) -> Void) -> StyledLine {
      var line = StyledLine(left, frame)
      fill(&line)
      line.pad(to: width - 1)
      line.append(right, frame)
      return line
    }
    func rule(_ left: String, _ right: String, _ fill: String, _ joint: String, at place: Int?)
      -> StyledLine
    {
      var text = Array(repeating: fill, count: inner)
      if let place, place < inner { text[place] = joint }
      return StyledLine(left + text.joined() + right, frame)
    }
    if style == .sideBySide || values.count < 2 {
      // Each number has its share of the width.
      let widths = values.map { columns(text($0.value)) }
      let spare = inner - widths.reduce(0, +) - max(0, values.count - 1)
      var content = StyledLine()
      var joint: Int?
      for (index, value) in values.enumerated() {
        let before = spare * (index + 1) / (2 * values.count) - spare * index / (2 * values.count)
        content.pad(to: content.width + max(0, before))
        content.append(text(value.value), valueStyle(value, isHighlighted))
        if index + 1 < values.count {
          content.pad(
            to: widths[...index].reduce(0, +) + spare * (index + 1) / values.count + index)
          joint = content.width
          content.append("│", frame)
        }
      }
      let middle = framed("│", "│") { $0.append(content) }
      let filler = Array(repeating: framed("│", "│") { _ in }, count: max(0, (height - 3) / 2))
      return [rule("╭", "╮", "─", "┬", at: joint)] + filler + [middle] + filler
        + [rule("╰", "╯", "─", "┴", at: joint)]
    }
    var rows = [rule("╭", "╮", "─", "─", at: nil)]
    for (index, value) in values.enumerated() {
      if index > 0 { rows.append(rule("├", "┤", "┄", "┄", at: nil)) }
      rows.append(
        framed("│", "│") { line in
          line.pad(to: 1 + (inner - columns(text(value.value))) / 2)
          line.append(text(value.value), valueStyle(value, isHighlighted))
        })
    }
    return rows + [rule("╰", "╯", "─", "─", at: nil)]
  }

  private func isHighlighted(_ edge: NetworkDiagram.Edge) -> Bool {
    diagram.highlighted.contains(edge.place)
  }

  private func valueStyle(_ value: NetworkDiagram.Reading, _ isBold: Bool) -> TextStyle {
    TextStyle(isBold: isBold, color: DiagramColor.of(value.kind).terminal)
  }

  private func noteText(_ note: NetworkDiagram.Reading) -> String {
    text(note.name) + " " + text(note.value)
  }

  private func text(_ formula: Formula) -> String { formulas.text(formula) }

  private func columns(_ text: String) -> Int { DisplayWidth.columns(of: text) }

  // MARK: Lists

  /// Returns the numbers layer by layer, where the network is too wide to be drawn.
  private func list(width: Int) -> [StyledLine] {
    var rows: [[Inline]] = []
    for layer in diagram.layers {
      rows.append([.strong(layer.title), .text(" (\(layer.width))")])
      for index in 0..<(layer.units.map { ($0.values + $0.notes).count }.max() ?? 0) {
        var row: [Inline] = []
        for unit in layer.units {
          let readings = unit.values + unit.notes
          guard index < readings.count else { continue }
          if row.isEmpty {
            row = [.text("\u{A0}\u{A0}"), .formula(readings[index].name), .text("  ")]
          } else {
            row.append(.text(", "))
          }
          if unit.number == layer.units.last?.number, layer.width > layer.units.count {
            row.append(.text("…, "))
          }
          row.append(.formula(readings[index].value))
        }
        rows.append(row)
      }
    }
    return rows.flatMap { row in
      WrappedText(row, formulas: formulas).lines(first: width, rest: width)
    }
  }

  private func legend(width: Int, between: String) -> [StyledLine] {
    var inlines: [Inline] = []
    for line in diagram.legendLines() {
      if !inlines.isEmpty { inlines.append(.text(" · ")) }
      for (index, symbol) in line.symbols.enumerated() {
        if index > 0 { inlines.append(.text(between)) }
        inlines.append(.formula(symbol))
      }
      inlines += [.text("\u{A0}")] + line.meaning
    }
    return WrappedText(inlines, formulas: formulas).lines(first: width, rest: width)
  }
}
