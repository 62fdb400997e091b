/// A growing sequence of UTF-8 bytes that all writers append to.
///
/// Markup is a `StaticString`, anything that comes from elsewhere is `text:` and goes through one
/// of the escapes first; so a call shows which of the two it appends.
public struct OutputBuffer: Sendable {
  /// What has been written so far.
  public private(set) var bytes: [UInt8] = []

  /// Creates an empty buffer.
  public init() {}

  /// The number of bytes written.
  public var count: Int { bytes.count }

  /// The bytes as a string.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Makes room for as many bytes in all.
  public mutating func reserveCapacity(_ count: Int) { bytes.reserveCapacity(count) }

  /// Appends markup.
  public mutating func append(_ markup: StaticString) {
    if markup.hasPointerRepresentation {
      bytes.append(
        contentsOf: UnsafeBufferPointer(start: markup.utf8Start, count: markup.utf8CodeUnitCount))
    } else {
      append(scalar: markup.unicodeScalar)
    }
  }

  /// Appends text as it is.
  public mutating func append(text: String) { bytes.append(contentsOf: text.utf8) }

  /// Appends bytes as they are.
  public mutating func append(bytes more: some Sequence<UInt8>) { bytes.append(contentsOf: more) }

  /// Appends a byte.
  public mutating func append(byte: UInt8) { bytes.append(byte) }

  /// Appends a character.
  public mutating func append(scalar: Unicode.Scalar) {
    if scalar.isASCII {
      bytes.append(UInt8(truncatingIfNeeded: scalar.value))
    } else {
      bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
  }

  /// Appends a number in decimal digits.
  public mutating func append(number: Int) { append(text: String(number)) }

  /// Appends a byte several times.
  public mutating func append(repeating byte: UInt8, count: Int) {
    guard count > 0 else { return }
    bytes.append(contentsOf: repeatElement(byte, count: count))
  }

  /// Ends the line, unless nothing has been written since the last one ended.
  mutating func endLine() {
    if let last = bytes.last, last != UInt8(ascii: "\n") { append("\n") }
  }

  /// Takes back what was written after a certain count.
  mutating func truncate(to count: Int) { bytes.removeLast(bytes.count - count) }
}
