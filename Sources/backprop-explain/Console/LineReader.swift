/// Reads standard input line by line, as a person types it or a pipe delivers it.
struct LineReader {
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false

  /// The longest line that is taken; the rest of a longer one is left out.
  static let lengthLimit = 1 << 16

  /// Returns the next line without its end, or nil after the last.
  mutating func next() throws(FileError) -> String? {
    var line: [UInt8] = []
    while true {
      if let end = buffer[start...].firstIndex(of: UInt8(ascii: "\n")) {
        append(buffer[start..<end], to: &line)
        start = end + 1
        return text(line)
      }
      append(buffer[start...], to: &line)
      start = 0
      buffer = []
      if isAtEnd { return line.isEmpty ? nil : text(line) }
      try fill()
    }
  }

  private func append(_ bytes: ArraySlice<UInt8>, to line: inout [UInt8]) {
    line += bytes.prefix(Self.lengthLimit - line.count)
  }

  private func text(_ line: [UInt8]) -> String {
    String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line[...], as: UTF8.self)
  }

  private mutating func fill() throws(FileError) {
    do {
      let bytes = try withUnsafeTemporaryAllocation(byteCount: 1 << 12, alignment: 16) { room in
        let count = try Platform.readBytes(Platform.standardInput, into: room)
        return Array(room[..<count])
      }
      buffer = bytes
      isAtEnd = bytes.isEmpty
    } catch let error as SystemError {
      throw .failed("standard input", action: .read, reason: error.words)
    } catch {
      throw .failed("standard input", action: .read, reason: "\(error)")
    }
  }
}
