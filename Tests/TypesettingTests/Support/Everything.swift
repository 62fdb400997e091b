import MathSyntax

/// A document that uses every block and every inline, with text that is hostile to each format.
enum Everything {
  static func quantity(_ letter: String, layer: Int, _ indices: Int...) -> Formula.Item {
    .script(
      .letter(letter), sub: Formula(indices.map { .number(String($0)) }),
      sup: [.number(String(layer))])
  }

  static func negative(_ digits: String) -> Formula.Item {
    .fenced([.symbol(.minus), .number(digits)])
  }

  static let weights = [quantity("w", layer: 2, 1, 1), quantity("w", layer: 2, 2, 1)]
  static let errors = [quantity("δ", layer: 2, 1), quantity("δ", layer: 2, 2)]
  static let activation = quantity("a", layer: 1, 1)
  static let slope: Formula = [
    .script(.letter("σ"), sup: [.symbol(.prime)]), .fenced([quantity("z", layer: 1, 1)]),
  ]

  /// The hidden error of the worked example in the literature, line by line.
  static let hiddenError = Derivation(
    subject: [quantity("δ", layer: 1, 1)],
    lines: [
      .init(
        .equals,
        [
          .fenced([
            Formula.Item(
              .largeOperator(
                .sum, lower: [.letter("k"), .symbol(.equals), .number("1")], upper: [.number("2")])),
            .script(
              .letter("w"), sub: [.letter("k"), .number("1")], sup: [.number("2")]),
            .script(.letter("δ"), sub: [.letter("k")], sup: [.number("2")]),
          ])
        ] + slope, remark: [.text("(BP2)")]),
      .init(
        .equals,
        [
          .fenced([weights[0], errors[0], .symbol(.plus), weights[1], errors[1]]), activation,
          .fenced([.number("1"), .symbol(.minus), activation]),
        ]),
      .init(
        .approximately,
        [
          .fenced([
            .number("0.40"), .symbol(.dot), .number("0.1385"), .symbol(.plus), .number("0.50"),
            .symbol(.dot), negative("0.03810"),
          ]), .symbol(.dot), .number("0.5933"), .symbol(.dot),
          .fenced([.number("1"), .symbol(.minus), .number("0.5933")]),
        ]),
      .init(
        .approximately,
        [
          .fenced([.number("0.05540"), .symbol(.minus), .number("0.01905")]), .symbol(.dot),
          .number("0.2413"),
        ]),
      .init(
        .approximately, [.number("0.008771")], remark: [.text("(operands rounded)")], isResult: true
      ),
    ])

  static func sum(terms: Int) -> Formula {
    var formula = Formula()
    for index in 1...terms {
      if index > 1 { formula.append(.symbol(.plus)) }
      let indices: Formula = [.number("1"), .symbol(.comma), .number(String(index))]
      formula.append(.script(.letter("w"), sub: indices, sup: [.number("2")]))
      formula.append(quantity("a", layer: 1, index))
    }
    return formula
  }

  static let step = StepBlock(
    pass: .backward,
    title: [
      .text("Step 14 of 22 · hidden error "), .formula([quantity("δ", layer: 1, 1)]),
      .text(" · rule BP2"),
    ],
    shape: [.text("row 1 of "), .formula([.script(.letter("δ"), sup: [.number("1")])])],
    derivation: hiddenError,
    annotations: [
      .init(
        "why",
        [
          .text("Both outputs use "), .formula([activation]),
          .text(", so their complaints add up (backprop sum); then times the slope "),
          .formula(slope), .text("."),
        ]),
      .init("from", [.text("w² BEFORE the update (step 3) · δ² (steps 12-13) · a¹₁ (step 6)")]),
    ])

  static let gradient: Formula = [
    .fraction([.symbol(.partial), .letter("C")], [.symbol(.partial), weights[0]]),
    .symbol(.equals), activation, errors[0], .symbol(.less), .number("3"),
  ]

  static let matrices: Formula = [
    Formula.Item(.grid(.matrix(.parenthesis), [[[.letter("a")]], [[.letter("b")]]])),
    .symbol(.equals),
    Formula.Item(
      .grid(
        .matrix(.bracket), [[[.letter("a")], [.letter("b")]], [[.letter("c")], [.letter("d")]]])),
    .letter("f"), .fenced([.letter("z")]), .symbol(.equals),
    Formula.Item(
      .grid(
        .cases,
        [
          [[.letter("z")], [.text("if "), .letter("z"), .symbol(.greater), .number("0")]],
          [[.number("0")], [.text("otherwise")]],
        ])),
  ]

  static func plot(curves: Int) -> Figure {
    Figure(
      caption: [.text("The cost falls.")],
      content: .plot(
        Plot(
          horizontalAxis: .init(label: [.text("update "), .formula([.letter("t")])]),
          verticalAxis: .init(
            label: [.text("cost "), .formula([.letter("C")])], isLogarithmic: curves > 1),
          curves: (1...curves).map { curve in
            Plot.Curve(
              label: [.text("run \(curve)")],
              points: (0...40).map { Plot.Point(Double($0), 0.3 / (1 + Double(curve * $0) / 4)) })
          })))
  }

  /// Two half-planes with their border, a curve with a jump, and points of two kinds.
  static let regions = Figure(
    caption: ["Which answer is given where"],
    content: .plot(
      Plot(
        horizontalAxis: .init(label: [.formula([.letter("x")])], range: 0...2),
        verticalAxis: .init(label: [.formula([.letter("y")])], range: 0...1),
        regions: [
          .init(
            label: ["yes & more"],
            polygons: [[.init(0, 1), .init(2, 0), .init(2, 1)]]),
          .init(label: ["no"], polygons: [[.init(0, 0), .init(2, 0), .init(0, 1)]]),
        ],
        curves: [
          .init(
            label: ["a <step>"],
            pieces: [[.init(0, 0.25), .init(1, 0.25)], [.init(1, 0.75), .init(2, 0.75)]])
        ],
        marks: [
          .init(label: ["target 1"], points: [.init(1.5, 0.5)]),
          .init(label: ["target 0"], points: [.init(0.5, 0.5), .init(0, 0)]),
        ], hasEqualScales: true)))

  /// A wide layer before a single unit, on the way back.
  static let network = Figure(
    caption: [.text("Errors travel to the left, "), .formula([.letter("δ")]), .text(" & all")],
    content: .network(
      NetworkDiagram(
        pass: .backward,
        layers: [
          .init(
            number: 0, title: ["input"], width: 30,
            units: [1, 2, 30].map { unit in
              .init(
                number: unit,
                values: [.init(.input, name: [.letter("x")], value: [.number("0.\(unit)")])])
            }),
          .init(
            number: 1, title: ["output"], width: 1,
            units: [
              .init(
                number: 1,
                values: [
                  .init(.weightedInput, name: [.letter("z")], value: [.number("0.3775")]),
                  .init(
                    .activation, name: [.letter("a")],
                    value: [.fraction([.number("1")], [.number("3")])]),
                ],
                notes: [
                  .init(
                    .error, name: [.letter("δ")], value: [.symbol(.minus), .number("0.03810")])
                ])
            ]),
        ],
        edges: [1, 2, 30].map { unit in
          .init(
            layer: 1, to: 1, from: unit,
            weight: unit == 30 ? nil : .init(.weight, value: [.number("\(unit).5")]))
        }, highlighted: [.unit(layer: 1, unit: 1), .connection(layer: 1, to: 1, from: 2)],
        legend: [
          .init(.input, symbol: [.letter("x")], meaning: ["input"]),
          .init(.weight, symbol: [.letter("w")], meaning: ["weight"]),
          .init(.weightedInput, symbol: [.letter("z")], meaning: ["weighted input"]),
          .init(.activation, symbol: [.letter("a")], meaning: ["activation"]),
          .init(.error, symbol: [.letter("δ")], meaning: ["error"]),
        ])))

  static let document = Document(
    title: [.text("Two inputs & two outputs: "), .formula([.letter("δ")])],
    summary: [
      .text("Costs $5, 100% of a_b, #1 in C:\\temp — „quoted“ é σ'(z) ≈ −0.5 中 ✓ \u{1B}[31m.")
    ],
    blocks: [
      .heading(level: 1, [.text("Backward pass")]),
      .paragraph([
        .text("Both outputs use "), .formula([activation]), .text(", so their "),
        .emphasis([.text("complaints")]), .text(" add up ("), .strong([.text("backprop")]),
        .text(" sum), see "),
        .link([.text("chapter 2")], destination: "https://example.org/chap_2.html#BP2"),
        .text(" and run "), .code("verify hw_1.md"), .text(". Then "), .formula(gradient),
        .text(" holds."), .lineBreak, .text("A new line."),
      ]),
      .heading(level: 2, [.text("Hidden error")]),
      .step(step),
      .derivation(
        Derivation(
          subject: [quantity("z", layer: 2, 1)],
          lines: [.init(.equals, sum(terms: 8)), .init(.equals, sum(terms: 3))])),
      .derivation(
        Derivation(
          subject: [.letter("a")],
          lines: [
            .init(.equals, [.letter("σ"), .fenced([.letter("z")])]),
            .init(.approximately, [.number("0.5933")], isResult: true),
          ])),
      .equations(
        (1...2).map { index in
          Equation(
            label: "Step \(index)",
            Derivation(
              subject: [quantity("b", layer: 1, index)],
              lines: [.init(.becomes, [.number("0.35")]), .init(.approximately, [.number("0.34")])])
          )
        }),
      .table(
        Table(
          caption: [.text("All values")],
          columns: [
            .init([.text("quantity")]), .init([.formula([.letter("z")])], .trailing),
            .init([.text("a|b")], .center),
          ],
          rows: [
            [
              [.formula([errors[0]])], [.text("0.1385")],
              [.formula([.fenced([.letter("x")], .bar)])],
            ],
            [[.formula([errors[1]])], [.text("−0.03810")], [.code("c|d")]],
          ])),
      .table(
        Table(
          columns: (1...7).map { .init([.text("a long heading \($0)")]) },
          rows: [(1...7).map { [.text("some wordy content \($0) "), .formula(sum(terms: 2))] }])),
      .list(
        ordered: true,
        items: [
          [.paragraph([.text("first")])],
          [
            .paragraph([.text("second")]),
            .list(
              ordered: false,
              items: [
                [
                  .paragraph([
                    .text(
                      "long enough that it has to be wrapped at eighty columns, surely and truly")
                  ])
                ],
                [.paragraph([.text("- inner two")])],
              ]),
          ],
        ]),
      .note(.warning, [.paragraph([.text("Old weights only.")]), .derivation(hiddenError)]),
      .note(.remark, [.paragraph([.text("Nothing else.")])]),
      .code(language: "json", "{\n\t\"a\": \"\\end{verbatim} 100% ```\"\n}\n"),
      .figure(plot(curves: 1)),
      .figure(plot(curves: 2)),
      .figure(regions),
      .figure(network),
      .pageBreak,
      .heading(level: 3, [.text("1. A heading")]),
      .paragraph([.text("1. no list, nor # heading, nor - this. "), .formula(matrices)]),
      .paragraph([.text("# 2 * 3 < 4 > [x](y) `z` ~~a~~ &amp; | \\ {} ^ \"")]),
    ])
}
