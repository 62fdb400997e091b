public import BackpropEngine
public import Derivations
public import ExactArithmetic
public import MathSyntax
import Typesetting

/// What is asked of an explanation.
public struct ExplanationRequest: Sendable {
  /// The arithmetic that is asked for.
  public var arithmetic = ArithmeticChoice.auto
  /// How many updates are explained.
  public var updates = 1
  /// Significant digits of computed numbers.
  public var rounding = NumberStyle.Rounding.usual
  /// Whether the digits were asked for, so that they win over those of a lesson.
  public var isRoundingChosen = false
  /// What is shown, and how.
  public var options = ExplanationOptions()
  /// What a page says it is about, for a verification; nil: it says nothing.
  public var origin: Origin?

  /// Where the subject of a page is found by whoever verifies the page.
  public enum Origin: Hashable, Sendable {
    /// The name of a lesson, or of a lesson file beside the page.
    case lesson(String)
    /// The name of a problem file beside the page; nil: it lies elsewhere.
    case problem(String?)
  }

  /// Creates the usual request.
  public init() {}
}

/// Turns the bytes of a problem file or a lesson into a page, or into a trace.
public enum Explainer {
  /// Returns the explanation of a problem file.
  ///
  /// - Throws: what is wrong with the file, or which number cannot be computed.
  public static func document(
    ofProblem source: [UInt8], _ request: ExplanationRequest
  ) throws(DiagnosticList) -> Document {
    let problem = try problem(source)
    return try document(of: problem, request)
  }

  /// Returns the explanation of a problem.
  ///
  /// - Throws: which number cannot be computed.
  public static func document(
    of problem: Problem, _ request: ExplanationRequest
  ) throws(DiagnosticList) -> Document {
    let trace = try trace(of: problem, request)
    var explanation = Explanation(
      trace, options: request.options(for: problem), reference: reference(of: problem, request))
    var document: Document
    do {
      document = try explanation.document()
    } catch {
      throw DiagnosticList(error, notation: request.options.notation)
    }
    guard !document.blocks.isEmpty else {
      throw DiagnosticList([
        Diagnostic(
          "nothing is left to show",
          hints: problem.hasBackwardPass
            ? ["ask for more with --only"]
            : ["errors and gradients need a cost and a target for every sample"])
      ])
    }
    document.blocks.insert(contentsOf: request.headNote, at: 0)
    return document
  }

  /// Returns a lesson as a page.
  ///
  /// - Throws: what is wrong with the lesson, with its place.
  public static func document(
    ofLesson source: [UInt8], _ request: ExplanationRequest
  ) throws(DiagnosticList) -> Document {
    try LessonRunner(lesson: LessonFile(source), request: request).document()
  }

  /// Checks the formulas in a lesson's prose.
  ///
  /// - Throws: what is wrong with the lesson, with its place.
  public static func check(ofLesson source: [UInt8]) throws(DiagnosticList) -> LessonCheck {
    try LessonChecker.check(LessonFile(source))
  }

  /// Returns the trace of a lesson's own problem as JSON.
  ///
  /// - Throws: what is wrong with the lesson, or that it has no problem of its own.
  public static func traceFile(
    ofLesson source: [UInt8], _ request: ExplanationRequest
  ) throws(DiagnosticList) -> [UInt8] {
    let lesson = try LessonFile(source)
    guard let problem = try lesson.ownProblemSource() else {
      throw DiagnosticList([
        Diagnostic(
          "the lesson has no problem of its own",
          hints: ["name one in its front matter: problem: NAME"])
      ])
    }
    do {
      return try traceFile(ofProblem: problem, request)
    } catch {
      throw error.moved(by: lesson.ownProblemStart)
    }
  }

  /// Returns the trace of a problem file as JSON.
  ///
  /// - Throws: what is wrong with the file, or which number cannot be computed.
  public static func traceFile(
    ofProblem source: [UInt8], _ request: ExplanationRequest
  ) throws(DiagnosticList) -> [UInt8] {
    let problem = try problem(source)
    let trace = try trace(of: problem, request)
    var digits = 6
    if case .significantDigits(let count) = request.rounding { digits = count }
    do {
      return try TraceFile.bytes(trace, digits: digits, source: source)
    } catch {
      throw DiagnosticList([error.diagnostic])
    }
  }

  static func problem(_ source: [UInt8]) throws(DiagnosticList) -> Problem {
    do {
      return try ProblemFile.read(source)
    } catch {
      throw DiagnosticList([error.diagnostic] + error.notes)
    }
  }

  /// The certified trace beside one in double precision, where checks are asked for.
  static func reference(of problem: Problem, _ request: ExplanationRequest) -> Trace? {
    guard request.arithmetic == .double, request.options.showsChecks else { return nil }
    var certified = request
    certified.arithmetic = .certified
    certified.rounding = .significantDigits(20)
    return try? trace(of: problem, certified)
  }

  static func trace(
    of problem: Problem, _ request: ExplanationRequest
  ) throws(DiagnosticList) -> Trace {
    guard (1...problem.samples.count).contains(request.options.sample) else {
      let count = problem.samples.count
      throw DiagnosticList([
        Diagnostic(
          "there is no sample \(request.options.sample)",
          hints: [count == 1 ? "the problem has one sample" : "samples are 1 to \(count)"])
      ])
    }
    let depth = problem.network.depth
    if let layer = request.options.selection.layers.sorted().first(where: { $0 > depth }) {
      throw DiagnosticList([
        Diagnostic(
          "there is no layer \(layer)",
          hints: [depth == 1 ? "the network has one layer" : "layers are 1 to \(depth)"])
      ])
    }
    do {
      return try Trace.compute(
        problem, arithmetic: request.arithmetic, updates: request.updates,
        rounding: request.rounding)
    } catch {
      throw DiagnosticList(error, notation: request.options.notation)
    }
  }
}

extension ExplanationRequest {
  /// What a verification has to know of the whole page.
  var headNote: [Block] {
    guard let origin else { return [] }
    var entries: [ReaderNote.Entry] = []
    switch origin {
    case .lesson(let name): entries.append(.init("lesson", name))
    case .problem(let name?): entries.append(.init("problem", name))
    case .problem(nil): break
    }
    let notation = options.notation
    if Notation.presets.contains(notation) { entries.append(.init("notation", notation.name)) }
    let note = ReaderNote(entries)
    return note.entries.isEmpty ? [] : [.readerNote(note)]
  }

  /// The options, with numbers shown as suits the problem: where it is typed in decimals, a number
  /// is a fraction only if fractions were asked for.
  func options(for problem: Problem) -> ExplanationOptions {
    var options = options
    let isTypedInDecimals = problem.isTypedInDecimals
    options.numbers = NumberStyle(
      rounding: rounding, showsFractions: !isTypedInDecimals || arithmetic == .rational,
      prefersDecimals: isTypedInDecimals)
    return options
  }
}

extension Problem {
  /// Whether a number of the problem was typed with a decimal point.
  var isTypedInDecimals: Bool {
    let typed =
      network.layers.flatMap { $0.weights.entries + $0.biases }
      + samples.flatMap { $0.input + ($0.target ?? []) }
    return typed.contains { $0.text.utf8.contains(UInt8(ascii: ".")) }
  }
}

extension ProblemFileError {
  /// What else is to be said, beside the message itself.
  var notes: [Diagnostic] {
    if case .json(let error) = self, let note = error.note { [note] } else { [] }
  }
}

extension NumberStyle.Rounding {
  /// How many digits are shown where nobody asks for another number of them.
  static let usual = NumberStyle.Rounding.significantDigits(6)
}
