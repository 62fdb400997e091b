extension NotationWriter {
  /// Writes a typed number with logarithms in it: `1/2+3*ln(5/4)`.
  func write(logarithms text: String, in place: Place, into formula: inout Formula) {
    var reader = LogarithmText(text)
    let content = reader.formula()
    if place != .start, place != .firstTerm, reader.isSum {
      formula.append(.fenced(content))
    } else {
      formula += content
    }
  }
}

/// Turns the text of a typed number into a formula; the text was checked when it was read.
private struct LogarithmText {
  private let characters: [Character]
  private var position = 0
  /// Whether there are several terms, or a sign before the first.
  private(set) var isSum = false

  init(_ text: String) { characters = Array(text) }

  mutating func formula(until end: Character? = nil) -> Formula {
    var result = Formula()
    while position < characters.count, characters[position] != end {
      let character = characters[position]
      switch character {
      case "+", "-", "−":
        position += 1
        if end == nil { isSum = true }
        result.append(.symbol(character == "+" ? .plus : .minus))
      case "*":
        position += 1
        result.append(.symbol(.dot))
      case "/":
        position += 1
        result.append(.symbol(.divide))
      case "l":
        // ln(
        position = Swift.min(position + 3, characters.count)
        let argument = formula(until: ")")
        position += 1
        result.append(.function("ln"))
        result.append(.fenced(argument))
      default:
        let start = position
        while position < characters.count,
          characters[position].isNumber || characters[position] == "."
        {
          position += 1
        }
        if position == start { position += 1 }
        result.append(.number(String(characters[start..<position])))
      }
    }
    return result
  }
}
