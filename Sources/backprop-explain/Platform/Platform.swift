#if canImport(Glibc)
  @preconcurrency import Glibc
#elseif canImport(Musl)
  @preconcurrency import Musl
#elseif canImport(Darwin)
  @preconcurrency import Darwin
#endif

/// What the operating system does for this program: every system call is in this folder.
///
/// Functions that can fail throw the reason as a `SystemError`; interrupted calls are repeated.
enum Platform {
  /// A kind of thing that a path can lead to.
  enum FileKind: Equatable {
    case regular
    case folder
    /// A device, a pipe, a socket.
    case other
  }

  /// What is known of a file without reading it.
  struct FileStatus: Equatable {
    var kind: FileKind
    /// Bytes, of a regular file.
    var size: Int
  }

  static let standardInput: Int32 = 0
  static let standardOutput: Int32 = 1
  static let standardError: Int32 = 2

  // MARK: Process

  /// The value of an environment variable, or nil.
  static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// A number that no other running process has.
  static var processIdentifier: Int { Int(getpid()) }

  /// Makes writing to a closed pipe an error of the call instead of the end of the process.
  static func ignoreBrokenPipes() { signal(SIGPIPE, SIG_IGN) }

  /// Ends the process.
  static func end(_ code: Int32) -> Never { exit(code) }

  /// How many processors there are.
  static var processorCount: Int {
    #if canImport(Darwin)
      let count = sysconf(_SC_NPROCESSORS_ONLN)
    #else
      let count = sysconf(Int32(_SC_NPROCESSORS_ONLN))
    #endif
    return max(1, count)
  }

  /// Runs some work on threads of its own and waits for all of them.
  ///
  /// The threads have as much stack as the first thread of a process has, which threads usually do
  /// not have. Where no thread can be had, the work is done here.
  static func onThreads(_ count: Int, _ work: @escaping @Sendable () -> Void) {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, 8 << 20)
    defer { pthread_attr_destroy(&attributes) }
    let box = Unmanaged.passRetained(ThreadWork(work))
    defer { box.release() }
    var threads: [pthread_t] = []
    for _ in 0..<count {
      #if canImport(Darwin)
        var thread: pthread_t?
        let isRunning = pthread_create(&thread, &attributes, ThreadWork.run, box.toOpaque()) == 0
        if isRunning, let thread { threads.append(thread) }
      #else
        var thread = pthread_t()
        if pthread_create(&thread, &attributes, ThreadWork.run, box.toOpaque()) == 0 {
          threads.append(thread)
        }
      #endif
    }
    if threads.isEmpty { work() }
    for thread in threads { pthread_join(thread, nil) }
  }

  // MARK: Terminal

  /// Whether something is a terminal.
  static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// The columns of a terminal, or nil for anything else.
  static func columns(of descriptor: Int32) -> Int? {
    var size = winsize()
    #if canImport(Darwin)
      let answer = ioctl(descriptor, TIOCGWINSZ, &size)
    #else
      let answer = ioctl(descriptor, UInt(TIOCGWINSZ), &size)
    #endif
    return answer == 0 && size.ws_col > 0 ? Int(size.ws_col) : nil
  }

  // MARK: Open files

  /// Opens a file to read it.
  static func openToRead(_ path: String) throws(SystemError) -> Int32 {
    try retried { open(path, O_RDONLY | O_CLOEXEC) }
  }

  /// Opens something that is there already, such as a device, to write to it.
  static func openToWrite(_ path: String) throws(SystemError) -> Int32 {
    try retried { open(path, O_WRONLY | O_CLOEXEC) }
  }

  /// Creates a file that was not there, to write to it.
  static func create(_ path: String) throws(SystemError) -> Int32 {
    try retried { open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666) }
  }

  /// Closes a file; some file systems only now say that it could not be stored.
  static func closeFile(_ descriptor: Int32) throws(SystemError) {
    if close(descriptor) != 0, errno != EINTR { throw SystemError(errno) }
  }

  /// Reads some bytes, at most as many as the buffer holds; 0 at the end.
  static func readBytes(
    _ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer
  ) throws(SystemError) -> Int {
    try retried { read(descriptor, buffer.baseAddress, buffer.count) }
  }

  /// Writes some of the bytes and returns how many; waits for as long as nobody takes any.
  static func writeBytes(
    _ descriptor: Int32, from buffer: UnsafeRawBufferPointer
  ) throws(SystemError) -> Int {
    while true {
      do {
        return try retried { write(descriptor, buffer.baseAddress, buffer.count) }
      } catch {
        guard error.kind == .wouldBlock else { throw error }
        var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&request, 1, -1)
      }
    }
  }

  // MARK: Folders

  /// Returns what a path leads to.
  static func status(of path: String) throws(SystemError) -> FileStatus {
    var information = stat()
    _ = try retried { stat(path, &information) }
    return fileStatus(information)
  }

  /// Returns what an open file is.
  static func status(of descriptor: Int32) throws(SystemError) -> FileStatus {
    var information = stat()
    _ = try retried { fstat(descriptor, &information) }
    return fileStatus(information)
  }

  private static func fileStatus(_ information: stat) -> FileStatus {
    let kind: FileKind =
      switch information.st_mode & S_IFMT {
      case S_IFREG: .regular
      case S_IFDIR: .folder
      default: .other
      }
    return FileStatus(kind: kind, size: Int(information.st_size))
  }

  /// Returns the names in a folder in alphabetical order, without `.` and `..`.
  static func names(inFolder path: String) throws(SystemError) -> [String] {
    guard let folder = opendir(path) else { throw SystemError(errno) }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Returns where a path leads when links are followed.
  static func resolvedPath(_ path: String) throws(SystemError) -> String {
    guard let resolved = realpath(path, nil) else { throw SystemError(errno) }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// Gives a file a second name; an error if the name is taken.
  static func link(_ path: String, as name: String) throws(SystemError) {
    #if canImport(Glibc)
      _ = try retried { Glibc.link(path, name) }
    #elseif canImport(Musl)
      _ = try retried { Musl.link(path, name) }
    #elseif canImport(Darwin)
      _ = try retried { Darwin.link(path, name) }
    #endif
  }

  /// Gives a file another name; what had that name before is gone.
  static func move(_ path: String, to name: String) throws(SystemError) {
    _ = try retried { rename(path, name) }
  }

  /// Makes a folder; an error if something has its name.
  static func makeFolder(_ path: String) throws(SystemError) {
    _ = try retried { mkdir(path, 0o777) }
  }

  /// Removes a file, if it is there.
  static func remove(_ path: String) { unlink(path) }

  /// Takes a folder away if nothing is in it.
  static func removeEmptyFolder(_ path: String) { rmdir(path) }

  /// Returns the answer of a call that reports failure as a negative number.
  private static func retried<Answer: SignedInteger>(
    _ call: () -> Answer
  ) throws(SystemError) -> Answer {
    while true {
      let answer = call()
      if answer >= 0 { return answer }
      if errno != EINTR { throw SystemError(errno) }
    }
  }
}

/// A value that threads take in turn.
final class Locked<Value: Sendable>: @unchecked Sendable {
  // Sendable as nothing is touched outside the lock.
  private var value: Value
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>

  init(_ value: Value) {
    self.value = value
    mutex = .allocate(capacity: 1)
    mutex.initialize(to: pthread_mutex_t())
    pthread_mutex_init(mutex, nil)
  }

  deinit {
    pthread_mutex_destroy(mutex)
    mutex.deinitialize(count: 1)
    mutex.deallocate()
  }

  /// Runs something with the value, while nobody else has it.
  func withValue<Result>(_ body: (inout Value) -> Result) -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return body(&value)
  }
}

/// What a thread does, in the form in which the operating system is told.
private final class ThreadWork: Sendable {
  private let work: @Sendable () -> Void

  init(_ work: @escaping @Sendable () -> Void) { self.work = work }

  #if canImport(Darwin)
    static let run: @convention(c) (UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? = {
      Unmanaged<ThreadWork>.fromOpaque($0).takeUnretainedValue().work()
      return nil
    }
  #else
    static let run: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = {
      if let pointer = $0 { Unmanaged<ThreadWork>.fromOpaque(pointer).takeUnretainedValue().work() }
      return nil
    }
  #endif
}

/// The reason for which the operating system refused something.
struct SystemError: Error, Equatable {
  var kind: Kind
  /// The system's own words, without a full stop.
  var words: String

  /// The reasons that are told apart.
  enum Kind: Equatable {
    case missing
    case notFolder
    case isFolder
    case notPermitted
    case exists
    case noSpace
    case closedPipe
    case wouldBlock
    case noLinks
    case nameTooLong
    case other
  }

  /// Creates the error of a number that a call left in `errno`.
  init(_ code: Int32) {
    kind =
      switch code {
      case ENOENT: .missing
      case ENOTDIR: .notFolder
      case EISDIR: .isFolder
      case EACCES, EROFS: .notPermitted
      case EEXIST: .exists
      case ENOSPC, EDQUOT, EFBIG: .noSpace
      case EPIPE: .closedPipe
      case EAGAIN: .wouldBlock
      // What file systems without hard links answer.
      case EPERM, EXDEV, EMLINK, ENOTSUP, ENOSYS: .noLinks
      case ENAMETOOLONG: .nameTooLong
      default: .other
      }
    words = String(cString: strerror(code))
  }
}
