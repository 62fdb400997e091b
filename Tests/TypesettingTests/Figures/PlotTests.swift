import MathSyntax
import Testing
import Typesetting

struct PlotTests {
  private func text(_ curves: [[Double]], isLogarithmic: Bool = false, width: Int = 60) -> String {
    var buffer = OutputBuffer()
    let plot = Plot(
      horizontalAxis: .init(label: ["t"]),
      verticalAxis: .init(label: ["C"], isLogarithmic: isLogarithmic),
      curves: curves.enumerated().map { index, values in
        .init(
          label: [.text("c\(index)")], points: values.enumerated().map { .init(Double($0), $1) })
      })
    TerminalWriter(width: width).write(
      [.figure(Figure(caption: [], content: .plot(plot)))], to: &buffer)
    return buffer.text
  }

  @Test(
    arguments: [
      ([0, 1], ["0.2 ┤", "1 ┤", "0 ┤"]), ([0.1, 0.3], ["0.15 ┤", "0.3 ┤"]),
      ([0, 1e6], ["1·10⁶ ┤"]),
      ([5, 5], ["5 ┤"]), ([-1, 1], ["−1 ┤", "0 ┤"]), ([0, 1e-9], ["10⁻⁹ ┤"]),
    ] as [([Double], [String])])
  func `axes have round values`(values: [Double], labels: [String]) {
    let drawing = text([values]).replacing("1·10", with: "10")
    for label in labels {
      #expect(drawing.contains(label.replacing("1·10", with: "10")), "\(drawing)")
    }
  }

  @Test func `a logarithmic axis has powers of ten`() {
    let drawing = text([[1, 10, 100, 1000]], isLogarithmic: true)
    for label in ["1 ┤", "10 ┤", "100 ┤", "1000 ┤"] {
      #expect(drawing.contains(label), "\(drawing)")
    }
  }

  @Test(
    arguments: [
      [[]], [], [[.nan, .infinity]], [[1e300, -1e300]],
      [[.leastNonzeroMagnitude, .leastNormalMagnitude]], [[-.infinity, 3]],
      [[0, -1]],
      [[.greatestFiniteMagnitude, 0]], [[1, 1 + 1e-15]],
    ] as [[[Double]]])
  func `extreme values are drawn or left out`(curves: [[Double]]) {
    for isLogarithmic in [false, true] {
      for width in [20, 80] {
        for line in text(curves, isLogarithmic: isLogarithmic, width: width).split(separator: "\n")
        {
          #expect(DisplayWidth.columns(of: line) <= width)
        }
      }
    }
  }

  @Test func `several curves differ by their marks`() {
    let drawing = text([[1, 2, 3], [3, 2, 1]])
    #expect(drawing.contains("*") && drawing.contains("+"))
  }
}
