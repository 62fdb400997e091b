import BackpropEngine
import Coursework
import MathSyntax

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
  /// Who gets the variants; empty: nobody in particular.
  private let names: [String]
  private let pdfMaker: PDFMaker?
  /// The file or the folder that is written; nil: standard output.
  private let output: String?

  init(_ arguments: ParsedArguments) throws {
    self.arguments = arguments
    notation = try arguments.text(.notation).map(NotationShelf.notation) ?? .nielsen
    names = try Self.names(arguments)
    count = arguments.number(.variants) ?? max(1, names.count)
    bankFormat = Self.bankFormat(arguments)
    if let bankFormat { try Self.checkOptions(for: bankFormat, arguments) }
    format = bankFormat == nil ? try arguments.format(of: "handouts", usual: .markdown) : .markdown
    let target = try PageTarget(arguments, format: format)
    output = target.output
    pdfMaker = target.pdfMaker
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
    handout.options.showsDrawing = arguments.has(.drawing)
    handout.options.notation = notation
    handout.options.arithmetic = arguments.choice(.arithmetic) ?? .auto
    handout.key = arguments.choice(.key) ?? .short
    handout.format = format
    handout.isFragment = arguments.has(.fragment)
    handout.names = names
    if let output, isFolder(output) {
      try write(&handout, toFolder: output)
    } else {
      try writeOne(&handout)
    }
  }

  // MARK: Writing

  /// Writes the sheets, or where a key is asked for the keys, one after the other into one file.
  private func writeOne(_ handout: inout Handout) throws {
    if let output { try Console.checkWritable(output, overwriting: arguments.has(.force)) }
    if output == nil, count > 1, arguments.text(.format) == nil {
      throw Failure(
        Diagnostic(
          .error, "\(count) variants are \(count) files, which need a folder",
          hints: ["name one with --output: -o sheets/", "-o sheets.pdf puts all into one file"]))
    }
    let progress = ProgressLine(total: count, work: "made")
    let page: [UInt8]
    do {
      defer { progress.finish() }
      page = try made { () throws(DiagnosticList) in
        try handout.pages(count, keys: arguments.has(.key), progress: progress.update)
      }
    }
    let bytes = try pdfMaker?.pdf(of: page) ?? page
    if let output {
      try Console.write(bytes, toFile: output, overwriting: arguments.has(.force))
    } else {
      try Console.print(bytes)
    }
  }

  /// Writes a sheet and a key for each variant: all of them, or none.
  private func write(_ handout: inout Handout, toFolder folder: String) throws {
    // What cannot be made at all is told before a folder is.
    let first = try page(&handout, 1)
    var batch = try FileBatch(
      folder: folder, names: (1...count).flatMap { [sheetName($0), keyName($0)] },
      overwriting: arguments.has(.force))
    let progress = ProgressLine(total: count, work: "made")
    do {
      defer { progress.finish() }
      if let pdfMaker {
        try addPDFs(&handout, to: &batch, pdfMaker, progress)
      } else {
        for number in 1...count {
          let page = number == 1 ? first : try page(&handout, number)
          try batch.add(page.sheet, named: sheetName(number))
          try batch.add(page.key, named: keyName(number))
          progress.update(number)
        }
      }
      try batch.commit()
    } catch {
      batch.discard()
      throw error
    }
    Console.complain(
      "\(count) worksheet\(count == 1 ? "" : "s") and their keys are in \(folder)\n")
  }

  /// Makes PDFs on all processors: a LaTeX program takes a second a page.
  private func addPDFs(
    _ handout: inout Handout, to batch: inout FileBatch, _ maker: PDFMaker,
    _ progress: ProgressLine
  ) throws {
    var pages: [Handout.Page] = []
    for number in 1...count { pages.append(try page(&handout, number)) }
    let sources = pages
    // As many at a time as the memory does not notice.
    for start in stride(from: 0, to: count, by: 32) {
      let part = Array(sources[start..<min(count, start + 32)])
      let made = ParallelMap.results(
        2 * part.count, progress: { progress.update(start + $0 / 2) }
      ) { index -> Result<[UInt8], any Error> in
        let page = part[index / 2]
        return Result { try maker.pdf(of: index % 2 == 0 ? page.sheet : page.key) }
      }
      for (index, result) in made.enumerated() {
        let number = part[index / 2].variant
        try batch.add(
          try result.get(), named: index % 2 == 0 ? sheetName(number) : keyName(number))
      }
    }
  }

  private func page(_ handout: inout Handout, _ number: Int) throws -> Handout.Page {
    try made { () throws(DiagnosticList) in try handout.page(number) }
  }

  private func sheetName(_ number: Int) -> String { "\(name(number)).\(ending)" }
  private func keyName(_ number: Int) -> String { "\(name(number))-key.\(ending)" }

  /// Writes the questions of all variants into one file.
  private func writeBank(_ format: QuestionBank.Format) throws {
    var path = output
    if let folder = output, folder.hasSuffix("/") || Console.isFolder(folder) {
      path =
        "\(folder)\(folder.hasSuffix("/") ? "" : "/")\(recipe.source.name).\(format.fileExtension)"
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
    let progress = ProgressLine(total: count, work: "made")
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
    case .html: "html"
    case .pdf: "pdf"
    }
  }

  private func isFolder(_ path: String) -> Bool {
    path.hasSuffix("/") || Console.isFolder(path)
      || count > 1 && !Console.exists(path) && !Console.split(path).name.contains(".")
  }

  private func made<Result>(_ body: () throws(DiagnosticList) -> Result) throws -> Result {
    do { return try body() } catch { throw Failure(error) }
  }

  // MARK: Options

  /// Returns the names of the class list, one a variant.
  private static func names(_ arguments: ParsedArguments) throws -> [String] {
    guard let path = arguments.text(.names) else { return [] }
    let source = Failure.SourceText(name: path, bytes: try Console.read(path))
    let names: [String]
    do {
      names = try ClassList(source.bytes).names
    } catch {
      throw Failure(DiagnosticList([error.diagnostic]), in: source)
    }
    let most = VariantWishes.variantRange.upperBound
    guard names.count <= most else {
      throw Failure(Diagnostic(.error, "\(quoted(path)) has more than \(most) names"))
    }
    if let count = arguments.number(.variants), count < names.count {
      throw Failure(
        Diagnostic(
          .error,
          "\(count) variants are not enough for the \(names.count) names in \(quoted(path))",
          hints: ["without --variants, each name gets one"]))
    }
    return names
  }

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
}
