public import MathSyntax
public import Typesetting

/// A page of a handout with the front matter that says how to make its problem again.
public struct HandoutFile: Sendable {
  /// The lines of the front matter, as key and value.
  public var entries: [(key: String, value: String)]
  /// The page.
  public var document: Document

  /// Creates a page of a handout.
  public init(entries: [(key: String, value: String)], document: Document) {
    self.entries = entries
    self.document = document
  }

  /// Appends the page as Markdown.
  public func writeMarkdown(to buffer: inout OutputBuffer) {
    buffer.append("---\n")
    for (key, value) in entries { buffer.append(text: "\(key): \(value)\n") }
    buffer.append("---\n\n")
    MarkdownWriter().write(document, to: &buffer)
  }

  /// Appends the page as LaTeX, with the front matter in comments.
  public func writeLaTeX(fragment: Bool = false, to buffer: inout OutputBuffer) {
    for (key, value) in entries { buffer.append(text: "% \(key): \(value)\n") }
    LaTeXWriter(fragment: fragment).write(document, to: &buffer)
  }
}
