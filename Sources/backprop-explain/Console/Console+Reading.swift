import MathSyntax

extension Console {
  /// Returns the bytes of a file.
  static func read(_ path: String, limit: Int = sizeLimit) throws(FileError) -> [UInt8] {
    let descriptor: Int32
    do {
      descriptor = try Platform.openToRead(path)
    } catch {
      throw readingError(error, path)
    }
    defer { try? Platform.closeFile(descriptor) }
    return try readAll(descriptor, named: path, limit: limit)
  }

  /// Returns all that comes from standard input.
  ///
  /// - Parameter content: what is expected, for a person who types it.
  static func readStandardInput(
    of content: String = "a problem", limit: Int = sizeLimit
  ) throws(FileError) -> [UInt8] {
    if Platform.isTerminal(Platform.standardInput) {
      complain("reading \(content) from the terminal; Ctrl-D ends it\n")
    }
    return try readAll(Platform.standardInput, named: "standard input", limit: limit)
  }

  /// Returns the names in a folder, in alphabetical order.
  static func names(inFolder path: String) throws(FileError) -> [String] {
    do {
      return try Platform.names(inFolder: path)
    } catch {
      switch error.kind {
      case .missing: throw .folderMissing(path)
      case .notFolder: throw .isNoFolder(path)
      case .notPermitted: throw .notPermitted(path, action: .read)
      default: throw .failed(path, action: .read, reason: error.words)
      }
    }
  }

  /// Whether a path leads to a file or a folder.
  static func exists(_ path: String) -> Bool { (try? Platform.status(of: path)) != nil }

  /// Whether a folder of this name exists.
  static func isFolder(_ path: String) -> Bool {
    (try? Platform.status(of: path))?.kind == .folder
  }

  private static func readAll(
    _ descriptor: Int32, named path: String, limit: Int
  ) throws(FileError) -> [UInt8] {
    do {
      let status = try Platform.status(of: descriptor)
      if status.kind == .folder { throw FileError.isFolder(path) }
      if status.size > limit { throw FileError.tooLarge(path, limit: limit) }

      // A file may say nothing of its size, or grow: what counts is what is read.
      var bytes: [UInt8] = []
      bytes.reserveCapacity(status.size + 1)
      try withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { buffer in
        while true {
          let count = try Platform.readBytes(descriptor, into: buffer)
          if count == 0 { break }
          if bytes.count + count > limit { throw FileError.tooLarge(path, limit: limit) }
          bytes.append(contentsOf: buffer[..<count])
        }
      }
      return bytes
    } catch let error as SystemError {
      throw readingError(error, path)
    } catch let error as FileError {
      throw error
    } catch {
      throw .failed(path, action: .read, reason: "\(error)")
    }
  }

  private static func readingError(_ error: SystemError, _ path: String) -> FileError {
    switch error.kind {
    case .missing, .notFolder:
      let (folder, name) = split(path)
      guard let status = try? Platform.status(of: folder) else { return .folderMissing(folder) }
      guard status.kind == .folder else { return .isNoFolder(folder) }
      let names = (try? Platform.names(inFolder: folder)) ?? []
      let nearest = NearestName.of(name, among: names)
      return .missing(path, nearest: nearest.map { path.dropLast(name.utf8.count) + $0 })
    case .isFolder: return .isFolder(path)
    case .notPermitted: return .notPermitted(path, action: .read)
    default: return .failed(path, action: .read, reason: error.words)
    }
  }

  /// Returns the folder and the name of a path; `.` is the folder of a bare name.
  static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path) }
    let folder = slash == path.startIndex ? "/" : String(path[..<slash])
    return (folder, String(path[path.index(after: slash)...]))
  }
}
