import BackpropEngine
import MathSyntax

extension Meaning {
  /// Returns the numbers of the trace that a formula reads, in the order in which it shows them;
  /// chosen and counted numbers are left out.
  func reads(_ formula: MathExpression) -> [(quantity: TraceQuantity, moment: TraceMoment)] {
    var reads: [(quantity: TraceQuantity, moment: TraceMoment)] = []
    func visit(_ part: MathExpression) {
      let name: TraceName?
      switch part {
      case .quantity(let quantity): name = try? self.name(of: quantity)
      case .partial(.quantity(let of), by: .quantity(let by)):
        name = try? derivative(of: of, by: by)
      default:
        for inner in Collapse.parts(of: part) { visit(inner) }
        return
      }
      if case .recorded(let quantity, let moment)? = name { reads.append((quantity, moment)) }
    }
    visit(formula)
    return reads
  }
}
