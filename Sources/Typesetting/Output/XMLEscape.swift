/// Escapes text for XML 1.0 in one pass.
public enum XMLEscape {
  /// Appends text so that it is the same text within an element or an attribute.
  ///
  /// What XML may not contain, or what would command a terminal, is shown by a picture or its code.
  public static func append(_ text: String, to buffer: inout OutputBuffer) {
    for scalar in ControlCharacters.visible(text).unicodeScalars {
      switch scalar {
      case "&": buffer.append("&amp;")
      case "<": buffer.append("&lt;")
      case ">": buffer.append("&gt;")
      case "\"": buffer.append("&quot;")
      case "'": buffer.append("&apos;")
      case "\u{FFFE}", "\u{FFFF}": buffer.append("\u{FFFD}")
      default: buffer.append(scalar: scalar)
      }
    }
  }
}
