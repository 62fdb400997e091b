public import MathSyntax

/// Reads mathematics in LaTeX as students and lectures write it.
///
/// Spaces and layout are left aside; `\quad` is kept, because it stands between statements. Every part
/// of the result knows the bytes it came from. What `LaTeXFormulaWriter` prints is read back as the
/// same formula.
///
/// - Complexity: O(n) for bounded nesting.
public struct LaTeXFormulaReader: Sendable {
  /// How many groups may be open at once.
  public static let nestingLimit = 128
  /// How many bytes a formula may have.
  public static let lengthLimit = 1 << 18

  /// Words of several letters that are one letter to the reader: `net_{h1}`.
  public var nameWords: Set<String> {
    didSet { words = LaTeXCommands.words(nameWords) }
  }
  /// All words of several letters that are one token.
  private(set) var words: SpellingMap<LaTeXCommands.Word>

  /// Creates a reader; by default it knows net, out, target, loss, cost, lr, grad, err and total.
  public init(nameWords: Set<String>? = nil) {
    self.nameWords = nameWords ?? LaTeXCommands.nameWords
    words = nameWords.map(LaTeXCommands.words) ?? Self.usualWords
  }

  private static let usualWords = LaTeXCommands.words(LaTeXCommands.nameWords)

  /// A line of mathematics: the cells between its alignment marks.
  public struct Row: Hashable, Sendable {
    /// The cells, from left to right.
    public var cells: [Formula]
    /// The bytes of the line.
    public var range: SourceRange

    /// Creates a line.
    public init(cells: [Formula], range: SourceRange) {
      self.cells = cells
      self.range = range
    }

    /// The line without its alignment.
    public var formula: Formula { Formula(cells.flatMap(\.items)) }
  }

  /// Returns the formula that a text holds.
  public func read(_ text: String) throws(LaTeXError) -> Formula {
    let bytes = Array(text.utf8)
    return try read(bytes, in: 0..<bytes.count)
  }

  /// Returns the formula in a part of a file; places are counted from the start of the file.
  public func read(_ bytes: [UInt8], in range: Range<Int>) throws(LaTeXError) -> Formula {
    try Self.checkLength(range)
    var parser = try LaTeXParser(bytes, range: range, reader: self)
    return try parser.parseWhole()
  }

  /// Returns the lines of displayed mathematics, be they in an environment such as `align` or not.
  ///
  /// A line that starts with an operator and has no relation goes on with the line before it, and so
  /// does whatever stands within parentheses that a line leaves open.
  public func readRows(_ bytes: [UInt8], in range: Range<Int>) throws(LaTeXError) -> [Row] {
    try Self.checkLength(range)
    var parser = try LaTeXParser(bytes, range: range, reader: self)
    return Self.joined(try parser.parseRows())
  }

  private static func checkLength(_ range: Range<Int>) throws(LaTeXError) {
    guard range.count > lengthLimit else { return }
    throw .tooLong(limit: lengthLimit, SourceRange(range.lowerBound, range.lowerBound + 1))
  }

  private static func joined(_ rows: [Row]) -> [Row] {
    var result: [Row] = []
    for row in rows {
      guard !row.formula.isEmpty else { continue }
      if let last = result.indices.last, let number = longNumber(result[last], row) {
        let end = result[last].cells.indices.last ?? 0
        result[last].cells[end].items.removeLast()
        result[last].cells[end].items.append(number)
        result[last].cells[end].items +=
          row.formula.items.drop { $0.kind == .symbol(.quad) }.dropFirst()
        result[last].range.upperBound = row.range.upperBound
      } else if let last = result.indices.last, continuesLine(row.formula) {
        let end = result[last].cells.indices.last ?? 0
        result[last].cells[end].items += row.formula.items.drop { $0.kind == .symbol(.quad) }
        result[last].range.upperBound = row.range.upperBound
      } else {
        result.append(row)
      }
    }
    return result
  }

  /// A very long number that goes on in the next row.
  private static func longNumber(_ row: Row, _ next: Row) -> Formula.Item? {
    guard let last = row.cells.last?.items.last, case .number(let digits) = last.kind,
      digits.utf8.count > 20,
      let first = next.formula.items.first(where: { $0.kind != .symbol(.quad) }),
      case .number(let more) = first.kind, next.formula.items.first?.kind == .symbol(.quad)
    else { return nil }
    return Formula.Item(.number(digits + more), source: last.source)
  }

  private static func continuesLine(_ formula: Formula) -> Bool {
    let items = formula.items.drop { $0.kind == .symbol(.quad) }
    let startsWithOperator =
      switch items.first?.kind {
      case .symbol(.plus), .symbol(.minus), .symbol(.dot), .symbol(.times), .symbol(.hadamard),
        .symbol(.asterisk), .symbol(.circle), .symbol(.divide):
        true
      // A further factor, set in.
      case .fenced: items.startIndex > 0
      default: false
      }
    return startsWithOperator
      && !items.contains { item in
        if case .symbol(let symbol) = item.kind { symbol.isRelation } else { false }
      }
  }
}
