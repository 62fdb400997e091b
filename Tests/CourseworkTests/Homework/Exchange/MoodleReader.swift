import ExactArithmetic
import Foundation
import Testing

/// Reads a question file as Moodle does, by the rules of its import and of its cloze questions, and
/// refuses what Moodle would take for something else.
struct MoodleReader {
  /// A question that judges numbers.
  struct Question {
    var category: String
    var name: String
    var text: String
    var id: String
    /// The blanks of the text; a numerical question is one.
    var blanks: [Blank] = []
  }

  /// Answers in the order in which they are tried.
  struct Blank {
    var answers: [Answer] = []

    /// What somebody who types a number is told; nil where nothing fits.
    func answer(to number: Rational) -> Answer? {
      answers.first { answer in
        guard let value = answer.value else { return true }
        let distance = number - value
        return (distance < 0 ? -distance : distance) <= answer.tolerance
      }
    }
  }

  struct Answer {
    /// nil: anything.
    var value: Rational?
    var percent: Double
    var tolerance: Rational
    var feedback: String
  }

  struct Fault: Error, CustomStringConvertible {
    var description: String
    init(_ description: String) { self.description = description }
  }

  private(set) var questions: [Question] = []
  private(set) var categories: [String] = []

  /// What Moodle accepts as a fraction, in percent, up to the sign.
  private static let fractions: Set<String> = [
    "100", "90", "83.33333", "80", "75", "70", "66.66667", "60", "50", "40", "33.33333", "30", "25",
    "20", "16.66667", "14.28571", "12.5", "11.11111", "10", "5", "0",
  ]

  init(_ bytes: [UInt8]) throws {
    let root = try TinyXML.read(bytes)
    guard root.name == "quiz" else { throw Fault("the root is \(root.name)") }
    var category = ""
    var names: Set<String> = []
    for element in root.children {
      guard element.name == "question" else { throw Fault("a \(element.name) in a quiz") }
      switch element.attributes["type"] {
      case "category":
        category = try Self.text(of: element, "category")
        guard category.hasPrefix("$course$/top/") else { throw Fault(category) }
        categories.append(category)
      case "numerical": questions.append(try Self.numerical(element, category))
      case "cloze": questions.append(try Self.cloze(element, category))
      case let type: throw Fault("a question of type \(type ?? "none")")
      }
      if let last = questions.last, element.attributes["type"] != "category" {
        guard names.insert(last.category + "\0" + last.id).inserted else {
          throw Fault("the id \(last.id) is there twice")
        }
      }
    }
  }

  private static func child(_ element: TinyXML.Element, _ name: String) throws -> TinyXML.Element {
    let found = element.children.filter { $0.name == name }
    guard found.count == 1 else { throw Fault("\(found.count) \(name) in \(element.name)") }
    return found[0]
  }

  private static func text(of element: TinyXML.Element, _ name: String) throws -> String {
    let holder = try child(element, name)
    let inner = try child(holder, "text")
    guard inner.children.isEmpty else { throw Fault("markup that is not text in \(name)") }
    return inner.text
  }

  private static func question(
    _ element: TinyXML.Element, _ category: String
  ) throws -> Question {
    guard try child(element, "questiontext").attributes["format"] == "html" else {
      throw Fault("text of no format")
    }
    guard try child(element, "penalty").text == "0.3333333",
      try child(element, "hidden").text == "0"
    else { throw Fault("settings") }
    _ = try text(of: element, "generalfeedback")
    return Question(
      category: category, name: try text(of: element, "name"),
      text: try text(of: element, "questiontext"), id: try child(element, "idnumber").text)
  }

  // MARK: Numerical

  private static func numerical(
    _ element: TinyXML.Element, _ category: String
  ) throws -> Question {
    var question = try question(element, category)
    guard try child(element, "defaultgrade").text == "1",
      try child(element, "showunits").text == "3"
    else { throw Fault("settings of \(question.name)") }
    var blank = Blank()
    for answer in element.children where answer.name == "answer" {
      let percent = answer.attributes["fraction"] ?? ""
      guard fractions.contains(percent), let number = Double(percent) else { throw Fault(percent) }
      let text = try child(answer, "text").text
      guard text == "*" || text.wholeMatch(of: #/-?[0-9]+(\.[0-9]+)?/#) != nil else {
        throw Fault("the answer \(text)")
      }
      blank.answers.append(
        Answer(
          value: text == "*" ? nil : try TypedNumber(parsing: text).value.rational,
          percent: number, tolerance: try decimal(try child(answer, "tolerance").text),
          feedback: try self.text(of: answer, "feedback")))
    }
    question.blanks = [blank]
    return question
  }

  private static func decimal(_ text: String) throws -> Rational {
    guard let value = try TypedNumber(parsing: text).value.rational else { throw Fault(text) }
    return value
  }

  // MARK: Cloze

  // The expressions by which Moodle takes a cloze text apart.
  private static let fraction = "=|%(-?[0-9]+(?:[.,][0-9]*)?)%"
  private static let answer = #".+?(?<!\\|&|&amp;)(?=[~#}]|$)"#
  private static let feedback = #".*?(?<!\\)(?=[~}]|$)"#
  private static let alternative = "(\(fraction))?(\(answer))(#(\(feedback)))?"
  private static let number = "-?(?:(?:[0-9]+[.,]?[0-9]*|[.,][0-9]+)(?:[eE][-+]?[0-9]+)?)"
  private static let start = #"\{([0-9]*):(NUMERICAL|NM|MULTICHOICE|MC|SHORTANSWER|SA|MW):"#
  private static let blank = start + "(\(alternative)(?:~\(alternative))*)\\}"

  private static func cloze(_ element: TinyXML.Element, _ category: String) throws -> Question {
    var question = try question(element, category)
    let text = question.text
    let pattern = try NSRegularExpression(pattern: blank, options: .dotMatchesLineSeparators)
    let range = NSRange(text.startIndex..., in: text)
    var rest = text
    for match in pattern.matches(in: text, range: range).reversed() {
      let body = (text as NSString).substring(with: match.range(at: 3))
      question.blanks.insert(try self.blank(body), at: 0)
      guard let place = Range(match.range, in: rest) else { throw Fault("a place") }
      rest.replaceSubrange(place, with: " ")
    }
    // What is left must not look like a blank, or be the end of one that was cut short.
    guard rest.firstMatch(of: #/\{[0-9]*:[A-Z]/#) == nil, !rest.contains("%0%") else {
      throw Fault("part of a blank is left in the text")
    }
    question.text = rest
    return question
  }

  private static func blank(_ body: String) throws -> Blank {
    let pattern = try NSRegularExpression(
      pattern: "~?" + alternative, options: .dotMatchesLineSeparators)
    let range = NSRange(body.startIndex..., in: body)
    var blank = Blank()
    for match in pattern.matches(in: body, range: range) {
      func group(_ index: Int) -> String? {
        match.range(at: index).location == NSNotFound
          ? nil : (body as NSString).substring(with: match.range(at: index))
      }
      let percent = group(1) == "=" ? 100 : Double(group(2) ?? "") ?? 0
      guard
        let parts = try NSRegularExpression(pattern: "^(\(number)):(\(number))$").firstMatch(
          in: group(3) ?? "", range: NSRange(location: 0, length: (group(3) ?? "").utf16.count))
      else { throw Fault("the answer \(group(3) ?? "")") }
      let answer = (group(3) ?? "") as NSString
      blank.answers.append(
        Answer(
          value: try decimal(answer.substring(with: parts.range(at: 1))), percent: percent,
          tolerance: try decimal(answer.substring(with: parts.range(at: 2))),
          feedback: group(5) ?? ""))
    }
    return blank
  }
}
