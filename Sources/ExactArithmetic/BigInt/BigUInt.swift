/// A natural number of any size.
///
/// Values of one machine word are held in the value itself; longer ones in an array of words, low
/// word first and without leading zeros. The word lies beside the array, not in an enum with it, so
/// that an operation in place never copies the array because the enum still holds it.
public struct BigUInt: Hashable, Sendable {
  /// The value where it fits in one word; 0 beside a longer value.
  @usableFromInline
  var low: UInt
  /// Two or more words, the last one not 0; empty where the value fits in `low`.
  @usableFromInline
  var words: [UInt]

  /// Creates a number of one word.
  public init(_ word: UInt) {
    low = word
    words = []
  }

  /// Creates a number from its words, low word first; leading zeros are dropped.
  public init(words: [UInt]) {
    self.low = 0
    self.words = words
    normalize()
  }

  /// Creates a number of two words.
  @inline(__always)
  init(doubleWord value: UInt128) {
    let high = UInt(truncatingIfNeeded: value >> 64)
    low = high == 0 ? UInt(truncatingIfNeeded: value) : 0
    words = high == 0 ? [] : [UInt(truncatingIfNeeded: value), high]
  }

  /// Creates a number from any integer.
  ///
  /// - Precondition: `value` is not negative.
  public init<Integer: BinaryInteger>(_ value: Integer) {
    precondition(value >= 0, "a BigUInt is not negative")
    if let word = UInt(exactly: value) {
      self.init(word)
    } else {
      self.init(words: value.words.map { $0 })
    }
  }

  /// Words up to which results are written to the stack first.
  ///
  /// An array made from finished words costs half of one that is filled in place (37 ns and 63 ns for
  /// two words), and results of one word need none.
  private static let stackWordLimit = 96

  /// Creates a number of at most `count` words that `body` writes, every one of them.
  @inline(__always)
  init(wordCount count: Int, _ body: (UnsafeMutablePointer<UInt>) -> Void) {
    if count <= Self.stackWordLimit {
      self = withUnsafeTemporaryAllocation(of: UInt.self, capacity: Swift.max(count, 1)) { buffer in
        guard let base = buffer.baseAddress else { return BigUInt(0 as UInt) }
        body(base)
        return BigUInt(copying: base, count)
      }
      return
    }
    low = 0
    words = [UInt](unsafeUninitializedCapacity: count) { buffer, used in
      guard let base = buffer.baseAddress else { return }
      body(base)
      used = Words.significantCount(base, count)
    }
    if words.count <= 1 { normalize() }
  }

  /// Creates a number from a run of words; leading zeros are dropped.
  @inline(__always)
  private init(copying source: UnsafePointer<UInt>, _ length: Int) {
    let count = Words.significantCount(source, length)
    low = count == 1 ? source[0] : 0
    words = count <= 1 ? [] : Array(UnsafeBufferPointer(start: source, count: count))
  }

  /// Restores the normal form after `words` was written.
  @inline(__always)
  mutating func normalize() {
    while let last = words.last, last == 0 { words.removeLast() }
    if words.count <= 1 {
      // Give the memory back: a small value holds none.
      low = words.first ?? 0
      words = []
    }
  }

  /// Calls `body` with the words of the number, low word first; none for zero.
  @inline(__always)
  func withWords<Result>(_ body: (UnsafePointer<UInt>, Int) -> Result) -> Result {
    if words.isEmpty {
      return withUnsafePointer(to: low) { body($0, low == 0 ? 0 : 1) }
    }
    return words.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else {
        return withUnsafePointer(to: low) { body($0, 0) }
      }
      return body(base, buffer.count)
    }
  }

  /// The value, if it fits in one word.
  @inline(__always)
  var singleWord: UInt? { words.isEmpty ? low : nil }

  /// The number of words; 0 for zero.
  @inline(__always)
  var wordCount: Int { words.isEmpty ? (low == 0 ? 0 : 1) : words.count }

  /// Zero.
  public static let zero = BigUInt(0 as UInt)
  /// One.
  public static let one = BigUInt(1 as UInt)

  /// Whether the number is 0.
  @inlinable
  public var isZero: Bool { low == 0 && words.isEmpty }

  /// Whether the number is 1.
  @inlinable
  public var isOne: Bool { low == 1 }
}

extension BigUInt: ExpressibleByIntegerLiteral {
  /// Creates the number that a literal names.
  public init(integerLiteral value: UInt) { self.init(value) }
}

extension BigUInt: Comparable {
  /// Returns whether `left` is below `right`.
  public static func < (left: BigUInt, right: BigUInt) -> Bool { left.compare(right) < 0 }

  /// Returns −1, 0 or 1 as this number is below, equal to or above `other`.
  @inline(__always)
  func compare(_ other: BigUInt) -> Int {
    if words.isEmpty, other.words.isEmpty {
      return low == other.low ? 0 : (low < other.low ? -1 : 1)
    }
    if words.count != other.words.count { return words.count < other.words.count ? -1 : 1 }
    return withWords { a, count in other.withWords { b, _ in Words.compare(a, b, count) } }
  }
}

extension UInt {
  /// Creates the word of the same value, or nil if `value` is longer.
  public init?(exactly value: BigUInt) {
    guard let word = value.singleWord else { return nil }
    self = word
  }
}
