public import MathSyntax
public import Typesetting

/// A page of a handout with the front matter that says how to make its problem again.
public struct HandoutFile: Sendable {
  /// The lines of the front matter, as key and value; none: there is no front matter.
  public var entries: [(key: String, value: String)]
  /// The page.
  public var document: Document
  /// The fields of its blanks, for pages that check what is typed into them.
  public var fields: [AnswerField]

  /// Creates a page of a handout.
  public init(
    entries: [(key: String, value: String)], document: Document, fields: [AnswerField] = []
  ) {
    self.entries = entries
    self.document = document
    self.fields = fields
  }

  /// Appends the page as Markdown.
  public func writeMarkdown(to buffer: inout OutputBuffer) {
    if !entries.isEmpty {
      buffer.append("---\n")
      for (key, value) in entries { buffer.append(text: "\(key): \(value)\n") }
      buffer.append("---\n\n")
    }
    MarkdownWriter().write(document, to: &buffer)
  }

  /// Appends the page as LaTeX, with the front matter in comments.
  public func writeLaTeX(fragment: Bool = false, to buffer: inout OutputBuffer) {
    for (key, value) in entries { buffer.append(text: "% \(key): \(value)\n") }
    LaTeXWriter(fragment: fragment).write(document, to: &buffer)
  }

  /// Appends the page as HTML that checks what is typed into its fields, with the front matter in a
  /// comment: nothing reads it but whoever wants to make the page again.
  public func writeHTML(fragment: Bool = false, to buffer: inout OutputBuffer) {
    if !entries.isEmpty {
      let lines = entries.map { "\($0.key): \($0.value)" }.joined(separator: "\n")
      // A comment ends at two hyphens.
      buffer.append(text: "<!--\n\(lines.replacing("--", with: "- -"))\n-->\n")
    }
    HTMLWriter(fragment: fragment, fields: fields).write(document, to: &buffer)
  }
}
