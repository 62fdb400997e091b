/// What is wrong with a command line; the words are in `ArgumentError+Diagnostic.swift`.
enum ArgumentError: Error, Equatable {
  /// A word in the place of a command that is none.
  case unknownCommand(String)
  /// An option that no command has; as typed, with its dashes.
  case unknownOption(String, command: CommandName?)
  /// An option of another command.
  case foreignOption(OptionName, command: CommandName)
  /// An option that needs a value and has none; `found`: the option that stands in its place.
  case missingValue(OptionName, found: String?)
  /// A value after an option that takes none.
  case unexpectedValue(OptionName, found: String)
  /// A value that is none of those allowed.
  case invalidChoice(OptionName, found: String, allowed: [String])
  /// A value that is no whole number within the range.
  case invalidNumber(OptionName, found: String, allowed: ClosedRange<Int>)
  /// A word that names no part.
  case invalidPart(found: String)
  /// An option that is given twice.
  case repeated(OptionName)
  /// Two options that cannot go together.
  case exclusive(OptionName, OptionName)
  /// A word that the command needs.
  case missingOperand(String, command: CommandName)
  /// A word that the command does not take.
  case extraOperand(found: String, command: CommandName)
  /// An operand that is none of the allowed words.
  case invalidOperand(found: String, allowed: [String], command: CommandName)
}
