import MathSyntax

/// Makes a PDF of a LaTeX document, with whatever of the LaTeX programs is installed.
struct PDFMaker {
  /// A program that makes PDF from LaTeX.
  enum Engine: String, CaseIterable {
    case tectonic
    case latexmk
    case lualatex
    case xelatex
    case pdflatex
  }

  /// What is installed, the best first.
  private let engines: [(engine: Engine, path: String)]

  /// What the document is called while it is worked on.
  private static let name = "page"
  /// A document is typeset until nothing moves any more, at most as many times.
  private static let mostRuns = 4

  /// Finds a program.
  ///
  /// - Throws: what can be installed, where there is none.
  init() throws(Failure) {
    engines = Engine.allCases.compactMap { engine in
      // latexmk only calls the others.
      let caller = engine == .latexmk ? Platform.program(named: Engine.pdflatex.rawValue) : ""
      guard caller != nil, let path = Platform.program(named: engine.rawValue) else { return nil }
      return (engine, path)
    }
    guard engines.isEmpty else { return }
    throw Failure(
      Diagnostic(
        .error, "a PDF needs a LaTeX program, and none of these is installed: \(Self.names)",
        hints: [
          "Debian, Ubuntu: apt install texlive-latex-extra texlive-pictures lmodern",
          "macOS: brew install tectonic",
          "without one: --format html, and print the page from a browser",
        ]))
  }

  private static var names: String { Engine.allCases.map(\.rawValue).joined(separator: ", ") }

  /// Returns a document as PDF.
  ///
  /// A program that fails, because it lacks a package, leaves the work to the next.
  ///
  /// - Throws: what the first program complained about.
  func pdf(of latex: [UInt8]) throws -> [UInt8] {
    var complaint: Failure?
    for (engine, path) in engines {
      do {
        return try pdf(of: latex, with: engine, path)
      } catch {
        complaint = complaint ?? error
      }
    }
    throw complaint ?? Failure(Diagnostic(.error, "no LaTeX program is installed"))
  }

  private func pdf(
    of latex: [UInt8], with engine: Engine, _ path: String
  ) throws(Failure) -> [UInt8] {
    let folder: String
    do {
      folder = try Platform.createTemporaryFolder()
    } catch {
      throw Failure(
        Diagnostic(.error, "no folder for temporary files can be created: \(error.words)"))
    }
    defer { Platform.removeFolder(folder) }
    let file = "\(folder)/\(Self.name)"
    do {
      try Console.write(Self.preamble + latex, toFile: file + ".tex", overwriting: true)
    } catch {
      throw Failure(error)
    }
    for run in 1...Self.mostRuns {
      let code: Int32?
      do {
        code = try Platform.run(
          path, Self.arguments(of: engine), inFolder: folder, variables: Self.variables)
      } catch {
        throw Failure(Diagnostic(.error, "\(path) cannot be run: \(error.words)"))
      }
      let log = (try? Console.read(file + ".log")).map { String(decoding: $0, as: UTF8.self) } ?? ""
      guard code == 0 else { throw Self.failure(of: engine, code, log: log) }
      // The other programs see to that themselves.
      let runsAgain = run == 1 || log.contains("Rerun") || log.contains("rerun")
      if engine == .tectonic || engine == .latexmk || !runsAgain { break }
    }
    do {
      return try Console.read(file + ".pdf", limit: Int.max)
    } catch {
      throw Failure(Diagnostic(.error, "\(engine.rawValue) ended without a PDF"))
    }
  }

  /// Nothing of the document can start a program, and no errors wait for an answer.
  private static func arguments(of engine: Engine) -> [String] {
    let quiet = ["-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape"]
    switch engine {
    case .tectonic: return ["--untrusted", "--keep-logs", name + ".tex"]
    case .latexmk: return ["-norc", "-pdf"] + quiet + [name + ".tex"]
    case .lualatex, .xelatex, .pdflatex: return quiet + [name + ".tex"]
    }
  }

  /// The same document gives the same bytes: no clock, no names of folders.
  private static let variables = [
    ("SOURCE_DATE_EPOCH", "0"), ("FORCE_SOURCE_DATE", "1"), ("shell_escape", "f"),
    ("openout_any", "p"), ("max_print_line", "1000"),
  ]

  /// Leaves out of the file what is made from the name of the temporary folder.
  private static let preamble = Array(
    """
    \\ifdefined\\pdftrailerid\\pdftrailerid{}\\fi
    \\ifdefined\\directlua\\pdfvariable trailerid {[<00> <00>]}\\fi

    """.utf8)

  private static func failure(of engine: Engine, _ code: Int32?, log: String) -> Failure {
    let complaint = log.split(separator: "\n").first { $0.hasPrefix("!") }
      .map { String($0.dropFirst(2)) }
    let reason = complaint ?? code.map { "exit code \($0)" } ?? "it was ended from outside"
    return Failure(
      Diagnostic(
        .error, "\(engine.rawValue) could not make a PDF: \(reason)",
        hints: ["--format latex writes the document that it was given"]))
  }
}
