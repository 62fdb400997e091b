import MathSyntax
import Typesetting

extension ParsedArguments {
  /// Returns the format that `--format` names, or the ending of `--output`.
  ///
  /// - Parameters:
  ///   - work: what is written, in the plural.
  ///   - usual: the format where nothing tells.
  /// - Throws: that the work is not written in the format of the ending.
  func format<Format: RawRepresentable<String> & CaseIterable>(
    of work: String, usual: Format
  ) throws(Failure) -> Format {
    if let format: Format = choice(.format) { return format }
    guard let path = text(.output), let ending = OutputFormat(path: path) else { return usual }
    guard let format = Format(rawValue: ending.rawValue) else {
      let names = Format.allCases.map(\.rawValue).joined(separator: ", ")
      throw Failure(
        Diagnostic(
          .error, "\(work) are not written as \(ending.rawValue), the format of \(quoted(path))",
          hints: ["there are \(names); --format chooses one whatever the file is called"]))
    }
    return format
  }
}

/// Where a page goes, and the program that it needs for that.
struct PageTarget {
  /// The file or the folder that is written; nil: standard output.
  let output: String?
  /// Makes a PDF of the page, where that is the format.
  let pdfMaker: PDFMaker?

  /// Finds out, before anything is computed, whether a page can be written like that.
  ///
  /// - Throws: that no LaTeX program is there, that a terminal shows no PDF, or that pages of the
  ///   format have no body of their own.
  init(_ arguments: ParsedArguments, format: some RawRepresentable<String>) throws(Failure) {
    output = arguments.text(.output).flatMap { $0 == "-" ? nil : $0 }
    let isPDF = format.rawValue == OutputFormat.pdf.rawValue
    pdfMaker = isPDF ? try PDFMaker() : nil
    if isPDF, output == nil, Platform.isTerminal(Platform.standardOutput) {
      throw Failure(
        Diagnostic(
          .error, "a terminal cannot show a PDF", hints: ["--output FILE.pdf writes it to a file"]))
    }
    let withBody: [OutputFormat] = [.latex, .html]
    if arguments.has(.fragment), !withBody.contains(where: { $0.rawValue == format.rawValue }) {
      throw Failure(
        Diagnostic(
          .error,
          "'--fragment' goes with the formats latex and html, not \(format.rawValue)"))
    }
  }
}
