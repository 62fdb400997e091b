extension Console {
  /// Throws what would keep a file from being written; nothing is touched.
  ///
  /// Asked before the work is done, so that an hour's computing is not for nothing.
  static func checkWritable(_ path: String, overwriting: Bool) throws(FileError) {
    let (folder, name) = split(path)
    do {
      let status = try Platform.status(of: path)
      if status.kind == .folder { throw FileError.isFolder(path) }
      if status.kind == .regular, !overwriting { throw FileError.exists(path) }
      return
    } catch let error as FileError {
      throw error
    } catch let error as SystemError {
      switch error.kind {
      case .missing, .notFolder: break
      default: throw writingError(error, path)
      }
    } catch {}
    guard let status = try? Platform.status(of: folder) else { throw .folderMissing(folder) }
    guard status.kind == .folder else { throw .isNoFolder(folder) }
    if name.isEmpty { throw .isFolder(path) }
  }

  /// Writes a file whole or not at all.
  ///
  /// The bytes go to a file beside it, which gets the name when all are there. What is no file, such
  /// as a device or a pipe, is written to directly.
  static func write(
    _ bytes: [UInt8], toFile path: String, overwriting: Bool
  ) throws(FileError) {
    try checkWritable(path, overwriting: overwriting)
    do {
      let status = try? Platform.status(of: path)
      if let status, status.kind == .other {
        let descriptor = try Platform.openToWrite(path)
        try fill(descriptor, with: bytes)
      } else {
        // A link stays a link; the file that it leads to is replaced.
        let target = status == nil ? path : try Platform.resolvedPath(path)
        try writeBeside(target, bytes, overwriting: overwriting)
      }
    } catch {
      throw writingError(error, path)
    }
  }

  private static func writeBeside(
    _ path: String, _ bytes: [UInt8], overwriting: Bool
  ) throws(SystemError) {
    let folder = split(path).folder
    let (temporary, descriptor) = try createTemporary(in: folder)
    do {
      try fill(descriptor, with: bytes)
      if overwriting {
        try Platform.move(temporary, to: path)
      } else {
        try takeName(path, for: temporary)
      }
    } catch {
      Platform.remove(temporary)
      throw error
    }
  }

  /// Gives a file a name that nothing else has, even if something took it a moment ago.
  static func takeName(_ path: String, for temporary: String) throws(SystemError) {
    do {
      try Platform.link(temporary, as: path)
      Platform.remove(temporary)
    } catch {
      guard error.kind == .noLinks else { throw error }
      try Platform.move(temporary, to: path)
    }
  }

  /// Returns a new file for what is to be written into a folder.
  ///
  /// - Parameter number: how many such files the process has there already.
  static func createTemporary(
    in folder: String, number: Int = 0
  ) throws(SystemError) -> (String, Int32) {
    let prefix = (folder == "/" ? "" : folder) + "/.backprop-explain-"
    var attempt = 0
    while true {
      let path = "\(prefix)\(Platform.processIdentifier)-\(number + attempt).tmp"
      do {
        return (path, try Platform.create(path))
      } catch {
        // Left behind by a process of the same number that was killed.
        guard error.kind == .exists, attempt < 100 else { throw error }
        attempt += 1
      }
    }
  }

  /// Writes all bytes to a file and closes it.
  static func fill(_ descriptor: Int32, with bytes: [UInt8]) throws(SystemError) {
    do {
      try write(bytes, to: descriptor)
    } catch {
      try? Platform.closeFile(descriptor)
      throw error
    }
    try Platform.closeFile(descriptor)
  }

  /// What a failed write to a path means.
  static func writingError(_ error: SystemError, _ path: String) -> FileError {
    switch error.kind {
    case .missing: .folderMissing(split(path).folder)
    case .notFolder: .isNoFolder(split(path).folder)
    case .isFolder: .isFolder(path)
    case .notPermitted: .notPermitted(path, action: .write)
    case .exists: .exists(path)
    case .noSpace: .noSpace(path)
    default: .failed(path, action: .write, reason: error.words)
    }
  }
}

extension Console {
  /// Makes a folder, unless it is there; the folder that it is in must be.
  static func ensureFolder(_ path: String) throws(FileError) {
    if let status = try? Platform.status(of: path) {
      guard status.kind == .folder else { throw .isNoFolder(path) }
      return
    }
    do {
      try Platform.makeFolder(path)
    } catch {
      switch error.kind {
      case .missing:
        throw .folderMissing(split(path.hasSuffix("/") ? String(path.dropLast()) : path).folder)
      case .notPermitted: throw .notPermitted(path, action: .write)
      default: throw .failed(path, action: .write, reason: error.words)
      }
    }
  }
}
