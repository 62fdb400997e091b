import Derivations
import ExactArithmetic
public import MathSyntax
import Typesetting

extension PointsScheme {
  /// Reads a points file: a rule a line, what it is about and then what that is worth.
  ///
  ///     # A line is worth one point unless something else is said; the last rule that fits counts.
  ///     *                 0
  ///     z, a              1
  ///     delta layer=1     2
  ///     # A result that is asked for: worth this in all, nothing where it is missing.
  ///     $\delta^2_1$      3
  ///     # What is left of a line's points, by verdict or by mistake.
  ///     FOLLOWS           80%
  ///     SIGN_OUT          50%
  ///
  /// - Parameter notation: what formulas between dollars are written in.
  /// - Throws: the first line that is no rule, with its place.
  public static func read(
    _ bytes: [UInt8], notation: Notation
  ) throws(DiagnosticList) -> PointsScheme {
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw DiagnosticList([Diagnostic("the points are no text in UTF-8")])
    }
    var scheme = PointsScheme()
    var lines = LineCursor(bytes)
    while let line = lines.next() {
      let inner = lines.trimmed(line)
      if inner.lowerBound == inner.upperBound || bytes[inner.lowerBound] == UInt8(ascii: "#") {
        continue
      }
      try scheme.readRule(lines.text(of: inner), at: inner, notation)
    }
    return scheme
  }

  private mutating func readRule(
    _ text: String, at range: SourceRange, _ notation: Notation
  ) throws(DiagnosticList) {
    guard let space = text.lastIndex(where: { $0 == " " || $0 == "\t" }) else {
      throw Self.fault(
        "expected what is worth something and its points", range, "such as: delta  2")
    }
    let name = String(text[..<space].trimmed)
    let worth = String(text[text.index(after: space)...])
    let isShare = worth.hasSuffix("%")
    guard let number = Self.number(isShare ? String(worth.dropLast()) : worth) else {
      throw Self.fault(
        "\"\(worth.shortened)\" is neither points nor a share", range,
        "points are a number such as 2 or 0.5, a share is a percentage such as 50%")
    }
    if Self.isCode(name) {
      try readShare(name, number, isShare: isShare, range)
      return
    }
    if isShare {
      throw Self.fault(
        "a share belongs to a verdict or a mistake, not to \"\(name.shortened)\"", range,
        "such as: SIGN_OUT 50%")
    }
    if name == "*" {
      rules.append(Rule(.init(), points: number))
    } else if name.hasPrefix("$") {
      results.append(try Self.result(name, number, range, notation))
    } else {
      rules.append(Rule(try Self.selection(name, range), points: number))
    }
  }

  private mutating func readShare(
    _ code: String, _ number: Rational, isShare: Bool, _ range: SourceRange
  ) throws(DiagnosticList) {
    guard isShare else {
      throw Self.fault(
        "\(code) is a verdict or a mistake; expected a share such as 50%", range, nil)
    }
    guard number <= 100 else {
      throw Self.fault("a share is at most 100%", range, nil)
    }
    shares[code] = number / 100
  }

  // MARK: Parts of a rule

  /// Verdicts and mistakes have names in capitals.
  private static func isCode(_ name: String) -> Bool {
    name.utf8.count > 1
      && name.utf8.allSatisfy { byte in
        (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte)
          || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "?")
      }
  }

  private static func number(_ text: String) -> Rational? {
    guard let first = text.utf8.first, (0x30...0x39).contains(first) || first == 0x2E,
      text.utf8.count <= 12, let number = try? TypedNumber(parsing: text).value.rational,
      !number.isNegative, number <= 1_000_000
    else { return nil }
    return number
  }

  private static func selection(
    _ name: String, _ range: SourceRange
  ) throws(DiagnosticList) -> ExplanationOptions.Selection {
    let words = name.split { $0 == " " || $0 == "\t" || $0 == "," }.joined(separator: ",")
    switch ExplanationOptions.Selection.read(words) {
    case .success(let selection): return selection
    case .failure(let unknown):
      let known = ExplanationOptions.Selection.words
      throw Self.fault(
        "\"\(unknown.word.shortened)\" is no part of a homework", range,
        NearestName.of(unknown.word, among: known).map { "did you mean \"\($0)\"?" }
          ?? "parts: \(known.joined(separator: ", ")), layer=N; * is every line, $…$ a result")
    }
  }

  private static func result(
    _ name: String, _ points: Rational, _ range: SourceRange, _ notation: Notation
  ) throws(DiagnosticList) -> Result {
    let inner = name.dropFirst().hasSuffix("$") ? name.dropFirst().dropLast() : name.dropFirst()
    do {
      let formula = try LaTeXFormulaReader().read(String(inner))
      let subject = try NotationReader(notation).expression(formula)
      guard SubjectPart(subject) != nil else {
        throw Self.fault("\(name.shortened) is no number of a network", range, nil)
      }
      return Result(subject, name: String(inner), points: points)
    } catch let fault as DiagnosticList {
      throw fault
    } catch {
      throw Self.fault("\(name.shortened) cannot be read as a quantity", range, nil)
    }
  }

  private static func fault(
    _ summary: String, _ range: SourceRange, _ hint: String?
  ) -> DiagnosticList {
    DiagnosticList([Diagnostic(summary, range: range, hints: hint.map { [$0] } ?? [])])
  }
}
