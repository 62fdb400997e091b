/// Lines and columns of a text by byte.
///
/// A column counts characters as people see them: an emoji or a letter with its marks is one, a tab too.
///
/// - Complexity: places that are asked for in rising order take O(n) in all.
struct SourcePlaces {
  private let bytes: [UInt8]
  private let lineStarts: [Int]
  /// The place that was asked for last, so that a long line is not counted from its start each time.
  private var last = (line: 0, offset: 0, column: 1)

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var starts = [0]
    for (index, byte) in bytes.enumerated() where byte == 0x0A { starts.append(index + 1) }
    lineStarts = starts
  }

  /// Returns the line and the column of a byte, both counted from 1.
  mutating func place(of offset: Int) -> (line: Int, column: Int) {
    let offset = min(max(0, offset), bytes.count)
    let line = self.line(of: offset)
    var start = lineStarts[line]
    var column = 1
    if last.line == line, last.offset <= offset, last.offset >= start {
      start = last.offset
      column = last.column
    }
    column += String(decoding: bytes[start..<offset], as: UTF8.self).count
    last = (line, offset, column)
    return (line + 1, column)
  }

  private func line(of offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }
}
