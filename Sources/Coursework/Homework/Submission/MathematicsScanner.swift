/// Finds the mathematics in a LaTeX or Markdown text without reading it.
///
/// What opens and never closes is left alone, and nothing is looked for twice: a text of opening marks
/// takes no more than linear time.
struct MathematicsScanner {
  let bytes: [UInt8]
  /// Where the search for a closing mark was in vain, by the mark.
  private var missing: Set<String> = []

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The environments that hold displayed mathematics.
  private static let environments: Set<String> = [
    "equation", "align", "alignat", "flalign", "gather", "multline", "eqnarray", "displaymath",
    "math", "aligned", "split", "gathered", "cases",
  ]

  /// A piece of mathematics that starts at a byte: its content, and where the text goes on.
  struct Found {
    var content: Range<Int>
    var end: Int
  }

  func starts(_ text: StaticString, at start: Int) -> Bool {
    let count = text.utf8CodeUnitCount
    guard start >= 0, start + count <= bytes.count else { return false }
    return text.withUTF8Buffer { $0.elementsEqual(bytes[start..<start + count]) }
  }

  /// Returns the mathematics that opens at a byte with `$`, `$$`, `\(`, `\[` or an environment.
  mutating func mathematics(at start: Int, limit: Int) -> Found? {
    switch bytes[start] {
    case UInt8(ascii: "$"):
      if starts("$$", at: start) {
        guard let close = find("$$", from: start + 2, limit: limit) else { return nil }
        return Found(content: start + 2..<close, end: close + 2)
      }
      return dollars(at: start, limit: limit)
    case UInt8(ascii: "\\"):
      if starts("\\(", at: start) {
        return find("\\)", from: start + 2, limit: limit)
          .map { Found(content: start + 2..<$0, end: $0 + 2) }
      }
      if starts("\\[", at: start) {
        return find("\\]", from: start + 2, limit: limit)
          .map { Found(content: start + 2..<$0, end: $0 + 2) }
      }
      return environment(at: start, limit: limit)
    default: return nil
    }
  }

  /// `$ … $` on one paragraph: no blank line within, no blank behind the first dollar.
  private mutating func dollars(at start: Int, limit: Int) -> Found? {
    var position = start + 1
    guard position < limit else { return nil }
    let first = bytes[position]
    if first == 0x20 || first == 0x0A || first == 0x09 || first == 0x0D {
      // "$ 5" is money in prose; `$ x $` of LaTeX closes on the same line.
      guard let close = closingDollar(from: position, limit: limit),
        !bytes[position..<close].contains(0x0A)
      else { return nil }
      return Found(content: position..<close, end: close + 1)
    }
    guard let close = closingDollar(from: position, limit: limit), close > position else {
      return nil
    }
    position = close
    // $`x = 1`$ keeps Markdown away from what stands within.
    if close - start > 3, bytes[start + 1] == 0x60, bytes[close - 1] == 0x60 {
      return Found(content: start + 2..<close - 1, end: close + 1)
    }
    return Found(content: start + 1..<close, end: close + 1)
  }

  private func closingDollar(from start: Int, limit: Int) -> Int? {
    var position = start
    while position < limit {
      switch bytes[position] {
      case UInt8(ascii: "\\"): position += 2
      case UInt8(ascii: "$"): return position
      case 0x0A:
        var next = position + 1
        while next < limit, bytes[next] == 0x20 || bytes[next] == 0x09 || bytes[next] == 0x0D {
          next += 1
        }
        if next >= limit || bytes[next] == 0x0A { return nil }
        position = next
      default: position += 1
      }
    }
    return nil
  }

  /// Returns where a closing mark stands.
  mutating func find(_ mark: String, from start: Int, limit: Int) -> Int? {
    guard !missing.contains(mark), let first = mark.utf8.first else { return nil }
    let count = mark.utf8.count
    var position = start
    while position + count <= limit {
      if bytes[position] == first, bytes[position..<position + count].elementsEqual(mark.utf8) {
        return position
      }
      position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
    }
    if limit == bytes.count { missing.insert(mark) }
    return nil
  }

  private mutating func environment(at start: Int, limit: Int) -> Found? {
    guard let name = environmentName(at: start) else { return nil }
    let plain = name.hasSuffix("*") ? String(name.dropLast()) : name
    guard Self.environments.contains(plain) else { return nil }
    let closing = "\\end{\(name)}"
    guard let close = find(closing, from: start + 8 + name.utf8.count, limit: limit) else {
      return nil
    }
    let end = close + closing.utf8.count
    return Found(content: start..<end, end: end)
  }

  /// Returns the name of the environment that begins at a byte.
  func environmentName(at start: Int) -> String? {
    guard starts("\\begin{", at: start) else { return nil }
    let first = start + 7
    guard let close = bytes[first..<min(bytes.count, first + 24)].firstIndex(of: UInt8(ascii: "}"))
    else { return nil }
    return String(decoding: bytes[first..<close], as: UTF8.self)
  }
}
