import MathSyntax
import Testing

@testable import Coursework

@Suite struct ForeignFileTests {
  private static func zip(_ name: String) -> [UInt8] {
    Array("PK\u{3}\u{4}".utf8) + Array(repeating: 0, count: 26) + Array(name.utf8)
  }

  static let files: [(bytes: [UInt8], words: String)] = [
    (Array("%PDF-1.7\n".utf8), "a PDF file"),
    (Array("\n%PDF-1.7\n".utf8), "a PDF file"),
    (zip("word/document.xml"), "a Word file"),
    (zip("[Content_Types].xml..word/document.xml"), "a Word file"),
    (zip("[Content_Types].xml"), "an Office file"),
    (zip("mimetypeapplication/vnd.oasis.opendocument.text"), "an OpenDocument text"),
    (zip("Index/Document.iwa"), "a Pages file"),
    (zip("hw/hw.md"), "an archive (ZIP)"),
    ([0xD0, 0xCF, 0x11, 0xE0, 0xA1], "an old Word or Office file"),
    ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "a picture (PNG)"),
    ([0xFF, 0xD8, 0xFF, 0xE0], "a photo or a picture (JPEG)"),
    ([0, 0, 0, 24] + Array("ftypheic".utf8) + [0, 0], "a photo"),
    ([0, 0, 0, 24] + Array("ftypisom".utf8) + [0, 0], "a film"),
    (Array("RIFF1234WEBPVP8 ".utf8), "a picture (WebP)"),
    (Array("{\\rtf1\\ansi".utf8), "a rich text file (RTF)"),
    ([0x1F, 0x8B, 8], "an archive (gzip)"),
    (Array(repeating: 65, count: 257) + Array("ustar\0".utf8), "an archive (tar)"),
  ]

  @Test(arguments: files.indices)
  func `a file of another program is known by how it begins`(index: Int) throws {
    let (bytes, words) = Self.files[index]
    #expect(ForeignFile.kind(of: bytes)?.words == words)
    let diagnostic = try #require(ForeignFile.diagnostic(for: bytes))
    #expect(diagnostic.summary.contains(words))
    #expect(diagnostic.hints.count == 1)
  }

  @Test(arguments: [
    "", "z = 1", "# PDF\n$z = 1$", "P", "PK = 3", "RIFF = 1", "\\documentclass{article}", "%",
    "% problem: net.json\n", "{\"cells\": []}", "---\nproblem: net.json\n---\n",
  ])
  func `text is no file of another program`(text: String) {
    #expect(ForeignFile.diagnostic(for: Array(text.utf8)) == nil)
  }
}
