/// The hash that security policies of web pages use (FIPS 180-4, section 6.2).
public enum SHA256 {
  /// Returns the hash of bytes in base 64.
  public static func base64(of bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var text = ""
    let hash = self.hash(of: bytes)
    for start in stride(from: 0, to: hash.count, by: 3) {
      let part = Array(hash[start..<min(start + 3, hash.count)])
      let padded = part + Array(repeating: 0, count: 3 - part.count)
      let bits = Int(padded[0]) << 16 | Int(padded[1]) << 8 | Int(padded[2])
      for place in 0..<4 {
        text.append(place > part.count ? "=" : alphabet[bits >> (18 - 6 * place) & 63])
      }
    }
    return text
  }

  private static func hash(of bytes: [UInt8]) -> [UInt8] {
    var state = fractions(of: \.squareRootBits, count: 8)
    let constants = fractions(of: \.cubeRootBits, count: 64)
    var message = bytes + [0x80]
    while message.count % 64 != 56 { message.append(0) }
    let length = UInt64(bytes.count) * 8
    message += (0..<8).map { UInt8(truncatingIfNeeded: length >> (56 - 8 * UInt64($0))) }
    for block in stride(from: 0, to: message.count, by: 64) {
      var words = (0..<16).map { word in
        (0..<4).reduce(UInt32(0)) { $0 << 8 | UInt32(message[block + 4 * word + $1]) }
      }
      for i in 16..<64 {
        let (old, recent) = (words[i - 15], words[i - 2])
        let first = rotated(old, 7) ^ rotated(old, 18) ^ old >> 3
        let second = rotated(recent, 17) ^ rotated(recent, 19) ^ recent >> 10
        words.append(words[i - 16] &+ first &+ words[i - 7] &+ second)
      }
      var s = state
      for i in 0..<64 {
        let first = rotated(s[4], 6) ^ rotated(s[4], 11) ^ rotated(s[4], 25)
        let choice = s[4] & s[5] ^ ~s[4] & s[6]
        let one = s[7] &+ first &+ choice &+ constants[i] &+ words[i]
        let second = rotated(s[0], 2) ^ rotated(s[0], 13) ^ rotated(s[0], 22)
        let majority = s[0] & s[1] ^ s[0] & s[2] ^ s[1] & s[2]
        s = [one &+ second &+ majority, s[0], s[1], s[2], s[3] &+ one, s[4], s[5], s[6]]
      }
      for i in 0..<8 { state[i] = state[i] &+ s[i] }
    }
    return state.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (24 - 8 * $0)) }
    }
  }

  private static func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 {
    word >> count | word << (32 - count)
  }

  /// The first 32 bits behind the point of roots of the first primes.
  private static func fractions(of bits: (Int) -> UInt32, count: Int) -> [UInt32] {
    var primes: [Int] = []
    var candidate = 2
    while primes.count < count {
      if primes.allSatisfy({ candidate % $0 != 0 }) { primes.append(candidate) }
      candidate += 1
    }
    return primes.map(bits)
  }
}

extension Int {
  /// The first 32 bits behind the point of the square root.
  fileprivate var squareRootBits: UInt32 { rootBits(power: 2) }

  /// The first 32 bits behind the point of the cube root.
  fileprivate var cubeRootBits: UInt32 { rootBits(power: 3) }

  /// Finds the largest r with r^power <= self · 2^(32 power), one bit after the other.
  private func rootBits(power: Int) -> UInt32 {
    var root: UInt64 = 0
    for bit in (0..<36).reversed() {
      let next = root | 1 << UInt64(bit)
      let (high, low) = (UInt128(next), UInt128(self) << UInt128(32 * power))
      var product = UInt128(1)
      for _ in 0..<power { product *= high }
      if product <= low { root = next }
    }
    return UInt32(truncatingIfNeeded: root)
  }
}
