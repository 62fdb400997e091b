/// Fractions in [0, 1) as runs of n words, low word first: the bottom of the certified functions.
///
/// The unit is 2^(−64n), that of the last word. Callers own the memory.
enum WordFraction {
  typealias Source = UnsafePointer<UInt>
  typealias Target = UnsafeMutablePointer<UInt>

  /// Words from which the whole product with Karatsuba's method is cheaper than half of it without.
  private static let wholeProductThreshold = 48
  /// Words from which a whole square is cheaper than half a product.
  private static let squareThreshold = 8

  /// Words of scratch that `multiply` needs.
  static func scratchCount(_ count: Int) -> Int { 2 * count }

  /// Stores a · b cut to n words; the result is below the product by less than n units.
  ///
  /// Of the 2n columns of the product only those from n − 1 up are summed. The columns below hold
  /// at most (n − 1)(B − 1)² B^(n−2) (1 + 1/B + …) < (n − 1) B^n, which is n − 1 units; what the
  /// column n − 1 holds below its carry is less than another.
  ///
  /// `result` may be `a` or `b`.
  @inline(__always)
  static func multiply(
    _ result: Target, _ a: Source, _ b: Source, _ count: Int, scratch: Target
  ) {
    let isSquare = a == b && count >= squareThreshold
    if isSquare || count >= wholeProductThreshold {
      if isSquare, count < Words.karatsubaSquareThreshold {
        Words.squareSchoolbook(scratch, a, count)
      } else {
        Words.multiply(scratch, a, count, b, count)
      }
      result.update(from: scratch + count, count: count)
      return
    }
    let last = count - 1
    let first = UInt128(a[last]) &* UInt128(b[0])
    scratch[0] = UInt(truncatingIfNeeded: first)
    scratch[1] = UInt(truncatingIfNeeded: first &>> 64)
    for row in 1..<max(count, 1) {
      scratch[row + 1] = Words.multiplyAdd(scratch, a + (last - row), row + 1, by: b[row])
    }
    result.update(from: scratch + 1, count: count)
  }

  /// Stores the fraction's words of |x| = magnitude · 2^(64 · exponent), and the whole part above.
  ///
  /// - Parameters:
  ///   - result: `count` words of fraction, and one word for the whole part, which has to fit.
  ///   - count: words below the point; what is below them is cut.
  static func store(
    _ result: Target, count: Int, _ magnitude: BigUInt, exponent: Int
  ) {
    magnitude.withWords { words, used in
      // Word i of the magnitude has the place i + exponent; place −count is the first that is kept.
      let offset = -count - exponent
      for index in 0...count {
        let source = index + offset
        result[index] = source >= 0 && source < used ? words[source] : 0
      }
    }
  }
}
