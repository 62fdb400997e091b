/// Lists the lessons, or prints the text of one.
struct LessonsCommand {
  let name: String?
  let folder: String?

  init(_ arguments: ParsedArguments) {
    name = arguments.operands.first
    folder = arguments.text(.lessons)
  }

  func run() throws {
    let shelf = try LessonShelf(folder: folder)
    if let name {
      try Console.print(try shelf.source(named: name).bytes)
    } else {
      try Console.printList(try shelf.entries())
    }
  }
}

extension Console {
  /// Prints one line for each entry, with the descriptions below each other; on a terminal, long
  /// descriptions are wrapped.
  static func printList(_ entries: [(name: String, summary: String)]) throws(FileError) {
    let isTerminal = Platform.isTerminal(Platform.standardOutput)
    let width = isTerminal ? TerminalSettings.ofStream(Platform.standardOutput).width : nil
    try print(TextColumns.text(entries.map { ($0.name, $0.summary) }, indent: 0, width: width))
  }
}
