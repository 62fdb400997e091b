import BackpropEngine
import ExactArithmetic
public import MathSyntax

/// Draws a network with the numbers of one moment of a trace.
///
/// Numbers have four digits at most, so that they fit where they stand. Of a wide layer the first
/// three units and the last are drawn, of a deep network the first layers and the last.
public struct NetworkFigure: Sendable {
  private let meaning: Meaning
  private let writer: NotationWriter
  /// Whether computed numbers are shown; else there are blanks in their places.
  public var isFilled = true

  /// A layer of more units is drawn with an ellipsis.
  private static let mostUnits = 6
  /// Weights are written between layers of at most as many units.
  private static let mostUnitsWithWeights = 4
  /// A network of more layers, the input included, is drawn with an ellipsis.
  private static let mostLayers = 7
  private static let mostDigits = 4
  /// Exact numbers that take more characters are rounded.
  private static let mostCharacters = 8

  /// Creates the drawing of a moment of a trace.
  ///
  /// - Parameter numbers: how numbers are shown elsewhere on the page.
  public init(_ meaning: Meaning, notation: Notation, numbers: NumberStyle) {
    self.meaning = meaning
    var numbers = numbers
    switch numbers.rounding {
    case .significantDigits(let count):
      numbers.rounding = .significantDigits(min(count, Self.mostDigits))
    case .decimals(let count): numbers.rounding = .decimals(min(count, Self.mostDigits))
    }
    writer = NotationWriter(
      notation, numbers: numbers, context: meaning.trace.problem.notationContext)
  }

  private var problem: Problem { meaning.trace.problem }
  private var network: Network { problem.network }

  /// Returns the drawing of a pass: weights, biases, z and a on the way forward, and the errors δ
  /// below the units on the way back.
  ///
  /// - Throws: `MeaningError` where the trace lacks a number.
  public func figure(_ pass: StepBlock.Pass) throws(MeaningError) -> Figure {
    var layers: [NetworkDiagram.Layer] = []
    for number in Self.shown(0...network.depth, atMost: Self.mostLayers) {
      layers.append(try layer(number, pass))
    }
    var edges: [NetworkDiagram.Edge] = []
    for (left, right) in zip(layers, layers.dropFirst()) where right.number == left.number + 1 {
      let isWritten = max(left.width, right.width) <= Self.mostUnitsWithWeights
      for unit in right.units {
        for from in left.units {
          let weight =
            isWritten
            ? try reading(
              .weight(.number(right.number), to: .number(unit.number), from: .number(from.number)))
            : nil
          edges.append(
            .init(layer: right.number, to: unit.number, from: from.number, weight: weight))
        }
      }
    }
    return Figure(
      caption: caption(pass).inlines,
      content: .network(
        NetworkDiagram(
          pass: pass, layers: layers, edges: edges, legend: legend(of: layers, edges),
          network: meaning.networkIdentity)))
  }

  /// Returns all numbers of a range, or where they are too many the first ones and the last.
  private static func shown(_ range: ClosedRange<Int>, atMost count: Int) -> [Int] {
    guard range.count > count else { return Array(range) }
    return Array(range.prefix(count / 2)) + [range.upperBound]
  }

  // MARK: Parts

  private func layer(
    _ number: Int, _ pass: StepBlock.Pass
  ) throws(MeaningError) -> NetworkDiagram.Layer {
    let width = network.width(number)
    var units: [NetworkDiagram.Unit] = []
    for unit in Self.shown(1...width, atMost: Self.mostUnits) {
      let l = Index.number(number)
      let j = Index.number(unit)
      var values: [Quantity] = [.input(j)]
      var notes: [Quantity] = []
      if number > 0 {
        values = [.weightedInput(l, j), .activation(l, j)]
        if pass == .forward {
          if problem.showsBiases(layer: number) { notes.append(.bias(l, j)) }
        } else {
          notes.append(.error(l, j))
        }
        if number == network.depth, hasTarget { notes.append(.target(j)) }
      }
      var unit = NetworkDiagram.Unit(number: unit, values: [])
      for quantity in values { unit.values.append(try reading(quantity)) }
      for quantity in notes { unit.notes.append(try reading(quantity)) }
      units.append(unit)
    }
    let title: Prose =
      number == 0 ? "input" : number == network.depth ? "output" : "layer \(number)"
    return .init(number: number, title: title.inlines, width: width, units: units)
  }

  private var hasTarget: Bool { problem.samples[meaning.moment.sample - 1].target != nil }

  private func reading(_ quantity: Quantity) throws(MeaningError) -> NetworkDiagram.Reading {
    let isShown =
      switch quantity.kind {
      case .weightedInput, .activation, .error: isFilled
      default: true
      }
    return .init(
      quantity.kind, name: letter(of: quantity.kind),
      value: isShown
        ? value(try meaning.literal(of: quantity)) : [Formula.Item(.blank("0.000"))])
  }

  /// The number, rounded where it would be too long.
  private func value(_ literal: NumberLiteral) -> Formula {
    var length = 0
    switch writer.numbers.appearance(of: literal).form {
    case .decimal(let digits): length = digits.utf8.count
    case .fraction(let numerator, let denominator):
      length = numerator.utf8.count + denominator.utf8.count + 1
    case .scientific(let digits, _): length = digits.utf8.count + 4
    case .logarithms(let text): length = text.utf8.count
    }
    guard length > Self.mostCharacters else { return writer.formula(literal) }
    let (numeral, isExact) = writer.numbers.rounded(literal.value)
    return writer.formula(NumberLiteral.rounded(numeral, wasExact: isExact))
  }

  private func letter(of kind: Quantity.Kind) -> Formula {
    let letter = writer.notation.letters[kind]
    guard kind == .activation, let output = writer.notation.output else { return Formula([letter]) }
    // Outputs have a letter of their own in some lectures.
    guard problem.network.depth > 1 else { return Formula([output]) }
    return Formula([letter, Formula.Item(.symbol(.comma)), output])
  }

  // MARK: Words

  private func caption(_ pass: StepBlock.Pass) -> Prose {
    let sample = problem.samples.count > 1 ? " for sample \(meaning.moment.sample)" : ""
    return switch pass {
    case .forward: "The network on the forward pass\(sample)"
    case .backward where !isFilled: "The network, to be filled in\(sample)"
    case .backward: "The network on the backward pass\(sample): errors travel to the left"
    case .update: "The network\(sample)"
    }
  }

  private func legend(
    of layers: [NetworkDiagram.Layer], _ edges: [NetworkDiagram.Edge]
  ) -> [NetworkDiagram.LegendEntry] {
    let units = layers.flatMap(\.units)
    let kinds = Set(
      units.flatMap { ($0.values + $0.notes).map(\.kind) } + edges.compactMap { $0.weight?.kind })
    let meanings: [(Quantity.Kind, Prose)] = [
      (.input, "input"), (.weight, "weight"), (.bias, "bias"), (.weightedInput, "weighted input"),
      (.activation, "activation"), (.target, "target"), (.error, "error"),
    ]
    return meanings.filter { kinds.contains($0.0) }.map { kind, meaning in
      .init(kind, symbol: letter(of: kind), meaning: meaning.inlines)
    }
  }
}
