/// Escapes running text for Markdown in one pass.
enum MarkdownEscape {
  /// Appends text escaped so that Markdown shows it as it is.
  ///
  /// - Parameter startsLine: whether the text stands at the start of a line, where a few more
  ///   characters have a meaning.
  static func append(_ text: String, to buffer: inout OutputBuffer, startsLine: Bool = false) {
    var isAtStart = startsLine
    var digitsAtStart = startsLine
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", "`", "*", "_", "[", "]", "<", ">", "|", "$", "~":
        buffer.append("\\")
        buffer.append(scalar: scalar)
      case "#", "+", "-", "=":
        // Headings, lists and underlines start lines; elsewhere these are themselves.
        if isAtStart { buffer.append("\\") }
        buffer.append(scalar: scalar)
      case ".", ")":
        if digitsAtStart, isDigit(previous) { buffer.append("\\") }
        buffer.append(scalar: scalar)
      case "&": buffer.append("&amp;")
      case "!": buffer.append(scalar: scalar)
      case "\n", "\t": buffer.append(" ")
      case "\r": break
      default:
        if ControlCharacters.isHarmful(scalar) {
          buffer.append(text: ControlCharacters.picture(of: scalar))
        } else {
          buffer.append(scalar: scalar)
        }
      }
      if scalar != " " { isAtStart = false }
      if !isDigit(scalar), scalar != " " { digitsAtStart = false }
      previous = scalar
    }
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  /// Appends text between as many backticks as it needs.
  static func appendCode(_ text: String, to buffer: inout OutputBuffer, isInTable: Bool) {
    let visible = ControlCharacters.visible(text)
    let fence = longestRun(of: "`", in: visible) + 1
    let needsSpace =
      visible.isEmpty || visible.hasPrefix("`") || visible.hasSuffix("`")
      || visible.hasPrefix(" ") && visible.hasSuffix(" ")
    // Backticks that touch would count as one run.
    if buffer.bytes.last == UInt8(ascii: "`") { buffer.append(" ") }
    buffer.append(repeating: UInt8(ascii: "`"), count: fence)
    if needsSpace { buffer.append(" ") }
    for byte in visible.utf8 {
      // Tables are cut at bars before anything else is looked at.
      if byte == UInt8(ascii: "|"), isInTable { buffer.append("\\") }
      buffer.append(byte: byte)
    }
    if needsSpace { buffer.append(" ") }
    buffer.append(repeating: UInt8(ascii: "`"), count: fence)
  }

  /// Returns the length of the longest run of a character.
  static func longestRun(of character: Unicode.Scalar, in text: String) -> Int {
    var longest = 0
    var run = 0
    for scalar in text.unicodeScalars {
      run = scalar == character ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }

  /// Appends the address of a link.
  static func appendDestination(_ destination: String, to buffer: inout OutputBuffer) {
    buffer.append("<")
    for scalar in destination.unicodeScalars {
      switch scalar {
      case "<", ">", "\\", "|", " ":
        buffer.append("%")
        buffer.append(text: String(scalar.value, radix: 16, uppercase: true))
      default:
        if !ControlCharacters.isHarmful(scalar) { buffer.append(scalar: scalar) }
      }
    }
    buffer.append(">")
  }

  /// Whether Markdown would change mathematics between single dollars: backslashes before marks,
  /// underscores that open and close emphasis, brackets that look like links.
  static func isEndangered(_ mathematics: [UInt8]) -> Bool {
    var mayHaveOpened = false
    for (index, byte) in mathematics.enumerated() {
      let next = index + 1 < mathematics.count ? mathematics[index + 1] : UInt8(ascii: " ")
      switch byte {
      case UInt8(ascii: "\\"): if isPunctuation(next) { return true }
      case UInt8(ascii: "$"), UInt8(ascii: "|"), UInt8(ascii: "<"): return true
      case UInt8(ascii: "]"):
        if next == UInt8(ascii: "(") || next == UInt8(ascii: "[") || next == UInt8(ascii: ":") {
          return true
        }
      case UInt8(ascii: "_"):
        if mayHaveOpened { return true }
        if index == 0 || isPunctuation(mathematics[index - 1]) { mayHaveOpened = true }
      default: break
      }
    }
    return false
  }

  private static func isPunctuation(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
    default: false
    }
  }
}
