import Testing

/// Lessons that an instructor writes.
@Suite struct OwnLessonTests {
  @Test func `a new lesson runs as it is`() throws {
    let program = try Program()
    let written = try program.run(["new", "lesson", "mine"])
    #expect(written.code == 0)
    #expect(written.errors.contains("mine.md is written"))
    #expect(try program.folder.names == ["mine.md"])
    let outcome = try program.run(["mine.md"])
    #expect(outcome.code == 0)
    #expect(outcome.errors == "")
    #expect(outcome.output.contains("The title at the top of the page"))
    #expect(try program.run(["new", "lesson", "mine"]).code == 2)
  }

  @Test func `a lesson with a false formula is not shown, and the place is told`() throws {
    let lesson = "# Mine\n\nSo $\\delta^L_j = \\frac{\\partial C}{\\partial a^L_j}$.\n"
    let program = try Program(files: ["mine.md": lesson, "lessons/mine.md": lesson])
    for arguments in [["mine.md"], ["mine", "--lessons", "lessons"]] {
      let outcome = try program.run(arguments)
      #expect(outcome.code == 1)
      #expect(outcome.output == "")
      #expect(outcome.errors.contains("mine.md:3:"))
      #expect(outcome.errors.contains("not true: δᴸⱼ = ∂C/∂aᴸⱼ"))
    }
    #expect(try program.run(["mine.md", "-o", "page.html"]).code == 1)
    #expect(try program.folder.names == ["lessons", "mine.md"])
  }

  @Test func `a lesson with a formula that cannot be read is shown, with a warning`() throws {
    let program = try Program(files: ["mine.md": "# Mine\n\nSo $\\delta^l_j = \\delta + )$.\n"])
    let outcome = try program.run(["mine.md"])
    #expect([2, 3].contains(outcome.code))
    #expect(outcome.errors.contains("mine.md:3:"))
    let other = try Program(files: ["mine.md": "# Mine\n\nSo $\\heartsuit(z^l_{jkm}) = 3$.\n"])
    #expect([2, 3].contains(try other.run(["mine.md"]).code))
  }

  @Test func `an unknown directive suggests the nearest`() throws {
    let program = try Program(files: ["mine.md": "# Mine\n\n```explain stps\n```\n"])
    let outcome = try program.run(["mine.md"])
    #expect(outcome.code == 2)
    #expect(outcome.errors.contains("mine.md:3:"))
    #expect(outcome.errors.contains("did you mean \"steps\"?"))
  }
}
