import ExactArithmetic
import Foundation

/// Certified functions: an enclosure whose digits are all proved, beside mpmath's intervals and Arb.
enum CertifiedBenchmark {
  private static let digits = [50, 500, 1000]
  private static let arguments = 32

  static func rows() -> [Row] {
    let peers: [(String, [String: Double]?)] = [
      ("mpmath iv", Peers.times(mpmathScript)), ("Arb", Peers.times(arbScript)),
    ]
    var rows: [Row] = []
    for digits in digits {
      let precision = Int(Double(digits) * 3.3219280948873626) + 16
      let values = (0..<arguments).map { index in
        Interval(Rational(BigInt(1 + 37 * index), BigInt(100)), precision: precision)
      }
      let functions: [(String, (Interval) -> Interval?)] = [
        ("exp", { try? $0.exponential() }), ("sigmoid", { try? $0.logistic() }),
        ("tanh", { try? $0.hyperbolicTangent() }), ("log", { try? $0.logarithm() }),
      ]
      for (name, function) in functions {
        let key = "\(name)-\(digits)"
        rows.append(
          Row(
            name: "\(name), \(digits) digits",
            time: Measurement.median { consume(function(values[$0 % arguments])) },
            peers: peers.compactMap { peer, times in times?[key].map { (peer, $0) } }))
      }
    }
    return rows
  }

  private static let mpmathScript = """
    from mpmath import iv, mp
    for digits in \(digits):
        iv.dps = digits
        x = [iv.mpf(1 + 37 * i) / 100 for i in range(\(arguments))]
        n = \(arguments)
        def tanh(v):
            e = iv.exp(-2 * v)
            return (1 - e) / (1 + e)
        print(f'exp-{digits}', median(lambda i: iv.exp(x[i % n])))
        print(f'sigmoid-{digits}', median(lambda i: 1 / (1 + iv.exp(-x[i % n]))))
        print(f'tanh-{digits}', median(lambda i: tanh(x[i % n])))
        print(f'log-{digits}', median(lambda i: iv.log(x[i % n])))
    """

  private static let arbScript = """
    from flint import arb, ctx
    for digits in \(digits):
        ctx.dps = digits
        x = [arb(1 + 37 * i) / 100 for i in range(\(arguments))]
        n = \(arguments)
        print(f'exp-{digits}', median(lambda i: x[i % n].exp()))
        print(f'sigmoid-{digits}', median(lambda i: 1 / (1 + (-x[i % n]).exp())))
        print(f'tanh-{digits}', median(lambda i: x[i % n].tanh()))
        print(f'log-{digits}', median(lambda i: x[i % n].log()))
    """
}
