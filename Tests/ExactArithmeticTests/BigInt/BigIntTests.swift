import ExactArithmetic
import TestSupport
import Testing

struct BigIntTests {
  static let edges: [Int] = [0, 1, -1, 2, -2, 7, -7, Int.max, Int.min, Int.max - 1, Int.min + 1]

  @Test(arguments: edges, edges)
  func `machine integers and big ones agree`(a: Int, b: Int) {
    let (x, y) = (BigInt(a), BigInt(b))
    #expect(x + y == BigInt(Int128(a) + Int128(b)))
    #expect(x - y == BigInt(Int128(a) - Int128(b)))
    #expect(x * y == BigInt(Int128(a) * Int128(b)))
    #expect((x < y) == (a < b))
    #expect((x == y) == (a == b))
    if b != 0 {
      #expect(x / y == BigInt(Int128(a) / Int128(b)))
      #expect(x % y == BigInt(Int128(a) % Int128(b)))
    }
    #expect(Int(exactly: x) == a)
  }

  @Test(arguments: 0..<100)
  func `the ring laws hold`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let (a, b) = (random.nextBigInt(bits: 300), random.nextBigInt(bits: 300))
    let c = random.nextBigInt(bits: 300)
    #expect((a + b) - b == a)
    #expect((a - b) + b == a)
    #expect(a * (b - c) == a * b - a * c)
    #expect(-(a * b) == -a * b)
    #expect(a - a == .zero)
    var sum = a
    sum += b
    sum -= c
    sum *= a
    #expect(sum == (a + b - c) * a)
  }

  @Test(arguments: 0..<100)
  func `division rounds towards zero and shifts round down`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let a = random.nextBigInt(bits: 300)
    let b = random.nextBigInt(bits: 200)
    if !b.isZero {
      let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
      #expect(quotient * b + remainder == a)
      #expect(remainder.magnitude < b.magnitude)
      #expect(remainder.isZero || remainder.isNegative == a.isNegative)
    }
    let shift = Int(seed % 130)
    let down = a >> shift
    #expect(down << shift <= a)
    #expect((down + .one) << shift > a)
  }

  @Test func `zero has no sign`() {
    #expect(!(-BigInt.zero).isNegative)
    #expect(!BigInt(isNegative: true, magnitude: .zero).isNegative)
    #expect((BigInt(-5) + BigInt(5)).sign == .zero)
    #expect((BigInt(-5) * BigInt.zero).sign == .zero)
    var number = BigInt(-1)
    number += .one
    number.negate()
    #expect(number == .zero)
    #expect(BigInt("-0") == .zero)
  }

  @Test func `numbers beyond a word do not become one`() {
    #expect(Int(exactly: BigInt(Int.min) - .one) == nil)
    #expect(Int(exactly: BigInt(Int.max) + .one) == nil)
    #expect(BigInt(UInt128.max).bitWidth == 128)
    #expect(BigInt(Int128.min).description == "-170141183460469231731687303715884105728")
  }
}
