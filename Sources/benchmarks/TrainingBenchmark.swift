import ExactArithmetic

/// Exact training of a 2-2-1 network on XOR, a sample an update, as performance figures are quoted
/// for it: half squared error, rate 1/10, leaky ReLU with slope 1/100, or the square.
enum TrainingBenchmark {
  static func rows() -> [Row] {
    let peers: [(String, [String: Double]?)] = [
      ("Fraction", Peers.times(script(number: "Fraction", relu: [9, 10], square: [5]))),
      ("mpq", Peers.times(script(number: "gmpy2.mpq", relu: [9, 10, 12], square: [5, 6]))),
    ]
    let cases: [(String, Int, Bool)] = [
      ("relu", 9, false), ("relu", 10, false), ("relu", 12, false), ("square", 5, true),
      ("square", 6, true),
    ]
    return cases.map { name, updates, isSquare in
      Row(
        name: "\(name) \(updates) updates",
        time: Measurement.median(runs: 3) { consume(train(updates: updates, isSquare: isSquare)) },
        peers: peers.compactMap { peer, times in
          times?["\(name)-\(updates)"].map { (peer, $0) }
        })
    }
  }

  private static let samples: [([Rational], Rational)] = [
    ([0, 0], 0), ([0, 1], 1), ([1, 0], 1), ([1, 1], 0),
  ]

  /// Returns a weight after some updates, in lowest terms.
  private static func train(updates: Int, isSquare: Bool) -> String {
    let slope = Rational(1, 100)
    let rate = Rational(1, 10)
    func value(_ z: Rational) -> Rational {
      if isSquare { return z * z }
      return z.sign == .positive ? z : slope * z
    }
    func derivative(_ z: Rational) -> Rational {
      if isSquare { return z + z }
      return z.sign == .positive ? 1 : slope
    }
    var w1 = [[Rational(1, 2), Rational(-3, 10)], [Rational(2, 5), Rational(7, 10)]]
    var b1 = [Rational(1, 10), Rational(-1, 5)]
    var w2 = [Rational(3, 5), Rational(-2, 5)]
    var b2 = Rational(1, 5)
    for update in 0..<updates {
      let (x, y) = samples[update % 4]
      let z1 = (0..<2).map { Rational.dot(w1[$0], start: 0, stride: 1, x, adding: b1[$0]) }
      let a1 = z1.map(value)
      let z2 = Rational.dot(w2, start: 0, stride: 1, a1, adding: b2)
      let d2 = (value(z2) - y) * derivative(z2)
      let d1 = (0..<2).map { w2[$0] * d2 * derivative(z1[$0]) }
      let step = rate * d2
      for j in 0..<2 {
        w2[j] = w2[j] - step * a1[j]
        for i in 0..<2 { w1[j][i] = w1[j][i] - rate * d1[j] * x[i] }
        b1[j] = b1[j] - rate * d1[j]
      }
      b2 = b2 - step
    }
    return "\(b2.bitWidth)"
  }

  private static func script(number: String, relu: [Int], square: [Int]) -> String {
    """
    from fractions import Fraction
    if '\(number)' != 'Fraction': import gmpy2
    Q = \(number)
    def train(updates, square):
        slope = Q(1, 100); rate = Q(1, 10)
        f = (lambda z: z * z) if square else (lambda z: z if z > 0 else slope * z)
        df = (lambda z: z + z) if square else (lambda z: Q(1) if z > 0 else slope)
        w1 = [[Q(1, 2), Q(-3, 10)], [Q(2, 5), Q(7, 10)]]; b1 = [Q(1, 10), Q(-1, 5)]
        w2 = [Q(3, 5), Q(-2, 5)]; b2 = Q(1, 5)
        S = [((Q(0), Q(0)), Q(0)), ((Q(0), Q(1)), Q(1)), ((Q(1), Q(0)), Q(1)), ((Q(1), Q(1)), Q(0))]
        for u in range(updates):
            x, y = S[u % 4]
            z1 = [w1[j][0] * x[0] + w1[j][1] * x[1] + b1[j] for j in (0, 1)]
            a1 = [f(z) for z in z1]
            z2 = w2[0] * a1[0] + w2[1] * a1[1] + b2
            d2 = (f(z2) - y) * df(z2)
            d1 = [w2[j] * d2 * df(z1[j]) for j in (0, 1)]
            step = rate * d2
            for j in (0, 1):
                w2[j] -= step * a1[j]
                for i in (0, 1): w1[j][i] -= rate * d1[j] * x[i]
                b1[j] -= rate * d1[j]
            b2 -= step
        return b2
    for n in \(relu): print(f'relu-{n}', once(lambda: train(n, False)))
    for n in \(square): print(f'square-{n}', once(lambda: train(n, True)))
    """
  }
}
