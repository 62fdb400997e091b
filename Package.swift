// swift-tools-version: 6.2
import PackageDescription

// One section a target, sorted from the ground up; imports point down only (ArchitectureTests).

let package = Package(
  name: "backprop-explain",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "backprop-explain", targets: ["backprop-explain"]),
    .library(name: "ExactArithmetic", targets: ["ExactArithmetic"]),
    .library(name: "BackpropEngine", targets: ["BackpropEngine"]),
    .library(name: "MathSyntax", targets: ["MathSyntax"]),
    .library(name: "Typesetting", targets: ["Typesetting"]),
    .library(name: "Derivations", targets: ["Derivations"]),
    .library(name: "Coursework", targets: ["Coursework"]),
  ],
  targets: [
    // MARK: Libraries
    .target(
      name: "ExactArithmetic",
      // The fused multiply-add of the standard library is the C library's where the machine has none.
      linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]
    ),
    .target(name: "BackpropEngine", dependencies: ["ExactArithmetic"]),
    .target(name: "MathSyntax", dependencies: ["ExactArithmetic"]),
    .target(name: "Typesetting", dependencies: ["MathSyntax"]),
    .target(
      name: "Derivations",
      dependencies: ["BackpropEngine", "ExactArithmetic", "MathSyntax"]
    ),
    .target(
      name: "Lessons",
      path: "Lessons",
      exclude: ["README.md"],
      sources: ["LessonCatalog.swift"],
      resources: [.embedInCode("Chapters")]
    ),
    .target(
      name: "Coursework",
      dependencies: [
        "BackpropEngine", "Derivations", "ExactArithmetic", "Lessons", "MathSyntax", "Typesetting",
      ]
    ),

    // MARK: Executables
    .executableTarget(
      name: "backprop-explain",
      dependencies: [
        "BackpropEngine", "Coursework", "Derivations", "ExactArithmetic", "MathSyntax",
        "Typesetting",
      ]
    ),
    .executableTarget(
      name: "benchmarks",
      dependencies: [
        "BackpropEngine", "Coursework", "Derivations", "ExactArithmetic", "MathSyntax",
        "TestSupport", "Typesetting",
      ]
    ),

    // MARK: Tests
    .target(
      name: "TestSupport",
      dependencies: ["BackpropEngine", "Coursework", "ExactArithmetic", "MathSyntax"],
      path: "Tests/TestSupport"
    ),
    .testTarget(name: "ArchitectureTests"),
    .testTarget(name: "ExactArithmeticTests", dependencies: ["ExactArithmetic", "TestSupport"]),
    .testTarget(
      name: "BackpropEngineTests",
      dependencies: ["BackpropEngine", "ExactArithmetic", "TestSupport"]
    ),
    .testTarget(
      name: "MathSyntaxTests",
      dependencies: ["ExactArithmetic", "MathSyntax", "TestSupport", "Typesetting"]
    ),
    .testTarget(
      name: "TypesettingTests",
      dependencies: ["ExactArithmetic", "MathSyntax", "TestSupport", "Typesetting"],
      exclude: ["Golden"]
    ),
    .testTarget(
      name: "DerivationsTests",
      dependencies: [
        "BackpropEngine", "Derivations", "ExactArithmetic", "MathSyntax", "TestSupport",
        "Typesetting",
      ]
    ),
    .testTarget(
      name: "CourseworkTests",
      dependencies: [
        "BackpropEngine", "Coursework", "Derivations", "ExactArithmetic", "Lessons", "MathSyntax",
        "TestSupport", "Typesetting",
      ],
      exclude: ["Homework/Reports/Golden", "Lesson/Golden"]
    ),
    .testTarget(
      name: "backprop-explainTests",
      dependencies: ["Derivations", "MathSyntax", "TestSupport", "backprop-explain"],
      exclude: ["Golden"]
    ),
  ],
  swiftLanguageModes: [.v6]
)

for target in package.targets {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ]
}
