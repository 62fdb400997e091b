import ExactArithmetic
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

struct RoundingReferenceTests {
  /// Hundreds of roundings: a fiftieth of those recorded, times TEST_MULTIPLIER.
  static let blocks: Range<Int> = {
    let multiplier = getenv("TEST_MULTIPLIER").flatMap { Int(String(cString: $0)) } ?? 1
    return 0..<min(RecordedRoundings.hashes.count, 20 * multiplier)
  }()

  @Test(arguments: blocks)
  func `roundings to 1 to 50 digits are those of mpmath`(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for _ in 0..<100 {
      let text = try Self.rounding(&random)
      for byte in (text + "\n").utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }
    #expect(hash == RecordedRoundings.hashes[seed])
  }

  /// Draws a function, digits and an argument, and raises the precision until the digits are certain.
  private static func rounding(_ random: inout SplitMix64) throws -> String {
    let function = random.next() % 5
    let digits = Int(random.next() % 50) + 1
    var numerator = Int(random.next() % 2_000_001) - 1_000_000
    var denominator = (0..<(random.next() % 7)).reduce(1) { power, _ in power * 10 }
    if function == 1 || function == 4 { numerator = abs(numerator) + 1 }
    if function == 0 || function == 3, abs(numerator) / denominator > 20_000 {
      denominator *= 1000
    }
    let argument = Rational(numerator, denominator)
    var precision = digits * 10 / 3 + 16
    while true {
      let x = Interval(argument, precision: precision)
      let value =
        switch function {
        case 0: try x.exponential()
        case 1: try x.logarithm()
        case 2: try x.hyperbolicTangent()
        case 3: try x.logistic()
        case _: try x.squareRoot()
        }
      if let numeral = value.rounded(significantDigits: digits) { return numeral.scientificText }
      precision *= 2
    }
  }
}
