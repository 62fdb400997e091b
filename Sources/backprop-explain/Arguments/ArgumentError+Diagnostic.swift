import Coursework
import Derivations
import MathSyntax

extension ArgumentError {
  /// The error in words: what was found, what was expected, what was probably meant.
  var diagnostic: Diagnostic {
    switch self {
    case .unknownCommand(let found):
      Diagnostic(
        .error, "unknown command \(quoted(found))",
        hints: Self.suggestion(nearestName(found, among: CommandName.allCases.map(\.rawValue)))
          + [Self.help(nil)])
    case .unknownOption(let found, let command):
      Diagnostic(
        .error, "unknown option \(quoted(found))",
        hints: Self.suggestion(Self.nearestOption(found, command)) + [Self.help(command)])
    case .foreignOption(let name, let command):
      Diagnostic(
        .error, "\(quoted(command.rawValue)) has no option \(quoted(name.spelling))",
        hints: [Self.belonging(name), Self.help(command)])
    case .missingValue(let name, let found):
      Diagnostic(
        .error,
        "\(quoted(name.spelling)) needs a value" + (found.map { ", found \(quoted($0))" } ?? ""),
        hints: ["expected \(Self.expectation(name))"])
    case .unexpectedValue(let name, let found):
      Diagnostic(
        .error, "\(quoted(name.spelling)) takes no value, found \(quoted(found))")
    case .invalidChoice(let name, let found, let allowed):
      Diagnostic(
        .error, "\(quoted(name.spelling)) cannot be \(quoted(found))",
        hints: Self.suggestion(nearestName(found, among: allowed))
          + ["expected \(Self.expectation(name, allowed: allowed))"])
    case .invalidNumber(let name, let found, let allowed):
      Diagnostic(
        .error, "\(quoted(name.spelling)) cannot be \(quoted(found))",
        hints: ["expected \(Self.wholeNumber(allowed))"])
    case .invalidPart(let found):
      Diagnostic(
        .error, "'--only' does not know \(quoted(found))",
        hints: Self.suggestion(nearestName(found, among: ExplanationOptions.Selection.words))
          + ["expected \(Self.expectation(.only))"])
    case .repeated(let name):
      Diagnostic(.error, "\(quoted(name.spelling)) is given twice; expected once")
    case .exclusive(let first, let second):
      Diagnostic(
        .error,
        "\(quoted(first.spelling)) and \(quoted(second.spelling)) cannot be given together",
        hints: ["give one of them"])
    case .missingOperand(let operand, let command):
      Diagnostic(
        .error, "\(quoted(command.rawValue)) needs a \(operand)", hints: [Self.help(command)])
    case .extraOperand(let found, let command):
      Diagnostic(
        .error, "\(quoted(command.rawValue)) does not take another word, found \(quoted(found))",
        hints: [Self.help(command)])
    case .invalidOperand(let found, let allowed, let command):
      Diagnostic(
        .error, "\(quoted(command.rawValue)) does not know \(quoted(found))",
        hints: Self.suggestion(nearestName(found, among: allowed))
          + ["expected \(Self.alternatives(allowed))"])
    }
  }

  /// Returns the hint that names what was probably meant.
  static func suggestion(_ name: String?) -> [String] {
    name.map { ["did you mean \(quoted($0))?"] } ?? []
  }

  private static func nearestOption(_ found: String, _ command: CommandName?) -> String? {
    let options = command.map(CommandTable.options(of:)) ?? CommandTable.options
    let nearest = nearestName(String(found.drop { $0 == "-" }), among: options.map(\.name.rawValue))
    return nearest.map { "--" + $0 }
  }

  private static func help(_ command: CommandName?) -> String {
    let words = [CommandTable.program] + (command.map { [$0.rawValue] } ?? []) + ["--help"]
    return "\(quoted(words.joined(separator: " "))) lists what there is"
  }

  private static func belonging(_ name: OptionName) -> String {
    let commands = CommandTable.option(name)?.commands ?? []
    return "it belongs to \(alternatives(commands.map(\.rawValue), last: "and"))"
  }

  /// Returns what the value of an option should be.
  private static func expectation(_ name: OptionName, allowed: [String]? = nil) -> String {
    switch CommandTable.option(name)?.value {
    case .choice(let usual): alternatives(allowed ?? usual)
    case .choiceOrFile(let allowed): "\(alternatives(allowed)), or a file"
    case .number(let range): wholeNumber(range)
    case .text: "a word"
    case .file: "a file name"
    case .folder: "a folder"
    case .problem: "a problem file or the name of a lesson"
    case .parts: "one or more of \(CommandTable.partWords)"
    case .flag, nil: "nothing"
    }
  }

  /// The range of the command at hand, which may be another one than the option's usual range.
  private static func wholeNumber(_ range: ClosedRange<Int>) -> String {
    "a whole number from \(range.lowerBound) to \(range.upperBound)"
  }

  private static func alternatives(_ words: [String], last: String = "or") -> String {
    guard words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " \(last) " + words[words.count - 1]
  }
}

/// Returns the name that was probably meant: one that the word begins, or a near one.
func nearestName(_ word: String, among names: [String]) -> String? {
  if word.isEmpty { return nil }
  let begun = names.filter { word.utf8.count >= 2 && $0.hasPrefix(word.lowercased()) }
  return begun.count == 1 ? begun[0] : NearestName.of(word, among: names)
}
