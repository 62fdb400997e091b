/// What the program can be asked to do.
enum CommandName: String, CaseIterable, Sendable {
  case explain
  case verify
  case handout
  case quiz
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
  case problem
  case activation
  case outputActivation = "output-activation"
  case cost
  case arithmetic
  case digits
  case decimals
  case carry
  case detail
  case only
  case strict
  case strictEquals = "strict-equals"
  case decimalComma = "decimal-comma"
  case ask
  case points
  case exitZero = "exit-zero"
  case variants
  case seed
  case shape
  case numbers
  case anyNumbers = "any-numbers"
  case deadUnits = "dead-units"
  case blanks
  case hints
  case worked
  case drawing
  case names
  case key
  case check
  case noWhy = "no-why"
  case sample
  case updates
  case width
  case color
  case lessons
  case from
  case to
  case force
  case help
  case version

  /// The name with its dashes.
  var spelling: String { "--" + rawValue }
}
