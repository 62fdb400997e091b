/// Escapes running text for LaTeX in one pass; no character reaches TeX that it could trip over.
enum LaTeXEscape {
  /// Appends text escaped.
  ///
  /// - Parameter breaksWords: whether very long words get places where a line may end.
  static func append(_ text: String, to buffer: inout OutputBuffer, breaksWords: Bool = false) {
    var wordLength = 0
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      wordLength = scalar == " " ? 0 : wordLength + 1
      if breaksWords, wordLength > 16 || wordLength > 3 && previous == "/" {
        buffer.append("\\allowbreak{}")
        wordLength = 8
      }
      // Two hyphens would become a dash, two apostrophes a quotation mark.
      if scalar == previous, scalar == "-" || scalar == "'" || scalar == "," {
        buffer.append("{}")
      }
      append(scalar, to: &buffer)
      if breaksWords, !scalar.isASCII, LaTeXCharacters.replacement(for: scalar) == nil {
        buffer.append("\\allowbreak{}")
      }
      previous = scalar
    }
  }

  /// Returns text escaped.
  static func escaped(_ text: String) -> String {
    var buffer = OutputBuffer()
    append(text, to: &buffer)
    return buffer.text
  }

  private static func append(_ scalar: Unicode.Scalar, to buffer: inout OutputBuffer) {
    switch scalar {
    case "\\": buffer.append("\\textbackslash{}")
    case "{": buffer.append("\\{")
    case "}": buffer.append("\\}")
    case "$": buffer.append("\\$")
    case "&": buffer.append("\\&")
    case "#": buffer.append("\\#")
    case "%": buffer.append("\\%")
    case "_": buffer.append("\\_")
    case "^": buffer.append("\\textasciicircum{}")
    case "~": buffer.append("\\textasciitilde{}")
    case "<": buffer.append("\\textless{}")
    case ">": buffer.append("\\textgreater{}")
    case "|": buffer.append("\\textbar{}")
    case "\"": buffer.append("{\\char34}")
    case "`": buffer.append("{\\char96}")
    case "\n", "\t": buffer.append(" ")
    case "\r": break
    default:
      if scalar.isASCII, scalar.value >= 0x20, scalar.value < 0x7F {
        buffer.append(scalar: scalar)
      } else if let replacement = LaTeXCharacters.replacement(for: scalar) {
        buffer.append(text: replacement)
      } else {
        buffer.append("\\texttt{[U+")
        buffer.append(text: ControlCharacters.hexadecimal(scalar))
        buffer.append("]}")
      }
    }
  }
}
