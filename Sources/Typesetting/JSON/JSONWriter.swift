/// Writes JSON piece by piece, in the order in which the pieces come.
///
/// Objects have one member a line, arrays of plain values stand on one line while they fit:
///
///     {
///       "digits": 6,
///       "z": ["0.3775", "0.3925"]
///     }
///
/// Nothing is kept but the bytes and the open brackets, so large traces are written as they are made.
public struct JSONWriter: Sendable {
  /// The bytes so far.
  public private(set) var buffer = OutputBuffer()
  private var levels: [Level] = []
  private var isAfterName = false
  private static let lineWidth = 100

  /// An open object or array.
  private struct Level {
    var isArray: Bool
    var isEmpty = true
    /// Whether everything in it stands on one line so far.
    var isInline: Bool
    /// The bytes before the bracket, and after the indentation of its line.
    var start: Int
    var lineStart: Int
  }

  /// Creates a writer of one value.
  public init() {}

  // MARK: Structure

  /// Opens an object.
  public mutating func beginObject() { begin(isArray: false) }

  /// Closes the innermost object.
  public mutating func endObject() { end(isArray: false) }

  /// Opens an array.
  public mutating func beginArray() { begin(isArray: true) }

  /// Closes the innermost array.
  public mutating func endArray() { end(isArray: true) }

  /// Writes the name of the member that follows.
  ///
  /// - Precondition: an object is open, and the name before has its value.
  public mutating func name(_ name: String) {
    precondition(levels.last?.isArray == false && !isAfterName, "a name stands in an object")
    startItem(isNested: true)
    appendString(name)
    buffer.append(": ")
    isAfterName = true
  }

  /// Ends the text with a line feed and returns its bytes.
  ///
  /// - Precondition: everything that was opened is closed.
  public mutating func finish() -> [UInt8] {
    precondition(levels.isEmpty, "every object and array is closed")
    buffer.append("\n")
    return buffer.bytes
  }

  private mutating func begin(isArray: Bool) {
    startItem(isNested: true)
    levels.append(
      Level(isArray: isArray, isInline: isArray, start: buffer.count, lineStart: lineStart()))
    buffer.append(isArray ? "[" : "{")
  }

  private mutating func end(isArray: Bool) {
    precondition(levels.last?.isArray == isArray && !isAfterName, "brackets match")
    guard let level = levels.popLast() else { return }
    if !level.isEmpty, !level.isInline { startLine() }
    buffer.append(isArray ? "]" : "}")
  }

  // MARK: Values

  /// Writes a text.
  public mutating func string(_ text: String) {
    startItem(isNested: false)
    appendString(text)
  }

  /// Writes a number as it is spelled.
  ///
  /// - Precondition: `spelling` is a number of JSON.
  public mutating func number(_ spelling: String) {
    startItem(isNested: false)
    buffer.append(text: spelling)
  }

  /// Writes a whole number.
  public mutating func number(_ value: Int) { number(String(value)) }

  /// Writes true or false.
  public mutating func boolean(_ value: Bool) {
    startItem(isNested: false)
    buffer.append(value ? "true" : "false")
  }

  /// Writes null.
  public mutating func null() {
    startItem(isNested: false)
    buffer.append("null")
  }

  /// Writes a value that was read, numbers as they were spelled.
  public mutating func value(_ value: JSONValue) {
    switch value.kind {
    case .null: null()
    case .boolean(let isTrue): boolean(isTrue)
    case .number(let spelling): number(spelling)
    case .string(let text): string(text)
    case .array(let items):
      beginArray()
      for item in items { self.value(item) }
      endArray()
    case .object(let members):
      beginObject()
      for member in members {
        name(member.name)
        self.value(member.value)
      }
      endObject()
    }
  }

  // MARK: Lines

  private var currentLineStart = 0

  private func lineStart() -> Int { currentLineStart }

  private mutating func startLine() {
    buffer.append("\n")
    currentLineStart = buffer.count
    buffer.append(repeating: UInt8(ascii: " "), count: 2 * levels.count)
  }

  /// Writes what comes before an item: a comma, and a space or a new line.
  private mutating func startItem(isNested: Bool) {
    if isAfterName {
      isAfterName = false
      return
    }
    guard let last = levels.indices.last else { return }
    let isFirst = levels[last].isEmpty
    levels[last].isEmpty = false
    if !isFirst { buffer.append(",") }
    if levels[last].isArray, !isNested {
      // Plain values fill lines; a full line goes on below the bracket.
      if isFirst { return }
      if buffer.count - currentLineStart < Self.lineWidth - 24 {
        buffer.append(" ")
        return
      }
      levels[last].isInline = false
    } else {
      levels[last].isInline = false
    }
    startLine()
  }

  // MARK: Text

  private mutating func appendString(_ text: String) {
    buffer.append("\"")
    var text = text
    text.withUTF8 { bytes in
      var start = 0
      for index in bytes.indices {
        let byte = bytes[index]
        guard
          byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == 0x7F
        else { continue }
        buffer.append(bytes: bytes[start..<index])
        appendEscape(of: byte)
        start = index + 1
      }
      buffer.append(bytes: bytes[start...])
    }
    buffer.append("\"")
  }

  private mutating func appendEscape(of byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): buffer.append("\\\"")
    case UInt8(ascii: "\\"): buffer.append("\\\\")
    case 0x08: buffer.append("\\b")
    case 0x09: buffer.append("\\t")
    case 0x0A: buffer.append("\\n")
    case 0x0C: buffer.append("\\f")
    case 0x0D: buffer.append("\\r")
    default:
      buffer.append("\\u00")
      for digit in [byte >> 4, byte & 15] {
        buffer.append(byte: digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
      }
    }
  }
}
