import BackpropEngine
import Coursework
import MathSyntax
import TestSupport
import Testing

/// Submissions that want to break the program: a verdict or a message, never more.
@Suite struct HostileSubmissionTests {
  private func verified(_ bytes: [UInt8], as format: Verifier.Format) throws -> [Judgement] {
    try VerifierTests.verified(
      String(decoding: bytes, as: UTF8.self), as: format)
  }

  static let texts: [String] = [
    "", " ", "\n\n\n", "=", "= = =", "$$", "$", "$$$$", "$=$", "$ = 3$", "\\[", "\\begin{align}",
    "\\end{align}", "$\\frac{}{} = $", "\\input{/etc/passwd}", "$\\input{x} = 3$",
    "<script>alert(1)</script> $z_1^1 = 1$", "$z = \u{1B}[31m 3$", "| a |\n|---|\n| = |\n",
    "| |\n|---|---|\n||||||\n", "$\\sum_{k=1}^{1000000000000} k = 3$",
    "$\\sum_{k=1}^{100000} \\sum_{j=1}^{100000} 1 = 3$", "$9^{9^{9^{9}}} = 1$",
    "$2^{4096} = 1$", "$0.0^{-1} = 1$", "$1/0 = 1$", "$e^{10^{9}} = 1$", "$\\ln(0) = 1$",
    "$z_1^{99} = 3$", "$z_{99999999}^1 = 3$", "$w_{1,2,3}^1 = 3$", "$z_1^1 = 1e99999$",
    "$z_1^1 = 0.1e-9999$", "---\nproblem: x.json\n---\n", "% problem: y",
    "```math\nz_1^1 = 1", "`$z_1^1 = 1$", "$`z_1^1 = 1`$",
    "\u{FEFF}$z_1^1 = 0.3775$", "$a_1^1 = a_1^1 = a_1^1$", "$S = S$", "$S = T$, $T = S$, $S = 3$",
  ]

  @Test(arguments: texts, Verifier.Format.allCases)
  func `odd texts get a verdict or a message`(text: String, format: Verifier.Format) {
    let result = Result { try VerifierTests.verified(text, as: format) }
    switch result {
    case .success(let judgements):
      #expect(judgements.allSatisfy { $0.line >= 1 && $0.column >= 1 })
    case .failure(let error): #expect(error is DiagnosticList)
    }
  }

  @Test(arguments: [
    String(repeating: "{", count: 10_000), String(repeating: "(", count: 10_000),
    String(repeating: "\\frac{1}{", count: 5_000), String(repeating: "x^{", count: 5_000),
    String(repeating: "1+", count: 20_000) + "1", String(repeating: "2·", count: 20_000) + "1",
    String(repeating: "-", count: 10_000) + "1", String(repeating: "1 = ", count: 3_000) + "1",
    String(repeating: "0", count: 100_000), String(repeating: "z_1^1 ", count: 5_000),
  ])
  func `long and deep formulas are judged or refused`(text: String) throws {
    for formula in ["$\(text) = 3$", "$z_1^1 = \(text)$"] {
      _ = try VerifierTests.verified(formula)
      _ = try VerifierTests.verified(formula, as: .latex)
    }
    _ = try VerifierTests.verified(text + " = 3", as: .text)
  }

  @Test(arguments: [
    Array("%PDF-1.7".utf8), [0x50, 0x4B, 3, 4], [0xFF, 0xD8, 0xFF], [0, 1, 2, 3],
    [0x24, 0xFF, 0x24],
  ])
  func `what is no text is refused with advice`(bytes: [UInt8]) {
    #expect(throws: DiagnosticList.self) {
      _ = try Verifier(VerificationRequest()).verify(bytes, named: "hw.md")
    }
  }

  @Test func `every submission survives the loss of any of its characters`() throws {
    let text = "$z_1^1 = 0.15 \\cdot 0.05 + (0.2) = \\frac{1}{2}$ | $\\delta^2 = (1, 2)$"
    for index in text.indices {
      var shorter = text
      shorter.remove(at: index)
      _ = try VerifierTests.verified(shorter)
    }
  }
}
