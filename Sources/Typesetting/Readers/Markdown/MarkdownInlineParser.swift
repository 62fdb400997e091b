import MathSyntax

/// Reads running Markdown text.
struct MarkdownInlineParser {
  private let bytes: [UInt8]
  private let reader: MarkdownReader
  private let isInTable: Bool
  private(set) var diagnostics: [Diagnostic] = []
  private var depth = 0

  init(_ bytes: [UInt8], reader: MarkdownReader, isInTable: Bool = false) {
    self.bytes = bytes
    self.reader = reader
    self.isInTable = isInTable
  }

  /// Text that grows until something else comes.
  private struct Output {
    var inlines: [Inline] = []
    var text: [UInt8] = []

    mutating func append(_ inline: Inline) {
      flush()
      inlines.append(inline)
    }

    mutating func flush() {
      guard !text.isEmpty else { return }
      inlines.append(.text(String(decoding: text, as: UTF8.self)))
      text = []
    }
  }

  /// How far away the end of a formula, a piece of code or a link may be: what opens and never
  /// closes is searched no further, so that a text of opening marks takes no more than linear time.
  private static let longestPiece = 2000

  mutating func parse(_ range: Range<Int>) -> [Inline] {
    var output = Output()
    var position = range.lowerBound
    // Closing marks that are known to be missing, so that they are not searched for again.
    var missing: Set<String> = []
    while position < range.upperBound {
      let byte = bytes[position]
      let near = min(range.upperBound, position + Self.longestPiece)
      switch byte {
      case UInt8(ascii: "\\"):
        position = parseBackslash(position, range.upperBound, &output)
      case UInt8(ascii: "`"):
        position = parseCode(position, near, &output)
      case UInt8(ascii: "$"):
        position = parseFormula(position, near, &output)
      case UInt8(ascii: "*"), UInt8(ascii: "_"):
        position = parseEmphasis(position, range, &missing, &output)
      case UInt8(ascii: "["):
        position = parseLink(position, near, &output)
      case UInt8(ascii: "!")
      where position + 1 < range.upperBound
        && bytes[position + 1] == UInt8(ascii: "["):
        let next = parseLink(position + 1, near, &output)
        if next == position + 2 { output.text.insert(byte, at: max(0, output.text.count - 1)) }
        position = next
      case UInt8(ascii: "<"):
        position = parseAngle(position, range.upperBound, &output)
      case UInt8(ascii: "&"):
        position = parseEntity(position, range.upperBound, &output)
      case 0x0A:
        position = parseLineEnd(position, range.upperBound, &output)
      case 0x0D: position += 1
      case 0x09:
        output.text.append(0x20)
        position += 1
      default:
        output.text.append(byte)
        position += 1
      }
    }
    output.flush()
    return output.inlines
  }

  private static func isPunctuation(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
    default: false
    }
  }

  // MARK: Characters

  private func parseBackslash(_ start: Int, _ end: Int, _ output: inout Output) -> Int {
    guard start + 1 < end else {
      output.text.append(UInt8(ascii: "\\"))
      return start + 1
    }
    let next = bytes[start + 1]
    if next == 0x0A {
      output.append(.lineBreak)
      return skipSpaces(start + 2, end)
    }
    if Self.isPunctuation(next) {
      output.text.append(next)
      return start + 2
    }
    output.text.append(UInt8(ascii: "\\"))
    return start + 1
  }

  private func skipSpaces(_ start: Int, _ end: Int) -> Int {
    var position = start
    while position < end, bytes[position] == 0x20 || bytes[position] == 0x09 { position += 1 }
    return position
  }

  private func parseLineEnd(_ start: Int, _ end: Int, _ output: inout Output) -> Int {
    var spaces = 0
    while output.text.last == 0x20 {
      output.text.removeLast()
      spaces += 1
    }
    if spaces >= 2 { output.append(.lineBreak) } else { output.text.append(0x20) }
    return skipSpaces(start + 1, end)
  }

  private func matches(_ text: StaticString, at start: Int, _ end: Int) -> Bool {
    let count = text.utf8CodeUnitCount
    guard start + count <= end else { return false }
    return text.withUTF8Buffer { $0.elementsEqual(bytes[start..<start + count]) }
  }

  private func parseAngle(_ start: Int, _ end: Int, _ output: inout Output) -> Int {
    for tag: StaticString in ["<br>", "<br/>", "<br />"] where matches(tag, at: start, end) {
      output.append(.lineBreak)
      return start + tag.utf8CodeUnitCount
    }
    let limit = min(end, start + 2000)
    if matches("<!--", at: start, end) {
      var index = start + 4
      while index < end, !matches("-->", at: index, end) { index += 1 }
      return min(end, index + 3)
    }
    if matches("<http", at: start, end) || matches("<mailto:", at: start, end),
      let close = bytes[start..<limit].firstIndex(of: UInt8(ascii: ">"))
    {
      let address = String(decoding: bytes[start + 1..<close], as: UTF8.self)
      output.append(.link([.text(address)], destination: address))
      return close + 1
    }
    output.text.append(UInt8(ascii: "<"))
    return start + 1
  }

  private func parseEntity(_ start: Int, _ end: Int, _ output: inout Output) -> Int {
    let entities: [(name: StaticString, text: StaticString)] = [
      ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&nbsp;", "\u{A0}"),
    ]
    for (name, text) in entities where matches(name, at: start, end) {
      output.text += Array(text.description.utf8)
      return start + name.utf8CodeUnitCount
    }
    output.text.append(UInt8(ascii: "&"))
    return start + 1
  }

  private func runLength(_ start: Int, _ end: Int) -> Int {
    bytes[start..<end].prefix { $0 == bytes[start] }.count
  }

  // MARK: Code and mathematics

  private func parseCode(_ start: Int, _ end: Int, _ output: inout Output) -> Int {
    let length = runLength(start, end)
    var index = start + length
    while index < end {
      if bytes[index] == UInt8(ascii: "`") {
        let run = runLength(index, end)
        if run == length {
          output.append(.code(codeText(start + length..<index)))
          return index + run
        }
        index += run
      } else {
        index += 1
      }
    }
    output.text += bytes[start..<start + length]
    return start + length
  }

  private func codeText(_ range: Range<Int>) -> String {
    var content = bytes[range].map { $0 == 0x0A ? 0x20 : $0 }
    if isInTable {
      var index = 0
      while index + 1 < content.count {
        if content[index] == UInt8(ascii: "\\"), content[index + 1] == UInt8(ascii: "|") {
          content.remove(at: index)
        }
        index += 1
      }
    }
    if content.count > 1, content.first == 0x20, content.last == 0x20,
      content.contains(where: { $0 != 0x20 })
    {
      content = Array(content.dropFirst().dropLast())
    }
    return String(decoding: content, as: UTF8.self)
  }

  /// Reads `$…$`, `$$…$$` within a line, and the form with backticks.
  private mutating func parseFormula(_ start: Int, _ end: Int, _ output: inout Output) -> Int {
    let marks: [(open: StaticString, close: StaticString)] = [
      ("$`", "`$"), ("$$", "$$"), ("$", "$"),
    ]
    for (open, close) in marks where matches(open, at: start, end) {
      let first = start + open.utf8CodeUnitCount
      guard first < end, bytes[first] != 0x20, bytes[first] != 0x0A else { continue }
      var index = first
      while index < end {
        if bytes[index] == UInt8(ascii: "\\") {
          index += 2
          continue
        }
        if matches(close, at: index, end), index > first {
          let after = index + close.utf8CodeUnitCount
          // $5 and $10 are amounts.
          let isAmount =
            close.utf8CodeUnitCount == 1
            && (bytes[index - 1] == 0x20
              || after < end
                && UInt8(ascii: "0")...UInt8(ascii: "9") ~= bytes[after])
          if !isAmount {
            output.append(readFormula(first..<index))
            return after
          }
          break
        }
        index += 1
      }
    }
    output.text.append(UInt8(ascii: "$"))
    return start + 1
  }

  private mutating func readFormula(_ range: Range<Int>) -> Inline {
    do {
      return .formula(try reader.formulas.read(bytes, in: range))
    } catch {
      diagnostics.append(error.diagnostic)
      return .code(String(decoding: bytes[range], as: UTF8.self))
    }
  }

  // MARK: Emphasis

  private mutating func parseEmphasis(
    _ start: Int, _ range: Range<Int>, _ missing: inout Set<String>, _ output: inout Output
  ) -> Int {
    let end = range.upperBound
    let mark = bytes[start]
    let run = runLength(start, end)
    let length = run >= 2 ? 2 : 1
    let key = String(repeating: mark == UInt8(ascii: "*") ? "*" : "_", count: length)
    let after = start + run < end ? bytes[start + run] : 0x20
    let before = start > range.lowerBound ? bytes[start - 1] : 0x20
    let opens =
      !isSpace(after)
      && (mark == UInt8(ascii: "*") || isSpace(before) || Self.isPunctuation(before))
    if opens, run <= 3, depth < MarkdownReader.nestingLimit, !missing.contains(key) {
      if let close = closingMark(mark, length, from: start + length, end) {
        depth += 1
        let content = parse(start + length..<close)
        depth -= 1
        output.append(length == 2 ? .strong(content) : .emphasis(content))
        return close + length
      }
      missing.insert(key)
    }
    output.text += bytes[start..<start + run]
    return start + run
  }

  private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x09 }

  /// Finds the mark that ends an emphasis, past code, formulas and the other kind of emphasis.
  private func closingMark(_ mark: UInt8, _ length: Int, from start: Int, _ end: Int) -> Int? {
    var index = start
    var inner = 0
    while index < end {
      switch bytes[index] {
      case UInt8(ascii: "\\"): index += 2
      case UInt8(ascii: "`"):
        let run = runLength(index, end)
        index += run
        var close = index
        while close < end {
          if bytes[close] == UInt8(ascii: "`") {
            let other = runLength(close, end)
            if other == run { break }
            close += other
          } else {
            close += 1
          }
        }
        if close < end { index = close + run }
      case UInt8(ascii: "$"):
        if index + 1 < end, !isSpace(bytes[index + 1]),
          let close = bytes[index + 1..<end].firstIndex(of: UInt8(ascii: "$"))
        {
          index = close + 1
        } else {
          index += 1
        }
      case mark:
        let run = runLength(index, end)
        let isAfterSpace = isSpace(bytes[index - 1])
        let after = index + run < end ? bytes[index + run] : 0x20
        let isWord = mark == UInt8(ascii: "_") && !isSpace(after) && !Self.isPunctuation(after)
        if isAfterSpace {
          inner += run == 3 - length ? 1 : 0
        } else if run == length || run == 3 {
          if !isWord, index > start {
            return run == 3 && length == 2 && inner > 0 ? index + 1 : index
          }
        } else if run == 3 - length {
          inner = inner > 0 ? inner - 1 : inner + 1
        }
        index += run
      default: index += 1
      }
    }
    return nil
  }

  // MARK: Links

  private mutating func parseLink(_ start: Int, _ end: Int, _ output: inout Output) -> Int {
    let limit = min(end, start + 4000)
    var level = 0
    var index = start
    while index < limit {
      switch bytes[index] {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "["): level += 1
      case UInt8(ascii: "]"): level -= 1
      default: break
      }
      if level == 0 { break }
      index += 1
    }
    guard level == 0, index + 1 < limit, bytes[index + 1] == UInt8(ascii: "("),
      depth < MarkdownReader.nestingLimit,
      let close = bytes[index + 1..<limit].firstIndex(of: UInt8(ascii: ")"))
    else {
      output.text.append(UInt8(ascii: "["))
      return start + 1
    }
    depth += 1
    let content = parse(start + 1..<index)
    depth -= 1
    var destination = bytes[index + 2..<close]
    if destination.first == UInt8(ascii: "<"), destination.last == UInt8(ascii: ">") {
      destination = destination.dropFirst().dropLast()
    }
    output.append(.link(content, destination: String(decoding: destination, as: UTF8.self)))
    return close + 1
  }
}
