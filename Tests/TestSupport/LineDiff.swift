/// Shows how two texts differ, line by line.
public enum LineDiff {
  /// Returns the lines that differ, marked with `-` (expected) and `+` (actual), with two lines of
  /// context; empty where the texts are equal.
  public static func between(expected: String, actual: String) -> String {
    let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let new = actual.split(separator: "\n", omittingEmptySubsequences: false)
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for change in new.difference(from: old) {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    if removed.isEmpty, inserted.isEmpty { return "" }
    return excerpt(of: merged(old, new, removed, inserted))
  }

  private static func merged(
    _ old: [Substring], _ new: [Substring], _ removed: Set<Int>, _ inserted: Set<Int>
  ) -> [(mark: Character, text: Substring)] {
    var lines: [(mark: Character, text: Substring)] = []
    var oldIndex = 0
    var newIndex = 0
    while oldIndex < old.count || newIndex < new.count {
      if removed.contains(oldIndex) {
        lines.append(("-", old[oldIndex]))
        oldIndex += 1
      } else if inserted.contains(newIndex) {
        lines.append(("+", new[newIndex]))
        newIndex += 1
      } else {
        lines.append((" ", new[newIndex]))
        oldIndex += 1
        newIndex += 1
      }
    }
    return lines
  }

  private static func excerpt(of lines: [(mark: Character, text: Substring)]) -> String {
    var result: [String] = []
    var lastShown = -1
    for (index, line) in lines.enumerated() {
      let neighbours = lines[max(0, index - 2)...min(lines.count - 1, index + 2)]
      guard neighbours.contains(where: { $0.mark != " " }) else { continue }
      if lastShown >= 0, lastShown < index - 1 { result.append("@") }
      // Spaces at the end of a line are seen.
      let ending = line.text.last == " " ? "⏎" : ""
      result.append("\(line.mark)\(line.text)\(ending)")
      lastShown = index
    }
    return result.joined(separator: "\n")
  }
}
