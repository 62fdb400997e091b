public import MathSyntax

/// Prints formulas as a line of text: δ²₁ = (a²₁ − y₁) σ'(z²₁).
///
/// Scripts are raised and lowered characters where they exist, otherwise `^( )` and `_( )`;
/// fractions are written with a solidus and the parentheses they need.
public struct TextFormulaWriter: Sendable {
  /// The characters that may be used.
  public enum Characters: Hashable, Sendable {
    /// `δ²₁ ≈ −0.5`.
    case unicode
    /// `delta^2_1 ~= -0.5`.
    case ascii
  }

  /// The characters that may be used.
  public var characters: Characters

  /// Letters that take what stands in parentheses behind them as their argument, so that no
  /// space comes between: `f(x)`, but `a (1 − a)`.
  public var functionLetters: Set<String> = [
    "f", "g", "h", "F", "G", "C", "E", "J", "L", "P", "σ", "φ", "ϕ", "ψ", "θ", "ReLU",
  ]

  /// Creates a writer.
  public init(_ characters: Characters = .unicode) {
    self.characters = characters
  }

  /// Returns a formula as a line of text.
  public func text(_ formula: Formula) -> String {
    var state = TextFormulaState(writer: self)
    state.write(formula)
    return state.text(of: state.pieces.indices)
  }

  /// Returns a formula broken into lines.
  ///
  /// - Parameters:
  ///   - first: the columns of the first line.
  ///   - rest: the columns of the lines after it.
  public func lines(_ formula: Formula, first: Int, rest: Int) -> [String] {
    var state = TextFormulaState(writer: self)
    state.write(formula)
    var lines: [String] = []
    for range in LineBreaker.lines(of: state.pieces, first: first, rest: rest) {
      Self.append(state.text(of: range), to: &lines, first: first, rest: rest)
    }
    return lines
  }

  /// Appends a line, cut where it is full if it has no better place.
  private static func append(_ text: String, to lines: inout [String], first: Int, rest: Int) {
    if DisplayWidth.columns(of: text) <= (lines.isEmpty ? first : rest) {
      lines.append(text)
      return
    }
    var line = ""
    var width = 0
    for character in text {
      let columns = DisplayWidth.columns(of: String(character))
      if width > 0, width + columns > (lines.isEmpty ? first : rest) {
        lines.append(line)
        (line, width) = ("", 0)
      }
      line.append(character)
      width += columns
    }
    lines.append(line)
  }

  /// Returns the parts that must not be broken, and whether there is a space before each.
  ///
  /// - Parameter width: a formula of so many columns at most is one part.
  func words(
    _ formula: Formula, unbrokenUpTo width: Int
  ) -> [(text: String, hasSpaceBefore: Bool)] {
    var state = TextFormulaState(writer: self)
    state.write(formula)
    if state.pieces.reduce(0, { $0 + $1.space + $1.width }) <= width {
      return [(state.text(of: state.pieces.indices), false)]
    }
    return state.pieces.indices.map { (state.texts[$0], state.pieces[$0].space > 0) }
  }
}

/// A formula being printed as text: the parts so far, and how deep the writer is in it.
struct TextFormulaState {
  let writer: TextFormulaWriter
  var texts: [String] = []
  var pieces: [FormulaPiece] = []
  /// How many fences are open.
  var depth = 0
  /// Whether spaces are left out, as in scripts.
  var isTight = false
  /// The space due before the next part.
  var pendingSpace = 0
  var pendingRank: BreakRank?
  /// Whether the last part ends in a script on the line, as x_k does.
  var endsInMark = false

  /// Parts longer than this can be broken in an emergency.
  private static let longestUnbrokenPart = 12

  init(writer: TextFormulaWriter) { self.writer = writer }

  var isASCII: Bool { writer.characters == .ascii }

  func text(of range: Range<Int>) -> String {
    var result = ""
    for index in range {
      if index > range.lowerBound {
        for _ in 0..<pieces[index].space { result.append(" ") }
      }
      result += texts[index]
    }
    return result
  }

  // MARK: Parts

  /// Adds a part; it joins the one before it if no break is allowed between them.
  mutating func emit(_ text: String) {
    guard !text.isEmpty else { return }
    endsInMark = false
    let width = DisplayWidth.columns(of: text)
    if pendingRank == nil, let last = pieces.indices.last {
      let total = pieces[last].width + pendingSpace + width
      if total <= Self.longestUnbrokenPart {
        for _ in 0..<pendingSpace { texts[last].append(" ") }
        texts[last] += text
        pieces[last].width = total
        pendingSpace = 0
        return
      }
    }
    let rank = pieces.isEmpty ? nil : pendingRank ?? .emergency
    let space = pieces.isEmpty ? 0 : pendingSpace
    pendingSpace = 0
    pendingRank = nil
    if width <= Self.longestUnbrokenPart {
      texts.append(text)
      pieces.append(FormulaPiece(width: width, space: space, breakRank: rank))
    } else {
      emitChunks(of: text, space: space, rank: rank)
    }
  }

  private mutating func emitChunks(of text: String, space: Int, rank: BreakRank?) {
    var space = space
    var rank = rank
    var chunk = ""
    var width = 0
    for character in text {
      let columns = DisplayWidth.columns(of: String(character))
      if width + columns > 8 {
        texts.append(chunk)
        pieces.append(FormulaPiece(width: width, space: space, breakRank: rank))
        (space, rank, chunk, width) = (0, .emergency, "", 0)
      }
      chunk.append(character)
      width += columns
    }
    texts.append(chunk)
    pieces.append(FormulaPiece(width: width, space: space, breakRank: rank))
  }

  mutating func space(_ rank: BreakRank? = nil) {
    pendingSpace = isTight ? 0 : max(pendingSpace, 1)
    pendingRank = rank ?? pendingRank
  }
}
