/// The names of the feedback files of submissions, all in one folder.
enum FeedbackNames {
  /// The name of the table of all submissions.
  static let table = "results.csv"

  /// Returns a name for each submission: `hw-feedback.md` for `hw.md`, and where folders tell
  /// submissions apart, `anna-hw-feedback.md` for `anna/hw.md`.
  static func names(for paths: [String], ending: String) -> [String] {
    let parts = paths.map { path -> [String] in
      path == "-"
        ? ["standard-input"]
        : path.split(separator: "/").map(String.init).filter { $0 != "." && $0 != ".." }
    }
    let shared = sharedFolders(parts.map { $0.dropLast() })
    var taken: Set<String> = [table]
    return parts.map { parts in
      var words = Array(parts.dropFirst(shared))
      if let last = words.popLast() {
        let stem = last.lastIndex(of: ".").flatMap { $0 == last.startIndex ? nil : last[..<$0] }
        words.append(stem.map(String.init) ?? last)
      }
      let stem = words.joined(separator: "-") + "-feedback"
      var name = stem + "." + ending
      var count = 1
      while !taken.insert(name.lowercased()).inserted {
        count += 1
        name = "\(stem)-\(count).\(ending)"
      }
      return name
    }
  }

  /// Returns how many folders all paths begin with.
  private static func sharedFolders(_ folders: [ArraySlice<String>]) -> Int {
    guard let first = folders.first else { return 0 }
    return folders.dropFirst().reduce(first.count) { count, folder in
      zip(first.prefix(count), folder).prefix { $0 == $1 }.count
    }
  }
}
