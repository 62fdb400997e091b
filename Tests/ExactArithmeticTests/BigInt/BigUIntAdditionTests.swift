import ExactArithmetic
import TestSupport
import Testing

struct BigUIntAdditionTests {
  @Test(arguments: 0..<100)
  func `a sum less one part gives the other`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let (a, b) = (random.nextBigUInt(bits: 400), random.nextBigUInt(bits: 400))
    let sum = a + b
    #expect(sum - b == a)
    #expect(sum - a == b)
    #expect(b + a == sum)
  }

  @Test(arguments: 0..<100)
  func `in place gives the same as the operator`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let (a, b) = (random.nextBigUInt(bits: 300), random.nextBigUInt(bits: 300))
    var sum = a
    sum += b
    #expect(sum == a + b)
    sum -= a
    #expect(sum == b)
  }

  @Test(arguments: 0..<100)
  func `sums of double words agree with UInt128`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let a = UInt128(random.next()) << 63 | UInt128(random.next())
    let b = UInt128(random.next()) << UInt128(seed % 63)
    #expect(BigUInt(a) + BigUInt(b) == BigUInt(a + b))
    #expect(BigUInt(max(a, b)) - BigUInt(min(a, b)) == BigUInt(max(a, b) - min(a, b)))
  }

  @Test(arguments: [1, 63, 64, 65, 127, 128, 129, 640])
  func `a carry runs through all ones, and back`(width: Int) {
    let power = BigUInt.one << width
    let ones = power - .one
    #expect(ones.bitWidth == width)
    #expect(ones + .one == power)
    #expect(ones + ones == (ones << 1))
    var counter = ones
    counter += .one
    #expect(counter == power)
    counter -= .one
    #expect(counter == ones)
  }

  @Test func `a difference below zero is refused`() async {
    await #expect(processExitsWith: .failure) { _ = BigUInt(1 as UInt) - BigUInt(2 as UInt) }
    await #expect(processExitsWith: .failure) {
      _ = (BigUInt.one << 64) - (BigUInt.one << 65)
    }
  }
}
