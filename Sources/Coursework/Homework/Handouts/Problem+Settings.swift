import BackpropEngine
import Derivations
import MathSyntax

extension Problem {
  /// What somebody who calculates has to know beside the numbers: the cost, and for new weights η; nil
  /// where there is neither.
  func settings(_ writer: NotationWriter, withUpdate: Bool) -> Block? {
    var sentences: [Prose] = []
    if let cost { sentences.append("The cost of a sample is the \(cost.title).") }
    if withUpdate {
      let rate =
        writer.formula(Quantity(.learningRate)) + [.symbol(.equals)]
        + writer.formula(.typed(optimizer.learningRate))
      sentences.append("The learning rate is \(rate).")
    }
    guard var prose = sentences.first else { return nil }
    for sentence in sentences.dropFirst() { prose = "\(prose) \(sentence)" }
    return .text(prose)
  }
}
