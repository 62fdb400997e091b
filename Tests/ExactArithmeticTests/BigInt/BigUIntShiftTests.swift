import ExactArithmetic
import TestSupport
import Testing

struct BigUIntShiftTests {
  static let widths = [0, 1, 2, 62, 63, 64, 65, 66, 127, 128, 129, 191, 192, 193]

  @Test(arguments: widths)
  func `a power of two has one bit more than its exponent`(width: Int) {
    let power = BigUInt.one << width
    #expect(power.bitWidth == width + 1)
    #expect(power.trailingZeroBitCount == width)
    #expect(power.isPowerOfTwo)
    #expect(power == BigUInt(2 as UInt).power(width))
    #expect(!(power + power + power).isPowerOfTwo)
    #expect((power - .one).bitWidth == width)
  }

  @Test(arguments: widths)
  func `shifting up and down again changes nothing`(shift: Int) {
    var random = SplitMix64(seed: UInt64(shift))
    for _ in 0..<20 {
      let number = random.nextBigUInt(bits: 300)
      #expect((number << shift) >> shift == number)
      #expect(number << shift == number * (BigUInt.one << shift))
      #expect(number >> shift == number / (BigUInt.one << shift))
    }
  }

  @Test func `zero has no bits`() {
    #expect(BigUInt.zero.bitWidth == 0)
    #expect(BigUInt.zero.trailingZeroBitCount == 0)
    #expect(!BigUInt.zero.isPowerOfTwo)
    #expect(BigUInt.zero.isEven)
    #expect((BigUInt.zero << 1000).isZero)
    #expect(((BigUInt.one << 64) >> 65).isZero)
  }
}
