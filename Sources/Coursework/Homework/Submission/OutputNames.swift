/// Finds out how a text calls the outputs of a network.
enum OutputNames {
  /// Whether o1, o_1 or o_{1} stands somewhere, so that h1 is a hidden unit.
  static func areO(in bytes: [UInt8]) -> Bool {
    bytes.indices.contains { place in
      guard bytes[place] == UInt8(ascii: "o"), place == 0 || !isLetter(bytes[place - 1]) else {
        return false
      }
      var next = place + 1
      if next < bytes.count, bytes[next] == UInt8(ascii: "_") { next += 1 }
      if next < bytes.count, bytes[next] == UInt8(ascii: "{") { next += 1 }
      return next < bytes.count && (0x30...0x39).contains(bytes[next])
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}
