#if canImport(Glibc)
  @preconcurrency import Glibc
#elseif canImport(Musl)
  @preconcurrency import Musl
#elseif canImport(Darwin)
  @preconcurrency import Darwin
#endif

/// Other programs, and folders for them to work in.
extension Platform {
  /// Returns the path of a program that the shell would find, or nil.
  static func program(named name: String) -> String? {
    for folder in (environment("PATH") ?? "").split(separator: ":") where folder.hasPrefix("/") {
      let path = "\(folder)/\(name)"
      guard access(path, X_OK) == 0, let status = try? status(of: path), status.kind == .regular
      else { continue }
      return path
    }
    return nil
  }

  /// Runs a program in a folder and waits for its end; it reads nothing, and what it prints is lost.
  ///
  /// - Parameters:
  ///   - path: where the program is.
  ///   - arguments: what it is given, without its own name.
  ///   - variables: what is set in its environment, beside what this process has.
  /// - Returns: its exit code; nil if something ended it.
  static func run(
    _ path: String, _ arguments: [String], inFolder folder: String,
    variables: [(name: String, value: String)]
  ) throws(SystemError) -> Int32? {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    try check(posix_spawn_file_actions_init(&actions))
    defer { posix_spawn_file_actions_destroy(&actions) }
    try check(posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0))
    try check(posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0))
    try check(posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0))

    var environment = inheritedEnvironment.filter { entry in
      !variables.contains { entry.hasPrefix($0.name + "=") }
    }
    environment += variables.map { "\($0.name)=\($0.value)" }
    // Not every system lets a process be started in another folder; every shell can go there.
    let shell = "/bin/sh"
    let words = [shell, "-c", "cd \"$1\" && shift && exec \"$@\"", shell, folder, path] + arguments
    var process = pid_t()
    let code = withCStrings(words) { words in
      withCStrings(environment) { posix_spawn(&process, shell, &actions, nil, words, $0) }
    }
    try check(code)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      if errno != EINTR { throw SystemError(errno) }
    }
    // The low seven bits tell the signal that ended it.
    return status & 0x7F == 0 ? status >> 8 & 0xFF : nil
  }

  private static var inheritedEnvironment: [String] {
    var entries: [String] = []
    var next = environ
    while let entry = next.pointee {
      entries.append(String(cString: entry))
      next += 1
    }
    return entries
  }

  /// Calls something with pointers to texts, the last of which is null.
  private static func withCStrings<Result>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let copies = texts.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return body(copies + [nil])
  }

  private static func check(_ code: Int32) throws(SystemError) {
    if code != 0 { throw SystemError(code) }
  }

  /// Creates a folder of its own, which nobody else may read, where temporary files are kept.
  static func createTemporaryFolder() throws(SystemError) -> String {
    var parent = environment("TMPDIR") ?? ""
    while parent.count > 1, parent.hasSuffix("/") { parent.removeLast() }
    if !parent.hasPrefix("/") { parent = "/tmp" }
    guard let pattern = strdup("\(parent)/backprop-explain-XXXXXX") else {
      throw SystemError(errno)
    }
    defer { free(pattern) }
    guard mkdtemp(pattern) != nil else { throw SystemError(errno) }
    return String(cString: pattern)
  }

  /// Removes a folder with all files and folders in it; links are removed, not followed.
  static func removeFolder(_ path: String) {
    for name in (try? names(inFolder: path)) ?? [] {
      let inner = "\(path)/\(name)"
      // What is no folder is removed here; a folder refuses.
      if unlink(inner) != 0 { removeFolder(inner) }
    }
    rmdir(path)
  }
}
