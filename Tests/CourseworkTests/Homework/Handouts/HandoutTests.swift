import BackpropEngine
import Coursework
import ExactArithmetic
import MathSyntax
import TestSupport
import Testing

@Suite struct HandoutTests {
  /// A recipe with a format and what is blank.
  struct Case: Sendable, CustomTestStringConvertible {
    var shape = "2-2-1"
    var activation = Activation.sigmoid
    var output: Activation?
    var cost = Cost.halfSquaredError
    var numbers = NumberKind.decimals
    var blanks = WorksheetOptions.Blanks.values
    var format = Handout.Format.markdown
    var notation = Notation.nielsen

    var testDescription: String {
      "\(shape) \(activation.name) \(numbers.rawValue) \(blanks.rawValue) \(format.rawValue)"
    }

    func handout() throws -> Handout {
      var wishes = VariantWishes()
      wishes.numbers = numbers
      let recipe = VariantRecipe(
        source: .shape(
          try NetworkShape(
            parsing: shape, activation: activation, outputActivation: output, cost: cost)),
        variant: 1, seed: 3, wishes: wishes)
      var handout = try Handout(recipe)
      handout.options.blanks = blanks
      handout.options.notation = notation
      handout.format = format
      return handout
    }
  }

  static let cases: [Case] =
    WorksheetOptions.Blanks.allCases.map { Case(blanks: $0) } + [
      Case(blanks: .values, format: .latex), Case(blanks: .steps, format: .latex),
      Case(shape: "2-1", activation: .relu, numbers: .integers, blanks: .steps),
      Case(
        shape: "2-3", activation: .softmax, cost: .crossEntropy, numbers: .fractions,
        blanks: .values),
    ]

  @Test(arguments: cases)
  func `a key verifies by itself`(_ test: Case) throws {
    var handout = try test.handout()
    let page = try handout.page(2)
    let name = test.format == .latex ? "key.tex" : "key.md"
    let verification = try Verifier.verify(page.key, named: name, VerificationRequest())
    #expect(verification.outcome == .right)
    let others = verification.judgements.filter {
      $0.verdict.group != .right && $0.verdict != .given
    }
    #expect(others.map(\.text).isEmpty)
    #expect(verification.count(.right) >= 12)
  }

  @Test func `a sheet gives no answer away`() throws {
    var handout = try Case().handout()
    let page = try handout.page(1)
    let sheet = String(decoding: page.sheet, as: UTF8.self)
    let key = String(decoding: page.key, as: UTF8.self)
    let answers = Self.answers(key)
    #expect(answers.count > 20)
    // Two decimals may stand among the given numbers; four decimals do not.
    for answer in answers where answer.count >= 10 { #expect(!sheet.contains(answer)) }
  }

  /// The cells behind those that name a quantity.
  private static func answers(_ key: String) -> [Substring] {
    key.split(separator: "\n").filter { $0.hasPrefix("|") }.flatMap { line in
      line.split(separator: "|").enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
    }.filter { $0.contains("$") }
  }

  @Test func `the same recipe gives the same bytes, another variant others`() throws {
    var first = try Case().handout()
    var second = try Case().handout()
    let page = try first.page(1)
    #expect(try second.page(1).sheet == page.sheet)
    #expect(try second.page(2).sheet != page.sheet)
  }

  @Test(arguments: [
    VariantRecipe(source: .lesson("xor"), variant: 3, seed: 9),
    VariantRecipe(source: .problem("net.json"), variant: 1, seed: .max, wishes: wishes),
  ])
  func `front matter reads back`(_ recipe: VariantRecipe) throws {
    let entries = recipe.entries
    let read = try VariantRecipe { key in entries.first { $0.key == key }?.value }
    #expect(read == recipe)
  }

  private static let wishes: VariantWishes = {
    var wishes = VariantWishes()
    wishes.numbers = .fractions
    wishes.decimals = 6
    wishes.sample = 2
    wishes.tellsMistakesApart = false
    wishes.allowsDeadUnits = true
    return wishes
  }()

  @Test func `the front matter of a shape reads back`() throws {
    let recipe = VariantRecipe(
      source: .shape(
        try NetworkShape(
          parsing: "2-3-2", activation: .relu, outputActivation: .softmax, cost: .crossEntropy)))
    let entries = recipe.entries
    #expect(try VariantRecipe { key in entries.first { $0.key == key }?.value } == recipe)
  }

  @Test(arguments: [
    ("variant", "0"), ("variant", "x"), ("seed", "-1"), ("numbers", "roman"), ("decimals", "99"),
    ("sample", "0"), ("activation", "sin"), ("cost", "much"),
  ])
  func `front matter that was changed is told`(key: String, value: String) throws {
    let entries = ["shape": "2-2-1", "variant": "1", "seed": "1"]
      .merging([key: value]) { $1 }
    #expect(throws: VariantError.setting(key: key, value: value)) {
      try VariantRecipe { entries[$0] }
    }
  }

  @Test(arguments: [WorksheetOptions.Blanks.values, .lines, .steps], ["sheet.md", "sheet.tex"])
  func `what a sheet shows as an example is given`(
    _ blanks: WorksheetOptions.Blanks, _ name: String
  ) throws {
    var test = Case(blanks: blanks)
    test.format = name == "sheet.md" ? .markdown : .latex
    var handout = try test.handout()
    let full = try Verifier.verify(try handout.page(1).key, named: name, VerificationRequest())
    handout.options.workedRows = 1
    let page = try handout.page(1)
    // Nothing is filled in: nothing is right, and nothing is wrong.
    let blank = try Verifier.verify(page.sheet, named: name, VerificationRequest())
    #expect(blank.count(.right) == 0)
    #expect(blank.count(.wrong) == 0)
    #expect(blank.count(.given) >= 6)
    // Of a sheet that is filled in, the rest has its points.
    let filled = try Verifier.verify(page.key, named: name, VerificationRequest())
    let examples = full.count(.right) - filled.count(.right)
    #expect(examples >= 6)
    #expect(filled.count(.given) == full.count(.given) + examples)
    #expect(filled.outcome == .right)
  }

  @Test func `an example that was changed is wrong`() throws {
    var handout = try Case().handout()
    handout.options.workedRows = 1
    let sheet = String(decoding: try handout.page(1).sheet, as: UTF8.self)
    let row = try #require(sheet.split(separator: "\n").first { $0.contains("$C$") })
    let number = try #require(row.split(separator: "|").last { $0.contains("$0.") })
    let changed = Array(sheet.replacing(number, with: " $0.9999$ ").utf8)
    let verification = try Verifier.verify(changed, named: "sheet.md", VerificationRequest())
    #expect(verification.count(.wrong) == 1)
  }

  @Test func `a mistake on a filled-in sheet is named`() throws {
    var handout = try Case().handout()
    let page = try handout.page(1)
    handout.key = .mistakes
    let marking = String(decoding: try handout.page(1).key, as: UTF8.self)
    // What the marking key says of the first error of the output.
    let line = try #require(
      marking.split(separator: "\n").first { $0.contains("\\delta_{1}^{2}") })
    let cells = line.split(separator: "|")
    let wrong = try #require(cells[2].split(separator: "`").first)
    let number = wrong.filter { "0123456789.-".contains($0) }
    let lines = String(decoding: page.key, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false
    ).map { line in
      guard line.contains("\\delta_{1}^{2}") else { return String(line) }
      // What stands beside it stays.
      let rest = line.split(separator: "|", omittingEmptySubsequences: false).dropFirst(3)
      return "| $\\delta_{1}^{2}$ | $\(number)$ |" + rest.joined(separator: "|")
    }
    let verification = try Verifier.verify(
      Array(lines.joined(separator: "\n").utf8), named: "sheet.md", VerificationRequest())
    let judgement = try #require(verification.judgements.first { $0.verdict.group == .wrong })
    #expect(judgement.mistake?.id == "FORGOT_FPRIME_OUT")
  }

  /// Recipes of every kind of number, whose pages are filled into stencils.
  static let stenciled: [Case] = [
    Case(shape: "2-2-2"), Case(shape: "2-2-1", notation: Self.lectureNotation),
    Case(shape: "2-1", activation: .relu, numbers: .integers),
    Case(shape: "2-3", activation: .softmax, cost: .crossEntropy, numbers: .fractions),
    Case(shape: "2-3", activation: .softmax, cost: .crossEntropy, numbers: .integers),
  ]

  private static let lectureNotation = Notation.presets.last ?? .nielsen

  @Test(arguments: stenciled)
  func `a page that is filled in is the page that would be printed`(_ test: Case) throws {
    var handout = try test.handout()
    for number in [1, 2, 12] {
      // A handout of its own prints its first page.
      var fresh = try test.handout()
      let page = try handout.page(number)
      #expect(page.sheet == (try fresh.page(number)).sheet)
      #expect(page.key == (try fresh.page(number)).key)
      #expect(!String(decoding: page.sheet + page.key, as: UTF8.self).contains("98760"))
    }
  }

  @Test func `a page in HTML tells no answer, and has a field for each`() throws {
    var test = Case()
    var handout = try test.handout()
    let key = String(decoding: try handout.page(1).key, as: UTF8.self)
    test.format = .html
    handout = try test.handout()
    let page = try handout.page(1)
    let sheet = String(decoding: page.sheet, as: UTF8.self)
    let answers = Self.answers(key).map { $0.filter { "0123456789.".contains($0) } }
    #expect(answers.count > 20)
    #expect(sheet.ranges(of: "<input class=\"answer\"").count == answers.count)
    for answer in answers where answer.count >= 6 { #expect(!sheet.contains(answer)) }
    #expect(!String(decoding: page.key, as: UTF8.self).contains("<input"))
  }

  @Test(arguments: [Handout.Format.markdown, .latex, .html])
  func `several variants stand in one file, each with its own numbers and name`(
    _ format: Handout.Format
  ) throws {
    var handout = try Case().handout()
    handout.format = format
    handout.names = ["Ada & Co", "Alan"]
    let text = String(decoding: try handout.pages(3, keys: false), as: UTF8.self)
    #expect(text.ranges(of: "variant ").count == 3)
    #expect(text.contains("Ada") && text.contains("Alan"))
    #expect(!text.contains("seed:"))
    let breaks: String =
      switch format {
      case .markdown: "\n---\n"
      case .latex, .pdf: "\\clearpage"
      case .html: "<hr class=\"page\">"
      }
    #expect(text.ranges(of: breaks).count == 2)
  }

  @Test func `the network is drawn with blanks on the sheet and with numbers on the key`() throws {
    var handout = try Case().handout()
    handout.options.showsDrawing = true
    let page = try handout.page(1)
    #expect(String(decoding: page.sheet, as: UTF8.self).contains("____"))
    #expect(String(decoding: page.sheet, as: UTF8.self).contains("to be filled in"))
    #expect(!String(decoding: page.key, as: UTF8.self).contains("____"))
  }
}
