import Coursework
import Testing

@Suite struct ClassListTests {
  @Test(arguments: [
    ("Ada Lovelace\nAlan Turing\n", ["Ada Lovelace", "Alan Turing"]),
    ("name\r\nAda\r\n\r\nAlan\r\n", ["Ada", "Alan"]),
    ("\u{FEFF}Name\nAda", ["Ada"]),
    ("\"Lovelace, Ada\"\n\"a \"\"b\"\" c\"\n", ["Lovelace, Ada", "a \"b\" c"]),
    ("id,Name,mail\n1,Ada,a@b\n2,,x\n3,Alan,c@d\n", ["Ada", "Alan"]),
    ("First name;Last name\nAda;Lovelace\nAlan;Turing\n", ["Ada Lovelace", "Alan Turing"]),
    ("Surname\tFirst_Name\nLovelace\tAda\n", ["Ada Lovelace"]),
    ("Ada,7\nAlan,8\n", ["Ada", "Alan"]),
    ("\"Ada\nLovelace\"\n  Alan \t \n", ["Ada Lovelace", "Alan"]),
    ("Ame\u{301}lie O'Hara\n", ["Ame\u{301}lie O'Hara"]),
    ("5\" disk\n", ["5\" disk"]),
  ])
  func `names are found`(text: String, names: [String]) throws {
    #expect(try ClassList(Array(text.utf8)).names == names)
  }

  @Test(arguments: [
    ("", ClassList.ReadingError.empty), ("name\n", .empty), (" \n,,\n", .empty),
    ("Ada\n\"Alan\nGrace\n", .openQuotation(line: 2)),
  ])
  func `a list without names is told`(text: String, error: ClassList.ReadingError) {
    #expect(throws: error) { try ClassList(Array(text.utf8)) }
  }

  @Test func `other encodings are told`() {
    #expect(throws: ClassList.ReadingError.encoding) { try ClassList([0x41, 0xE9, 0x0A]) }
  }
}
