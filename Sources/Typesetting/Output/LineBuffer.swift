/// Memory of a fixed size in which the lines of long lists are put together, byte by byte, faster
/// than in an array that may have to grow at every one.
///
/// Whoever writes knows the most that a line can take and looks whether there is `room` for it.
struct LineBuffer: ~Copyable {
  private let start: UnsafeMutablePointer<UInt8>
  /// The bytes written.
  private(set) var count = 0

  /// How many bytes there is room for.
  static let capacity = 1 << 15

  init() { start = .allocate(capacity: Self.capacity) }

  deinit { start.deallocate() }

  /// How many more bytes there is room for.
  var room: Int { Self.capacity &- count }

  /// The bytes of a range.
  func bytes(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "bytes that were not written")
    return UnsafeBufferPointer(start: start + range.lowerBound, count: range.count)
  }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    precondition(count < Self.capacity, "a line is longer than the room for it")
    start[count] = byte
    count &+= 1
  }

  @inline(__always)
  mutating func append(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { append($0) }
  }

  /// Puts a byte in the place of another.
  @inline(__always)
  mutating func replace(at place: Int, by byte: UInt8) {
    precondition(place >= 0 && place < count, "bytes that were not written")
    start[place] = byte
  }

  @inline(__always)
  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    precondition(bytes.count <= room, "a line is longer than the room for it")
    guard let base = bytes.baseAddress else { return }
    (start + count).update(from: base, count: bytes.count)
    count &+= bytes.count
  }

  mutating func append(_ markup: StaticString) {
    append(UnsafeBufferPointer(start: markup.utf8Start, count: markup.utf8CodeUnitCount))
  }

  /// Appends a number that is not negative in decimal digits.
  mutating func append(number: Int) { FormulaTemplate.Digits.plain.append(number, to: &self) }

  mutating func append(spaces: Int) {
    for _ in 0..<spaces { append(UInt8(ascii: " ")) }
  }

  /// The memory for what comes next, with room for some bytes; `advance(by:)` counts them in.
  func space(for most: Int) -> UnsafeMutablePointer<UInt8> {
    precondition(most <= room, "a line is longer than the room for it")
    return start + count
  }

  /// Counts bytes in that were written where there was space for them.
  mutating func advance(by written: Int) {
    precondition(written <= room, "more was written than there is room for")
    count &+= written
  }

  /// Puts bytes before what was written after a place.
  mutating func insert(_ bytes: [UInt8], at place: Int) {
    let moved = count - place
    append(bytes)
    (start + place + bytes.count).update(from: start + place, count: moved)
    for (offset, byte) in bytes.enumerated() { start[place + offset] = byte }
  }

  /// Takes back what was written after a place.
  mutating func truncate(to place: Int) {
    precondition(place <= count, "bytes that were not written")
    count = place
  }

  /// Moves everything to the end of a buffer.
  mutating func flush(into buffer: inout OutputBuffer) {
    buffer.append(bytes: bytes(0..<count))
    count = 0
  }

  /// The columns from a place on, for characters of which none is wide and none combines.
  func columns(from place: Int) -> Int {
    var columns = 0
    for byte in bytes(place..<count) where byte & 0xC0 != 0x80 { columns &+= 1 }
    return columns
  }
}
