import Coursework
import MathSyntax
import Typesetting

extension HandoutCommand {
  /// The learning platform or the flash cards that `--format` names, or the ending of `--output`.
  static func bankFormat(_ arguments: ParsedArguments) -> QuestionBank.Format? {
    if arguments.has(.format) { return arguments.choice(.format) }
    // XML is a question bank here, whatever it is elsewhere.
    let endings: [(QuestionBank.Format, [String])] = [
      (.moodle, OutputFormat.moodle.fileExtensions), (.anki, OutputFormat.anki.fileExtensions),
    ]
    guard let name = arguments.text(.output)?.lowercased() else { return nil }
    return endings.first { $0.1.contains { name.hasSuffix(".\($0)") } }?.0
  }

  /// Refuses what means nothing for questions that judge answers themselves.
  static func checkOptions(
    for format: QuestionBank.Format, _ arguments: ParsedArguments
  ) throws(Failure) {
    let reasons: [(OptionName, String)] = [
      (.key, "the file has the answers in it"),
      (.blanks, "every value is asked for"),
      (.fragment, "there is no page around it"),
    ]
    for (option, reason) in reasons where arguments.has(option) {
      throw Failure(
        Diagnostic(
          .error, "\(option.spelling) has no meaning with --format \(format.rawValue): \(reason)",
          hints: ["leave \(option.spelling) out"]))
    }
  }
}
