import MathSyntax

/// A piece of LaTeX mathematics and where it stands.
struct LaTeXToken {
  var kind: Kind
  var range: SourceRange

  /// What a piece can be.
  enum Kind: Hashable {
    case letter(String)
    /// Letters that are written together and known as one word: `tanh`, `net`.
    case word(String)
    case number(String)
    /// A backslash with letters, or with one other character.
    case command(String)
    case openBrace
    case closeBrace
    case superscript
    case `subscript`
    case prime
    case alignment
    case rowEnd
    /// A plain character, of ASCII or not.
    case mark(Unicode.Scalar)
    case begin(String)
    case end(String)
    /// Words; the range is that of the words alone.
    case text(words: SourceRange)
    /// A place to write into.
    case blank(String)
  }
}

/// Cuts LaTeX mathematics into tokens; spaces and comments fall away.
///
/// - Complexity: O(n).
struct LaTeXTokenizer {
  private let bytes: [UInt8]
  private let end: Int
  private let words: SpellingMap<LaTeXCommands.Word>
  private var position: Int
  private var tokens: [LaTeXToken] = []

  init(_ bytes: [UInt8], range: Range<Int>, words: SpellingMap<LaTeXCommands.Word>) {
    self.bytes = bytes
    self.words = words
    position = range.lowerBound
    end = range.upperBound
  }

  /// Commands that are more to the tokenizer than a name.
  private enum Special {
    case rowEnd
    case begin
    case end
    case operatorName
    case boxed
    case paragraphBox
    case resizedBox
    /// Layout with an argument, which falls away.
    case layout
    /// The first argument falls away.
    case colored
    /// The argument is running text.
    case text
  }

  private static let specials: SpellingMap<Special> = {
    var table: SpellingMap<Special> = [
      "cr": .rowEnd, "begin": .begin, "end": .end, "operatorname": .operatorName,
      "boxed": .boxed, "parbox": .paragraphBox, "resizebox": .resizedBox, "textcolor": .colored,
      "colorbox": .colored,
    ]
    for name in [
      "tag", "label", "hspace", "vspace", "color", "phantom", "hphantom", "vphantom", "cline",
    ] {
      table[name] = .layout
    }
    for name in [
      "text", "textrm", "textnormal", "textup", "textit", "textsl", "textsf", "texttt", "emph",
      "mbox", "hbox", "intertext", "shortintertext", "textsc",
    ] {
      table[name] = .text
    }
    return table
  }()

  mutating func tokenize() throws(LaTeXError) -> [LaTeXToken] {
    tokens.reserveCapacity(min(end - position, 1 << 10))
    while position < end { try readToken() }
    return tokens
  }

  private mutating func add(_ kind: LaTeXToken.Kind, since start: Int) {
    tokens.append(LaTeXToken(kind: kind, range: SourceRange(start, position)))
  }

  private mutating func readToken() throws(LaTeXError) {
    let start = position
    let byte = bytes[position]
    switch byte {
    case UInt8(ascii: "\\"): try readCommand()
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
      readLetters()
    case UInt8(ascii: "0")...UInt8(ascii: "9"): readNumber()
    case UInt8(ascii: ".") where isDigit(at: position + 1): readNumber()
    case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: "~"): position += 1
    case UInt8(ascii: "%"):
      while position < end, bytes[position] != 0x0A { position += 1 }
    case UInt8(ascii: "$"): throw .dollarWithin(SourceRange(start, start + 1))
    default:
      guard let length = UTF8Validation.length(of: bytes, at: position), position + length <= end
      else { throw .invalidUTF8(SourceRange(start, start + 1)) }
      position += length
      let kind: LaTeXToken.Kind
      switch byte {
      case UInt8(ascii: "{"): kind = .openBrace
      case UInt8(ascii: "}"): kind = .closeBrace
      case UInt8(ascii: "^"): kind = .superscript
      case UInt8(ascii: "_"): kind = .subscript
      case UInt8(ascii: "'"): kind = .prime
      case UInt8(ascii: "&"): kind = .alignment
      default:
        guard
          let scalar =
            length == 1
            ? Unicode.Scalar(byte) : text(start, position).unicodeScalars.first
        else { return }
        if scalar.isSpace || scalar.value == 0x200B { return }
        if ControlCharacters.isHarmful(scalar) {
          throw .unexpectedCharacter(String(Character(scalar)), SourceRange(start, position))
        }
        kind = .mark(scalar)
      }
      add(kind, since: start)
    }
  }

  private func text(_ start: Int, _ stop: Int) -> String {
    String(decoding: bytes[start..<stop], as: UTF8.self)
  }

  private func isDigit(at index: Int) -> Bool {
    index < end && UInt8(ascii: "0")...UInt8(ascii: "9") ~= bytes[index]
  }

  private func isLetter(at index: Int) -> Bool {
    guard index < end else { return false }
    let lower = bytes[index] | 0x20
    return UInt8(ascii: "a")...UInt8(ascii: "z") ~= lower
  }

  // MARK: Letters and numbers

  private mutating func readLetters() {
    let start = position
    while isLetter(at: position) { position += 1 }
    if position - start > 1, words[bytes[start..<position]] != nil {
      add(.word(text(start, position)), since: start)
      return
    }
    let stop = position
    position = start
    while position < stop {
      position += 1
      add(.letter(Self.letters[Int(bytes[position - 1])]), since: position - 1)
    }
  }

  /// The characters of ASCII as texts.
  private static let letters = (0..<0x80 as Range<UInt8>).map { String(Unicode.Scalar($0)) }

  private mutating func readNumber() {
    let start = position
    var digits = ""
    var hasPoint = false
    while true {
      let first = position
      while position < end {
        if bytes[position] == UInt8(ascii: "."), !hasPoint, isDigit(at: position + 1) {
          hasPoint = true
        } else if !isDigit(at: position) {
          break
        }
        position += 1
      }
      digits = digits.isEmpty ? text(first, position) : digits + text(first, position)
      guard position < end else { break }
      if bytes[position] == UInt8(ascii: "{"), matches("{,}"), isDigit(at: position + 3) {
        digits += ","
        position += 3
      } else if bytes[position] == UInt8(ascii: "\\"), matches("\\allowbreak"),
        isDigit(at: position + 12), bytes[position + 11] == 0x20
      {
        // Our own writer allows breaks within very long numbers.
        position += 12
      } else {
        break
      }
    }
    takeExponent(&digits)
    add(.number(digits), since: start)
  }

  /// Takes the end of 1e-3, which is one number where nothing stands between.
  private mutating func takeExponent(_ digits: inout String) {
    guard position < end, let length = lengthOfExponentMark else { return }
    var place = position + length
    let isInGroup = place < end && bytes[place] == UInt8(ascii: "{")
    if isInGroup { place += 1 }
    var sign = ""
    if place < end, bytes[place] == UInt8(ascii: "-") || bytes[place] == UInt8(ascii: "+") {
      if bytes[place] == UInt8(ascii: "-") { sign = "-" }
      place += 1
    }
    guard isDigit(at: place) else { return }
    let first = place
    while isDigit(at: place) { place += 1 }
    let exponent = text(first, place)
    if isInGroup {
      guard place < end, bytes[place] == UInt8(ascii: "}") else { return }
      place += 1
    }
    digits += "e" + sign + exponent
    position = place
  }

  /// The length of the letter before the exponent of 1e-3, upright or not; nil for anything else.
  private var lengthOfExponentMark: Int? {
    if bytes[position] | 0x20 == UInt8(ascii: "e") { return 1 }
    guard bytes[position] == UInt8(ascii: "\\") else { return nil }
    for mark in Self.uprightExponentMarks where matches(mark) { return mark.utf8CodeUnitCount }
    return nil
  }

  private static let uprightExponentMarks: [StaticString] = [
    "\\mathrm{e}", "\\mathrm{E}", "\\text{e}", "\\text{E}",
  ]

  private func matches(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard position + count <= end else { return false }
    return text.withUTF8Buffer { $0.elementsEqual(bytes[position..<position + count]) }
  }

  // MARK: Commands

  private mutating func readCommand() throws(LaTeXError) {
    let start = position
    position += 1
    guard position < end else { throw .trailingBackslash(SourceRange(start, start + 1)) }
    guard isLetter(at: position) else {
      guard let length = UTF8Validation.length(of: bytes, at: position), position + length <= end
      else { throw .invalidUTF8(SourceRange(position, position + 1)) }
      position += length
      let name = text(start + 1, position)
      switch name {
      case "\\":
        skipRowOptions()
        add(.rowEnd, since: start)
      case ",", ";", ":", "!", ">", " ", "\n", "\t", "\r", "/": break
      case "(", ")", "[", "]": throw .dollarWithin(SourceRange(start, position))
      default: add(.command(name), since: start)
      }
      return
    }
    while isLetter(at: position) { position += 1 }
    let name = text(start + 1, position)
    switch Self.specials[name] {
    case nil: add(.command(name), since: start)
    case .rowEnd: add(.rowEnd, since: start)
    case .begin: add(.begin(try readEnvironmentName(start, name)), since: start)
    case .end: add(.end(try readEnvironmentName(start, name)), since: start)
    case .operatorName:
      // Without the star: limits below the name look the same to us.
      if position < end, bytes[position] == UInt8(ascii: "*") { position += 1 }
      add(.command(name), since: start)
    case .boxed: if try !readBlank(start) { add(.command(name), since: start) }
    case .paragraphBox:
      skipOption()
      _ = try readRawGroup(name, start)
      try readText(name, start)
    case .resizedBox:
      _ = try readRawGroup(name, start)
      _ = try readRawGroup(name, start)
      try readText(name, start)
    case .layout:
      if position < end, bytes[position] == UInt8(ascii: "*") { position += 1 }
      _ = try readRawGroup(name, start)
    case .colored:
      skipOption()
      _ = try readRawGroup(name, start)
    case .text: try readText(name, start)
    }
  }

  private mutating func skipSpace() {
    while position < end, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
  }

  /// Passes over `*` and `[2pt]` behind `\\`.
  private mutating func skipRowOptions() {
    if position < end, bytes[position] == UInt8(ascii: "*") { position += 1 }
    // A length, not a bracket of the next row, which may follow after a space or a line.
    guard position + 1 < end, bytes[position] == UInt8(ascii: "["),
      isDigit(at: position + 1) || bytes[position + 1] == UInt8(ascii: "-")
        || bytes[position + 1] == UInt8(ascii: "."),
      let close = bytes[position..<min(end, position + 16)].firstIndex(of: UInt8(ascii: "]")),
      isLetter(at: close - 1)
    else { return }
    position = close + 1
  }

  private mutating func skipOption() {
    skipSpace()
    guard position < end, bytes[position] == UInt8(ascii: "["),
      let close = bytes[position..<end].firstIndex(of: UInt8(ascii: "]"))
    else { return }
    position = close + 1
  }

  /// Reads between braces and returns the range of what is in them.
  private mutating func readRawGroup(
    _ command: String, _ start: Int
  ) throws(LaTeXError) -> SourceRange {
    let afterCommand = position
    skipSpace()
    guard position < end, bytes[position] == UInt8(ascii: "{") else {
      throw .missingArgument(command, SourceRange(start, afterCommand))
    }
    let open = position
    var depth = 0
    while position < end {
      switch bytes[position] {
      case UInt8(ascii: "\\"): position += 1
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"):
        depth -= 1
        if depth == 0 {
          position += 1
          return SourceRange(open + 1, position - 1)
        }
      default: break
      }
      position += 1
    }
    throw .unmatchedOpeningBrace(SourceRange(open, open + 1))
  }

  private mutating func readEnvironmentName(
    _ start: Int, _ command: String
  ) throws(LaTeXError) -> String {
    let name = try readRawGroup(command, start)
    let text = self.text(name.lowerBound, name.upperBound)
    if command == "begin" {
      switch text {
      case "array", "alignedat", "alignat", "alignat*", "subarray":
        if text == "array" { skipOption() }
        _ = try readRawGroup(text, start)
      default: break
      }
    }
    return text
  }

  private mutating func readText(_ command: String, _ start: Int) throws(LaTeXError) {
    let words = try readRawGroup(command, start)
    add(.text(words: words), since: start)
  }

  /// Reads the form in which writers print a blank; false if this is another box.
  private mutating func readBlank(_ start: Int) throws(LaTeXError) -> Bool {
    guard matches("{\\phantom{\\text{") else { return false }
    let afterCommand = position
    position += 9
    let name = try readRawGroup("boxed", start)
    guard matches("}"), bytes[name.lowerBound] == UInt8(ascii: "\\") else {
      position = afterCommand
      return false
    }
    position += 1
    let words = name.lowerBound + 6..<name.upperBound - 1
    add(.blank(LaTeXText.decoded(bytes[words])), since: start)
    return true
  }
}
