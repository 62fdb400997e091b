public import MathSyntax

/// A format that a document or a trace can be written in.
public enum OutputFormat: String, Hashable, Sendable, CaseIterable {
  case terminal
  case markdown
  case latex
  case html
  case json
  case pdf
  case csv
  case junit
  case gradescope
  case moodle
  case anki

  /// The endings of file names, without the dot; the first is the one we write.
  public var fileExtensions: [String] {
    switch self {
    case .terminal: ["txt"]
    case .markdown: ["md", "markdown"]
    case .latex: ["tex", "latex"]
    case .html: ["html", "htm", "xhtml"]
    case .json: ["json"]
    case .pdf: ["pdf"]
    case .csv: ["csv"]
    case .junit: ["xml"]
    // Both are JSON and XML to the eye; they must be asked for by name.
    case .gradescope: ["json"]
    case .moodle: ["xml"]
    case .anki: ["tsv"]
    }
  }

  /// Returns the format that the ending of a file name stands for; nil if there is none.
  ///
  /// `Handout.MD` is Markdown: case does not matter. Where two formats share an ending, the first.
  public init?(path: String) {
    let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return nil }
    let ending = name[name.index(after: dot)...].lowercased()
    guard let format = Self.allCases.first(where: { $0.fileExtensions.contains(ending) }) else {
      return nil
    }
    self = format
  }
}

/// Something that prints whole documents in one format.
public protocol DocumentWriter: Sendable {
  /// Appends a document to a buffer.
  func write(_ document: Document, to buffer: inout OutputBuffer)
}
