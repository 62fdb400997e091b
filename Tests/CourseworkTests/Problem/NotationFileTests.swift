import Coursework
import MathSyntax
import Testing

struct NotationFileTests {
  private func read(_ text: String) throws -> Notation {
    try NotationFile.read(Array(text.utf8))
  }

  @Test func `an empty object is Nielsen's notation under another name`() throws {
    var expected = Notation.nielsen
    expected.name = "custom"
    #expect(try read("{}") == expected)
  }

  @Test(arguments: Notation.presets)
  func `a base alone gives the preset`(preset: Notation) throws {
    let file = #"{ "base": "\#(preset.name)", "name": "\#(preset.name)" }"#
    #expect(try read(file) == preset)
  }

  @Test func `the template is a notation`() throws {
    let notation = try read(NotationFile.template)
    #expect(notation.output == Formula.Item(.accent(.hat, [.letter("y")])))
    #expect(notation.activationFunction == "f")
  }

  @Test func `every choice can be made`() throws {
    let notation = try read(
      #"""
      { "base": "nielsen", "name": "mine", "title": "My lecture",
        "letters": { "weightedInput": "net", "error": "e", "beta1": "β_1" },
        "weightMatrix": "W", "output": "o", "batchCost": null,
        "layer": "superscript-in-parentheses", "layerOfWidth": "superscript",
        "numbering": "by-layer", "weightIndices": "from-to", "weightMatrixShape": "from-by-to",
        "vectors": "rows", "bias": "absorbed", "error": "own-letter", "updates": "becomes",
        "elementwiseProduct": "\\circ", "activationFunction": "\\varphi", "logistic": "σ",
        "sumRanges": true,
        "indices": { "layer": "m", "unit": "p", "otherUnit": "q", "thirdUnit": "r",
                     "thirdUnitFeeds": true, "sample": "s", "lastLayer": "M" },
        "lacks": ["bias", "target"] }
      """#)
    #expect(notation.letters[.weightedInput] == .letter("net"))
    #expect(notation.letters[.beta1] == .script(.letter("β"), sub: [.number("1")]))
    #expect(notation.elementwiseProduct == .circle)
    #expect(notation.activationFunction == "φ")
    #expect(notation.indexLetters.feedingUnit == "r")
    #expect(notation.vectorOrientation == .rows)
    #expect(notation.matrixOrientation == .fromByTo)
    #expect(notation.updateStyle == .becomes)
    #expect(notation.lacks == [.bias, .target])
  }

  @Test(arguments: [
    (#"{ "layer": "above" }"#, #"layer: unknown name "above""#),
    (#"{ "letter": {} }"#, #"the notation: unknown key "letter""#),
    (#"{ "letters": { "speed": "v" } }"#, #"letters: unknown key "speed""#),
    (#"{ "letters": { "cost": "a b" } }"#, #"letters.cost: found the text "a b""#),
    (
      #"{ "letters": { "cost": "w" } }"#,
      "letters: weight and cost have the same letter"
    ),
    (#"{ "base": "bishop" }"#, #"base: unknown name "bishop""#),
    (#"{ "sumRanges": 1 }"#, "sumRanges: found the number 1, expected true or false"),
    (#"{ "indices": { "unit": "k" } }"#, "indices: one letter stands for two indices"),
    (#"{ "elementwiseProduct": "+" }"#, #"elementwiseProduct: found the text "+""#),
    ("[]", "the notation: found an empty list, expected an object { … }"),
  ])
  func `what is wrong is said with its place`(text: String, summary: String) {
    do throws(ProblemFileError) {
      _ = try NotationFile.read(Array(text.utf8))
      Issue.record("read")
    } catch {
      #expect(error.diagnostic.summary == summary)
    }
  }
}
