extension CompletionScript {
  /// The script for fish.
  static var fish: String {
    var text = """
      # Completion of \(program) for fish.

      set -l commands \(commands.joined(separator: " "))

      # The words after the program that are no options.
      function __backprop_explain_words
        set -l words (commandline -opc)
        set -e words[1]
        for word in $words
          string match -q -- '-*' $word; or echo $word
        end
      end

      # Whether the command is the given one, with so many words after it.
      function __backprop_explain_at
        set -l words (__backprop_explain_words)
        test (count $words) -eq (math $argv[2] + 1); and test $words[1] = $argv[1]
      end

      complete -c \(program) -f

      """
    let noWord = "not __fish_seen_subcommand_from $commands"
    text += "complete -c \(program) -n \"\(noWord)\" -F\n"
    for command in CommandTable.commands {
      let name = command.name.rawValue
      text +=
        "complete -c \(program) -n '\(isFirst)' -a \(name) -d \(fishQuoted(command.summary))\n"
    }
    for lesson in lessons {
      text += "complete -c \(program) -n '\(isFirst)' -a \(lesson) -d lesson\n"
    }
    for command in CommandTable.commands {
      for (position, operand) in command.operands.enumerated() {
        let isHere =
          operand.isRepeated
          ? "__fish_seen_subcommand_from \(command.name.rawValue)"
          : "__backprop_explain_at \(command.name.rawValue) \(position)"
        text +=
          "complete -c \(program) -n '\(isHere)'" + fishValues(candidates(for: operand)) + "\n"
      }
    }
    for option in CommandTable.options {
      // Commands that differ have lines of their own.
      var usual = option
      usual.commands.removeAll { option.variants[$0] != nil }
      text += fishOption(usual)
      for command in option.commands where option.variants[command] != nil {
        var special = option.adapted(to: command)
        special.commands = [command]
        text += fishOption(special)
      }
    }
    return text
  }

  /// The condition that no word has been typed yet.
  private static let isFirst = "test (count (__backprop_explain_words)) -eq 0"

  private static func fishOption(_ option: CommandTable.Option) -> String {
    var line = "complete -c \(program)"
    let commands = option.commands.map(\.rawValue).joined(separator: " ")
    if option.commands.contains(.explain) {
      // The word explain may be missing.
      let others = CommandName.allCases.filter { !option.commands.contains($0) }
      if !others.isEmpty {
        let list = others.map(\.rawValue).joined(separator: " ")
        line += " -n 'not __fish_seen_subcommand_from \(list)'"
      }
    } else if commands.isEmpty {
      line += " -n '\(isFirst)'"
    } else {
      line += " -n '__fish_seen_subcommand_from \(commands)'"
    }
    line += " -l \(option.name.rawValue)" + (option.short.map { " -s \($0)" } ?? "")
    if let candidates = candidates(for: option) { line += " -r" + fishValues(candidates) }
    return line + " -d \(fishQuoted(option.help))\n"
  }

  private static func fishValues(_ candidates: Candidates) -> String {
    let words =
      candidates.words.isEmpty ? "" : " -a '\(candidates.words.joined(separator: " "))'"
    if candidates.files { return " -F" + words }
    if candidates.folders { return " -f -a '(__fish_complete_directories)'" }
    return " -f" + words
  }

  /// Returns a text between single quotes.
  private static func fishQuoted(_ text: String) -> String {
    var result = "'"
    for character in text {
      if "'\\".contains(character) { result.append("\\") }
      result.append(character)
    }
    return result + "'"
  }
}
