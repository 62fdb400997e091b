import MathSyntax

extension LaTeXPage {
  mutating func write(_ figure: Figure) {
    buffer.append("\\begin{flushleft}\n")
    switch figure.content {
    case .plot(let plot): write(plot)
    case .network(let diagram): write(diagram)
    }
    if !figure.caption.isEmpty {
      buffer.append("\\par\\nopagebreak\\textit{")
      write(figure.caption)
      buffer.append("}\n")
    }
    buffer.append("\\end{flushleft}\n")
  }

  /// Lines differ in style as well as in colour.
  private static let styles: [StaticString] = [
    "blue!70!black, thick", "red!70!black, thick, dashed", "green!50!black, thick, dotted",
    "orange!80!black, thick, dash dot", "violet, thick, densely dashed",
    "black, thick, densely dotted",
  ]

  /// More points than this do not show.
  private static let mostPoints = 300

  /// The height of a plot in thousandths of a centimetre.
  private static let plotHeight = 5500

  private mutating func write(_ plot: Plot) {
    guard let (horizontal, vertical) = plot.scales else {
      buffer.append("(no points)\n")
      return
    }
    // The font size is 0.385 cm; the labels at the left need about 2 cm.
    let widest = max(3000, lineWidth * 385 / 1000 - 2500)
    let width = min(plot.hasEqualScales ? 6000 : 11_000, widest)
    let height =
      plot.height(forWidth: Double(width), horizontal, vertical).map { Int.nearest($0) }
      ?? Self.plotHeight
    let area = Area(width: width, height: height, horizontal: horizontal, vertical: vertical)
    buffer.append("\\begin{tikzpicture}[font=\\small]\n")
    for (index, region) in plot.regions.enumerated() { write(region, index, area) }
    for tick in horizontal.ticks(atMost: width / 1800) {
      let x = Int.nearest(tick.position * Double(width))
      buffer.append("\\draw[gray!40] ")
      writePoint(x, 0)
      buffer.append(" -- ")
      writePoint(x, height)
      buffer.append(";\n\\draw ")
      writePoint(x, 0)
      buffer.append(" -- ++(0,-0.1) node[below] {$")
      buffer.append(text: tick.label.latex)
      buffer.append("$};\n")
    }
    for tick in vertical.ticks(atMost: 6) {
      let y = Int.nearest(tick.position * Double(height))
      buffer.append("\\draw[gray!40] ")
      writePoint(0, y)
      buffer.append(" -- ")
      writePoint(width, y)
      buffer.append(";\n\\draw ")
      writePoint(0, y)
      buffer.append(" -- ++(-0.1,0) node[left] {$")
      buffer.append(text: tick.label.latex)
      buffer.append("$};\n")
    }
    buffer.append("\\draw (0,0) rectangle ")
    writePoint(width, height)
    buffer.append(";\n")
    for (index, curve) in plot.curves.enumerated() {
      for piece in curve.pieces {
        write(piece, Self.styles[index % Self.styles.count], area)
      }
    }
    for (index, marks) in plot.marks.enumerated() {
      for point in marks.points {
        guard let (x, y) = area.place(point) else { continue }
        buffer.append("\\path ")
        writePoint(x, y)
        buffer.append(" ")
        writeMark(index)
        buffer.append(";\n")
      }
    }
    writeAxisLabel(plot.horizontalAxis.label, "below", x: width / 2, y: -600, width: width)
    writeAxisLabel(
      plot.verticalAxis.label, "above right, inner xsep=0pt", x: 0, y: height, width: width)
    buffer.append("\\end{tikzpicture}\\par\\nopagebreak\n")
    writeLegend(plot)
  }

  /// The rectangle that is drawn into, in thousandths of a centimetre.
  private struct Area {
    var width: Int
    var height: Int
    var horizontal: PlotScale
    var vertical: PlotScale

    func place(_ point: Plot.Point) -> (Int, Int)? {
      guard let x = horizontal.position(of: point.x), let y = vertical.position(of: point.y) else {
        return nil
      }
      return (Int.nearest(x * Double(width)), Int.nearest(y * Double(height)))
    }
  }

  private mutating func write(_ points: [Plot.Point], _ style: StaticString, _ area: Area) {
    let visible = points.compactMap(area.place)
    guard let last = visible.last else { return }
    let step = max(1, visible.count / Self.mostPoints)
    buffer.append("\\draw[")
    buffer.append(style)
    buffer.append("] ")
    for index in stride(from: 0, to: visible.count - 1, by: step) {
      writePoint(visible[index].0, visible[index].1)
      buffer.append(index / step % 6 == 5 ? "\n  -- " : " -- ")
    }
    writePoint(last.0, last.1)
    buffer.append(";\n")
    if visible.count == 1 {
      buffer.append("\\fill[")
      buffer.append(style)
      buffer.append("] ")
      writePoint(last.0, last.1)
      buffer.append(" circle (0.05);\n")
    }
  }

  /// Regions differ in their hatching as well as in their colour.
  private static let hatchings: [StaticString] = [
    "pattern=north east lines, pattern color=blue!60!black",
    "pattern=dots, pattern color=orange!80!black",
    "pattern=horizontal lines, pattern color=green!50!black",
    "pattern=north west lines, pattern color=red!70!black",
    "pattern=grid, pattern color=violet", "pattern=vertical lines, pattern color=black",
  ]

  private mutating func write(_ region: Plot.Region, _ index: Int, _ area: Area) {
    guard !region.polygons.isEmpty else { return }
    buffer.append("\\fill[")
    buffer.append(Self.hatchings[index % Self.hatchings.count])
    buffer.append("]")
    for polygon in region.polygons {
      buffer.append("\n  ")
      for (position, corner) in polygon.enumerated() {
        guard let (x, y) = area.place(corner) else { continue }
        if position > 0 { buffer.append(" -- ") }
        writePoint(x, y)
      }
      buffer.append(" -- cycle")
    }
    buffer.append(";\n")
  }

  /// Writes a mark as a node; marks differ in their shape as well as in their colour.
  private mutating func writeMark(_ index: Int) {
    buffer.append("node[inner sep=0pt, text=")
    buffer.append(Self.markColors[index % Self.markColors.count])
    buffer.append("] {\\large$")
    switch MarkShape.at(index) {
    case .disc: buffer.append("\\bullet")
    case .ring: buffer.append("\\circ")
    case .square: buffer.append("\\blacksquare")
    case .triangle: buffer.append("\\blacktriangle")
    case .diamond: buffer.append("\\blacklozenge")
    }
    buffer.append("$}")
  }

  private static let markColors: [StaticString] = [
    "blue!70!black", "red!70!black", "green!50!black", "orange!80!black", "violet", "black",
  ]

  private mutating func writeAxisLabel(
    _ label: [Inline], _ options: StaticString, x: Int, y: Int, width: Int
  ) {
    guard !label.isEmpty else { return }
    buffer.append("\\node[")
    buffer.append(options)
    // A label wider than the plot is wrapped.
    if LaTeXTextWidth.of(label) * 385 / 1000 > width {
      buffer.append(", align=left, text width=")
      writeThousandths(width)
      buffer.append("cm")
    }
    buffer.append("] at ")
    writePoint(x, y)
    buffer.append(" {")
    write(label, in: .lineCell)
    buffer.append("};\n")
  }

  private mutating func writeLegend(_ plot: Plot) {
    func write(_ label: [Inline], _ page: inout Self, _ swatch: (inout Self) -> Void) {
      guard !label.isEmpty else { return }
      page.buffer.append("\\mbox{\\tikz[baseline=-0.6ex]")
      swatch(&page)
      page.buffer.append(";}~")
      page.write(label)
      page.buffer.append("\\quad\n")
    }
    let labels =
      plot.regions.map(\.label) + plot.curves.map(\.label) + plot.marks.map(\.label)
    guard labels.contains(where: { !$0.isEmpty }) else { return }
    for (index, region) in plot.regions.enumerated() {
      write(region.label, &self) { page in
        page.buffer.append("\\draw[")
        page.buffer.append(Self.hatchings[index % Self.hatchings.count])
        page.buffer.append("] (0,-0.15) rectangle (0.8,0.25)")
      }
    }
    for (index, curve) in plot.curves.enumerated() {
      write(curve.label, &self) { page in
        page.buffer.append("\\draw[")
        page.buffer.append(Self.styles[index % Self.styles.count])
        page.buffer.append("] (0,0) -- (0.9,0)")
      }
    }
    for (index, marks) in plot.marks.enumerated() {
      write(marks.label, &self) { page in
        page.buffer.append("\\path (0,0) ")
        page.writeMark(index)
      }
    }
    buffer.append("\\par\n")
  }

  /// Writes a point given in thousandths of a centimetre.
  mutating func writePoint(_ x: Int, _ y: Int) {
    buffer.append("(")
    writeThousandths(x)
    buffer.append(",")
    writeThousandths(y)
    buffer.append(")")
  }

  mutating func writeThousandths(_ value: Int) {
    if value < 0 { buffer.append("-") }
    buffer.append(number: abs(value) / 1000)
    let digits = String(abs(value) % 1000 + 1000).dropFirst()
    buffer.append(".")
    buffer.append(text: String(digits))
  }
}
