import ExactArithmetic
import Foundation
import MathSyntax
import Testing
import Typesetting

/// The spellings of lectures and homework, each with what Nielsen would write for it.
struct NotationReadingTests {
  typealias Example = ReadingExample

  static let latex: [Example] = [
    // Every row of the table of lectures.
    .init("nielsen", #"z^l_j = \sum_k w^l_{jk} a^{l-1}_k + b^l_j"#, "zˡⱼ = Σₖ wˡⱼₖ aˡ⁻¹ₖ + bˡⱼ"),
    .init(
      "assignment", #"z_j^l = \sum_i w_{ji}^l a_i^{l-1}"#, "zˡⱼ = Σₖ wˡⱼₖ aˡ⁻¹ₖ"),
    .init(
      "dasc7606", #"s_j^{(l)} = \sum_i w_{ij}^{(l)} x_i^{(l-1)} + b_j^{(l)}"#,
      "zˡⱼ = Σₖ wˡⱼₖ aˡ⁻¹ₖ + bˡⱼ"),
    .init("mucha", #"f^k = W^k g^{k-1}"#, "zˡ = wˡ aˡ⁻¹"),
    .init(
      "ulges", #"z_j^l = \sum_i w_{ij}^l a_i^{l-1} + b_j^l"#, "zˡⱼ = Σₖ wˡⱼₖ aˡ⁻¹ₖ + bˡⱼ"),
    .init(
      "lin", #"s_j^{(\ell)} = \sum_{i=0}^{d^{(\ell-1)}} w_{ij}^{(\ell)} x_i^{(\ell-1)}"#,
      "zˡⱼ = Σₖ wˡⱼₖ aˡ⁻¹ₖ + bˡⱼ"),
    .init("assignment", #"a_j = f(z_j)"#, "aᴸ⁻¹ⱼ = σ(zᴸ⁻¹ⱼ)"),
    .init("dasc7606", #"x_j^{(l)} = g(s_j^{(l)})"#, "aˡⱼ = σ(zˡⱼ)"),
    .init("mucha", #"g^k = \sigma(f^k)"#, "aˡ = σ(zˡ)"),
    .init("dasc7606", #"x_i = x_i^{(0)}"#, "xₖ = xₖ"),
    .init("assignment", #"\hat{y}_k = a_k"#, "aᴸₖ = aᴸₖ"),
    .init("dasc7606", #"h_k(x) = x_k^{(L)}"#, "aᴸₖ = aᴸₖ"),
    .init("ulges", #"E = \frac{1}{2} \sum_k (a_k^L - t_k)^2"#, "C = 1/2 Σₖ (aᴸₖ − yₖ)²"),
    .init("lin", #"e_n = (y_n - s_1^{(L)})^2"#, "C = (y − zᴸ₁)²"),
    .init(
      "assignment", #"\delta_k = -(y_k - \hat{y}_k)"#, "δᴸₖ = −(yₖ − aᴸₖ)"),
    .init(
      "dasc7606", #"\delta_j^{(l)} = \frac{\partial J}{\partial s_j^{(l)}}"#, "δˡⱼ = ∂C/∂zˡⱼ"),
    .init("mucha", #"\frac{\partial L}{\partial f^k}"#, "δˡ"),
    .init(
      "lin", #"\delta_j^{(\ell)} = \frac{\partial e_n}{\partial s_j^{(\ell)}}"#, "δˡⱼ = ∂C/∂zˡⱼ"),
    .init(
      "ulges", #"\delta^l = (W^{l+1} \delta^{l+1}) \odot f'(z^l)"#,
      "δˡ = ((wˡ⁺¹)ᵀ δˡ⁺¹) ⊙ σ'(zˡ)"),
    .init(
      "dasc7606-rows", #"s_1 = xW_1 + b_1"#, "z¹ = w¹ x + b¹"),
    .init(
      "dasc7606-rows", #"\delta_1 = \delta_2 W_2^T \circ g'(s_1)"#, "δ¹ = ((w²)ᵀ δ²) ⊙ σ'(z¹)"),
    .init(
      "mucha", #"\frac{\partial L}{\partial W^k} = \frac{\partial L}{\partial f^k} (g^{k-1})^T"#,
      "∂C/∂wˡ = δˡ (aˡ⁻¹)ᵀ"),
    .init(
      "lin",
      #"\delta_j^{(\ell)} = \sum_{k=1}^{d^{(\ell+1)}} \delta_k^{(\ell+1)} w_{jk}^{(\ell+1)} \tanh'(s_j^{(\ell)})"#,
      "δˡⱼ = Σₖ δˡ⁺¹ₖ wˡ⁺¹ₖⱼ tanh'(zˡⱼ)"),
    .init("mucha", #"[w \cdot x + b \geq 0]"#, "[w x + b ≥ 0]"),
    // Spellings.
    .init("nielsen", #"w^{(l)}_{ij} = w_{i,j}^{l}"#, "wˡᵢⱼ = wˡᵢⱼ"),
    .init("nielsen", #"\mathbf{W}^l \boldsymbol{\delta}^l"#, "wˡ δˡ"),
    .init("nielsen", #"W^\top, W^\mathsf{T}"#, "wᵀ; wᵀ"),
    .init("nielsen", #"\frac{dC}{dw^1_{12}}"#, "∂C/∂w¹₁₂"),
    .init(
      "nielsen", #"w^l_{jk} := w^l_{jk} - \eta \delta^l_j a^{l-1}_k"#,
      "w'ˡⱼₖ := wˡⱼₖ − η δˡⱼ aˡ⁻¹ₖ"),
    .init("nielsen", #"w \leftarrow w - \eta \frac{\partial C}{\partial w}"#, "w' ← w − η ∂C/∂w"),
    .init("nielsen", #"a = 1 \Rightarrow z = 0"#, "a = 1; ⇒ z = 0"),
    .init("nielsen", #"\delta^l_j = 0, \quad l = L, \dots, 1"#, "δˡⱼ = 0 | l = L | … | 1"),
    .init("nielsen", #"\nabla_a C \odot \sigma'(z^L)"#, "∇ₐC ⊙ σ'(zᴸ)"),
    .init("nielsen", #"\max(0, z^l_j)"#, "max(0, zˡⱼ)"),
    .init("nielsen", #"= a^l_j (1 - a^l_j)"#, "= aˡⱼ (1 − aˡⱼ)"),
    .init("nielsen", #"w_1 + 1"#, "w¹₁₁ + 1", widths: [2, 2, 1]),
    .init("nielsen", #"\frac{\partial}{\partial w^l_{jk}} C"#, "∂C/∂wˡⱼₖ"),
    .init("nielsen", #"a^1_1 + \dots + a^1_3"#, "Σₖ₌₁³ a¹ₖ"),
    .init(
      "nielsen", #"\sum_k \frac{\partial C}{\partial a^L_k} \frac{\partial a^L_k}{\partial z^L_j}"#,
      "Σₖ ∂C/∂aᴸₖ · ∂aᴸₖ/∂zᴸⱼ"),
    .init(
      "assignment", #"\delta_j = f'(z_j) \sum_k w_{kj} \delta_k"#,
      "δᴸ⁻¹ⱼ = σ'(zᴸ⁻¹ⱼ) Σₖ wᴸₖⱼ δᴸₖ"),
    .init("nielsen", #"1.385 \cdot 10^{-1}"#, "1.385 × 10⁻¹"),
    .init("nielsen", #"J(\theta)"#, "C"),
    .init("nielsen", #"t_1 - y_1"#, "y₁ − y₁"),
  ]

  @Test(arguments: allLaTeX)
  func `a formula of a lecture means what the lecturer means`(example: Example) throws {
    let reader = example.reader
    let formula = try LaTeXFormulaReader().read(example.text)
    let written = Example.written(try reader.statements(formula))
    #expect(written == example.nielsen, "\(written)")
  }

  static let allLaTeX: [Example] = latex + Example.spellings + Example.rules
  static let allTyped: [Example] = typed + Example.habits

  static let typed: [Example] = [
    .init(
      "nielsen", "z_1 = 0.15*0.05 + 0.2*0.1 + 0.35", "z¹₁ = 0.15 · 0.05 + 0.2 · 0.1 + 0.35",
      widths: [2, 2, 1]),
    .init("nielsen", "δ₁² = (a₁² − y₁)·a₁²(1 − a₁²)", "δ²₁ = (a²₁ − y₁) a²₁ (1 − a²₁)"),
    .init("nielsen", "dC/dw5 = 0.08", "∂C/∂w²₁₁ = 0.08", widths: [2, 2, 2]),
    .init("nielsen", "w5_new = w5 - 0.5*0.08", "w'²₁₁ = w²₁₁ − 0.5 · 0.08", widths: [2, 2, 2]),
    .init("nielsen", "w_5^+ = 0.3589", "w'²₁₁ = 0.3589", widths: [2, 2, 2]),
    .init("nielsen", "w5' = 0.3589", "w'²₁₁ = 0.3589", widths: [2, 2, 2]),
    .init("nielsen", "net_h1 = 0.3775", "zᴸ⁻¹₁ = 0.3775", widths: [2, 2, 2]),
    .init("nielsen", "out_o1 ≈ 0.7514", "aᴸ₁ ≈ 0.7514", widths: [2, 2, 2]),
    .init("nielsen", "E_total = 0.298", "C = 0.298"),
    .init("nielsen", "dE_total/dw5 = 0.0821", "∂C/∂w²₁₁ = 0.0821", widths: [2, 2, 2]),
    .init("nielsen", "delta_1^2 = 1e-3", "δ²₁ = 1 × 10⁻³"),
    .init("nielsen", "8.7·10^-3", "8.7 × 10⁻³"),
    .init("nielsen", "½(a^2_1 - y_1)^2", "1/2 (a²₁ − y₁)²"),
    .init("nielsen", "(0.15)(0.05) + .5", "0.15 · 0.05 + 0.5"),
    .init("nielsen", "sqrt(0.25) = 0.5", "√0.25 = 0.5"),
    .init("nielsen", "sigma'(z^2_1) = a^2_1(1 - a^2_1)", "σ'(z²₁) = a²₁ (1 − a²₁)"),
    .init("nielsen", "sum_k w^2_k1 δ^2_k", "Σₖ w²ₖ₁ δ²ₖ"),
    .init("nielsen", "−0.038 – 0.1 - 2", "−0.038 − 0.1 − 2"),
    .init("nielsen", "w_{h1→o1}", "wᴸ₁₁", widths: [2, 2, 2]),
    .init("nielsen", "z^1 = [1, 2, 0]ᵀ", "z¹ = (1, 2, 0)"),
    .init("nielsen", "e^(-z^1_1)", "e^(−z¹₁)"),
    .init("nielsen", "1/(1 + e^(-0.3775)) = 0.59327", "1/(1 + e^(−0.3775)) = 0.59327"),
    .init("dasc7606", "s^(1)_1 = 0.3775", "z¹₁ = 0.3775"),
    .init("numbered", "δ_4 = −0.0381", "δ²₂ = −0.0381", widths: [2, 2, 2]),
  ]

  @Test(arguments: allTyped)
  func `typed text means what a student means`(example: Example) throws {
    let reader = example.reader
    let formula = try PlainTextFormulaReader().read(example.text)
    let written = Example.written(try reader.statements(formula))
    #expect(written == example.nielsen, "\(written)")
  }

  @Test func `a decimal comma is part of a number if that was asked for`() throws {
    var reader = NotationReader(.nielsen)
    reader.readsDecimalCommas = true
    let formula = try PlainTextFormulaReader().read("δ²₁ = 0,15 · 3,5")
    #expect(Example.written(try reader.statements(formula)) == "δ²₁ = 0.15 · 3.5")
  }

  /// The formulas that general parsers misread.
  static let misread: [Example] = [
    .init("nielsen", "a(1-a)", "a (1 − a)"),
    .init("nielsen", "w_{12}^{(2)}", "w²₁₂"),
    .init("dasc7606", "x^{(1)}", "a¹"),
    .init("nielsen", "1{,}5", "1.5"),
    .init("nielsen", #"\delta_1 = 0.5 \cdot 0.25 = 0.125"#, "δ₁ = 0.5 · 0.25 = 0.125"),
    .init("nielsen", "a = b = z", "a = b = z"),
    .init("nielsen", #"\hat{y}-y"#, "aᴸ − y"),
    .init("nielsen", #"\frac{\partial C}{\partial w_{jk}^l}"#, "∂C/∂wˡⱼₖ"),
    .init("nielsen", #"W^\top\delta"#, "wᵀ δ"),
    .init("nielsen", #"\sigma'(z)"#, "σ'(z)"),
    .init(
      "nielsen", #"\delta_j^{l} = \sum_k w_{kj}^{l+1}\delta_k^{l+1} \sigma'(z_j^l)"#,
      "δˡⱼ = Σₖ wˡ⁺¹ₖⱼ δˡ⁺¹ₖ σ'(zˡⱼ)"),
  ]

  @Test(arguments: misread)
  func `what general parsers misread is read as it is meant`(example: Example) throws {
    let reader = example.reader
    let formula = try LaTeXFormulaReader().read(example.text)
    let written = Example.written(try reader.statements(formula))
    #expect(written == example.nielsen, "\(written)")
  }

  @Test(arguments: [
    ("dasc7606", "x_1^2", "the 2 above 'x' can be a layer or a power"),
    ("nielsen", #"w = 0.5 \pm 0.1"#, "± says two things at once"),
    ("nielsen", #"\pm 0.1"#, "± says two things at once"),
    (
      "nielsen", #"\frac{\partial^2 C}{\partial w^2}"#,
      "derivatives of derivatives are not taken here"
    ),
    ("nielsen", #"\frac{d^2 C}{d w^2}"#, "derivatives of derivatives are not taken here"),
    ("nielsen", #"\nabla^2 C"#, "derivatives of derivatives are not taken here"),
    (
      "nielsen", #"\delta_j = \sum_k w_{kj} w_{jk}"#,
      "which layer does the index 'k' of this sum run over?"
    ),
    (
      "nielsen", #"\delta_j^2 = \sum_k w_{kj} \delta_k"#,
      "which layer does the index 'k' of this sum run over?"
    ),
    ("nielsen", #"\hat{q} + 1"#, "'^q' has no meaning in this notation"),
    ("nielsen", "a +", "'+' lacks something to work on"),
    ("nielsen", "z = ", "'=' lacks something to work on"),
    ("nielsen", #"\sum_k 3"#, "which layer does the index 'k' of this sum run over?"),
    ("nielsen", #"\partial C"#, "∂ or d stands outside of a derivative"),
    ("nielsen", #"\sigma + 1"#, "the function 'σ' has no argument"),
    ("nielsen", #"0.5\, 0.3"#, "two numbers stand side by side"),
    (
      "nielsen", "w^1_j",
      "'w' has other indices here: expected two units, or none for the whole matrix"
    ),
    ("nielsen", "w_{112}^2", "the index 112 can be read in several ways"),
    ("nielsen", #"\cos(z)"#, "the function 'cos' is not known here"),
    ("nielsen", "z[1] = 0.5", "the index 1 can be read in several ways"),
    ("nielsen", "h_1 = 0.5", "the index 1 can be read in several ways"),
    ("nielsen", #"a_1 + \dots + z_3"#, "the terms around the dots follow no pattern"),
    ("nielsen", #"(a_1, \dots, a_l^2)"#, "the terms around the dots follow no pattern"),
    ("lin", #"w^2"#, "the 2 above 'w' can be a layer or a power"),
    ("nielsen", #"\mathbb{R} + 1"#, "'blackboard R' has no meaning in this notation"),
    (
      "mucha",
      #"\sum_{z = z_0 \to \dots \to z_l = L} \prod_{i=1}^{l} \frac{\partial z_{i-1}}{\partial z_i}"#,
      "the terms around the dots follow no pattern"
    ),
  ])
  func `what cannot be read is reported`(name: String, text: String, summary: String) throws {
    let reader = Example(name, text, "").reader
    let formula = try LaTeXFormulaReader().read(text)
    do {
      let read = try reader.statements(formula)
      Issue.record("read as \(Example.written(read))")
    } catch {
      #expect(error.diagnostic.summary == summary)
    }
  }

  /// The texts that remain when each token is left out in turn.
  static func cuts(_ text: String) -> [String] {
    let tokens = text.matches(of: /\\[A-Za-z]+|\\.|[A-Za-z]+|[0-9.]+|\s+|./).map { $0.range }
    return tokens.map { String(text[..<$0.lowerBound] + text[$0.upperBound...]) }
  }

  @Test(arguments: allLaTeX)
  func `a formula with any token left out is read or reported`(example: Example) throws {
    let readers = Notation.presets.map {
      ReadingExample($0.name, example.text, "", widths: [2, 2, 2]).reader
    }
    for text in Self.cuts(example.text) {
      guard let formula = try? LaTeXFormulaReader().read(text) else { continue }
      for reader in readers { _ = try? reader.statements(formula) }
      _ = NotationTranslator(from: readers[2], to: NotationWriter(.ulges)).translated(formula)
    }
  }

  @Test(arguments: allTyped)
  func `typed text with any token left out is read or reported`(example: Example) throws {
    let reader = Example("nielsen", example.text, "", widths: [2, 2, 2]).reader
    for text in Self.cuts(example.text) {
      guard let formula = try? PlainTextFormulaReader().read(text) else { continue }
      _ = try? reader.statements(formula)
    }
  }

  static let bareLetters: [(text: String, isBare: Bool)] = [
    ("s^{(L)} = w^{(L)} x^{(L-1)} + b^{(L)}", true),
    (#"\mathbf{s}^{(L)} = \mathbf{x}^{(L-1)}"#, false),
    ("s^{(L)} = W^{(L)} x^{(L-1)}", false),
    ("s_j^{(L)} = w_{ij}^{(L)} x_i^{(L-1)}", false),
    (#"s^{(L)} = (x^{(L-1)})^T"#, false),
    (#"\delta^{(L)} = x^{(L)} - y"#, true),
  ]

  @Test(arguments: bareLetters)
  func `small letters without a unit may be one unit a layer`(text: String, isBare: Bool) throws {
    let statements = try Example("dasc7606", text, "").reader
      .statements(try LaTeXFormulaReader().read(text))
    #expect(statements.map(\.hasBareLetters) == [isBare])
  }

  @Test(arguments: [
    String(repeating: "(", count: 4_000), String(repeating: "x^(", count: 2_000),
    String(repeating: "|", count: 2_000), String(repeating: "a+", count: 4_000) + "a",
    String(repeating: "[", count: 4_000), String(repeating: "abc", count: 2_000),
    String(repeating: "√", count: 2_000), "x^(9^(9^9))", "x^{9^{9^{9}}}",
    String(repeating: "sum_k ", count: 1_000), String(repeating: "−", count: 5_000) + "1",
    String(repeating: "_", count: 1_000), String(repeating: "∂", count: 2_000),
    String(repeating: "ln ", count: 2_000), String(repeating: "-", count: 2_000),
    String(repeating: "2*-", count: 2_000), String(repeating: "9", count: 4_000),
  ])
  func `hostile text is answered`(text: String) {
    guard let formula = try? PlainTextFormulaReader().read(text) else { return }
    _ = try? NotationReader(.nielsen).statements(formula)
    _ = try? NotationReader(.dasc7606).statements(formula)
  }

  @Test func `bytes that are not UTF-8 are reported with their place`() {
    #expect(throws: PlainTextError.invalidUTF8(SourceRange(2, 3))) {
      try PlainTextFormulaReader().read([0x61, 0x2B, 0xFF], in: 0..<3)
    }
  }
}
