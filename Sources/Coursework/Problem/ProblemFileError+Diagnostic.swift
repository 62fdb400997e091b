import ExactArithmetic
public import MathSyntax
import Typesetting

extension ProblemFileError {
  /// The error in words, with its place in the file.
  public var diagnostic: Diagnostic {
    switch self {
    case .json(let error): return error.diagnostic
    case .wrongKind(let place, let found, let expected):
      return Diagnostic(
        "\(place.name): found \(found), expected \(expected)", range: place.range)
    case .missing(let place, let key):
      return Diagnostic(
        "\(place.name): \"\(key)\" is missing", range: place.range,
        hints: Self.example(for: key).map { ["write for example \($0)"] } ?? [])
    case .unknownKey(let place, let key, let known):
      return Diagnostic(
        "\(place.name): unknown key \"\(key.shortened)\"", range: place.range,
        hints: Self.suggestion(key, among: known, what: "known here"))
    case .unknownName(let place, let name, let known):
      return Diagnostic(
        "\(place.name): unknown name \"\(name.shortened)\"", range: place.range,
        hints: Self.suggestion(name, among: known, what: "possible"))
    case .number(let place, let text, let error):
      return Diagnostic(
        "\(place.name): \"\(text.shortened)\" is no number: \(Self.words(for: error))",
        range: place.range,
        hints: ["a number is written as 0.5, -2, 1e-3 or, in quotation marks, as \"1/3\""])
    case .notAllowed(let place, let found, let expected):
      return Diagnostic("\(place.name): \(found)", range: place.range, hints: [expected])
    }
  }

  private static func suggestion(
    _ name: String, among known: [String], what: String
  ) -> [String] {
    let list = "\(what): " + known.joined(separator: ", ")
    guard let nearest = NearestName.of(name, among: known) else { return [list] }
    return ["did you mean \"\(nearest)\"?", list]
  }

  private static func example(for key: String) -> String? {
    switch key {
    case "layers": "\"layers\": [ { \"activation\": \"sigmoid\", \"weights\": [[0.5, -1]] } ]"
    case "weights": "\"weights\": [[0.5, -1]], one row for each unit of the layer"
    case "activation": "\"activation\": \"sigmoid\""
    case "input": "\"input\": [0, 1]"
    case "samples": "\"samples\": [ { \"input\": [0, 1], \"target\": [1] } ]"
    case "name": "\"name\": \"sgd\""
    default: nil
    }
  }

  static func words(for error: NumberTextError) -> String {
    switch error {
    case .empty: "there is nothing"
    case .unexpected(nil, _, _): "it ends too early"
    case .unexpected(let found?, _, let offset):
      "'\(found)' at character \(offset + 1) does not belong there"
    case .zeroDenominator: "a fraction must not have the denominator 0"
    case .logarithmOfNonPositive: "only positive numbers have a logarithm"
    case .tooManyDigits(let limit, _): "it has more than \(limit) digits"
    case .exponentOutOfRange(let limit, _): "its exponent is beyond \(limit)"
    case .notFinite: "only finite numbers can be computed with"
    }
  }
}

extension ProblemFileError.Place {
  /// The path, or words for the top.
  var name: String { path.isEmpty ? whole : path }
}

extension String {
  /// The text, cut where it is too long for a message.
  var shortened: String { count > 40 ? prefix(37) + "…" : self }
}
