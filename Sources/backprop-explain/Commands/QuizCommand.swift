import BackpropEngine
import Coursework
import Derivations
import MathSyntax
import Typesetting

/// Asks for the numbers and rules of a problem, one after the other.
struct QuizCommand {
  private let arguments: ParsedArguments
  private let notation: Notation
  private let writer: TerminalWriter

  init(_ arguments: ParsedArguments) throws {
    self.arguments = arguments
    notation = try arguments.text(.notation).map(NotationShelf.notation) ?? .nielsen
    let settings = TerminalSettings.ofStream(
      Platform.standardOutput, color: arguments.choice(.color) ?? .auto,
      width: arguments.number(.width))
    writer = TerminalWriter(width: settings.width, usesColor: settings.usesColor)
  }

  func run() throws {
    var session = try session()
    // What is typed is seen on a terminal; from a pipe it is shown, so that the page can be read.
    let echoes = !Platform.isTerminal(Platform.standardInput)
    var input = LineReader()
    try show(session.introduction)
    try Console.print("\n" + Self.instructions)
    asking: while session.question != nil {
      try show(session.prompt)
      while true {
        try Console.print("> ")
        guard let line = try input.next() else {
          try Console.print("\n")
          break asking
        }
        if echoes { try Console.print(shownInput(line)) }
        let reply: QuizSession.Reply
        switch line.filter({ !$0.isWhitespace }).lowercased() {
        case "q", "quit": break asking
        case "help":
          try Console.print("\n" + Self.instructions)
          continue
        case "?": reply = session.hint()
        case "!": reply = session.showAnswer()
        default: reply = session.answer(line)
        }
        try show(reply.blocks)
        if reply.isDone { break }
      }
    }
    try show(session.score.summary)
  }

  private static let instructions = """
    Type the right side of each answer: a number, a calculation, or a formula.
    ?  a hint     !  the answer     q  the end     help  this line

    """

  private func session() throws -> QuizSession {
    var request = ExplanationRequest()
    request.options.notation = notation
    request.options.sample = arguments.number(.sample) ?? 1
    request.options.selection = arguments.selection
    request.arithmetic = arguments.choice(.arithmetic) ?? request.arithmetic
    var options = QuizOptions()
    options.decimals = arguments.number(.decimals) ?? options.decimals
    options.kind = arguments.choice(.ask) ?? options.kind
    var (problem, source) = try problem()
    if arguments.has(.seed) || arguments.has(.numbers) {
      let variant = try variant(of: problem, decimals: options.decimals, source)
      problem = variant.problem
      request.options.sample = variant.moment.sample
    }
    do {
      return try QuizSession(problem, request, options)
    } catch {
      throw Failure(error, in: source)
    }
  }

  /// The problem with numbers drawn anew, so that every known mistake shows.
  private func variant(
    of problem: Problem, decimals: Int, _ source: Failure.SourceText
  ) throws -> VariantGenerator.Variant {
    var wishes = VariantWishes()
    wishes.numbers = arguments.choice(.numbers) ?? wishes.numbers
    wishes.decimals = min(
      max(decimals, VariantWishes.decimalRange.lowerBound), VariantWishes.decimalRange.upperBound)
    wishes.sample = arguments.number(.sample)
    do {
      var generator = try VariantGenerator(
        problem: problem, wishes: wishes, seed: UInt64(arguments.number(.seed) ?? 1))
      return try generator.variant(1)
    } catch {
      throw Failure(DiagnosticList([error.diagnostic]))
    }
  }

  private func problem() throws -> (problem: Problem, source: Failure.SourceText) {
    let shelf = ProblemShelf(lessons: try LessonShelf(folder: arguments.text(.lessons)))
    let word = arguments.operands.first ?? ""
    let source =
      word == "-"
      ? Failure.SourceText(name: "standard input", bytes: try Console.readStandardInput())
      : try shelf.source(word)
    do {
      return (try ProblemFile.read(source.bytes), source)
    } catch {
      throw Failure(DiagnosticList([error.diagnostic]), in: source)
    }
  }

  private func show(_ blocks: [Block]) throws {
    var buffer = OutputBuffer()
    writer.write(blocks, to: &buffer)
    try Console.print([UInt8(ascii: "\n")] + buffer.bytes)
  }

  /// The most characters of a piped line that are shown.
  private static let echoLimit = 400

  private func shownInput(_ line: String) -> String {
    var buffer = OutputBuffer()
    let isLong = line.utf8.count > Self.echoLimit
    let text = isLong ? String(line.prefix(Self.echoLimit)) + "…" : line
    TerminalWriter(width: 1000).write([.paragraph([.text(text)])], to: &buffer)
    return line.allSatisfy(\.isWhitespace) ? "\n" : buffer.text
  }
}
