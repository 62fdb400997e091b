import Testing

@testable import backprop_explain

/// The scripts are run by the shells themselves where they are installed; bash always is.
@Suite struct CompletionScriptTests {
  @Test func `bash accepts and registers its script`() throws {
    let outcome = try Program().bash(
      """
      "$PROGRAM" completions bash > script && bash -n script && source ./script
      complete -p backprop-explain
      """)
    #expect(outcome.errors.isEmpty)
    #expect(
      outcome.output == "complete -o filenames -F _backprop_explain backprop-explain\n")
  }

  @Test(arguments: [
    (["ex"], "explain"),
    (["xo"], "xor"),
    (["xor", "--forc"], "--force"),
    (["--format", ""], ExplainFormat.allCases.map(\.rawValue).joined(separator: " ")),
    (["--format", "=", "mark"], "markdown"),
    (["verify", "a.md", "--format", "j"], "json junit"),
    (["verify", "net.j"], "net.json"),
    (["verify", "a.md", "net.j"], "net.json"),
    (["verify", "a.md", "--problem", "xo"], "xor"),
    (["verify", "a.md", "--cost", "half"], "half-squared-error"),
    (["xor", "--only", "delta,gr"], "delta,gradient"),
    (["--detail", "full", "soft"], "softmax"),
    (["new", ""], "lesson problem notation"),
    (["new", "problem", "--f"], "--force"),
    (["lessons", "van"], "vanishing-gradient"),
    (["completions", ""], "bash zsh fish"),
    (["explain", "net.j"], "net.json"),
    (["xor", "-o", "net.j"], "net.json"),
    (["xor", "--lessons", "fol"], "folder"),
    (["--check="], ""),
  ])
  func `bash completes a word`(words: [String], expected: String) throws {
    let program = try Program(files: ["net.json": "", "folder/a.md": ""])
    let quoted = words.map { "'\($0)'" }.joined(separator: " ")
    let outcome = try program.bash(
      """
      source <("$PROGRAM" completions bash)
      COMP_WORDS=(backprop-explain \(quoted))
      COMP_CWORD=\(words.count)
      _backprop_explain
      echo "${COMPREPLY[*]}"
      """)
    #expect(outcome.errors.isEmpty)
    #expect(outcome.output == expected + "\n")
  }

  @Test(arguments: [Shell.zsh, .fish])
  func `another shell accepts its script, if it is installed`(shell: Shell) throws {
    let outcome = try Program().bash(
      """
      command -v \(shell) > /dev/null || exit 0
      "$PROGRAM" completions \(shell) > script && \(shell) -n script
      """)
    #expect(outcome == .init(code: 0, output: "", errors: ""))
  }

  @Test(arguments: Shell.allCases)
  func `every script knows every command and option`(shell: Shell) {
    let script = CompletionScript.text(for: shell)
    for command in CommandName.allCases { #expect(script.contains(command.rawValue)) }
    for option in OptionName.allCases {
      let spelling = shell == .fish ? "-l \(option.rawValue)" : option.spelling
      #expect(script.contains(spelling))
    }
  }
}
