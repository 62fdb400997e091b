public import MathSyntax

/// Files that are no text, known by how they begin.
public enum ForeignFile {
  /// Returns what to say about a file that is a document of another program, a picture or an archive.
  public static func diagnostic(for bytes: [UInt8]) -> Diagnostic? {
    kind(of: bytes).map { kind in
      Diagnostic("this is \(kind.words), which cannot be verified", hints: [kind.advice])
    }
  }

  /// A kind of file.
  struct Kind: Hashable {
    /// "a PDF file".
    var words: String
    /// What to hand in instead.
    var advice: String
  }

  private static let texts =
    "Markdown (.md), LaTeX (.tex), plain text (.txt) or a notebook (.ipynb)"
  private static let fromText = "hand in what it was made from: \(texts)"
  private static let typed = "type the lines instead, one a line: \(texts)"
  private static let saved = "save it as plain text (.txt), or hand in \(texts)"
  private static let unpacked = "unpack it, and hand in what is in it"

  static func kind(of bytes: [UInt8]) -> Kind? {
    for (signature, kind) in signatures where starts(bytes, with: signature) { return kind }
    // Readers of PDF allow for some bytes before the header.
    if contains(Array("%PDF-".utf8), in: bytes.prefix(1024)) {
      return Kind(words: "a PDF file", advice: fromText)
    }
    if starts(bytes, with: "PK\u{3}\u{4}") { return archive(bytes) }
    if bytes.count >= 12 {
      let brand = bytes[4..<12]
      if brand.starts(with: Array("ftyp".utf8)) {
        let isPhoto = ["heic", "heix", "mif1", "msf1", "avif"]
          .contains { brand.dropFirst(4).elementsEqual($0.utf8) }
        return Kind(words: isPhoto ? "a photo" : "a film", advice: typed)
      }
      if starts(bytes, with: "RIFF"), bytes[8..<12].elementsEqual("WEBP".utf8) {
        return Kind(words: "a picture (WebP)", advice: typed)
      }
    }
    if bytes.count >= 262, bytes[257..<262].elementsEqual("ustar".utf8) {
      return Kind(words: "an archive (tar)", advice: unpacked)
    }
    return nil
  }

  /// Word, OpenDocument and Pages files are archives with well-known names in them.
  private static func archive(_ bytes: [UInt8]) -> Kind {
    let head = bytes.prefix(8192)
    let kinds: [(marks: [String], kind: Kind)] = [
      (["word/"], Kind(words: "a Word file", advice: saved)),
      (["ppt/"], Kind(words: "a PowerPoint file", advice: saved)),
      (["xl/"], Kind(words: "an Excel file", advice: saved)),
      (["opendocument.text"], Kind(words: "an OpenDocument text", advice: saved)),
      (["opendocument"], Kind(words: "an OpenDocument file", advice: saved)),
      (["Index/Document.iwa"], Kind(words: "a Pages file", advice: saved)),
      // The parts of Office files may come in any order.
      (["[Content_Types].xml"], Kind(words: "an Office file", advice: saved)),
    ]
    for (marks, kind) in kinds
    where marks.contains(where: { contains(Array($0.utf8), in: head) }) {
      return kind
    }
    return Kind(words: "an archive (ZIP)", advice: unpacked)
  }

  private static let signatures: [(String, Kind)] = [
    ("%PDF-", Kind(words: "a PDF file", advice: fromText)),
    ("%!PS", Kind(words: "a PostScript file", advice: fromText)),
    ("{\\rtf", Kind(words: "a rich text file (RTF)", advice: saved)),
    ("\u{89}PNG\r\n", Kind(words: "a picture (PNG)", advice: typed)),
    ("\u{FF}\u{D8}\u{FF}", Kind(words: "a photo or a picture (JPEG)", advice: typed)),
    ("GIF8", Kind(words: "a picture (GIF)", advice: typed)),
    ("II*\0", Kind(words: "a picture (TIFF)", advice: typed)),
    ("MM\0*", Kind(words: "a picture (TIFF)", advice: typed)),
    ("\u{D0}\u{CF}\u{11}\u{E0}", Kind(words: "an old Word or Office file", advice: saved)),
    ("\u{1F}\u{8B}", Kind(words: "an archive (gzip)", advice: unpacked)),
    ("7z\u{BC}\u{AF}", Kind(words: "an archive (7z)", advice: unpacked)),
    ("Rar!", Kind(words: "an archive (RAR)", advice: unpacked)),
    ("BZh", Kind(words: "an archive (bzip2)", advice: unpacked)),
    ("\u{FD}7zXZ", Kind(words: "an archive (xz)", advice: unpacked)),
  ]

  /// Whether bytes begin with a signature; its characters up to U+00FF stand for bytes.
  private static func starts(_ bytes: [UInt8], with signature: String) -> Bool {
    bytes.starts(with: signature.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) })
  }

  private static func contains(_ part: [UInt8], in bytes: ArraySlice<UInt8>) -> Bool {
    guard let first = part.first, bytes.count >= part.count else { return false }
    let last = bytes.endIndex - part.count
    return bytes.indices.prefix { $0 <= last }.contains { place in
      bytes[place] == first && bytes[place...].starts(with: part)
    }
  }
}
