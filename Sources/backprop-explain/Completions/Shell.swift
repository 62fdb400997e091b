/// A shell that can complete commands and options.
enum Shell: String, CaseIterable, Sendable {
  case bash
  case zsh
  case fish

  /// What makes completions permanent, in a line.
  var installation: String {
    switch self {
    case .bash: "add 'source <(\(CommandTable.program) completions bash)' to ~/.bashrc"
    case .zsh:
      "write it to a file _\(CommandTable.program) in a folder of $fpath, before compinit runs"
    case .fish:
      "write it to ~/.config/fish/completions/\(CommandTable.program).fish"
    }
  }
}
