/// Files of one folder that are written all or not at all.
///
/// Their bytes go to temporary files in the folder, as they are made; when all are there, they get
/// their names, which needs no more space.
struct FileBatch {
  private let folder: String
  private let overwrites: Bool
  /// Whether the folder was made for the files.
  private let isNewFolder: Bool
  private var staged: [(temporary: String, path: String)] = []
  /// The names that are given, of files that were not there before.
  private var created: [String] = []

  /// Prepares a folder for files of these names.
  ///
  /// - Throws: what would keep one of them from being written; then nothing is touched.
  init(folder: String, names: [String], overwriting: Bool) throws(FileError) {
    self.folder =
      folder.hasSuffix("/") && folder.utf8.count > 1 ? String(folder.dropLast()) : folder
    overwrites = overwriting
    isNewFolder = (try? Platform.status(of: self.folder)) == nil
    try Console.ensureFolder(self.folder)
    do {
      if !isNewFolder {
        for name in names { try Console.checkWritable(path(name), overwriting: overwriting) }
      }
    } catch {
      discard()
      throw error
    }
  }

  /// Writes a file that has no name yet.
  mutating func add(_ bytes: [UInt8], named name: String) throws(FileError) {
    let path = path(name)
    do {
      let (temporary, descriptor) = try Console.createTemporary(
        in: folder, number: staged.count)
      staged.append((temporary, path))
      try Console.fill(descriptor, with: bytes)
    } catch {
      throw Console.writingError(error, path)
    }
  }

  /// Gives all files their names.
  mutating func commit() throws(FileError) {
    for (temporary, path) in staged {
      let existed = Console.exists(path)
      do {
        if overwrites {
          try Platform.move(temporary, to: path)
        } else {
          try Console.takeName(path, for: temporary)
        }
      } catch {
        throw Console.writingError(error, path)
      }
      if !existed { created.append(path) }
    }
    staged = []
    created = []
  }

  /// Takes away what was written, and the folder if it was made for it.
  func discard() {
    for (temporary, _) in staged { Platform.remove(temporary) }
    for path in created { Platform.remove(path) }
    if isNewFolder { Platform.removeEmptyFolder(folder) }
  }

  private func path(_ name: String) -> String { folder == "/" ? "/" + name : folder + "/" + name }
}
