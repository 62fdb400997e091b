import MathSyntax

/// The submissions that words of the command line stand for.
///
/// A folder stands for all submissions in it and below; a pattern that the shell has left alone stands
/// for what it matches.
enum SubmissionFiles {
  /// Returns the paths, each once, in the order of the words and within a folder by name.
  static func paths(_ words: [String]) throws -> [String] {
    var paths: [String] = []
    var known: Set<String> = []
    for word in words {
      for path in try self.paths(word) where known.insert(path).inserted { paths.append(path) }
    }
    return paths
  }

  /// What is taken of a folder: what can be verified, and what a student may hand in instead.
  private static let endings: Set<String> = [
    "md", "markdown", "tex", "latex", "ltx", "txt", "text", "ipynb",
    "pdf", "doc", "docx", "odt", "rtf", "pages", "zip", "png", "jpg", "jpeg", "heic", "gif", "webp",
  ]

  private static func paths(_ word: String) throws -> [String] {
    if word == "-" { return [word] }
    if (try? Platform.status(of: word))?.kind == .folder {
      let found = try submissions(inFolder: word, depth: 0)
      guard found.isEmpty else { return found }
      throw Failure(
        Diagnostic(
          .error, "there is no submission in the folder \(quoted(word))",
          hints: ["submissions end with .md, .tex, .txt or .ipynb"]))
    }
    guard !Console.exists(word), word.contains(where: { "*?".contains($0) }) else { return [word] }
    let found = matches(of: word)
    guard found.isEmpty else { return found }
    throw Failure(Diagnostic(.error, "nothing matches \(quoted(word))"))
  }

  private static func submissions(inFolder folder: String, depth: Int) throws -> [String] {
    // A link may lead back up.
    guard depth < 16 else { return [] }
    var paths: [String] = []
    for name in try Console.names(inFolder: folder) where !name.hasPrefix(".") {
      let path = join(folder, name)
      switch (try? Platform.status(of: path))?.kind {
      case .folder: paths += try submissions(inFolder: path, depth: depth + 1)
      case .regular:
        let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
        if name.contains("."), endings.contains(ending) { paths.append(path) }
      case .other, nil: break
      }
    }
    return paths
  }

  private static func join(_ folder: String, _ name: String) -> String {
    folder == "." ? name : folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }

  // MARK: Patterns

  /// Returns the paths that a pattern with `*` and `?` matches, part by part.
  private static func matches(of pattern: String) -> [String] {
    var found = [pattern.hasPrefix("/") ? "/" : "."]
    for part in pattern.split(separator: "/") {
      found = found.flatMap { folder -> [String] in
        if part == "." || part == ".." { return [join(folder, String(part))] }
        let names = (try? Platform.names(inFolder: folder)) ?? []
        return names.filter { $0.hasPrefix(".") == part.hasPrefix(".") && matches($0, part) }
          .map { join(folder, $0) }
      }
    }
    return found.flatMap { path -> [String] in
      (try? Platform.status(of: path))?.kind == .folder
        ? (try? submissions(inFolder: path, depth: 0)) ?? [] : [path]
    }
  }

  /// Whether a name is what a pattern says: `*` is any text, `?` any character.
  static func matches(_ name: String, _ pattern: Substring) -> Bool {
    let name = Array(name)
    let pattern = Array(pattern)
    var place = 0
    var next = 0
    var star: (pattern: Int, name: Int)?
    while place < name.count {
      if next < pattern.count, pattern[next] == "?" || pattern[next] == name[place],
        pattern[next] != "*"
      {
        place += 1
        next += 1
      } else if next < pattern.count, pattern[next] == "*" {
        star = (next, place)
        next += 1
      } else if let last = star {
        // The last star takes one more.
        next = last.pattern + 1
        place = last.name + 1
        star = (last.pattern, place)
      } else {
        return false
      }
    }
    return pattern[next...].allSatisfy { $0 == "*" }
  }
}
