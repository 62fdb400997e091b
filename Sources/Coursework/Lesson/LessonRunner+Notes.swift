import BackpropEngine
import Derivations
import MathSyntax
import Typesetting

extension LessonRunner {
  /// What a verification has to know of the blocks that a directive is replaced by.
  ///
  /// Tables of many epochs or of several networks are about no one trace: they are not judged.
  func note(_ directive: LessonDirective) -> ReaderNote {
    switch directive.kind {
    case .steps, .truthTable, .jacobian, .paths, .updateOrder, .parameters, .shapes,
      .networkDrawing:
      if let widths = directive.arguments["widths"] {
        return ReaderNote([.init("widths", widths.value)])
      }
      guard let name = directive.arguments["problem"]?.value ?? lesson.ownProblem?.value else {
        return FormulaContext.notChecked
      }
      var entries = [ReaderNote.Entry("problem", name)]
      if let sample = directive.arguments["sample"] {
        entries.append(.init("sample", sample.value))
      } else if directive.kind == .steps, request.options.sample > 1 {
        entries.append(.init("sample", String(request.options.sample)))
      }
      return ReaderNote(entries)
    case .training, .perceptronRule, .depth, .sweep, .booleanNetwork, .functions, .functionTable,
      .costCurve, .regions:
      return FormulaContext.notChecked
    }
  }
}

extension LessonTranslation {
  /// What a verification has to know of the prose at hand.
  var note: ReaderNote { context.note { translated($0) } }
}

extension FormulaContext {
  /// Says of blocks that they claim nothing.
  static let notChecked = ReaderNote([.init("check", "no")])

  /// What the context says, as a page tells it.
  func note(_ translated: (Formula) -> Formula) -> ReaderNote {
    var entries: [ReaderNote.Entry] = []
    func tell(_ key: String, _ value: String?) {
      if let value { entries.append(.init(key, value)) }
    }
    tell("problem", problem?.value ?? "none")
    tell("activation", activation?.name)
    tell("output-activation", outputActivation?.name)
    tell("cost", cost?.rawValue)
    tell("where", condition.map { LaTeXFormulaWriter().text(translated($0)) })
    tell("widths", widths.map { $0.map(String.init).joined(separator: "-") })
    if isOfOneUnit { tell("units", "1") }
    if !isChecked { tell("check", "no") }
    return ReaderNote(entries)
  }

  /// Reads what a page tells; keys that mean something else are left aside.
  ///
  /// - Throws: a value that means nothing.
  init(_ note: ReaderNote) throws(DiagnosticList) {
    for entry in note.entries where Self.blockKeys.contains(entry.key) {
      if entry.key == "problem", entry.value == "none" { continue }
      let bytes = Array(entry.value.utf8)
      try set(entry.key, entry.value, at: SourceRange(0, bytes.count), in: bytes)
    }
  }
}
