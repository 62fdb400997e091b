import BackpropEngine
import Coursework
import Derivations
import Foundation
import MathSyntax
import TestSupport
import Testing
import Typesetting

/// LaTeX that is printed compiles, and no line sticks out; each page takes a second or two.
@Suite(.enabled(if: LaTeXCompiler.isInstalled, "pdflatex is not installed"))
struct LaTeXCompilationTests {
  @Test(arguments: LessonTests.names)
  func `every lesson compiles`(name: String) throws {
    let source = try #require(LessonCatalogue.source(named: name))
    let page = try Explainer.document(ofLesson: source, ExplanationRequest())
    #expect(try LaTeXCompiler.complaints(about: page) == [])
  }

  @Test(arguments: ["softmax", "xor"])
  func `a fragment compiles in a document that has what it asks for`(name: String) throws {
    let source = try #require(LessonCatalogue.source(named: name))
    var request = ExplanationRequest()
    request.options.notation = .dasc7606
    var fragment = OutputBuffer()
    LaTeXWriter(fragment: true).write(
      try Explainer.document(ofLesson: source, request), to: &fragment)
    let host = """
      \\documentclass[11pt]{article}
      \\usepackage[margin=25mm]{geometry}
      \\usepackage{amsmath,amssymb,array,booktabs,graphicx,longtable,xcolor,tikz}
      \\usetikzlibrary{patterns}
      \\begin{document}
      \(fragment.text)
      \\end{document}
      """
    // How wide its lines are is the host's own affair.
    let errors = try LaTeXCompiler.complaints(about: Array(host.utf8)).filter {
      !$0.hasPrefix("Overfull")
    }
    #expect(errors == [])
  }

  @Test func `every kind of figure compiles`() throws {
    let problem = RandomProblem.draw(seed: 5)
    let meaning = Meaning(trace: try Trace.compute(problem), moment: TraceMoment())
    let and = ProblemExamples.perceptron { $0 && $1 }
    var figures = [
      try NetworkFigure(meaning, notation: .nielsen, numbers: NumberStyle()).figure(.forward),
      ActivationFigure([.step, .tanh], notation: .nielsen).figure(),
    ]
    figures += DecisionFigure(and, notation: .nielsen).map { [$0.figure()] } ?? []
    let page = Document(title: ["Figures"], blocks: figures.map(Block.figure))
    #expect(figures.count == 3)
    #expect(try LaTeXCompiler.complaints(about: page) == [])
  }

  @Test(arguments: [3, 17] as [UInt64])
  func `a random problem compiles`(seed: UInt64) throws {
    var request = ExplanationRequest()
    request.updates = 2
    request.options.showsChecks = true
    let page = try Explainer.document(of: RandomProblem.draw(seed: seed), request)
    #expect(try LaTeXCompiler.complaints(about: page) == [])
  }
}

enum LaTeXCompiler {
  private static let path = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(
    separator: ":"
  )
  .map { "\($0)/pdflatex" }.first(where: FileManager.default.isExecutableFile)

  static var isInstalled: Bool { path != nil }

  /// Compiles a page and returns the errors and the lines that stick out.
  static func complaints(about page: Document) throws -> [String] {
    var buffer = OutputBuffer()
    LaTeXWriter().write(page, to: &buffer)
    return try complaints(about: buffer.bytes)
  }

  static func complaints(about source: [UInt8]) throws -> [String] {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("latex-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(source).write(to: folder.appendingPathComponent("page.tex"))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path ?? "")
    process.arguments = ["-interaction=nonstopmode", "-halt-on-error", "page.tex"]
    process.currentDirectoryURL = folder
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let log = try String(
      decoding: Data(contentsOf: folder.appendingPathComponent("page.log")), as: UTF8.self)
    let complaints = log.split(separator: "\n").filter {
      $0.hasPrefix("!") || $0.hasPrefix("Overfull")
    }
    return complaints.map(String.init)
      + (process.terminationStatus == 0 ? [] : ["exit code \(process.terminationStatus)"])
  }
}
