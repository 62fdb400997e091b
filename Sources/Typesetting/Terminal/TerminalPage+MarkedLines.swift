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
    var piece = StyledLine()
    var underline = StyledLine()
    var isUnderlined = false
    var isFirst = true
    func flush(_ page: inout Self) {
      page.emit(piece)
      if isUnderlined { page.emit(underline) }
      piece = StyledLine()
      underline = StyledLine()
      isUnderlined = false
    }
    for (position, character) in line.text.enumerated() {
      let visible = ControlCharacters.visible(String(character))
      let columns = DisplayWidth.columns(of: visible)
      if piece.width + columns > availableWidth, piece.width > 0 { flush(&self) }
      piece.append(visible)
      if line.underline.contains(position) {
        underline.append(
          (isFirst ? "^" : "~") + String(repeating: "~", count: max(0, columns - 1)), style)
        isFirst = false
        isUnderlined = true
      } else {
        underline.append(String(repeating: " ", count: columns))
      }
    }
    flush(&self)
    for remark in line.remarks { emitWrapped(remark) }
  }
}
