/// Decodes running LaTeX text: `100\%` is 100%.
enum LaTeXText {
  /// Names of characters in text.
  private static let characters: [String: String] = [
    "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^", "textless": "<",
    "textgreater": ">", "textbar": "|", "textunderscore": "_", "textquotesingle": "'",
    "ldots": "…", "dots": "…", "textbullet": "•", "ss": "ß", "S": "§", "quad": " ",
  ]

  /// Returns text without its escapes and braces; unknown commands fall away.
  static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
    var result: [UInt8] = []
    var position = bytes.startIndex
    while position < bytes.endIndex {
      let byte = bytes[position]
      position += 1
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "}"): break
      case UInt8(ascii: "~"), 0x09, 0x0A, 0x0D: result.append(0x20)
      case UInt8(ascii: "\\"):
        let start = position
        while position < bytes.endIndex,
          UInt8(ascii: "a")...UInt8(ascii: "z") ~= bytes[position] | 0x20
        {
          position += 1
        }
        if position == start {
          if position < bytes.endIndex {
            // An escaped character stands for itself; a spacing command for nothing.
            if ![UInt8(ascii: ","), UInt8(ascii: "!"), UInt8(ascii: ";"), UInt8(ascii: ":")]
              .contains(bytes[position])
            {
              result.append(bytes[position])
            }
            position += 1
          }
          continue
        }
        let name = String(decoding: bytes[start..<position], as: UTF8.self)
        if name == "char" {
          var code = 0
          while position < bytes.endIndex, UInt8(ascii: "0")...UInt8(ascii: "9") ~= bytes[position]
          {
            code = min(127, code * 10 + Int(bytes[position] - UInt8(ascii: "0")))
            position += 1
          }
          result.append(UInt8(code))
          continue
        }
        if position < bytes.endIndex, bytes[position] == 0x20 { position += 1 }
        result += Array((characters[name] ?? LaTeXNames.letter(ofCommand: name) ?? "").utf8)
      default: result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
