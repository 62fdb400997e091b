public import BackpropEngine
import MathSyntax
import Typesetting

/// A problem file: a network and what is to be computed on it, as JSON.
///
/// Everything is checked before a problem is made of it: names, shapes, ranges, and what the cost
/// allows for targets.
public enum ProblemFile {
  /// Reads a problem from the bytes of a file.
  ///
  /// - Throws: the first thing that is wrong, with its place.
  public static func read(_ bytes: [UInt8]) throws(ProblemFileError) -> Problem {
    let value: JSONValue
    do {
      value = try JSONReader.read(bytes)
    } catch {
      throw .json(error)
    }
    return try ProblemReader.problem(ProblemNode(value, path: ""))
  }
}
