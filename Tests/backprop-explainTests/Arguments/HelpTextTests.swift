import TestSupport
import Testing

@testable import backprop_explain

@Suite struct HelpTextTests {
  /// Command lines that print help, with the file of the expected text.
  static let pages: [([String], String)] =
    [(["--help"], "help.txt")]
    + CommandName.allCases.map { ([$0.rawValue, "--help"], "help-\($0.rawValue).txt") }

  @Test(arguments: pages)
  func `help is printed on standard output`(arguments: [String], file: String) throws {
    let outcome = try Program().run(arguments)
    #expect(outcome.code == 0)
    #expect(outcome.errors.isEmpty)
    #expect(outcome.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    let golden = Golden(besides: #filePath.replacing("/Arguments/", with: "/"))
    #expect(golden.difference(of: outcome.output, from: file) == nil)
  }

  @Test func `every command and option is in the table and in the help of its commands`() {
    #expect(CommandTable.commands.map(\.name) == CommandName.allCases)
    #expect(CommandTable.options.map(\.name) == OptionName.allCases)
    for command in CommandTable.commands {
      let help = HelpText.help(command)
      for option in CommandTable.options {
        #expect(
          help.contains("\n  \(option.name.spelling)") == option.commands.contains(command.name),
          "\(option.name) in the help of \(command.name)")
      }
    }
  }

  @Test(arguments: CommandTable.commands.flatMap(\.examples).map(\.line))
  func `every example of the help is a command line that is understood`(line: String) throws {
    let words = line.split(separator: " ").map(String.init)
    let start = try #require(words.firstIndex { $0.hasSuffix(CommandTable.program) })
    let end = words.firstIndex(of: ">") ?? words.endIndex
    let arguments = words[(start + 1)..<end].map { $0.hasSuffix(")") ? String($0.dropLast()) : $0 }
    guard case .run = try ArgumentParser.parse(arguments) else {
      Issue.record("not a command")
      return
    }
  }
}
