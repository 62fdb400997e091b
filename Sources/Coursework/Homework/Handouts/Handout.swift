public import BackpropEngine
import MathSyntax
import Typesetting

/// Worksheets of several variants with their keys, as bytes of a format.
public struct Handout: Sendable {
  /// How the first variant is made; the others differ in their number only.
  public var recipe: VariantRecipe
  /// What a sheet leaves blank, and what it shows.
  public var options = WorksheetOptions() {
    // They were printed with the old ones.
    didSet { stencils = WorksheetStencils() }
  }
  /// What a key shows.
  public var key = WorksheetOptions.Key.short
  /// What the bytes are.
  public var format = Format.markdown
  /// With LaTeX and HTML: whether only the body is written.
  public var isFragment = false
  /// Who gets the variants, from the first; more variants than names have a line for the name.
  public var names: [String] = []

  private var generator: VariantGenerator
  private var stencils = WorksheetStencils()

  /// A format that handouts are written in.
  public enum Format: String, Hashable, Sendable, CaseIterable {
    case markdown
    case latex
    case html
    /// LaTeX, which is for a program that makes PDF of it.
    case pdf
  }

  /// A sheet to hand out and its key.
  public struct Page: Sendable {
    /// The variant's number, from 1.
    public var variant: Int
    /// The sheet.
    public var sheet: [UInt8]
    /// The key.
    public var key: [UInt8]
  }

  /// Creates a handout.
  ///
  /// - Parameter template: the problem of the lesson or the file; a shape needs none.
  /// - Throws: why there are no variants of it.
  public init(_ recipe: VariantRecipe, template: Problem? = nil) throws(DiagnosticList) {
    self.recipe = recipe
    do {
      generator = try recipe.generator(template: template)
    } catch {
      throw DiagnosticList([error.diagnostic])
    }
  }

  /// Returns a variant's sheet and key.
  ///
  /// - Throws: that no numbers were found, or that one cannot be computed.
  /// - Complexity: from the second variant on, tables of values in Markdown are only filled in.
  public mutating func page(_ number: Int) throws(DiagnosticList) -> Page {
    let worksheet = try worksheet(number)
    if let page = try stenciled(worksheet) { return page }
    return Page(variant: number, sheet: try sheet(worksheet), key: try key(worksheet))
  }

  /// Returns the sheets of several variants, or their keys, as one file with page breaks between them.
  ///
  /// Of several variants, no front matter could say what they are about: the file has none.
  ///
  /// - Parameter progress: is told after each variant how many are done.
  /// - Throws: that no numbers were found, or that one cannot be computed.
  public mutating func pages(
    _ count: Int, keys: Bool, progress: (Int) -> Void = { _ in }
  ) throws(DiagnosticList) -> [UInt8] {
    var blocks: [Block] = []
    var fields: [AnswerField] = []
    for number in 1...max(1, count) {
      let worksheet = try worksheet(number)
      if count <= 1 {
        return keys ? try key(worksheet) : try sheet(worksheet)
      }
      let document = try keys ? keyDocument(worksheet) : sheetDocument(worksheet)
      if number > 1 { blocks.append(.pageBreak) }
      blocks.append(.heading(level: 1, document.title))
      blocks += document.blocks.map(\.oneLevelDown)
      if !keys { fields += answerFields(worksheet) }
      progress(number)
    }
    let document = Document(title: [], blocks: blocks)
    return bytes(HandoutFile(entries: [], document: document, fields: fields))
  }

  // MARK: One variant

  private mutating func worksheet(_ number: Int) throws(DiagnosticList) -> Worksheet {
    let variant: VariantGenerator.Variant
    do {
      variant = try generator.variant(number)
    } catch {
      throw DiagnosticList([error.diagnostic])
    }
    do {
      let name = names.indices.contains(number - 1) ? names[number - 1] : nil
      return try Worksheet(variant, decimals: recipe.wishes.decimals, name: name, options)
    } catch {
      throw DiagnosticList(error, notation: options.notation)
    }
  }

  private func sheetDocument(_ worksheet: Worksheet) throws(DiagnosticList) -> Document {
    do {
      return try worksheet.document()
    } catch {
      throw DiagnosticList(error, notation: options.notation)
    }
  }

  private func keyDocument(_ worksheet: Worksheet) throws(DiagnosticList) -> Document {
    do {
      return try worksheet.key(key)
    } catch {
      throw DiagnosticList(error, notation: options.notation)
    }
  }

  private func sheet(_ worksheet: Worksheet) throws(DiagnosticList) -> [UInt8] {
    bytes(
      HandoutFile(
        entries: entries(worksheet), document: try sheetDocument(worksheet),
        fields: answerFields(worksheet)))
  }

  private func key(_ worksheet: Worksheet) throws(DiagnosticList) -> [UInt8] {
    bytes(HandoutFile(entries: entries(worksheet), document: try keyDocument(worksheet)))
  }

  private func answerFields(_ worksheet: Worksheet) -> [AnswerField] {
    guard format == .html else { return [] }
    let salt = entries(worksheet).map { "\($0.key)=\($0.value)" }.joined(separator: ";")
    return worksheet.answerFields(salt: AnswerField.digest(salt))
  }

  // MARK: Bytes

  /// The front matter of a variant.
  private func entries(_ worksheet: Worksheet) -> [(key: String, value: String)] {
    var own = recipe
    own.variant = worksheet.number
    own.draw = worksheet.draw
    var entries = own.entries
    if options.notation.name != Notation.nielsen.name {
      entries.append(("notation", options.notation.name))
    }
    if options.workedRows > 0, options.blanks != .none {
      entries.append((WorksheetOptions.workedKey, "\(options.workedRows)"))
    }
    return entries
  }

  private func bytes(_ file: HandoutFile) -> [UInt8] {
    var buffer = OutputBuffer()
    switch format {
    case .markdown: file.writeMarkdown(to: &buffer)
    case .latex: file.writeLaTeX(fragment: isFragment, to: &buffer)
    case .html: file.writeHTML(fragment: isFragment, to: &buffer)
    case .pdf: file.writeLaTeX(to: &buffer)
    }
    return buffer.bytes
  }

  /// Returns a page by filling numbers into one that was printed before; nil where that cannot be.
  private mutating func stenciled(_ worksheet: Worksheet) throws(DiagnosticList) -> Page? {
    guard format == .markdown, options.blanks == .values, key == .short, !options.showsHints,
      !options.showsDrawing, names.isEmpty, worksheet.draw == 1
    else { return nil }
    if !stencils.areMade {
      var printed: (sheet: [UInt8], key: [UInt8])?
      if let marked = worksheet.marked() {
        printed = (try sheet(marked), try key(marked))
      }
      stencils.make(printed, worksheet)
      // What a stencil gives is what would be printed, or there is no stencil.
      let sheet = try sheet(worksheet)
      let key = try key(worksheet)
      let page = stencils.page(worksheet)
      if page?.sheet != sheet || page?.key != key { stencils.discard() }
    }
    return stencils.page(worksheet)
  }
}

extension Block {
  /// The block with its headings one level lower, for a page of several documents.
  fileprivate var oneLevelDown: Block {
    if case .heading(let level, let title) = self {
      .heading(level: level + 1, title)
    } else {
      self
    }
  }
}
