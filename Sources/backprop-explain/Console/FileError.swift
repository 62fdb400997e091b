/// A file that could not be read or written, and why.
enum FileError: Error, Equatable {
  /// There is no such file; `nearest` is a name in its folder that looks like it.
  case missing(String, nearest: String?)
  /// The folder that the file would be in is not there.
  case folderMissing(String)
  /// A folder stands where a file was expected.
  case isFolder(String)
  /// A file stands where a folder was expected.
  case isNoFolder(String)
  case notPermitted(String, action: Action)
  /// The file has more bytes than are read.
  case tooLarge(String, limit: Int)
  /// The file is there already.
  case exists(String)
  /// No space is left where the file would be written.
  case noSpace(String)
  /// Another reason, in the words of the operating system.
  case failed(String, action: Action, reason: String)

  /// What was to be done with the file.
  enum Action: String {
    case read
    case write
  }
}
