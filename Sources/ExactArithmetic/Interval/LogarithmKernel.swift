/// The logarithm of a number in fractions of n words, with a proved error bound.
enum LogarithmKernel {
  /// ln x = ±significand · 2^(−64n), off by less than `error` units.
  struct Result {
    let significand: BigUInt
    let isNegative: Bool
    let wordCount: Int
    let error: UInt64
  }

  /// Returns ln x for x = magnitude · 2^(64 · place), which is not 1.
  ///
  /// 1. x = m 2^k with 0.70 < m < 1.42, m cut to n words of fraction (1 unit). For k ≠ 0 the result is
  ///    above 0.34. For k = 0 it is about m − 1, and n is raised by as many words as that begins
  ///    with zeros.
  /// 2. y in one word of fraction lies above ln m, by less than 2^(−47): a double near ln m is within
  ///    2^(−50), and 2^(−48) is added. e^(−y) comes from the exponential kernel, exact y: error E.
  /// 3. t = 1 − m e^(−y) lies between 0 and 2^(−47). The errors of the factors, and 1 for cutting
  ///    the product, make 1.42 (1 + E) + 1 units; E = 18n + 72 counts half where e^(−y) is
  ///    2^(−1) times the significand, and the significand is below 2: at most 1.42 E + 3.
  /// 4. ln x = k ln 2 + y + ln(1 − t). The series −Σ t^i/i is off by less than 8n + 64 (`addSeries`),
  ///    and the error of t counts 1.01 times. k ln 2 is computed with one word more and cut (2).
  ///
  /// All in all 1.45 (18n + 72) + 8n + 70 < 36n + 180.
  static func logarithm(_ magnitude: BigUInt, place: Int, wordCount: Int) -> Result {
    // m in [1, 2), then in (0.70, 1.42)
    let width = magnitude.bitWidth
    var exponent = 64 * place + width - 1
    var n = wordCount
    var shift = 64 * n - (width - 1)
    let leading = magnitude.shifted(by: 64 - width)
    if leading.isAbove(0xB504_F333_F9DE_6485) {  // √2/2
      exponent += 1
      shift -= 1
    }
    if exponent == 0 {
      let zeros = magnitude.leadingZeroBits(asDistanceFrom1: shift - 64 * n)
      n += zeros / 64
      shift += 64 * (zeros / 64)
    }
    let m = magnitude.shifted(by: shift)
    let y = wordAbove(m, n)

    let power = ExponentialKernel.exponential(
      BigUInt(UInt(y.magnitude)), isNegative: y > 0, place: -1, wordCount: n)
    // m e^(−y), which is 1 − t, in units of 2^(−64n); the exponent is 0 or −1.
    let product = (m * power.significand) >> (64 * n - power.exponent)
    let one = BigUInt.one << (64 * n)
    let t = one >= product ? one - product : BigUInt.zero
    let series = sum(t, n)

    // The terms with signs, in units of 2^(−64n).
    var result =
      BigInt(isNegative: y < 0, magnitude: BigUInt(UInt(y.magnitude)) << (64 * (n - 1)))
      - BigInt(series)
    if exponent != 0 {
      let logarithmOf2 = FunctionTable.table(for: n + 1).withLogarithmOf2(n + 1) { words in
        BigUInt(wordCount: n + 1) { $0.update(from: words, count: n + 1) }
      }
      result += BigInt(
        isNegative: exponent < 0,
        magnitude: (logarithmOf2 * BigUInt(exponent.magnitude)) >> 64)
    }
    return Result(
      significand: result.magnitude, isNegative: result.isNegative, wordCount: n,
      error: UInt64(36 * n + 180))
  }

  /// Returns a number above ln m by less than 2^(−47), in units of 2^(−64).
  ///
  /// ln m = 2 artanh z with z = (m − 1)/(m + 1), |z| < 0.1735. In double precision the leading 53 bits
  /// of m, the quotient and the series up to z^23 are each off by less than 2^(−53); what is left out
  /// is below 2^(−63). The double is within 2^(−50), and the sum has room for rounding.
  private static func wordAbove(_ m: BigUInt, _ n: Int) -> Int {
    // m − 1 from the leading word of its fraction, so that nothing is lost near 1.
    let (fraction, isBelow1) = m.leadingFraction(n)
    let difference =
      isBelow1 ? -Double(0 &- fraction) * 0x1p-64 : Double(fraction) * 0x1p-64
    let z = difference / (2 + difference)
    let square = z * z
    var sum = 1.0 / 23
    for divisor in stride(from: 21.0, through: 1, by: -2) { sum = 1 / divisor + sum * square }
    return Int(2 * z * sum * 0x1p64) + 1 << 16
  }

  // MARK: The series

  /// Returns Σ t^i/i for t < 2^(−47), in units of 2^(−64n), off by less than 8n + 64.
  private static func sum(_ t: BigUInt, _ n: Int) -> BigUInt {
    // t^(N+1)/(N + 1) · 1/(1 − t) is below a unit.
    let terms = 64 * n / 47 + 1
    let block = ExponentialKernel.blockSize(terms)
    let space = block * n + (n + 1) + WordFraction.scratchCount(n)
    return withUnsafeTemporaryAllocation(of: UInt.self, capacity: space) { buffer in
      guard let powers = buffer.baseAddress else { return .zero }
      let sum = powers + block * n
      WordFraction.store(powers, count: n - 1, t, exponent: -(n - 1))
      addSeries(sum, powers, n, terms: terms, block: block, scratch: sum + (n + 1))
      return BigUInt(wordCount: n) { $0.update(from: sum, count: n) }
    }
  }

  /// Stores the sum of t^i/i for 1 <= i <= N, given t as the first of the powers.
  ///
  /// With powers t, …, t^m at hand, the sum is kept times D, the product of the indices since D was
  /// last 1: going down to the index i, it is multiplied by i, and the power is added D times. Once D i
  /// would leave its word, the sum is divided by D first. As in the exponential's series, blocks have
  /// no more words than they need. Counting errors in units of the block, relative to D:
  ///
  /// 1. A power is too small by less than n + 1, and the first is exact; t^i/i adds less than
  ///    (n + 1)/i. A division adds 1.
  /// 2. After the terms of a block follows one product with t^m, which with the smaller unit of the
  ///    next block makes the error before it negligible, and adds n for being cut and (n + 1) · 1.01
  ///    for t^m: 2n + 2.
  /// 3. In the last block, Σ (n + 1)/i for 2 <= i < m is below 3 (n + 1) for m < 50. It is divided at
  ///    most m times, and once at the end, and the terms that were left out are less than 1. All in
  ///    all 5n + 8 + 50 < 8n + 64.
  private static func addSeries(
    _ sum: UnsafeMutablePointer<UInt>, _ powers: UnsafeMutablePointer<UInt>, _ n: Int,
    terms: Int, block: Int, scratch: UnsafeMutablePointer<UInt>
  ) {
    ExponentialKernel.makePowers(powers, n, count: block, scratch: scratch)
    let stride = powers + (block - 1) * n
    sum.update(repeating: 0, count: n + 1)
    var divisor: UInt = 1
    var index = terms
    var position = index % block
    var skipped = ExponentialKernel.skippedWords(bits: 47 * (index - position))
    while index > 0 {
      let factor = UInt(bitPattern: index)
      let (high, product) = divisor.multipliedFullWidth(by: factor)
      if high > 0 || product >= 1 << 63 {
        _ = Words.divide(sum + skipped, sum + skipped, n - skipped + 1, by: divisor)
        divisor = 1
      }
      _ = Words.multiply(sum + skipped, sum + skipped, n - skipped + 1, by: factor)
      if position > 0 {
        sum[n] &+= Words.multiplyAdd(
          sum + skipped, powers + (position - 1) * n + skipped, n - skipped, by: divisor)
      } else {
        sum[n] &+= divisor
        skipped = ExponentialKernel.skippedWords(bits: 47 * (index - block))
        ExponentialKernel.multiplyWithWhole(
          sum + skipped, by: stride + skipped, n - skipped, scratch)
        position = block
      }
      divisor &*= factor
      index &-= 1
      position &-= 1
    }
    _ = Words.divide(sum, sum, n + 1, by: divisor)
  }
}

extension BigUInt {
  /// Returns the number times 2 to the power `shift`, cut to a whole number.
  @inline(__always)
  fileprivate func shifted(by shift: Int) -> BigUInt { shift >= 0 ? self << shift : self >> -shift }

  /// Whether a number of one word is above another.
  @inline(__always)
  fileprivate func isAbove(_ word: UInt) -> Bool { (singleWord ?? 0) > word }

  /// The zero bits after the point of |m − 1|, m = self · 2^shift near 1 with 64 bits or more.
  fileprivate func leadingZeroBits(asDistanceFrom1 shift: Int) -> Int {
    let one = BigUInt.one << Swift.max(0, -shift)
    let difference = self >= one ? self - one : one - self
    return Swift.max(0, -shift - difference.bitWidth)
  }

  /// The word after the point of m, a number of n words of fraction near 1, and whether m < 1.
  fileprivate func leadingFraction(_ n: Int) -> (UInt, Bool) {
    withWords { words, count in
      (n <= count ? words[n - 1] : 0, count <= n || words[n] == 0)
    }
  }
}
