/// Index variables with the numbers that they stand for.
///
/// Two or three letters are found sooner one after the other than by hashing, and evaluation looks
/// them up at every index.
///
/// - Complexity: a look-up takes O(letters).
public struct IndexBindings: Sendable {
  private var entries: [Element] = []

  /// A letter and its number.
  public typealias Element = (key: IndexVariable, value: Int)

  /// Creates bindings of no letter, with room for some.
  public init(minimumCapacity: Int = 0) { entries.reserveCapacity(minimumCapacity) }

  /// Creates bindings of letters that are all different.
  public init(uniqueKeysWithValues pairs: some Sequence<(IndexVariable, Int)>) {
    for (variable, number) in pairs { self[variable] = number }
  }

  /// The number that a letter stands for; nil: it is free.
  public subscript(variable: IndexVariable) -> Int? {
    get {
      for entry in entries where entry.key == variable { return entry.value }
      return nil
    }
    set {
      guard let place = entries.firstIndex(where: { $0.key == variable }) else {
        if let newValue { entries.append((variable, newValue)) }
        return
      }
      if let newValue { entries[place].value = newValue } else { entries.remove(at: place) }
    }
  }
}

extension IndexBindings: Sequence {
  /// Returns an iterator over the letters in the order in which they were bound.
  public func makeIterator() -> IndexingIterator<[Element]> { entries.makeIterator() }
}

extension IndexBindings: ExpressibleByDictionaryLiteral {
  /// Creates bindings of some letters.
  public init(dictionaryLiteral elements: (IndexVariable, Int)...) {
    for (variable, number) in elements { self[variable] = number }
  }
}

extension IndexBindings: Hashable {
  /// Whether both bind the same letters to the same numbers, in whatever order.
  public static func == (left: Self, right: Self) -> Bool {
    left.entries.count == right.entries.count
      && left.allSatisfy { right[$0.key] == $0.value }
  }

  /// Hashes what does not depend on the order.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(entries.reduce(entries.count) { $0 &+ $1.value })
  }
}
