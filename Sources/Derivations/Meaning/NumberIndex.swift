/// Finds numbered things by their hashes: numbers in open places of one array.
///
/// The things themselves lie elsewhere, and whoever looks compares them.
struct NumberIndex: Sendable {
  /// A number plus one below, the hash above it; 0 where nothing is.
  private var slots: [UInt64]
  private var count = 0

  /// Creates an index for about so many numbers, which grows by itself.
  init(minimumCapacity: Int = 128) {
    var size = 16
    while size < 2 * minimumCapacity { size *= 2 }
    slots = Array(repeating: 0, count: size)
  }

  /// Returns the number with a hash that is the one looked for; nil where there is none.
  @inline(__always)
  func number(hash: UInt64, where isSought: (Int) -> Bool) -> Int? {
    let tag = hash >> 32
    let last = slots.count - 1
    var place = Int(truncatingIfNeeded: tag) & last
    while true {
      let slot = slots[place]
      if slot == 0 { return nil }
      if slot >> 32 == tag {
        let number = Int(truncatingIfNeeded: slot & 0xFFFF_FFFF) - 1
        if isSought(number) { return number }
      }
      place = (place + 1) & last
    }
  }

  /// Adds a number that is not there yet.
  ///
  /// - Precondition: the number is not negative and below 2^32 − 1.
  mutating func insert(_ number: Int, hash: UInt64) {
    // At most half of the places are taken, so that a search ends.
    if 2 * (count + 1) > slots.count {
      var larger = [UInt64](repeating: 0, count: 2 * slots.count)
      for slot in slots where slot != 0 { Self.place(slot, in: &larger) }
      slots = larger
    }
    Self.place((hash >> 32) << 32 | UInt64(number + 1), in: &slots)
    count += 1
  }

  private static func place(_ slot: UInt64, in slots: inout [UInt64]) {
    let last = slots.count - 1
    var place = Int(truncatingIfNeeded: slot >> 32) & last
    while slots[place] != 0 { place = (place + 1) & last }
    slots[place] = slot
  }
}

/// Mixes numbers into a hash; not for data from outside that is made to collide, beyond what limits
/// on their number bear.
struct NumberHash {
  private(set) var value: UInt64 = 0x9E37_79B9_7F4A_7C15

  @inline(__always)
  init(_ kind: Int) { combine(kind) }

  @inline(__always)
  mutating func combine(_ part: Int) {
    let product = (value ^ UInt64(bitPattern: Int64(part)))
      .multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    value = product.high ^ product.low ^ 0xA076_1D64_78BD_642F
  }
}
