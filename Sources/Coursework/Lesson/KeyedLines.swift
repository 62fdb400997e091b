import MathSyntax

/// The lines `key: value` within a fenced block of a lesson.
struct KeyedLines {
  /// The keys with their values, in their order; none twice.
  private(set) var entries: [(key: String, argument: LessonDirective.Argument)] = []

  /// Reads the lines of a block.
  ///
  /// - Parameters:
  ///   - content: the place of the lines within the fences.
  ///   - known: the keys that there are.
  ///   - block: what messages call the block.
  init(
    _ content: SourceRange, in bytes: [UInt8], keys known: [String], of block: String
  ) throws(DiagnosticList) {
    var lines = LineCursor(Array(bytes.prefix(content.upperBound)), from: content.lowerBound)
    while let line = lines.next() {
      if lines.text(of: line).isEmpty { continue }
      guard let colon = bytes[line.lowerBound..<line.upperBound].firstIndex(of: UInt8(ascii: ":"))
      else {
        throw DiagnosticList([Diagnostic("expected \"key: value\"", range: line)])
      }
      let key = lines.trimmed(SourceRange(line.lowerBound, colon))
      let value = lines.trimmed(SourceRange(colon + 1, line.upperBound))
      let name = lines.text(of: key)
      guard known.contains(name) else {
        throw DiagnosticList([
          Diagnostic(
            "\(block) has no \"\(name.shortened)\"", range: key,
            hints: NearestName.of(name, among: known).map { ["did you mean \"\($0)\"?"] }
              ?? ["known here: " + known.joined(separator: ", ")])
        ])
      }
      if entries.contains(where: { $0.key == name }) {
        throw DiagnosticList([
          Diagnostic("\"\(name)\" stands twice in this block", range: key)
        ])
      }
      entries.append((name, .init(value: lines.text(of: value), range: value)))
    }
  }
}
