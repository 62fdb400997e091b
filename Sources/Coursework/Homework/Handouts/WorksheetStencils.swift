import BackpropEngine
import ExactArithmetic
import MathSyntax
import Typesetting

/// A sheet and its key, printed once and filled in for every variant.
///
/// Variants of one recipe differ in their numbers only. Filling them into a printed page takes a
/// hundredth of the time in which the page is made.
struct WorksheetStencils: Sendable {
  /// Whether it was tried to make them.
  private(set) var areMade = false
  private var pages: (sheet: PageStencil, key: PageStencil)?
  private var asked: [TraceQuantity] = []

  /// The mark of the variant's number.
  static let variant = PageStencil.mark(0)
  /// The mark of a number that is given, in the order of `givenNumbers`.
  static func given(_ index: Int) -> Int { PageStencil.mark(1 + index) }
  /// The mark of an answer, in the order of what is asked.
  static func answer(_ index: Int) -> Int { PageStencil.mark(firstAnswer + index) }

  private static let firstAnswer = 50_000

  /// Takes pages that were printed with marks; nil where there are none.
  mutating func make(_ printed: (sheet: [UInt8], key: [UInt8])?, _ worksheet: Worksheet) {
    areMade = true
    asked = worksheet.problem.askedQuantities
    pages = printed.map { (PageStencil($0.sheet), PageStencil($0.key)) }
  }

  /// Gives up, because a filled-in page was not what is printed.
  mutating func discard() { pages = nil }

  /// Returns the pages of a variant; nil where they must be printed.
  func page(_ worksheet: Worksheet) -> Handout.Page? {
    guard let pages else { return nil }
    let numbers = MarkdownNumbers(worksheet.writer)
    let given = worksheet.problem.givenNumbers
    func fill(_ mark: Int, _ buffer: inout OutputBuffer) {
      if mark == 0 {
        buffer.append(number: worksheet.number)
      } else if mark < Self.firstAnswer {
        numbers.append(.typed(given[mark - 1]), to: &buffer)
      } else {
        numbers.append(worksheet.literal(of: asked[mark - Self.firstAnswer]), to: &buffer)
      }
    }
    return Handout.Page(
      variant: worksheet.number, sheet: pages.sheet.filled(fill), key: pages.key.filled(fill))
  }
}

extension Problem {
  /// Returns the problem with marks in the places of `givenNumbers`.
  func marked() -> Problem {
    // Nothing looks at the value; a half is inside every function and every cost.
    withGiven(
      givenNumbers.indices.map {
        TypedNumber(value: Rational(1, 2), text: String(WorksheetStencils.given($0)))
      })
  }
}
