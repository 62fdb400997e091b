import Testing

/// Rules of style that a machine can check.
@Suite struct HouseRulesTests {
  @Test func `the top level of the repository holds only what the design allows`() throws {
    let allowed: Set<String> = [
      "Package.swift", "Sources", "Tests", "Lessons", "README.md", "LICENSE", ".ci", ".gitignore",
      ".swift-format", ".swift-version",
    ]
    #expect(try Repository.topLevelNames().subtracting(allowed).isEmpty)
  }

  @Test(arguments: Repository.sources)
  func `no source file stops the program for convenience`(
    _ file: Repository.SourceFile
  ) {
    for (number, line) in file.lines.enumerated() {
      let code = line.prefix(upTo: line.firstRange(of: "//")?.lowerBound ?? line.endIndex)
      for word in ["try!", "as!", "fatalError("] {
        #expect(!code.contains(word), "\(file.path):\(number + 1)")
      }
    }
  }

  @Test(arguments: Repository.sources)
  func `a file of more than 500 lines says why`(_ file: Repository.SourceFile) {
    guard file.lines.count > 500 else { return }
    let header = file.lines.prefix(20).filter { $0.hasPrefix("//") }.joined(separator: " ")
    #expect(header.contains("one file"), "say in the header comment why this is one file")
  }

  @Test(arguments: Repository.sources)
  func `only the console prints or ends the process`(_ file: Repository.SourceFile) {
    let isPlatform = file.path == "Sources/backprop-explain/Platform/Platform.swift"
    guard !isPlatform, file.target != "benchmarks" else { return }
    for line in file.lines {
      let code = line.drop { $0 == " " }
      #expect(!code.hasPrefix("print(") && !code.hasPrefix("exit("), "\(file.path)")
    }
  }
}
