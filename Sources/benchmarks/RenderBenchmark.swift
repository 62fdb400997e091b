import BackpropEngine
import Coursework
import Derivations
import ExactArithmetic
import MathSyntax
import Typesetting

/// Trace and pages of a 784-30-10 sigmoid network, one sample: 23,980 numbers before the update.
enum RenderBenchmark {
  static func rows() -> [Row] {
    let problem = problem
    guard let trace = try? Trace.compute(problem, arithmetic: .double) else { return [] }
    var rows = [
      Row(
        name: "trace (forward, backward, update)",
        time: Measurement.median(runs: 9) {
          consume(try? Trace.compute(problem, arithmetic: .double))
        })
    ]
    let python = Peers.times(script)
    var options = ExplanationOptions()
    options.selection.parts = [.z, .a, .cost, .delta, .gradient]
    options.detail = .result
    rows.append(
      Row(
        name: "compact list, Markdown",
        time: Measurement.median(runs: 5) { consume(page(trace, options, MarkdownWriter())) },
        peers: python?["fstrings"].map { [("Python f-strings", $0)] } ?? []))
    rows.append(
      Row(
        name: "compact list, terminal",
        time: Measurement.median(runs: 5) { consume(page(trace, options, TerminalWriter())) },
        peers: python?["fstrings"].map { [("Python f-strings", $0)] } ?? []))
    options.detail = .substituted
    let sympy =
      Peers.times(sympyScript)?["latex"].map { [("sympy latex", $0 * 23_980 / 400)] } ?? []
    rows.append(
      Row(
        name: "every derivation, LaTeX",
        time: Measurement.median(runs: 3) { consume(page(trace, options, LaTeXWriter())) },
        peers: sympy))
    rows.append(
      Row(
        name: "every derivation, Markdown",
        time: Measurement.median(runs: 3) { consume(page(trace, options, MarkdownWriter())) },
        peers: sympy))
    return rows
  }

  private static func page(
    _ trace: Trace, _ options: ExplanationOptions, _ writer: some DocumentWriter
  ) -> Int {
    var explanation = Explanation(trace, options: options)
    guard let document = try? explanation.document() else { return 0 }
    var buffer = OutputBuffer()
    writer.write(document, to: &buffer)
    return buffer.bytes.count
  }

  private static var problem: Problem {
    var random = SystemRandomNumberGenerator()
    func number(_ reach: ClosedRange<Int>) -> TypedNumber {
      let value = Rational(Int.random(in: reach, using: &random), 1000)
      return TypedNumber(value: value, text: "\(Double(value))")
    }
    func layer(_ rows: Int, _ columns: Int) -> Network.Layer {
      Network.Layer(
        activation: .sigmoid,
        weights: Matrix(
          rows: rows, columns: columns,
          entries: (0..<rows * columns).map { _ in number(-100...100) }),
        biases: (0..<rows).map { _ in number(-100...100) })
    }
    return Problem(
      network: Network(layers: [layer(30, 784), layer(10, 30)]), cost: .halfSquaredError,
      samples: [
        .init(
          input: (0..<784).map { _ in number(0...1000) },
          target: (0..<10).map { TypedNumber($0 == 3 ? 1 : 0) })
      ])
  }

  private static let script = """
    import numpy as np
    rng = np.random.default_rng(1)
    sizes = [784, 30, 10]
    a = [rng.random(784)]; z = []
    W = [rng.normal(size=(m, n)) / 28 for n, m in zip(sizes, sizes[1:])]
    for w in W:
        z.append(w @ a[-1]); a.append(1 / (1 + np.exp(-z[-1])))
    d = [None, (a[2] - 0.5) * a[2] * (1 - a[2])]
    d[0] = (W[1].T @ d[1]) * a[1] * (1 - a[1])
    def render():
        out = []
        for l in (0, 1):
            for j, v in enumerate(z[l].tolist()): out.append(f'z^{{{l+1}}}_{{{j+1}}} = {v:.6g}')
            for j, v in enumerate(a[l + 1].tolist()): out.append(f'a^{{{l+1}}}_{{{j+1}}} = {v:.6g}')
            for j, v in enumerate(d[l].tolist()): out.append(f'\\\\delta^{{{l+1}}}_{{{j+1}}} = {v:.6g}')
            g = np.outer(d[l], a[l]).tolist()
            for j, row in enumerate(g):
                for k, v in enumerate(row):
                    out.append(f'\\\\partial C/\\\\partial w^{{{l+1}}}_{{{j+1},{k+1}}} = {v:.6g}')
        return '\\n'.join(out)
    print('fstrings', once(render, 9))
    """

  /// 400 lines of the same kind; sympy takes as long for each.
  private static let sympyScript = """
    import sympy as sp
    lines = []
    for j in range(20):
        for k in range(20):
            d, a, g = sp.symbols(f'delta^1_{j} x_{k} g_{j}{k}')
            value = sp.Float(0.138498562 + j * k / 1000, 6)
            with sp.evaluate(False):
                product = sp.Mul(value, sp.Float(0.593269992 + k / 777, 6))
            lines.append((g, d * a, product, value))
    def render():
        return [' = '.join(sp.latex(part) for part in line) for line in lines]
    print('latex', once(render))
    """
}
