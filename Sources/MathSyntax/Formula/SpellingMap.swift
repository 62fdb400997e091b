/// What letters, words and names of commands mean, looked up by their bytes.
///
/// Readers look up nearly every part of a formula, mostly in a short table of short names. A name is
/// told by its first eight bytes and its length, so that a look-up takes a multiplication and seldom
/// more than one comparison; letters of other alphabets are found as quickly as those of ASCII. Texts
/// of other bytes are other keys, even where they look the same.
///
/// - Complexity: O(1) a look-up; chosen keys of more than eight bytes can make it O(n), so that keys
///   come from tables of the program and notations, and never from what is read.
public struct SpellingMap<Value> {
  /// The places in `entries` by the hashes of keys; −1: none.
  @usableFromInline var slots: [Int32] = []
  @usableFromInline var entries: [Entry] = []

  /// A name and what it means.
  @usableFromInline struct Entry {
    @usableFromInline let key: String
    /// The bytes of the name.
    @usableFromInline let count: Int
    @usableFromInline let head: UInt64
    @usableFromInline var value: Value

    @usableFromInline init(key: String, head: UInt64, value: Value) {
      self.key = key
      self.head = head
      self.value = value
      count = key.utf8.count
    }
  }

  /// Creates an empty table.
  @inlinable
  public init() {}

  /// Creates a table of names and what they mean; of equal names the last one counts.
  public init(_ values: some Sequence<(String, Value)>) {
    for (key, value) in values { self[key] = value }
  }

  /// The names, in the order in which they came.
  public var keys: [String] { entries.map(\.key) }

  /// What a text means, nil for one that is no key.
  ///
  /// No key can be taken out.
  @inlinable
  public subscript(text: String) -> Value? {
    get {
      if let found = text.utf8.withContiguousStorageIfAvailable({ find($0) }) {
        return found.map { entries[$0].value }
      }
      return find(text).map { entries[$0].value }
    }
    set {
      guard let newValue else { return }
      if let place = find(text) {
        entries[place].value = newValue
      } else {
        insert(text, newValue)
      }
    }
  }

  /// What a text means, where one that is no key becomes one as soon as its meaning is changed.
  @inlinable
  public subscript(text: String, default value: @autoclosure () -> Value) -> Value {
    get { self[text] ?? value() }
    _modify {
      let place = find(text) ?? insert(text, value())
      yield &entries[place].value
    }
  }

  /// What the text of some bytes means, nil for one that is no key.
  @inlinable
  public subscript(bytes: ArraySlice<UInt8>) -> Value? {
    bytes.withUnsafeBufferPointer { find($0) }.map { entries[$0].value }
  }

  // MARK: Places

  @inlinable
  func find(_ text: String) -> Int? {
    var text = text
    return text.withUTF8 { find($0) }
  }

  @inlinable
  func find(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard !slots.isEmpty else { return nil }
    let head = Self.head(bytes)
    var slot = slot(head)
    while slots[slot] >= 0 {
      let place = Int(slots[slot])
      if entries[place].head == head, entries[place].count == bytes.count,
        bytes.count <= 8 || entries[place].key.utf8.elementsEqual(bytes)
      {
        return place
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// The first bytes of a name; with its length the whole of a short one.
  @inlinable
  static func head(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var head: UInt64 = 0
    for place in 0..<min(8, bytes.count) { head = head << 8 | UInt64(bytes[place]) }
    return head
  }

  /// The first slot to look at: the top bits of a product depend on all bits of its factors.
  @inlinable
  func slot(_ head: UInt64) -> Int {
    // 2⁶⁴ over the golden ratio, odd; only the bits of the product are of interest.
    let product = head &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: product >> 32) & (slots.count - 1)
  }

  @inlinable @discardableResult
  mutating func insert(_ key: String, _ value: Value) -> Int {
    var key = key
    let head = key.withUTF8 { Self.head($0) }
    entries.append(Entry(key: key, head: head, value: value))
    if 2 * entries.count > slots.count {
      slots = Array(repeating: -1, count: max(16, 2 * slots.count))
      for place in entries.indices { take(place) }
    } else {
      take(entries.count - 1)
    }
    return entries.count - 1
  }

  /// Notes where an entry is.
  @inlinable
  mutating func take(_ place: Int) {
    var slot = slot(entries[place].head)
    while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = Int32(place)
  }
}

extension SpellingMap: Sendable where Value: Sendable {}
extension SpellingMap.Entry: Sendable where Value: Sendable {}

extension SpellingMap: ExpressibleByDictionaryLiteral {
  /// Creates a table of names and what they mean; of equal names the last one counts.
  public init(dictionaryLiteral elements: (String, Value)...) { self.init(elements) }
}
