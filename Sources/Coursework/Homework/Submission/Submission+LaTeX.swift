import MathSyntax

/// Finds the claims of a LaTeX text: formulas and displayed mathematics, not comments or verbatim text.
struct LaTeXSubmissionReader {
  private let bytes: [UInt8]
  private var scanner: MathematicsScanner
  private var pieces: [Submission.Piece] = []
  /// The comments that tell what the text below them is about, from the last to the first.
  private var notes: [(start: Int, note: ReaderNote)] = []

  static func pieces(of bytes: [UInt8]) -> [Submission.Piece] {
    var reader = LaTeXSubmissionReader(bytes)
    reader.read()
    return reader.pieces
  }

  private init(_ bytes: [UInt8]) {
    (self.bytes, notes) = Self.withoutComments(bytes)
    scanner = MathematicsScanner(self.bytes)
  }

  /// Blanks comments out, so that places stay, and returns the notes in them, the last one first.
  private static func withoutComments(
    _ bytes: [UInt8]
  ) -> (bytes: [UInt8], notes: [(start: Int, note: ReaderNote)]) {
    var result = bytes
    var notes: [(start: Int, note: ReaderNote)] = []
    var isComment = false
    var position = 0
    while position < bytes.count {
      switch bytes[position] {
      case 0x0A: isComment = false
      case UInt8(ascii: "\\") where !isComment:
        position += 2
        continue
      case UInt8(ascii: "%") where !isComment:
        isComment = true
        let start = position + 1
        let end = bytes[start...].prefix(ReaderNote.longest).firstIndex(of: 0x0A) ?? start
        if let note = ReaderNote(
          String(decoding: bytes[bytes.trimmed(start..<end)], as: UTF8.self))
        {
          notes.append((position, note))
        }
      default: break
      }
      if isComment, bytes[position] != 0x0D { result[position] = 0x20 }
      position += 1
    }
    return (result, notes.reversed())
  }

  private mutating func takeNotes(before position: Int, _ prose: inout Int) {
    while let next = notes.last, next.start <= position {
      readProse(prose..<max(prose, next.start))
      prose = max(prose, next.start)
      pieces.append(.note(next.note))
      notes.removeLast()
    }
  }

  private static let verbatim: Set<String> = [
    "verbatim", "verbatim*", "lstlisting", "minted", "comment", "tikzpicture", "filecontents",
  ]

  private mutating func read() {
    // What stands before the document is no text.
    var position =
      scanner.find("\\begin{document}", from: 0, limit: bytes.count).map { $0 + 16 } ?? 0
    var prose = position
    while position < bytes.count {
      takeNotes(before: position, &prose)
      switch bytes[position] {
      case UInt8(ascii: "$"), UInt8(ascii: "\\"):
        if scanner.starts("\\end{document}", at: position) {
          readProse(prose..<position)
          return
        }
        if let name = scanner.environmentName(at: position) {
          if Self.verbatim.contains(name),
            let close = scanner.find("\\end{\(name)}", from: position + 8, limit: bytes.count)
          {
            readProse(prose..<position)
            position = close + 6 + name.utf8.count
            prose = position
            continue
          }
          if name == "tabular" || name == "tabular*" || name == "longtable",
            let close = scanner.find("\\end{\(name)}", from: position + 8, limit: bytes.count)
          {
            readProse(prose..<position)
            readTable(position + 8 + name.utf8.count..<close)
            position = close + 6 + name.utf8.count
            prose = position
            continue
          }
        }
        if let found = scanner.mathematics(at: position, limit: bytes.count) {
          readProse(prose..<position)
          pieces.append(.formula(.init(syntax: .latex, range: found.content)))
          position = max(found.end, position + 1)
          prose = position
        } else {
          position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
        }
      default: position += 1
      }
    }
    readProse(prose..<bytes.count)
  }

  private mutating func readProse(_ range: Range<Int>) {
    guard range.lowerBound < range.upperBound,
      let mark = ProseScanner.mark(in: bytes[range])
    else { return }
    pieces.append(.moment(mark))
  }

  /// Reads `tabular`: rows end in `\\`, cells at `&`; rules are left aside.
  private mutating func readTable(_ range: Range<Int>) {
    var rows: [[Range<Int>]] = []
    var cells: [Range<Int>] = []
    var start = range.lowerBound
    var level = 0
    var position = start
    // The columns, in braces.
    if position < range.upperBound, bytes[position] == UInt8(ascii: "{"),
      let close = scanner.find("}", from: position, limit: range.upperBound)
    {
      position = close + 1
      start = position
    }
    while position < range.upperBound {
      switch bytes[position] {
      case UInt8(ascii: "{"): level += 1
      case UInt8(ascii: "}"): level -= 1
      case UInt8(ascii: "&") where level == 0:
        cells.append(cell(start..<position))
        start = position + 1
      case UInt8(ascii: "\\"):
        if scanner.starts("\\\\", at: position), level == 0 {
          cells.append(cell(start..<position))
          rows.append(cells)
          cells = []
          start = position + 2
        }
        position += 1
      default: break
      }
      position += 1
    }
    if !bytes.trimmed(start..<range.upperBound).isEmpty {
      cells.append(cell(start..<range.upperBound))
    }
    if cells.count > 1 { rows.append(cells) }
    if rows.count > 1 { pieces.append(.table(.init(rows: rows, syntax: .latex))) }
  }

  /// Where `\rule[…]{…}{…}`, which makes a row higher, ends at the start of a cell.
  private func endOfStrut(_ cell: Range<Int>) -> Int? {
    guard scanner.starts("\\rule", at: cell.lowerBound) else { return nil }
    var closed = 0
    for place in cell where bytes[place] == UInt8(ascii: "}") {
      closed += 1
      if closed == 2 { return place + 1 }
    }
    return nil
  }

  /// A cell without rules and font changes before it.
  private func cell(_ range: Range<Int>) -> Range<Int> {
    var range = bytes.trimmed(range)
    let marks: [StaticString] = [
      "\\toprule", "\\midrule", "\\bottomrule", "\\hline", "\\endhead", "\\endfirsthead", "{}",
    ]
    var isChanged = true
    while isChanged {
      isChanged = false
      for mark in marks where scanner.starts(mark, at: range.lowerBound) {
        guard mark.utf8CodeUnitCount <= range.count else { continue }
        range = bytes.trimmed(range.dropFirst(mark.utf8CodeUnitCount))
        isChanged = true
      }
      if let end = endOfStrut(range) {
        range = bytes.trimmed(end..<range.upperBound)
        isChanged = true
      }
    }
    if scanner.starts("{\\bfseries", at: range.lowerBound), bytes[range].last == UInt8(ascii: "}") {
      range = range.dropFirst(10).dropLast()
      if scanner.starts("\\boldmath", at: range.lowerBound) { range = range.dropFirst(9) }
      range = bytes.trimmed(range)
    }
    return range
  }
}
