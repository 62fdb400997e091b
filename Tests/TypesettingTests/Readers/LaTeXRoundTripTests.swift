import MathSyntax
import Testing
import Typesetting

struct LaTeXRoundTripTests {
  @Test(arguments: 0..<100)
  func `what the writer prints is read back as the same formula`(seed: Int) throws {
    var random = FormulaGenerator(seed: UInt64(seed))
    let formula = random.formula()
    for place: LaTeXFormulaWriter.Place in [.document, .markdownBlock, .markdownInline] {
      let text = LaTeXFormulaWriter(place).text(formula)
      do {
        #expect(try LaTeXFormulaReader().read(text) == formula, "\(text)")
      } catch {
        Issue.record("\(text): \(error)")
      }
    }
  }
}
