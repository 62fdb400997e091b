import MathSyntax
import Testing
import Typesetting

/// Formulas as lectures and students write them, each with what Nielsen would write for it.
struct ReadingExample: CustomTestStringConvertible, Sendable {
  var notation: String
  var text: String
  /// The same in Nielsen's notation, as the text writer prints it.
  var nielsen: String
  var widths: [Int]?

  var testDescription: String { "\(notation): \(text)" }

  init(_ notation: String, _ text: String, _ nielsen: String, widths: [Int]? = nil) {
    (self.notation, self.text, self.nielsen, self.widths) = (notation, text, nielsen, widths)
  }

  /// A reader for the formula.
  var reader: NotationReader {
    let notation = (Notation.presets + [.dasc7606Rows]).first { $0.name == self.notation }
    var context = NotationContext(widths: widths)
    context.kinds = [
      .input, .target, .weightedInput, .activation, .weight, .bias, .error, .cost, .width,
      .batchSize, .learningRate,
    ]
    return NotationReader(notation ?? .nielsen, context: context)
  }

  /// What statements say in Nielsen's letters; conditions stand behind a bar as they were written.
  static func written(_ statements: [Statement]) -> String {
    var context = NotationContext()
    context.isOfOneSample = false
    let writer = NotationWriter(.nielsen, context: context)
    return statements.map { statement in
      var text = statement.isConsequence ? "⇒ " : ""
      var relations = statement.relations.map(\.symbol.rawValue)[...]
      if statement.isContinuation { text += (relations.popFirst() ?? "") + " " }
      for (position, side) in statement.sides.enumerated() {
        if position > 0 { text += " \(relations.popFirst() ?? "") " }
        text += TextFormulaWriter().text(writer.formula(side.expression))
      }
      for condition in statement.conditions {
        text += " | " + TextFormulaWriter().text(condition.formula)
      }
      return text
    }.joined(separator: "; ")
  }

  // MARK: Spellings

  /// Every spelling that is accepted everywhere.
  static let spellings: [ReadingExample] = [
    .init(
      "nielsen", #"w_{ij}^{(l)} + w^{(l)}_{ij} + w_{i,j}^{l} + w^l_{ij}"#,
      "wˡᵢⱼ + wˡᵢⱼ + wˡᵢⱼ + wˡᵢⱼ"),
    .init("nielsen", #"z^\ell + z^l + z^{{\ell-1}} + z^{(l+1)}"#, "zˡ + zˡ + zˡ⁻¹ + zˡ⁺¹"),
    .init(
      "nielsen", #"\mathbf{x} + \boldsymbol{x} + \textbf{x} + \mathrm{x} + {\it x} + {\bf x}"#,
      "x + x + x + x + x + x"),
    .init("nielsen", #"\hat{y} + \widehat y + \hat y_k"#, "aᴸ + aᴸ + aᴸₖ"),
    .init("nielsen", #"W^T W^\top W^\mathsf{T} W^{\mathsf T} W^{\rm T}"#, "wᵀ wᵀ wᵀ wᵀ wᵀ"),
    .init("nielsen", #"a^{l-1\top} + {a^{l-1}}^\top + (a^{l-1})^T"#, "(aˡ⁻¹)ᵀ + (aˡ⁻¹)ᵀ + (aˡ⁻¹)ᵀ"),
    .init("nielsen", #"z \cdot a \times z * a z"#, "z a z a z"),
    .init("nielsen", #"\frac{a}{z} + \dfrac az + \tfrac12 + a/z"#, "a/z + a/z + 1/2 + a/z"),
    .init(
      "nielsen", #"\frac{dC}{dz} + \partial C/\partial z + \frac{\partial}{\partial z} C"#,
      "∂C/∂z + ∂C/∂z + ∂C/∂z"),
    .init(
      "nielsen", #"\left( a - z \right) \bigl(a - z\bigr) [a - z] \{a - z\}"#,
      "(a − z) (a − z) (a − z) (a − z)"),
    .init("nielsen", #"w := z"#, "w' := z"),
    .init("nielsen", #"w \gets z"#, "w' ← z"),
    .init("nielsen", #"w \rightarrow z"#, "w' → z"),
    .init("nielsen", #"w \mapsto z"#, "w' → z"),
    .init("nielsen", #"a = 1 \implies z = 0 \therefore z = a"#, "a = 1; ⇒ z = 0; ⇒ z = a"),
    .init("nielsen", #"a = 1 \quad z = 0"#, "a = 1; z = 0"),
    .init("nielsen", #"a = 1 \text{ where } z = 0"#, "a = 1 | z = 0"),
    .init("lin", #"\sum_{k=1}^{d^{(\ell+1)}} \delta_k^{(\ell+1)}"#, "Σₖ δˡ⁺¹ₖ"),
    .init("nielsen", #"\sum_{k=1}^{d^{(l+1)}} \delta_k^{l+1}"#, "Σₖ δˡ⁺¹ₖ"),
    .init("nielsen", #"\sum_i a_i^l + \sum_{k=1}^p a_k^l"#, "Σᵢ aˡᵢ + Σₖ aˡₖ"),
    .init("nielsen", #"\sum_{k=2}^{3} a_k^1"#, "Σₖ₌₂³ a¹ₖ"),
    .init("nielsen", #"\nabla_a C + \nabla C(\theta)"#, "∇ₐC + ∇C"),
    .init("nielsen", #"e^{-z} + \exp(-z) + \exp z"#, "e⁻ᶻ + e⁻ᶻ + eᶻ"),
    .init("nielsen", #"\log a + \ln(1 - a)"#, "ln a + ln(1 − a)"),
    .init("nielsen", #"\max(0, z)"#, "max(0, z)"),
    .init(
      "nielsen", #"\begin{cases} z & \text{if } z > 0 \\ 0 & \text{otherwise} \end{cases}"#,
      "{ z if z > 0; 0 otherwise }"),
    .init(
      "nielsen", #"\left\{\begin{array}{ll} z & z > 0 \\ 0 & z \le 0 \end{array}\right."#,
      "{ z if z > 0; 0 if z ≤ 0 }"),
    .init("nielsen", #"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}"#, "[1 2; 3 4]"),
    .init("nielsen", #"\begin{bmatrix} a_1 \\ a_2 \end{bmatrix}"#, "(a₁, a₂)"),
    .init("nielsen", #"\begin{aligned} a = 1 \end{aligned}"#, "a = 1"),
    .init(
      "nielsen", #"\operatorname{ReLU}(z) + \mathrm{ReLU}(z) + ReLU(z)"#,
      "ReLU(z) + ReLU(z) + ReLU(z)"),
    .init("nielsen", #"tanh(z) + \tanh z + \text{tanh}(z)"#, "tanh(z) + tanh(z) + tanh(z)"),
    .init("nielsen", #"\sigma'(z) + \sigma^{\prime}(z) + \tanh'(z)"#, "σ'(z) + σ'(z) + tanh'(z)"),
    .init("nielsen", #"\delta \odot a"#, "δ ⊙ a"),
    .init("nielsen", #"\delta \circ a"#, "δ ⊙ a"),
    .init("nielsen", #"\delta {}^\circ a"#, "δ ⊙ a"),
    .init("nielsen", #"\delta^\circ a"#, "δ ⊙ a"),
    .init("nielsen", #"n(l) + n_l + d^{(\ell)}"#, "nₗ + nₗ + nₗ"),
    .init("nielsen", #"\sigma^2(z) + \sigma(z)^2 + \tanh^2 z"#, "(σ(z))² + (σ(z))² + (tanh(z))²"),
    .init("nielsen", #"\frac12\|a^L - y\|^2"#, "1/2 ‖aᴸ − y‖²"),
    .init("nielsen", #"w_{new} = w_{old}"#, "w' = w"),
    .init("nielsen", #"w^{\text{new}} = w^{\text{old}}"#, "w' = w"),
    .init("nielsen", #"\underbrace{a - y}_{\text{error}} + z \tag{3}"#, "a − y + z"),
    .init("nielsen", #"8.7\cdot 10^{-3} + 1e-3"#, "8.7 × 10⁻³ + 1 × 10⁻³"),
    .init("nielsen", #"1{,}5 + ½"#, "1.5 + 1/2"),
    .init("nielsen", #"\prod_{k=1}^{3} a_1^k"#, "a¹₁ a²₁ a³₁"),
  ]

  // MARK: How a formula is taken

  /// Arguments, sums, dots, conditions, letters of the lectures.
  static let rules: [ReadingExample] = [
    // What something depends on is left aside; a letter before a bracket is else a factor.
    .init("nielsen", #"C(w) + J(W, b)"#, "C + C"),
    .init("dasc7606", #"h(x) - y"#, "aᴸ − y"),
    .init("dasc7606", #"h(x)^2"#, "(aᴸ)²"),
    .init("nielsen", #"y(x) - a^L(x)"#, "y − aᴸ"),
    .init("nielsen", #"a(1 - a)"#, "a (1 − a)"),
    .init("lin", #"e_n = (y_n - \text{NNet}(\mathbf{x}_n))^2"#, "C = (y − aᴸ)²"),
    .init("assignment", #"\Delta w(t+1) = \alpha \Delta w(t)"#, "Δw' = η Δw"),
    // Samples.
    .init(
      "dasc7606", #"J = \frac1M \sum_{i=1}^M y_i \log h(x_i)"#, "C = 1/n Σₓ yₓ ln a^(L,x)"),
    .init(
      "dasc7606", #"J = -\sum_{i=1}^M \sum_{k=1}^K y_{i,k} \log p_{i,k}"#,
      "C = −Σₓ Σₖ y_(x,k) ln a^(L,x)_k"),
    .init("lin", #"E_{\text{in}}(w) = \frac1N \sum_{n=1}^N e_n"#, "C = 1/n Σₓ Cₓ"),
    .init(
      "lin", #"E_{\text{in}}(w) = \frac1N \sum_{n=1}^N \text{err}(\text{NNet}(\mathbf{x}_n), y_n)"#,
      "C = 1/n Σₓ Cₓ"),
    .init(
      "dasc7606", #"J(W) = \frac1M \sum_{i=1}^M e(h(x_i), y_i)"#, "C = 1/n Σₓ Cₓ"),
    .init("ulges", #"a_j^{l,k}"#, "a^(l,k)_j"),
    .init("nielsen", #"z^{x,l} + a^{x,l-1}"#, "zˡ + aˡ⁻¹"),
    .init("assignment", #"y_k^{(n)} \ln \hat y_k^n"#, "yₖ ln aᴸₖ"),
    .init("mucha", #"\sum_n g^k_n"#, "Σₓ a^(l,x)"),
    .init("nielsen", #"C = \frac1n \sum_x (a - y)^2"#, "C = 1/n Σₓ (a − y)²"),
    .init("nielsen", #"w' = w - \frac{\eta}{m} \sum_x \delta"#, "w' = w − η/n Σₓ δ"),
    .init("assignment", #"z_j = w_j^T a"#, "zᴸ⁻¹ⱼ = wⱼ a"),
    .init("assignment", #"z = \mathbf{w} \cdot \mathbf{x}"#, "z = w₁ᵀ x"),
    .init("nielsen", #"\delta^L = \Sigma'(z^L) \nabla_a C"#, "δᴸ = ∂aᴸ/∂zᴸ ∇ₐC"),
    .init(
      "nielsen",
      #"\sum_{mn\ldots q} \frac{\partial C}{\partial a^L_m} \frac{\partial a^L_m}{\partial a^{L-1}_n} \cdots \frac{\partial a^{l+1}_q}{\partial a^l_j}"#,
      "Σₘ ∂C/∂aᴸₘ · ∂aᴸₘ/∂aˡⱼ"),
    .init("nielsen", #"\sum_{k'} e^{z^L_{k'}} - \sum_k -y_k"#, "Σ_(k') e^(z^L_(k')) − Σₖ (−yₖ)"),
    .init("assignment", #"\delta_1 = W_2^T \delta_2"#, "δ¹ = (w²)ᵀ δ²"),
    .init(
      "dasc7606", #"\delta^{(l-1)} = \delta^{(l)} w^{(l)} g'(s^{(l-1)})"#,
      "δˡ⁻¹ = δˡ wˡ σ'(zˡ⁻¹)"),
    // Softmax: z without a layer beside an output is of the last layer.
    .init("dasc7606", #"p_k = \frac{e^{s_k}}{\sum_j e^{s_j}}"#, "aᴸₖ = e^(zᴸₖ)/(Σⱼ e^(zᴸⱼ))"),
    .init(
      "dasc7606", #"\frac{\partial p_i}{\partial s_j} = p_i([i=j] - p_j)"#,
      "∂aᴸᵢ/∂zᴸⱼ = aᴸᵢ ([i = j] − aᴸⱼ)"),
    // Layers that are left out, told by the weights.
    .init(
      "nielsen", #"\delta_j = \sum_k w_{kj} \delta_k \sigma'(z_j)"#, "δˡⱼ = Σₖ wˡ⁺¹ₖⱼ δˡ⁺¹ₖ σ'(zˡⱼ)"
    ),
    .init("nielsen", #"z_j = \sum_k w_{jk} a_k + b_j"#, "zˡⱼ = Σₖ wˡⱼₖ aˡ⁻¹ₖ + bˡⱼ"),
    .init("ulges", #"\delta_i = f'(z_i) \sum_j w_{ij} \delta_j"#, "δˡₖ = σ'(zˡₖ) Σⱼ wˡ⁺¹ⱼₖ δˡ⁺¹ⱼ"),
    // Numbers of updates.
    .init(
      "dasc7606", #"w_{t+1} = w_t - \alpha \frac{\partial J}{\partial w_t}"#, "w' = w − η ∂C/∂w"),
    .init(
      "nielsen", #"w^l_t = w^l_{t-1} - \eta \frac{\partial C}{\partial w^l_{t-1}}"#,
      "w'ˡ = wˡ − η ∂C/∂wˡ"),
    .init("dasc7606", #"\nabla J(w_t) + J(W_1, b_1)"#, "∇C + C"),
    .init(
      "nielsen", #"C = \frac{1}{2n} \sum_x \|y(x) - a^L(x)\|^2"#, "C = 1/(2n) Σₓ ‖yₓ − a^(L,x)‖²"),
    .init("dasc7606", #"\|W^{(l)}\|^2 + \|h - y\|"#, "‖wˡ‖² + ‖aᴸ − y‖"),
    .init("nielsen", #"w_t + b_t"#, "w + b"),
    // Dots.
    .init("mucha", #"w_1 x_1 + \dots + w_n x_n + b"#, "Σₖ wₖ xₖ + b"),
    .init("nielsen", #"b + w_1 x_1 + w_2 x_2 + \cdots + w_n x_n"#, "b + Σₖ wₖ xₖ"),
    .init("nielsen", #"a_1^l + \dots + a_n^l"#, "Σₖ aˡₖ"),
    .init("nielsen", #"-a^1_1 - \dots - a^1_3"#, "−Σₖ₌₁³ a¹ₖ"),
    .init("nielsen", #"(x_1, \dots, x_n)^T"#, "x"),
    .init("nielsen", #"(x_1 \eta, \ldots, x_i \eta, \ldots)"#, "x η"),
    .init("nielsen", #"\begin{pmatrix} a_1^l \\ \vdots \\ a_n^l \end{pmatrix}"#, "aˡ"),
    .init("nielsen", #"(a_1^2, \dots, a_3^2)"#, "(a²₁, a²₂, a²₃)"),
    .init("dasc7606-rows", #"(x_1^{(1)}, \dots, x_n^{(1)})"#, "a¹"),
    // Paths.
    .init(
      "mucha",
      #"\frac{\partial L}{\partial z} = \sum_{z = z_0 \to z_1 \to \dots \to z_l = L} \prod_{i=1}^{l} \frac{\partial z_i}{\partial z_{i-1}}"#,
      "δ = δ"),
    // Conditions.
    .init("nielsen", #"\delta_j = 1 \text{ if } i = j"#, "δⱼ = 1 | i = j"),
    .init("nielsen", #"\delta_j = 1, \quad i \neq j"#, "δⱼ = 1 | i ≠ j"),
    .init("nielsen", #"z^l = 0 \text{ for } l = L - 1, \dots, 1"#, "zˡ = 0 | l = L − 1 | … | 1"),
    .init("nielsen", #"z^1 \in \mathbb{R}^2"#, "z¹ | z¹ ∈ ℝ²"),
    .init("nielsen", #"z = 1, z \in \mathbb{R}"#, "z = 1 | z ∈ ℝ"),
    // Rows.
    .init(
      "dasc7606-rows", #"\delta_1 = \delta_2 W_2^T \circ (1 - x_1^2)"#,
      "δ¹ = ((w²)ᵀ δ²) ⊙ (1 − (a¹)²)"),
    .init(
      "dasc7606-rows", #"\frac{\partial J}{\partial W_2} = x_1^T \delta_2"#, "∂C/∂w² = δ² (a¹)ᵀ"),
    .init("dasc7606", #"\sigma(s) = \frac{1}{1 + e^{-s}}"#, "sigmoid(z) = 1/(1 + e⁻ᶻ)"),
    .init("dasc7606", #"f(x) = \max(0, x)"#, "σ(x) = max(0, x)"),
    .init("lin", #"\tanh(s) = 2\theta(2s) - 1"#, "tanh(z) = 2 sigmoid(2z) − 1"),
    .init("assignment", #"\hat{y} = f(W_2 f(W_1 x))"#, "aᴸ = σ(w² σ(w¹ x))"),
    // The main formulas.
    .init("ulges", #"\Delta w_{ij}^l = -\lambda \delta_j^l a_i^{l-1}"#, "Δwˡⱼₖ = −η δˡⱼ aˡ⁻¹ₖ"),
    .init("ulges", #"W^l := W^l - \lambda a^{l-1} (\delta^l)^T"#, "w'ˡ := wˡ − η δˡ (aˡ⁻¹)ᵀ"),
    .init(
      "lin", #"\frac{\partial e_n}{\partial w_{i1}^{(L)}} = -2 (y_n - s_1^{(L)}) x_i^{(L-1)}"#,
      "∂C/∂wᴸ₁ₖ = −2(y − zᴸ₁) aᴸ⁻¹ₖ"),
    .init(
      "mucha", #"\frac{\partial L}{\partial g^{k-1}} = (W^k)^T \frac{\partial L}{\partial f^k}"#,
      "∂C/∂aˡ⁻¹ = (wˡ)ᵀ δˡ"),
    .init(
      "dasc7606",
      #"\frac{\partial J}{\partial w^{(L)}} = \frac{\partial J}{\partial h} \frac{\partial h}{\partial s^{(L)}} \frac{\partial s^{(L)}}{\partial w^{(L)}}"#,
      "∂C/∂wᴸ = ∂C/∂aᴸ · ∂aᴸ/∂zᴸ · ∂zᴸ/∂wᴸ"),
  ]

  // MARK: What students write

  /// Typed text.
  static let habits: [ReadingExample] = [
    .init("nielsen", "z1 = 0.5", "z¹₁ = 0.5", widths: [2, 2, 2]),
    .init("nielsen", "z_3 + a_3 + δ_4", "z²₁ + a²₁ + δ²₂", widths: [2, 2, 2]),
    .init("nielsen", "w_8 + b_3", "w²₂₂ + b²₁", widths: [2, 2, 2]),
    .init("nielsen", "δ_{o1} + net_{h1} + out_{h2}", "δᴸ₁ + zᴸ⁻¹₁ + aᴸ⁻¹₂", widths: [2, 2, 2]),
    .init("nielsen", "w_{1,h2}", "wᴸ⁻¹₁₂", widths: [2, 2, 2]),
    .init("nielsen", "w(h1->o2) + w_{h1→o2}", "wᴸ₂₁ + wᴸ₂₁", widths: [2, 2, 2]),
    .init("nielsen", "t_1 - o_1", "y₁ − aᴸ₁"),
    .init("nielsen", "target_o1 - out_o1", "y₁ − aᴸ₁"),
    .init("nielsen", "ŷ_1 + o1", "aᴸ₁ + aᴸ₁"),
    .init("nielsen", "E + L + J + C + loss + cost", "C + C + C + C + C + C"),
    .init("nielsen", "net_1^1 + out_1^1", "z¹₁ + a¹₁"),
    .init(
      "nielsen", "dw5 + dC/dw5 + grad w5", "∂C/∂w²₁₁ + ∂C/∂w²₁₁ + ∂C/∂w²₁₁", widths: [2, 2, 2]),
    .init("nielsen", "∂E_total/∂w_5", "∂C/∂w²₁₁", widths: [2, 2, 2]),
    .init("nielsen", "η + α + lr", "η + η + η"),
    .init(
      "nielsen", "w_5^+ + w_5' + w5_new + w_5^{neu}", "w'²₁₁ + w'²₁₁ + w'²₁₁ + w'²₁₁",
      widths: [2, 2, 2]),
    .init("nielsen", "w_5 → w_5 - η*dw5", "w'²₁₁ → w²₁₁ − η ∂C/∂w²₁₁", widths: [2, 2, 2]),
    .init("nielsen", "w5 <- 0.3", "w'²₁₁ ← 0.3", widths: [2, 2, 2]),
    .init(
      "nielsen", "net_h1 = w1*i1 + w2*i2 + b1", "zᴸ⁻¹₁ = w¹₁₁ x₁ + w¹₁₂ x₂ + b¹₁",
      widths: [2, 2, 2]),
    .init("nielsen", "(0.15)(0.05) + 0.2·0.1 + 0.3*.5", "0.15 · 0.05 + 0.2 · 0.1 + 0.3 · 0.5"),
    .init("nielsen", "½ + 5/8 + 1e-3 + 8.7·10^-3", "1/2 + 5/8 + 1 × 10⁻³ + 8.7 × 10⁻³"),
    .init("nielsen", "-0.038 – 0.038 − 0.038 — 1", "−0.038 − 0.038 − 0.038 − 1"),
    .init("nielsen", "z = 0.5 ≈ 0.6", "z = 0.5 ≈ 0.6"),
    .init("nielsen", "= 0.5", "= 0.5"),
    .init("nielsen", "δ₁² + aᴸ + a²₁", "δ²₁ + aᴸ + a²₁"),
    .init("nielsen", "a^1 = (0.59, 0.60)", "a¹ = (0.59, 0.60)"),
    .init("nielsen", "[1, 2, 0]ᵀ + [1, 2, 0]^T", "(1, 2, 0) + (1, 2, 0)"),
    .init("nielsen", "W1 = [[0.15, 0.2], [0.25, 0.3]]", "w¹ = [0.15 0.2; 0.25 0.3]"),
    .init("nielsen", "z^[1] + z^(1)", "z¹ + z¹"),
    .init("nielsen", "1/(1 + exp(-z))", "1/(1 + e⁻ᶻ)"),
    .init("nielsen", "sum_k w^2_kj δ^2_k * a^1_j (1 - a^1_j)", "Σₖ w²ₖⱼ δ²ₖ a¹ⱼ (1 − a¹ⱼ)"),
    .init("nielsen", "z = 1 // the first", "z = 1"),
    // A number behind a letter, and another below it: the layer, and the unit.
    .init("nielsen", "w2_11 + a1_2 + delta2_1 + b1_1", "w²₁₁ + a¹₂ + δ²₁ + b¹₁"),
    .init("nielsen", "dC/dw2_12 = 0.08", "∂C/∂w²₁₂ = 0.08"),
    // New values.
    .init(
      "nielsen", "w5+ = 0.4 - 0.5*0.08", "w'²₁₁ = 0.4 − 0.5 · 0.08", widths: [2, 2, 2]),
    .init("nielsen", "w5 new = 0.36", "w'²₁₁ = 0.36", widths: [2, 2, 2]),
    .init("nielsen", "w2_11 new = 0.36", "w'²₁₁ = 0.36"),
    .init("nielsen", "w5+w6 = 0.85", "w²₁₁ + w²₁₂ = 0.85", widths: [2, 2, 2]),
    // Totals, and differentials of words.
    .init("nielsen", "Etotal = Etot = Ctotal", "C = C = C"),
    .init("nielsen", "dEtotal/dw5", "∂C/∂w²₁₁", widths: [2, 2, 2]),
    .init("nielsen", "dout_o1/dnet_o1", "∂aᴸ₁/∂zᴸ₁", widths: [2, 2, 2]),
    // Letters without a unit beside one of their layer.
    .init("nielsen", "dE/do1 = -(target - out)", "∂C/∂aᴸ₁ = −(y₁ − aᴸ₁)", widths: [2, 2, 2]),
    .init("nielsen", "a_3 = σ(z)", "a²₁ = σ(z²₁)", widths: [2, 2, 2]),
    .init("nielsen", "z² = w² a¹ + b²", "z² = w² a¹ + b²", widths: [2, 2, 2]),
    // The third hidden unit of three, where there are two outputs only.
    .init("nielsen", "h3 = 0.5", "aᴸ⁻¹₃ = 0.5", widths: [2, 3, 2]),
  ]
}
