import BackpropEngine
import Derivations
import MathSyntax
import Testing

/// The main formulas of each lecture, and what goes wrong with them, are told apart.
@Suite struct LectureIdentityTests {
  static let right: [FormulaClaim] = [
    // Nielsen: the four equations, single units and vectors.
    .init(.nielsen, #"z^l_j = \sum_k w^l_{jk} a^{l-1}_k + b^l_j"#),
    .init(.nielsen, #"a^l_j = \sigma(z^l_j)"#),
    .init(.nielsen, #"a^l_j = \sigma\left(\sum_k w^l_{jk} a^{l-1}_k + b^l_j\right)"#),
    .init(.nielsen, #"a^l = \sigma(w^l a^{l-1} + b^l)"#),
    .init(.nielsen, #"\delta^l_j = \frac{\partial C}{\partial z^l_j}"#),
    .init(.nielsen, #"\delta^L_j = \frac{\partial C}{\partial a^L_j} \sigma'(z^L_j)"#),
    .init(.nielsen, #"\delta^L = \nabla_a C \odot \sigma'(z^L)"#),
    .init(.nielsen, #"\delta^L = (a^L - y) \odot \sigma'(z^L)"#),
    .init(.nielsen, #"\delta^l = ((w^{l+1})^T \delta^{l+1}) \odot \sigma'(z^l)"#),
    .init(.nielsen, #"\delta^l_j = \sum_k w^{l+1}_{kj} \delta^{l+1}_k \sigma'(z^l_j)"#),
    .init(.nielsen, #"\frac{\partial C}{\partial b^l_j} = \delta^l_j"#),
    .init(.nielsen, #"\frac{\partial C}{\partial w^l_{jk}} = a^{l-1}_k \delta^l_j"#),
    .init(.nielsen, #"\frac{\partial C}{\partial w^l} = \delta^l (a^{l-1})^T"#),
    .init(.nielsen, #"\frac{\partial C}{\partial b^l} = \delta^l"#),
    .init(.nielsen, #"\sigma'(z^l_j) = a^l_j (1 - a^l_j)"#),
    .init(.nielsen, #"\frac{\partial z^{l+1}_k}{\partial z^l_j} = w^{l+1}_{kj} \sigma'(z^l_j)"#),
    .init(
      .nielsen,
      #"\delta^l_j = \sum_k \frac{\partial C}{\partial z^{l+1}_k} \frac{\partial z^{l+1}_k}{\partial z^l_j}"#
    ),
    .init(.nielsen, #"w^l \to w^l - \eta \delta^l (a^{l-1})^T"#),
    .init(.nielsen, #"b^l_j \to b^l_j - \eta \delta^l_j"#),
    .init(.nielsen, #"C = \frac{1}{2} \sum_j (y_j - a^L_j)^2"#),
    .init(.nielsen, #"C = \frac{1}{2} \lVert y - a^L \rVert^2"#),
    .init(.nielsen, #"\frac{\partial C}{\partial a^L_j} = a^L_j - y_j"#),
    // Assignment notes: layers told by letters, no biases.
    .init(.assignment, #"z_j = \sum_i w_{ji} a_i"#),
    .init(.assignment, #"z_k = \sum_j w_{kj} a_j"#),
    .init(.assignment, #"\hat{y}_k = f(z_k)"#),
    .init(.assignment, #"\delta_k = -(y_k - \hat{y}_k)"#),
    .init(.assignment, #"\delta_j = f'(z_j) \sum_k w_{kj} \delta_k"#),
    .init(.assignment, #"\frac{\partial C}{\partial w_{kj}} = a_j \delta_k"#),
    .init(
      .assignment,
      #"\frac{\partial C}{\partial w_{ji}} = \frac{\partial C}{\partial z_j} \frac{\partial z_j}{\partial w_{ji}}"#
    ),
    .init(.assignment, #"\frac{\partial C}{\partial w_{ji}} = \delta_j a_i"#),
    .init(.assignment, #"\delta_j^l = f'(z_j^l) \sum_k w_{kj}^{l+1} \delta_k^{l+1}"#),
    .init(.assignment, #"w_{ji} := w_{ji} - \alpha \delta_j a_i"#),
    .init(.assignment, #"w_{ji}^l := w_{ji}^l - \alpha \delta_j^l a_i^{l-1}"#),
    .init(.assignment, #"\delta^l = ((W^{l+1})^\top \delta^{l+1}) \odot f'(z^l)"#),
    .init(.assignment, #"\frac{\partial C}{\partial W^l} = \delta^l (a^{l-1})^\top"#),
    // DASC 7606: from, to; row vectors; W from × to.
    .init(.dasc7606, #"s_j^{(l)} = \sum_i w_{ij}^{(l)} x_i^{(l-1)} + b_j^{(l)}"#),
    .init(.dasc7606, #"x_j^{(l)} = g(s_j^{(l)})"#),
    .init(.dasc7606, #"\delta_j^{(l)} = \frac{\partial J}{\partial s_j^{(l)}}"#),
    .init(.dasc7606, #"\frac{\partial J}{\partial w_{ij}^{(l)}} = x_i^{(l-1)} \delta_j^{(l)}"#),
    .init(.dasc7606, #"\delta_i^{(l-1)} = g'(s_i^{(l-1)}) \sum_j w_{ij}^{(l)} \delta_j^{(l)}"#),
    .init(.dasc7606, #"\delta_j^{(L)} = g'(s_j^{(L)}) (h_j(x) - y_j)"#),
    .init(.dasc7606, #"\delta_j^{(L)} = h_j(x) - y_j"#),
    .init(.dasc7606, #"w_{ij}^{(l)} \leftarrow w_{ij}^{(l)} - \alpha x_i^{(l-1)} \delta_j^{(l)}"#),
    .init(.dasc7606, #"s^{(L)} = w^{(L)} x^{(L-1)} + b^{(L)}"#),
    .init(.dasc7606, #"\delta^{(L)} = (h(x) - y) g'(s^{(L)})"#),
    .init(.dasc7606Rows, #"s_1 = x W_1 + b_1"#),
    .init(.dasc7606Rows, #"x_1 = \tanh(s_1)"#),
    .init(.dasc7606Rows, #"\delta_1 = (\delta_2 W_2^\top) \circ g'(s_1)"#),
    .init(.dasc7606Rows, #"\frac{\partial J}{\partial W_2} = x_1^\top \delta_2"#),
    // Mucha: vectors f and g, no δ.
    .init(.mucha, #"f^k = W^k g^{k-1}"#),
    .init(.mucha, #"g^k = \sigma(f^k)"#),
    .init(
      .mucha,
      #"\frac{\partial L}{\partial f^k} = \frac{\partial L}{\partial g^k} \circ \sigma'(f^k)"#),
    .init(
      .mucha, #"\frac{\partial L}{\partial g^{k-1}} = (W^k)^\top \frac{\partial L}{\partial f^k}"#),
    .init(
      .mucha, #"\frac{\partial L}{\partial W^k} = \frac{\partial L}{\partial f^k} (g^{k-1})^\top"#),
    // Ulges: from, to; W from × to, columns.
    .init(.ulges, #"z_j^l = \sum_i w_{ij}^l a_i^{l-1} + b_j^l"#),
    .init(.ulges, #"\delta_k^L = f'(z_k^L) (a_k^L - t_k)"#),
    .init(.ulges, #"\delta_i^l = f'(z_i^l) \sum_j w_{ij}^{l+1} \delta_j^{l+1}"#),
    .init(.ulges, #"\frac{\partial E}{\partial w_{ij}^l} = a_i^{l-1} \delta_j^l"#),
    .init(.ulges, #"\delta^l = (W^{l+1} \delta^{l+1}) \odot f'(z^l)"#),
    .init(.ulges, #"\frac{\partial E}{\partial W^l} = a^{l-1} (\delta^l)^\top"#),
    .init(.ulges, #"\Delta w_{ij}^l = -\lambda a_i^{l-1} \delta_j^l"#),
    .init(.ulges, #"\Delta W^l = -\lambda a^{l-1} (\delta^l)^T"#),
    .init(.ulges, #"E = \frac12 \sum_k (a_k^L - t_k)^2"#),
    // Lin: sums, biases as w_0j.
    .init(.lin, #"s_j^{(\ell)} = \sum_{i=0}^{d^{(\ell-1)}} w_{ij}^{(\ell)} x_i^{(\ell-1)}"#),
    .init(
      .lin,
      #"\delta_j^{(\ell)} = \sum_k \delta_k^{(\ell+1)} w_{jk}^{(\ell+1)} \tanh'(s_j^{(\ell)})"#),
    .init(.lin, #"\delta_1^{(L)} = -2 (y_n - s_1^{(L)})"#),
    .init(
      .lin, #"\frac{\partial e_n}{\partial w_{ij}^{(\ell)}} = \delta_j^{(\ell)} x_i^{(\ell-1)}"#),
    .init(
      .lin, #"w_{ij}^{(\ell)} \leftarrow w_{ij}^{(\ell)} - \eta x_i^{(\ell-1)} \delta_j^{(\ell)}"#),
    .init(.lin, #"e_n = (y_n - s_1^{(L)})^2"#),
    // The rows of the table of notations: inputs, outputs, costs.
    .init(.nielsen, #"x_i = a^0_i"#),
    .init(.assignment, #"\hat{y}_k = a_k"#),
    .init(.assignment, #"\hat{y} = a^L"#),
    .init(.dasc7606, #"x_i = x_i^{(0)}"#),
    .init(.dasc7606, #"h_k(x) = x_k^{(L)}"#),
    .init(.dasc7606, #"J = \frac{1}{2} \sum_k (h_k(x) - y_k)^2"#),
    .init(.dasc7606, #"J = -\sum_k (y_k \log h_k + (1 - y_k) \log(1 - h_k))"#),
    .init(.dasc7606, #"J = -\sum_k y_k \log h_k"#),
    .init(.mucha, #"x = g^0"#),
    .init(.ulges, #"x_i = a_i^0"#),
    .init(.ulges, #"a_j^l = f(z_j^l)"#),
    .init(.lin, #"x_i = x_i^{(0)}"#),
    .init(.lin, #"x_j^{(\ell)} = \tanh(s_j^{(\ell)})"#),
    .init(.lin, #"\tanh(s) = 2 \theta(2s) - 1"#),
    // Functions and their derivatives.
    .init(.nielsen, #"\sigma'(z) = \sigma(z) (1 - \sigma(z))"#),
    .init(.ulges, #"f'(z_j^l) = 1 - (a_j^l)^2"#),
    .init(.ulges, #"f(z) = \max(0, z)"#),
    .init(
      .ulges, #"f'(z) = \begin{cases} 1 & z > 0 \\ 0 & z \le 0 \end{cases}"#),
    .init(.assignment, #"f'(z) = \frac{2}{3} \cdot 1.7159 (1 - \tanh^2(\frac{2 z}{3}))"#),
    // The softmax Jacobian, and what it makes of cross-entropy.
    .init(
      .dasc7606,
      #"\frac{\partial x_i^{(L)}}{\partial s_j^{(L)}} = x_i^{(L)} ([i = j] - x_j^{(L)})"#),
    .init(
      .dasc7606, #"\frac{\partial x_i^{(L)}}{\partial s_j^{(L)}} = -x_i^{(L)} x_j^{(L)}, i \ne j"#),
    .init(
      .nielsen,
      #"\delta^L_j = \sum_k \frac{\partial C}{\partial a^L_k} \frac{\partial a^L_k}{\partial z^L_j}"#
    ),
    // One path, and the sum over all of them.
    .init(
      .nielsen,
      #"\frac{\partial C}{\partial w^1} = x \sigma'(z^1) w^2 \sigma'(z^2) w^3 \sigma'(z^3) \frac{\partial C}{\partial a^3}"#
    ),
    .init(
      .nielsen,
      #"\frac{\partial z^3_m}{\partial z^1_j} = \sum_k w^3_{mk} \sigma'(z^2_k) w^2_{kj} \sigma'(z^1_j)"#
    ),
    .init(
      .nielsen,
      #"\frac{\partial C}{\partial x_i} = \sum_j \frac{\partial C}{\partial z^1_j} \frac{\partial z^1_j}{\partial x_i}"#
    ),
    .init(
      .nielsen,
      #"\delta^{L-2} = ((w^{L-1})^T ((w^L)^T \delta^L \odot \sigma'(z^{L-1}))) \odot \sigma'(z^{L-2})"#
    ),
    // Samples.
    .init(.nielsen, #"C = \frac{1}{n} \sum_x C_x"#),
    .init(
      .nielsen,
      #"\frac{\partial C}{\partial w^l_{jk}} = \frac{1}{n} \sum_x \frac{\partial C_x}{\partial w^l_{jk}}"#
    ),
    .init(.ulges, #"W^l := W^l - \lambda \nabla E"#),
  ]

  static let wrong: [FormulaClaim] = [
    .init(.nielsen, #"z^l_j = \sum_k w^l_{kj} a^{l-1}_k + b^l_j"#),
    .init(.nielsen, #"\delta^L_j = \frac{\partial C}{\partial a^L_j}"#),
    .init(.nielsen, #"\delta^l = (w^{l+1} \delta^{l+1}) \odot \sigma'(z^l)"#),
    .init(.nielsen, #"\delta^l_j = \sum_k w^{l+1}_{jk} \delta^{l+1}_k \sigma'(z^l_j)"#),
    .init(.nielsen, #"\delta^l_j = \sum_k w^{l}_{kj} \delta^{l+1}_k \sigma'(z^l_j)"#),
    .init(.nielsen, #"\delta^l_j = \sum_k w^{l+1}_{kj} \delta^{l+1}_k \sigma'(z^{l+1}_k)"#),
    .init(.nielsen, #"\frac{\partial C}{\partial w^l} = a^{l-1} (\delta^l)^T"#),
    .init(.nielsen, #"\frac{\partial C}{\partial w^l_{jk}} = a^{l-1}_j \delta^l_k"#),
    .init(.nielsen, #"\frac{\partial C}{\partial w^l_{jk}} = a^{l}_k \delta^l_j"#),
    .init(.nielsen, #"\sigma'(z^l_j) = a^l_j (1 + a^l_j)"#),
    .init(.nielsen, #"\delta^L = (y - a^L) \odot \sigma'(z^L)"#),
    .init(.nielsen, #"\delta^L = 2 (a^L - y) \odot \sigma'(z^L)"#),
    .init(.assignment, #"\delta_k = y_k - \hat{y}_k"#),
    .init(.assignment, #"\delta_j = \sum_k w_{kj} \delta_k"#),
    .init(.assignment, #"\frac{\partial C}{\partial w_{ji}} = \delta_i a_j"#),
    .init(.assignment, #"w_{ji} := w_{ji} + \alpha \delta_j a_i"#),
    .init(.assignment, #"\delta^l = (W^{l+1} \delta^{l+1}) \odot f'(z^l)"#),
    .init(.dasc7606, #"s_j^{(l)} = \sum_i w_{ji}^{(l)} x_i^{(l-1)} + b_j^{(l)}"#),
    .init(.dasc7606, #"\delta_j^{(L)} = g'(s_j^{(L)}) (y_j - h_j(x))"#),
    .init(.dasc7606, #"\frac{\partial J}{\partial w_{ij}^{(l)}} = x_i^{(l)} \delta_j^{(l)}"#),
    .init(.dasc7606Rows, #"s_1 = W_1 x + b_1"#),
    .init(.dasc7606Rows, #"\delta_1 = (\delta_2 W_2) \circ g'(s_1)"#),
    .init(.dasc7606Rows, #"\frac{\partial J}{\partial W_2} = \delta_2^\top x_1"#),
    .init(.mucha, #"f^k = (W^k)^\top g^{k-1}"#),
    .init(.mucha, #"\frac{\partial L}{\partial g^{k-1}} = W^k \frac{\partial L}{\partial f^k}"#),
    .init(
      .mucha,
      #"\frac{\partial L}{\partial W^k} = g^{k-1} \left(\frac{\partial L}{\partial f^k}\right)^\top"#
    ),
    .init(.ulges, #"\delta^l = ((W^{l+1})^\top \delta^{l+1}) \odot f'(z^l)"#),
    .init(.ulges, #"\frac{\partial E}{\partial W^l} = \delta^l (a^{l-1})^\top"#),
    .init(.ulges, #"\Delta W^l = \lambda a^{l-1} (\delta^l)^T"#),
    .init(.ulges, #"\delta_i^l = f'(z_i^l) \sum_j w_{ji}^{l+1} \delta_j^{l+1}"#),
    .init(.lin, #"\delta_1^{(L)} = -(y_n - s_1^{(L)})"#),
    .init(.nielsen, #"x_i = a^1_i"#),
    .init(.dasc7606, #"J = \sum_k y_k \log h_k"#),
    .init(.lin, #"\tanh(s) = 2 \theta(s) - 1"#),
    .init(.ulges, #"f'(z_j^l) = 1 - (z_j^l)^2"#),
    .init(
      .dasc7606,
      #"\frac{\partial x_i^{(L)}}{\partial s_j^{(L)}} = x_i^{(L)} (1 - x_j^{(L)})"#),
    .init(
      .nielsen,
      #"\frac{\partial C}{\partial w^1} = x \sigma'(z^1) w^2 \sigma'(z^2) w^3 \frac{\partial C}{\partial a^3}"#
    ),
    .init(
      .nielsen,
      #"\frac{\partial z^3_m}{\partial z^1_j} = \sum_k w^3_{mk} w^2_{kj} \sigma'(z^1_j)"#),
    .init(.nielsen, #"C = \sum_x C_x^2"#),
    .init(
      .lin,
      #"\delta_j^{(\ell)} = \sum_k \delta_k^{(\ell+1)} w_{kj}^{(\ell+1)} \tanh'(s_j^{(\ell)})"#),
  ]

  @Test(arguments: right)
  func `what a lecture says holds on random networks`(_ claim: FormulaClaim) throws {
    for decision in try claim.decisions() { #expect(decision.isRight, "\(decision)") }
  }

  @Test(arguments: wrong)
  func `a wrong variant is refuted`(_ claim: FormulaClaim) throws {
    let decisions = try claim.decisions()
    let isRefuted = decisions.contains { $0.isWrong }
    #expect(isRefuted, "\(decisions)")
  }
}
