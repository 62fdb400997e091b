import MathSyntax

/// Running text cut into words, ready to be set in lines of any width.
struct WrappedText {
  private struct Word {
    var text: String
    var style: TextStyle
    var width: Int
    var hasSpaceBefore: Bool
    var endsLine = false
  }

  private var words: [Word] = []
  private var hasPendingSpace = false
  private let formulas: TextFormulaWriter

  /// A formula up to this width stays on one line if it can.
  private static let longestUnbrokenFormula = 24

  init(
    _ inlines: [Inline], style: TextStyle = .plain, formulas: TextFormulaWriter = .init()
  ) {
    self.formulas = formulas
    append(inlines, style)
  }

  /// Whether there is nothing to show.
  var isEmpty: Bool { words.isEmpty }

  /// The width of the widest line if nothing is wrapped.
  var naturalWidth: Int {
    var widest = 0
    var width = 0
    for (index, word) in words.enumerated() {
      width += word.width + (word.hasSpaceBefore && width > 0 ? 1 : 0)
      if word.endsLine || index == words.count - 1 {
        widest = max(widest, width)
        width = 0
      }
    }
    return widest
  }

  /// The width of the longest word.
  var longestWord: Int {
    var longest = 0
    var unit = 0
    for word in words {
      unit = word.hasSpaceBefore ? word.width : unit + word.width
      longest = max(longest, unit)
      if word.endsLine { unit = 0 }
    }
    return longest
  }

  // MARK: Cutting

  private mutating func append(_ inlines: [Inline], _ style: TextStyle) {
    for inline in inlines {
      switch inline {
      case .text(let text): appendText(text, style)
      case .emphasis(let content):
        var style = style
        style.isItalic = true
        append(content, style)
      case .strong(let content):
        var style = style
        style.isBold = true
        append(content, style)
      case .code(let text): appendText("`" + text + "`", style)
      case .formula(let formula): append(formula, style)
      case .link(let content, let destination):
        var underlined = style
        underlined.isUnderlined = true
        append(content, underlined)
        if content != [.text(destination)], !destination.hasPrefix("#") {
          appendText(" (" + destination + ")", style)
        }
      case .lineBreak:
        if words.isEmpty { addWord("", style) }
        words[words.count - 1].endsLine = true
        hasPendingSpace = false
      }
    }
  }

  private mutating func appendText(_ text: String, _ style: TextStyle) {
    // By bytes: a space is one in UTF-8, and to find characters costs ten times as much.
    let bytes = ControlCharacters.visible(text).utf8
    var start = bytes.startIndex
    while let end = bytes[start...].firstIndex(of: UInt8(ascii: " ")) {
      if start < end { addWord(String(Substring(bytes[start..<end])), style) }
      hasPendingSpace = true
      start = bytes.index(after: end)
    }
    if start < bytes.endIndex { addWord(String(Substring(bytes[start...])), style) }
  }

  private mutating func append(_ formula: Formula, _ style: TextStyle) {
    let parts = formulas.words(formula, unbrokenUpTo: Self.longestUnbrokenFormula)
    for (position, part) in parts.enumerated() {
      if position > 0, part.hasSpaceBefore { hasPendingSpace = true }
      addWord(part.text, style)
    }
  }

  private mutating func addWord(_ text: String, _ style: TextStyle) {
    let startsLine = words.last?.endsLine ?? true
    words.append(
      Word(
        text: text, style: style, width: DisplayWidth.columns(of: text),
        hasSpaceBefore: hasPendingSpace && !startsLine))
    hasPendingSpace = false
  }

  // MARK: Setting

  /// Returns the lines; words that are longer than a line are cut.
  func lines(first: Int, rest: Int) -> [StyledLine] {
    var lines: [StyledLine] = []
    var line = StyledLine()
    var available = max(1, first)

    func endLine() {
      lines.append(line)
      line = StyledLine()
      available = max(1, rest)
    }

    var index = 0
    while index < words.count {
      // Words without a space between them stay together.
      var end = index + 1
      var width = words[index].width
      while end < words.count, !words[end].hasSpaceBefore, !words[end - 1].endsLine {
        width += words[end].width
        end += 1
      }
      let space = words[index].hasSpaceBefore && line.width > 0 ? 1 : 0
      if line.width > 0, line.width + space + width > available { endLine() }
      if line.width > 0, space > 0 { line.append(" ", spaceStyle(at: index)) }
      for word in words[index..<end] {
        if line.width + word.width <= available {
          line.append(word.text, word.style)
          continue
        }
        if line.width > 0, word.width <= max(1, rest) {
          endLine()
          line.append(word.text, word.style)
          continue
        }
        for character in word.text {
          let columns = DisplayWidth.columns(of: String(character))
          if line.width > 0, line.width + columns > available { endLine() }
          line.append(String(character), word.style)
        }
      }
      if words[end - 1].endsLine { endLine() }
      index = end
    }
    if line.width > 0 || lines.isEmpty { lines.append(line) }
    return lines
  }

  /// A space between two words of one style has that style.
  private func spaceStyle(at index: Int) -> TextStyle {
    words[index - 1].style == words[index].style ? words[index].style : .plain
  }
}
