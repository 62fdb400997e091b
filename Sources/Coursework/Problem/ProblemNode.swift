import ExactArithmetic
import MathSyntax
import Typesetting

/// A value of a problem file with its path, and the ways to read it.
struct ProblemNode {
  let value: JSONValue
  let path: String
  let whole: String

  init(_ value: JSONValue, path: String, whole: String = "the problem") {
    self.value = value
    self.path = path
    self.whole = whole
  }

  var place: ProblemFileError.Place { .init(path, value.range, whole: whole) }

  // MARK: Objects

  /// Whether this is an object.
  var isObject: Bool {
    if case .object = value.kind { true } else { false }
  }

  /// Checks that this is an object with no other keys than these.
  func checkKeys(_ known: [String]) throws(ProblemFileError) {
    guard case .object(let members) = value.kind else {
      throw .wrongKind(place, found: words, expected: "an object { … }")
    }
    for member in members where !known.contains(member.name) {
      throw .unknownKey(.init(path, member.nameRange, whole: whole), key: member.name, known: known)
    }
  }

  /// The member of this name, or nil; `null` counts as not there.
  subscript(key: String) -> ProblemNode? {
    guard let member = value[key], member.kind != .null else { return nil }
    return ProblemNode(member, path: path.isEmpty ? key : path + "." + key, whole: whole)
  }

  func required(_ key: String) throws(ProblemFileError) -> ProblemNode {
    guard let member = self[key] else { throw .missing(place, key: key) }
    return member
  }

  // MARK: Values

  func elements(expected: String) throws(ProblemFileError) -> [ProblemNode] {
    guard case .array(let values) = value.kind else {
      throw .wrongKind(place, found: words, expected: expected)
    }
    return values.enumerated().map { ProblemNode($1, path: "\(path)[\($0)]") }
  }

  func text() throws(ProblemFileError) -> String {
    guard case .string(let text) = value.kind else {
      throw .wrongKind(place, found: words, expected: "text in quotation marks")
    }
    return text
  }

  func boolean() throws(ProblemFileError) -> Bool {
    guard case .boolean(let flag) = value.kind else {
      throw .wrongKind(place, found: words, expected: "true or false")
    }
    return flag
  }

  /// Reads one of the given names.
  func name(among known: [String]) throws(ProblemFileError) -> String {
    let name = try text()
    guard known.contains(name) else { throw .unknownName(place, name: name, known: known) }
    return name
  }

  /// Reads a number exactly: as JSON writes it, or as text, which may be a fraction.
  func number() throws(ProblemFileError) -> TypedNumber {
    let text: String
    switch value.kind {
    case .number(let spelling): text = spelling
    case .string(let typed): text = typed
    default:
      throw .wrongKind(
        place, found: words, expected: "a number, such as 0.5, \"1/3\" or \"ln(3/2)\"")
    }
    do {
      return try TypedNumber(parsing: text)
    } catch {
      throw .number(place, text: text, error)
    }
  }

  /// Reads a number and checks its range.
  ///
  /// - Parameter expected: the range in words.
  func number(
    _ expected: String, where isAllowed: (ExactNumber) -> Bool
  ) throws(ProblemFileError) -> TypedNumber {
    let number = try number()
    guard isAllowed(number.value) else {
      throw .notAllowed(
        place, found: "found \(number.text.shortened)", expected: "expected \(expected)")
    }
    return number
  }

  /// Reads a whole number from a range.
  func integer(_ range: ClosedRange<Int>) throws(ProblemFileError) -> Int {
    let number = try number("a whole number from \(range.lowerBound) to \(range.upperBound)") {
      $0.isInteger && $0 >= ExactNumber(range.lowerBound) && $0 <= ExactNumber(range.upperBound)
    }
    return number.value.rational.flatMap { Int(exactly: $0.numerator) } ?? range.lowerBound
  }

  /// The value in words, for "found …".
  var words: String {
    switch value.kind {
    case .null: "null"
    case .boolean(let flag): flag ? "true" : "false"
    case .number(let spelling): "the number \(spelling.shortened)"
    case .string(let text): "the text \"\(text.shortened)\""
    case .array(let values): values.isEmpty ? "an empty list" : "a list"
    case .object: "an object"
    }
  }
}
