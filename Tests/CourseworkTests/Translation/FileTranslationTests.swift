import MathSyntax
import Testing

@testable import Coursework

@Suite struct FileTranslationTests {
  struct Example: Sendable, CustomTestStringConvertible {
    var markup: Markup
    var from: String?
    var to: String
    var text: String
    var expected: String
    var unread = 0

    var testDescription: String { "\(markup) \(from ?? "auto") to \(to): \(text)" }

    init(
      _ markup: Markup, _ from: String?, _ to: String, _ text: String, _ expected: String,
      unread: Int = 0
    ) {
      (self.markup, self.from, self.to) = (markup, from, to)
      (self.text, self.expected, self.unread) = (text, expected, unread)
    }
  }

  private static func notation(_ name: String) -> Notation {
    Notation.presets.first { $0.name == name } ?? .nielsen
  }

  static let examples: [Example] = [
    .init(.markdown, "ulges", "lin", "Of $z_j^l$ too.", "Of $s_{j}^{(\\ell)}$ too."),
    .init(
      .markdown, "ulges", "nielsen", #"a \(w_{ij}^l\), \[E = 0\]"#,
      #"a \(w_{j k}^{l}\), \[C = 0\]"#),
    // Sides keep their roles; labels, tags and marks of alignment stay.
    .init(
      .markdown, "ulges", "nielsen",
      "$$\n\\begin{align}\n  q &= 1 \\\\\n  \\delta_i^l &= w_{ij}^{l+1} \\label{a} \\tag{2}\n\\end{align}\n$$",
      "$$\n\\begin{align}\n  q &= 1 \\\\\n  \\delta_{k}^{l} &= w_{j k}^{l+1} \\label{a} \\tag{2}\n\\end{align}\n$$\n<!-- not translated: 'q' has no meaning in this notation -->",
      unread: 1),
    .init(
      .latex, "lin", "nielsen",
      "\\begin{align}\ns_1^{(1)} &= w_{11}^{(1)} x_1 \\\\\n  &\\quad + w_{01}^{(1)}\n\\end{align}",
      "\\begin{align}\nz_{1}^{1} &= w_{11}^{1} x_{1} \\\\\n  &\\quad + b_{1}^{1}\n\\end{align}"),
    // An index in the text changes with the formula beside it, and only there.
    .init(
      .markdown, "ulges", "nielsen",
      "Unit $i$ feeds $j$: $z_j^l = \\sum_i w_{ij}^l a_i^l$.\n\nOne $i$ alone.",
      "Unit $k$ feeds $j$: $z_j^l = \\sum_{k} w_{j k}^{l} a_{k}^{l}$.\n\nOne $i$ alone."),
    .init(
      .markdown, "ulges", "nielsen",
      "$z_j^l = w_{ij}^l a_i^l$, $a_j^l = f(z_j^l)$: unit $i$ feeds.",
      "$z_j^l = w_{j k}^{l} a_{k}^{l}$, $a_j^l = \\sigma(z_{j}^{l})$: unit $k$ feeds."),
    // The new value is told by a prime here, and by the arrow there.
    .init(.markdown, "nielsen", "ulges", "$b' = b - 1$", "$b \\leftarrow b - 1$"),
    .init(.markdown, "dasc7606", "nielsen", "$b_{t+1} = b_t - 1$", "$b' = b - 1$"),
    // In a range L is the last layer, and in a formula the loss.
    .init(.markdown, "mucha", "nielsen", #"$k = 1, \dots, L$: $L$"#, #"$l = 1, \dots, L$: $C$"#),
    .init(.markdown, "mucha", "lin", #"$k = L - 1, \dots, 1$"#, #"$\ell = L - 1, \dots, 1$"#),
    .init(.markdown, "lin", "nielsen", #"$t = 0, 1, \ldots, T$"#, #"$t = 0, 1, \ldots, T$"#),
    .init(.markdown, "lin", "nielsen", #"$n \in \{1, \ldots, N\}$"#, #"$x \in \{1, \ldots, N\}$"#),
    // The inputs under both of their names, a condition on a vector, a function and not its value.
    .init(.markdown, "ulges", "nielsen", "$x_i = a_i^0$", "$x_{k} = a_{k}^{0}$"),
    .init(.markdown, "mucha", "dasc7606", "$g^0 = x$", "$x^{(0)} = x$"),
    .init(
      .markdown, "dasc7606", "nielsen", "$g'(s) = [s > 0]$", #"$\sigma'(z) = [z \gt 0]$"#),
    .init(.markdown, "ulges", "lin", #"With $\tanh$ too."#, #"With $\tanh$ too."#),
    // The cost of a sample over its output and target.
    .init(
      .markdown, "dasc7606", "nielsen", #"$J = \frac1M \sum_{i=1}^M e(h(x_i), y_i)$"#,
      #"$C = \frac{1}{n} \sum_{x} C_{x}$"#),
    // What no reader sees as mathematics.
    .init(.markdown, "ulges", "lin", "`$z$` and $5 or $6", "`$z$` and $5 or $6"),
    .init(.markdown, "ulges", "lin", "```\n$t$\n```\n<!-- $t$ -->", "```\n$t$\n```\n<!-- $t$ -->"),
    .init(.markdown, "ulges", "lin", "---\ntitle: $t$\n---\n$t$", "---\ntitle: $t$\n---\n$y$"),
    .init(
      .latex, "ulges", "lin", "\\newcommand{\\x}{$t$}\n% $t$\n\\verb|$t$| $t$\\%",
      "\\newcommand{\\x}{$t$}\n% $t$\n\\verb|$t$| $y$\\%"),
    .init(
      .latex, "ulges", "lin", "$t$\\begin{document}$t$\\end{document}$t$",
      "$t$\\begin{document}$y$\\end{document}$t$"),
    .init(.markdown, "ulges", "lin", "```math\nt_k\n```", "```math\ny_{k}\n```"),
    // A letter is kept apart from the command before it.
    .init(.markdown, "nielsen", "lin", #"$y\Rightarrow\delta$"#, #"$y\Rightarrow\delta$"#),
    .init(
      .markdown, "nielsen", "lin", #"$1\cdot\eta\leq\sigma(z)$"#, #"$1 \eta\leq\varphi(s)$"#),
    .init(.markdown, "nielsen", "lin", #"$y\to\hat y$"#, #"$y\to x^{(L)}$"#),
    .init(
      .markdown, "nielsen", "ulges", #"${\bf z}^l = \mathbf{a}^{l-1} + \mathbf{b}^l$"#,
      #"$z^{l} = a^{l-1} + b^{l}$"#),
    // What cannot be read is marked, once.
    .init(
      .markdown, "ulges", "lin", "$q+1$ and $t$",
      "$q+1$ <!-- not translated: 'q' has no meaning in this notation --> and $y$", unread: 1),
    .init(
      .markdown, "ulges", "lin", "$q+1$ <!-- not translated: x -->",
      "$q+1$ <!-- not translated: x -->", unread: 1),
    .init(
      .latex, "ulges", "lin", "$q+1$ and\n$t$",
      "$q+1$ and % not translated: 'q' has no meaning in this notation\n$y$", unread: 1),
    .init(
      .plainText, "nielsen", "lin", "1. The first is z_1^1 = 0.5.\nq = 3\n",
      "1. The first is s⁽¹⁾₁ = 0.5.\nq = 3  // not translated: 'q' has no meaning in this notation\n",
      unread: 1),
    .init(
      .latex, "mucha", "nielsen",
      "$\\frac{\\partial L}{\\partial z} = \\sum_{z = z_0 \\to \\dots \\to z_l = L} \\prod_{i=1}^l \\frac{\\partial z_i}{\\partial z_{i-1}}$",
      "$\\frac{\\partial L}{\\partial z} = \\sum_{z = z_0 \\to \\dots \\to z_l = L} \\prod_{i=1}^l \\frac{\\partial z_i}{\\partial z_{i-1}}$ % not translated: the nodes of a path have names of their own",
      unread: 1),
    // Both dialects of one lecture in one file.
    .init(
      .markdown, "dasc7606", "nielsen",
      #"$s_j^{(l)} = \sum_i w_{ij}^{(l)} x_i^{(l-1)}$, $s_1 = xW_1 + b_1$, $s_j^{(1)} = w_{1j}^{(1)} x_1$"#,
      #"$z_{j}^{l} = \sum_{k} w_{j k}^{l} a_{k}^{l-1}$, $z^{1} = w^{1} x + b^{1}$, $z_{j}^{1} = w_{j1}^{1} x_{1}$"#
    ),
  ]

  @Test(arguments: examples)
  func `formulas are rewritten and all else stays`(example: Example) throws {
    let translation = try FileTranslation(
      Array(example.text.utf8), markup: example.markup, from: example.from.map(Self.notation),
      to: Self.notation(example.to))
    #expect(String(decoding: translation.bytes, as: UTF8.self) == example.expected)
    #expect(translation.unreadCount == example.unread)
  }

  @Test(arguments: Notation.presets)
  func `a file without formulas stays byte for byte as it is`(notation: Notation) throws {
    let bytes = Array("# Title\r\n\r\nÄ `code` \u{FEFF}\n\n".utf8) + [0xFF, 0x00, 0x24]
    let translation = try FileTranslation(bytes, markup: .markdown, from: nil, to: notation)
    #expect(translation.bytes == bytes)
    #expect(translation.count == 0)
  }

  @Test(arguments: [
    (
      "nielsen",
      #"$z^l_j = \sum_k w^l_{jk} a^{l-1}_k + b^l_j$ and $C = \frac12 \sum_j (a^L_j - y_j)^2$"#
    ),
    ("ulges", #"$z_j^l = \sum_i w_{ij}^l a_i^{l-1}$, $E = \frac12 \sum_k (a_k^L - t_k)^2$"#),
    ("ulges", #"$\delta^l = (W^{l+1} \delta^{l+1}) \odot f'(z^l)$, $t_k$"#),
    (
      "lin",
      #"$s_j^{(\ell)} = \sum_{i=0}^{d^{(\ell-1)}} w_{ij}^{(\ell)} x_i^{(\ell-1)}$, $e_n = (y_n - s_1^{(L)})^2$"#
    ),
    (
      "dasc7606",
      #"$s_j^{(l)} = \sum_i w_{ij}^{(l)} x_i^{(l-1)} + b_j^{(l)}$, $J = \frac12 (h(x) - y)^2$"#
    ),
    (
      "mucha",
      #"$f^k = W^k g^{k-1}$, $\frac{\partial L}{\partial g^{k-1}} = (W^k)^T \frac{\partial L}{\partial f^k}$"#
    ),
    (
      "assignment", #"$\delta_k = -(y_k - \hat{y}_k)$, $\delta_j = f'(z_j) \sum_k w_{kj} \delta_k$"#
    ),
  ])
  func `the notation of a file is found`(name: String, text: String) throws {
    let translation = try FileTranslation(
      Array(text.utf8), markup: .markdown, from: nil, to: .nielsen)
    let guess = try #require(translation.guess)
    #expect(translation.source.name == name)
    #expect(guess.best.count == guess.total)
    #expect(guess.candidates[1].count < guess.total, "\(guess.candidates.map(\.notation.name))")
  }

  @Test func `decimal commas are kept where they are asked for`() throws {
    let translation = try FileTranslation(
      Array("z_1^1 = 0,15 * 3,5".utf8), markup: .plainText, from: .nielsen, to: .lin,
      decimalCommas: true)
    #expect(String(decoding: translation.bytes, as: UTF8.self) == "s⁽¹⁾₁ = 0,15 · 3,5")
  }

  @Test func `what the other notation lacks is borrowed and said so`() throws {
    let translation = try FileTranslation(
      Array("$b^l_j$ $w^l_{jk}$".utf8), markup: .markdown, from: .nielsen, to: .assignment)
    #expect(translation.borrowed.map(\.feature) == [.bias])
  }

  @Test func `in a notebook only Markdown cells change`() throws {
    let text =
      #"{"cells": [{"cell_type": "code", "source": ["$t$"]}, "#
      + #"{"cell_type": "markdown", "source": ["A\n", "$t$ é\n"]}, "#
      + #"{"cell_type": "markdown", "source": "$t_1$"}]}"#
    let translation = try FileTranslation(
      Array(text.utf8), markup: .notebook, from: .ulges, to: .lin)
    let expected = text.replacing(#""$t$ é\n""#, with: #""$y$ é\n""#)
      .replacing("$t_1$", with: "$y_{1}$")
    #expect(String(decoding: translation.bytes, as: UTF8.self) == expected)
  }

  /// Texts that closing marks are missing in, or that hold nothing else.
  static let hostile = [
    "$", "$$", "\\(", "\\[", "\\begin{align}", "`$", "```", "<!--", "$a", "$a$1", "\\verb|",
    "\\newcommand{", "{", "$\\frac{", "$x^{", "[$x$](", "\u{300}$y$", "&\\\\", "$\\begin{cases}",
  ]

  @Test(arguments: hostile, Markup.allCases.filter { $0 != .notebook })
  func `hostile files are answered`(piece: String, markup: Markup) throws {
    let bytes = Array(String(repeating: piece + " ", count: 300).utf8)
    let translation = try FileTranslation(bytes, markup: markup, from: .nielsen, to: .lin)
    #expect(translation.unreadCount <= translation.count)
    let single = Array(piece.utf8)
    _ = try FileTranslation(single, markup: markup, from: nil, to: .ulges)
  }

  /// Long lines of one piece, which take quadratic time where each is looked for to the end.
  @Test(arguments: [
    "\\begin{", "\\verb|", "\\verb!a", "= ", "z ", "$ ", "\\( ", "`", "{", "\\frac",
  ])
  func `a long line is answered as quickly as many short ones`(piece: String) throws {
    let bytes = Array(String(repeating: piece, count: 5_000).utf8)
    for markup in [Markup.markdown, .latex, .plainText] {
      let translation = try FileTranslation(bytes, markup: markup, from: .nielsen, to: .lin)
      #expect(translation.unreadCount <= translation.count)
      #expect(translation.count <= 1)
    }
  }
}
