import BackpropEngine
import Coursework
import MathSyntax
import Typesetting

/// Writes worksheets and their keys.
struct HandoutCommand {
  private let arguments: ParsedArguments
  private let recipe: VariantRecipe
  private let template: Problem?
  private let notation: Notation
  private let format: Handout.Format
  /// Where the questions go, if not on paper.
  private let bankFormat: QuestionBank.Format?
  private let count: Int
  /// The file or the folder that is written; nil: standard output.
  private let output: String?

  init(_ arguments: ParsedArguments) throws {
    self.arguments = arguments
    notation = try arguments.text(.notation).map(NotationShelf.notation) ?? .nielsen
    count = arguments.number(.variants) ?? 1
    output = arguments.text(.output).flatMap { $0 == "-" ? nil : $0 }
    bankFormat = Self.bankFormat(arguments)
    if let bankFormat { try Self.checkOptions(for: bankFormat, arguments) }
    format = bankFormat == nil ? try Self.format(arguments) : .markdown
    var wishes = VariantWishes()
    wishes.numbers = arguments.choice(.numbers) ?? wishes.numbers
    wishes.decimals = arguments.number(.decimals) ?? wishes.decimals
    wishes.sample = arguments.number(.sample)
    wishes.tellsMistakesApart = !arguments.has(.anyNumbers)
    wishes.allowsDeadUnits = arguments.has(.deadUnits)
    let (source, template) = try Self.subject(arguments)
    recipe = VariantRecipe(
      source: source, seed: UInt64(arguments.number(.seed) ?? 1), wishes: wishes)
    self.template = template
  }

  func run() throws {
    if let bankFormat { return try writeBank(bankFormat) }
    var handout = try made { () throws(DiagnosticList) in
      try Handout(recipe, template: template)
    }
    handout.options.blanks = arguments.choice(.blanks) ?? .values
    handout.options.showsHints = arguments.has(.hints)
    handout.options.workedRows = arguments.number(.worked) ?? 0
    handout.options.notation = notation
    handout.options.arithmetic = arguments.choice(.arithmetic) ?? .auto
    handout.key = arguments.choice(.key) ?? .short
    handout.format = format
    handout.isFragment = arguments.has(.fragment)
    if let output, isFolder(output) {
      try write(&handout, toFolder: output)
    } else {
      try writeOne(&handout)
    }
  }

  // MARK: Writing

  /// Writes the sheets, or where a key is asked for the keys, one after the other.
  private func writeOne(_ handout: inout Handout) throws {
    if let output { try Console.checkWritable(output, overwriting: arguments.has(.force)) }
    guard count == 1 else {
      throw Failure(
        Diagnostic(
          .error, "\(count) variants are \(count) files, which need a folder",
          hints: ["name one with --output: -o sheets/"]))
    }
    let page = try made { () throws(DiagnosticList) in try handout.page(1) }
    let bytes = arguments.has(.key) ? page.key : page.sheet
    if let output {
      try Console.write(bytes, toFile: output, overwriting: arguments.has(.force))
    } else {
      try Console.print(bytes)
    }
  }

  /// Writes a sheet and a key for each variant: all of them, or none.
  private func write(_ handout: inout Handout, toFolder folder: String) throws {
    let progress = ProgressLine(total: count)
    var files: [(path: String, bytes: [UInt8])] = []
    do {
      defer { progress.finish() }
      for number in 1...count {
        let page = try made { () throws(DiagnosticList) in try handout.page(number) }
        let name = name(number)
        files.append((Self.path(folder, "\(name).\(ending)"), page.sheet))
        files.append((Self.path(folder, "\(name)-key.\(ending)"), page.key))
        progress.update(number)
      }
    }
    try Console.ensureFolder(folder)
    let overwrites = arguments.has(.force)
    for file in files { try Console.checkWritable(file.path, overwriting: overwrites) }
    var written: [String] = []
    for file in files {
      let existed = Console.exists(file.path)
      do {
        try Console.write(file.bytes, toFile: file.path, overwriting: overwrites)
      } catch {
        // A disk that is full: what came before is of no use alone.
        for path in written { Platform.remove(path) }
        throw error
      }
      if !existed { written.append(file.path) }
    }
    Console.complain(
      "\(count) worksheet\(count == 1 ? "" : "s") and their keys are in \(folder)\n")
  }

  /// Writes the questions of all variants into one file.
  private func writeBank(_ format: QuestionBank.Format) throws {
    var path = output
    if let folder = output, folder.hasSuffix("/") || Console.isFolder(folder) {
      path = Self.path(folder, "\(recipe.source.name).\(format.fileExtension)")
    }
    // A folder that is still to be made has nothing in it that could be overwritten.
    if let path, path == output || output.map(Console.isFolder) == true {
      try Console.checkWritable(path, overwriting: arguments.has(.force))
    }
    var options = WorksheetOptions()
    options.showsHints = arguments.has(.hints)
    options.workedRows = arguments.number(.worked) ?? 0
    options.notation = notation
    options.arithmetic = arguments.choice(.arithmetic) ?? .auto
    var bank = try made { () throws(DiagnosticList) in
      try QuestionBank(recipe, template: template, format, options)
    }
    let progress = ProgressLine(total: count)
    do {
      defer { progress.finish() }
      for number in 1...count {
        try made { () throws(DiagnosticList) in try bank.add(variant: number) }
        progress.update(number)
      }
    }
    guard let path else { return try Console.print(bank.bytes) }
    if let output, path != output { try Console.ensureFolder(output) }
    try Console.write(bank.bytes, toFile: path, overwriting: arguments.has(.force))
  }

  /// The name of a variant's files without their ending.
  private func name(_ number: Int) -> String {
    let digits = max(2, String(count).count)
    let text = String(number)
    let padded = String(repeating: "0", count: max(0, digits - text.count)) + text
    return "\(recipe.source.name)-\(padded)"
  }

  private var ending: String {
    switch format {
    case .markdown: "md"
    case .latex: "tex"
    }
  }

  private func isFolder(_ path: String) -> Bool {
    path.hasSuffix("/") || Console.isFolder(path)
      || count > 1 && !Console.exists(path) && !Console.split(path).name.contains(".")
  }

  private static func path(_ folder: String, _ name: String) -> String {
    folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }

  private func made<Result>(_ body: () throws(DiagnosticList) -> Result) throws -> Result {
    do { return try body() } catch { throw Failure(error) }
  }

  // MARK: Options

  private static func subject(
    _ arguments: ParsedArguments
  ) throws -> (VariantRecipe.Source, Problem?) {
    let activation = arguments.text(.activation).flatMap(Activation.init(name:))
    let outputActivation = arguments.text(.outputActivation).flatMap(Activation.init(name:))
    guard let text = arguments.text(.shape) else {
      guard let word = arguments.operands.first else {
        throw Failure(
          Diagnostic(
            .error, "a handout is about a lesson, a problem file, or a --shape",
            hints: ["'\(CommandTable.program) handout --shape 2-2-1 -o sheets/' makes one"]))
      }
      let shelf = ProblemShelf(lessons: try LessonShelf(folder: arguments.text(.lessons)))
      let problem = try shelf.problem(word)
      return (Subject.isPath(word) ? .problem(word) : .lesson(word), problem)
    }
    if let word = arguments.operands.first {
      throw Failure(
        Diagnostic(.error, "\(quoted(word)) and --shape are two subjects; give one of them"))
    }
    do {
      let shape = try NetworkShape(
        parsing: text, activation: activation ?? .sigmoid, outputActivation: outputActivation,
        cost: arguments.choice(.cost) ?? .halfSquaredError)
      return (.shape(shape), nil)
    } catch {
      throw Failure(DiagnosticList([error.diagnostic]))
    }
  }

  private static func format(_ arguments: ParsedArguments) throws(Failure) -> Handout.Format {
    if let format: Handout.Format = arguments.choice(.format) { return format }
    guard let path = arguments.text(.output), let ending = OutputFormat(path: path) else {
      return .markdown
    }
    guard let format = Handout.Format(rawValue: ending.rawValue) else {
      let names = Handout.Format.allCases.map(\.rawValue).joined(separator: ", ")
      throw Failure(
        Diagnostic(
          .error, "handouts are not written as \(ending.rawValue), the format of \(quoted(path))",
          hints: ["there are \(names); --format chooses one whatever the file is called"]))
    }
    return format
  }
}
