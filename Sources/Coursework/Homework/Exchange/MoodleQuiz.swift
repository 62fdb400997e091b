import MathSyntax
import Typesetting

/// Writes variants as questions for Moodle, as its XML import reads them.
///
/// Each variant is a category with one cloze question, the whole sheet, and below it a category with a
/// numerical question for each value. Moodle takes the first answer whose window holds what was typed:
/// the right one comes first, then known mistakes with 0 % and what is to be said of them.
struct MoodleQuiz {
  private(set) var buffer = OutputBuffer()
  private let options: WorksheetOptions
  /// What the categories stand below.
  private let category: String
  private let idPrefix: String

  init(category: String, idPrefix: String, _ options: WorksheetOptions) {
    self.options = options
    self.category = category
    self.idPrefix = idPrefix
    buffer.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quiz>\n")
  }

  /// Appends the end of the file.
  mutating func finish() { buffer.append("</quiz>\n") }

  /// Appends a variant.
  mutating func append(_ sheet: ExchangeSheet) {
    let path = "$course$/top/" + Self.escaped(category) + "/Variant \(sheet.number)"
    append(category: path)
    appendCloze(sheet)
    append(category: path + "/One value each")
    var number = 0
    for part in sheet.parts {
      for (position, question) in part.questions.enumerated() {
        number += 1
        if position < options.workedRows { continue }
        append(question, number: number, part, sheet)
      }
    }
  }

  /// A category's name with its slashes doubled, as a path wants it.
  private static func escaped(_ name: String) -> String { name.replacing("/", with: "//") }

  private mutating func append(category path: String) {
    buffer.append("  <question type=\"category\">\n    <category><text>")
    MarkupEscape.append(path, to: &buffer)
    buffer.append("</text></category>\n  </question>\n")
  }

  /// Moodle reads no fractions, and no calculations.
  private static let howToType: StaticString = "<p>Type decimal numbers.</p>"

  // MARK: Cloze

  private mutating func appendCloze(_ sheet: ExchangeSheet) {
    var page = TeXPage()
    page.append(sheet.given)
    page.append(Self.howToType)
    for part in sheet.parts {
      page.append("<h4>")
      page.append(text: part.title)
      page.append("</h4>")
      page.append(part.hints)
      page.append("<table><tbody>")
      for (position, question) in part.questions.enumerated() {
        page.append("<tr><td>")
        page.append(question.subject + [.symbol(.equals)])
        page.append("</td><td>")
        if position < options.workedRows {
          page.append(question.shown)
        } else {
          page.append(markup: ClozeBlank.text(question, decimals: sheet.decimals))
        }
        page.append("</td></tr>")
      }
      page.append("</tbody></table>")
    }
    open("cloze", name: "\(sheet.name), variant \(sheet.number)")
    append("questiontext", page)
    append("generalfeedback", TeXPage())
    appendSettings(id: "\(idPrefix)-\(sheet.number)", hasGrade: false)
    buffer.append("  </question>\n")
  }

  // MARK: Numerical

  private mutating func append(
    _ question: ExchangeQuestion, number: Int, _ part: ExchangeSheet.Part, _ sheet: ExchangeSheet
  ) {
    var page = TeXPage()
    page.append(sheet.given)
    page.append(Self.howToType)
    page.append(part.hints)
    page.append("<p>What is ")
    page.append(question.subject)
    page.append("?</p>")
    var solution = TeXPage()
    solution.append("<p>")
    solution.append(question.derivation)
    solution.append("</p>")
    let subject = TextFormulaWriter().text(question.subject)
    open("numerical", name: "\(sheet.name), variant \(sheet.number): \(subject)")
    append("questiontext", page)
    append("generalfeedback", solution)
    appendSettings(id: "\(idPrefix)-\(sheet.number)-\(number)", hasGrade: true)
    let tolerance = ExchangeNumber.tolerance(decimals: sheet.decimals)
    append(answer: question.answer, fraction: 100, tolerance, "Right.")
    for mistake in question.mistakes {
      append(answer: mistake.answer, fraction: 0, tolerance, mistake.sentence)
    }
    append(
      answer: "*", fraction: 0, "0",
      "Not right, and not what a known mistake gives. Work it out once more, step by step.")
    // 3: answers have no units.
    buffer.append("    <showunits>3</showunits>\n  </question>\n")
  }

  private mutating func append(
    answer: String, fraction: Int, _ tolerance: String, _ feedback: String
  ) {
    buffer.append("    <answer fraction=\"")
    buffer.append(number: fraction)
    buffer.append("\" format=\"moodle_auto_format\">\n      <text>")
    MarkupEscape.append(answer, to: &buffer)
    buffer.append("</text>\n      ")
    var page = TeXPage()
    page.append(text: feedback)
    append("feedback", page, indent: "")
    buffer.append("      <tolerance>")
    MarkupEscape.append(tolerance, to: &buffer)
    buffer.append("</tolerance>\n    </answer>\n")
  }

  // MARK: Elements

  private mutating func open(_ type: String, name: String) {
    buffer.append(text: "  <question type=\"\(type)\">\n    <name><text>")
    MarkupEscape.append(name, to: &buffer)
    buffer.append("</text></name>\n")
  }

  private mutating func append(_ element: String, _ page: TeXPage, indent: String = "    ") {
    buffer.append(text: "\(indent)<\(element) format=\"html\"><text>")
    CharacterData.append(page.buffer.text, to: &buffer)
    buffer.append(text: "</text></\(element)>\n")
  }

  private mutating func appendSettings(id: String, hasGrade: Bool) {
    if hasGrade { buffer.append("    <defaultgrade>1</defaultgrade>\n") }
    buffer.append("    <penalty>0.3333333</penalty>\n    <hidden>0</hidden>\n    <idnumber>")
    MarkupEscape.append(id, to: &buffer)
    buffer.append("</idnumber>\n")
  }
}

/// Text that XML takes as it is: `<![CDATA[…]]>`.
enum CharacterData {
  /// Appends text; where it has the end mark in it, the mark is split between two sections.
  static func append(_ text: String, to buffer: inout OutputBuffer) {
    guard !text.isEmpty else { return }
    buffer.append("<![CDATA[")
    buffer.append(text: text.replacing("]]>", with: "]]]]><![CDATA[>"))
    buffer.append("]]>")
  }
}
