import MathSyntax

/// Draws curves, regions and marks in SVG.
struct SVGPlot {
  private let plot: Plot

  private static let width = 540.0
  private static let equalWidth = 340.0
  private static let height = 300.0
  /// More points than this do not show.
  private static let mostPoints = 400

  /// Lines differ in their dashes as well as in their colour.
  private static let dashes: [StaticString] = ["", "9 4", "2 3", "9 3 2 3", "14 5", "5 5"]
  private static let colors: [StaticString] = [
    "parameter", "backward", "forward", "input", "target", "ink",
  ]
  private static let regionColors: [StaticString] = [
    "parameter", "input", "forward", "backward", "target", "ink",
  ]

  init(_ plot: Plot) { self.plot = plot }

  /// The rectangle that is drawn into.
  private struct Area {
    var left: Double
    var top: Double
    var width: Double
    var height: Double
    var horizontal: PlotScale
    var vertical: PlotScale

    func place(_ point: Plot.Point) -> (x: Double, y: Double)? {
      guard let x = horizontal.position(of: point.x), let y = vertical.position(of: point.y) else {
        return nil
      }
      return (left + x * width, top + (1 - y) * height)
    }
  }

  func draw(on canvas: inout SVGCanvas) {
    guard let (horizontal, vertical) = plot.scales else {
      var text = SVGText()
      text.write([.text("(no points)")])
      canvas.text(text, x: 0, y: 16)
      (canvas.width, canvas.height) = (text.width, 24)
      return
    }
    let ticks = vertical.ticks(atMost: 6)
    let labels = ticks.map { tick in
      var text = SVGText()
      text.write([.text(tick.label.text)])
      return text
    }
    let width = plot.hasEqualScales ? Self.equalWidth : Self.width
    let area = Area(
      left: (labels.map(\.width).max() ?? 0) + 12, top: plot.verticalAxis.label.isEmpty ? 8 : 26,
      width: width, height: plot.height(forWidth: width, horizontal, vertical) ?? Self.height,
      horizontal: horizontal, vertical: vertical)
    let right = area.left + area.width
    let bottom = area.top + area.height
    canvas.width = right + 12

    for (index, region) in plot.regions.enumerated() { draw(region, index, area, on: &canvas) }
    for (tick, label) in zip(ticks, labels) {
      let y = area.top + (1 - tick.position) * area.height
      canvas.line(area.left, y, right, y, class: "grid")
      canvas.text(label, x: area.left - 7, y: y + 5, .end)
    }
    for tick in horizontal.ticks(atMost: Int(area.width / 70)) {
      let x = area.left + tick.position * area.width
      canvas.line(x, area.top, x, bottom, class: "grid")
      var label = SVGText()
      label.write([.text(tick.label.text)])
      canvas.text(label, x: x, y: bottom + 18, .middle)
    }
    canvas.rectangle(
      x: area.left, y: area.top, width: area.width, height: area.height, class: "frame")
    for (index, curve) in plot.curves.enumerated() { draw(curve, index, area, on: &canvas) }
    for (index, marks) in plot.marks.enumerated() {
      for point in marks.points {
        guard let place = area.place(point) else { continue }
        draw(.at(index), Self.colors[index % Self.colors.count], place.x, place.y, on: &canvas)
      }
    }
    canvas.height = bottom + 26
    var label = SVGText()
    label.write(plot.verticalAxis.label)
    canvas.text(label, x: 0, y: 14)
    canvas.width = max(canvas.width, label.width)
    if !plot.horizontalAxis.label.isEmpty {
      var label = SVGText()
      label.write(plot.horizontalAxis.label)
      canvas.text(label, x: area.left + area.width / 2, y: bottom + 38, .middle)
      canvas.height = bottom + 46
    }
    drawLegend(on: &canvas)
  }

  // MARK: Parts

  private func draw(
    _ region: Plot.Region, _ index: Int, _ area: Area, on canvas: inout SVGCanvas
  ) {
    definePattern(index, on: &canvas)
    canvas.content.append("<path")
    appendFill(index, on: &canvas)
    canvas.content.append(" d=\"")
    for polygon in region.polygons {
      for (position, corner) in polygon.enumerated() {
        guard let place = area.place(corner) else { continue }
        canvas.content.append(position == 0 ? "M" : "L")
        canvas.point(place.x, place.y)
      }
      canvas.content.append("Z")
    }
    canvas.content.append("\"/>\n")
  }

  private func appendFill(_ index: Int, on canvas: inout SVGCanvas) {
    canvas.content.append(" fill=\"url(#")
    canvas.content.append(text: canvas.name)
    canvas.content.append("-p")
    canvas.content.append(number: index)
    canvas.content.append(")\"")
  }

  /// Regions differ in their hatching as well as in their colour.
  private func definePattern(_ index: Int, on canvas: inout SVGCanvas) {
    canvas.definitions.append("<pattern id=\"")
    canvas.definitions.append(text: canvas.name)
    canvas.definitions.append("-p")
    canvas.definitions.append(number: index)
    canvas.definitions.append(
      "\" width=\"10\" height=\"10\" patternUnits=\"userSpaceOnUse\" class=\"")
    canvas.definitions.append(Self.regionColors[index % Self.regionColors.count])
    canvas.definitions.append("\">")
    switch index % 6 {
    case 0:
      canvas.definitions.append("<path class=\"hatch\" d=\"M-2 12L12 -2M-2 2L2 -2M8 12L12 8\"/>")
    case 1: canvas.definitions.append("<circle class=\"dot\" cx=\"5\" cy=\"5\" r=\"1.5\"/>")
    case 2: canvas.definitions.append("<path class=\"hatch\" d=\"M0 5H10\"/>")
    case 3:
      canvas.definitions.append("<path class=\"hatch\" d=\"M-2 -2L12 12M8 -2L12 2M-2 8L2 12\"/>")
    case 4: canvas.definitions.append("<path class=\"hatch\" d=\"M0 5H10M5 0V10\"/>")
    default: canvas.definitions.append("<path class=\"hatch\" d=\"M5 0V10\"/>")
    }
    canvas.definitions.append("</pattern>\n")
  }

  private func appendCurveStyle(_ index: Int, on canvas: inout SVGCanvas) {
    canvas.content.append("<path class=\"curve ")
    canvas.content.append(Self.colors[index % Self.colors.count])
    canvas.content.append("\"")
    let dash = Self.dashes[index % Self.dashes.count]
    if dash.utf8CodeUnitCount > 0 {
      canvas.content.append(" stroke-dasharray=\"")
      canvas.content.append(dash)
      canvas.content.append("\"")
    }
  }

  private func draw(
    _ curve: Plot.Curve, _ index: Int, _ area: Area, on canvas: inout SVGCanvas
  ) {
    let pieces = curve.pieces.map { $0.compactMap(area.place) }.filter { !$0.isEmpty }
    guard !pieces.isEmpty else { return }
    appendCurveStyle(index, on: &canvas)
    canvas.content.append(" d=\"")
    for piece in pieces {
      let step = max(1, piece.count / Self.mostPoints)
      for (position, point) in piece.enumerated()
      where position % step == 0 || position == piece.count - 1 {
        canvas.content.append(position == 0 ? "M" : "L")
        canvas.point(point.x, point.y)
      }
    }
    canvas.content.append("\"/>\n")
    for piece in pieces where piece.count == 1 {
      draw(.disc, Self.colors[index % Self.colors.count], piece[0].x, piece[0].y, on: &canvas)
    }
  }

  private func draw(
    _ shape: MarkShape, _ color: StaticString, _ x: Double, _ y: Double,
    on canvas: inout SVGCanvas
  ) {
    canvas.content.append(shape == .ring ? "<path class=\"open " : "<path class=\"mark ")
    canvas.content.append(color)
    canvas.content.append("\" d=\"M")
    switch shape {
    case .disc, .ring:
      canvas.point(x - 6, y)
      canvas.content.append("a6 6 0 1 0 12 0a6 6 0 1 0 -12 0Z")
    case .square:
      canvas.point(x - 5.5, y - 5.5)
      canvas.content.append("h11v11h-11Z")
    case .triangle:
      canvas.point(x, y - 7)
      canvas.content.append("l6.5 12h-13Z")
    case .diamond:
      canvas.point(x, y - 7.5)
      canvas.content.append("l6 7.5l-6 7.5l-6 -7.5Z")
    }
    canvas.content.append("\"/>\n")
  }

  // MARK: Legend

  private func drawLegend(on canvas: inout SVGCanvas) {
    var x = 0.0
    var y = canvas.height + 8
    var isEmpty = true
    func entry(
      _ label: [Inline], _ canvas: inout SVGCanvas,
      _ swatch: (Double, Double, inout SVGCanvas) -> Void
    ) {
      guard !label.isEmpty else { return }
      var text = SVGText()
      text.write(label)
      if x > 0, x + 38 + text.width > max(canvas.width, Self.equalWidth) {
        x = 0
        y += 24
      }
      swatch(x, y + 8, &canvas)
      canvas.text(text, x: x + 38, y: y + 13)
      canvas.width = max(canvas.width, x + 38 + text.width)
      x += 38 + text.width + 22
      isEmpty = false
    }
    for (index, region) in plot.regions.enumerated() {
      entry(region.label, &canvas) { x, y, canvas in
        canvas.content.append("<rect class=\"frame\" x=\"")
        canvas.content.append(decimal: x)
        canvas.content.append("\" y=\"")
        canvas.content.append(decimal: y - 9)
        canvas.content.append("\" width=\"30\" height=\"18\" style=\"fill:url(#")
        canvas.content.append(text: canvas.name)
        canvas.content.append("-p")
        canvas.content.append(number: index)
        canvas.content.append(")\"/>\n")
      }
    }
    for (index, curve) in plot.curves.enumerated() {
      entry(curve.label, &canvas) { x, y, canvas in
        appendCurveStyle(index, on: &canvas)
        canvas.content.append(" d=\"M")
        canvas.point(x, y)
        canvas.content.append("h30\"/>\n")
      }
    }
    for (index, marks) in plot.marks.enumerated() {
      entry(marks.label, &canvas) { x, y, canvas in
        draw(.at(index), Self.colors[index % Self.colors.count], x + 15, y, on: &canvas)
      }
    }
    if !isEmpty { canvas.height = y + 24 }
  }
}
