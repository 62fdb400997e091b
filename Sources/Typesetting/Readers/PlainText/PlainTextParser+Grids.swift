import MathSyntax

extension PlainTextParser {
  /// Reads [k = j], [1, 2, 0], and the matrices [a b; c d].
  mutating func parseBracket() throws(PlainTextError) -> Formula.Item {
    let start = position
    guard holdsRows(after: start) else { return try parseFence(.bracket, "]") }
    position += 1
    let opened = range(start)
    try enter(start)
    var rows: [[Formula]] = [[]]
    var cell = Formula()
    func isOpen(_ cell: Formula) -> Bool {
      guard let last = cell.items.last else { return true }
      if case .symbol(let symbol) = last.kind { return symbol != .transpose && symbol != .infinity }
      return false
    }
    while true {
      let before = position
      skipSpaces()
      guard let scalar = next else { throw .unmatchedOpening("[", opened) }
      if scalar == "]" || scalar == ";" || scalar == "," {
        if !cell.isEmpty { rows[rows.count - 1].append(cell) }
        cell = []
        position += 1
        if scalar == "]" { break }
        if scalar == ";" { rows.append([]) }
        continue
      }
      if scalar == ")" || scalar == "}" {
        let end = position
        position += 1
        throw .mismatchedDelimiters(String(Character(scalar)), range(end), opened: opened)
      }
      // A space between two values, or before a sign that clings to what follows, ends a cell.
      let hasSpace = position > before
      let isSign =
        UnicodeLetters.symbol(scalar) == .minus || UnicodeLetters.symbol(scalar) == .plus
      let clings = isSign && at(position + 1).map { !Self.isSpace($0) } ?? false
      if hasSpace, !isOpen(cell), clings || !isSign && UnicodeLetters.symbol(scalar) == nil {
        rows[rows.count - 1].append(cell)
        cell = []
      }
      let place = position
      var part = Formula()
      try parsePart(into: &part)
      cell += part
      if position == place { throw .unexpectedCharacter(String(Character(scalar)), range(place)) }
    }
    depth -= 1
    if rows.last?.isEmpty ?? false { rows.removeLast() }
    return item(.grid(.matrix(.bracket), rows), start)
  }

  /// Whether a bracket holds rows: a semicolon, or numbers side by side with nothing between.
  private func holdsRows(after start: Int) -> Bool {
    var level = 0
    var index = start + 1
    var values = 0
    var isInValue = false
    var isPlain = true
    while let scalar = at(index) {
      switch scalar {
      case "(", "[", "{": level += 1
      case ")", "}": level -= 1
      case "]":
        if level == 0 { return isPlain && values > 1 }
        level -= 1
      case ";": if level == 0 { return true }
      default: break
      }
      if level < 0 { return false }
      if Self.isSpace(scalar) {
        isInValue = false
      } else if Self.isDigit(scalar) || scalar == "." || UnicodeLetters.symbol(scalar) == .minus {
        if !isInValue { values += 1 }
        isInValue = true
      } else if scalar == "/", isInValue, Self.isDigit(at(index + 1)) {
        // A fraction is one value.
      } else {
        isPlain = false
      }
      index += 1
    }
    return false
  }

  /// Reads { a if z > 0; b otherwise }, or a group.
  mutating func parseBrace() throws(PlainTextError) -> Formula.Item {
    let start = position
    let group = try parseFence(.brace, "}")
    guard case .fenced(_, let content, _) = group.kind,
      content.items.contains(where: { $0.kind == .symbol(.semicolon) })
        || content.items.contains(where: Self.isText)
    else { return group }
    var rows: [[Formula]] = []
    for row in content.items.split(whereSeparator: { $0.kind == .symbol(.semicolon) }) {
      if let place = row.firstIndex(where: Self.isText) {
        rows.append([Formula(Array(row[..<place])), Formula(Array(row[place...]))])
      } else {
        rows.append([Formula(Array(row))])
      }
    }
    return item(.grid(.cases, rows), start)
  }

  private static func isText(_ item: Formula.Item) -> Bool {
    if case .text = item.kind { return true }
    return false
  }
}
