/// A field of a page that checks by itself what is typed into it.
///
/// The page does not tell the answer: it knows digests of what is accepted. Who wants to can find
/// a number of few digits by trying them all; who only looks at the page cannot.
public struct AnswerField: Hashable, Sendable {
  /// The name of the blank that the field stands in for.
  public var name: String
  /// What the field is for, for those who cannot see where it stands.
  public var label: String
  /// The digits behind the point that an answer is rounded to.
  public var decimals: Int
  /// What the digests begin with, so that those of different pages differ.
  public var salt: String
  /// The digest of the right answer, and those of answers whose last digit is one off.
  public private(set) var digests: [String]

  /// Creates a field.
  ///
  /// - Parameters:
  ///   - scaled: the answer in units of its last digit.
  public init(name: String, label: String, decimals: Int, salt: String, scaled: Int) {
    self.name = name
    self.label = label
    self.decimals = decimals
    self.salt = salt
    digests = [scaled, scaled - 1, scaled + 1].map { Self.digest("\(salt)|\(name)|\($0)") }
  }

  /// How often the text goes through the digest: trying out all answers is to take a while.
  static let rounds = 200

  /// Returns a digest of 16 hexadecimal digits: two words of 32 bits that take up a byte after the
  /// other by exclusive or and a multiplication, all bytes again and again.
  ///
  /// The script of the page does the same.
  public static func digest(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var first: UInt32 = 0x811C_9DC5
    var second: UInt32 = 0x6A09_E667
    for _ in 0..<rounds {
      for byte in bytes {
        first = (first ^ UInt32(byte)) &* 0x0100_0193
        second = (second ^ (first >> 15) ^ UInt32(byte)) &* 0x85EB_CA6B
      }
      first ^= second >> 13
      second ^= first >> 16
    }
    return hexadecimal(first) + hexadecimal(second)
  }

  private static func hexadecimal(_ word: UInt32) -> String {
    let digits = String(word, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}
