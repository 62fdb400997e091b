import Coursework
import MathSyntax
import Typesetting

/// Lists the notations, or shows the choices of one.
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
    guard let name else {
      try Console.printList(Notation.presets.map { ($0.name, $0.title) })
      return
    }
    var buffer = OutputBuffer()
    TerminalWriter(width: settings.width, usesColor: settings.usesColor)
      .write(NotationPage(try NotationShelf.notation(name)).document(), to: &buffer)
    try Console.print(buffer.bytes)
  }
}
