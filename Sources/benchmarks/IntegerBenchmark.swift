import ExactArithmetic

/// Big-integer kernels: multiplication, division of 2n by n bits, greatest common divisor, text.
enum IntegerBenchmark {
  private static let sizes = [256, 1_000, 10_000, 100_000]
  /// Fresh operands in turn: repeated ones let the branch predictor learn them by heart.
  private static let operands = 32

  static func rows() -> [Row] {
    let peers: [(String, [String: Double]?)] = [
      ("Python", Peers.times(script(number: "int", gcd: "math.gcd"))),
      ("GMP", Peers.times(script(number: "gmpy2.mpz", gcd: "gmpy2.gcd"))),
    ]
    var random = SystemRandomNumberGenerator()
    var rows: [Row] = []
    for bits in sizes {
      let left = (0..<operands).map { _ in odd(bits: bits, &random) }
      let right = (0..<operands).map { _ in odd(bits: bits, &random) }
      let long = zip(left, right).map { $0 * $1 }
      let kernels: [(String, (Int) -> Void)] = [
        ("mul", { consume(left[$0 % operands] * right[($0 + 7) % operands]) }),
        (
          "div",
          {
            consume(
              long[$0 % operands].quotientAndRemainder(dividingBy: right[($0 + 5) % operands]))
          }
        ),
        ("gcd", { consume(left[$0 % operands].greatestCommonDivisor(right[($0 + 7) % operands])) }),
        ("text", { consume(left[$0 % operands].description) }),
      ]
      for (name, kernel) in kernels {
        let key = "\(name)-\(bits)"
        rows.append(
          Row(
            name: "\(name) \(bits) bits", time: Measurement.median(of: kernel),
            peers: peers.compactMap { peer, times in times?[key].map { (peer, $0) } }))
      }
    }
    return rows
  }

  private static func odd(bits: Int, _ random: inout SystemRandomNumberGenerator) -> BigUInt {
    var value = BigUInt.one
    for _ in 0..<((bits - 1) / 64) {
      value = (value << 64) + BigUInt(UInt64.random(in: .min ... .max, using: &random))
    }
    let rest = (bits - 1) % 64
    if rest > 0 {
      value =
        (value << rest)
        + BigUInt(UInt64.random(in: 0..<(1 << UInt64(rest)), using: &random))
    }
    return value.trailingZeroBitCount == 0 ? value : value + .one
  }

  private static func script(number: String, gcd: String) -> String {
    """
    import math, random, sys
    if '\(number)' != 'int': import gmpy2
    sys.set_int_max_str_digits(0)
    for bits in \(sizes):
        a = [\(number)(random.getrandbits(bits) | 1 | 1 << bits - 1) for _ in range(\(operands))]
        b = [\(number)(random.getrandbits(bits) | 1 | 1 << bits - 1) for _ in range(\(operands))]
        c = [x * y for x, y in zip(a, b)]
        n = \(operands)
        print(f'mul-{bits}', median(lambda i: a[i % n] * b[(i + 7) % n]))
        print(f'div-{bits}', median(lambda i: divmod(c[i % n], b[(i + 5) % n])))
        print(f'gcd-{bits}', median(lambda i: \(gcd)(a[i % n], b[(i + 7) % n])))
        print(f'text-{bits}', median(lambda i: str(a[i % n])))
    """
  }
}
