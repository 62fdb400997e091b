import MathSyntax

/// Draws curves with characters: Braille dots for a single curve, a mark for each of several.
struct TextPlot {
  private let plot: Plot
  private let formulas: TextFormulaWriter
  private static let rows = 15
  private static let marks: [Character] = ["*", "+", "o", "x", "#", "@", "%", "=", "~", "^"]

  init(_ plot: Plot, formulas: TextFormulaWriter = TextFormulaWriter()) {
    self.plot = plot
    self.formulas = formulas
  }

  /// Returns the lines of the drawing, none wider than `width`.
  func lines(width: Int) -> [StyledLine] {
    let points = plot.curves.flatMap(\.points)
    guard
      let horizontal = PlotScale(points.map(\.x), isLogarithmic: plot.horizontalAxis.isLogarithmic),
      let vertical = PlotScale(points.map(\.y), isLogarithmic: plot.verticalAxis.isLogarithmic)
    else { return [StyledLine("(no points)")] }

    let ticks = vertical.ticks(atMost: 6)
    let labels = ticks.map(\.label.text)
    let labelWidth = labels.map { DisplayWidth.columns(of: $0) }.max() ?? 0
    let columns = min(72, width - labelWidth - 2)
    guard columns >= 8 else { return [StyledLine("(too narrow)")] }

    var canvas = Canvas(columns: columns, rows: Self.rows, isFine: plot.curves.count == 1)
    for (index, curve) in plot.curves.enumerated() {
      let mark = Self.marks[index % Self.marks.count]
      canvas.draw(
        curve.points.compactMap { point in
          guard let x = horizontal.position(of: point.x), let y = vertical.position(of: point.y)
          else { return nil }
          return (x, y)
        }, mark: mark)
    }

    var lines = caption(plot.verticalAxis.label, width: width, isTrailing: false)
    for row in 0..<Self.rows {
      let tick = ticks.firstIndex { Self.row(of: $0.position) == row }
      var line = StyledLine()
      if let tick { line.pad(to: labelWidth - DisplayWidth.columns(of: labels[tick])) }
      line.append(tick.map { labels[$0] } ?? "")
      line.pad(to: labelWidth)
      line.append(tick == nil ? " │" : " ┤")
      line.append(canvas.row(row))
      lines.append(line)
    }
    lines += horizontalAxis(horizontal, columns: columns, margin: labelWidth)
    lines += caption(
      plot.horizontalAxis.label, width: min(width, labelWidth + 2 + columns), isTrailing: true)
    lines += legend(width: width)
    return lines
  }

  private static func row(of position: Double) -> Int {
    rows - 1 - Int.nearest(position * Double(rows - 1))
  }

  // MARK: Axes

  private func caption(_ label: [Inline], width: Int, isTrailing: Bool) -> [StyledLine] {
    guard !label.isEmpty else { return [] }
    return WrappedText(label, formulas: formulas).lines(first: width, rest: width).map { text in
      var line = StyledLine()
      if isTrailing { line.pad(to: width - text.width) }
      line.append(text)
      return line
    }
  }

  private func horizontalAxis(_ scale: PlotScale, columns: Int, margin: Int) -> [StyledLine] {
    var axis = Array(repeating: Character("─"), count: columns)
    var labels = StyledLine()
    for tick in scale.ticks(atMost: max(2, columns / 12)) {
      let column = Int.nearest(tick.position * Double(columns - 1))
      axis[column] = "┬"
      let text = tick.label.text
      let width = DisplayWidth.columns(of: text)
      let start = min(max(0, column - width / 2), max(0, columns - width)) + margin + 2
      guard start > labels.width || labels.width == 0, start + width <= margin + 2 + columns else {
        continue
      }
      labels.pad(to: start)
      labels.append(text)
    }
    var line = StyledLine()
    line.pad(to: margin)
    line.append(" └" + String(axis))
    return [line, labels]
  }

  private func legend(width: Int) -> [StyledLine] {
    let labelled = plot.curves.enumerated().filter { !$0.element.label.isEmpty }
    guard !labelled.isEmpty else { return [] }
    var inlines: [Inline] = []
    for (index, curve) in labelled {
      if !inlines.isEmpty { inlines.append(.text("  ")) }
      if plot.curves.count > 1 {
        inlines.append(.text(String(Self.marks[index % Self.marks.count]) + "\u{A0}"))
      }
      inlines += curve.label
    }
    return WrappedText(inlines, formulas: formulas).lines(first: width, rest: width)
  }
}

/// A rectangle of characters to draw on, from 0 to 1 both ways.
private struct Canvas {
  private let columns: Int
  private let rows: Int
  /// Whether a character holds two by four dots.
  private let isFine: Bool
  private var cells: [Character]
  private var dots: [UInt32]

  init(columns: Int, rows: Int, isFine: Bool) {
    self.columns = columns
    self.rows = rows
    self.isFine = isFine
    cells = Array(repeating: " ", count: columns * rows)
    dots = Array(repeating: 0, count: columns * rows)
  }

  mutating func draw(_ points: [(x: Double, y: Double)], mark: Character) {
    let width = (isFine ? 2 * columns : columns) - 1
    let height = (isFine ? 4 * rows : rows) - 1
    var previous: (x: Int, y: Int)?
    for point in points {
      let x = Int.nearest(point.x * Double(width))
      let y = height - Int.nearest(point.y * Double(height))
      let start = previous ?? (x, y)
      let steps = max(abs(x - start.x), abs(y - start.y))
      for step in 0...steps {
        let part = steps == 0 ? 0 : Double(step) / Double(steps)
        set(
          start.x + Int.nearest(Double(x - start.x) * part),
          start.y + Int.nearest(Double(y - start.y) * part), mark)
      }
      previous = (x, y)
    }
  }

  private mutating func set(_ x: Int, _ y: Int, _ mark: Character) {
    if isFine {
      // The order of the dots in a Braille character, by column and row.
      let bits: [UInt32] = [0x01, 0x02, 0x04, 0x40, 0x08, 0x10, 0x20, 0x80]
      dots[y / 4 * columns + x / 2] |= bits[x % 2 * 4 + y % 4]
    } else {
      cells[y * columns + x] = mark
    }
  }

  func row(_ row: Int) -> String {
    let range = row * columns..<(row + 1) * columns
    guard isFine else { return String(cells[range]) }
    var text = String.UnicodeScalarView()
    for dots in dots[range] {
      text.append(dots == 0 ? " " : Unicode.Scalar(0x2800 + dots) ?? " ")
    }
    return String(text)
  }
}
