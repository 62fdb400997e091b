/// Lays out plain text in lines of limited width: help, lists, notes.
enum TextColumns {
  /// A left side with what it means.
  typealias Row = (line: String, meaning: String)

  /// Returns lines of two columns; a left side of more than 42 columns has a line for itself.
  ///
  /// - Parameter width: the columns of a line; nil: a row stays on its line.
  static func text(_ rows: [Row], indent: Int = 2, width: Int? = 80) -> String {
    let left = rows.map(\.line.count).filter { $0 <= 42 }.max() ?? 0
    let margin = String(repeating: " ", count: indent)
    var text = ""
    for row in rows {
      let start = margin + row.line
      let meaning = wrapped(row.meaning, indent: indent + left + 2, width: width)
      if row.line.count > left {
        text += start + "\n" + meaning
      } else if row.meaning.isEmpty {
        text += start + "\n"
      } else {
        text += start + meaning.dropFirst(start.count)
      }
    }
    return text
  }

  /// Returns the words of a text in lines that begin with spaces.
  static func wrapped(_ text: String, indent: Int, width: Int? = 80) -> String {
    let margin = String(repeating: " ", count: indent)
    var result = ""
    var line = margin
    for word in text.split(separator: " ") {
      if let width, line.count > indent, line.count + 1 + word.count > width {
        result += line + "\n"
        line = margin
      }
      if line.count > indent { line += " " }
      line += word
    }
    return result + line + "\n"
  }
}
