/// What the blocks below are about, for a program that reads the page: it is not shown.
///
/// It is written as a comment, `verify KEY: VALUE; KEY: VALUE`, where a format has comments.
public struct ReaderNote: Hashable, Sendable {
  /// The keys with their values, in their order.
  public let entries: [Entry]

  /// A key with its value.
  public struct Entry: Hashable, Sendable {
    /// What is told.
    public var key: String
    /// What it is.
    public var value: String

    /// Creates one.
    public init(_ key: String, _ value: String) {
      self.key = key
      self.value = value
    }
  }

  /// Creates a note; an entry that cannot stand in a comment of every format is left out.
  public init(_ entries: [Entry]) {
    self.entries = entries.filter { Self.isPlain($0.key) && Self.isPlain($0.value) }
  }

  /// Reads the text of a comment; nil where it is any other comment.
  public init?(_ text: String) {
    let text = Self.trimmed(text[...])
    guard text.hasPrefix(Self.mark) else { return nil }
    var entries: [Entry] = []
    for part in text.dropFirst(Self.mark.count).split(separator: ";") {
      guard let colon = part.firstIndex(of: ":") else { return nil }
      entries.append(
        Entry(
          String(Self.trimmed(part[..<colon])),
          String(Self.trimmed(part[part.index(after: colon)...]))))
    }
    self.init(entries)
    guard !self.entries.isEmpty else { return nil }
  }

  /// The text of the comment.
  public var text: String {
    Self.mark + entries.map { "\($0.key): \($0.value)" }.joined(separator: "; ")
  }

  /// The most bytes that a comment with a note in it has.
  public static let longest = 1000

  private static let mark = "verify "

  /// Whether a text has nothing that could end a comment, a line or an entry.
  private static func isPlain(_ text: String) -> Bool {
    !text.isEmpty && trimmed(text[...]).count == text.count
      && text.unicodeScalars.allSatisfy {
        $0.value >= 0x20 && $0.value < 0x7F && $0 != ";" && $0 != ">"
      }
      && !zip(text.utf8, text.utf8.dropFirst()).contains { $0 == 0x2D && $1 == 0x2D }
      && text.utf8.last != 0x2D
  }

  private static func trimmed(_ text: Substring) -> Substring {
    let start = text.drop { $0 == " " }
    guard let last = start.lastIndex(where: { $0 != " " }) else { return "" }
    return start[...last]
  }
}
