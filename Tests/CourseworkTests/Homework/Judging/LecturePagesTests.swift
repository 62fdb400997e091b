import Coursework
import MathSyntax
import TestSupport
import Testing

/// The formulas of each lecture as its slides have them, and the same with one thing wrong: read from a
/// whole page and judged in general, without a problem.
@Suite struct LecturePagesTests {
  private static func judged(_ notation: Notation, _ page: String) throws -> Verification {
    try Verifier.verify(
      Array("---\nnotation: \(notation.name)\n---\n\(page)".utf8), named: "lecture.md",
      VerificationRequest())
  }

  static let right: [(notation: Notation, page: String)] = [
    (
      .nielsen,
      #"""
      $\sigma(z) = \frac{1+\tanh(z/2)}{2}$
      $a^l_j = \sigma\left(\sum_k w^l_{jk} a^{l-1}_k + b^l_j\right)$
      $a^l = \sigma(w^l a^{l-1} + b^l)$
      $z^l = w^l a^{l-1} + b^l$
      $z^l_j = \sum_k w^l_{jk} a^{l-1}_k + b^l_j$
      $C = \frac{1}{2n} \sum_x \|y(x) - a^L(x)\|^2$
      $C = \frac1n \sum_x C_x$
      $C_x = \frac12 \|y - a^L\|^2$
      $C = \frac12 \|y - a^L\|^2 = \frac12 \sum_j (y_j - a^L_j)^2$
      $\delta^l_j \equiv \frac{\partial C}{\partial z^l_j}$
      $\delta^L_j = \frac{\partial C}{\partial a^L_j}\sigma'(z^L_j)$ (BP1)

      $\delta^L = \nabla_a C \odot \sigma'(z^L)$
      $\delta^L = (a^L - y) \odot \sigma'(z^L)$
      $\delta^l = ((w^{l+1})^T \delta^{l+1}) \odot \sigma'(z^l)$
      $\delta^L = \Sigma'(z^L) \nabla_a C$
      $\delta^l = \Sigma'(z^l) (w^{l+1})^T \delta^{l+1}$
      $\frac{\partial C}{\partial b^l_j} = \delta^l_j$
      $\frac{\partial C}{\partial b} = \delta$
      $\frac{\partial C}{\partial w^l_{jk}} = a^{l-1}_k \delta^l_j$
      $\delta^L_j = \sum_k \frac{\partial C}{\partial a^L_k} \frac{\partial a^L_k}{\partial z^L_j}$
      $\delta^l_j = \sum_k \frac{\partial C}{\partial z^{l+1}_k}\frac{\partial z^{l+1}_k}{\partial z^l_j} = \sum_k \frac{\partial z^{l+1}_k}{\partial z^l_j}\delta^{l+1}_k$
      $z^{l+1}_k = \sum_j w^{l+1}_{kj}a^l_j + b^{l+1}_k = \sum_j w^{l+1}_{kj}\sigma(z^l_j) + b^{l+1}_k$
      $\frac{\partial z^{l+1}_k}{\partial z^l_j} = w^{l+1}_{kj}\sigma'(z^l_j)$
      $\delta^l_j = \sum_k w^{l+1}_{kj}\delta^{l+1}_k\sigma'(z^l_j)$
      $w^l \rightarrow w^l - \frac{\eta}{m}\sum_x \delta^{x,l}(a^{x,l-1})^T$
      $b^l \rightarrow b^l - \frac{\eta}{m}\sum_x \delta^{x,l}$
      $z^{x,l} = w^l a^{x,l-1} + b^l$ and $a^{x,l} = \sigma(z^{x,l})$
      $\delta^{x,L} = \nabla_a C_x \odot \sigma'(z^{x,L})$
      $\delta^{x,l} = ((w^{l+1})^T\delta^{x,l+1}) \odot \sigma'(z^{x,l})$
      $\frac{\partial C}{\partial w^l_{jk}} = \sum_{mnp\ldots q}\frac{\partial C}{\partial a^L_m}\frac{\partial a^L_m}{\partial a^{L-1}_n}\frac{\partial a^{L-1}_n}{\partial a^{L-2}_p}\cdots\frac{\partial a^{l+1}_q}{\partial a^l_j}\frac{\partial a^l_j}{\partial w^l_{jk}}$
      $\sigma'(z) = \sigma(z)(1-\sigma(z))$
      $\sigma(z) = \frac{1}{1+e^{-z}}$
      $w_k \to w_k' = w_k - \eta\frac{\partial C}{\partial w_k}$
      $b_l \to b_l' = b_l - \eta\frac{\partial C}{\partial b_l}$
      $\nabla C = \frac1n\sum_x \nabla C_x$
      $C = -\frac1n\sum_x[y\ln a + (1-y)\ln(1-a)]$
      $\frac{\partial C}{\partial w_j} = \frac1n\sum_x x_j(\sigma(z)-y)$
      $\frac{\partial C}{\partial b} = \frac1n\sum_x(\sigma(z)-y)$
      $C = -\frac1n\sum_x\sum_j[y_j\ln a^L_j + (1-y_j)\ln(1-a^L_j)]$
      $a^L_j = \frac{e^{z^L_j}}{\sum_k e^{z^L_k}}$
      $\sum_j a^L_j = \frac{\sum_j e^{z^L_j}}{\sum_k e^{z^L_k}} = 1$
      $\frac{\partial C}{\partial b^L_j} = a^L_j - y_j$
      $\frac{\partial C}{\partial w^L_{jk}} = a^{L-1}_k(a^L_j - y_j)$
      $\frac{\partial C}{\partial b_1} = \sigma'(z_1) w_2\sigma'(z_2) w_3\sigma'(z_3) w_4\sigma'(z_4)\frac{\partial C}{\partial a_4}$
      """#
    ),
    (
      .assignment,
      #"""
      $z_j = \sum_i w_{ji} x_i$
      $z_j = w_j^T a$
      $a_j = f(z_j)$
      $z = \mathbf{w}^T\mathbf{a}$
      $z^l = W^l a^{l-1}$
      $\frac{\partial C}{\partial w_{ji}} = \frac{\partial C}{\partial z_j}\frac{\partial z_j}{\partial w_{ji}} = \delta_j a_i$
      $\delta_j = \frac{\partial C}{\partial z_j}$
      $\delta_k = -(y_k - \hat y_k)$
      $\delta_k = \hat{y}_k - y_k$
      $\delta_j = f'(z_j)\sum_k w_{kj}\delta_k$
      $w_{ji} := w_{ji} - \alpha \delta_j x_i$
      $w_{kj} := w_{kj} - \alpha \delta_k a_j$
      $w_{ji} := w_{ji} - \alpha\frac{\partial C}{\partial w_{ji}}$
      $C(w) = -\sum_k y_k \ln \hat{y}_k$
      $C = -\sum_k y_k \log \hat{y}_k$
      $C(w) = - \frac{1}{N}\sum_{n=1}^N \sum_{k} y_k^n \ln \hat y_k^n$
      $\frac{\partial C}{\partial w_{kj}} = -(y_k - \hat{y}_k) a_j$
      $\hat y_k = \frac{e^{z_k}}{\sum_{k'} e^{z_{k'}}}$
      $f(x) = 1.7159\tanh(\frac{2}{3}x)$
      $f'(x) = 1.7159 \cdot \frac23 (1 - \tanh^2(\frac23 x))$
      $\frac{\partial f(z)}{\partial z} = f(z)(1 - f(z))$
      $\delta^L = \nabla_a C \odot \sigma'(z^L)$
      $\delta^l = ((w^{l+1})^T\delta^{l+1})\odot\sigma'(z^l)$
      $\frac{\partial C}{\partial b_j^l} = \delta_j^l$
      $\frac{\partial C}{\partial w_{jk}^l} = a_k^{l-1}\delta_j^l$
      $W_{1} := W_1 - \alpha \delta_1 x^T$
      $\Delta w_{ji} = -\alpha \frac{\partial C}{\partial w_{ji}}$
      $\delta_j^l = f'(z_j^l)\sum_k w_{kj}^{l+1}\delta_k^{l+1}$
      $a_j^l = f(\sum_i w_{ji}^l a_i^{l-1})$
      $\frac{\partial C}{\partial w} = a\,\delta$
      $\delta_j = \frac{\partial C}{\partial z_j} = \sum_k \frac{\partial C}{\partial z_k}\frac{\partial z_k}{\partial a_j}\frac{\partial a_j}{\partial z_j} = \sum_k \delta_k w_{kj} f'(z_j)$
      $\frac{\partial z_k}{\partial a_j} = w_{kj}$
      $\frac{\partial a_j}{\partial z_j} = f'(z_j)$
      $z = \mathbf{w}\cdot\mathbf{x}$
      $z = w^T x$
      $z_j = \mathbf{w}_j^T \mathbf{x}$
      $\frac{\partial C}{\partial \mathbf{w}} = \delta \mathbf{x}$
      """#
    ),
    (
      .dasc7606,
      #"""
      $s_j^{(l)} = \sum_i w_{ij}^{(l)} x_i^{(l-1)} + b_j^{(l)}$
      $x_j^{(l)} = g(s_j^{(l)})$
      $x^{(l)} = g(s^{(l)})$
      $J(w) = \frac12 (h(x) - y)^2$
      $J(W) = \frac12\sum_k (h_k(x) - y_k)^2$
      $h(x) = x^{(L)} = g(s^{(L)})$
      $s^{(L)} = w^{(L)} x^{(L-1)} + b^{(L)}$
      $\frac{\partial J}{\partial w^{(L)}} = \frac{\partial J}{\partial s^{(L)}}\frac{\partial s^{(L)}}{\partial w^{(L)}} = \delta^{(L)} x^{(L-1)}$
      $\delta^{(L)} = \frac{\partial J}{\partial s^{(L)}} = \frac{\partial J}{\partial h}\frac{\partial h}{\partial s^{(L)}} = (h(x) - y) g'(s^{(L)})$
      $\delta^{(l-1)} = \delta^{(l)} w^{(l)} g'(s^{(l-1)})$
      $\frac{\partial J}{\partial w_{ij}^{(l)}} = x_i^{(l-1)}\delta_j^{(l)}$
      $\delta_i^{(l-1)} = g'(s_i^{(l-1)})\sum_j w_{ij}^{(l)}\delta_j^{(l)}$
      $\frac{\partial J}{\partial b_j^{(l)}} = \delta_j^{(l)}$
      $w_{ij}^{(l)} \leftarrow w_{ij}^{(l)} - \alpha\frac{\partial J}{\partial w_{ij}^{(l)}}$
      $\sigma(s) = \frac{1}{1+e^{-s}}$
      $\sigma'(s) = \sigma(s)(1-\sigma(s))$
      $\tanh(s) = \frac{e^s - e^{-s}}{e^s+e^{-s}}$
      $\tanh'(s) = 1 - \tanh^2(s)$
      $g(s) = \max(0,s)$
      $J = -(y\log h + (1-y)\log(1-h))$
      $J(\theta) = -[y\ln h(x) + (1-y)\ln(1-h(x))]$
      $\frac{\partial J}{\partial h} = \frac{h - y}{h(1-h)}$
      $\frac{\partial J}{\partial h} = -\frac{y}{h} + \frac{1-y}{1-h}$
      $\delta^{(L)} = h(x) - y$
      $p_k = \frac{e^{s_k}}{\sum_j e^{s_j}}$
      $\frac{\partial p_i}{\partial s_j} = p_i([i=j] - p_j)$
      $\frac{\partial p_i}{\partial s_i} = p_i(1-p_i)$
      $\frac{\partial p_i}{\partial s_j} = -p_i p_j, i \neq j$
      $J = -\sum_{k=1}^K y_k\log p_k$
      $\frac{\partial J}{\partial p_i} = -\frac{y_i}{p_i}$
      $\delta_j = \sum_i \frac{\partial J}{\partial p_i}\frac{\partial p_i}{\partial s_j} = p_j - y_j$
      $\delta_j^{(L)} = \sum_{i=1}^K -\frac{y_i}{p_i} p_i([i=j]-p_j) = p_j\sum_i y_i - y_j = p_j - y_j$
      $J(W) = -\frac1M\sum_{i=1}^M\sum_{k=1}^K y_{i,k}\log p_{i,k}$
      $s_1 = xW_1 + b_1$
      $x_1 = \tanh(s_1)$
      $s_2 = x_1 W_2 + b_2$
      $p = \text{softmax}(s_2)$
      $\delta_2 = p - y$
      $\delta_1 = \delta_2 W_2^T \circ (1 - x_1^2)$
      $\frac{\partial J}{\partial W_2} = x_1^T\delta_2$
      $\frac{\partial J}{\partial b_2} = \delta_2$
      $\frac{\partial J}{\partial W_1} = x^T\delta_1$
      $\frac{\partial J}{\partial w^{(1)}} = x^{(0)} g'(s^{(1)}) w^{(2)} g'(s^{(2)}) w^{(3)} g'(s^{(3)}) (h(x) - y)$
      $g'(s) \le \frac14$
      $f(x) = \max(0.01x, x)$
      $f(x) = \max(\alpha x, x)$
      $f(x) = \min(\max(0,x),6)$
      $f(x) = \begin{cases} x & x > 0\\ \alpha(e^x - 1) & x\le 0\end{cases}$
      $f(x) = \max(w_1^Tx + b_1, w_2^Tx+b_2)$
      $w_{t+1} = w_t - \alpha\nabla J(w_t)$
      """#
    ),
    (
      .mucha,
      #"""
      $\text{AND}(x_1, x_2) = [x_1 + x_2 - 1.5 \ge 0]$
      $f^k = W^k g^{k-1}$
      $g^k = \sigma(f^k)$
      $g^0 = x$
      $f^k = W^k g^{k-1} + b^k$
      $\frac{\partial L}{\partial f^k} = \frac{\partial L}{\partial g^k}\circ\sigma'(f^k)$
      $\frac{\partial L}{\partial g^{k-1}} = (W^k)^T\frac{\partial L}{\partial f^k}$
      $\frac{\partial L}{\partial g^{k-1}} = {W^k}^T\frac{\partial L}{\partial f^k}$
      $\frac{\partial L}{\partial W^k} = \frac{\partial L}{\partial f^k}(g^{k-1})^T$
      $\frac{\partial L}{\partial W^k} = \frac{\partial L}{\partial f^k}{g^{k-1}}^T$
      $\frac{\partial L}{\partial z} = \sum_{z = z_0\to z_1\to\dots\to z_l = L}\prod_{i=1}^l\frac{\partial z_i}{\partial z_{i-1}}$
      $f = w\cdot x + b$
      $f = w_1x_1 + \dots + w_nx_n + b$
      $\sigma(x) = \frac{1}{1+e^{-x}}$
      $\sigma'(x) = \sigma(x)(1-\sigma(x))$
      $\tanh x = \frac{e^x-e^{-x}}{e^x+e^{-x}}$
      $\tanh'(x) = 1-\tanh^2(x)$
      $\sigma(x) = \max(0,x)$
      $\sigma(x) = \max(0.01x, x)$
      $g = [w\cdot x + b\ge 0]$
      $W^k := W^k - \eta\frac{\partial L}{\partial W^k}$
      $\frac{\partial L}{\partial W^k} = \sum_n\frac{\partial L}{\partial f^k_n}(g^{k-1}_n)^T$
      $\frac{\partial L}{\partial b^k} = \frac{\partial L}{\partial f^k}$
      """#
    ),
    (
      .ulges,
      #"""
      $z_j^l = \sum_i w_{ij}^l a_i^{l-1} + b_j^l$
      $a_j^l = f(z_j^l)$
      $a_i^0 = x_i$
      $E = \frac12\sum_k(a_k^L - t_k)^2$
      $\delta_j^l := \frac{\partial E}{\partial z_j^l}$
      $\frac{\partial E}{\partial w_{ij}^l} = \frac{\partial E}{\partial z_j^l}\cdot\frac{\partial z_j^l}{\partial w_{ij}^l} = \delta_j^l\cdot a_i^{l-1}$
      $\delta_k^L = \frac{\partial E}{\partial a_k^L}\cdot\frac{\partial a_k^L}{\partial z_k^L} = (a_k^L - t_k)\cdot f'(z_k^L)$
      $\delta_i^l = \sum_j\frac{\partial E}{\partial z_j^{l+1}}\frac{\partial z_j^{l+1}}{\partial a_i^l}\frac{\partial a_i^l}{\partial z_i^l} = f'(z_i^l)\sum_j\delta_j^{l+1}w_{ij}^{l+1}$
      $\delta^L = (a^L - t)\odot f'(z^L)$
      $\delta^l = (W^{l+1}\delta^{l+1})\odot f'(z^l)$
      $\Delta W^l = -\lambda\cdot a^{l-1}\cdot(\delta^l)^T$
      $\Delta b^l = -\lambda\cdot\delta^l$
      $W^l := W^l + \Delta W^l$
      $b_j^l := b_j^l - \lambda\delta_j^l$
      $z^l = (W^l)^Ta^{l-1} + b^l$
      $a^l = f(z^l)$
      $W := W - \lambda\nabla E$
      $f(z) = \frac{1}{1+e^{-z}}$
      $f'(z) = f(z)\cdot(1-f(z))$
      $f'(z_j^l) = a_j^l(1-a_j^l)$
      $f(z)=\tanh(z)$, $f'(z) = 1 - f(z)^2$
      $E = \frac1B\sum_{n=1}^B E_n$
      $\nabla E = \frac1B\sum_{n=1}^B\nabla E_n$
      $E = -\sum_k t_k\cdot\log a_k^L$
      $\frac{\partial E}{\partial b_j^l} = \delta_j^l$
      $r := \rho r + (1-\rho)\nabla E\odot\nabla E$
      """#
    ),
    (
      .lin,
      #"""
      $\text{OR}(g_1,g_2) = \text{sign}(+1 + g_1 + g_2)$
      $\text{AND}(g_1,g_2) = \text{sign}(-1 + g_1 + g_2)$
      $\text{NOT}(g_1) = \text{sign}(-g_1)$
      $\text{XOR}(g_1,g_2) = \text{OR}(\text{AND}(-g_1,g_2),\text{AND}(g_1,-g_2))$
      $\frac{\partial}{\partial w}\frac{w^2}{1+w^2} = \frac{2w}{(1+w^2)^2}$
      $s_j^{(\ell)} = \sum_{i=0}^{d^{(\ell-1)}}w_{ij}^{(\ell)}x_i^{(\ell-1)}$
      $x_j^{(\ell)} = \begin{cases}\tanh(s_j^{(\ell)}) & \text{if } \ell < L\\ s_j^{(\ell)} & \text{if } \ell = L\end{cases}$
      $x_j^{(\ell)} = \tanh(s_j^{(\ell)})$
      $\tanh(s) = \frac{\exp(s)-\exp(-s)}{\exp(s)+\exp(-s)}$
      $\tanh(s) = 2\theta(2s) - 1$
      $e_n = (y_n - \text{NNet}(\mathbf{x}_n))^2$
      $e_n = (y_n - s_1^{(L)})^2 = \left(y_n - \sum_{i=0}^{d^{(L-1)}}w_{i1}^{(L)}x_i^{(L-1)}\right)^2$
      $\frac{\partial e_n}{\partial w_{i1}^{(L)}} = \frac{\partial e_n}{\partial s_1^{(L)}}\cdot\frac{\partial s_1^{(L)}}{\partial w_{i1}^{(L)}} = -2(y_n - s_1^{(L)})\cdot(x_i^{(L-1)})$
      $\frac{\partial e_n}{\partial w_{ij}^{(\ell)}} = \frac{\partial e_n}{\partial s_j^{(\ell)}}\cdot\frac{\partial s_j^{(\ell)}}{\partial w_{ij}^{(\ell)}} = \delta_j^{(\ell)}\cdot(x_i^{(\ell-1)})$
      $\delta_1^{(L)} = -2(y_n - s_1^{(L)})$
      $\delta_j^{(\ell)} = \frac{\partial e_n}{\partial s_j^{(\ell)}} = \sum_{k=1}^{d^{(\ell+1)}}\frac{\partial e_n}{\partial s_k^{(\ell+1)}}\frac{\partial s_k^{(\ell+1)}}{\partial x_j^{(\ell)}}\frac{\partial x_j^{(\ell)}}{\partial s_j^{(\ell)}} = \sum_k(\delta_k^{(\ell+1)})(w_{jk}^{(\ell+1)})(\tanh'(s_j^{(\ell)}))$
      $w_{ij}^{(\ell)}\leftarrow w_{ij}^{(\ell)} - \eta x_i^{(\ell-1)}\delta_j^{(\ell)}$
      $E_{\text{in}}(w) = \frac1N\sum_{n=1}^N\text{err}(\text{NNet}(\mathbf{x}_n),y_n)$
      $E_{\text{in}}(\mathbf{w}) = \frac1N\sum_{n=1}^Ne_n$
      $\frac{\partial E_{in}}{\partial w_{ij}^{(\ell)}} = \frac1N\sum_{n=1}^N\frac{\partial e_n}{\partial w_{ij}^{(\ell)}}$
      $w_t^{\mathsf T}x$
      $\sum\frac{(w_{ij}^{(\ell)})^2}{1+(w_{ij}^{(\ell)})^2}$
      $\mathbf{w}\leftarrow\mathbf{w} - \eta\nabla E_{\text{in}}(\mathbf{w})$
      $\tanh'(s) = 1 - \tanh^2(s)$
      """#
    ),
  ]

  @Test(arguments: right)
  func `what a lecture says is right`(notation: Notation, page: String) throws {
    let judgements = try Self.judged(notation, page).judgements
    #expect(judgements.count >= page.split(separator: "\n").count)
    for judgement in judgements {
      #expect(
        [.right, .given].contains(judgement.verdict.group),
        "\(judgement.text): \(judgement.verdict)")
    }
  }

  /// Notations that can write what the others say, and take the same for granted.
  static let pairs: [(from: Notation, to: Notation, unread: Int)] = [
    (.nielsen, .assignment, 0), (.nielsen, .ulges, 0), (.dasc7606, .nielsen, 0),
    (.dasc7606, .assignment, 0), (.dasc7606, .ulges, 0), (.mucha, .assignment, 1),
    (.ulges, .nielsen, 1), (.ulges, .assignment, 1),
  ]

  @Test(arguments: pairs)
  func `a page is right in the letters of another lecture as well`(
    from: Notation, to: Notation, unread: Int
  ) throws {
    let page = try #require(Self.right.first { $0.notation == from }).page
    let translation = try FileTranslation(
      Array(page.utf8), markup: .markdown, from: from, to: to)
    #expect(translation.unreadCount == unread)
    let judgements = try Self.judged(to, String(decoding: translation.bytes, as: UTF8.self))
      .judgements
    for judgement in judgements where judgement.verdict.group != .undecided {
      #expect(
        [.right, .given].contains(judgement.verdict.group),
        "\(judgement.text): \(judgement.verdict)")
    }
  }

  static let wrong: [(notation: Notation, page: String)] = [
    (
      .nielsen,
      #"""
      $z^{x,l} = w^l a^{x,l} + b^l$
      $z^{x,l} = (w^l)^T a^{x,l-1} + b^l$
      $a^{x,l} = \sigma(z^{x,l-1})$
      $\delta^{x,L} = \nabla_a C_x \odot \sigma(z^{x,L})$
      $\delta^{x,l} = (w^{l+1}\delta^{x,l+1}) \odot \sigma'(z^{x,l})$
      $\delta^{x,l} = ((w^{l+1})^T\delta^{x,l}) \odot \sigma'(z^{x,l})$
      $w^l \rightarrow w^l - \frac{\eta}{m}\sum_x \delta^{x,l}(a^{x,l})^T$
      $w^l \rightarrow w^l + \frac{\eta}{m}\sum_x \delta^{x,l}(a^{x,l-1})^T$
      $b^l \rightarrow b^l - \eta m\sum_x \delta^{x,l}$
      $\delta^l = \Sigma'(z^l) w^{l+1} \delta^{l+1}$
      $\delta^l = \Sigma'(z^{l+1}) (w^{l+1})^T \delta^{l+1}$
      $\delta^L = \nabla_a C\,\Sigma'(z^L)$
      $\nabla C = \frac2n\sum_x \nabla C_x$
      $\nabla C = -\frac1n\sum_x \nabla C_x$
      $C = \frac1n\sum_x[y\ln a + (1-y)\ln(1-a)]$
      $C = -\frac1n\sum_x[y\ln a + (1-y)\ln(1+a)]$
      $\frac{\partial C}{\partial w_j} = \frac1n\sum_x x_j(y - \sigma(z))$
      $\frac{\partial C}{\partial w_j} = \frac1n\sum_x (\sigma(z) - y)$
      $\frac{\partial C}{\partial b} = \frac1n\sum_x x(\sigma(z)-y)$
      $C = -\frac1n\sum_x\sum_j[y_j\ln a^L_j - (1-y_j)\ln(1-a^L_j)]$
      $\frac{\partial C}{\partial w^l_{jk}} = \sum_{mnp\ldots q}\frac{\partial C}{\partial a^L_m}\frac{\partial a^L_m}{\partial a^{L-1}_n}\frac{\partial a^{L-1}_n}{\partial a^{L-2}_p}\cdots\frac{\partial a^{l+1}_q}{\partial a^l_j}\frac{\partial a^l_j}{\partial w^l_{kj}}$
      $\frac{\partial C}{\partial b_1} = \sigma'(z_1) w_2\sigma'(z_2) w_3\sigma'(z_3) w_4\frac{\partial C}{\partial a_4}$
      $\frac{\partial C}{\partial b_1} = \sigma'(z_1) w_1\sigma'(z_2) w_3\sigma'(z_3) w_4\sigma'(z_4)\frac{\partial C}{\partial a_4}$
      $w_k \to w_k' = w_k + \eta\frac{\partial C}{\partial w_k}$
      $a^L_j = \frac{e^{z^L_j}}{\sum_{k'} e^{-z^L_{k'}}}$
      $a^L_j = \frac{e^{z^L_{k'}}}{\sum_{k'} e^{z^L_{k'}}}$
      $\sigma(z) = \frac{1+\tanh(z)}{2}$
      $\sigma(z) = \frac{1}{1+e^{z}}$
      $z_2 = w_2 a_2 + b_2$
      """#
    ),
    (
      .assignment,
      #"""
      $z_j = w_j a^T$
      $z = \mathbf{w}^T\mathbf{a} + \mathbf{w}$
      $z_j = 2 w_j^T a$
      $z^l = (W^l)^T a^{l-1}$
      $C(w) = \frac{1}{N}\sum_{n=1}^N \sum_{k} y_k^n \ln \hat y_k^n$
      $C(w) = - \frac{1}{N}\sum_{n=1}^N \sum_{k} \hat y_k^n \ln y_k^n$
      $\hat y_k = \frac{e^{z_{k'}}}{\sum_{k'} e^{z_{k'}}}$
      $f(x) = 1.7159\tanh(\frac{1}{3}x)$
      $f'(x) = 1.7159 (1 - \tanh^2(\frac23 x))$
      $W_{1} := W_1 + \alpha \delta_1 x^T$
      $W_{1} := W_1 - \alpha x^T\delta_1$
      $\frac{\partial C}{\partial a^l} = W^{l+1}\delta^{l+1}$
      $\mathbf{z}^l = \mathbf{a}^{l-1}\mathbf{W}^l$
      $C = \frac12\sum_n C_n$
      """#
    ),
    (
      .dasc7606,
      #"""
      $x_1 = \tanh(s_2)$
      $s_2 = W_2 x_1 + b_2$
      $\delta_2 = y - p$
      $\delta_1 = \delta_2 W_2 \circ (1 - x_1^2)$
      $\delta_1 = \delta_2 W_2^T \circ (1 + x_1^2)$
      $\delta_1 = \delta_2 W_2^T \circ (1 - s_1^2)$
      $\frac{\partial J}{\partial W_2} = \delta_2^T x_1$
      $\frac{\partial J}{\partial W_1} = x_1^T\delta_1$
      $s^{(L)} = w^{(L)} x^{(L)} + b^{(L)}$
      $\delta^{(l-1)} = \delta^{(l)} w^{(l)} g(s^{(l-1)})$
      $\delta_j^{(L)} = \sum_{i=1}^K -\frac{y_i}{p_i} p_i([i=j]+p_j)$
      $\delta_j^{(L)} = \sum_{i=1}^K \frac{y_i}{p_i} p_i([i=j]-p_j)$
      $f(x) = \frac{1}{1+e^{x}}$
      $f'(x) = \begin{cases} 0 & x > 0\\ 1 & x\le 0\end{cases}$
      """#
    ),
    (
      .mucha,
      #"""
      $\text{OR}(x_1, x_2) = [x_1 + x_2 - 1.5 \ge 0]$
      $g = [w\cdot x + b\le 0]$
      $g = [w\cdot x - b\ge 0]$
      $\frac{\partial L}{\partial W^k} = \sum_n g^{k-1}_n (\frac{\partial L}{\partial f^k_n})^T$
      $\frac{\partial L}{\partial W^k} = \sum_n\frac{\partial L}{\partial f^k_n}(g^{k}_n)^T$
      $f = w_1x_1 + \dots + w_nx_n - b$
      """#
    ),
    (
      .lin,
      #"""
      $\text{AND}(g_1,g_2) = \text{sign}(1 + g_1 + g_2)$
      $\text{XOR}(g_1,g_2) = \text{sign}(g_1 + g_2)$
      $\frac{\partial}{\partial w}\frac{w^2}{1+w^2} = \frac{2w}{1+w^2}$
      $x_j^{(\ell)} = \begin{cases}\tanh(s_j^{(\ell)}) & \text{if } \ell = L\\ s_j^{(\ell)} & \text{if } \ell < L\end{cases}$
      $x_j^{(\ell)} = \begin{cases}\tanh(s_j^{(\ell)}) & \text{if } \ell < L\\ -s_j^{(\ell)} & \text{if } \ell = L\end{cases}$
      """#
    ),
    (
      .ulges,
      #"""
      $\delta^l = ((W^{l+1})^T\delta^{l+1})\odot f'(z^l)$
      $\Delta W^l = -\lambda \delta^l (a^{l-1})^T$
      $z^l = W^l a^{l-1} + b^l$
      $\delta_i^l = f'(z_i^l)\sum_j\delta_j^{l+1}w_{ji}^{l+1}$
      $z_j^l = \sum_i w_{ji}^l a_i^{l-1} + b_j^l$
      $\delta_k^L = (t_k - a_k^L) f'(z_k^L)$
      $b_j^l := b_j^l + \lambda\delta_j^l$
      $E = \sum_k(a_k^L - t_k)^2$
      """#
    ),
    (
      .lin,
      #"""
      $\delta_1^{(L)} = 2(y_n - s_1^{(L)})$
      $\delta_j^{(\ell)} = \sum_k \delta_k^{(\ell+1)} w_{kj}^{(\ell+1)} \tanh'(s_j^{(\ell)})$
      $\tanh(s) = 2\theta(s) - 1$
      $e_n = \frac12 (y_n - s_1^{(L)})^2$
      $w_{ij}^{(\ell)}\leftarrow w_{ij}^{(\ell)} - \eta x_j^{(\ell-1)}\delta_i^{(\ell)}$
      """#
    ),
  ]

  @Test(arguments: wrong)
  func `a transpose, an index, a sign, a factor or a layer off is wrong`(
    notation: Notation, page: String
  ) throws {
    let judgements = try Self.judged(notation, page).judgements
    // Some formulas are chains, whose first links are right.
    let lines = Dictionary(grouping: judgements, by: \.line)
    #expect(lines.count == page.split(separator: "\n").count)
    for (line, judgements) in lines {
      #expect(
        judgements.contains { $0.verdict.group == .wrong },
        "line \(line): \(judgements.map(\.verdict))")
    }
  }

  /// What cannot be judged, or not be read: it is not called wrong.
  static let open: [(notation: Notation, formula: String)] = [
    (.nielsen, #"\Delta C \approx \frac{\partial C}{\partial w^l_{jk}}\Delta w^l_{jk}"#),
    (.nielsen, #"w \to w' = w + v'"#),
    (.nielsen, #"C = -\ln a^L_y"#),
    (
      .nielsen,
      #"\frac{\partial C}{\partial w^l_{jk}} = \sum_{mn\ldots q}\frac{\partial C}{\partial z^L_m}\frac{\partial a^L_m}{\partial a^{L-1}_n}\cdots\frac{\partial a^{l+1}_q}{\partial a^l_j}\frac{\partial a^l_j}{\partial w^l_{jk}}"#
    ),
    (.assignment, #"\Delta w(t+1) = \frac{\partial C}{\partial w} + \mu\Delta w(t)"#),
    (.dasc7606, #"v_{t+1} = \mu v_t - \alpha\nabla J(w_t)"#),
    (.ulges, #"W := W - \frac{\lambda}{\sqrt{r}+\epsilon}\odot\nabla E"#),
  ]

  @Test(arguments: open)
  func `what cannot be judged is not called wrong`(notation: Notation, formula: String) throws {
    let judgements = try Self.judged(notation, "$\(formula)$").judgements
    let groups = judgements.map(\.verdict.group)
    #expect(groups.contains { $0 == .undecided || $0 == .unreadable }, "\(groups)")
    #expect(!groups.contains { $0 == .wrong || $0 == .right }, "\(groups)")
  }

  /// Wrong formulas that nothing nearby puts right.
  static let withoutHint: [(notation: Notation, settings: String, formula: String)] = [
    (.dasc7606, "activation: relu", #"f(s) = \max(0.5s, s)"#),
    (.dasc7606, "activation: relu", #"f(s) = \max(0.25s, s)"#),
    (.nielsen, "cost: half-squared-error", #"C = \frac12\sum_x C_x"#),
  ]

  @Test(arguments: withoutHint)
  func `a hint is true`(notation: Notation, settings: String, formula: String) throws {
    let page = "---\nnotation: \(notation.name)\n\(settings)\n---\n\n$\(formula)$\n"
    let verification = try Verifier.verify(
      Array(page.utf8), named: "lecture.md", VerificationRequest())
    let judgement = try #require(verification.judgements.first)
    #expect(judgement.verdict.group == .wrong)
    let words = judgement.message.map { "\($0)" }.joined()
    #expect(!words.contains("is meant"), "\(words)")
  }
}
