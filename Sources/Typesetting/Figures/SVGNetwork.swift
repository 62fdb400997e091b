import MathSyntax

/// Draws a network in SVG.
struct SVGNetwork {
  private let diagram: NetworkDiagram

  private static let unitHeight = 34.0
  private static let noteHeight = 18.0
  private static let padding = 9.0
  private static let legendHeight = 22.0

  init(_ diagram: NetworkDiagram) { self.diagram = diagram }

  func draw(on canvas: inout SVGCanvas) {
    let weights = diagram.edges.compactMap(\.weight).map { SVGText.width(of: $0.value) }
    let layout = NetworkLayout(
      diagram,
      .init(
        unitHeight: Self.unitHeight,
        noteHeight: Self.noteHeight
          * Double(diagram.layers.flatMap(\.units).map(\.notes.count).max() ?? 0),
        unitGap: 22, titleHeight: 34, columnGap: max(112, 2.6 * (weights.max() ?? 0)),
        labelHeight: 15),
      unitWidth: Self.width, labelWidth: { SVGText.width(of: $0.value) + 8 })
    canvas.width = layout.width
    canvas.height = layout.height
    for (edge, line) in zip(diagram.edges, layout.lines) { draw(edge, line, on: &canvas) }
    // Weights stand above all lines.
    for (edge, line) in zip(diagram.edges, layout.lines) {
      guard let weight = edge.weight, let label = line.label else { continue }
      open(edge.place, on: &canvas)
      var text = SVGText()
      text.write(weight.value)
      let width = text.width + 4
      canvas.rectangle(
        x: label.x - width / 2, y: label.y - 8, width: width, height: 16, class: "back")
      canvas.text(text, x: label.x, y: label.y + 5, .middle, class: "parameter")
      canvas.content.append("</g>\n")
    }
    for (layer, column) in zip(diagram.layers, layout.columns) { draw(layer, column, on: &canvas) }
    for gap in layout.layerGaps { canvas.text(Self.text("⋯"), x: gap.x, y: gap.y, .middle) }
    drawLegend(on: &canvas)
  }

  private static func width(of unit: NetworkDiagram.Unit) -> Double {
    let values = unit.values.map { SVGText.width(of: $0.value) + 2 * padding }.reduce(0, +)
    let notes = unit.notes.map { SVGText.width(of: $0.name + $0.value) + 2 * padding }.max() ?? 0
    return max(44, values, notes)
  }

  private static func text(_ words: String) -> SVGText {
    var text = SVGText()
    text.write([.text(words)])
    return text
  }

  /// Opens a group that a script can find by the part of the network that it shows.
  private func open(_ place: NetworkDiagram.Place, on canvas: inout SVGCanvas) {
    canvas.content.append("<g data-place=\"")
    canvas.content.append(text: place.identifier)
    canvas.content.append(diagram.highlighted.contains(place) ? "\" class=\"hot\">" : "\">")
  }

  private func draw(
    _ edge: NetworkDiagram.Edge, _ line: NetworkLayout.Line, on canvas: inout SVGCanvas
  ) {
    open(edge.place, on: &canvas)
    let (start, end) = (line.start, line.end)
    canvas.line(start.x, start.y, end.x, end.y, class: "edge")
    // The arrow's tip touches the unit that numbers travel to.
    let (tip, tail) = diagram.pass == .forward ? (end, start) : (start, end)
    let (dx, dy) = (tail.x - tip.x, tail.y - tip.y)
    let length = max(1, abs(dx) + abs(dy) * 0.4)
    let (ux, uy) = (dx / length * 9, dy / length * 9)
    canvas.content.append("<path class=\"arrow\" d=\"M")
    canvas.point(tip.x, tip.y)
    canvas.content.append("L")
    canvas.point(tip.x + ux - uy * 0.4, tip.y + uy + ux * 0.4)
    canvas.content.append("L")
    canvas.point(tip.x + ux + uy * 0.4, tip.y + uy - ux * 0.4)
    canvas.content.append("Z\"/>")
    canvas.content.append("</g>\n")
  }

  private func draw(
    _ layer: NetworkDiagram.Layer, _ column: NetworkLayout.Column, on canvas: inout SVGCanvas
  ) {
    var title = SVGText()
    title.write(layer.title)
    canvas.text(title, x: column.x, y: 14, .middle)
    canvas.width = max(canvas.width, column.x + title.width / 2)
    for (unit, y) in zip(layer.units, column.units) {
      open(.unit(layer: layer.number, unit: unit.number), on: &canvas)
      draw(unit, column, y: y, on: &canvas)
      canvas.content.append("</g>\n")
    }
    for gap in column.gaps {
      canvas.text(
        Self.text("⋮ \(gap.count) more"), x: column.x, y: gap.y + 5, .middle, class: "faint")
    }
  }

  private func draw(
    _ unit: NetworkDiagram.Unit, _ column: NetworkLayout.Column, y: Double,
    on canvas: inout SVGCanvas
  ) {
    let top = y - Self.unitHeight / 2
    canvas.rectangle(
      x: column.left, y: top, width: column.width, height: Self.unitHeight, class: "box",
      corner: Self.unitHeight / 2)
    let widths = unit.values.map { SVGText.width(of: $0.value) + 2 * Self.padding }
    let spare = (column.width - widths.reduce(0, +)) / Double(max(1, widths.count))
    var x = column.left
    for (index, value) in unit.values.enumerated() {
      let share = widths[index] + spare
      if index > 0 {
        canvas.line(x, top + 6, x, top + Self.unitHeight - 6, class: "rule")
      }
      var text = SVGText()
      text.write(value.value)
      canvas.text(
        text, x: x + share / 2, y: y + 5, .middle, class: DiagramColor.of(value.kind).className)
      x += share
    }
    for (index, note) in unit.notes.enumerated() {
      var text = SVGText()
      text.write(note.name)
      text.write([.text(" ")])
      text.write(note.value)
      canvas.text(
        text, x: column.x, y: top + Self.unitHeight + Self.noteHeight * Double(index) + 15, .middle,
        class: DiagramColor.of(note.kind).className)
    }
  }

  private func drawLegend(on canvas: inout SVGCanvas) {
    let start = canvas.height + 14
    var x = 0.0
    var y = start
    let limit = max(canvas.width, 420)
    for line in diagram.legendLines() {
      var text = SVGText()
      for (index, symbol) in line.symbols.enumerated() {
        if index > 0 { text.write([.text(" | ")]) }
        text.write(symbol)
      }
      text.write([.text("\u{A0} ")])
      text.write(line.meaning)
      if x > 0, x + text.width > limit {
        x = 0
        y += Self.legendHeight
      }
      canvas.text(text, x: x, y: y + 14, class: DiagramColor.of(line.kinds[0]).className)
      x += text.width + 24
      canvas.width = max(canvas.width, x - 24)
    }
    canvas.height = y + Self.legendHeight
  }
}

extension DiagramColor {
  /// The name of the style.
  var className: StaticString {
    switch self {
    case .input: "input"
    case .parameter: "parameter"
    case .forward: "forward"
    case .backward: "backward"
    case .target: "target"
    }
  }
}

extension NetworkDiagram.Place {
  /// A short name: `u1-2` for unit 2 of layer 1, `c2-1-3` for the connection to its unit 1 from 3.
  var identifier: String {
    switch self {
    case .unit(let layer, let unit): "u\(layer)-\(unit)"
    case .connection(let layer, let to, let from): "c\(layer)-\(to)-\(from)"
    }
  }
}
