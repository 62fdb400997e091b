/// When colours are used.
enum ColorChoice: String, CaseIterable {
  /// On a terminal that has not been told otherwise.
  case auto
  case always
  case never
}

/// What is known of the terminal that standard output or standard error goes to.
struct TerminalSettings: Equatable {
  /// Widths that a page can have.
  static let widths = 20...1000
  /// The width where nothing says otherwise.
  static let usualWidth = 80

  /// The columns of a line.
  var width: Int
  /// Whether colours are used.
  var usesColor: Bool

  /// Returns the settings of a stream: wishes first, then the environment, then the terminal.
  init(
    isTerminal: Bool, terminalColumns: Int?, environment: (String) -> String?,
    color: ColorChoice = .auto, width: Int? = nil
  ) {
    let columns = environment("COLUMNS").flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    let found = columns ?? terminalColumns ?? Self.usualWidth
    self.width = width ?? min(max(found, Self.widths.lowerBound), Self.widths.upperBound)
    usesColor =
      switch color {
      case .always: true
      case .never: false
      case .auto:
        isTerminal && (environment("NO_COLOR") ?? "").isEmpty && environment("TERM") != "dumb"
      }
  }

  /// The settings of a file: the same on every machine.
  init(width: Int?) {
    self.width = width ?? Self.usualWidth
    usesColor = false
  }

  /// Returns the settings of standard output or standard error.
  static func ofStream(
    _ descriptor: Int32, color: ColorChoice = .auto, width: Int? = nil
  ) -> TerminalSettings {
    TerminalSettings(
      isTerminal: Platform.isTerminal(descriptor),
      terminalColumns: Platform.columns(of: descriptor),
      environment: Platform.environment, color: color, width: width)
  }
}
