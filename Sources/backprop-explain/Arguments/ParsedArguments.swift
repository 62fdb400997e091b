import Derivations

/// A command line that has been understood.
struct ParsedArguments: Equatable {
  var command: CommandName
  /// The words that are no options, without the command.
  var operands: [String]
  var options: [OptionName: OptionValue] = [:]

  /// Whether an option was given.
  func has(_ name: OptionName) -> Bool { options[name] != nil }

  /// The text given to an option.
  func text(_ name: OptionName) -> String? {
    if case .text(let text) = options[name] { text } else { nil }
  }

  /// The number given to an option.
  func number(_ name: OptionName) -> Int? {
    if case .number(let number) = options[name] { number } else { nil }
  }

  /// The choice made with an option, as the type that lists the choices.
  func choice<Choice: RawRepresentable<String>>(
    _ name: OptionName, of type: Choice.Type = Choice.self
  ) -> Choice? {
    text(name).flatMap(Choice.init(rawValue:))
  }

  /// What `--only` selects; without it, everything.
  var selection: ExplanationOptions.Selection {
    if case .parts(let selection) = options[.only] { selection } else { .init() }
  }
}

/// The value that an option was given.
enum OptionValue: Equatable {
  case flag
  case text(String)
  case number(Int)
  case parts(ExplanationOptions.Selection)
}

/// What a command line asks for.
enum Invocation: Equatable {
  case run(ParsedArguments)
  /// Help for a command, or nil for the program.
  case help(CommandName?)
  case version
  /// Nothing at all was said.
  case nothing
}
