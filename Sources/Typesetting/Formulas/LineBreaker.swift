/// How gladly a formula is broken before a part; smaller is better.
///
/// Outside of parentheses rather than within; there before relations, then before + and −, then
/// before other operators, then between factors; in a long number or word only if nothing else helps.
struct BreakRank: Hashable, Comparable {
  private let value: Int

  static func < (left: Self, right: Self) -> Bool { left.value < right.value }

  static func relation(depth: Int) -> Self { Self(value: 8 * depth) }
  static func additive(depth: Int) -> Self { Self(value: 8 * depth + 1) }
  static func multiplicative(depth: Int) -> Self { Self(value: 8 * depth + 2) }
  static func afterPunctuation(depth: Int) -> Self { Self(value: 8 * depth + 3) }
  static func juxtaposition(depth: Int) -> Self { Self(value: 8 * depth + 4) }
  static let emergency = Self(value: .max)
}

/// A part of a printed formula that stays on one line.
struct FormulaPiece {
  /// The width without the space before it.
  var width: Int
  /// The space before it, dropped at the start of a line.
  var space: Int
  /// How gladly a line is broken before it; nil: never.
  var breakRank: BreakRank?
}

/// Breaks a formula that is too long for a line.
enum LineBreaker {
  /// Returns the parts of each line.
  ///
  /// From five terms up, where a break is needed at all, each outermost term has a line of its own.
  /// A part that is wider than a line stands alone.
  ///
  /// - Parameters:
  ///   - first: the width of the first line.
  ///   - rest: the width of the lines after it.
  /// - Complexity: O(n).
  static func lines(of pieces: [FormulaPiece], first: Int, rest: Int) -> [Range<Int>] {
    guard totalWidth(of: pieces[...]) > first else { return [0..<pieces.count] }
    let terms = pieces.indices.dropFirst().filter { pieces[$0].breakRank == .additive(depth: 0) }
    let forced = terms.count >= 4 ? terms + [pieces.count] : [pieces.count]

    var lines: [Range<Int>] = []
    var start = 0
    for end in forced {
      while start < end {
        let available = lines.isEmpty ? first : rest
        let stop = lineEnd(of: pieces, from: start, to: end, within: available)
        lines.append(start..<stop)
        start = stop
      }
    }
    return lines
  }

  /// Returns the width of neighbouring parts on one line.
  static func totalWidth(of pieces: ArraySlice<FormulaPiece>) -> Int {
    pieces.reduce(-(pieces.first?.space ?? 0)) { $0 + $1.space + $1.width }
  }

  private static func lineEnd(
    of pieces: [FormulaPiece], from start: Int, to end: Int, within available: Int
  ) -> Int {
    var width = pieces[start].width
    var best: Int?
    var position = start + 1
    while position < end {
      // A break before the part that does not fit any more is still possible, one after it is not.
      if width > available, best != nil { break }
      if let rank = pieces[position].breakRank {
        if let chosen = best, let bestRank = pieces[chosen].breakRank, bestRank < rank {
        } else {
          best = position
        }
        if width > available { break }
      }
      width += pieces[position].space + pieces[position].width
      position += 1
    }
    return position == end && width <= available ? end : best ?? end
  }
}
