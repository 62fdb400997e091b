import MathSyntax
import Typesetting

/// Lists the notations, or shows the letters of one.
struct NotationsCommand {
  let name: String?
  let settings: TerminalSettings

  init(_ arguments: ParsedArguments) {
    name = arguments.operands.first
    settings = .ofStream(
      Platform.standardOutput, color: arguments.choice(.color) ?? .auto,
      width: arguments.number(.width))
  }

  func run() throws {
    guard let notation = Notation.presets.first(where: { $0.name == name }) else {
      try Console.print(listing(Notation.presets.map { ($0.name, $0.title) }))
      return
    }
    var buffer = OutputBuffer()
    TerminalWriter(width: settings.width, usesColor: settings.usesColor)
      .write(page(of: notation), to: &buffer)
    try Console.print(buffer.bytes)
  }

  private func page(of notation: Notation) -> Document {
    let writer = NotationWriter(notation)
    let letters = notation.indexLetters
    let l = Index.variable(.layer)
    let j = Index.variable(.unit)
    let k = Index.variable(.otherUnit)
    let rows: [(Quantity, String)] = [
      (.input(k), "input \(letters.otherUnit)"),
      (.target(j), "target of output \(letters.unit)"),
      (.weight(l, to: j, from: k), "weight to unit \(letters.unit) from unit \(letters.otherUnit)"),
      (.bias(l, j), "bias of unit \(letters.unit)"),
      (.weightedInput(l, j), "weighted input of unit \(letters.unit)"),
      (.activation(l, j), "activation of unit \(letters.unit)"),
      (.error(l, j), "error of unit \(letters.unit)"),
      (.cost(), "cost"),
      (Quantity(.learningRate), "learning rate"),
    ]
    let table = Table(
      columns: [.init(["symbol"]), .init(["meaning"])],
      rows: rows.map { [[.formula(writer.formula($0))], [.text($1)]] })
    return Document(
      title: [.text(notation.title)],
      summary: [.text("All in layer \(letters.layer); the last layer is \(letters.lastLayer).")],
      blocks: [.table(table)])
  }
}
