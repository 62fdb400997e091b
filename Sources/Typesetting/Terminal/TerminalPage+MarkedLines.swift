import MathSyntax

extension TerminalPage {
  /// Writes marked lines: number, mark and word on the left, the line beside them, and below it an
  /// underline and the remarks.
  ///
  ///     12  ✗ wrong  \delta^2_1 = 0.7414
  ///                  ^~~~~~~~~~~~~~~~~~~
  ///                  Expected 0.1385.
  mutating func write(_ marked: MarkedLines) {
    let labelWidth = marked.lines.map { DisplayWidth.columns(of: $0.label) }.max() ?? 0
    let wordWidth = marked.lines.map { DisplayWidth.columns(of: $0.word) }.max() ?? 0
    // On a narrow page the line stands below its mark.
    let isBeside = labelWidth + wordWidth + 6 <= availableWidth / 2
    let indent = isBeside ? labelWidth + wordWidth + 6 : 2
    for line in marked.lines {
      let style = TextStyle(isBold: line.mark == .wrong, color: color(of: line.mark))
      var head = StyledLine(
        String(repeating: " ", count: labelWidth - DisplayWidth.columns(of: line.label)))
      head.append(ControlCharacters.visible(line.label) + "  ")
      head.append(line.mark.rawValue + " " + line.word, style)
      var first: StyledLine? = head
      if isBeside {
        head.pad(to: indent)
        first = head
      } else {
        emit(head)
        first = nil
      }
      indented(by: StyledLine(String(repeating: " ", count: indent)), first: first) { page in
        page.write(line, style)
      }
    }
  }

  private func color(of mark: MarkedLines.Mark) -> TextStyle.Color? {
    switch mark {
    case .right: .green
    case .wrong: .red
    case .follows: .yellow
    case .unsure: .blue
    case .none: nil
    }
  }

  /// Writes the text of a line, cut where it is full, with the underline below each piece.
  private mutating func write(_ line: MarkedLines.Line, _ style: TextStyle) {
    let cells = line.text.enumerated().map { position, character in
      Cell(
        text: ControlCharacters.visible(String(character)),
        isMarked: line.underline.contains(position))
    }
    var start = 0
    var isMarked = false
    repeat {
      let end = endOfPiece(cells, from: start)
      var text = StyledLine()
      var underline = StyledLine()
      for cell in cells[start..<end] {
        text.append(cell.text)
        let mark = cell.isMarked ? (isMarked ? "~" : "^") : " "
        if cell.width > 0 {
          underline.append(mark, style)
          let rest = String(repeating: cell.isMarked ? "~" : " ", count: cell.width - 1)
          underline.append(rest, style)
        }
        isMarked = isMarked || cell.isMarked
      }
      emit(text)
      if cells[start..<end].contains(where: \.isMarked) { emit(underline) }
      start = end
    } while start < cells.count
    for remark in line.remarks { emitWrapped(remark) }
  }

  /// A character as it is shown.
  private struct Cell {
    var text: String
    var isMarked: Bool
    let width: Int

    init(text: String, isMarked: Bool) {
      self.text = text
      self.isMarked = isMarked
      width = DisplayWidth.columns(of: text)
    }
  }

  /// Returns where a piece that fits on a line ends: behind a blank, unless the piece would be short.
  private func endOfPiece(_ cells: [Cell], from start: Int) -> Int {
    var width = 0
    var end = start
    var blank: Int?
    while end < cells.count, width + cells[end].width <= availableWidth || end == start {
      width += cells[end].width
      if cells[end].text == " " { blank = end + 1 }
      end += 1
    }
    if end < cells.count, let blank, blank - start > availableWidth / 2 { return blank }
    return end
  }
}
