import Foundation
import Testing

/// The README tells the truth: its commands run, and print what it says.
@Suite struct ReadmeTests {
  private static let text: String = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return (try? String(contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8))
      ?? ""
  }()

  /// The fenced blocks of a language.
  private static func blocks(_ language: String) -> [String] {
    text.components(separatedBy: "```\(language)\n").dropFirst().compactMap {
      $0.components(separatedBy: "\n```").first
    }
  }

  /// The words behind `swift run backprop-explain`, with the output that is shown below them.
  ///
  /// What stands behind `> ` in the output is typed.
  static let commands: [(arguments: [String], output: String, input: String)] = blocks("console")
    .compactMap {
      block in
      var lines = block.components(separatedBy: "\n")
      let command = lines.removeFirst()
      let start = "$ swift run backprop-explain "
      guard command.hasPrefix(start) else { return nil }
      return (
        command.dropFirst(start.count).split(separator: " ").map(String.init),
        lines.joined(separator: "\n"),
        lines.filter { $0.hasPrefix("> ") }.map { $0.dropFirst(2) + "\n" }.joined()
      )
    }

  @Test func `there are commands to try, and the tests are run as told`() {
    #expect(Self.commands.count >= 3)
    #expect(Self.blocks("console").contains("$ swift test"))
  }

  @Test(arguments: commands.indices)
  func `every command prints what the README shows`(index: Int) throws {
    let (arguments, output, input) = Self.commands[index]
    let problem = try #require(Self.blocks("json").first)
    let homework = try #require(Self.blocks("markdown").first)
    let program = try Program(files: ["net.json": problem, "hw.md": homework + "\n"])
    let outcome = try program.run(arguments, input: input)
    // The homework has a wrong line.
    #expect(outcome.code == (arguments.first == "verify" ? 1 : 0))
    #expect(outcome.errors == "")
    #expect(!outcome.output.isEmpty)
    #expect(output.isEmpty || outcome.output.contains(output))
  }
}
