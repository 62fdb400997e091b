extension CompletionScript {
  /// The script for bash 3.2 and later, without the bash-completion package.
  static var bash: String {
    """
    # Completion of \(program) for bash.

    _backprop_explain() {
      local current="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD - 1]}"
      # bash cuts --name=value at the sign.
      if [[ $current == = ]]; then
        current=
      elif [[ $previous == = ]]; then
        previous="${COMP_WORDS[COMP_CWORD - 2]}"
      fi

      local command= position=0 word index skip=
      for ((index = 1; index < COMP_CWORD; index++)); do
        word="${COMP_WORDS[index]}"
        if [[ -n $skip && $word != = ]]; then
          skip=
          continue
        fi
        case $word in
          \(valueOptions.joined(separator: " | "))) skip=1 ;;
          -?* | =) ;;
          \(commands.joined(separator: " | ")))
            if [[ -z $command ]]; then command=$word; else position=$((position + 1)); fi ;;
          *)
            command=${command:-explain}
            position=$((position + 1)) ;;
        esac
      done

      local words= kind=
      case $previous in
    \(optionCases)    *)
          if [[ $current == -* ]]; then
            case $command in
    \(commandCases(indent: 10, optionWords))          *) words="\(spellings(optionsWithoutCommand()))" ;;
            esac
          else
            case $command:$position in
    \(operandCases)          :0) words="\((commands + lessons).joined(separator: " "))" kind=files ;;
            esac
          fi ;;
      esac

      # Parts of a list are completed one by one.
      local before=
      if [[ $previous == --only && $current == *,* ]]; then
        before="${current%,*},"
        current="${current##*,}"
      fi

      local IFS=$' \\t\\n'
      COMPREPLY=($(compgen -P "$before" -W "$words" -- "$current"))
      IFS=$'\\n'
      case $kind in
        files) COMPREPLY+=($(compgen -f -- "$current")) ;;
        folders) COMPREPLY+=($(compgen -d -- "$current")) ;;
      esac
    }

    complete -o filenames -F _backprop_explain \(program)

    """
  }

  private static func names(_ option: CommandTable.Option) -> [String] {
    [option.name.spelling] + (option.short.map { ["-\($0)"] } ?? [])
  }

  private static func spellings(_ options: [CommandTable.Option]) -> String {
    options.flatMap(names).joined(separator: " ")
  }

  /// The options after which a value comes.
  private static var valueOptions: [String] {
    CommandTable.options.filter { candidates(for: $0) != nil }.flatMap(names)
  }

  private static func optionWords(_ command: CommandTable.Command) -> String {
    spellings(CommandTable.options(of: command.name))
  }

  private static func commandCases(
    indent: Int, _ words: (CommandTable.Command) -> String
  ) -> String {
    CommandTable.commands.map { command in
      String(repeating: " ", count: indent)
        + "\(command.name.rawValue)) words=\"\(words(command))\" ;;\n"
    }.joined()
  }

  private static func assignment(_ candidates: Candidates) -> String {
    let kind = candidates.files ? " kind=files" : candidates.folders ? " kind=folders" : ""
    return "words=\"\(candidates.words.joined(separator: " "))\"" + kind
  }

  private static var optionCases: String {
    CommandTable.options.map { option in
      guard let candidates = candidates(for: option) else { return "" }
      let others = option.variants.keys.sorted { $0.rawValue < $1.rawValue }.compactMap { command in
        Self.candidates(for: option.adapted(to: command)).flatMap {
          $0 == candidates ? nil : "\(command.rawValue)) \(assignment($0)) ;; "
        }
      }
      let words =
        others.isEmpty
        ? assignment(candidates)
        : "case $command in \(others.joined())*) \(assignment(candidates)) ;; esac"
      return "    \(names(option).joined(separator: " | "))) \(words) ;;\n"
    }.joined()
  }

  private static var operandCases: String {
    CommandTable.commands.flatMap { command in
      command.operands.enumerated().map { position, operand in
        "          \(command.name.rawValue):\(operand.isRepeated ? "*" : "\(position)"))"
          + " \(assignment(candidates(for: operand))) ;;\n"
      }
    }.joined()
  }
}
