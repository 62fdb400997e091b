public import BackpropEngine
import MathSyntax
import Typesetting

/// Worksheets of several variants with their keys, as bytes of a format.
public struct Handout: Sendable {
  /// How the first variant is made; the others differ in their number only.
  public var recipe: VariantRecipe
  /// What a sheet leaves blank, and what it shows.
  public var options = WorksheetOptions()
  /// What a key shows.
  public var key = WorksheetOptions.Key.short
  /// What the bytes are.
  public var format = Format.markdown
  /// With LaTeX: whether only the body is written.
  public var isFragment = false

  private var generator: VariantGenerator

  /// A format that handouts are written in.
  public enum Format: String, Hashable, Sendable, CaseIterable {
    case markdown
    case latex
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
  public mutating func page(_ number: Int) throws(DiagnosticList) -> Page {
    let variant: VariantGenerator.Variant
    do {
      variant = try generator.variant(number)
    } catch {
      throw DiagnosticList([error.diagnostic])
    }
    let worksheet: Worksheet
    do {
      worksheet = try Worksheet(variant, decimals: recipe.wishes.decimals, options)
    } catch {
      throw DiagnosticList(error, notation: options.notation)
    }
    do {
      return Page(
        variant: number, sheet: bytes(try worksheet.document(), number),
        key: bytes(try worksheet.key(key), number))
    } catch {
      throw DiagnosticList(error, notation: options.notation)
    }
  }

  private func bytes(_ document: Document, _ number: Int) -> [UInt8] {
    var own = recipe
    own.variant = number
    var entries = own.entries
    if options.notation.name != Notation.nielsen.name {
      entries.append(("notation", options.notation.name))
    }
    let file = HandoutFile(entries: entries, document: document)
    var buffer = OutputBuffer()
    switch format {
    case .markdown: file.writeMarkdown(to: &buffer)
    case .latex: file.writeLaTeX(fragment: isFragment, to: &buffer)
    }
    return buffer.bytes
  }
}
