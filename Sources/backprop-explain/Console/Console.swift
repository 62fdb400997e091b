/// The world outside: files, standard streams, the terminal, the end of the process.
///
/// Nothing else in the program reads a file, prints or exits.
enum Console {
  /// Bytes beyond which a file is not read.
  static let sizeLimit = 64 << 20

  // MARK: Streams

  /// Prints to standard output.
  ///
  /// Where nobody reads any more (`| head -1`), the process ends quietly.
  static func print(_ bytes: [UInt8]) throws(FileError) {
    do {
      try write(bytes, to: Platform.standardOutput)
    } catch {
      if error.kind == .closedPipe { Platform.end(ExitCode.done.rawValue) }
      throw .failed("standard output", action: .write, reason: error.words)
    }
  }

  /// Prints text to standard output.
  static func print(_ text: String) throws(FileError) { try print(Array(text.utf8)) }

  /// Prints a message to standard error; where that fails there is nobody to tell.
  static func complain(_ text: String) {
    try? write(Array(text.utf8), to: Platform.standardError)
  }

  /// Ends the process.
  static func end(_ code: ExitCode) -> Never { Platform.end(code.rawValue) }

  /// Writes all bytes, as many at a time as are taken.
  static func write(_ bytes: [UInt8], to descriptor: Int32) throws(SystemError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = try rest.withUnsafeBufferPointer { buffer throws(SystemError) in
        try Platform.writeBytes(descriptor, from: UnsafeRawBufferPointer(buffer))
      }
      rest = rest.dropFirst(count)
    }
  }
}
