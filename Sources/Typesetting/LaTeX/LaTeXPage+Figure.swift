import MathSyntax

extension LaTeXPage {
  mutating func write(_ figure: Figure) {
    buffer.append("\\begin{flushleft}\n")
    switch figure.content {
    case .plot(let plot): write(plot)
    case .network: break
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
    let points = plot.curves.flatMap(\.points)
    guard
      let horizontal = PlotScale(points.map(\.x), isLogarithmic: plot.horizontalAxis.isLogarithmic),
      let vertical = PlotScale(points.map(\.y), isLogarithmic: plot.verticalAxis.isLogarithmic)
    else {
      buffer.append("(no points)\n")
      return
    }
    // The font size is 0.385 cm; the labels at the left need about 2 cm.
    let width = min(11_000, max(3000, lineWidth * 385 / 1000 - 2500))
    buffer.append("\\begin{tikzpicture}[font=\\small]\n")
    for tick in horizontal.ticks(atMost: width / 1800) {
      let x = Int.nearest(tick.position * Double(width))
      buffer.append("\\draw[gray!40] ")
      writePoint(x, 0)
      buffer.append(" -- ")
      writePoint(x, Self.plotHeight)
      buffer.append(";\n\\draw ")
      writePoint(x, 0)
      buffer.append(" -- ++(0,-0.1) node[below] {$")
      buffer.append(text: tick.label.latex)
      buffer.append("$};\n")
    }
    for tick in vertical.ticks(atMost: 6) {
      let y = Int.nearest(tick.position * Double(Self.plotHeight))
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
    writePoint(width, Self.plotHeight)
    buffer.append(";\n")
    for (index, curve) in plot.curves.enumerated() {
      write(curve, Self.styles[index % Self.styles.count], horizontal, vertical, width: width)
    }
    writeAxisLabel(plot.horizontalAxis.label, "below", x: width / 2, y: -600, width: width)
    writeAxisLabel(
      plot.verticalAxis.label, "above right, inner xsep=0pt", x: 0, y: Self.plotHeight, width: width
    )
    buffer.append("\\end{tikzpicture}\\par\\nopagebreak\n")
    writeLegend(plot.curves)
  }

  private mutating func write(
    _ curve: Plot.Curve, _ style: StaticString, _ horizontal: PlotScale, _ vertical: PlotScale,
    width: Int
  ) {
    let visible = curve.points.compactMap { point -> (Int, Int)? in
      guard let x = horizontal.position(of: point.x), let y = vertical.position(of: point.y) else {
        return nil
      }
      return (Int.nearest(x * Double(width)), Int.nearest(y * Double(Self.plotHeight)))
    }
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

  private mutating func writeLegend(_ curves: [Plot.Curve]) {
    let named = curves.enumerated().filter { !$0.element.label.isEmpty }
    guard !named.isEmpty else { return }
    for (index, curve) in named {
      buffer.append("\\mbox{\\tikz[baseline=-0.6ex]\\draw[")
      buffer.append(Self.styles[index % Self.styles.count])
      buffer.append("] (0,0) -- (0.9,0);}~")
      write(curve.label)
      buffer.append("\\quad\n")
    }
    buffer.append("\\par\n")
  }

  /// Writes a point given in thousandths of a centimetre.
  private mutating func writePoint(_ x: Int, _ y: Int) {
    buffer.append("(")
    writeThousandths(x)
    buffer.append(",")
    writeThousandths(y)
    buffer.append(")")
  }

  private mutating func writeThousandths(_ value: Int) {
    if value < 0 { buffer.append("-") }
    buffer.append(number: abs(value) / 1000)
    let digits = String(abs(value) % 1000 + 1000).dropFirst()
    buffer.append(".")
    buffer.append(text: String(digits))
  }
}
