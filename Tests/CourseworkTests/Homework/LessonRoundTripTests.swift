import BackpropEngine
import Coursework
import Derivations
import Foundation
import MathSyntax
import TestSupport
import Testing
import Typesetting

/// The page of a lesson says what its parts are about, and nothing on it is complained about.
@Suite struct LessonRoundTripTests {
  struct Page: CustomTestStringConvertible, Sendable {
    var lesson: String
    var notation: Notation
    var format: Verifier.Format

    var testDescription: String { "\(lesson), \(notation.name), \(format.rawValue)" }
  }

  /// Every lesson in every notation and format where the full table is asked for; else the shorter
  /// lessons, each once.
  static let pages: [Page] = {
    let formats: [Verifier.Format] = [.markdown, .latex, .text]
    let lessons = LessonCatalogue.names.map(\.name)
    guard ProcessInfo.processInfo.environment["TEST_MULTIPLIER"] != nil else {
      let short = ["and", "or", "path-sum", "activations", "counting-parameters", "xor"]
      return short.enumerated().map { index, lesson in
        Page(
          lesson: lesson, notation: Notation.presets[index % Notation.presets.count],
          format: formats[index % 3])
      }
    }
    return lessons.flatMap { lesson in
      Notation.presets.flatMap { notation in
        formats.map { Page(lesson: lesson, notation: notation, format: $0) }
      }
    }
  }()

  static func bytes(_ page: Page) throws -> [UInt8] {
    var request = ExplanationRequest()
    request.options.notation = page.notation
    request.origin = .lesson(page.lesson)
    let source = try #require(LessonCatalogue.source(named: page.lesson))
    let document = try Explainer.document(ofLesson: source, request)
    var buffer = OutputBuffer()
    switch page.format {
    case .latex: LaTeXWriter().write(document, to: &buffer)
    case .text:
      var writer = TerminalWriter()
      writer.writesNotes = true
      writer.write(document, to: &buffer)
    default: MarkdownWriter().write(document, to: &buffer)
    }
    return buffer.bytes
  }

  private func complaints(_ result: Verification) -> [String] {
    result.judgements
      .filter { $0.verdict.group != .right && $0.verdict.group != .given }
      .map { "\($0.line): \($0.verdict.rawValue) \($0.text.prefix(80))" }
  }

  @Test(arguments: pages)
  func `the page of a lesson verifies`(page: Page) throws {
    let result = try Verifier(VerificationRequest()).verify(
      Self.bytes(page), named: "page", as: page.format)
    #expect(complaints(result) == [])
    // The tables of boolean-functions are about networks that have no names.
    #expect(result.count(.right) > 5 || page.lesson == "boolean-functions")
  }

  /// The last claim that can be made wrong is, and then it is found.
  @Test(arguments: [("xor", "0.632906"), ("path-sum", "-14")])
  func `a number of a lesson that is changed is found`(lesson: String, number: String) throws {
    let page = Page(lesson: lesson, notation: .nielsen, format: .markdown)
    let text = String(decoding: try Self.bytes(page), as: UTF8.self)
    let changed = text.replacingOccurrences(of: number, with: "0.777777")
    #expect(changed != text)
    let result = try Verifier(VerificationRequest()).verify(
      Array(changed.utf8), named: "page.md", as: .markdown)
    #expect(!complaints(result).isEmpty)
  }

  // MARK: Notes

  private static let wrong = "$\\delta_1^2 = 0.7414$\n\n"

  @Test(arguments: [
    // Not of a lesson; of a handout; of a lesson, but another problem was asked for.
    "<!-- verify check: no -->\n\n",
    "---\nlesson: two-layer-example\nvariant: 1\nseed: 1\n---\n\n<!-- verify check: no -->\n\n",
    "<!-- verify lesson: xor -->\n\n<!-- verify check: no -->\n\n",
    // No note at all.
    "---\nlesson: two-layer-example\n---\n\n<!-- verify that: this is right -->\n\n",
    "---\nlesson: two-layer-example\n---\n\n<!-- verify problem: no-such-problem -->\n\n",
  ])
  func `a note counts on the page of a lesson only`(head: String) throws {
    let judgements = try VerifierTests.verified(head + Self.wrong)
    #expect(judgements.map(\.verdict.group) == [.wrong])
  }

  @Test func `a note tells what the lines below it are about`() throws {
    let judgements = try VerifierTests.verified(
      """
      <!-- verify lesson: xor; notation: nielsen -->

      <!-- verify problem: perceptrons; sample: 2 -->

      $z_1^1 = 1/2$ and $a^2_1 = 1$

      <!-- verify problem: sigmoid-network -->

      $z_1^1 = 1.6$ and $z_1^1 = 1/2$

      <!-- verify problem: none; activation: sigmoid -->

      $\\sigma'(z) = a (1 - a)$ and $\\sigma'(z) = a (1 + a)$

      <!-- verify check: no -->

      $z_1^1 = 17$
      """, about: nil)
    #expect(
      judgements.map(\.verdict.group) == [.right, .right, .right, .wrong, .right, .wrong, .given])
  }
}
