import BackpropEngine
import Coursework
import TestSupport
import Testing

/// What honest students write, and slips that must not pass.
@Suite struct StudentHabitTests {
  @Test(arguments: [
    // A bias without an index is that of the unit at hand.
    "$z^1_1 = 0.15 \\cdot 0.05 + 0.20 \\cdot 0.10 + b = 0.3775$",
    // The parts of the cost by outputs.
    "$C_1 = \\frac12 (0.01 - 0.75136507)^2 = 0.274811083$\n\n$C_2 = 0.023560026$\n\n"
      + "$C = C_1 + C_2 = 0.274811083 + 0.023560026 = 0.298371109$",
    // The product of three derivatives, with numbers put in.
    "$\\frac{\\partial C}{\\partial w^2_{11}} = \\frac{\\partial C}{\\partial a^2_1} "
      + "\\frac{\\partial a^2_1}{\\partial z^2_1} \\frac{\\partial z^2_1}{\\partial w^2_{11}} "
      + "= 0.74136507 \\cdot 0.186815602 \\cdot 0.593269992 = 0.082167041$",
    // A letter for a partial result, rounded before it is used.
    "$s = \\sum_k w^2_{k1} \\delta^2_k = 0.4 \\cdot 0.1385 - 0.5 \\cdot 0.0381 = 0.0364$\n\n"
      + "$\\delta^1_1 = s \\cdot a^1_1 (1 - a^1_1) = 0.0364 \\cdot 0.2413 = 0.0088$",
    // The same letter again for the next unit.
    "$s = 0.4 \\cdot 0.1385 - 0.5 \\cdot 0.0381 = 0.03635$\n\n"
      + "$s = 0.45 \\cdot 0.1385 - 0.55 \\cdot 0.0381 = 0.04137$",
    // The bias of layer 2, in a line about layer 2.
    "$net_{o1} = w_5 * out_{h1} + w_6 * out_{h2} + b_2 * 1$",
  ])
  func `an honest line has no complaint`(text: String) throws {
    let judgements = try VerifierTests.verified(text)
    #expect(!judgements.isEmpty)
    for judgement in judgements {
      #expect([.right, .given].contains(judgement.verdict.group), "\(judgement.text)")
    }
  }

  @Test(arguments: [
    // One digit, one unit off, and exactly the bias that was not updated.
    ("$b'^2_1 = 0.6$", ["MISCONCEPTION UPD_BIAS_KEPT"]),
    // A slip in the middle of a chain is blamed once.
    (
      "$\\delta^2_1 = (0.7514-0.01)\\cdot 0.7514\\cdot(1-0.7514) = 0.7414 \\cdot 0.1968 = 0.1385$",
      ["RIGHT_ROUNDED", "BROKEN_LINK", "RIGHT"]
    ),
    // Whoever goes on with a wrong partial result has its own points.
    (
      "$s = \\sum_k w^2_{k1} \\delta^2_k = 0.0464$\n\n"
        + "$\\delta^1_1 = s \\cdot a^1_1 (1 - a^1_1) = 0.0112$",
      ["GIVEN", "BROKEN_LINK", "RIGHT", "FOLLOWS"]
    ),
    // A partial result with a wrong sign in it is no definition of what it should be.
    (
      "$s = \\sum_k w^2_{k1} \\delta^2_k$\n\n$s = 0.4 \\cdot 0.1385 + 0.5 \\cdot 0.0381 = 0.0745$",
      ["GIVEN", "WRONG +WRONG_START", "RIGHT"]
    ),
    // The part of one output, with the other one's target.
    ("$C_1 = \\frac12 (0.99 - 0.75136507)^2$", ["WRONG"]),
  ])
  func `a slip is told as what it is`(text: String, codes: [String]) throws {
    #expect(VerifierTests.codes(try VerifierTests.verified(text)) == codes)
  }
}
