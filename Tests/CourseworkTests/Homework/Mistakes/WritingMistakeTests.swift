import BackpropEngine
import Coursework
import ExactArithmetic
import TestSupport
import Testing

@Suite struct WritingMistakeTests {
  /// Whether a number is the rounding of a right one; a tie goes both ways.
  private static func rounding(of right: Rational) -> WritingMistake.Acceptance {
    { number, decimals in
      let unit =
        decimals >= 0 ? Rational(10).power(decimals).reciprocal : Rational(10).power(-decimals)
      return (number - right).magnitude <= unit * Rational(1, 2)
    }
  }

  private static func number(_ text: String) throws -> Rational {
    try #require(try TypedNumber(parsing: text).value.rational)
  }

  @Test(arguments: [
    ("0.5944", 4, "0.59448", true), ("0.5945", 4, "0.59448", false), ("-0.13", 2, "-0.1385", true),
    ("0.13", 2, "-0.1385", false), ("0.00", 2, "0.0061", true), ("0.12", 2, "0.1385", false),
    ("0.00", 2, "0.0161", false),
  ])
  func `a number that was cut off is told`(
    written: String, decimals: Int, right: String, expected: Bool
  ) throws {
    let isRight = Self.rounding(of: try Self.number(right))
    #expect(
      WritingMistake.isTruncation(try Self.number(written), decimals: decimals, of: isRight)
        == expected)
  }

  @Test(
    arguments: [
      ("1.385", 3, "0.138499", 1), ("0.0138", 4, "0.138499", -1), ("13.85", 2, "0.138499", 2),
      ("0.1385", 4, "0.138499", nil), ("1.395", 3, "0.138499", nil), ("0", 0, "0.138499", nil),
      ("-1385", 0, "-0.1385", 4),
    ] as [(String, Int, String, Int?)])
  func `a misplaced decimal point is told`(
    written: String, decimals: Int, right: String, expected: Int?
  ) throws {
    let isRight = Self.rounding(of: try Self.number(right))
    #expect(
      WritingMistake.scale(try Self.number(written), decimals: decimals, of: isRight) == expected)
  }

  @Test(arguments: [
    ("0.1835", 4, "0.138499", true), ("0.3185", 4, "0.138499", true), ("0.1358", 4, "0.1385", true),
    ("1.0385", 4, "0.1385", true), ("0.1385", 4, "0.1385", false), ("0.8315", 4, "0.1385", false),
    ("-21", 0, "-12", true), ("21", 0, "-12", false), ("0.01", 2, "0.10", true),
    ("7", 0, "7", false),
  ])
  func `two exchanged digits are told`(
    written: String, decimals: Int, right: String, expected: Bool
  ) throws {
    let isRight = Self.rounding(of: try Self.number(right))
    #expect(
      WritingMistake.hasSwappedDigits(try Self.number(written), decimals: decimals, of: isRight)
        == expected)
  }

  @Test func `minus the right number is told`() throws {
    let isRight = Self.rounding(of: try Self.number("0.138499"))
    #expect(WritingMistake.isNegation(try Self.number("-0.1385"), decimals: 4, of: isRight))
    #expect(!WritingMistake.isNegation(try Self.number("0.1385"), decimals: 4, of: isRight))
    #expect(!WritingMistake.isNegation(0, decimals: 0, of: isRight))
  }

  @Test(arguments: [
    ("1.00", 2, false), ("1.01", 2, true), ("-0.1", 1, true), ("0.00", 2, false), ("1", 0, false),
    ("1.0001", 4, true),
  ])
  func `an output of sigmoid outside 0 to 1 is impossible`(
    written: String, decimals: Int, expected: Bool
  ) throws {
    let number = try Self.number(written)
    let problem = ProblemExamples.twoTwoTwo
    #expect(
      problem.isImpossible(number, decimals: decimals, for: .activation(layer: 2, unit: 1))
        == expected)
    #expect(
      !problem.isImpossible(number, decimals: decimals, for: .weightedInput(layer: 2, unit: 1)))
  }

  @Test func `a negative cost and a slope of sigmoid over a quarter are impossible`() throws {
    let problem = ProblemExamples.twoTwoTwo
    #expect(problem.isImpossible(try Self.number("-0.2984"), decimals: 4, for: .cost))
    #expect(!problem.isImpossible(try Self.number("0.2984"), decimals: 4, for: .cost))
    let slope = TraceQuantity.activationDerivative(layer: 1, unit: 1)
    #expect(problem.isImpossible(try Self.number("0.26"), decimals: 2, for: slope))
    #expect(!problem.isImpossible(try Self.number("0.25"), decimals: 2, for: slope))
  }
}
