/// Makes characters visible that would command a terminal or turn the direction of writing.
public enum ControlCharacters {
  /// Whether a character must not reach a terminal or a page as it is.
  ///
  /// C0 and C1 controls, delete, line and paragraph separators, and the bidirectional overrides that
  /// can make a text read otherwise than it is.
  public static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x1F, 0x7F...0x9F, 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF:
      true
    default: false
    }
  }

  /// Returns the text with every harmful character replaced by a picture or by its code.
  ///
  /// A tab becomes two spaces and a line feed one.
  public static func visible(_ text: String) -> String {
    let isPlain = text.utf8.withContiguousStorageIfAvailable { bytes in
      bytes.allSatisfy { 0x20..<0x7F ~= $0 }
    }
    if isPlain == true { return text }
    guard text.unicodeScalars.contains(where: isHarmful) else { return text }
    var result = ""
    for scalar in text.unicodeScalars { append(scalar, to: &result) }
    return result
  }

  private static func append(_ scalar: Unicode.Scalar, to result: inout String) {
    switch scalar.value {
    case 0x09: result += "  "
    case 0x0A: result += " "
    case 0x0D: break
    default:
      if isHarmful(scalar) {
        result += picture(of: scalar)
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
  }

  /// Returns what stands for a harmful character: ␛ for escape, otherwise its code in brackets.
  static func picture(of scalar: Unicode.Scalar) -> String {
    if scalar.value < 0x20, let picture = Unicode.Scalar(0x2400 + scalar.value) {
      return String(Character(picture))
    }
    if scalar.value == 0x7F { return "\u{2421}" }
    return "[U+\(hexadecimal(scalar))]"
  }

  /// Returns the code of a character, four digits or more.
  static func hexadecimal(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
