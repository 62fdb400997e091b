import BackpropEngine
import MathSyntax
import Typesetting

/// What the formulas of a part of a lesson are about: functions that are declared, and restrictions.
///
/// The front matter says it for the whole lesson; a ```` ```formulas ```` block for all that follows, up to
/// the next one.
struct FormulaContext {
  /// The activation function; nil: any smooth function.
  var activation: Activation?
  /// The activation function of the last layer; nil: that of the others.
  var outputActivation: Activation?
  /// The cost; nil: any smooth function of the outputs and targets.
  var cost: Cost?
  /// The problem whose numbers the formulas are about; nil: any network.
  var problem: LessonDirective.Argument?
  /// What restricts all formulas, such as k ≠ j.
  var condition: Formula?
  /// The units of each layer, where formulas are about a network of these widths.
  var widths: [Int]?
  /// Whether the formulas are about a single unit: w_k is its weight from input k, a its output.
  var isOfOneUnit = false
  /// Whether the formulas claim something: an equation that is to be solved does not.
  var isChecked = true

  /// Claims about larger networks take too long.
  private static let mostUnits = 6

  /// The keys that front matter has for it.
  static let frontMatterKeys = ["activation", "output-activation", "cost"]

  static let blockKeys = frontMatterKeys + ["problem", "where", "widths", "units", "check"]

  /// Creates what holds without any declaration.
  init() {}

  /// Reads the keys of the front matter.
  init(_ frontMatter: FrontMatter) throws(DiagnosticList) {
    for key in Self.frontMatterKeys {
      if let entry = frontMatter[key] { try set(key, entry.value, at: entry.valueRange) }
    }
  }

  /// Reads the lines of a block; what it does not say is as in the front matter.
  init(
    block content: SourceRange, in bytes: [UInt8], otherwise whole: FormulaContext
  ) throws(DiagnosticList) {
    self = whole
    for entry in try KeyedLines(content, in: bytes, keys: Self.blockKeys, of: "formulas").entries {
      try set(entry.key, entry.argument.value, at: entry.argument.range, in: bytes)
    }
  }

  mutating func set(
    _ key: String, _ value: String, at range: SourceRange, in bytes: [UInt8] = []
  ) throws(DiagnosticList) {
    func function() throws(DiagnosticList) -> Activation? {
      if value == "any" { return nil }
      guard let activation = Activation(name: value) else {
        throw LessonDirective.unknown(value, among: Activation.names + ["any"], at: range)
      }
      return activation
    }
    switch key {
    case "activation": activation = try function()
    case "output-activation": outputActivation = try function()
    case "cost":
      cost = value == "any" ? nil : Cost(rawValue: value)
      if cost == nil, value != "any" {
        throw LessonDirective.unknown(
          value, among: Cost.allCases.map(\.rawValue) + ["any"], at: range)
      }
    case "problem": problem = .init(value: value, range: range)
    case "where":
      do {
        condition = try LaTeXFormulaReader().read(bytes, in: range.lowerBound..<range.upperBound)
      } catch {
        throw DiagnosticList([error.diagnostic])
      }
    case "widths":
      widths = try LessonDirective.integers(value, 1...Self.mostUnits, at: range)
      guard (2...Self.mostUnits).contains(widths?.count ?? 0) else {
        throw DiagnosticList([
          Diagnostic(
            "a network has an input and at least one layer", range: range,
            hints: ["write widths: 2-3-1 for two inputs, three hidden units and one output"])
        ])
      }
    case "units":
      guard value == "1" || value == "any" else {
        throw LessonDirective.unknown(value, among: ["1", "any"], at: range)
      }
      isOfOneUnit = value == "1"
    default:
      guard value == "yes" || value == "no" else {
        throw LessonDirective.unknown(value, among: ["yes", "no"], at: range)
      }
      isChecked = value == "yes"
    }
  }
}
