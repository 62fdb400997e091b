/// How a piece of terminal text looks, beside what it says.
struct TextStyle: Hashable {
  var isBold = false
  var isItalic = false
  var isUnderlined = false
  var color: Color?

  /// The colours that say which way a step goes; never the only sign of it.
  enum Color: Hashable {
    case green
    case red
    case blue
    case yellow
  }

  static let plain = TextStyle()
  static let bold = TextStyle(isBold: true)

  /// Appends the control sequence that switches this style on.
  func appendSequence(to buffer: inout OutputBuffer) {
    buffer.append("\u{1B}[0")
    if isBold { buffer.append(";1") }
    if isItalic { buffer.append(";3") }
    if isUnderlined { buffer.append(";4") }
    switch color {
    case .red: buffer.append(";31")
    case .green: buffer.append(";32")
    case .yellow: buffer.append(";33")
    case .blue: buffer.append(";34")
    case nil: break
    }
    buffer.append("m")
  }
}

/// A line of styled text whose width is known.
struct StyledLine {
  private(set) var runs: [(text: String, style: TextStyle)] = []
  private(set) var width = 0

  init() {}

  init(_ text: String, _ style: TextStyle = .plain) { append(text, style) }

  /// Appends text that is free of control characters.
  mutating func append(_ text: String, _ style: TextStyle = .plain) {
    guard !text.isEmpty else { return }
    width += DisplayWidth.columns(of: text)
    if let last = runs.indices.last, runs[last].style == style {
      runs[last].text += text
    } else {
      runs.append((text, style))
    }
  }

  mutating func append(_ line: StyledLine) {
    for run in line.runs { append(run.text, run.style) }
  }

  /// Appends spaces up to a column.
  mutating func pad(to column: Int) {
    if column > width { append(String(repeating: " ", count: column - width)) }
  }

  /// Appends the line to a buffer, without spaces at its end.
  func write(to buffer: inout OutputBuffer, usesColor: Bool) {
    let end = runs.lastIndex { run in run.text.contains { $0 != " " } } ?? -1
    for (index, run) in runs.prefix(end + 1).enumerated() {
      let isStyled = usesColor && run.style != .plain
      if isStyled { run.style.appendSequence(to: &buffer) }
      var bytes = Array(run.text.utf8)[...]
      if index == end {
        while bytes.last == UInt8(ascii: " ") { bytes = bytes.dropLast() }
      }
      buffer.append(bytes: bytes)
      if isStyled { buffer.append("\u{1B}[0m") }
    }
  }
}
