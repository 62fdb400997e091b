import ExactArithmetic
import MathSyntax

/// Makes random formulas and documents; the same seed gives the same ones on every machine.
struct FormulaGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    // A first step, so that neighbouring seeds do not give shifted copies of one sequence.
    state = seed
    state = next()
  }

  /// SplitMix64 (Steele, Lea and Flood, Fast Splittable Pseudorandom Number Generators, 2014).
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ count: Int) -> Int { Int(next() % UInt64(count)) }

  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

  // MARK: Formulas

  /// A formula as the notations make them, with every kind of part.
  mutating func formula(depth: Int = 3, length: Int = 6) -> Formula {
    var formula = Formula()
    for _ in 0..<(1 + below(length)) {
      let item = self.item(depth: depth)
      // Neighbouring digits would come back as one number.
      if startsWithDigit(item), case .number? = formula.items.last?.kind { continue }
      formula.append(item)
    }
    return formula
  }

  private func startsWithDigit(_ item: Formula.Item) -> Bool {
    switch item.kind {
    case .number: true
    case .script(let base, _, _): startsWithDigit(base)
    default: false
    }
  }

  private mutating func script(depth: Int) -> Formula {
    below(3) == 0 ? [] : formula(depth: depth, length: 3)
  }

  private mutating func atom() -> Formula.Item {
    switch below(9) {
    case 0...2: .letter(pick(["x", "w", "a", "δ", "η", "C", "ℓ", "e", "d", "Δ"]))
    case 3...4: .number(pick(["0", "1", "12", "0.40", "3.14159", "100000", "0.0001"]))
    case 5: Formula.Item(.identifier("W", pick([.bold, .upright, .blackboard, .calligraphic])))
    case 6: Formula.Item(.identifier(pick(["δ", "net"]), pick([.italic, .italic])))
    case 7: Formula.Item(.identifier("δ", .bold))
    default: .function(pick(["tanh", "ln", "max", "ReLU", "softmax", "exp"]))
    }
  }

  mutating func item(depth: Int) -> Formula.Item {
    guard depth > 0 else { return atom() }
    let inner = depth - 1
    switch below(16) {
    case 0...3: return atom()
    case 4...6:
      let symbols = MathSymbol.allCases.filter {
        // The degree shares its spelling with a product; bars pair up; primes are scripts.
        ![.degree, .prime].contains($0)
      }
      return .symbol(pick(symbols))
    case 7...9:
      let base = atom()
      var sup = script(depth: inner)
      if below(4) == 0 { sup = [.symbol(.prime)] + sup }
      if below(8) == 0 { sup = [.symbol(.transpose)] }
      return .script(base, sub: script(depth: inner), sup: sup)
    case 10: return .fraction(formula(depth: inner), formula(depth: inner))
    case 11...12:
      let delimiter: Formula.Delimiter = pick([
        .parenthesis, .parenthesis, .bracket, .brace, .bar, .doubleBar, .none,
      ])
      let content = formula(depth: inner)
      if content.items.count == 1, case .grid(.matrix(.none), _) = content.items[0].kind {
        return content.items[0]
      }
      return .fenced(content, delimiter)
    case 13:
      let sign: Formula.LargeOperator = pick([.sum, .product, .integral])
      return Formula.Item(
        .largeOperator(sign, lower: script(depth: inner), upper: script(depth: inner)))
    case 14:
      switch below(5) {
      case 0: return Formula.Item(.root(formula(depth: inner)))
      case 1: return Formula.Item(.accent(pick([.hat, .tilde, .bar, .arrow, .dot]), [atom()]))
      case 2: return .text(pick(["if ", "otherwise", " and so on", "50% of {a_b} & $5 #1"]))
      case 3: return Formula.Item(.blank(pick(["z11", "a1"])))
      default:
        return .script(
          .fenced([.letter("x"), .symbol(.plus)] + formula(depth: inner)), sup: [.number("2")])
      }
    default:
      let columns = 1 + below(3)
      let rows = (0..<(1 + below(3))).map { _ in
        (0..<columns).map { _ in formula(depth: inner, length: 3) }
      }
      return Formula.Item(
        .grid(pick([.cases, .matrix(.parenthesis), .matrix(.bracket), .matrix(.none)]), rows))
    }
  }

  // MARK: Documents

  mutating func words(_ count: Int) -> String {
    (0..<(1 + below(count))).map { _ in
      pick([
        "error", "of", "the", "layer", "a",
        "averyverylongwordthatnobodywouldeverwritebutsomebodydoes",
        "100%", "x_1", "C:\\temp", "δ²₁", "日本語", "e\u{301}", "\u{1B}[31m", "tab\there", "$5", "|",
        "a*b*c",
        "<b>", "&amp;", "[link](x)", "`tick`", "#1", "1.", "-", "\u{202E}rtl", "🙂", "~~", "{}", "^",
      ])
    }.joined(separator: " ")
  }

  mutating func inlines(depth: Int = 2) -> [Inline] {
    (0..<(1 + below(4))).map { _ in
      switch below(8) {
      case 0...2: .text(words(8))
      case 3...4: .formula(formula(depth: 2))
      case 5: depth > 0 ? .strong(inlines(depth: depth - 1)) : .code(words(3))
      case 6:
        depth > 0
          ? .link(inlines(depth: depth - 1), destination: "https://e.org/a_b?c=d#e") : .lineBreak
      default: depth > 0 ? .emphasis(inlines(depth: depth - 1)) : .code(words(2))
      }
    }
  }

  mutating func derivation() -> Derivation {
    Derivation(
      subject: below(4) == 0 ? formula() : formula(depth: 1, length: 1),
      lines: (0..<below(5)).map { _ in
        Derivation.Line(
          pick([.equals, .approximately, .defines, .implies]), formula(length: 12),
          remark: below(3) == 0 ? inlines(depth: 0) : [], isResult: below(3) == 0)
      })
  }

  mutating func block(depth: Int = 2) -> Block {
    switch below(13) {
    case 0: return .heading(level: below(4), inlines())
    case 1...2: return .paragraph(inlines())
    case 3:
      let isOrdered = below(2) == 0
      return .list(
        ordered: isOrdered,
        items: (0..<(1 + below(3))).map { _ in
          depth > 0
            ? (0..<(1 + below(2))).map { _ in block(depth: depth - 1) } : [.paragraph(inlines())]
        })
    case 4...5:
      let columns = 1 + below(6)
      return .table(
        Table(
          caption: below(2) == 0 ? inlines() : [],
          columns: (0..<columns).map { _ in
            Table.Column(inlines(depth: 0), pick([.leading, .center, .trailing]))
          },
          rows: (0..<below(4)).map { _ in (0..<columns).map { _ in inlines(depth: 1) } }))
    case 6: return .derivation(derivation())
    case 7:
      return .step(
        StepBlock(
          pass: pick([.forward, .backward, .update]), title: inlines(),
          shape: below(2) == 0 ? inlines() : [], derivation: derivation(),
          annotations: (0..<below(3)).map { _ in
            StepBlock.Annotation(pick(["why", "from", "check", "a longer label"]), inlines())
          }))
    case 8: return .figure(figure())
    case 12:
      return .equations(
        (0..<(1 + below(3))).map { _ in Equation(label: pick(["", "Step 1", "a_b"]), derivation()) }
      )
    case 9: return .code(language: "text", words(12) + "\n" + words(30))
    case 10:
      return .note(
        pick([.remark, .warning, .result]),
        depth > 0 ? (0..<(1 + below(2))).map { _ in block(depth: depth - 1) } : [])
    default: return .pageBreak
    }
  }

  // MARK: Figures

  mutating func figure() -> Figure {
    Figure(
      caption: inlines(), content: below(2) == 0 ? .plot(plot()) : .network(network()))
  }

  private mutating func coordinate() -> Double {
    pick([0, 1, -1, 1e300, 1e-300, .nan, .infinity, 0.1, 42])
  }

  private mutating func points(_ count: Int) -> [Plot.Point] {
    (0..<count).map { x in .init(Double(x), coordinate()) }
  }

  private mutating func plot() -> Plot {
    Plot(
      horizontalAxis: .init(label: inlines(depth: 0), range: below(3) == 0 ? -1...20 : nil),
      verticalAxis: .init(label: inlines(depth: 0), isLogarithmic: below(2) == 0),
      regions: (0..<below(3)).map { _ in
        .init(
          label: inlines(depth: 0), polygons: (0..<below(3)).map { _ in points(3 + below(3)) })
      },
      curves: (0..<below(4)).map { _ in
        .init(label: inlines(depth: 0), pieces: (0..<below(3)).map { _ in points(below(30)) })
      },
      marks: (0..<below(3)).map { _ in
        .init(label: inlines(depth: 0), points: points(below(4)))
      }, hasEqualScales: below(3) == 0)
  }

  /// A network with layers and units left out, and numbers of any length.
  mutating func network() -> NetworkDiagram {
    func shown(_ width: Int) -> [Int] { width > 6 ? [1, 2, 3, width] : Array(1...max(1, width)) }
    var number = 0
    var layers: [NetworkDiagram.Layer] = []
    for _ in 0..<(1 + below(5)) {
      let width = pick([1, 2, 3, 4, 6, 30, 784])
      layers.append(
        .init(
          number: number, title: inlines(depth: 0), width: width,
          units: shown(width).map { unit in
            .init(
              number: unit, values: (0..<(1 + below(2))).map { _ in reading() },
              notes: (0..<below(3)).map { _ in reading() })
          }))
      number += pick([1, 1, 1, 4])
    }
    var edges: [NetworkDiagram.Edge] = []
    for (left, right) in zip(layers, layers.dropFirst()) where right.number == left.number + 1 {
      for to in right.units {
        for from in left.units {
          edges.append(
            .init(
              layer: right.number, to: to.number, from: from.number,
              weight: below(2) == 0 ? reading() : nil))
        }
      }
    }
    return NetworkDiagram(
      pass: pick([.forward, .backward]), layers: layers, edges: edges,
      highlighted: [.unit(layer: 0, unit: 1), .connection(layer: 1, to: 1, from: 1)],
      legend: [
        .init(.weight, symbol: [.letter("w")], meaning: inlines(depth: 0)),
        .init(.weightedInput, symbol: [.letter("z")], meaning: ["weighted input"]),
        .init(.activation, symbol: [.letter("a")], meaning: ["activation"]),
      ], network: below(3))
  }

  private mutating func reading() -> NetworkDiagram.Reading {
    .init(
      pick([.input, .weight, .weightedInput, .activation, .error, .target]), name: [.letter("z")],
      value: below(3) == 0
        ? formula(depth: 1, length: 2)
        : [.number(pick(["0", "0.35", "0.5933", "12345678901234567890"]))])
  }

  mutating func document() -> Document {
    Document(
      title: inlines(), summary: below(2) == 0 ? inlines() : [],
      blocks: (0..<(1 + below(6))).map { _ in block() })
  }
}
