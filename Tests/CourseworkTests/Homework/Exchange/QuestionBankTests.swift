import BackpropEngine
import ExactArithmetic
import MathSyntax
import TestSupport
import Testing
import Typesetting

@testable import Coursework

@Suite struct QuestionBankTests {
  /// A recipe, and what is asked of its questions.
  struct Case: Sendable, CustomTestStringConvertible {
    var shape = "2-2-1"
    var activation = Activation.sigmoid
    var output: Activation?
    var cost = Cost.halfSquaredError
    var numbers = NumberKind.decimals
    var decimals = 4
    var options = WorksheetOptions()

    var testDescription: String {
      "\(shape) \(activation.name) \(numbers.rawValue) \(decimals) \(options.notation.name)"
    }

    func recipe() throws -> VariantRecipe {
      var wishes = VariantWishes()
      wishes.numbers = numbers
      wishes.decimals = decimals
      return VariantRecipe(
        source: .shape(
          try NetworkShape(
            parsing: shape, activation: activation, outputActivation: output, cost: cost)),
        seed: 3, wishes: wishes)
    }

    func bytes(_ format: QuestionBank.Format, variants: Int) throws -> [UInt8] {
      var bank = try QuestionBank(try recipe(), format, options)
      for number in 1...variants { try bank.add(variant: number) }
      return bank.bytes
    }
  }

  static let hints: WorksheetOptions = {
    var options = WorksheetOptions()
    options.showsHints = true
    options.workedRows = 1
    options.notation = .ulges
    return options
  }()

  static let cases = [
    Case(), Case(decimals: 6, options: hints),
    Case(shape: "2-2-1", activation: .relu, numbers: .integers),
    Case(shape: "2-3", activation: .softmax, cost: .crossEntropy, numbers: .fractions),
  ]

  // MARK: Moodle

  @Test(arguments: cases)
  func `Moodle reads every number, and tells right from mistaken`(_ test: Case) throws {
    let reader = try MoodleReader(try test.bytes(.moodle, variants: 2))
    #expect(
      reader.categories
        == [1, 2].flatMap {
          [
            "$course$/top/\(test.shape)/Variant \($0)",
            "$course$/top/\(test.shape)/Variant \($0)/One value each",
          ]
        })
    let tolerance = Rational(
      1, (0..<test.decimals).reduce(1) { power, _ in power * 10 })
    var generator = try test.recipe().generator(template: nil)
    for number in 1...2 {
      let variant = try generator.variant(number)
      let questions = reader.questions.filter { $0.name.contains("variant \(number)") }
      let single = questions.dropFirst()
      let cloze = try #require(questions.first)
      // Both kinds ask for the same, and neither for what is worked as an example.
      #expect(cloze.blanks.count == single.count)
      let worked = WorksheetPart.all(of: variant.problem).map {
        min($0.quantities.count, test.options.workedRows)
      }.reduce(0, +)
      #expect(cloze.blanks.count == variant.problem.askedQuantities.count - worked)
      for (blank, question) in zip(cloze.blanks, single) {
        let answers = question.blanks[0].answers
        #expect(blank.answers.map(\.value) == answers.dropLast().map(\.value))
        #expect(blank.answers.map(\.feedback) == answers.dropLast().map(\.feedback))
        #expect(blank.answers.map(\.percent) == [100] + answers.dropFirst(2).map { _ in 0 })
        #expect(answers.last?.value == nil && answers.last?.percent == 0)
        #expect(answers.dropLast().allSatisfy { $0.tolerance == tolerance })
        expectApart(blank)
      }
    }
  }

  /// No number is meant by two answers.
  private func expectApart(_ blank: MoodleReader.Blank) {
    for (place, answer) in blank.answers.enumerated() {
      for other in blank.answers[..<place] {
        guard let left = answer.value, let right = other.value else { continue }
        let distance = left < right ? right - left : left - right
        #expect(distance > answer.tolerance + other.tolerance)
      }
    }
  }

  @Test(arguments: cases)
  func `the key's numbers are right in Moodle, and mistakes get their sentence`(_ test: Case) throws
  {
    let reader = try MoodleReader(try test.bytes(.moodle, variants: 1))
    let variant = try {
      var generator = try test.recipe().generator(template: nil)
      return try generator.variant(1)
    }()
    let trace = try Trace.compute(variant.problem, rounding: .decimals(test.decimals))
    var asked = WorksheetPart.all(of: variant.problem).flatMap {
      $0.quantities.dropFirst(test.options.workedRows)
    }[...]
    var told = 0
    for question in reader.questions.dropFirst() {
      let next = asked.popFirst()
      let quantity = try #require(next)
      let value = try #require(trace.value(of: quantity, at: variant.moment))
      // What a student writes: rounded to the asked digits.
      let written = value.rounded(decimals: test.decimals).numeral.value
      #expect(question.blanks[0].answer(to: written)?.percent == 100)
      for mistake in variant.mistakes.first(where: { $0.quantity == quantity })?.values ?? [] {
        let number = mistake.value.rounded(decimals: test.decimals).numeral.value
        let answer = question.blanks[0].answer(to: number)
        if answer?.feedback.contains(mistake.kind.sentence) == true { told += 1 }
      }
    }
    #expect(asked.isEmpty)
    #expect(told > 20)
  }

  @Test func `a sentence of the catalogue is the same in a blank`() {
    for kind in MistakeKind.allCases {
      #expect(ClozeBlank.feedback(kind.sentence) == kind.sentence)
    }
    #expect(ClozeBlank.feedback(#"a } b # c ~ \frac{1}{2} <b>"#) == "a ) b   c    frac(1)(2)  b ")
  }

  @Test(arguments: [
    "{1:NUMERICAL:=5:0}", "a ]]> b", "<script>&amp;", "}{#~=%", "tab\tand\nline\u{1}\u{FFFE}",
    "a/b\"",
  ])
  func `a title cannot break out`(_ title: String) throws {
    var problem = ProblemExamples.twoTwoTwo
    problem.title = title
    let recipe = VariantRecipe(source: .problem("dir/\(title).json"))
    var bank = try QuestionBank(recipe, template: problem, .moodle)
    try bank.add(variant: 1)
    let reader = try MoodleReader(bank.bytes)
    #expect(reader.questions.count > 10)
    #expect(reader.questions[0].blanks.count == reader.questions.count - 1)
    var cards = try QuestionBank(recipe, template: problem, .anki)
    try cards.add(variant: 1)
    #expect(try AnkiFile(cards.bytes).notes.count == reader.questions.count - 1)
  }

  @Test func `an end mark is split between two sections`() throws {
    #expect(characterData("a ]]> b") == "<![CDATA[a ]]]]><![CDATA[> b]]>")
    for text in ["a ]]> b", "]]>]]>", "]]", "]]]>", "x"] {
      let read = try TinyXML.read(Array("<t>\(characterData(text))</t>".utf8))
      #expect(read.text == text)
    }
    #expect(characterData("") == "")
  }

  private func characterData(_ text: String) -> String {
    var buffer = OutputBuffer()
    CharacterData.append(text, to: &buffer)
    return buffer.text
  }

  // MARK: Numbers

  @Test(arguments: [
    ("0.138499", 4, "0.138499"), ("-0.00004", 4, "-0.00004"), ("0.0000001", 4, "0"),
    ("12", 4, "12"),
    ("-1200", 1, "-1200"), ("1/3", 2, "0.3333"), ("-2/3", 4, "-0.666667"), ("0.5", 3, "0.5"),
    ("100.25", 1, "100.25"), ("0.9999999", 2, "1"),
  ])
  func `numbers are plain`(_ number: String, decimals: Int, expected: String) throws {
    let value = try #require(try TypedNumber(parsing: number).value.rational)
    #expect(ExchangeNumber.text(.rational(value), decimals: decimals) == expected)
  }

  @Test(arguments: [(0, "1"), (1, "0.1"), (4, "0.0001"), (12, "0.000000000001")])
  func `the tolerance is a unit of the last digit`(decimals: Int, expected: String) {
    #expect(ExchangeNumber.tolerance(decimals: decimals) == expected)
  }

  // MARK: Anki

  /// A file as Anki's import takes it apart.
  struct AnkiFile {
    var notes: [[String]] = []

    struct Fault: Error { var line: String }

    init(_ bytes: [UInt8]) throws {
      let text = String(decoding: bytes, as: UTF8.self)
      var header: [String] = []
      for line in text.split(separator: "\n", omittingEmptySubsequences: true).map(String.init) {
        if line.hasPrefix("#"), notes.isEmpty {
          header.append(line)
          continue
        }
        let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        // A quotation mark at the start of a field would make it a quoted one.
        guard fields.count == 3, !fields.contains(where: { $0.contains("\"") || $0.isEmpty }) else {
          throw Fault(line: line)
        }
        notes.append(fields)
      }
      guard
        header.prefix(4) == [
          "#separator:tab", "#html:true", "#columns:Front\tBack\tTags", "#tags column:3",
        ], header.count == 5, header[4].hasPrefix("#deck:")
      else {
        throw Fault(line: header.joined(separator: "\n"))
      }
    }
  }

  @Test(arguments: cases)
  func `cards have a question, its answer with steps, and tags`(_ test: Case) throws {
    let file = try AnkiFile(try test.bytes(.anki, variants: 2))
    let questions = try MoodleReader(try test.bytes(.moodle, variants: 2)).questions.filter {
      $0.category.hasSuffix("each")
    }
    #expect(file.notes.count == questions.count)
    #expect(Set(file.notes.map { $0[0] }).count == file.notes.count)
    for note in file.notes {
      for side in note.prefix(2) {
        #expect(MarkupChecker(side.replacing("<br>", with: "<br/>")).complaints.isEmpty)
        #expect(side.split(separator: "\\(").count == side.split(separator: "\\)").count)
        #expect(!side.contains("{{") || !side.contains("::"))
      }
      #expect(note[0].contains("What is \\("))
      #expect(note[1].contains("<br>"))
      #expect(note[2].hasPrefix("backpropagation \(test.shape) variant-"))
    }
  }

  @Test func `the same recipe gives the same bytes`() throws {
    for format in QuestionBank.Format.allCases {
      #expect(try Case().bytes(format, variants: 2) == Case().bytes(format, variants: 2))
    }
  }
}
