import ExactArithmetic
import TestSupport
import Testing

struct BigUIntMultiplicationTests {
  @Test(arguments: 0..<100)
  func `products of words agree with UInt128`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let (a, b) = (random.next(), random.next() >> (seed % 64))
    #expect(BigUInt(a) * BigUInt(b) == BigUInt(UInt128(a) * UInt128(b)))
  }

  @Test(arguments: 0..<100)
  func `the product distributes over the sum`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let (a, b) = (random.nextBigUInt(bits: 900), random.nextBigUInt(bits: 900))
    let c = random.nextBigUInt(bits: 900)
    #expect(a * (b + c) == a * b + a * c)
    #expect(a * b == b * a)
  }

  @Test(arguments: 0..<60)
  func `shifted sums of single words give the same product`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let (a, b) = (random.nextBigUInt(bits: 1500), random.nextBigUInt(bits: 600))
    #expect(a * b == slowProduct(a, b))
  }

  @Test(arguments: [63, 64, 65, 127, 128, 129, 1000, 4096])
  func `the square of all ones is right`(width: Int) {
    // (2^w − 1)² = 2^2w − 2^(w+1) + 1
    let ones = (BigUInt.one << width) - .one
    #expect(ones * ones == (BigUInt.one << (2 * width)) - (BigUInt.one << (width + 1)) + .one)
  }

  @Test(arguments: 0..<40)
  func `powers multiply out`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let base = random.nextBigUInt(bits: 90)
    let exponent = Int(seed % 12)
    let expected = (0..<exponent).reduce(BigUInt.one) { product, _ in product * base }
    #expect(base.power(exponent) == expected)
  }

  @Test(arguments: 0..<40)
  func `multiplying in place gives the same as the operator`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let (a, b) = (random.nextBigUInt(bits: 300), random.nextBigUInt(bits: 100))
    var product = a
    product *= b
    #expect(product == a * b)
  }
}

/// Multiplies half words one by one, with nothing but shifts, sums and machine products.
func slowProduct(_ a: BigUInt, _ b: BigUInt) -> BigUInt {
  var result = BigUInt.zero
  let (rows, columns) = (a.halfWords, b.halfWords)
  for (i, x) in rows.enumerated() {
    for (j, y) in columns.enumerated() { result += BigUInt(x * y) << (32 * (i + j)) }
  }
  return result
}

extension BigUInt {
  /// The number cut into pieces of 32 bits, lowest first.
  fileprivate var halfWords: [UInt] {
    (0..<(bitWidth + 31) / 32).map { index in
      let above = self >> (32 * index)
      return UInt(exactly: above - ((above >> 32) << 32)) ?? 0
    }
  }
}
