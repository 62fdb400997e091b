/// A rectangle of characters, some of them drawn over lines of Braille dots.
struct TextCanvas {
  private let width: Int
  private let height: Int
  private var dots: [UInt32]
  private var cells: [(text: String, style: TextStyle)?]

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    dots = Array(repeating: 0, count: width * height)
    cells = Array(repeating: nil, count: width * height)
  }

  /// Draws a line of dots, two by four to a character, between places given in characters.
  mutating func drawLine(_ start: NetworkLayout.Position, _ end: NetworkLayout.Position) {
    let from = (x: Int.nearest(start.x * 2), y: Int.floor(start.y * 4))
    let to = (x: Int.nearest(end.x * 2) - 1, y: Int.floor(end.y * 4))
    let steps = max(abs(to.x - from.x), abs(to.y - from.y), 1)
    for step in 0...steps {
      let part = Double(step) / Double(steps)
      set(
        from.x + Int.nearest(Double(to.x - from.x) * part),
        from.y + Int.nearest(Double(to.y - from.y) * part))
    }
  }

  private mutating func set(_ x: Int, _ y: Int) {
    guard x >= 0, y >= 0, x / 2 < width, y / 4 < height else { return }
    // The order of the dots in a Braille character, by column and row.
    let bits: [UInt32] = [0x01, 0x02, 0x04, 0x40, 0x08, 0x10, 0x20, 0x80]
    dots[y / 4 * width + x / 2] |= bits[x % 2 * 4 + y % 4]
  }

  /// Writes text over what is there; what lies outside is left out.
  mutating func write(_ text: String, row: Int, column: Int, style: TextStyle) {
    guard row >= 0, row < height else { return }
    var column = column
    for character in text {
      let columns = DisplayWidth.columns(of: String(character))
      guard columns > 0, column >= 0, column + columns <= width else {
        column += columns
        continue
      }
      cells[row * width + column] = (String(character), style)
      for rest in 1..<max(1, columns) { cells[row * width + column + rest] = ("", style) }
      column += columns
    }
  }

  /// Writes a line over what is there.
  mutating func write(_ line: StyledLine, row: Int, column: Int) {
    var column = column
    for run in line.runs {
      write(run.text, row: row, column: column, style: run.style)
      column += DisplayWidth.columns(of: run.text)
    }
  }

  /// The rows, from top to bottom.
  var lines: [StyledLine] {
    (0..<height).map { row in
      var line = StyledLine()
      for column in 0..<width {
        let index = row * width + column
        if let cell = cells[index] {
          line.append(cell.text, cell.style)
        } else {
          let dots = dots[index]
          line.append(dots == 0 ? " " : String(Character(Unicode.Scalar(0x2800 + dots) ?? " ")))
        }
      }
      return line
    }
  }
}
