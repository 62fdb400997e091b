import MathSyntax

/// Prints chains of relations as the lines of an `aligned` or `align*` environment.
///
///     \delta_{1}^{1} &= a + b \\
///       &\approx 0.0088
struct LaTeXDerivation {
  /// Where the mathematics stands.
  var place: LaTeXFormulaWriter.Place
  /// The width of a line in thousandths of the font size.
  var width: Int
  /// What comes between two lines.
  var lineEnd: StaticString = " \\\\\n"

  /// How wide a left side may be to stand before its relation.
  private var widestSubject: Int { width * 2 / 5 }
  /// A relation sign with the space around it.
  static let relationWidth = 1400
  private static let indentation = 2000

  /// Appends the lines; nil ends no line.
  ///
  /// - Parameter remark: prints the remark at the end of a line, given the width that is left there.
  func write(
    _ derivation: Derivation, to buffer: inout OutputBuffer,
    remark: (Derivation.Line, Int, inout OutputBuffer) -> Void
  ) {
    let writer = LaTeXFormulaWriter(place)
    let subject = writer.tokens(of: narrowed(derivation.subject))
    var column = subject.width
    var isFirst = true
    if column <= widestSubject {
      buffer.append(bytes: subject.buffer.bytes)
    } else {
      buffer.append("& ")
      write(subject, first: width, rest: width - Self.indentation, to: &buffer)
      if !derivation.lines.isEmpty { buffer.append(lineEnd) }
      column = 0
      isFirst = false
    }
    let available = width - column - Self.relationWidth
    for (index, line) in derivation.lines.enumerated() {
      if index > 0 { buffer.append(lineEnd) }
      if !(index == 0 && isFirst) { buffer.append("  ") } else { buffer.append(" ") }
      buffer.append("&")
      writer.write([.symbol(line.relation)], to: &buffer)
      buffer.append(" ")
      let left = write(line, available: available, to: &buffer)
      if !line.remark.isEmpty { remark(line, left, &buffer) }
    }
  }

  /// Writes the right side of a line and returns the width that is left behind it.
  private func write(
    _ line: Derivation.Line, available: Int, to buffer: inout OutputBuffer
  ) -> Int {
    let tokens = LaTeXFormulaWriter(place).tokens(of: narrowed(line.formula))
    // Bold letters would be read as vectors.
    if line.isResult, Self.isNumber(line.formula), tokens.width * 115 / 100 <= available {
      buffer.append("\\boldsymbol{")
      buffer.append(bytes: tokens.buffer.bytes)
      buffer.append("}")
      return available - tokens.width * 115 / 100
    }
    return write(tokens, first: available, rest: available - Self.indentation, to: &buffer)
  }

  /// Returns a formula whose fractions fit a line: wider ones are written with a solidus.
  private func narrowed(_ formula: Formula) -> Formula {
    LaTeXFormulaWriter(place).narrowed(formula, to: width * 6 / 10)
  }

  private static func isNumber(_ formula: Formula) -> Bool {
    formula.items.allSatisfy {
      switch $0.kind {
      case .number, .symbol: true
      case .script(let base, let sub, let sup):
        isNumber([base]) && isNumber(sub) && isNumber(sup)
      case .fraction(let numerator, let denominator): isNumber(numerator) && isNumber(denominator)
      default: false
      }
    }
  }

  /// Writes a formula on as many lines as it needs and returns the width left on the last.
  @discardableResult
  private func write(
    _ tokens: LaTeXTokens, first: Int, rest: Int, to buffer: inout OutputBuffer
  ) -> Int {
    let lines = LineBreaker.lines(of: tokens.pieces, first: first, rest: rest)
    for (index, range) in lines.enumerated() {
      if index > 0 {
        buffer.append(lineEnd)
        buffer.append("  &\\quad ")
        // An operator at the start of a line would be taken for a sign.
        if tokens.starts[range.lowerBound].isOperator { buffer.append("{} ") }
      }
      let available = index == 0 ? first : rest
      let isTooWide = LineBreaker.totalWidth(of: tokens.pieces[range]) > available
      if isTooWide, place == .document {
        // What cannot be broken is made smaller.
        buffer.append("\\resizebox{")
        buffer.append(number: max(1, available / 1000))
        buffer.append("em}{!}{$\\displaystyle ")
        buffer.append(bytes: tokens.bytes(of: range))
        buffer.append("$}")
      } else {
        buffer.append(bytes: tokens.bytes(of: range))
      }
    }
    let last = lines.last.map { LineBreaker.totalWidth(of: tokens.pieces[$0]) } ?? 0
    return (lines.count > 1 ? rest : first) - last
  }
}
