import Coursework
import Derivations

/// Writes the script with which a shell completes the program's commands and options.
enum CompletionScript {
  static let program = CommandTable.program

  /// Returns the script for a shell.
  static func text(for shell: Shell) -> String {
    switch shell {
    case .bash: bash
    case .zsh: zsh
    case .fish: fish
    }
  }

  /// The lessons that the program brings.
  static var lessons: [String] { LessonCatalogue.names.map(\.name) }

  /// The names of the commands.
  static var commands: [String] { CommandTable.commands.map(\.name.rawValue) }

  /// What may stand in a place, for all shells.
  struct Candidates: Equatable {
    var words: [String] = []
    var files = false
    var folders = false
  }

  /// Returns what an option's value can be; nil if it takes none.
  static func candidates(for option: CommandTable.Option) -> Candidates? {
    switch option.value {
    case .flag: nil
    case .choice(let allowed): Candidates(words: allowed)
    case .choiceOrFile(let allowed): Candidates(words: allowed, files: true)
    case .number: Candidates()
    case .file: Candidates(files: true)
    case .folder: Candidates(folders: true)
    case .problem: Candidates(words: lessons, files: true)
    case .parts: Candidates(words: ExplanationOptions.Selection.words)
    }
  }

  /// Returns what a word of a command can be.
  static func candidates(for operand: CommandTable.Operand) -> Candidates {
    switch operand.kind {
    case .subject: Candidates(words: lessons, files: true)
    case .lesson: Candidates(words: lessons)
    case .choice(let allowed): Candidates(words: allowed)
    case .choiceOrFile(let allowed): Candidates(words: allowed, files: true)
    case .file: Candidates(files: true)
    case .newName: Candidates()
    }
  }

  /// Returns the options that may be typed before there is a command: those of `explain`.
  static func optionsWithoutCommand() -> [CommandTable.Option] {
    CommandTable.options(of: .explain) + CommandTable.options.filter(\.commands.isEmpty)
  }
}
