public import BackpropEngine
import MathSyntax
import Typesetting

/// Variants of an exercise as questions for a learning platform or for flash cards, all in one file.
public struct QuestionBank: Sendable {
  /// What the file is for.
  public enum Format: String, Hashable, Sendable, CaseIterable {
    /// Moodle's XML: numerical and cloze questions that judge answers and name known mistakes.
    case moodle
    /// Anki's text import: question, answer with its steps, tags.
    case anki

    /// The ending of a file's name.
    public var fileExtension: String {
      switch self {
      case .moodle: "xml"
      case .anki: "txt"
      }
    }
  }

  private var generator: VariantGenerator
  private let options: WorksheetOptions
  private let decimals: Int
  private var file: File

  private enum File: Sendable {
    case moodle(MoodleQuiz)
    case anki(AnkiDeck)
  }

  /// Creates a bank without questions.
  ///
  /// - Parameters:
  ///   - template: the problem of the lesson or the file; a shape needs none.
  ///   - options: the notation, the arithmetic, hints and worked rows; what is left blank is not asked.
  /// - Throws: why there are no variants of it.
  public init(
    _ recipe: VariantRecipe, template: Problem? = nil, _ format: Format,
    _ options: WorksheetOptions = WorksheetOptions()
  ) throws(DiagnosticList) {
    do {
      generator = try recipe.generator(template: template)
    } catch {
      throw DiagnosticList([error.diagnostic])
    }
    self.options = options
    decimals = recipe.wishes.decimals
    let name = recipe.source.name
    file =
      switch format {
      case .moodle:
        .moodle(MoodleQuiz(category: name, idPrefix: "\(name)-\(recipe.seed)", options))
      case .anki:
        .anki(AnkiDeck(deck: "Backpropagation::\(name)", tag: name, options))
      }
  }

  /// Adds the questions of a variant.
  ///
  /// - Throws: that no numbers were found, or that one cannot be computed.
  public mutating func add(variant number: Int) throws(DiagnosticList) {
    let variant: VariantGenerator.Variant
    do {
      variant = try generator.variant(number)
    } catch {
      throw DiagnosticList([error.diagnostic])
    }
    let sheet = try ExchangeSheet(variant, decimals: decimals, options)
    switch file {
    case .moodle(var quiz):
      // The old value is let go first: else the whole text would be copied.
      file = .moodle(MoodleQuiz(category: "", idPrefix: "", options))
      quiz.append(sheet)
      file = .moodle(quiz)
    case .anki(var deck):
      file = .anki(AnkiDeck(deck: "", tag: "", options))
      deck.append(sheet)
      file = .anki(deck)
    }
  }

  /// The file with the questions so far.
  public var bytes: [UInt8] {
    switch file {
    case .moodle(var quiz):
      quiz.finish()
      return quiz.buffer.bytes
    case .anki(let deck): return deck.buffer.bytes
    }
  }
}

extension VariantRecipe.Source {
  /// A short name of what variants are made of: that of the lesson, of the file, or the shape.
  public var name: String {
    switch self {
    case .lesson(let name): return name
    case .problem(let path):
      let file = path.split(separator: "/").last ?? "problem"
      return file.split(separator: ".").first.map(String.init) ?? "problem"
    case .shape(let shape): return shape.text
    }
  }
}
