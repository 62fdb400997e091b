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

  /// What may be imported from outside: system modules in one file, Foundation at the edge.
  static let outside: [String: Set<String>] = [
    "Sources/backprop-explain/Platform/Platform.swift": ["Darwin", "Glibc", "Musl"],
    "Sources/benchmarks": ["Darwin", "Dispatch", "Foundation", "FoundationEssentials", "Glibc"],
    "Sources/Coursework": ["FoundationEssentials", "Foundation"],
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
