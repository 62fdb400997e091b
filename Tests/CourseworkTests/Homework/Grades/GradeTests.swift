import BackpropEngine
import Derivations
import ExactArithmetic
import MathSyntax
import Testing
import Typesetting

@testable import Coursework

@Suite struct GradeTests {
  private static func scheme(_ text: String) throws -> PointsScheme {
    try PointsScheme.read(Array(text.utf8), notation: .nielsen)
  }

  @Test(arguments: [
    ("", "3.3333", "4"),
    ("* 0\ndelta 3", "1", "3"),
    ("delta 3", "4", "6"),
    ("z 2\na 0\n", "5.3333", "6"),
    ("forward layer=1  5\ngradient 0.5", "10.8333", "11.5"),
    ("FOLLOWS 50%", "2.8333", "4"),
    ("FORGOT_FPRIME_OUT 25%", "3.4167", "4"),
    ("BROKEN_LINK 10%\nCOARSE 0%", "2.8667", "4"),
    ("* 0\n$\\delta^2_1$ 6", "2", "6"),
    ("* 0\n$\\delta^2_1$ 3\n$\\delta^2_2$  3", "1", "6"),
    ("* 0\n$\\partial C/\\partial w^2_{11}$ 2 # ", "", ""),
    ("# nothing\r\n\r\n  * 2  \r\n", "6.6667", "8"),
  ])
  func `points follow the file`(text: String, score: String, maximum: String) throws {
    guard !score.isEmpty else {
      #expect(throws: DiagnosticList.self) { try Self.scheme(text) }
      return
    }
    let grade = Grade(SampleSubmission.verification, try Self.scheme(text))
    #expect(grade.score.pointsText == score)
    #expect(grade.maximum.pointsText == maximum)
  }

  @Test func `a line that nobody could read takes nothing away`() {
    let judgements = [
      SampleSubmission.claim("a", in: "a", .right),
      SampleSubmission.claim("b", in: "a\nb", .unreadable, credit: 0),
      SampleSubmission.claim("c", in: "a\nb\nc", .undecided, credit: 0),
    ]
    let grade = Grade(Verification(name: "", judgements: judgements))
    #expect(grade.score == 1)
    #expect(grade.maximum == 1)
    #expect(grade.openCount == 2)
  }

  @Test func `a result that is asked for and missing is told`() throws {
    let scheme = try Self.scheme("$\\delta^2_2$ 3")
    let submission = GradedSubmission(
      SampleSubmission.verification, source: SampleSubmission.bytes, scheme)
    let text = String(
      decoding: ReportTests.page(TerminalReport.document([submission]), TerminalWriter()),
      as: UTF8.self)
    #expect(text.contains("Missing: \\delta^2_2 (3)."))
  }

  @Test(arguments: [
    ("delta", 0..<5), ("delta two", 0..<9), ("dleta 2", 0..<7), ("z -1", 0..<4), ("z 1e9", 0..<5),
    ("SIGN 2", 0..<6), ("SIGN 101%", 0..<9), ("z 50%", 0..<5), ("$\\delta^2_1 + 1$ 2", 0..<18),
    ("$\\frac{$ 2", 0..<10), ("$x y z$ 2", 0..<9), ("z 1\nlayer=0 2", 4..<13), ("$ $ 2", 0..<5),
    ("z NaN", 0..<5), ("z 1/0", 0..<5), ("z ln(2)", 0..<7),
  ])
  func `a line that is no rule is pointed at`(text: String, place: Range<Int>) {
    #expect {
      try Self.scheme(text)
    } throws: { error in
      let range = (error as? DiagnosticList)?.diagnostics.first?.range
      return range == SourceRange(place.lowerBound, place.upperBound)
    }
  }

  @Test func `points that are no text are refused`() {
    #expect(throws: DiagnosticList.self) {
      try PointsScheme.read([0x7A, 0x20, 0xFF], notation: .nielsen)
    }
  }

  @Test(arguments: [
    ("0", "0"), ("1", "1"), ("10", "10"), ("1/2", "0.5"), ("1/3", "0.3333"), ("2/3", "0.6667"),
    ("-5/4", "-1.25"), ("100", "100"), ("1/20000", "0.0001"), ("1/30000", "0"),
    ("1201/12", "100.0833"),
    ("12", "12"), ("0.05", "0.05"), ("120.5", "120.5"),
  ])
  func `points have at most four decimals and no zeros at the end`(text: String, expected: String)
    throws
  {
    let number = try #require(try TypedNumber(parsing: text).value.rational)
    #expect(number.pointsText == expected)
  }
}
