import BackpropEngine
import Coursework
import MathSyntax

/// The problems that can be asked for: a problem file, or a lesson with a problem of its own.
struct ProblemShelf {
  /// The lessons that a name can mean.
  let lessons: LessonShelf

  /// Returns the problem that `--problem` names.
  func problem(_ word: String) throws -> Problem {
    let source = try source(word)
    do {
      return try ProblemFile.read(source.bytes)
    } catch {
      throw Failure(DiagnosticList([error.diagnostic]), in: source)
    }
  }

  /// Returns the JSON text of a problem, and what messages call it.
  func source(_ word: String) throws -> Failure.SourceText {
    if !Subject.isPath(word) { return try problem(ofLesson: try lessons.source(named: word)) }
    let source = Failure.SourceText(name: word, bytes: try Console.read(word))
    return Subject.lessonEndings.contains(where: word.lowercased().hasSuffix)
      ? try problem(ofLesson: source) : source
  }

  private func problem(ofLesson source: Failure.SourceText) throws -> Failure.SourceText {
    do {
      if let bytes = try LessonFile(source.bytes).ownProblemSource() {
        return Failure.SourceText(name: source.name, bytes: bytes)
      }
    } catch {
      throw Failure(error, in: source)
    }
    throw Failure(
      Diagnostic(.error, "the lesson \(quoted(source.name)) has no problem of its own"))
  }

  /// Returns the text of a lesson that the front matter of a submission names.
  func lesson(_ name: String, beside submission: String) throws(DiagnosticList) -> [UInt8] {
    if Subject.isPath(name) { return try file(name, beside: submission) }
    do {
      return try lessons.source(named: name).bytes
    } catch let failure as Failure {
      throw DiagnosticList(failure.diagnostics)
    } catch {
      throw DiagnosticList([Diagnostic("\(error)")])
    }
  }

  /// Returns the bytes of a file that the front matter of a submission names.
  ///
  /// Submissions come from anywhere, so they may only name what lies beside them.
  func file(_ name: String, beside submission: String) throws(DiagnosticList) -> [UInt8] {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard !name.isEmpty, !name.hasPrefix("/"), !parts.contains("..") else {
      throw DiagnosticList([
        Diagnostic(
          "\(quoted(name)) is not in the folder of the submission",
          hints: ["give it on the command line: --problem or --notation"])
      ])
    }
    let folder = Console.split(submission).folder
    do {
      if !Subject.isPath(name) { return try source(name).bytes }
      return try Console.read(folder == "." ? name : folder + "/" + name)
    } catch let failure as Failure {
      throw DiagnosticList(failure.diagnostics)
    } catch let error as FileError {
      throw DiagnosticList([error.diagnostic])
    } catch {
      throw DiagnosticList([Diagnostic("\(error)")])
    }
  }
}
