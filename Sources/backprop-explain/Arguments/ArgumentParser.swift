import Coursework
import Derivations

/// Reads a command line by the command table.
///
/// Options may stand before or after other words, as `--name value`, `--name=value`, `-o value` or
/// `-ovalue`; `--` ends them. The first word that is no option is the command, or else what `explain`
/// is to explain. `--help` wins over everything, errors included.
struct ArgumentParser {
  private var rest: ArraySlice<String>
  private var words: [String] = []
  /// How many of the words stand before `--`.
  private var wordsBeforeEnd: Int?
  private var options: [OptionName: OptionValue] = [:]
  /// The first error; reported only if nobody asks for help.
  private var error: ArgumentError?

  /// Returns what a command line without the program's own name asks for.
  static func parse(_ arguments: [String]) throws(ArgumentError) -> Invocation {
    if arguments.isEmpty { return .nothing }
    var parser = ArgumentParser(rest: arguments[...])
    parser.readWords()
    return try parser.invocation()
  }

  private init(rest: ArraySlice<String>) { self.rest = rest }

  // MARK: Words and options

  private mutating func readWords() {
    while let word = rest.popFirst() {
      if word == "--" {
        wordsBeforeEnd = words.count
        words += rest
        return
      }
      do {
        if word.hasPrefix("--") {
          try readLongOption(word)
        } else if word.hasPrefix("-"), word != "-" {
          try readShortOption(word)
        } else {
          words.append(word)
        }
      } catch {
        self.error = self.error ?? error
      }
    }
  }

  private mutating func readLongOption(_ word: String) throws(ArgumentError) {
    let parts = word.dropFirst(2).split(
      separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard let name = OptionName(rawValue: String(parts[0])), let option = CommandTable.option(name)
    else { throw .unknownOption("--" + parts[0], command: nil) }
    try read(option, attached: parts.count > 1 ? String(parts[1]) : nil)
  }

  private mutating func readShortOption(_ word: String) throws(ArgumentError) {
    let letter = word[word.index(after: word.startIndex)]
    guard let option = CommandTable.options.first(where: { $0.short == letter }) else {
      throw .unknownOption(word, command: nil)
    }
    var attached = word.dropFirst(2)
    let isAttached = !attached.isEmpty
    if attached.first == "=" { attached.removeFirst() }
    try read(option, attached: isAttached ? String(attached) : nil)
  }

  private mutating func read(
    _ option: CommandTable.Option, attached: String?
  ) throws(ArgumentError) {
    let name = option.name
    if case .flag = option.value {
      if let attached { throw .unexpectedValue(name, found: attached) }
      if options[name] != nil, name != .help { throw .repeated(name) }
      options[name] = OptionValue.flag
      return
    }
    let text: String
    if let attached { text = attached } else { text = try followingValue(of: name) }
    // Where commands differ, the value is looked at when the command is known.
    let value =
      option.variants.values.contains { $0.value != nil }
      ? .text(text) : try self.value(text, of: option)
    switch (options[name], value) {
    case (nil, _): options[name] = value
    case (.parts(var selection), .parts(let more)):
      selection.parts.formUnion(more.parts)
      selection.layers.formUnion(more.layers)
      options[name] = .parts(selection)
    default: throw .repeated(name)
    }
  }

  /// Returns the word after an option, unless it is an option itself.
  private mutating func followingValue(of name: OptionName) throws(ArgumentError) -> String {
    guard let next = rest.first else { throw .missingValue(name, found: nil) }
    let isNumber = next.dropFirst().first?.isNumber ?? false
    if next.hasPrefix("-"), next != "-", !isNumber { throw .missingValue(name, found: next) }
    rest.removeFirst()
    return next
  }

  private func value(
    _ text: String, of option: CommandTable.Option
  ) throws(ArgumentError) -> OptionValue {
    let name = option.name
    switch option.value {
    case .flag: return .flag
    case .choice(let allowed):
      guard allowed.contains(text) else {
        throw .invalidChoice(name, found: text, allowed: allowed)
      }
      return .text(text)
    case .choiceOrFile(let allowed):
      guard allowed.contains(text) || Subject.isPath(text) else {
        throw .invalidChoice(name, found: text, allowed: allowed)
      }
      return .text(text)
    case .number(let range):
      guard let number = Int(text), range.contains(number) else {
        throw .invalidNumber(name, found: text, allowed: range)
      }
      return .number(number)
    case .file, .folder, .problem:
      if text.isEmpty { throw .missingValue(name, found: nil) }
      return .text(text)
    case .parts:
      if text.split(separator: ",", omittingEmptySubsequences: false).contains("") {
        throw .invalidPart(found: text)
      }
      switch ExplanationOptions.Selection.read(text) {
      case .success(let selection): return .parts(selection)
      case .failure(let unknown): throw .invalidPart(found: unknown.word)
      }
    }
  }

  // MARK: Commands

  private func invocation() throws(ArgumentError) -> Invocation {
    let first = wordsBeforeEnd == 0 ? nil : words.first
    let named = first.flatMap(CommandName.init(rawValue:))
    if options[.help] != nil { return .help(named) }
    let command = named ?? .explain
    if case .unknownOption(let found, _) = error, named != nil || !words.isEmpty {
      throw .unknownOption(found, command: command)
    }
    if let error { throw error }
    if options[.version] != nil { return .version }

    for option in CommandTable.options where options[option.name] != nil {
      guard option.commands.contains(command) else {
        throw .foreignOption(option.name, command: command)
      }
    }
    var options = options
    for option in CommandTable.options(of: command) {
      guard !option.variants.isEmpty, case .text(let text)? = options[option.name] else { continue }
      options[option.name] = try value(text, of: option)
    }
    if options[.digits] != nil, options[.decimals] != nil { throw .exclusive(.digits, .decimals) }
    let operands = named == nil ? words : Array(words.dropFirst())
    if named == nil { try checkSubject(operands) }
    try check(operands, of: command)
    return .run(ParsedArguments(command: command, operands: operands, options: options))
  }

  /// Throws if a first word that is no command seems to be meant as one.
  private func checkSubject(_ operands: [String]) throws(ArgumentError) {
    guard operands.count > 1, case .lesson(let name) = Subject(operands[0]),
      !LessonCatalogue.names.contains(where: { $0.name == name })
    else { return }
    throw .unknownCommand(name)
  }

  private func check(_ operands: [String], of name: CommandName) throws(ArgumentError) {
    guard let command = CommandTable.command(name) else { return }
    if let last = command.operands.last, last.isRepeated {
      if operands.isEmpty || operands.contains("") {
        throw .missingOperand(last.name, command: name)
      }
      return
    }
    for (position, operand) in command.operands.enumerated() {
      guard position < operands.count else {
        if operand.isRequired { throw .missingOperand(operand.name, command: name) }
        break
      }
      let found = operands[position]
      if found.isEmpty { throw .missingOperand(operand.name, command: name) }
      if case .choice(let allowed) = operand.kind, !allowed.contains(found) {
        throw .invalidOperand(found: found, allowed: allowed, command: name)
      }
      if case .choiceOrFile(let allowed) = operand.kind, !allowed.contains(found),
        !Subject.isPath(found)
      {
        throw .invalidOperand(found: found, allowed: allowed, command: name)
      }
    }
    if operands.count > command.operands.count {
      throw .extraOperand(found: operands[command.operands.count], command: name)
    }
  }
}
