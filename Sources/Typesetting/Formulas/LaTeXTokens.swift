/// LaTeX mathematics as it grows: settles the spaces between tokens, keeps the estimated width, and
/// marks where a line may be broken.
///
/// `\pi x` needs its space, `\pi(x)` does not; `x y` has one to be read. The writer says what comes
/// next and never thinks of that.
struct LaTeXTokens {
  private(set) var buffer = OutputBuffer()
  /// The parts between places where a line may be broken.
  private(set) var pieces: [FormulaPiece] = []
  /// Where each part starts, and whether it starts with an operator.
  private(set) var starts: [(offset: Int, isOperator: Bool)] = []
  /// The estimated width so far.
  var width = 0
  /// How small the text is: 1000 at full size.
  var scale = 1000

  private var last: Last = .other
  private var hasPendingSpace = false
  private var pendingBreak: (rank: BreakRank, space: Int, isOperator: Bool)?
  private var widthAtPiece = 0
  /// How many groups are open in which no line can be broken.
  private var openGroups = 0

  private enum Last {
    case controlWord
    case letter
    case digit
    case other
  }

  // MARK: Tokens

  /// Appends a command with a name of letters.
  mutating func control(_ name: StaticString, width: Int) {
    begin()
    buffer.append("\\")
    buffer.append(name)
    finish(.controlWord, width)
  }

  /// Appends a command whose name is not known before.
  mutating func control(named name: String, width: Int) {
    begin()
    buffer.append("\\")
    buffer.append(text: name)
    finish(.controlWord, width)
  }

  /// Appends a letter.
  mutating func letter(_ name: String, width: Int) {
    if last == .controlWord || last == .letter { hasPendingSpace = true }
    begin()
    buffer.append(text: name)
    finish(.letter, width)
  }

  /// Appends digits.
  mutating func digits(_ digits: Substring) {
    // Behind a point, digits would become one number with it.
    if last == .controlWord || buffer.bytes.last == UInt8(ascii: ".") { hasPendingSpace = true }
    begin()
    for byte in digits.utf8 {
      if byte == UInt8(ascii: ",") { buffer.append("{,}") } else { buffer.append(byte: byte) }
    }
    finish(.digit, digits.utf8.count * 500)
  }

  /// Whether the last token was a number, so that another would run into it.
  var endsInDigit: Bool { last == .digit && !hasPendingSpace }

  /// Appends a plain character.
  mutating func mark(_ mark: StaticString, width: Int) {
    if wouldJoin(mark) { hasPendingSpace = true }
    begin()
    buffer.append(mark)
    finish(.other, width)
  }

  /// Whether a mark would become another sign with the one before it: `->`, `:=`.
  private func wouldJoin(_ mark: StaticString) -> Bool {
    guard mark.utf8CodeUnitCount == 1, let last = buffer.bytes.last else { return false }
    switch (last, mark.utf8Start.pointee) {
    case (UInt8(ascii: "-"), UInt8(ascii: ">")), (UInt8(ascii: "="), UInt8(ascii: ">")),
      (UInt8(ascii: ":"), UInt8(ascii: "=")), (UInt8(ascii: "<"), UInt8(ascii: "=")),
      (UInt8(ascii: ">"), UInt8(ascii: "=")):
      return true
    default: return false
    }
  }

  /// Appends text that needs no care for spaces, as between the braces of `\text`.
  mutating func raw(_ text: String, width: Int) {
    begin()
    buffer.append(text: text)
    finish(.other, width)
  }

  /// Asks for a space before the next token.
  mutating func space() { hasPendingSpace = true }

  /// Opens a group that stays on one line.
  mutating func openGroup() {
    mark("{", width: 0)
    openGroups += 1
  }

  mutating func closeGroup() {
    openGroups -= 1
    hasPendingSpace = false
    mark("}", width: 0)
  }

  /// Forbids line breaks for a while, as within an environment.
  mutating func forbidBreaks() { openGroups += 1 }
  mutating func allowBreaks() { openGroups -= 1 }

  // MARK: Breaks

  /// Allows a line break before the next token.
  ///
  /// - Parameter space: the width of the space there, which falls away at a break.
  mutating func allowBreak(_ rank: BreakRank, space: Int = 0, isOperator: Bool = false) {
    guard openGroups == 0 else {
      width += space * scale / 1000
      return
    }
    pendingBreak = (rank, space, isOperator)
  }

  private mutating func begin() {
    if let pending = pendingBreak, !pieces.isEmpty {
      closePiece()
      pieces.append(FormulaPiece(width: 0, space: pending.space, breakRank: pending.rank))
      if hasPendingSpace { buffer.append(" ") }
      starts.append((buffer.count, pending.isOperator))
    } else if pieces.isEmpty {
      pieces.append(FormulaPiece(width: 0, space: 0, breakRank: nil))
      starts.append((buffer.count, false))
    } else if hasPendingSpace {
      buffer.append(" ")
    }
    pendingBreak = nil
    hasPendingSpace = false
  }

  private mutating func finish(_ kind: Last, _ tokenWidth: Int) {
    width += tokenWidth * scale / 1000
    last = kind
  }

  /// Ends the last part, so that its width is known.
  mutating func closePiece() {
    guard let index = pieces.indices.last else { return }
    pieces[index].width = width - widthAtPiece
    widthAtPiece = width
  }

  /// Returns the bytes of neighbouring parts, without the spaces around them.
  func bytes(of range: Range<Int>) -> ArraySlice<UInt8> {
    guard !range.isEmpty else { return [] }
    let start = starts[range.lowerBound].offset
    let end = range.upperBound < starts.count ? starts[range.upperBound].offset : buffer.count
    var slice = buffer.bytes[start..<end]
    while slice.last == UInt8(ascii: " ") { slice = slice.dropLast() }
    return slice
  }
}
