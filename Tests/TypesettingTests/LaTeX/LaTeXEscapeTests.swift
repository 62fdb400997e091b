import MathSyntax
import Testing
import Typesetting

struct LaTeXEscapeTests {
  private func body(_ text: String) -> String {
    String(body([.paragraph([.text(text)])]).dropFirst().dropLast())
  }

  /// A fragment behind its first three lines: what it needs, and two definitions.
  private func body(_ blocks: [Block]) -> String {
    var buffer = OutputBuffer()
    LaTeXWriter(fragment: true).write(Document(title: [], blocks: blocks), to: &buffer)
    return buffer.text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(3)
      .joined(separator: "\n")
  }

  /// What TeX would act on, unless a backslash comes before it.
  private static let active: Set<Character> = ["$", "&", "#", "%", "_", "^", "~"]

  @Test(arguments: UInt8(0)..<128)
  func `no ASCII character reaches TeX as a command`(byte: UInt8) {
    let scalar = Unicode.Scalar(byte)
    let text = body("a" + String(Character(scalar)) + "b")
    #expect(text.hasPrefix("a") && text.hasSuffix("b"))
    var previous: Character = " "
    var depth = 0
    for character in text {
      if Self.active.contains(character) { #expect(previous == "\\", "\(text)") }
      if character == "{", previous != "\\" { depth += 1 }
      if character == "}", previous != "\\" { depth -= 1 }
      #expect(depth >= 0)
      #expect(character.asciiValue.map { $0 >= 0x20 && $0 < 0x7F } ?? false, "\(text)")
      previous = character
    }
    #expect(depth == 0)
  }

  @Test(
    arguments: [
      ("100% of a_b & $5 #1", "100\\% of a\\_b \\& \\$5 \\#1"),
      ("C:\\temp", "C:\\textbackslash{}temp"),
      ("{~^}", "\\{\\textasciitilde{}\\textasciicircum{}\\}"),
      ("<a|b>", "\\textless{}a\\textbar{}b\\textgreater{}"),
      ("-- '' ,,", "-{}- '{}' ,{},"),
      (
        "−0.5 ≈ δ²₁",
        "\\ensuremath{-}0.5 \\ensuremath{\\approx} \\ensuremath{\\delta}\\ensuremath{^{2}}\\ensuremath{_{1}}"
      ),
      (
        "α → ℝ ∈ ∂",
        "\\ensuremath{\\alpha} \\ensuremath{\\to} \\ensuremath{\\mathbb{R}} \\ensuremath{\\in} \\ensuremath{\\partial}"
      ),
      ("é ß ő", "é ß ő"),
      ("中", "\\texttt{[U+4E2D]}\\allowbreak{}"),
      ("\u{1B}", "\\texttt{[U+001B]}"),
    ] as [(String, String)])
  func `characters in running text`(text: String, expected: String) {
    #expect(body(text) == expected)
  }

  @Test func `a long number is broken rather than set into the margin`() {
    let digits = String(repeating: "1234567890", count: 30)
    let derivation = Derivation(subject: [.letter("x")], lines: [.init(.equals, [.number(digits)])])
    let text = body([.derivation(derivation)])
    // A digit is half as wide as the font size, and a line holds 41 of that.
    for line in text.split(separator: "\n") {
      #expect(line.filter(\.isNumber).count <= 82)
    }
    #expect(text.filter(\.isNumber) == digits)
  }
}
