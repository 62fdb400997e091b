/// Turns the text of a number with logarithms in it, `1/2+3*ln(5/4)`, into a formula; the text was
/// checked when it was read.
struct LogarithmText {
  private let characters: [Character]
  private var position = 0
  private let isFactor: Bool

  /// Returns the formula of a text.
  ///
  /// - Parameter isFactor: whether it stands in a product, where ln 2 needs its parentheses.
  static func formula(_ text: String, isFactor: Bool) -> Formula {
    var reader = LogarithmText(characters: Array(text), isFactor: isFactor)
    return reader.formula(until: nil)
  }

  private init(characters: [Character], isFactor: Bool) {
    self.characters = characters
    self.isFactor = isFactor
  }

  private mutating func formula(until end: Character?) -> Formula {
    var result = Formula()
    while position < characters.count, characters[position] != end {
      let character = characters[position]
      switch character {
      case "+", "-", "−":
        position += 1
        result.append(.symbol(character == "+" ? .plus : .minus))
      case "*":
        position += 1
        result.append(.symbol(.dot))
      case "/":
        position += 1
        if case .number? = result.items.last?.kind, let digits = digits() {
          let numerator = result.items.removeLast()
          result.append(.fraction([numerator], [.number(digits)]))
        } else {
          result.append(.symbol(.divide))
        }
      case "l":
        // ln(
        position = Swift.min(position + 3, characters.count)
        let argument = formula(until: ")")
        position += 1
        result.append(.function("ln"))
        if !isFactor, argument.items.count == 1, case .number? = argument.items.first?.kind {
          result += argument
        } else {
          result.append(.fenced(argument))
        }
      default:
        if let digits = digits() {
          result.append(.number(digits))
        } else {
          position += 1
        }
      }
    }
    return result
  }

  private mutating func digits() -> String? {
    let start = position
    while position < characters.count,
      characters[position].isNumber || characters[position] == "."
    {
      position += 1
    }
    return position > start ? String(characters[start..<position]) : nil
  }
}
