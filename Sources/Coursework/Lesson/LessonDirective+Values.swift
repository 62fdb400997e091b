import BackpropEngine
import ExactArithmetic
import MathSyntax

extension LessonDirective {
  /// A whole number from a range, or nil where the key is not given.
  func integer(_ key: String, _ range: ClosedRange<Int>) throws(DiagnosticList) -> Int? {
    guard let argument = arguments[key] else { return nil }
    return try Self.integer(argument.value[...], range, at: argument.range)
  }

  /// Whole numbers from a range with blanks, commas or dashes between them.
  func integers(_ key: String, _ range: ClosedRange<Int>) throws(DiagnosticList) -> [Int]? {
    guard let argument = arguments[key] else { return nil }
    return try Self.integers(argument.value, range, at: argument.range)
  }

  /// Whole numbers from a range with blanks, commas or dashes between them.
  static func integers(
    _ text: String, _ range: ClosedRange<Int>, at place: SourceRange
  ) throws(DiagnosticList) -> [Int] {
    var numbers: [Int] = []
    // A dash at the start is a sign, and no number here is negative.
    if text.hasPrefix("-") || text.hasPrefix("−") { _ = try integer(text[...], range, at: place) }
    for word in text.split(whereSeparator: { " ,-–".contains($0) }) {
      numbers.append(try integer(word, range, at: place))
    }
    return numbers
  }

  private static func integer(
    _ word: Substring, _ range: ClosedRange<Int>, at place: SourceRange
  ) throws(DiagnosticList) -> Int {
    guard let number = Int(word), range.contains(number) else {
      throw DiagnosticList([
        Diagnostic(
          "\"\(String(word).shortened)\" is no whole number from \(range.lowerBound) to \(range.upperBound)",
          range: place)
      ])
    }
    return number
  }

  /// A number as typed, or nil where the key is not given.
  func number(_ key: String) throws(DiagnosticList) -> TypedNumber? {
    guard let argument = arguments[key] else { return nil }
    return try Self.number(argument.value, at: argument.range)
  }

  /// Numbers as typed with blanks or commas between them.
  func numbers(_ key: String) throws(DiagnosticList) -> [TypedNumber]? {
    guard let argument = arguments[key] else { return nil }
    var numbers: [TypedNumber] = []
    for word in argument.value.split(whereSeparator: { " ,".contains($0) }) {
      numbers.append(try Self.number(String(word), at: argument.range))
    }
    return numbers
  }

  private static func number(
    _ text: String, at place: SourceRange
  ) throws(DiagnosticList) -> TypedNumber {
    do {
      return try TypedNumber(parsing: text)
    } catch {
      throw DiagnosticList([
        Diagnostic(
          "\"\(text.shortened)\" is no number: \(ProblemFileError.words(for: error))", range: place)
      ])
    }
  }

  /// One of some words, or nil where the key is not given.
  func choice<Choice: RawRepresentable & CaseIterable>(
    _ key: String, _ type: Choice.Type
  ) throws(DiagnosticList) -> Choice? where Choice.RawValue == String {
    guard let argument = arguments[key] else { return nil }
    if let choice = Choice(rawValue: argument.value) { return choice }
    throw Self.unknown(argument.value, among: Choice.allCases.map(\.rawValue), at: argument.range)
  }

  /// Activation functions that work unit by unit, with blanks or commas between them; empty where the
  /// key is not given.
  func activations(_ key: String) throws(DiagnosticList) -> [Activation] {
    guard let argument = arguments[key] else { return [] }
    var activations: [Activation] = []
    for word in argument.value.split(whereSeparator: { " ,".contains($0) }) {
      guard let activation = Activation(name: String(word)), activation != .softmax else {
        throw Self.unknown(
          String(word), among: Activation.names.filter { $0 != "softmax" }, at: argument.range)
      }
      activations.append(activation)
    }
    return activations
  }

  /// The message about a word that means nothing, with those that do.
  static func unknown(
    _ word: String, among known: [String], at place: SourceRange
  ) -> DiagnosticList {
    DiagnosticList([
      Diagnostic(
        "\"\(word.shortened)\" is not known here", range: place,
        hints: (NearestName.of(word, among: known).map { ["did you mean \"\($0)\"?"] } ?? [])
          + ["known: " + known.joined(separator: ", ")])
    ])
  }
}
