extension CompletionScript {
  /// The script for zsh, to be found as `_backprop-explain` in `$fpath`, or sourced after compinit.
  static var zsh: String {
    """
    #compdef \(program)
    # Completion of \(program) for zsh.

    _backprop_explain_first() {
      # Not "commands", which is zsh's own.
      local -a names lessons
      names=(\(zshDescriptions(CommandTable.commands.map { ($0.name.rawValue, $0.summary) })))
      lessons=(\(lessons.joined(separator: " ")))
      _describe -t commands command names
      _describe -t lessons lesson lessons
      _files
    }

    _backprop_explain_subject() {
      local -a lessons
      lessons=(\(lessons.joined(separator: " ")))
      _describe -t lessons lesson lessons
      _files
    }

    _backprop_explain() {
      local command= word
      for word in ${words[2,CURRENT-1]}; do
        case $word in
          (\(commands.joined(separator: "|"))) command=$word; break ;;
        esac
      done
      case $command in
    \(zshCases)    (*)
          _arguments -S \\
    \(zshOptions(optionsWithoutCommand()))        '1: :_backprop_explain_first' '*: :_files' ;;
      esac
    }

    if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
      _backprop_explain "$@"
    else
      compdef _backprop_explain \(program)
    fi

    """
  }

  private static func zshDescriptions(_ rows: [(String, String)]) -> String {
    rows.map { zshQuoted("\($0):\($1)") }.joined(separator: " ")
  }

  /// Returns a text between single quotes.
  private static func zshQuoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
      + "'"
  }

  /// Returns a text in which no character has a meaning for `_arguments`.
  private static func zshEscaped(_ text: String) -> String {
    var result = ""
    for character in text {
      if "[]:\\".contains(character) { result.append("\\") }
      result.append(character)
    }
    return result
  }

  private static func zshAction(_ candidates: Candidates, isList: Bool = false) -> String {
    if isList { return "_sequence compadd - \(candidates.words.joined(separator: " "))" }
    if candidates.files, !candidates.words.isEmpty { return "_backprop_explain_subject" }
    if candidates.files { return "_files" }
    if candidates.folders { return "_files -/" }
    return candidates.words.isEmpty ? " " : "(\(candidates.words.joined(separator: " ")))"
  }

  private static func zshOptions(_ options: [CommandTable.Option]) -> String {
    options.map { option in
      let help = "[\(zshEscaped(option.help))]"
      let candidates = candidates(for: option)
      var isList = false
      if case .parts = option.value { isList = true }
      let value = candidates.map {
        ":\(option.name.rawValue):\(zshAction($0, isList: isList))"
      }
      let long = option.name.spelling + (candidates == nil ? "" : "=")
      guard let short = option.short.map({ "-\($0)" }) else {
        return "        \(zshQuoted((isList ? "*" : "") + long + help + (value ?? ""))) \\\n"
      }
      let other = "(\(short) \(option.name.spelling))"
      let brief = short + (candidates == nil ? "" : "+")
      return "        \(zshQuoted(other + long + help + (value ?? ""))) \\\n"
        + "        \(zshQuoted(other + brief + help + (value ?? ""))) \\\n"
    }.joined()
  }

  private static var zshCases: String {
    CommandTable.commands.map { command in
      let operands = command.operands.enumerated().map { position, operand in
        // The command itself is the first word.
        let name = zshEscaped(operand.name)
        let place = operand.isRepeated ? "*" : "\(position + 2)"
        return zshQuoted("\(place):\(name):\(zshAction(candidates(for: operand)))")
      }
      return "    (\(command.name.rawValue))\n      _arguments -S \\\n"
        + zshOptions(CommandTable.options(of: command.name))
        + "        '1: : ' " + operands.joined(separator: " ") + " ;;\n"
    }.joined()
  }
}
