import Coursework
import MathSyntax

extension HandoutCommand {
  /// The learning platform or the flash cards that `--format` names, or the ending of `--output`.
  static func bankFormat(_ arguments: ParsedArguments) -> QuestionBank.Format? {
    if arguments.has(.format) { return arguments.choice(.format) }
    return arguments.text(.output)?.lowercased().hasSuffix(".xml") == true ? .moodle : nil
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
