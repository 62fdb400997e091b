import MathSyntax
import Testing
import Typesetting

struct NetworkDiagramTests {
  private func lines(_ figure: Figure, width: Int) -> [String] {
    var buffer = OutputBuffer()
    TerminalWriter(width: width).write([.figure(figure)], to: &buffer)
    return buffer.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  private static func value(_ kind: Quantity.Kind, _ digits: String) -> NetworkDiagram.Reading {
    .init(kind, name: [.letter("v")], value: [.number(digits)])
  }

  /// A network of layers of these widths, with weights that are all different.
  static func network(_ widths: [Int], pass: StepBlock.Pass = .forward) -> Figure {
    let layers = widths.enumerated().map { layer, width in
      NetworkDiagram.Layer(
        number: layer, title: [.text("layer \(layer)")], width: width,
        units: (1...width).map { unit in
          layer == 0
            ? .init(number: unit, values: [value(.input, "0.\(unit)")])
            : .init(
              number: unit,
              values: [value(.weightedInput, "0.1234"), value(.activation, "0.5678")],
              notes: [value(.bias, "0.35")])
        })
    }
    let edges = (1..<widths.count).flatMap { layer in
      (1...widths[layer]).flatMap { to in
        (1...widths[layer - 1]).map { from in
          NetworkDiagram.Edge(
            layer: layer, to: to, from: from, weight: value(.weight, "\(layer).\(to)\(from)"))
        }
      }
    }
    return Figure(
      caption: ["A network"],
      content: .network(NetworkDiagram(pass: pass, layers: layers, edges: edges, legend: [])))
  }

  @Test(arguments: [[2, 2, 2], [2, 2, 1], [3, 3, 2], [2, 4, 1], [1, 1, 1, 1], [4, 4]])
  func `every number of a small network is drawn whole within 80 columns`(widths: [Int]) {
    let drawing = lines(Self.network(widths), width: 80)
    #expect(drawing.allSatisfy { DisplayWidth.columns(of: $0) <= 80 })
    let words = drawing.flatMap { line in
      line.split { !($0.isNumber || $0 == "." || $0 == "−") }.map(String.init)
    }
    for layer in 1..<widths.count {
      for to in 1...widths[layer] {
        for from in 1...widths[layer - 1] {
          #expect(words.filter { $0 == "\(layer).\(to)\(from)" }.count == 1)
        }
      }
    }
    #expect(words.filter { $0 == "0.5678" }.count == widths.dropFirst().reduce(0, +))
  }

  @Test func `arrows point the way the numbers travel`() {
    let forward = lines(Self.network([1, 1]), width: 80).joined()
    #expect(forward.contains("▸│") && !forward.contains("◂"))
    let backward = lines(Self.network([1, 1], pass: .backward), width: 80).joined()
    #expect(backward.contains("│◂") && !backward.contains("▸"))
  }

  @Test func `a network that is too wide to be drawn is listed`() {
    let drawing = lines(Self.network([2, 2, 2, 2, 2, 2, 2]), width: 60)
    #expect(drawing.allSatisfy { DisplayWidth.columns(of: $0) <= 60 })
    #expect(!drawing.joined().contains("╭"))
    #expect(drawing.contains { $0.contains("layer 6") })
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `a random network keeps to the width`(seed: UInt64) {
    var generator = FormulaGenerator(seed: seed)
    let figure = Figure(caption: [], content: .network(generator.network()))
    for width in [20, 47, 80] {
      for line in lines(figure, width: width) { #expect(DisplayWidth.columns(of: line) <= width) }
    }
  }

  @Test func `regions and marks are told apart without colour`() {
    let drawing = lines(Everything.regions, width: 80).joined(separator: "\n")
    for mark in ["░\u{A0}yes & more", "·\u{A0}no", "●\u{A0}target 1", "○\u{A0}target 0"] {
      #expect(drawing.contains(mark))
    }
    #expect(drawing.filter { $0 == "●" }.count == 2)
    #expect(drawing.filter { $0 == "○" }.count == 3)
  }
}
