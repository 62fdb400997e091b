/// Escapes text for HTML, SVG, MathML and XML in one pass.
public enum MarkupEscape {
  /// Appends text so that it is the same text within an element as well as in an attribute between
  /// double quotation marks.
  ///
  /// What no page may contain, or what would command a terminal, is shown by a picture or its code.
  ///
  /// - Parameter keepsLines: whether line feeds and tabs stay, as in `<pre>`; else they become spaces.
  public static func append(
    _ text: String, to buffer: inout OutputBuffer, keepsLines: Bool = false
  ) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n", "\t":
        if keepsLines { buffer.append(scalar: scalar) } else { buffer.append(" ") }
      case "\r": break
      default: append(scalar, to: &buffer)
      }
    }
  }

  /// Appends a character that is neither line feed, carriage return nor tab.
  public static func append(_ scalar: Unicode.Scalar, to buffer: inout OutputBuffer) {
    switch scalar {
    case "&": buffer.append("&amp;")
    case "<": buffer.append("&lt;")
    case ">": buffer.append("&gt;")
    case "\"": buffer.append("&quot;")
    default:
      if ControlCharacters.isHarmful(scalar) {
        buffer.append(text: ControlCharacters.picture(of: scalar))
      } else if isNoncharacter(scalar) {
        buffer.append("\u{FFFD}")
      } else {
        buffer.append(scalar: scalar)
      }
    }
  }

  /// Code points that no document may hold.
  private static func isNoncharacter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value & 0xFFFE == 0xFFFE || (0xFDD0...0xFDEF).contains(scalar.value)
  }
}
