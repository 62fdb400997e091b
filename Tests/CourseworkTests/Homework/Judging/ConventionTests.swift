import BackpropEngine
import Coursework
import ExactArithmetic
import TestSupport
import Testing

/// Choices that some lectures make otherwise, and remarks that change no verdict.
@Suite struct ConventionTests {
  private static func codes(_ text: String) throws -> [String] {
    VerifierTests.codes(try VerifierTests.verified(text))
  }

  private static let negatedError =
    "$\\delta_1^2 = (0.01 - 0.7514) \\cdot 0.7514 \\cdot (1 - 0.7514) = -0.1385$"

  @Test func `minus the error is accepted where the update adds`() throws {
    let text = """
      \(Self.negatedError)

      $w_{11}^2 = 0.40 + 0.5 \\cdot (-0.1385) \\cdot 0.5933 = 0.3589$
      """
    let judgements = try VerifierTests.verified(text)
    #expect(judgements.map(\.verdict.group) == [.follows, .right, .right, .right])
    #expect(judgements[0].followsFrom == 3)
    #expect(judgements[0].credit == 1)
  }

  @Test func `minus the error is accepted with an update in letters`() throws {
    let judgements = try VerifierTests.verified(
      "$\\delta_1^2 = -0.1385$\n\n$w'^2_{11} = w^2_{11} + \\eta \\delta_1^2 a_1^1 = 0.3589$")
    #expect(judgements.map(\.verdict.group) == [.follows, .follows, .right])
  }

  @Test func `minus the error is wrong without an update, and where the update subtracts`() throws {
    #expect(try Self.codes("$\\delta_1^2 = -0.1385$") == ["MISCONCEPTION SIGN_OUT"])
    let subtracting = try VerifierTests.verified(
      "$\\delta_1^2 = -0.1385$\n\n$w_{11}'^2 = 0.40 - 0.5 \\cdot (-0.1385) \\cdot 0.5933 = 0.4411$")
    #expect(subtracting[0].verdict == .misconception)
    // One wrong sign among right ones is no convention.
    let single = try VerifierTests.verified(
      "$\\delta_1^2 = 0.1385$\n\n$\\delta_1^1 = -0.0088$\n\n$w_{11}'^2 = 0.3589$")
    #expect(single[1].verdict.group == .wrong)
  }

  @Test func `twice the error follows from a cost without its half`() throws {
    let judgements = try VerifierTests.verified(
      "$C = 0.5967$\n\n$\\delta_1^2 = 0.2770$\n\n$\\delta_2^2 = -0.0762$")
    #expect(VerifierTests.codes(judgements).first == "MISCONCEPTION LOSS_NO_HALF")
    #expect(judgements.dropFirst().map(\.verdict) == [.follows, .follows])
    #expect(judgements.dropFirst().map(\.followsFrom) == [1, 1])
    #expect(
      try Self.codes("$C = 0.2984$\n\n$\\delta_1^2 = 0.2770$").last?.contains("FACTOR_2") == true)
  }

  @Test func `an equals sign before a rounded number is pointed out once, or each time`() throws {
    let text = "$z_1^1 = 0.3775$, $a_1^1 = 0.5933$, $a_1^1 \\approx 0.59$, $a_2^1 = 0.5969$"
    let once = try VerifierTests.verified(text).map { $0.notes.contains(.roundedEquals) }
    #expect(once == [false, true, false, false])
    let always = try VerifierTests.verified(text) { $0.wantsApproximationSigns = true }
    #expect(always.map { $0.notes.contains(.roundedEquals) } == [false, true, false, true])
    #expect(always.allSatisfy { $0.verdict == .right })
  }

  @Test func `a consistent chain from a wrong formula is said to be one`() throws {
    #expect(
      try Self.codes("$\\delta_1^2 = 0.7514 - 0.01 = 0.7414$")
        == ["MISCONCEPTION FORGOT_FPRIME_OUT +WRONG_START", "RIGHT"])
    #expect(
      try Self.codes("$\\delta_1^2 = 0.7514 - 0.01 = 0.8414$").first
        == "MISCONCEPTION FORGOT_FPRIME_OUT")
  }

  @Test func `numbers rounded too early are recognised`() throws {
    // 0.4 · 0.6 + 0.45 · 0.6 + 0.60, where 1.10591 is right.
    let judgements = try VerifierTests.verified("$z_1^2 = 1.1100$")
    #expect(judgements[0].mistake?.id == "ROUNDED_TOO_EARLY")
    #expect(judgements[0].verdict == .wrong)
  }

  @Test func `a later update is what the text says it is`() throws {
    let text = "Update 1: $w'^2_{11} = 0.358916$\n\nUpdate 2: $w^2_{11} = 0.358916$"
    #expect(try VerifierTests.verified(text).allSatisfy { $0.verdict.group == .right })
    // Without the word, it is the weight that was given.
    #expect(
      try VerifierTests.verified("Step 2: $z_1^1 = 0.3775$")[0].verdict == .right)
  }

  @Test func `what a handout prints is nobody's claim`() throws {
    let shape = try NetworkShape(parsing: "2-2-1", activation: .sigmoid, cost: .halfSquaredError)
    for blanks in WorksheetOptions.Blanks.allCases where blanks != .none {
      var handout = try Handout(VariantRecipe(source: .shape(shape), seed: 3))
      handout.options.showsHints = true
      handout.options.blanks = blanks
      let sheet = try handout.page(1).sheet
      let verification = try Verifier(VerificationRequest()).verify(sheet, named: "sheet.md")
      #expect(verification.count(.right) == 0)
      #expect(verification.count(.wrong) == 0)
    }
  }
}
