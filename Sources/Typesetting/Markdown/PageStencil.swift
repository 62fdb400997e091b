public import MathSyntax

/// A page printed once, with places into which numbers are filled many times.
///
/// The places are found by printing marks into them, numbers that occur nowhere else; so a stencil
/// needs to know nothing about how the page is made.
public struct PageStencil: Sendable {
  /// What stands before each place, and behind the last.
  private var pieces: [[UInt8]] = []
  /// Which mark stood in each place.
  private var marks: [Int] = []

  /// The digits that every mark begins with.
  private static let start: [UInt8] = Array("98760".utf8)
  /// The digits behind them.
  private static let digits = 5

  /// Returns the number that marks a place.
  ///
  /// - Precondition: `0 <= number < 100_000`.
  public static func mark(_ number: Int) -> Int {
    precondition((0..<100_000).contains(number), "a page has at most 100,000 marks")
    return 9_876_000_000 + number
  }

  /// Finds the places of a page that was printed with marks.
  public init(_ page: [UInt8]) {
    var begin = 0
    var position = 0
    let length = Self.start.count + Self.digits
    while position + length <= page.count {
      guard page[position] == Self.start[0],
        page[position..<position + Self.start.count].elementsEqual(Self.start)
      else {
        position += 1
        continue
      }
      pieces.append(Array(page[begin..<position]))
      marks.append(
        page[position + Self.start.count..<position + length].reduce(0) { $0 * 10 + Int($1) - 48 })
      position += length
      begin = position
    }
    pieces.append(Array(page[begin...]))
  }

  /// Returns the page with other text in its places.
  ///
  /// - Parameter fill: appends what belongs to a mark.
  public func filled(_ fill: (Int, inout OutputBuffer) -> Void) -> [UInt8] {
    var buffer = OutputBuffer()
    buffer.reserveCapacity(pieces.reduce(0) { $0 + $1.count } + 12 * marks.count)
    for (place, piece) in pieces.enumerated() {
      buffer.append(bytes: piece)
      if place < marks.count { fill(marks[place], &buffer) }
    }
    return buffer.bytes
  }
}

/// Prints numbers as they stand alone in the formulas of a Markdown page.
public struct MarkdownNumbers: Sendable {
  private let writer: NotationWriter
  private let minus: [UInt8]

  /// Creates a printer.
  public init(_ writer: NotationWriter) {
    self.writer = writer
    var buffer = OutputBuffer()
    LaTeXFormulaWriter(.markdownInline).write([.symbol(.minus)], to: &buffer)
    minus = buffer.bytes
  }

  /// Appends a number.
  public func append(_ literal: NumberLiteral, to buffer: inout OutputBuffer) {
    if case .computed = literal, appendShort(literal, to: &buffer) { return }
    LaTeXFormulaWriter(.markdownInline).write(writer.formula(literal), to: &buffer)
  }

  /// Appends a number of few digits without making a formula of it.
  ///
  /// - Returns: whether it was such a number.
  private func appendShort(_ literal: NumberLiteral, to buffer: inout OutputBuffer) -> Bool {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: NumberStyle.mostShortDigits) { space in
      guard let start = space.baseAddress,
        let shown = writer.numbers.writeShortDigits(of: literal, to: start), shown.exponent == nil
      else { return false }
      if shown.isNegative { buffer.append(bytes: minus) }
      buffer.append(bytes: UnsafeBufferPointer(start: start, count: shown.count))
      return true
    }
  }
}
