/// What the exponential and the logarithm look up: ln 2 and powers of e, in fractions of some words.
///
/// Tables are made once for each power of two of words; a function that works with fewer words
/// takes the upper words of an entry.
struct FunctionTable: Sendable {
  /// The words of each number.
  let wordCount: Int
  /// ln 2, off by less than a unit.
  private let logarithmOf2: [UInt]
  /// e^(j/2^5) − 1, e^(j/2^10) − 1 and e^(j/2^15) − 1 for j = 0..., each too small by less than a unit.
  private let powers: [UInt]

  /// The bits that one level of the table takes off an exponent.
  static let bitsPerLevel = 5
  /// The levels of the table: exponents below 2^(−15) are left.
  static let levels = 3
  /// Where the entries of each level start: the first has those below ln 2 = 22.2/32 only.
  private static let starts = [0, 23, 55]

  /// Calls `body` with ln 2 in `count` words.
  @inline(__always)
  func withLogarithmOf2<Result>(
    _ count: Int, _ body: (UnsafePointer<UInt>) -> Result
  ) -> Result {
    logarithmOf2.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { preconditionFailure("a table is not empty") }
      return body(base + (wordCount - count))
    }
  }

  /// Calls `body` with a function from level and index to e^(index/32^level) − 1 in `count` words, too
  /// small by less than two units.
  @inline(__always)
  func withPowers<Result>(
    _ count: Int, _ body: ((Int, Int) -> UnsafePointer<UInt>) -> Result
  ) -> Result {
    powers.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { preconditionFailure("a table is not empty") }
      let first = base + (wordCount - count)
      return Self.starts.withUnsafeBufferPointer { starts in
        body { level, index in first + (starts[level - 1] + index) * wordCount }
      }
    }
  }

  /// Returns a table with at least `count` words.
  static func table(for count: Int) -> FunctionTable {
    switch count {
    case ...4: words4
    case ...8: words8
    case ...16: words16
    case ...32: words32
    case ...64: words64
    case ...128: words128
    case ...256: words256
    case ...512: words512
    case _: FunctionTable(wordCount: count)
    }
  }

  private static let words4 = FunctionTable(wordCount: 4)
  private static let words8 = FunctionTable(wordCount: 8)
  private static let words16 = FunctionTable(wordCount: 16)
  private static let words32 = FunctionTable(wordCount: 32)
  private static let words64 = FunctionTable(wordCount: 64)
  private static let words128 = FunctionTable(wordCount: 128)
  private static let words256 = FunctionTable(wordCount: 256)
  private static let words512 = FunctionTable(wordCount: 512)

  /// Computes a table.
  ///
  /// 1. With one word more, e^(2^−15) is the sum of its series, off by less than two units for each of
  ///    at most 16n terms.
  /// 2. Each entry is the one before times the first of its level; the first of a level is the last
  ///    of the next level. A product adds a unit to the errors of its factors, which are below e: an
  ///    entry after 32 steps is off by less than 100 times the first of its level, all by less than
  ///    2^5 n · 10^6 < 2^63 units, which is half a unit of the n words that are kept.
  private init(wordCount: Int) {
    self.wordCount = wordCount
    let bits = 64 * (wordCount + 1)
    let one = BigUInt.one << bits
    logarithmOf2 = Self.words(of: FixedPoint.logarithmOf2(bits: 64 * wordCount), wordCount)

    var base = one
    var term = one
    var index: UInt = 1
    while !term.isZero {
      term >>= Self.bitsPerLevel * Self.levels
      _ = term.divide(by: index)
      base += term
      index += 1
    }
    var levels: [[UInt]] = []
    for count in [32, 32, 23] {
      var entries: [UInt] = []
      var entry = one
      for _ in 0..<count {
        entries += Self.words(of: (entry - one) >> 64, wordCount)
        entry = (entry * base) >> bits
      }
      levels.append(entries)
      base = entry
    }
    powers = levels[2] + levels[1] + levels[0]
  }

  private static func words(of number: BigUInt, _ count: Int) -> [UInt] {
    number.withWords { words, used in
      (0..<count).map { $0 < used ? words[$0] : 0 }
    }
  }
}
