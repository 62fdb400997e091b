/// Lays out help, in lines of at most 80 columns, from the command table.
enum HelpText {
  private static let program = CommandTable.program

  /// What the program says when nothing was asked.
  static let short = """
    \(program) explains backpropagation: every step, every number.

      \(program) xor           the lesson on XOR
      \(program) net.json      a network of your own
      \(program) lessons       what else there is to read
      \(program) --help        all commands

    """

  /// Help for the whole program.
  static var overview: String {
    let lines = CommandTable.commands.map { command in
      (
        line: ([command.name.rawValue] + operandNames(command)).joined(separator: " "),
        meaning: command.summary
      )
    }
    return """
      Explains backpropagation in a neural network: every step, every number.

      Usage:
        \(program) SUBJECT [options]
        \(program) COMMAND [options]

      SUBJECT is a lesson's name, a problem file or a lesson file; it is explained.

      Commands:
      \(TextColumns.text(lines))
      Options:
        --help, -h    Print help; after a command, the help of that command.
        --version     Print the version.

      Examples:
      \(TextColumns.text(CommandTable.commands.prefix(2).flatMap(\.examples)))
      Exit codes: 0 done, and what was verified is right; 1 something is wrong in what
      was verified; 2 a mistake in the command line or in an input, or an output that
      cannot be written; 3 nothing is wrong, but something could not be decided.

      """
  }

  /// Help for a command.
  static func help(_ command: CommandTable.Command) -> String {
    var text = TextColumns.wrapped(command.summary + ".", indent: 0)
    let explain = command.name == .explain
    let words = [program, explain ? "[explain]" : command.name.rawValue] + operandNames(command)
    text += "\nUsage: \(words.joined(separator: " ")) [options]\n\n"
    for operand in command.operands {
      text += entry(operand.name, operand.help)
    }
    for note in command.notes { text += "\n" + TextColumns.wrapped(note, indent: 0) }
    text += "\nOptions:\n"
    for option in CommandTable.options(of: command.name) {
      let preset = option.preset.map { " Default: \($0)." } ?? ""
      text += entry(usage(of: option), option.help + preset)
    }
    return text + "\nExamples:\n" + TextColumns.text(command.examples)
  }

  /// Returns an option with its value as help writes it: `--digits 1..1000`, `--output, -o FILE`.
  static func usage(of option: CommandTable.Option) -> String {
    let names = option.name.spelling + (option.short.map { ", -\($0)" } ?? "")
    let value: String? =
      switch option.value {
      case .flag: nil
      case .choice(let allowed): allowed.joined(separator: "|")
      case .choiceOrFile: "NAME"
      case .number(let range):
        range.upperBound < 1_000_000 ? "\(range.lowerBound)..\(range.upperBound)" : "N"
      case .file: "FILE"
      case .folder: "FOLDER"
      case .problem: "FILE"
      case .parts: "PART,PART"
      }
    return [names, option.placeholder ?? value].compactMap(\.self).joined(separator: " ")
  }

  private static func entry(_ head: String, _ text: String) -> String {
    "  \(head)\n" + TextColumns.wrapped(text, indent: 6)
  }

  private static func operandNames(_ command: CommandTable.Command) -> [String] {
    command.operands.map { operand in
      let name = operand.name + (operand.isRepeated ? "..." : "")
      return operand.isRequired ? name : "[\(name)]"
    }
  }
}
