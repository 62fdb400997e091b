/// Prints the completion script of a shell.
struct CompletionsCommand {
  let shell: Shell?

  init(_ arguments: ParsedArguments) {
    shell = arguments.operands.first.flatMap(Shell.init(rawValue:))
  }

  func run() throws(FileError) {
    if let shell { try Console.print(CompletionScript.text(for: shell)) }
  }
}
