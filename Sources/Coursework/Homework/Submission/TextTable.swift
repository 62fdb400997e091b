/// Finds tables in plain text: columns with two blanks, a tab or a bar between, below a head without numbers.
struct TextTable {
  let bytes: [UInt8]

  /// Returns the table that begins with the line at a place, and where the text goes on; nil where none does.
  func table(at start: Int) -> (table: Submission.TablePiece, end: Int)? {
    let head = cells(of: line(at: start))
    guard head.count > 1, !TextSubmissionReader.hasRelation(bytes[line(at: start)]),
      head.allSatisfy({ !isNumber($0) && $0.count <= 40 })
    else { return nil }
    var rows = [head]
    var hasNumbers = false
    var position = end(of: start) + 1
    while position < bytes.count {
      let line = line(at: position)
      if isRule(line), !line.isEmpty {
        position = end(of: position) + 1
        continue
      }
      let row = cells(of: line)
      let isShort = rows[0].count + 1 == row.count && rows.count == 1
      guard !TextSubmissionReader.hasRelation(bytes[line]),
        row.count == rows[0].count || isShort, row.dropFirst().contains(where: isNumber)
      else { break }
      if isShort {
        // Nothing stands above the names of the rows.
        rows[0].insert(start..<start, at: 0)
      }
      hasNumbers = true
      rows.append(row)
      position = end(of: position) + 1
    }
    guard hasNumbers else { return nil }
    return (Submission.TablePiece(rows: rows, syntax: .plain), position)
  }

  private func end(of start: Int) -> Int {
    bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
  }

  private func line(at start: Int) -> Range<Int> { bytes.trimmed(start..<end(of: start)) }

  /// Whether a line only divides a head from its rows.
  private func isRule(_ line: Range<Int>) -> Bool {
    bytes[line].allSatisfy { [0x2D, 0x3D, 0x2B, 0x7C, 0x20, 0x3A].contains($0) }
  }

  private func isNumber(_ cell: Range<Int>) -> Bool {
    let text = bytes[cell].filter { $0 != 0x2A }
    guard text.contains(where: { (0x30...0x39).contains($0) }) else { return false }
    var rest = text[...]
    if rest.starts(with: "\u{2212}".utf8) { rest = rest.dropFirst(3) }
    return rest.allSatisfy {
      (0x30...0x39).contains($0) || [0x2E, 0x2C, 0x2D, 0x2F, 0x65, 0x45, 0x2B].contains($0)
    }
  }

  private func cells(of line: Range<Int>) -> [Range<Int>] {
    var cells: [Range<Int>] = []
    let hasBars = bytes[line].contains(0x7C)
    var start = line.lowerBound
    var position = start
    func close(_ end: Int) {
      let cell = bytes.trimmed(start..<end)
      if !cell.isEmpty || hasBars { cells.append(cell) }
    }
    while position < line.upperBound {
      let byte = bytes[position]
      let isDouble = byte == 0x20 && position + 1 < line.upperBound && bytes[position + 1] == 0x20
      guard hasBars ? byte == 0x7C : byte == 0x09 || isDouble else {
        position += 1
        continue
      }
      if !(hasBars && position == line.lowerBound) { close(position) }
      position += 1
      while !hasBars, position < line.upperBound, bytes[position] == 0x20 || bytes[position] == 0x09
      {
        position += 1
      }
      start = position
    }
    if start < line.upperBound { close(line.upperBound) }
    return cells
  }
}
