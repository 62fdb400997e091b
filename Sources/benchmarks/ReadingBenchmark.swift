import MathSyntax
import Typesetting

/// Formulas as lectures and students write them, from text to meaning.
enum ReadingBenchmark {
  /// A formula, and what sympy is given in its place: it has no notation, so layers fall away.
  private static let formulas: [(name: String, latex: String, plain: String)] = [
    (
      "weighted input", #"z_j^l = \sum_k w_{jk}^l a_k^{l-1} + b_j^l"#,
      #"z_{j} = \sum_{k=1}^{n} w_{j} a_{k} + b_{j}"#
    ),
    (
      "hidden error", #"\delta_j^l = \sum_k w_{kj}^{l+1} \delta_k^{l+1} \sigma'(z_j^l)"#,
      #"d_{j} = \sum_{k=1}^{n} w_{k} d_{k} s(z_{j})"#
    ),
    (
      "gradient", #"\frac{\partial C}{\partial w_{jk}^l} = a_k^{l-1} \delta_j^l"#,
      #"\frac{C}{w_{j}} = a_{k} d_{j}"#
    ),
    (
      "numbers", #"z_1^1 = 0.15 \cdot 0.05 + 0.2 \cdot 0.1 + 0.35 = 0.3775"#,
      #"z_{1} = 0.15 \cdot 0.05 + 0.2 \cdot 0.1 + 0.35"#
    ),
    (
      "cost", #"C = \frac{1}{2} \sum_j (a_j^L - y_j)^2"#,
      #"C = \frac{1}{2} \sum_{j=1}^{n} (a_{j} - y_{j})^2"#
    ),
  ]

  private static let typed = "δ₁² = (a₁² − y₁)·a₁²(1 − a₁²) = 0.1385"

  static func rows() -> [Row] {
    let latex = LaTeXFormulaReader()
    let notation = NotationReader(.nielsen)
    let sympy = Peers.times(script)
    var rows = formulas.enumerated().map { position, formula in
      Row(
        name: "\(formula.name), LaTeX",
        time: Measurement.median { _ in
          guard let read = try? latex.read(formula.latex) else { return }
          consume(try? notation.statements(read))
        },
        peers: sympy?["formula\(position)"].map { [("sympy parse_latex", $0)] } ?? [])
    }
    let plain = PlainTextFormulaReader()
    rows.append(
      Row(
        name: "output error, typed",
        time: Measurement.median { _ in
          guard let read = try? plain.read(typed) else { return }
          consume(try? notation.statements(read))
        }))
    return rows
  }

  private static var script: String {
    let texts = formulas.map { "r'''\($0.plain)'''" }.joined(separator: ", ")
    return """
      from sympy.parsing.latex import parse_latex
      for place, text in enumerate([\(texts)]):
          parse_latex(text)
          print(f'formula{place}', median(lambda call: parse_latex(text)))
      """
  }
}
