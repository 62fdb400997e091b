/// Escapes text for HTML, SVG and MathML in one pass.
enum HTMLEscape {
  /// Appends text so that it is shown as it is, within an element as well as in an attribute between
  /// double quotation marks.
  static func append(_ text: String, to buffer: inout OutputBuffer) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": buffer.append("&lt;")
      case ">": buffer.append("&gt;")
      case "&": buffer.append("&amp;")
      case "\"": buffer.append("&quot;")
      case "'": buffer.append("&#39;")
      case "\n", "\t": buffer.append(" ")
      case "\r": break
      default: append(scalar, to: &buffer)
      }
    }
  }

  /// Appends text that keeps its lines and tabs, as in `<pre>`.
  static func appendLines(_ text: String, to buffer: inout OutputBuffer) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": buffer.append("&lt;")
      case ">": buffer.append("&gt;")
      case "&": buffer.append("&amp;")
      case "\"": buffer.append("&quot;")
      case "'": buffer.append("&#39;")
      case "\n", "\t": buffer.append(scalar: scalar)
      case "\r": break
      default: append(scalar, to: &buffer)
      }
    }
  }

  private static func append(_ scalar: Unicode.Scalar, to buffer: inout OutputBuffer) {
    if ControlCharacters.isHarmful(scalar) {
      buffer.append(text: ControlCharacters.picture(of: scalar))
    } else if isNoncharacter(scalar) {
      buffer.append("\u{FFFD}")
    } else {
      buffer.append(scalar: scalar)
    }
  }

  /// Code points that no document may hold.
  private static func isNoncharacter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value & 0xFFFE == 0xFFFE || (0xFDD0...0xFDEF).contains(scalar.value)
  }

  /// Returns a link's address that a page may follow, or nil for one that might run something.
  ///
  /// Relative addresses, parts of the page, and http, https and mailto are followed.
  static func safeDestination(_ destination: String) -> String? {
    let scalars = destination.unicodeScalars
    guard !scalars.contains(where: { ControlCharacters.isHarmful($0) || $0 == " " }) else {
      return nil
    }
    guard let colon = scalars.firstIndex(of: ":"),
      !scalars[..<colon].contains(where: { $0 == "/" || $0 == "?" || $0 == "#" })
    else { return destination }
    let scheme = String(scalars[..<colon]).lowercased()
    return ["http", "https", "mailto"].contains(scheme) ? destination : nil
  }
}
