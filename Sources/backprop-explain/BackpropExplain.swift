/// Runs the command that the command line asks for.
@main
enum BackpropExplain {
  static func main() {
    Platform.ignoreBrokenPipes()
    do {
      Console.end(try run(Array(CommandLine.arguments.dropFirst())))
    } catch {
      let settings = TerminalSettings.ofStream(Platform.standardError)
      let failure = Failure(error)
      Console.complain(failure.text(settings))
      Console.end(failure.code)
    }
  }

  private static func run(_ words: [String]) throws -> ExitCode {
    switch try ArgumentParser.parse(words) {
    case .run(let arguments):
      switch arguments.command {
      case .explain: try ExplainCommand(arguments).run()
      case .verify: return try VerifyCommand(arguments).run()
      case .handout: try HandoutCommand(arguments).run()
      case .quiz: try QuizCommand(arguments).run()
      case .lessons: try LessonsCommand(arguments).run()
      case .notations: try NotationsCommand(arguments).run()
      case .translate: return try TranslateCommand(arguments).run()
      case .new: try NewCommand(arguments).run()
      case .completions: try CompletionsCommand(arguments).run()
      }
    case .help(let name):
      try Console.print(name.flatMap(CommandTable.command).map(HelpText.help) ?? HelpText.overview)
    case .version:
      try Console.print("\(CommandTable.program) \(CommandTable.version)\n")
    case .nothing:
      Console.complain(HelpText.short)
      return .invalid
    }
    return .done
  }
}
