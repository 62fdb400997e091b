import MathSyntax

extension FileError {
  /// The error in words.
  var diagnostic: Diagnostic {
    switch self {
    case .missing(let path, let nearest):
      Diagnostic(
        .error, "there is no file \(quoted(path))",
        hints: nearest.map { ["did you mean \(quoted($0))?"] } ?? [])
    case .folderMissing(let folder):
      Diagnostic(.error, "there is no folder \(quoted(folder))")
    case .isFolder(let path):
      Diagnostic(.error, "\(quoted(path)) is a folder; expected a file")
    case .isNoFolder(let path):
      Diagnostic(.error, "\(quoted(path)) is not a folder")
    case .notPermitted(let path, let action):
      Diagnostic(.error, "no permission to \(action.rawValue) \(quoted(path))")
    case .tooLarge(let path, let limit):
      Diagnostic(.error, "\(quoted(path)) is larger than \(limit >> 20) MB; that much is not read")
    case .exists(let path):
      Diagnostic(
        .error, "\(quoted(path)) exists and is left as it is", hints: ["--force overwrites it"])
    case .noSpace(let path):
      Diagnostic(.error, "no space is left to write \(quoted(path)); nothing was written")
    case .failed(let path, let action, let reason):
      Diagnostic(.error, "cannot \(action.rawValue) \(quoted(path)): \(reason)")
    }
  }
}

/// Returns what somebody typed between quotation marks.
func quoted(_ text: String) -> String { "'" + text + "'" }
