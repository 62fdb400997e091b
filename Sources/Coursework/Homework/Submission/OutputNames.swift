/// Finds out how a text calls the outputs of a network.
enum OutputNames {
  /// Whether o1, o_1 or o_{1} stands somewhere, so that h1 is a hidden unit.
  static func areO(in bytes: [UInt8]) -> Bool {
    bytes.indices.contains { place in
      guard bytes[place] == UInt8(ascii: "o"), beginsName(bytes, place) else { return false }
      var next = place + 1
      if next < bytes.count, bytes[next] == UInt8(ascii: "_") { next += 1 }
      if next < bytes.count, bytes[next] == UInt8(ascii: "{") { next += 1 }
      return next < bytes.count && (0x30...0x39).contains(bytes[next])
    }
  }

  /// Whether y is an output, as t is the target: t_1 or t − y stands somewhere, and no ŷ.
  static func areY(in bytes: [UInt8]) -> Bool {
    var hasTarget = false
    var hasY = false
    for place in bytes.indices {
      switch bytes[place] {
      case UInt8(ascii: "t") where place == 0 || !isLetter(bytes[place - 1], orBackslash: true):
        hasTarget = hasTarget || isIndexed(bytes, place) || isBeforeDifference(bytes, place)
      case UInt8(ascii: "y") where place == 0 || !isLetter(bytes[place - 1], orBackslash: true):
        let rest = bytes[(place + 1)...].prefix(5)
        if rest.starts(with: "hat".utf8) || rest.starts(with: "_hat".utf8)
          || rest.starts(with: "_pred".utf8)
          || bytes[..<place].suffix(5).elementsEqual("\\hat{".utf8)
          || bytes[..<place].suffix(5).elementsEqual("\\hat ".utf8)
        {
          return false
        }
        hasY = true
      case 0xC5 where place + 1 < bytes.count && bytes[place + 1] == 0xB7: return false
      default: break
      }
    }
    return hasTarget && hasY
  }

  /// Whether t_1 or t1 stands at a place.
  private static func isIndexed(_ bytes: [UInt8], _ place: Int) -> Bool {
    let rest = bytes[(place + 1)...].prefix(2)
    guard let first = rest.first else { return false }
    if (0x30...0x39).contains(first) { return true }
    return first == UInt8(ascii: "_") && rest.count == 2
  }

  /// Whether t - y or y - t stands around a place.
  private static func isBeforeDifference(_ bytes: [UInt8], _ place: Int) -> Bool {
    let after = bytes[(place + 1)...].prefix(8).filter { $0 != 0x20 }
    let before = bytes[..<place].suffix(8).filter { $0 != 0x20 }
    return after.starts(with: "-y".utf8) || before.suffix(2).elementsEqual("y-".utf8)
  }

  /// The largest number behind h that names a unit: h_3.
  static func largestH(in bytes: [UInt8]) -> Int {
    var largest = 0
    for place in bytes.indices
    where bytes[place] == UInt8(ascii: "h") && beginsName(bytes, place) {
      var next = place + 1
      while next < bytes.count, next < place + 3,
        bytes[next] == UInt8(ascii: "_") || bytes[next] == UInt8(ascii: "{")
      {
        next += 1
      }
      let digits = bytes[next...].prefix(4).prefix { (0x30...0x39).contains($0) }
      if let number = Int(String(decoding: digits, as: UTF8.self)) {
        largest = Swift.max(largest, number)
      }
    }
    return largest
  }

  private static func isLetter(_ byte: UInt8, orBackslash: Bool) -> Bool {
    isLetter(byte) || orBackslash && byte == UInt8(ascii: "\\")
  }

  /// Whether no letter stands before a place but the d of a differential.
  private static func beginsName(_ bytes: [UInt8], _ place: Int) -> Bool {
    guard place > 0, isLetter(bytes[place - 1]) else { return true }
    return bytes[place - 1] == UInt8(ascii: "d") && (place == 1 || !isLetter(bytes[place - 2]))
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}
