import Derivations
import MathSyntax
import Typesetting

/// Deciding whether a lecture's formula holds, and whether a wrong one does not; sympy is given the two
/// sides at the same sizes, with everything put in.
enum IdentityBenchmark {
  /// Formulas of Nielsen's notation; the second of a pair is wrong.
  private static let claims: [(name: String, text: String)] = [
    ("BP1, true", #"\delta^L_j = \frac{\partial C}{\partial a^L_j} \sigma'(z^L_j)"#),
    ("BP1, false", #"\delta^L_j = \frac{\partial C}{\partial a^L_j} \sigma(z^L_j)"#),
    ("BP2, true", #"\delta^l_j = \sum_k w^{l+1}_{kj} \delta^{l+1}_k \sigma'(z^l_j)"#),
    ("BP2, false", #"\delta^l_j = \sum_k w^{l+1}_{jk} \delta^{l+1}_k \sigma'(z^l_j)"#),
    ("BP2 of vectors, true", #"\delta^l = ((w^{l+1})^T \delta^{l+1}) \odot \sigma'(z^l)"#),
    ("BP2 of vectors, false", #"\delta^l = (w^{l+1} \delta^{l+1}) \odot \sigma'(z^l)"#),
    ("BP4, true", #"\frac{\partial C}{\partial w^l_{jk}} = a^{l-1}_k \delta^l_j"#),
    ("BP4, false", #"\frac{\partial C}{\partial w^l_{jk}} = a^{l-1}_j \delta^l_k"#),
    ("sigmoid's derivative, true", #"\sigma'(z^l_j) = a^l_j (1 - a^l_j)"#),
    ("sigmoid's derivative, false", #"\sigma'(z^l_j) = a^l_j (1 + a^l_j)"#),
    ("squared error's δ, true", #"\delta^L_j = (a^L_j - y_j) \sigma'(z^L_j)"#),
    ("squared error's δ, false", #"\delta^L_j = (y_j - a^L_j) \sigma'(z^L_j)"#),
  ]

  static func rows() -> [Row] {
    let sympy = Peers.times(script)
    var rows: [Row] = []
    for claim in claims {
      let reader = NotationReader(.nielsen)
      guard let formula = try? LaTeXFormulaReader().read(claim.text),
        let statement = try? reader.statements(formula).first, statement.sides.count == 2
      else { continue }
      for findsHints in [false, true] where !findsHints || claim.name.hasSuffix("false") {
        var checker = IdentityChecker(.nielsen)
        checker.findsHints = findsHints
        let (left, right) = (statement.sides[0].expression, statement.sides[1].expression)
        let peers = sympy?[claim.name.replacing(" ", with: "_")].map { [("sympy simplify", $0)] }
        rows.append(
          Row(
            name: claim.name + (findsHints ? ", with a hint" : ""),
            time: Measurement.median { _ in consume(checker.decide(left, equals: right)) },
            peers: findsHints ? [] : peers ?? []))
      }
    }
    return rows
  }

  /// One entry of the same identities over 2-2-2 sigmoid networks of symbols.
  private static let script = """
    import sympy as s
    f = s.Function('f'); C = s.Function('C')
    u = s.Symbol('u')
    x = s.symbols('x1:3'); y = s.symbols('y1:3')
    W1 = s.Matrix(2, 2, s.symbols('v1:5')); W2 = s.Matrix(2, 2, s.symbols('w1:5'))
    b1 = s.symbols('b1:3'); b2 = s.symbols('c1:3')
    sigma = lambda t: 1 / (1 + s.exp(-t))
    def net(f):
        z1 = [sum(W1[j, k] * x[k] for k in range(2)) + b1[j] for j in range(2)]
        a1 = [f(t) for t in z1]
        z2 = [sum(W2[j, k] * a1[k] for k in range(2)) + b2[j] for j in range(2)]
        return z1, a1, z2, [f(t) for t in z2]
    def decide(pairs):
        return all(s.simplify(l - r) == 0 for l, r in pairs)
    z1, a1, z2, a2 = net(sigma)
    cost = sum((a - t) ** 2 for a, t in zip(a2, y)) / 2
    slope = lambda t: sigma(u).diff(u).subs(u, t)
    d2 = [(a2[j] - y[j]) * slope(z2[j]) for j in range(2)]
    grad = [(cost.diff(W2[0, 1]), d2[0] * a1[1])]
    swapped = [(cost.diff(W2[0, 1]), d2[1] * a1[0])]
    print('BP4,_true', once(lambda: decide(grad), 1))
    print('BP4,_false', once(lambda: decide(swapped), 1))
    print("sigmoid's_derivative,_true", once(lambda: decide([(slope(z1[0]), a1[0] * (1 - a1[0]))])))
    print("sigmoid's_derivative,_false", once(lambda: decide([(slope(z1[0]), a1[0] * (1 + a1[0]))])))
    out = [(cost.diff(b2[0]), d2[0])]
    print("squared_error's_δ,_true", once(lambda: decide(out), 1))
    print("squared_error's_δ,_false", once(lambda: decide([(l, -r) for l, r in out]), 1))
    """
}
