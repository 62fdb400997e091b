/// What surrounds the formulas of a file.
public enum Markup: String, Hashable, Sendable, CaseIterable {
  /// Formulas between dollars, `\( \)`, `\[ \]`, in ```` ```math ```` and in environments.
  case markdown
  /// The same in LaTeX; comments, listings and definitions are passed over.
  case latex
  /// Lines in which a relation stands.
  case plainText
  /// A Jupyter notebook: its Markdown cells.
  case notebook

  /// Tells the markup of a file by its name, else by what is in it.
  public init(ofFile name: String, _ bytes: [UInt8]) {
    switch name.split(separator: ".", omittingEmptySubsequences: false).last?.lowercased() {
    case "md", "markdown": self = .markdown
    case "tex", "latex", "ltx": self = .latex
    case "ipynb": self = .notebook
    case "txt", "text": self = .plainText
    default: self = Self.told(by: bytes)
    }
  }

  private static func told(by bytes: [UInt8]) -> Markup {
    let start = bytes.prefix(1 << 16)
    func holds(_ text: StaticString) -> Bool {
      text.withUTF8Buffer { wanted in
        guard let first = wanted.first, start.count >= wanted.count else { return false }
        return (0...start.count - wanted.count).contains { place in
          start[place] == first && start[place..<place + wanted.count].elementsEqual(wanted)
        }
      }
    }
    if holds("\\documentclass") || holds("\\section{") || holds("\\begin{document}") {
      return .latex
    }
    if start.first(where: { $0 != 0x20 && $0 != 0x0A }) == UInt8(ascii: "{"), holds("\"cells\"") {
      return .notebook
    }
    if start.contains(UInt8(ascii: "$")) || holds("\\(") || holds("\\[") || holds("\\begin{") {
      return .markdown
    }
    return .plainText
  }
}

/// A formula of a file and where it stands.
struct FoundFormula: Hashable {
  /// With its delimiters.
  var range: Range<Int>
  /// What is mathematics.
  var content: Range<Int>
  var form: Form

  /// How a formula stands in its file.
  enum Form: Hashable {
    /// Within a line of text.
    case inline
    /// On lines of its own.
    case display
    /// Typed without LaTeX.
    case typed
  }
}
