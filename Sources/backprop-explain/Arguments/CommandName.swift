/// What the program can be asked to do.
enum CommandName: String, CaseIterable, Sendable {
  case explain
  case lessons
  case notations
  case translate
  case new
  case completions
}

/// The name of an option, as it is typed after `--`.
enum OptionName: String, CaseIterable, Sendable {
  case format
  case fragment
  case output
  case notation
  case arithmetic
  case digits
  case decimals
  case carry
  case detail
  case only
  case check
  case noWhy = "no-why"
  case sample
  case updates
  case width
  case color
  case lessons
  case from
  case to
  case decimalComma = "decimal-comma"
  case force
  case help
  case version

  /// The name with its dashes.
  var spelling: String { "--" + rawValue }
}
