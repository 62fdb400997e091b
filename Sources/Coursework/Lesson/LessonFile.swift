import BackpropEngine
public import MathSyntax
import Typesetting

/// A lesson: Markdown with front matter, problems, and blocks that ask the engine for something.
public struct LessonFile: Sendable {
  /// What stands at the top of the page.
  public let title: [Inline]
  /// One line for the list of lessons.
  public let summary: String
  /// The notation that its formulas are written in.
  let notationName: String
  /// What its formulas are about, where no block says something else.
  let formulaContext: FormulaContext
  let bytes: [UInt8]
  let blocks: [MarkdownReader.LocatedBlock]
  /// The problems by name, each with the place of its JSON text.
  let problems: [String: SourceRange]
  /// The name of the lesson's own problem.
  let ownProblem: FrontMatter.Entry?

  /// Reads a lesson.
  ///
  /// - Throws: what is wrong with the front matter, the Markdown or a formula, with its place.
  public init(_ bytes: [UInt8]) throws(DiagnosticList) {
    self.bytes = bytes
    let frontMatter = try FrontMatter(bytes)
    try frontMatter.checkKeys(
      ["title", "summary", "problem", "notation"] + FormulaContext.frontMatterKeys)
    formulaContext = try FormulaContext(frontMatter)
    let reader = MarkdownReader()
    let result = reader.read(bytes, from: frontMatter.bodyStart)
    let errors = result.diagnostics.filter { $0.severity == .error }
    if !errors.isEmpty { throw DiagnosticList(errors) }
    title =
      frontMatter["title"].map { reader.readInlines($0.value) }
      ?? (result.title.isEmpty ? ["Lesson"] : result.title)
    summary = frontMatter["summary"]?.value ?? ""
    blocks = result.blocks
    notationName = frontMatter["notation"]?.value ?? Notation.nielsen.name
    ownProblem = frontMatter["problem"]
    var problems: [String: SourceRange] = [:]
    for block in blocks {
      guard let (word, name) = Self.fence(block.block), word == "problem" else { continue }
      let content = Self.content(of: block.range, in: bytes)
      if name.isEmpty || problems[name] != nil {
        throw DiagnosticList([
          Diagnostic(
            name.isEmpty
              ? "a problem block has a name: ```problem NAME"
              : "there are two problems \"\(name.shortened)\"",
            range: block.range.firstLine(in: bytes))
        ])
      }
      problems[name] = content
    }
    self.problems = problems
  }

  /// The JSON text of the lesson's own problem, or nil where it has none.
  ///
  /// - Throws: the front matter names a problem that is not there.
  public func ownProblemSource() throws(DiagnosticList) -> [UInt8]? {
    guard let entry = ownProblem else { return nil }
    guard let range = problems[entry.value] else {
      throw unknownProblem(entry.value, entry.valueRange)
    }
    return Array(bytes[range.lowerBound..<range.upperBound])
  }

  /// Where the JSON text of the lesson's own problem starts.
  var ownProblemStart: Int { ownProblem.flatMap { problems[$0.value] }?.lowerBound ?? 0 }

  /// Returns a problem of the lesson.
  func problem(_ name: String, _ range: SourceRange) throws(DiagnosticList) -> Problem {
    guard let source = problems[name] else { throw unknownProblem(name, range) }
    do {
      return try Explainer.problem(Array(bytes[source.lowerBound..<source.upperBound]))
    } catch {
      throw error.moved(by: source.lowerBound)
    }
  }

  /// The formulas of the prose that claim something, each with what it is about.
  ///
  /// - Throws: what is wrong with a block that says what formulas are about.
  func claims() throws(DiagnosticList) -> [LessonClaim] {
    var context = formulaContext
    var claims: [LessonClaim] = []
    for located in blocks {
      if let (word, _) = Self.fence(located.block) {
        if word == "formulas" { context = try self.context(from: located.range) }
        continue
      }
      claims += LessonClaim.claims(in: located.block, at: located.range, about: context)
    }
    return claims
  }

  /// Returns what of the formulas in the prose cannot be read, each with its place: such formulas are
  /// shown as they stand in every notation.
  ///
  /// - Throws: what is wrong with a block that says what formulas are about.
  public func unreadFormulas() throws(DiagnosticList) -> [Diagnostic] {
    var translation = LessonTranslation(self, to: .nielsen)
    var diagnostics: [Diagnostic] = []
    for located in blocks {
      if let (word, _) = Self.fence(located.block) {
        if word == "formulas" { translation.context = try context(from: located.range) }
        continue
      }
      for formula in LessonClaim.formulas(in: located.block) {
        diagnostics += translation.errors(in: formula).map { error in
          var diagnostic = error.diagnostic
          diagnostic.range = diagnostic.range ?? located.range
          return diagnostic
        }
      }
    }
    return diagnostics
  }

  /// What a block says that formulas are about.
  func context(from range: SourceRange) throws(DiagnosticList) -> FormulaContext {
    try FormulaContext(
      block: Self.content(of: range, in: bytes), in: bytes, otherwise: formulaContext)
  }

  private func unknownProblem(_ name: String, _ range: SourceRange) -> DiagnosticList {
    let known = problems.keys.sorted()
    return DiagnosticList([
      Diagnostic(
        "there is no problem \"\(name.shortened)\" in this lesson", range: range,
        hints: NearestName.of(name, among: known).map { ["did you mean \"\($0)\"?"] }
          ?? (known.isEmpty
            ? ["write one between ```problem NAME and ```"]
            : ["there are: " + known.joined(separator: ", ")]))
    ])
  }

  // MARK: Fences

  /// The first word and the rest of a fence's line, for the blocks that are not just shown.
  static func fence(_ block: Block) -> (word: String, rest: String)? {
    guard case .code(let language, _) = block else { return nil }
    let words = language.split(separator: " ", maxSplits: 1)
    guard let first = words.first, ["problem", "explain", "formulas"].contains(first) else {
      return nil
    }
    return (String(first), words.count > 1 ? String(words[1].trimmed) : "")
  }

  /// The place of the lines between the fences.
  static func content(of range: SourceRange, in bytes: [UInt8]) -> SourceRange {
    let start = range.firstLine(in: bytes).upperBound
    let first = min(start + 1, range.upperBound)
    var end = range.upperBound
    while end > first, bytes[end - 1] == UInt8(ascii: "\n") || bytes[end - 1] == UInt8(ascii: "\r")
    {
      end -= 1
    }
    // The last line is the closing fence, unless the file ended before it.
    var lineStart = end
    while lineStart > first, bytes[lineStart - 1] != UInt8(ascii: "\n") { lineStart -= 1 }
    let last = String(decoding: bytes[lineStart..<end], as: UTF8.self).trimmed
    return SourceRange(first, last.hasPrefix("```") || last.hasPrefix("~~~") ? lineStart : end)
  }
}

extension SourceRange {
  /// The first line of the range, without its end.
  func firstLine(in bytes: [UInt8]) -> SourceRange {
    let end = bytes[lowerBound..<upperBound].firstIndex(of: UInt8(ascii: "\n")) ?? upperBound
    return SourceRange(lowerBound, end)
  }
}

extension DiagnosticList {
  /// Returns the messages with their places counted from somewhere else.
  func moved(by offset: Int) -> DiagnosticList {
    var result = self
    for index in result.diagnostics.indices {
      if let range = result.diagnostics[index].range {
        result.diagnostics[index].range = SourceRange(
          range.lowerBound + offset, range.upperBound + offset)
      }
    }
    return result
  }

  /// Returns the messages, those without a place at the given one.
  func located(at range: SourceRange) -> DiagnosticList {
    var result = self
    for index in result.diagnostics.indices where result.diagnostics[index].range == nil {
      result.diagnostics[index].range = range
    }
    return result
  }
}
