import BackpropEngine
import Coursework
import MathSyntax
import TestSupport
import Testing

/// Pages as students type them: nothing in them may be called wrong, and little be left unread.
@Suite struct StudentPagesTests {
  private static func codes(
    _ text: String, as format: Verifier.Format, about problem: Problem? = ProblemExamples.twoTwoTwo
  ) throws -> [String] {
    VerifierTests.codes(try VerifierTests.verified(text, as: format, about: problem))
  }

  /// The 2-2-2 example in the words of a well-known web page, typed line by line.
  static let named = """
    net_h1 = 0.15*0.05+0.2*0.1+0.35 = 0.3775
    net_h2 = w3*i1 + w4*i2 + b1 = 0.3925
    net_o1 = w5*out_h1 + w6*out_h2 + b2*1 = 0.4*0.593269992 + 0.45*0.596884378 + 0.6*1 = 1.105905967
    out_o1 = 0.75136507
    out_o2 = 0.772928465
    E_o1 = 1/2*(target_o1 - out_o1)^2 = 0.274811083
    E_total = E_o1 + E_o2 = 0.274811083 + 0.023560026 = 0.298371109
    dE_total/dout_o1 = -(target_o1 - out_o1) = 0.74136507
    dout_o1/dnet_o1 = out_o1*(1-out_o1) = 0.186815602
    dnet_o1/dw5 = out_h1 = 0.593269992
    dE_total/dw5 = dE_total/dout_o1 * dout_o1/dnet_o1 * dnet_o1/dw5
    dE_total/dw5 = 0.082167041
    delta_o1 = 0.138498562
    w5_new = w5 - 0.5*0.082167041 = 0.35891648
    w5' = 0.35891648
    w6+ = 0.408666186
    dE_o1/dout_h1 = 0.138498562 * 0.40 = 0.055399425
    grad w1 = 0.000438568
    w1 new = 0.149780716
    w(h1->o1) = 0.4
    """

  /// The same in short names, and in layers.
  static let short = """
    z1 = 0.15*0.05+0.2*0.1+0.35 = 0.3775
    h1 = sigmoid(0.3775) = 0.593269992
    h2 = 0.596884378
    o1 = 1/(1+e^-1.105905967) = 0.75136507
    E1 = 1/2(0.01-0.75136507)^2 = 0.274811083
    E2 = 0.023560026
    Etotal = 0.298371109
    dE/do1 = -(target - out) = 0.74136507
    dE/dw5 = 0.74136507 * 0.186815602 * 0.593269992 = 0.082167041
    dC/dw2_12 = 0.082667628
    w2_11 new = 0.40 - 0.5 * 0.082167041 = 0.35891648
    w7+ = 0.511301270
    """

  @Test(arguments: [named, short])
  func `a page that is right is right line by line`(page: String) throws {
    let accepted: Set<String> = ["RIGHT", "RIGHT_ROUNDED", "GIVEN"]
    for code in try Self.codes(page, as: .text) { #expect(accepted.contains(code), "\(code)") }
  }

  static let lines: [(text: String, expected: [String])] = [
    // A word without a meaning is no end of the line before it.
    ("E2 = 0.023560026\nEtotl = 0.298371109", ["RIGHT", "UNREADABLE"]),
    ("z1 = 0.3775\nthe learning rate = 0.5", ["RIGHT"]),
    // The output's own weighted input, or that of the first unit of all.
    ("do1/dnet1 = 0.186815602", ["UNREADABLE"]),
    ("dout_o1/dnet_h1 = 0.0180315", ["RIGHT"]),
    // Wrong ones stay wrong.
    ("w5+ = 0.44108352", ["MISCONCEPTION UPD_PLUS"]),
    ("Etotal = 0.2984 = 0.3984", ["RIGHT", "BROKEN_LINK"]),
    ("net_o1 = w5*out_h1 + w6*out_h2 + b1", ["WRONG"]),
    // Written with its layer, a bias is that of the unit, whatever else has its number.
    ("z2_1 = w2_11 a1_1 + w2_12 a1_2 + b2_1", ["RIGHT"]),
    ("z2_1 = w2_11 a1_1 + w2_12 a1_2 + b1_2", ["WRONG"]),
  ]

  @Test(arguments: lines)
  func `a line gets its verdict`(text: String, expected: [String]) throws {
    #expect(try Self.codes(text, as: .text) == expected)
  }

  /// Right lines first, then the same with a wrong number.
  static let habits: [(text: String, format: Verifier.Format, expected: [String])] = [
    ("w^2_11 new = 0.35891648\nw^2_11 new = 0.36891648", .text, ["RIGHT", "WRONG"]),
    ("The cost C = 0.298371109\nThe cost C = 0.398371109", .text, ["RIGHT", "WRONG"]),
    ("The total cost C = 0.298371109 is large.", .text, ["RIGHT"]),
    ("cost = 0.298371109\ntotal cost = 0.398371109", .text, ["RIGHT", "WRONG"]),
    ("d_o1 = 0.138498562\nd_o1 = 0.148498562", .text, ["RIGHT", "WRONG"]),
    ("e_1 = 0.01 - 0.75136507 = -0.74136507", .text, ["RIGHT_ROUNDED", "RIGHT"]),
    ("e_1 = 0.01 - 0.75136507 = -0.75136507", .text, ["RIGHT_ROUNDED", "BROKEN_LINK"]),
    ("e_1 = 0.99 - 0.75136507 = 0.23863493", .text, ["UNDECIDED", "RIGHT"]),
    ("e_1 = 0.74136507\ne_2 = 0.25\ne_1 = a_3 - y_1", .text, ["RIGHT", "UNDECIDED", "GIVEN"]),
    (
      #"$w^{2+}_{11} = 0.35891648$ and $w^{2+}_{11} = 0.36891648$"#, .latex,
      ["RIGHT", "WRONG"]
    ),
    (
      #"$\delta^1_1 = 8.771\mathrm{e}{-3}$ and $\delta^1_1 = 9.771\mathrm{e}{-3}$"#, .latex,
      ["RIGHT", "WRONG"]
    ),
    (#"$C_{total} = 0.298371109$, $C_{total} = 0.398371109$"#, .latex, ["RIGHT", "WRONG"]),
    (#"$C = 29.84\%$ and $C = 39.84\,\%$"#, .latex, ["RIGHT", "WRONG"]),
    (
      #"""
      $\delta^2_1 = (0,75136507 - 0,01) \cdot 0,186815602 = 0,138498562$
      $C = \frac12 (0,01 - 0,75136507)^2 + 0,023560026 = 0,398371109$
      """#, .markdown, ["RIGHT_ROUNDED", "RIGHT", "RIGHT_ROUNDED", "BROKEN_LINK"]
    ),
    (
      """
      |     | $z^2_j$ | $\\delta^2_j$ |
      |-----|---------|--------------|
      | j=1 | 1.1059  | 0.1385       |
      | j=2 | 1.2249  | -0.0481      |
      """, .markdown, ["GIVEN", "RIGHT", "RIGHT", "GIVEN", "RIGHT", "WRONG"]
    ),
  ]

  @Test(arguments: habits)
  func `a habit gets its verdict`(
    text: String, format: Verifier.Format, expected: [String]
  ) throws {
    #expect(try Self.codes(text, as: format) == expected)
  }

  static let derivations: [(text: String, expected: [String])] = [
    (#"$\frac{\partial a_i}{\partial z_j} = a_i(\delta_{ij} - a_j)$"#, ["RIGHT"]),
    (#"Cross-entropy $C = -\sum_k y_k \ln a_k$."#, ["RIGHT"]),
    (
      #"""
      Case $i = j$: $\frac{\partial p_i}{\partial z_i} = p_i(1-p_i)$.
      Case $i \neq j$: $\frac{\partial p_i}{\partial z_j} = -p_i p_j$.
      """#, ["RIGHT", "RIGHT"]
    ),
    (#"$\frac{\partial p_i}{\partial z_j} = -p_i p_j$ for $i \neq j$."#, ["RIGHT"]),
    (#"$\frac{\partial p_i}{\partial z_j} = p_i p_j$ for $i \neq j$."#, ["WRONG"]),
    (#"$\frac{\partial p_i}{\partial z_j} = -p_i p_j$."#, ["WRONG"]),
    // A softmax of one unit is 1, whatever stands before it.
    (#"$\frac{dC}{dz} = (a-y)a(1-a)$"#, ["RIGHT"]),
    (#"$\frac{dC}{dz} = 5(a-y)a(1-a)$"#, ["WRONG"]),
    (#"$\delta^L_1 = 5(a^L_1 - y_1)$"#, ["WRONG"]),
    (#"$\frac{dC}{dz} = 5 a(1-a)$"#, ["WRONG"]),
    // Numbers that need no network.
    (#"$\sigma(0) = 0.5$, $\sigma'(0) = 1/4$"#, ["RIGHT", "RIGHT"]),
    (#"$\sigma'(0) = 1/2$"#, ["BROKEN_LINK"]),
    (#"$z_1 = 0.3775$"#, ["UNDECIDED"]),
  ]

  @Test(arguments: derivations)
  func `a derivation without a network gets its verdict`(
    text: String, expected: [String]
  ) throws {
    let judgements = try VerifierTests.verified(text, as: .markdown, about: nil)
    #expect(judgements.map(\.verdict.rawValue) == expected)
  }

  /// Lines as they are typed without a formula editor: the right ones first, then wrong ones.
  static let typed: [(text: String, expected: [String])] = [
    ("cost new = 0.28047145\nloss new = 0.29837111", ["RIGHT", "WRONG"]),
    ("loss = 29.84%\nE = 29.84 %\nloss = 30.84%", ["RIGHT", "RIGHT", "WRONG"]),
    ("w^2+_11 = 0.35891648\nw^2_11+ = 0.35891648\nw^2+_11 = 0.7", ["RIGHT", "RIGHT", "WRONG"]),
    ("w^2_1,2 = 0.45\nw^2_1,2 = 0.55", ["GIVEN", "WRONG"]),
    ("dE/dw_h1,o1 = 0.082167041", ["RIGHT"]),
    ("net(h1) = 0.3775\ndelta(o1) = 0.138498562\ndelta(h2) = 0.1", ["RIGHT", "RIGHT", "WRONG"]),
    ("w(h1->o1) new = 0.35891648\nw(h2 → o1) new = 0.35891648", ["RIGHT", "SWAPPED SWAPPED"]),
    ("y_pred1 = 0.75136507, y_hat_2 = 0.772928465, y_true1 = 0.01", ["RIGHT", "RIGHT", "GIVEN"]),
    ("I get z1 = 0.3775!\nSo a1 is 0.593 (a1 = 0.593269992).", ["RIGHT", "RIGHT"]),
    ("z1 = 0.3775 because 0.15*0.05 + 0.2*0.1 + 0.35 = 0.3875", ["RIGHT", "BROKEN_LINK"]),
    ("δ_1 = (a_1 - y_1) a_1 (1 - a_1) = 0.138498562", ["RIGHT", "RIGHT"]),
    ("δ_1 = (a_1 - y_1) a_1 = 0.138498562", ["MISCONCEPTION F_FOR_FPRIME", "BROKEN_LINK"]),
    (
      "t1 = 0.01\ny1 = 0.75136507\nδ_o1 = (y1 - t1) y1 (1 - y1)\nδ_o2 = (t2 - y2) y2 (1 - y2)",
      ["GIVEN", "RIGHT", "RIGHT", "MISCONCEPTION SIGN_OUT"]
    ),
    // Rounded from step to step, and each step is right: what follows is so too.
    (
      "a1 = 1/(1 + e^-0.3775) = 1/(1 + 0.69) = 1/1.69 = 0.5917\ndE/dw5 = 0.1385*0.5917 = 0.0819",
      ["RIGHT", "RIGHT_ROUNDED", "RIGHT", "RIGHT", "RIGHT_ROUNDED", "RIGHT_ROUNDED"]
    ),
    ("a1 = 1/(1 + e^-0.3775) = 1/1.75 = 0.5714", ["RIGHT", "BROKEN_LINK", "RIGHT"]),
    ("b) δo1 = 0.138498562\nw5 novo = 0.35891648", ["RIGHT", "RIGHT"]),
    ("E_total = Σ ½ (target - output)² = 0.298371109", ["RIGHT", "RIGHT"]),
    (
      """
      unit  z       a       delta
      h1    0.3775  0.5933  0.0088
      o2    1.2249  0.7729  0.0381
      """, ["RIGHT", "RIGHT", "RIGHT", "RIGHT", "RIGHT", "MISCONCEPTION SIGN_OUT"]
    ),
    (
      "weight\told\tgradient\tnew\nw5\t0.40\t0.0822\t0.3589\nw6\t0.45\t0.0827\t0.4913",
      ["GIVEN", "RIGHT", "RIGHT", "GIVEN", "RIGHT", "MISCONCEPTION UPD_PLUS"]
    ),
  ]

  @Test(arguments: typed)
  func `a typed line gets its verdict`(text: String, expected: [String]) throws {
    #expect(try Self.codes(text, as: .text) == expected)
  }

  static let tables: [(text: String, expected: [String])] = [
    (
      """
      | weight | gradient | new |
      |--------|----------|-----|
      | $w^2_{11}$ | 0.082167 | 0.358916 |
      | $w^2_{12}$ | 0.082668 | 0.358916 |
      """, ["RIGHT", "RIGHT", "RIGHT", "SWAPPED SWAPPED"]
    ),
    (
      """
      | j | $a^2_j$ | $a^2_j(1 - a^2_j)$ |
      |---|---------|--------------------|
      | 1 | 0.7514  | 0.1868             |
      | 2 | 0.7729  | 0.1968             |
      """, ["RIGHT", "RIGHT", "RIGHT", "WRONG"]
    ),
  ]

  @Test(arguments: tables)
  func `a table is read by its head`(text: String, expected: [String]) throws {
    #expect(try Self.codes(text, as: .markdown) == expected)
  }

  /// What stands below "Update 2 of 3" is about the second update.
  @Test func `numbers of a later update are judged against that update`() throws {
    let page = """
      ## Update 1 of 3
      $w^2_{11} := 0.358916$
      ## Update 2 of 3
      $a^2_1 = 0.728442$, $C = 0.280471$
      $a^2_1 = 0.751365$
      """
    let codes = try Self.codes(page, as: .markdown)
    #expect(codes.prefix(3) == ["RIGHT", "RIGHT", "RIGHT"])
    #expect(codes.last.map { !$0.hasPrefix("RIGHT") } ?? false)
  }

  private static func problem(_ json: String) throws -> Problem {
    try ProblemFile.read(Array(json.utf8))
  }

  private static let rectified = """
    {"layers": [{"activation": "relu", "weights": [[1, -2], [3, 1], [-1, -1]], "biases": [0, -1, 1]},
      {"activation": "identity", "weights": [[2, -1, 4]], "biases": [1]}],
     "cost": "half-squared-error",
     "samples": [{"input": [2, 1], "target": [0]}, {"input": [-1, 1], "target": [2]}],
     "optimizer": {"name": "sgd", "learningRate": "1/10"}}
    """

  static let ofSamples: [(text: String, expected: [String])] = [
    ("Sample 1:\nC = 12.5\nC = 12", ["RIGHT", "WRONG"]),
    // Behind ≈, a whole number is a rounding.
    ("Sample 1:\nC ≈ 13\nC ≈ 15\nC = 13", ["RIGHT", "WRONG", "WRONG"]),
    ("x = (-1, 1)\nout = 5\nC = 4.5\ndC/dw31 = -12", ["GIVEN", "RIGHT", "RIGHT", "RIGHT"]),
    ("Sample 2:\nC = 4.5\nMean of the batch:\nC = 8.5\nC = 4.5", ["RIGHT", "RIGHT", "WRONG"]),
    ("h = max(0, z)\ny = -5\ny = 3", ["RIGHT", "RIGHT", "WRONG"]),
    ("z = (0, 6, -2)\na = max(0, z) = (0, 6, 0)", ["RIGHT", "RIGHT", "RIGHT"]),
  ]

  @Test(arguments: ofSamples)
  func `a line about one of two samples gets its verdict`(
    text: String, expected: [String]
  ) throws {
    #expect(try Self.codes(text, as: .text, about: Self.problem(Self.rectified)) == expected)
  }

  private static let balanced = """
    {"layers": [{"activation": "sigmoid", "weights": [[1, -2]], "biases": [0]},
      {"activation": "identity", "weights": [[2]], "biases": [0.5]}],
     "cost": "half-squared-error", "samples": [{"input": [2, 1], "target": [1]}]}
    """

  /// Where nothing has to be rounded, nothing near the value is right.
  static let exact: [(text: String, expected: [String])] = [
    ("$a^1_1 = \\sigma(0) = 0.5$", ["RIGHT", "RIGHT"]),
    ("$a^1_1 = \\sigma(0) = 0.6$", ["RIGHT", "BROKEN_LINK"]),
    ("$z^1_1 = 0.1$", ["WRONG"]),
    ("$z^1_1 = 0.0$, $a^1_1 = 0.51$", ["RIGHT", "WRONG"]),
    ("$a^2_1 = 1.5$, $C = 0.126$", ["RIGHT", "WRONG"]),
    // An eighth is a tie at two decimals.
    ("$C = 0.12$, $C = 0.13$", ["RIGHT", "RIGHT"]),
  ]

  @Test(arguments: exact)
  func `an exact value has no allowance`(text: String, expected: [String]) throws {
    let codes = try Self.codes(text, as: .markdown, about: Self.problem(Self.balanced))
    #expect(codes.map { String($0.prefix { $0 != " " }) } == expected)
  }
}
