/// Products of runs of words.
///
/// Passing the same run as both factors asks for a square, which is cheaper at every size.
extension Words {
  /// Words from which Karatsuba's method is faster than the schoolbook's.
  static let karatsubaThreshold = 30
  /// The same for squares, whose schoolbook method takes half the work.
  static let karatsubaSquareThreshold = 44
  /// Words from which three pieces are better than two.
  static let toom3Threshold = 180

  /// Stores `a · b` in `result`, which has `aCount + bCount` words and overlaps neither factor.
  ///
  /// - Precondition: `aCount >= bCount >= 1`.
  /// - Complexity: O(n^1.465) for n words in both.
  static func multiply(
    _ result: Target, _ a: Source, _ aCount: Int, _ b: Source, _ bCount: Int
  ) {
    if bCount < karatsubaThreshold {
      multiplySchoolbook(result, a, aCount, b, bCount)
      return
    }
    let space = balancedScratch(bCount) + (aCount == bCount ? 0 : 2 * bCount)
    withUnsafeTemporaryAllocation(of: UInt.self, capacity: space) { buffer in
      guard let scratch = buffer.baseAddress else { return }
      if aCount == bCount {
        multiplyBalanced(result, a, b, aCount, scratch)
      } else {
        multiplyInBlocks(result, a, aCount, b, bCount, scratch)
      }
    }
  }

  /// Multiplies a long run block by block, each as long as the short run.
  private static func multiplyInBlocks(
    _ result: Target, _ a: Source, _ aCount: Int, _ b: Source, _ bCount: Int, _ scratch: Target
  ) {
    multiplyBalanced(result, a, b, bCount, scratch + 2 * bCount)
    var position = bCount
    while position < aCount {
      let count = min(bCount, aCount - position)
      if count == bCount {
        multiplyBalanced(scratch, a + position, b, bCount, scratch + 2 * bCount)
      } else {
        multiply(scratch, b, bCount, a + position, count)
      }
      // The upper half of the product before is already there; above it nothing is written yet.
      let carry = add(result + position, scratch, bCount, result + position, bCount)
      _ = addWord(result + position + bCount, scratch + bCount, count, carry)
      position += count
    }
  }

  /// Words of scratch that `multiplyBalanced` needs.
  private static func balancedScratch(_ count: Int) -> Int {
    var (space, rest) = (0, count)
    while rest >= karatsubaThreshold {
      if rest >= toom3Threshold {
        rest = (rest + 2) / 3 + 1
        space += 12 * rest
      } else {
        rest = (rest + 1) / 2
        space += 2 * rest
      }
    }
    return space
  }

  /// Stores the product of two runs of the same length.
  private static func multiplyBalanced(
    _ result: Target, _ a: Source, _ b: Source, _ count: Int, _ scratch: Target
  ) {
    if count >= toom3Threshold {
      multiplyToom3(result, a, b, count, scratch)
    } else if count >= (a == b ? karatsubaSquareThreshold : karatsubaThreshold) {
      multiplyKaratsuba(result, a, b, count, scratch)
    } else if a == b {
      squareSchoolbook(result, a, count)
    } else {
      multiplySchoolbook(result, a, count, b, count)
    }
  }

  // MARK: Schoolbook

  /// Stores `a · b` row by row, two rows at a time, which halves the loads and stores.
  static func multiplySchoolbook(
    _ result: Target, _ a: Source, _ aCount: Int, _ b: Source, _ bCount: Int
  ) {
    var row = 1
    result[aCount] = multiply(result, a, aCount, by: b[0])
    while row + 1 < bCount {
      let target = result + row
      let (b0, b1) = (b[row], b[row + 1])
      var (carry0, carry1, previous): (UInt, UInt, UInt) = (0, 0, 0)
      for index in 0..<aCount {
        let word = a[index]
        let first = UInt128(word) &* UInt128(b0) &+ UInt128(target[index]) &+ UInt128(carry0)
        carry0 = UInt(truncatingIfNeeded: first >> 64)
        let second =
          UInt128(previous) &* UInt128(b1) &+ UInt128(UInt(truncatingIfNeeded: first))
          &+ UInt128(carry1)
        target[index] = UInt(truncatingIfNeeded: second)
        carry1 = UInt(truncatingIfNeeded: second >> 64)
        previous = word
      }
      let top = UInt128(previous) &* UInt128(b1) &+ UInt128(carry0) &+ UInt128(carry1)
      target[aCount] = UInt(truncatingIfNeeded: top)
      target[aCount + 1] = UInt(truncatingIfNeeded: top >> 64)
      row += 2
    }
    if row < bCount {
      result[aCount + row] = multiplyAdd(result + row, a, aCount, by: b[row])
    }
  }

  /// Stores `a²`: the products above the diagonal, doubled, and the squares on it.
  static func squareSchoolbook(_ result: Target, _ a: Source, _ count: Int) {
    result[0] = 0
    if count > 1 {
      result[count] = multiply(result + 1, a + 1, count - 1, by: a[0])
      for row in 1..<max(count - 1, 1) {
        result[count + row] = multiplyAdd(
          result + 2 * row + 1, a + row + 1, count - row - 1, by: a[row])
      }
    }
    result[2 * count - 1] = 0
    var (carry, shifted): (UInt, UInt) = (0, 0)
    for row in 0..<count {
      let square = UInt128(a[row]) &* UInt128(a[row])
      let (low, high) = (result[2 * row], result[2 * row + 1])
      let first =
        UInt128(low << 1 | shifted) &+ UInt128(UInt(truncatingIfNeeded: square)) &+ UInt128(carry)
      let second =
        UInt128(high << 1 | low >> 63) &+ UInt128(UInt(truncatingIfNeeded: square >> 64))
        &+ (first >> 64)
      shifted = high >> 63
      result[2 * row] = UInt(truncatingIfNeeded: first)
      result[2 * row + 1] = UInt(truncatingIfNeeded: second)
      carry = UInt(truncatingIfNeeded: second >> 64)
    }
  }

  // MARK: Karatsuba

  /// Stores `a · b` with three products of half the length.
  ///
  /// With a = a₁B + a₀ and b = b₁B + b₀: a₀b₁ + a₁b₀ = a₀b₀ + a₁b₁ − (a₀ − a₁)(b₀ − b₁).
  ///
  /// - SeeAlso: Karatsuba and Ofman, Multiplication of Multidigit Numbers on Automata, 1963.
  private static func multiplyKaratsuba(
    _ result: Target, _ a: Source, _ b: Source, _ count: Int, _ scratch: Target
  ) {
    let half = (count + 1) / 2
    let rest = count - half
    let (middle, deeper) = (scratch, scratch + 2 * half)
    // The differences lie in the result until the products need its room.
    let isSquare = a == b
    var isNegative = distance(result, a, half, a + half, rest)
    var right = result
    if isSquare {
      isNegative = false
    } else {
      right = result + half
      if distance(right, b, half, b + half, rest) { isNegative.toggle() }
    }
    multiplyBalanced(middle, result, right, half, deeper)
    multiplyBalanced(result, a, b, half, deeper)
    multiplyBalanced(result + 2 * half, a + half, b + half, rest, deeper)

    // middle = a₀b₀ + a₁b₁ ∓ middle, which is not negative.
    var top: UInt
    if isNegative {
      top = add(middle, middle, 2 * half, result, 2 * half)
    } else {
      top = 0 &- subtract(middle, result, 2 * half, middle, 2 * half)
    }
    top &+= add(middle, middle, 2 * half, result + 2 * half, 2 * rest)
    accumulate(result + half, half + 2 * rest, middle, 2 * half, top)
  }

  /// Stores |a − b| and returns whether a < b; `aCount >= bCount`.
  private static func distance(
    _ result: Target, _ a: Source, _ aCount: Int, _ b: Source, _ bCount: Int
  ) -> Bool {
    if significantCount(a + bCount, aCount - bCount) == 0, compare(a, b, bCount) < 0 {
      _ = subtract(result, b, bCount, a, bCount)
      (result + bCount).update(repeating: 0, count: aCount - bCount)
      return true
    }
    _ = subtract(result, a, aCount, b, bCount)
    return false
  }

  /// Adds `a` and above it `top` to `result`, whose `count` words hold the sum.
  private static func accumulate(
    _ result: Target, _ count: Int, _ a: Source, _ aCount: Int, _ top: UInt
  ) {
    if count <= aCount {
      // What `a` has above `count` words is 0, or the sum would not fit.
      _ = add(result, result, count, a, count)
      return
    }
    let carry = add(result, result, aCount, a, aCount)
    // Both are small, and the sum fits.
    _ = addWord(result + aCount, result + aCount, count - aCount, carry &+ top)
  }

  // MARK: Toom-Cook with three pieces

  /// Stores `a · b` with five products of a third of the length.
  ///
  /// The pieces are the coefficients of two polynomials; their product, of degree 4, is evaluated at
  /// 0, 1, −1, 2 and ∞ and interpolated:
  ///
  ///     c₃ = ((v₂ − v₋₁)/3 − (v₁ − v₀))/2 − 2c₄    c₁ = (v₁ − v₋₁)/2 − c₃
  ///     c₂ = v₁ − v₀ − (v₁ − v₋₁)/2 − c₄           c₀ = v₀, c₄ = v∞
  ///
  /// - SeeAlso: Bodrato and Zanoni, Integer and Polynomial Multiplication: Towards Optimal Toom-Cook
  ///   Matrices, ISSAC 2007.
  private static func multiplyToom3(
    _ result: Target, _ a: Source, _ b: Source, _ count: Int, _ scratch: Target
  ) {
    let piece = (count + 2) / 3
    let top = count - 2 * piece
    let size = piece + 1
    let (v1, vMinus1, v2) = (scratch, scratch + 2 * size, scratch + 4 * size)
    let left = scratch + 6 * size
    let deeper = left + 6 * size
    let isSquare = a == b
    let right = isSquare ? left : left + 3 * size

    var isNegative = evaluate(left, a, piece, top)
    if isSquare {
      isNegative = false
    } else if evaluate(right, b, piece, top) {
      isNegative.toggle()
    }
    multiplyBalanced(v1, left, right, size, deeper)
    multiplyBalanced(vMinus1, left + size, right + size, size, deeper)
    multiplyBalanced(v2, left + 2 * size, right + 2 * size, size, deeper)
    let (v0, vInfinity) = (result, result + 4 * piece)
    multiplyBalanced(v0, a, b, piece, deeper)
    multiplyBalanced(vInfinity, a + 2 * piece, b + 2 * piece, top, deeper)

    let length = 2 * size
    // v2 = (v2 − v₋₁)/3; vMinus1 = (v1 − v₋₁)/2
    if isNegative {
      _ = add(v2, v2, length, vMinus1, length)
      _ = add(vMinus1, v1, length, vMinus1, length)
    } else {
      _ = subtract(v2, v2, length, vMinus1, length)
      _ = subtract(vMinus1, v1, length, vMinus1, length)
    }
    divideExactlyBy3(v2, length)
    shiftRight(vMinus1, vMinus1, length, by: 1)
    // v1 = v1 − v₀; v2 = (v2 − v1)/2 − 2v∞; v1 = v1 − vMinus1 − v∞; vMinus1 = vMinus1 − v2
    _ = subtract(v1, v1, length, v0, 2 * piece)
    _ = subtract(v2, v2, length, v1, length)
    shiftRight(v2, v2, length, by: 1)
    _ = subtract(v2, v2, length, vInfinity, 2 * top)
    _ = subtract(v2, v2, length, vInfinity, 2 * top)
    _ = subtract(v1, v1, length, vMinus1, length)
    _ = subtract(v1, v1, length, vInfinity, 2 * top)
    _ = subtract(vMinus1, vMinus1, length, v2, length)

    // c₁, c₂ and c₃ overlap each other by two words: c₂ fills the gap, the others are added.
    (result + 2 * piece).update(from: v1, count: 2 * piece)
    accumulate(result + 4 * piece, 2 * top, v1 + 2 * piece, 2, 0)
    accumulate(result + piece, 2 * count - piece, vMinus1, length, 0)
    accumulate(result + 3 * piece, 2 * count - 3 * piece, v2, length, 0)
  }

  /// Stores the values of a₂x² + a₁x + a₀ at 1, −1 and 2, and returns whether that at −1 is negative
  /// (its magnitude is stored).
  private static func evaluate(_ result: Target, _ a: Source, _ piece: Int, _ top: Int) -> Bool {
    let size = piece + 1
    let (atOne, atMinusOne, atTwo) = (result, result + size, result + 2 * size)
    let (a1, a2) = (a + piece, a + 2 * piece)
    // Even and odd part: a₀ + a₂ and a₁; the former waits in the third place.
    atTwo[piece] = add(atTwo, a, piece, a2, top)
    atOne[piece] = atTwo[piece] &+ add(atOne, atTwo, piece, a1, piece)
    let isNegative = distance(atMinusOne, atTwo, size, a1, piece)
    // (2a₂ + a₁)·2 + a₀ = 2(p(1) + a₂) − a₀ < 7B^piece: it fits.
    _ = add(atTwo, atOne, size, a2, top)
    _ = shiftLeft(atTwo, atTwo, size, by: 1)
    _ = subtract(atTwo, atTwo, size, a, piece)
    return isNegative
  }

  /// Divides by 3 a number that is a multiple of 3, from the low word up.
  ///
  /// The inverse of 3 modulo 2^64 gives each word of the quotient; what its product with 3 has above
  /// the word is borrowed from the next.
  private static func divideExactlyBy3(_ words: Target, _ count: Int) {
    let inverse: UInt = 0xAAAA_AAAA_AAAA_AAAB
    var borrow: UInt = 0
    for index in 0..<count {
      let word = words[index]
      let difference = word &- borrow
      let quotient = difference &* inverse
      words[index] = quotient
      borrow = (word < borrow ? 1 : 0) &+ quotient.multipliedFullWidth(by: 3).high
    }
  }
}
