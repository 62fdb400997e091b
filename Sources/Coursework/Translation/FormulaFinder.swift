/// Finds the formulas of a file.
///
/// What no reader of the file would see as mathematics is passed over: code, comments, listings, front
/// matter, definitions, the preamble.
///
/// - Complexity: O(n).
struct FormulaFinder {
  private let bytes: [UInt8]
  private let markup: Markup
  private let end: Int
  private var position = 0
  private var found: [FoundFormula] = []
  /// Closing marks that do not come any more.
  private var absent: Set<String> = []
  /// Where the last run of so many backticks starts.
  private var lastBackticks: [Int: Int] = [:]

  init(_ bytes: [UInt8], _ markup: Markup) {
    self.bytes = bytes
    self.markup = markup
    end = bytes.count
  }

  /// Returns the formulas in their order.
  static func formulas(of bytes: [UInt8], _ markup: Markup) -> [FoundFormula] {
    var finder = FormulaFinder(bytes, markup)
    switch markup {
    case .markdown, .notebook: finder.findInMarkdown()
    case .latex: finder.findInLaTeX()
    case .plainText: finder.found = TypedFormulaFinder.formulas(of: bytes)
    }
    return finder.found
  }

  // MARK: Bytes

  private func matches(_ text: some StringProtocol, at place: Int) -> Bool {
    let count = text.utf8.count
    return place + count <= end && bytes[place..<place + count].elementsEqual(text.utf8)
  }

  /// Returns where a mark stands from a place on; marks behind a backslash do not count.
  private mutating func next(_ mark: String, from start: Int, escapable: Bool = true) -> Int? {
    if absent.contains(mark) { return nil }
    guard let first = mark.utf8.first else { return nil }
    var place = start
    while place < end {
      if bytes[place] == first, matches(mark, at: place) { return place }
      place += escapable && bytes[place] == UInt8(ascii: "\\") ? 2 : 1
    }
    absent.insert(mark)
    return nil
  }

  private func runLength(at place: Int) -> Int {
    bytes[place...].prefix { $0 == bytes[place] }.count
  }

  private func lineEnd(from place: Int) -> Int {
    bytes[min(place, end)...].firstIndex(of: 0x0A) ?? end
  }

  private mutating func add(_ range: Range<Int>, _ content: Range<Int>, _ form: FoundFormula.Form) {
    if bytes[content].contains(where: { $0 > 0x20 }) {
      found.append(FoundFormula(range: range, content: content, form: form))
    }
  }

  // MARK: Markdown

  private mutating func findInMarkdown() {
    indexBackticks()
    if matches("---\n", at: 0) || matches("---\r\n", at: 0), let close = next("\n---", from: 3) {
      position = close + 4
    }
    var isLineStart = true
    while position < end {
      if isLineStart, passFence() { continue }
      let byte = bytes[position]
      isLineStart = byte == 0x0A
      switch byte {
      case UInt8(ascii: "`"): passCode()
      case UInt8(ascii: "$"): takeDollars()
      case UInt8(ascii: "\\"): takeCommand()
      case UInt8(ascii: "<") where matches("<!--", at: position):
        position = next("-->", from: position, escapable: false).map { $0 + 3 } ?? position + 1
      default: position += 1
      }
    }
  }

  private mutating func indexBackticks() {
    var place = 0
    while place < end {
      guard bytes[place] == UInt8(ascii: "`") else {
        place += 1
        continue
      }
      let length = runLength(at: place)
      lastBackticks[length] = place
      place += length
    }
  }

  /// Passes over a fenced block at the start of a line; one of `math` is a formula.
  private mutating func passFence() -> Bool {
    var place = position
    while place < end, [0x20, 0x09, UInt8(ascii: ">")].contains(bytes[place]) { place += 1 }
    guard place < end, bytes[place] == UInt8(ascii: "`") || bytes[place] == UInt8(ascii: "~"),
      case let length = runLength(at: place), length >= 3
    else { return false }
    let mark = bytes[place]
    let first = lineEnd(from: place)
    let info =
      String(decoding: bytes[place + length..<first], as: UTF8.self)
      .split(whereSeparator: \.isWhitespace).first.map(String.init) ?? ""
    if mark == UInt8(ascii: "`"), info.utf8.contains(mark) { return false }
    var line = min(first + 1, end)
    while line < end {
      let stop = lineEnd(from: line)
      let content = bytes[line..<stop].drop { [0x20, 0x09, UInt8(ascii: ">")].contains($0) }
      let run = content.prefix { $0 == mark }.count
      if run >= length, content.dropFirst(run).allSatisfy({ $0 <= 0x20 }) {
        if info == "math" { add(place..<stop, first + 1..<line, .display) }
        position = stop
        return true
      }
      line = min(stop + 1, end)
      if stop == end { break }
    }
    position = end
    return true
  }

  private mutating func passCode() {
    let length = runLength(at: position)
    var place = position + length
    position = place
    guard let last = lastBackticks[length], last >= place else { return }
    while place < end {
      if bytes[place] == UInt8(ascii: "`") {
        let run = runLength(at: place)
        place += run
        if run == length {
          position = place
          return
        }
      } else {
        place += 1
      }
    }
  }

  // MARK: Dollars and commands

  private mutating func takeDollars() {
    let start = position
    if markup != .latex, matches("$`", at: start), let close = next("`$", from: start + 2) {
      add(start..<close + 2, start + 2..<close, .inline)
      position = close + 2
      return
    }
    if matches("$$", at: start) {
      guard let close = next("$$", from: start + 2) else {
        position = start + 2
        return
      }
      add(start..<close + 2, start + 2..<close, .display)
      position = close + 2
      return
    }
    position = start + 1
    guard let close = closingDollar(after: start) else { return }
    add(start..<close + 1, start + 1..<close, .inline)
    position = close + 1
  }

  /// Finds the dollar that closes one; in Markdown $5 and $10 are amounts.
  private func closingDollar(after start: Int) -> Int? {
    let isLaTeX = markup == .latex
    guard start + 1 < end, isLaTeX || bytes[start + 1] > 0x20 else { return nil }
    var place = start + 1
    while place < end {
      switch bytes[place] {
      case UInt8(ascii: "\\"): place += 1
      case 0x0A:
        let line = bytes[place + 1..<lineEnd(from: place + 1)]
        if line.allSatisfy({ $0 <= 0x20 }) { return nil }
      case UInt8(ascii: "$"):
        let isAmount =
          bytes[place - 1] <= 0x20
          || place + 1 < end && UInt8(ascii: "0")...UInt8(ascii: "9") ~= bytes[place + 1]
        return !isLaTeX && isAmount ? nil : place
      default: break
      }
      place += 1
    }
    return nil
  }

  /// The environments that are mathematics; each has a sister with a star.
  private static let environments: Set<String> = [
    "equation", "align", "gather", "multline", "eqnarray", "flalign", "alignat", "displaymath",
    "math",
  ]

  /// Takes `\( \)`, `\[ \]` and environments; passes over other commands.
  private mutating func takeCommand() {
    let start = position
    position = min(start + 2, end)
    guard start + 1 < end else { return }
    switch bytes[start + 1] {
    case UInt8(ascii: "("):
      guard let close = next("\\)", from: start + 2, escapable: false) else { return }
      add(start..<close + 2, start + 2..<close, .inline)
      position = close + 2
    case UInt8(ascii: "["):
      guard let close = next("\\]", from: start + 2, escapable: false) else { return }
      add(start..<close + 2, start + 2..<close, .display)
      position = close + 2
    case UInt8(ascii: "b"):
      guard let name = environment(at: start) else { return }
      let plain = name.hasSuffix("*") ? String(name.dropLast()) : name
      guard Self.environments.contains(plain) || Self.listings.contains(plain) else { return }
      let mark = "\\end{\(name)}"
      guard let close = next(mark, from: start, escapable: false) else { return }
      position = close + mark.utf8.count
      if Self.environments.contains(plain) { add(start..<position, start..<position, .display) }
    default: break
    }
  }

  private func environment(at start: Int) -> String? {
    guard matches("\\begin{", at: start) else { return nil }
    let name = bytes[(start + 7)...].prefix(20).prefix { $0 != UInt8(ascii: "}") && $0 > 0x20 }
    return String(decoding: name, as: UTF8.self)
  }

  // MARK: LaTeX

  /// Environments whose text is shown as it is, or not at all.
  private static let listings: Set<String> = [
    "verbatim", "Verbatim", "lstlisting", "minted", "comment", "filecontents",
  ]

  private mutating func findInLaTeX() {
    if let body = next("\\begin{document}", from: 0) { position = body + 16 }
    while position < end {
      switch bytes[position] {
      case UInt8(ascii: "%"): position = lineEnd(from: position)
      case UInt8(ascii: "$"): takeDollars()
      case UInt8(ascii: "\\"):
        if matches("\\end{document}", at: position) { return }
        if !passVerb(), !passDefinition() { takeCommand() }
      default: position += 1
      }
    }
  }

  /// Passes over `\verb|…|`.
  private mutating func passVerb() -> Bool {
    guard matches("\\verb", at: position) || matches("\\lstinline", at: position) else {
      return false
    }
    var place = position + 1
    while place < end, UInt8(ascii: "a")...UInt8(ascii: "z") ~= bytes[place] { place += 1 }
    if place < end, bytes[place] == UInt8(ascii: "*") { place += 1 }
    guard place < end else { return false }
    let mark = bytes[place]
    // No further than needed: a line may be long, and hold many of them.
    guard mark != 0x0A,
      let close = bytes[(place + 1)...].firstIndex(where: { $0 == mark || $0 == 0x0A }),
      bytes[close] == mark
    else { return false }
    position = close + 1
    return true
  }

  private static let definitions = [
    "\\newcommand", "\\renewcommand", "\\providecommand", "\\DeclareMathOperator", "\\def",
  ]

  /// Passes over a definition: the rest of its line, and what stands between its braces.
  private mutating func passDefinition() -> Bool {
    guard Self.definitions.contains(where: { matches($0, at: position) }) else { return false }
    var level = 0
    while position < end {
      switch bytes[position] {
      case UInt8(ascii: "\\"): position += 1
      case UInt8(ascii: "{"): level += 1
      case UInt8(ascii: "}"): level -= 1
      case 0x0A where level <= 0: return true
      default: break
      }
      position += 1
    }
    position = min(position, end)
    return true
  }
}
