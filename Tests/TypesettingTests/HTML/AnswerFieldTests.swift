import MathSyntax
import TestSupport
import Testing

@testable import Typesetting

@Suite struct AnswerFieldTests {
  private static let field = AnswerField(
    name: "number z", label: "z", decimals: 4, salt: "s", scaled: -1234)
  private static let document = Document(
    title: ["Sheet"],
    blocks: [
      .paragraph([.formula([Formula.Item(.blank("number z"))])]),
      .paragraph([.formula([Formula.Item(.blank("other"))])]),
    ])

  private func page(fragment: Bool = false) -> String {
    var buffer = OutputBuffer()
    HTMLWriter(fragment: fragment, fields: [Self.field]).write(Self.document, to: &buffer)
    return buffer.text
  }

  @Test func `digests depend on the salt, the name and the number`() {
    let other = AnswerField(name: "number z", label: "z", decimals: 4, salt: "t", scaled: -1234)
    #expect(Set(Self.field.digests + other.digests).count == 6)
    #expect(Self.field.digests[0] == AnswerField.digest("s|number z|-1234"))
    #expect(Self.field.digests.allSatisfy { $0.utf8.count == 16 })
  }

  // From the script of the page, run in a browser.
  @Test(arguments: [
    ("", "811c9dc56a09e667"), ("s|number z|-1234", "f78030b8474cd5e7"),
    ("abc|x|0", "164a4bfb976252a9"),
  ])
  func `the digest is that of the script`(text: String, digest: String) {
    #expect(AnswerField.digest(text) == digest)
  }

  @Test func `a blank with a field is one, another is a line`() {
    let page = page()
    #expect(page.ranges(of: "<input").count == 1)
    #expect(page.contains("border-bottom:1px solid;width:"))
    #expect(MarkupChecker(page).complaints == [])
  }

  @Test func `the security policy lets the script of the fields run`() throws {
    let page = page()
    let scripts = page.ranges(of: "<script>").count
    #expect(scripts == 2)
    let start = try #require(page.ranges(of: "<script>").last).upperBound
    let end = try #require(page.ranges(of: "</script>").last).lowerBound
    let hash = SHA256.base64(of: Array(page[start..<end].utf8))
    #expect(page.contains(" 'sha256-\(hash)';"))
  }
}
