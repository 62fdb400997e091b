import BackpropEngine
import MathSyntax
import Typesetting

/// Writes variants as flash cards, as Anki's text import reads them: a line a card, with the question,
/// the answer with its steps, and tags.
struct AnkiDeck {
  private(set) var buffer = OutputBuffer()
  private let options: WorksheetOptions
  private let tag: String

  /// - Parameter tag: what the cards are about, as a tag; its spaces become hyphens.
  init(deck: String, tag: String, _ options: WorksheetOptions) {
    self.options = options
    self.tag = Self.word(tag)
    buffer.append("#separator:tab\n#html:true\n#columns:Front\tBack\tTags\n#tags column:3\n#deck:")
    buffer.append(text: Self.line(deck))
    buffer.append("\n")
  }

  /// Appends a variant.
  mutating func append(_ sheet: ExchangeSheet) {
    for part in sheet.parts {
      for (position, question) in part.questions.enumerated()
      where position >= options.workedRows {
        append(question, part, sheet)
      }
    }
  }

  private mutating func append(
    _ question: ExchangeQuestion, _ part: ExchangeSheet.Part, _ sheet: ExchangeSheet
  ) {
    var front = TeXPage()
    front.append(sheet.given)
    front.append(part.hints)
    front.append("<p>What is ")
    front.append(question.subject)
    front.append("?</p>")
    var back = TeXPage()
    back.append("<p>")
    back.append(
      question.subject + [.symbol(question.isExact ? .equals : .approximately)] + question.shown)
    back.append("</p><p>")
    back.append(question.derivation)
    back.append("</p>")
    buffer.append(bytes: front.buffer.bytes)
    buffer.append("\t")
    buffer.append(bytes: back.buffer.bytes)
    buffer.append(text: "\tbackpropagation \(tag) variant-\(sheet.number)")
    buffer.append(text: " \(question.quantity.partTag)\n")
  }

  /// One line, without what Anki's header would end at.
  private static func line(_ text: String) -> String {
    ControlCharacters.visible(
      String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 }))
  }

  private static func word(_ text: String) -> String {
    String(line(text).map { $0.isWhitespace || $0 == "\"" ? "-" : $0 })
  }
}

extension TraceQuantity {
  /// What is asked, as a tag.
  fileprivate var partTag: String {
    switch self {
    case .weightedInput(let layer, _): "weighted-input layer-\(layer)"
    case .activation(let layer, _): "activation layer-\(layer)"
    case .error(let layer, _): "error layer-\(layer)"
    case .weightGradient(let layer, _, _), .biasGradient(let layer, _): "gradient layer-\(layer)"
    case .updatedWeight(let layer, _, _), .updatedBias(let layer, _): "update layer-\(layer)"
    default: "cost"
    }
  }
}
