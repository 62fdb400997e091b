import MathSyntax
import Typesetting

extension Submission {
  /// The largest file that is read: more is no homework.
  static let byteLimit = 64 << 20

  /// Cuts a file into its claims.
  ///
  /// - Throws: a file that is no text, a front matter with faults, a notebook that is no JSON.
  init(
    _ bytes: [UInt8], named name: String, as format: Verifier.Format?
  ) throws(DiagnosticList) {
    try Self.checkText(bytes)
    let offset = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let bytes = Array(bytes.dropFirst(offset))
    switch format ?? Self.format(of: bytes, named: name) {
    case .markdown:
      let frontMatter = try FrontMatter(bytes)
      settings = frontMatter.entries
      sheets = [
        Sheet(
          bytes: bytes, offset: offset,
          pieces: MarkdownSubmissionReader.pieces(of: bytes, from: frontMatter.bodyStart))
      ]
    case .latex:
      settings = Self.commentSettings(bytes)
      sheets = [
        Sheet(bytes: bytes, offset: offset, pieces: LaTeXSubmissionReader.pieces(of: bytes))
      ]
    case .text:
      let frontMatter = try FrontMatter(bytes)
      settings = frontMatter.entries
      sheets = [
        Sheet(
          bytes: bytes, offset: offset,
          pieces: TextSubmissionReader.pieces(of: bytes, from: frontMatter.bodyStart))
      ]
    case .notebook:
      settings = []
      sheets = []
      for (number, text) in try Self.markdownCells(bytes) {
        var start = 0
        if sheets.isEmpty {
          let frontMatter = try FrontMatter(text)
          settings = frontMatter.entries
          start = frontMatter.bodyStart
        }
        sheets.append(
          Sheet(
            bytes: text, cell: number,
            pieces: MarkdownSubmissionReader.pieces(of: text, from: start)
          ))
      }
    }
    takeHeadNote()
  }

  /// Takes what the first note of the text says of the whole of it; front matter wins.
  private mutating func takeHeadNote() {
    guard case .note(let note)? = sheets.first?.pieces.first(where: \.isNote) else { return }
    for entry in note.entries where Self.headKeys.contains(entry.key) {
      guard !settings.contains(where: { $0.key == entry.key }) else { continue }
      let nowhere = SourceRange(0, 0)
      settings.append(
        .init(key: entry.key, keyRange: nowhere, value: entry.value, valueRange: nowhere))
    }
  }

  private static let headKeys = ["lesson", "problem", "notation"]

  // MARK: Formats

  private static func format(of bytes: [UInt8], named name: String) -> Verifier.Format {
    let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
    switch ending {
    case "md", "markdown", "qmd", "rmd": return .markdown
    case "tex", "latex", "ltx": return .latex
    case "ipynb": return .notebook
    case "txt", "text": return .text
    default: break
    }
    let head = String(decoding: bytes.prefix(4000), as: UTF8.self)
    if head.contains("\\documentclass") || head.contains("\\begin{") { return .latex }
    if head.trimmed.hasPrefix("{"), head.contains("\"cells\"") { return .notebook }
    if head.hasPrefix("---") || head.contains("$") || head.contains("```") { return .markdown }
    return .text
  }

  private static func checkText(_ bytes: [UInt8]) throws(DiagnosticList) {
    let advice = "hand in Markdown, LaTeX, plain text or a notebook"
    if let foreign = ForeignFile.diagnostic(for: bytes) { throw DiagnosticList([foreign]) }
    guard bytes.count <= byteLimit else {
      throw DiagnosticList([
        Diagnostic("the file has more than \(byteLimit >> 20) MB", hints: [advice])
      ])
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw DiagnosticList([
        Diagnostic("the file is UTF-16", hints: ["save it as UTF-8"])
      ])
    }
    if let place = bytes.firstIndex(of: 0) {
      throw DiagnosticList([
        Diagnostic(
          "the file is no text", range: SourceRange(place, place + 1), hints: [advice])
      ])
    }
    if String(validating: bytes, as: UTF8.self) == nil {
      throw DiagnosticList([Diagnostic("the file is not UTF-8", hints: ["save it as UTF-8"])])
    }
  }

  // MARK: Front matter of LaTeX

  private static let commentKeys = Set(
    ["problem", "lesson", "notation", "activation", "output-activation", "cost"]
      + VariantRecipe.keys + [WorksheetOptions.workedKey])

  /// Reads `% key: value` lines at the head of a file; other comments are comments.
  private static func commentSettings(_ bytes: [UInt8]) -> [FrontMatter.Entry] {
    var entries: [FrontMatter.Entry] = []
    var lines = LineCursor(bytes)
    while let line = lines.next() {
      let text = lines.trimmed(line)
      if text.lowerBound == text.upperBound { continue }
      guard bytes[text.lowerBound] == UInt8(ascii: "%") else { break }
      let content = lines.trimmed(SourceRange(text.lowerBound + 1, text.upperBound))
      guard
        let colon = bytes[content.lowerBound..<content.upperBound].firstIndex(of: UInt8(ascii: ":"))
      else { continue }
      let key = lines.trimmed(SourceRange(content.lowerBound, colon))
      let value = lines.trimmed(SourceRange(colon + 1, content.upperBound))
      let name = lines.text(of: key)
      guard commentKeys.contains(name), !entries.contains(where: { $0.key == name }) else {
        continue
      }
      entries.append(
        FrontMatter.Entry(
          key: name, keyRange: key, value: lines.text(of: value), valueRange: value))
    }
    return entries
  }

  // MARK: Notebooks

  /// Returns the texts of the Markdown cells with the numbers of the cells.
  private static func markdownCells(
    _ bytes: [UInt8]
  ) throws(DiagnosticList) -> [(number: Int, text: [UInt8])] {
    let json: JSONValue
    do {
      json = try JSONReader.read(bytes)
    } catch {
      throw DiagnosticList([error.diagnostic])
    }
    guard case .array(let cells)? = json["cells"]?.kind else {
      throw DiagnosticList([Diagnostic("this is no notebook: it has no cells")])
    }
    var result: [(number: Int, text: [UInt8])] = []
    for (index, cell) in cells.enumerated() {
      guard case .string("markdown")? = cell["cell_type"]?.kind else { continue }
      switch cell["source"]?.kind {
      case .string(let text): result.append((index + 1, Array(text.utf8)))
      case .array(let lines):
        var text: [UInt8] = []
        for line in lines {
          if case .string(let part) = line.kind { text += Array(part.utf8) }
        }
        result.append((index + 1, text))
      default: break
      }
    }
    return result
  }
}
