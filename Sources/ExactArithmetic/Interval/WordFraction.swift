/// Fractions in [0, 1) as runs of n words, low word first: the bottom of the certified functions.
///
/// The unit is 2^(−64n), that of the last word. Callers own the memory.
enum WordFraction {
  typealias Source = UnsafePointer<UInt>
  typealias Target = UnsafeMutablePointer<UInt>

  /// Words from which the whole product with Karatsuba's method is cheaper than half of it without.
  private static let wholeProductThreshold = 96
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
    // Two rows at a time, which halves the loads and stores; row i starts at a[n − 1 − i].
    let last = count - 1
    var row = 0
    if count.isMultiple(of: 2) {
      scratch[0] = 0
      scratch[1] = 0
    } else {
      let first = UInt128(a[last]) &* UInt128(b[0])
      scratch[0] = UInt(truncatingIfNeeded: first)
      scratch[1] = UInt(truncatingIfNeeded: first &>> 64)
      row = 1
    }
    while row < count {
      addTwoRows(scratch, a + (last - row - 1), row + 2, b[row], b[row + 1])
      row += 2
    }
    result.update(from: scratch + 1, count: count)
  }

  /// Adds b₀ times the upper k − 1 words of `a`, and b₁ times all k words, to k words of sum, and
  /// stores what they carry as a further word.
  @inline(__always)
  private static func addTwoRows(
    _ sum: Target, _ a: Source, _ count: Int, _ b0: UInt, _ b1: UInt
  ) {
    // The sum has count − 1 words so far: column i gets a[i] b₁ and a[i + 1] b₀.
    var (carry0, carry1): (UInt, UInt) = (0, 0)
    var word = a[0]
    for index in 0..<(count - 1) {
      let next = a[index + 1]
      let first = UInt128(next) &* UInt128(b0) &+ UInt128(sum[index]) &+ UInt128(carry0)
      carry0 = UInt(truncatingIfNeeded: first &>> 64)
      let second =
        UInt128(word) &* UInt128(b1) &+ UInt128(UInt(truncatingIfNeeded: first))
        &+ UInt128(carry1)
      sum[index] = UInt(truncatingIfNeeded: second)
      carry1 = UInt(truncatingIfNeeded: second &>> 64)
      word = next
    }
    let top = UInt128(word) &* UInt128(b1) &+ UInt128(carry0) &+ UInt128(carry1)
    sum[count - 1] = UInt(truncatingIfNeeded: top)
    sum[count] = UInt(truncatingIfNeeded: top &>> 64)
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
