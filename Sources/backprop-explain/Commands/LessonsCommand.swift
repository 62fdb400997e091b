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
      try Console.print(listing(try shelf.entries()))
    }
  }
}

/// Returns one line for each entry, with the descriptions below each other.
func listing(_ entries: [(name: String, summary: String)]) -> String {
  let width = entries.map(\.name.count).max() ?? 0
  return entries.map { entry in
    let space = String(repeating: " ", count: width - entry.name.count + 2)
    return entry.summary.isEmpty ? entry.name + "\n" : entry.name + space + entry.summary + "\n"
  }.joined()
}
