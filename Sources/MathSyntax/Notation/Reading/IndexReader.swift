/// Reads what stands above and below letters as layers and units.
final class IndexReader: Sendable {
  let context: NotationContext
  private let letters: Notation.IndexLetters
  private let target: String?

  init(_ notation: Notation, _ context: NotationContext) {
    self.context = context
    letters = notation.indexLetters
    target = LetterTable.key(notation.letters[.target])
  }

  /// A unit as it was written, and the layer that its name tells: h1, o2.
  struct Unit: Hashable {
    var index: Index
    var layer: Index?
  }

  /// Units below a letter.
  struct Units {
    var units: [Unit] = []
    /// Whether they were written with an arrow: from → to.
    var hasArrow = false
    /// Whether a mark said that the value is the new one.
    var isUpdated = false
    /// The digits, where there is one number only.
    var digits: String?
  }

  // MARK: Single indices

  /// Returns the variable of a unit or sample.
  func variable(_ name: String) -> IndexVariable {
    if name.isSpelled(letters.unit) { return .unit }
    if name.isSpelled(letters.otherUnit) { return .otherUnit }
    if name.isSpelled(letters.thirdUnit) { return .thirdUnit }
    if name.isSpelled(letters.sample) { return .sample }
    if name.isSpelled(letters.layer) || name.isSpelled("ℓ") { return .layer }
    return IndexVariable(name)
  }

  /// Returns a layer; nil where the formula is none.
  func layer(_ formula: Formula) -> Index? {
    var items = formula.items[...]
    if items.count == 1, case .fenced(let opening, let content, _) = items[items.startIndex].kind,
      opening == .parenthesis || opening == .bracket || opening == .none
    {
      items = content.items[...]
    }
    return index(&items, isLayer: true).flatMap { items.isEmpty ? $0 : nil }
  }

  /// Takes an index such as `l+1` from the start.
  func index(_ items: inout ArraySlice<Formula.Item>, isLayer: Bool) -> Index? {
    guard let first = items.first else { return nil }
    var result: Index
    switch first.kind {
    case .number(let digits):
      guard let number = Int(digits), digits.utf8.count <= 9 else { return nil }
      result = .number(number)
    case .identifier(let name, _):
      // In ln a_y, y is a target, and which unit is meant is a second thing that it says.
      if name.isSpelled("y"), target == "y" { return nil }
      if isLayer {
        if name.isSpelled(letters.layer) || name.isSpelled("l") || name.isSpelled("ℓ") {
          result = .variable(.layer)
        } else if name.isSpelled(letters.lastLayer) || name.isSpelled("L") {
          result = .last
        } else {
          result = .variable(variable(name))
        }
      } else {
        result = .variable(variable(name))
      }
    case .script(let base, let sub, let sup) where !isLayer && sub.isEmpty:
      // k' is a letter of its own.
      guard case .identifier(let name, _) = base.kind, sup.items.allSatisfy({ $0.isSymbol(.prime) })
      else { return nil }
      result = .variable(IndexVariable(name + String(repeating: "'", count: sup.items.count)))
    default: return nil
    }
    items.removeFirst()
    guard let sign = items.first, let next = items.dropFirst().first,
      case .number(let digits) = next.kind, let shift = Int(digits), digits.utf8.count <= 9
    else { return result }
    switch sign.kind {
    case .symbol(.plus): result = result + shift
    case .symbol(.minus): result = result - shift
    default: return result
    }
    items.removeFirst(2)
    return result
  }

  // MARK: Lists

  /// Returns the units below a letter.
  ///
  /// - Parameter count: how many there should be, so that digits can be divided; nil: any number.
  func units(_ formula: Formula, count: Int?) throws(NotationError) -> Units {
    var result = Units()
    var items = formula.items[...]
    if items.count == 1, case .fenced(.parenthesis, let content, .parenthesis) = items[0].kind {
      items = content.items[...]
    }
    let range = SourceRange.covering(items)
    if let last = items.last, items.count > 1, isMark(last) {
      result.isUpdated = true
      items.removeLast()
    }
    if items.count == 1, case .number(let digits) = items[items.startIndex].kind {
      result.digits = digits
      if count == 2 {
        result.units = try divided(digits, range)
        return result
      }
    }
    // Below a weight, h1 without a comma is two indices.
    let isPair = count == 2 && items.count == 2
    result.units.reserveCapacity(items.count)
    while let first = items.first {
      if isOldMark(items) { break }
      if isMark(first) || isSpelledMark(items) {
        result.isUpdated = true
        items = []
        break
      }
      switch first.kind {
      case .symbol(.comma):
        items.removeFirst()
        continue
      case .symbol(.to):
        result.hasArrow = true
        items.removeFirst()
        continue
      case .symbol(.minus):
        // h1->o1 in plain text comes as an arrow already; a lone sign is none of ours.
        throw .noIndex(first.source ?? range)
      default: break
      }
      if !isPair, let unit = namedUnit(&items) {
        result.units.append(unit)
      } else if let index = index(&items, isLayer: false) {
        result.units.append(Unit(index: index))
      } else {
        throw .noIndex(first.source ?? range)
      }
    }
    return result
  }

  /// h1 and o2 name units of the hidden and the output layer.
  private func namedUnit(_ items: inout ArraySlice<Formula.Item>) -> Unit? {
    guard let first = items.first, case .identifier(let name, _) = first.kind,
      name.isSpelled("h") || name.isSpelled("o"),
      ![letters.unit, letters.otherUnit, letters.thirdUnit].contains(name),
      let next = items.dropFirst().first,
      case .number(let digits) = next.kind, let number = Int(digits), digits.utf8.count <= 9
    else { return nil }
    items.removeFirst(2)
    return Unit(index: .number(number), layer: name == "o" ? .last : .last - 1)
  }

  private func isMark(_ item: Formula.Item, _ words: Set<String> = newWords) -> Bool {
    switch item.kind {
    case .text(let word), .identifier(let word, _), .functionName(let word):
      // All of them are longer than a letter.
      word.utf8.count > 2 && words.contains(word)
    default: false
    }
  }

  /// n, e, u as letters of their own, as LaTeX reads them.
  private func isSpelledMark(
    _ items: ArraySlice<Formula.Item>, _ words: Set<String> = newWords
  ) -> Bool {
    guard items.count == 3 else { return false }
    var word = ""
    for item in items {
      guard case .identifier(let letter, _) = item.kind else { return false }
      word += letter
    }
    return words.contains(word)
  }

  /// Whether a script says that the value is the one before the update: w^{old}.
  func isOldMark(_ items: ArraySlice<Formula.Item>) -> Bool {
    guard let first = items.first else { return false }
    if items.count == 1 { return isMark(first, Self.oldWords) }
    return isSpelledMark(items, Self.oldWords)
  }

  /// Whether a superscript says that the value is the new one: w^+, w^{neu}.
  func isUpdateMark(_ items: ArraySlice<Formula.Item>) -> Bool {
    guard let first = items.first else { return false }
    if items.count == 1 { return first.isSymbol(.plus) || isMark(first) }
    return isSpelledMark(items)
  }

  private static let newWords: Set<String> = ["new", "neu", "updated"]
  private static let oldWords: Set<String> = ["old", "alt"]

  /// Divides digits into two units, as far as there is one way only.
  private func divided(_ digits: String, _ range: SourceRange?) throws(NotationError) -> [Unit] {
    let characters = Array(digits)
    if characters.count < 2 {
      return [Unit(index: .number(Int(digits) ?? 0))]
    }
    if characters.count == 2 {
      return characters.map { Unit(index: .number($0.wholeNumberValue ?? 0)) }
    }
    if characters.count > 6 { throw .noIndex(range) }
    let largest = context.widths?.max() ?? .max
    var readings: [(Int, Int)] = []
    for place in 1..<characters.count where characters[place] != "0" {
      let first = Int(String(characters[..<place])) ?? 0
      let second = Int(String(characters[place...])) ?? 0
      if first <= largest, second <= largest { readings.append((first, second)) }
    }
    guard readings.count == 1 else {
      throw .ambiguousIndices(
        digits: digits, readings: readings.map { "\($0.0),\($0.1)" }, range)
    }
    return [Unit(index: .number(readings[0].0)), Unit(index: .number(readings[0].1))]
  }
}
