import Testing

/// Imports follow the arrows of the design: down only.
@Suite struct ImportTests {
  /// What each target may import of the package.
  static let arrows: [String: Set<String>] = [
    "ExactArithmetic": [],
    "BackpropEngine": ["ExactArithmetic"],
    "MathSyntax": ["ExactArithmetic"],
    "Typesetting": ["MathSyntax"],
    "Derivations": ["BackpropEngine", "ExactArithmetic", "MathSyntax"],
    "Lessons": [],
    "Coursework": [
      "BackpropEngine", "Derivations", "ExactArithmetic", "Lessons", "MathSyntax", "Typesetting",
    ],
    "backprop-explain": [
      "BackpropEngine", "Coursework", "Derivations", "ExactArithmetic", "MathSyntax",
      "Typesetting",
    ],
    "benchmarks": [
      "BackpropEngine", "Coursework", "Derivations", "ExactArithmetic", "MathSyntax",
      "TestSupport", "Typesetting",
    ],
  ]

  /// What may be imported from outside: system modules in one folder, Foundation at the edge.
  static let outside: [String: Set<String>] = [
    "Sources/backprop-explain/Platform/": ["Darwin", "Glibc", "Musl"],
    "Sources/benchmarks": ["Darwin", "Dispatch", "Foundation", "FoundationEssentials", "Glibc"],
    "Sources/Coursework": ["FoundationEssentials", "Foundation"],
    // One lock: what is true of a problem is worked out once for all threads.
    "Sources/Coursework/Homework/Verifier.swift": ["Synchronization"],
    "Sources/Coursework/Homework/Judging/JudgedProblem.swift": ["Synchronization"],
    "Sources/Coursework/Homework/Judging/MistakeSearch.swift": ["Synchronization"],
  ]

  @Test func `the targets are those of the design`() {
    #expect(Set(Repository.sources.map(\.target)) == Set(Self.arrows.keys))
  }

  @Test(arguments: Repository.sources)
  func `a file imports only what its target may`(_ file: Repository.SourceFile) throws {
    var allowed = try #require(Self.arrows[file.target])
    for (place, modules) in Self.outside where file.path.hasPrefix(place) {
      allowed.formUnion(modules)
    }
    #expect(Set(file.imports).subtracting(allowed).isEmpty)
  }

  @Test(arguments: [
    ("import MathSyntax", ["MathSyntax"]), ("public import MathSyntax", ["MathSyntax"]),
    ("@preconcurrency import Glibc", ["Glibc"]), ("  @testable import A", ["A"]),
    ("import struct Foundation.URL", ["Foundation"]), ("// import Foundation", []),
    ("/// We import Foundation.", []), ("let important = 1", []),
  ])
  func `import lines are recognised`(line: String, expected: [String]) {
    let file = Repository.SourceFile(path: "", target: "", lines: [line[...]])
    #expect(file.imports == expected)
  }
}
