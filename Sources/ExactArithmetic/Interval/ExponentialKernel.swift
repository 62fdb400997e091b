/// The exponential of a number in fractions of n words, with a proved error bound.
enum ExponentialKernel {
  /// A number near e^x: significand · 2^(exponent − 64n), where the significand is at least 2^(64n).
  struct Result {
    /// n words of fraction, and above them the whole part, 1 or 2.
    let significand: BigUInt
    let exponent: Int
    /// The error in units of the significand's last bit.
    let error: UInt64
  }

  /// Returns e^x for x = ±magnitude · 2^(64 · place), |x| < 2^31.
  ///
  /// All errors are counted in units of 2^(−64n).
  ///
  /// 1. x = k ln 2 + r with 0 <= r <= ln 2, computed with one word more: x is cut there, ln 2 is too
  ///    small by less than a unit there, and |k| < 2^32. Of |x| the remainder is cut to n words; for a
  ///    negative x it is taken from ln 2, cut as well: r is off by less than 2.
  /// 2. r = j₁/2^5 + j₂/2^10 + j₃/2^15 + s, exactly, with 0 <= s < 2^(−15).
  /// 3. `addSeries`: e^s is off by less than 6n + 22.
  /// 4. e^s is multiplied by the three powers of e from the table, which are off by less than 2. A
  ///    product is cut by less than n. The factors are at most 1.001, 1.04 and 2, and all products
  ///    are below 2.1: 2 (1.05 (6n + 22) + 2 (n + 4.2)) + n + 4.2 < 18n + 68.
  /// 5. The error of r counts twice: 4. All in all less than 18n + 72.
  ///
  /// - SeeAlso: Johansson, Efficient Implementation of Elementary Functions in the Medium-Precision
  ///   Range, ARITH 22, 2015, for tables of several levels.
  static func exponential(
    _ magnitude: BigUInt, isNegative: Bool, place: Int, wordCount n: Int
  ) -> Result {
    let table = FunctionTable.table(for: n + 1)
    let terms = termCount(n)
    let block = blockSize(terms)
    var exponent = 0
    // x and k ln 2 (n + 2 words each), the powers, the sum, and scratch.
    let space = 2 * (n + 2) + block * n + (n + 2) + WordFraction.scratchCount(n)
    let significand = withUnsafeTemporaryAllocation(of: UInt.self, capacity: space) { buffer in
      guard let x = buffer.baseAddress else { return BigUInt.zero }
      let multiple = x + (n + 2)
      let powers = multiple + (n + 2)
      let sum = powers + block * n
      let scratch = sum + (n + 2)
      WordFraction.store(x, count: n + 1, magnitude, exponent: place)
      exponent = reduce(x, multiple, n, isNegative: isNegative, table)
      let indices = takeLeadingBits(powers, x + 1, n)
      addSeries(sum, powers, n, terms: terms, block: block, scratch: scratch)
      table.withPowers(n) { entry in
        multiply(sum, by: entry(3, indices.2), n, x, scratch)
        multiply(sum, by: entry(2, indices.1), n, x, scratch)
        multiply(sum, by: entry(1, indices.0), n, x, scratch)
      }
      return BigUInt(wordCount: n + 1) { $0.update(from: sum, count: n + 1) }
    }
    return Result(
      significand: significand, exponent: exponent, error: UInt64(18 * n + 72))
  }

  /// Replaces |x|, n + 1 words of fraction and one above, by r, and returns k; see step 1.
  private static func reduce(
    _ x: UnsafeMutablePointer<UInt>, _ multiple: UnsafeMutablePointer<UInt>, _ n: Int,
    isNegative: Bool, _ table: FunctionTable
  ) -> Int {
    table.withLogarithmOf2(n + 1) { logarithm in
      let value = Double(x[n + 1]) + Double(x[n]) * 0x1p-64
      var k = UInt(value * 0x1.71547652b82fep0)
      multiple[n + 1] = Words.multiply(multiple, logarithm, n + 1, by: k)
      if Words.compare(multiple, x, n + 2) > 0 {
        k &-= 1
        let borrow = Words.subtract(multiple, multiple, n + 1, logarithm, n + 1)
        multiple[n + 1] &-= borrow
      }
      _ = Words.subtract(x, x, n + 2, multiple, n + 2)
      if x[n + 1] > 0 || Words.compare(x, logarithm, n + 1) >= 0 {
        k &+= 1
        let borrow = Words.subtract(x, x, n + 1, logarithm, n + 1)
        x[n + 1] &-= borrow
      }
      if !isNegative { return Int(bitPattern: k) }
      _ = Words.subtract(x, logarithm, n + 1, x, n + 1)
      return -1 - Int(bitPattern: k)
    }
  }

  /// Copies r without its leading fifteen bits and returns those, five by five.
  @inline(__always)
  private static func takeLeadingBits(
    _ result: UnsafeMutablePointer<UInt>, _ r: UnsafePointer<UInt>, _ n: Int
  ) -> (Int, Int, Int) {
    result.update(from: r, count: n)
    let top = r[n - 1]
    result[n - 1] = top & (1 << 49 &- 1)
    return (Int(top &>> 59), Int(top &>> 54 & 31), Int(top &>> 49 & 31))
  }

  /// Multiplies 1 + f by 1 + g, which is 1 + (f + g + fg).
  ///
  /// The sum has n words and one above.
  @inline(__always)
  private static func multiply(
    _ sum: UnsafeMutablePointer<UInt>, by power: UnsafePointer<UInt>, _ n: Int,
    _ product: UnsafeMutablePointer<UInt>, _ scratch: UnsafeMutablePointer<UInt>
  ) {
    WordFraction.multiply(product, sum, power, n, scratch: scratch)
    sum[n] &+= Words.add(sum, sum, n, product, n)
    sum[n] &+= Words.add(sum, sum, n, power, n)
  }

  // MARK: The series

  /// The number N of terms after which the series for s < 2^(−15) is cut: s^N/N! < 2^(−64n).
  private static func termCount(_ n: Int) -> Int {
    var bits = 0
    var terms = 0
    while bits <= 64 * n {
      terms += 1
      bits += 15 + (Int.bitWidth - 1 - terms.leadingZeroBitCount)
    }
    return terms + 1
  }

  /// The power of s up to which powers are made: about as many products as blocks.
  static func blockSize(_ terms: Int) -> Int {
    var size = 1
    while (size + 1) * (size + 1) <= terms { size += 1 }
    return size
  }

  /// Stores the sum of s^k/k! for k < N, given s as the first of the powers.
  ///
  /// With powers s, …, s^m at hand, the terms are added from the last to the first as whole multiples
  /// of powers: the sum is kept times D, the product of the indices since D was last 1. Once D is
  /// about to leave its word, the sum is divided by it. After the terms of a block follows one
  /// product with s^m. The block that starts with s^k is multiplied by s^k < 2^(−15k) in the end, and has
  /// that much less words, but for one. Counting errors in units of the block, relative to D:
  ///
  /// 1. A power is too small by less than n + 1: a product is cut by less than n, and the errors of
  ///    its factors are multiplied by less than 2^(−15).
  /// 2. Going from index k to k − 1 divides the error by k and adds that of a power, n + 1, and, where
  ///    the sum is divided, 1. A product with s^m and the smaller unit of the next block make the
  ///    error before them negligible; it adds n for being cut and 1.01 (n + 1) for s^m. That is
  ///    M = 3n + 4 at most in one step.
  /// 3. So the error is below 2M at every k >= 1, and below 2M + n + 1 at k = 0, where the power is 1 and
  ///    exact, so that even 2M + 1 holds. Then the sum is divided by D (1), and the terms that were
  ///    left out are less than 2: 6n + 12 < 6n + 22.
  ///
  /// - SeeAlso: Paterson and Stockmeyer, On the Number of Nonscalar Multiplications Necessary to
  ///   Evaluate Polynomials, SIAM Journal on Computing 2, 1973; Smith, Efficient Multiple-Precision
  ///   Evaluation of Elementary Functions, Mathematics of Computation 52, 1989.
  private static func addSeries(
    _ sum: UnsafeMutablePointer<UInt>, _ powers: UnsafeMutablePointer<UInt>, _ n: Int,
    terms: Int, block: Int, scratch: UnsafeMutablePointer<UInt>
  ) {
    makePowers(powers, n, count: block, scratch: scratch)
    let stride = powers + (block - 1) * n
    sum.update(repeating: 0, count: n + 1)
    var divisor: UInt = 1
    var index = terms - 1
    var position = index % block
    // The words of the block, and those below them that it does without.
    var skipped = skippedWords(bits: 15 * (index - position))
    while true {
      if position > 0 {
        sum[n] &+= Words.multiplyAdd(
          sum + skipped, powers + (position - 1) * n + skipped, n - skipped, by: divisor)
      } else {
        sum[n] &+= divisor
        if index == 0 { break }
        skipped = skippedWords(bits: 15 * (index - block))
        multiplyWithWhole(sum + skipped, by: stride + skipped, n - skipped, scratch)
        position = block
      }
      let (high, product) = divisor.multipliedFullWidth(by: UInt(bitPattern: index))
      if high > 0 || product >= 1 << 63 {
        _ = Words.divide(sum + skipped, sum + skipped, n - skipped + 1, by: divisor)
        divisor = UInt(bitPattern: index)
      } else {
        divisor = product
      }
      index &-= 1
      position &-= 1
    }
    if divisor > 1 { _ = Words.divide(sum, sum, n + 1, by: divisor) }
  }

  /// The words of precision that a block does without that is multiplied by less than 2^(−bits).
  @inline(__always)
  static func skippedWords(bits: Int) -> Int { max(0, bits / 64 - 1) }

  /// Stores the second to the last power of the first, one after the other.
  @inline(__always)
  static func makePowers(
    _ powers: UnsafeMutablePointer<UInt>, _ n: Int, count: Int,
    scratch: UnsafeMutablePointer<UInt>
  ) {
    var power = 2
    while power <= count {
      // Even powers as squares, which are cheaper.
      let half = power / 2
      WordFraction.multiply(
        powers + (power - 1) * n, powers + (half - 1) * n, powers + (power - half - 1) * n, n,
        scratch: scratch)
      power += 1
    }
  }

  /// Multiplies a sum of n words and one above by a fraction of n words.
  @inline(__always)
  static func multiplyWithWhole(
    _ sum: UnsafeMutablePointer<UInt>, by factor: UnsafePointer<UInt>, _ n: Int,
    _ scratch: UnsafeMutablePointer<UInt>
  ) {
    let whole = sum[n]
    WordFraction.multiply(sum, sum, factor, n, scratch: scratch)
    sum[n] = Words.multiplyAdd(sum, factor, n, by: whole)
  }
}
