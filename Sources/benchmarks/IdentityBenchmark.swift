import BackpropEngine
import Derivations
import Foundation
import MathSyntax
import Typesetting

/// Deciding whether a lecture's formula holds, and whether a wrong one does not; sympy is given the two
/// sides at the same sizes, with everything put in.
enum IdentityBenchmark {
  /// A claim in Nielsen's notation, for declared functions where there are any.
  private struct Claim {
    var name: String
    var text: String
    var assumptions = IdentityAssumptions()
    /// What sympy is asked: whether pairs of its expressions are equal.
    var peer: String?
  }

  private static let softmax = IdentityAssumptions(
    outputActivation: .softmax, cost: .crossEntropy)

  /// The second of a pair is wrong.
  private static let claims = [
    Claim(
      name: "BP1, true", text: #"\delta^L_j = \frac{\partial C}{\partial a^L_j} \sigma'(z^L_j)"#),
    Claim(
      name: "BP1, false", text: #"\delta^L_j = \frac{\partial C}{\partial a^L_j} \sigma(z^L_j)"#),
    Claim(
      name: "BP2, true", text: #"\delta^l_j = \sum_k w^{l+1}_{kj} \delta^{l+1}_k \sigma'(z^l_j)"#,
      peer: "[(cost.diff(b1[0]), (W2[0, 0] * d2[0] + W2[1, 0] * d2[1]) * slope(z1[0]))]"),
    Claim(
      name: "BP2, false", text: #"\delta^l_j = \sum_k w^{l+1}_{jk} \delta^{l+1}_k \sigma'(z^l_j)"#,
      peer: "[(cost.diff(b1[0]), (W2[0, 0] * d2[0] + W2[0, 1] * d2[1]) * slope(z1[0]))]"),
    Claim(
      name: "BP2 of vectors, true",
      text: #"\delta^l = ((w^{l+1})^T \delta^{l+1}) \odot \sigma'(z^l)"#),
    Claim(
      name: "BP2 of vectors, false", text: #"\delta^l = (w^{l+1} \delta^{l+1}) \odot \sigma'(z^l)"#),
    Claim(name: "BP3, true", text: #"\frac{\partial C}{\partial b^l_j} = \delta^l_j"#),
    Claim(
      name: "BP3, false", text: #"\frac{\partial C}{\partial b^l_j} = \delta^l_j b^l_j"#),
    Claim(
      name: "BP4, true", text: #"\frac{\partial C}{\partial w^l_{jk}} = a^{l-1}_k \delta^l_j"#,
      peer: "[(cost.diff(W2[0, 1]), d2[0] * a1[1])]"),
    Claim(
      name: "BP4, false", text: #"\frac{\partial C}{\partial w^l_{jk}} = a^{l-1}_j \delta^l_k"#,
      peer: "[(cost.diff(W2[0, 1]), d2[1] * a1[0])]"),
    Claim(
      name: "product of three derivatives, true",
      text: #"\frac{\partial C}{\partial w^L_{jk}} = \frac{\partial C}{\partial a^L_j} "#
        + #"\frac{\partial a^L_j}{\partial z^L_j} \frac{\partial z^L_j}{\partial w^L_{jk}}"#),
    Claim(
      name: "product of three derivatives, false",
      text: #"\frac{\partial C}{\partial w^L_{jk}} = \frac{\partial C}{\partial a^L_j} "#
        + #"\frac{\partial z^L_j}{\partial w^L_{jk}}"#),
    Claim(
      name: "sigmoid's derivative, true", text: #"\sigma'(z^l_j) = a^l_j (1 - a^l_j)"#,
      peer: "[(slope(z1[0]), a1[0] * (1 - a1[0]))]"),
    Claim(
      name: "sigmoid's derivative, false", text: #"\sigma'(z^l_j) = a^l_j (1 + a^l_j)"#,
      peer: "[(slope(z1[0]), a1[0] * (1 + a1[0]))]"),
    Claim(
      name: "squared error's δ, true", text: #"\delta^L_j = (a^L_j - y_j) \sigma'(z^L_j)"#,
      peer: "[(cost.diff(b2[0]), d2[0])]"),
    Claim(
      name: "squared error's δ, false", text: #"\delta^L_j = (y_j - a^L_j) \sigma'(z^L_j)"#,
      peer: "[(cost.diff(b2[0]), -d2[0])]"),
    Claim(
      name: "softmax's δ, true", text: #"\delta^L_j = a^L_j - y_j"#, assumptions: softmax,
      peer: "[(-sum(t * s.log(a) for a, t in zip(p, u)).diff(b2[0]), p[0] - u[0])]"),
    Claim(
      name: "softmax's δ, false", text: #"\delta^L_j = a^L_j (1 - y_j)"#, assumptions: softmax,
      peer: "[(-sum(t * s.log(a) for a, t in zip(p, u)).diff(b2[0]), p[0] * (1 - u[0]))]"),
  ]

  /// The seconds that sympy may take for a claim.
  private static let patience = 20.0

  /// Measures and prints claim by claim, so that what was measured is told whatever becomes of the rest.
  static func rows() -> [Row] {
    for claim in claims {
      let reader = NotationReader(.nielsen)
      guard let formula = try? LaTeXFormulaReader().read(claim.text),
        let statement = try? reader.statements(formula).first, statement.sides.count == 2
      else { continue }
      let (left, right) = (statement.sides[0].expression, statement.sides[1].expression)
      for findsHints in [false, true] where !findsHints || claim.name.hasSuffix("false") {
        var checker = IdentityChecker(.nielsen, assumptions: claim.assumptions)
        checker.findsHints = findsHints
        let decision = checker.decide(left, equals: right)
        precondition(
          decision.isRight == claim.name.hasSuffix("true"), "\(claim.name) is decided wrongly")
        let time = Measurement.median { _ in consume(checker.decide(left, equals: right)) }
        Table.print([Row(name: claim.name + (findsHints ? ", with a hint" : ""), time: time)])
        fflush(nil)
      }
    }
    print("sympy's simplify, given the two sides with everything put in, \(Int(patience)) s each:")
    for claim in claims {
      guard let peer = claim.peer else { continue }
      let time = Peers.times(
        script + "print('claim', once(lambda: decide(\(peer)), 1))", patience: patience)?["claim"]
      print("  \(claim.name): \(time.map(Table.text) ?? "not in \(Int(patience)) s, or not there")")
      fflush(nil)
    }
    return []
  }

  /// The same identities over a 2-2-2 sigmoid network of symbols.
  private static let script = """
    import sympy as s
    v = s.Symbol('v')
    x = s.symbols('x1:3'); y = s.symbols('y1:3')
    W1 = s.Matrix(2, 2, s.symbols('v1:5')); W2 = s.Matrix(2, 2, s.symbols('w1:5'))
    b1 = s.symbols('b1:3'); b2 = s.symbols('c1:3')
    sigma = lambda t: 1 / (1 + s.exp(-t))
    slope = lambda t: sigma(v).diff(v).subs(v, t)
    def decide(pairs):
        return all(s.simplify(l - r) == 0 for l, r in pairs)
    z1 = [sum(W1[j, k] * x[k] for k in range(2)) + b1[j] for j in range(2)]
    a1 = [sigma(t) for t in z1]
    z2 = [sum(W2[j, k] * a1[k] for k in range(2)) + b2[j] for j in range(2)]
    a2 = [sigma(t) for t in z2]
    cost = sum((a - t) ** 2 for a, t in zip(a2, y)) / 2
    d2 = [(a2[j] - y[j]) * slope(z2[j]) for j in range(2)]
    p = [s.exp(t) / (s.exp(z2[0]) + s.exp(z2[1])) for t in z2]
    u = [y[0], 1 - y[0]]

    """
}
