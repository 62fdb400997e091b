import BackpropEngine
import Coursework
import ExactArithmetic
import MathSyntax
import TestSupport
import Testing

/// Students who calculate well and round, on random networks: nobody may be told to be wrong.
@Suite struct HonestStudentTests {
  /// A small network in doubles, worked out with or without rounding on the way.
  struct Calculation {
    var lines: [String] = []
    private let decimals: Int
    private let roundsSteps: Bool

    init(_ problem: Problem, decimals: Int, roundsSteps: Bool) {
      self.decimals = decimals
      self.roundsSteps = roundsSteps
      run(problem)
    }

    private static func text(_ value: Double, _ decimals: Int) -> String {
      Value.rational(Rational(exactly: value) ?? .zero).rounded(decimals: decimals)
        .numeral.positional(decimals)
    }

    /// Writes a number down and returns what is gone on with.
    private mutating func write(_ name: String, _ value: Double) -> Double {
      let text = Self.text(value, decimals)
      lines.append("$\(name) = \(text)$")
      return roundsSteps ? Double(text) ?? value : value
    }

    private mutating func run(_ problem: Problem) {
      let network = problem.network
      func number(_ typed: TypedNumber) -> Double { Double(typed.value) }
      var activations = [problem.samples[0].input.map(number)]
      let target = (problem.samples[0].target ?? []).map(number)
      var slopes: [[Double]] = []
      for (index, layer) in network.layers.enumerated() {
        var z: [Double] = []
        for row in 1...layer.weights.rows {
          var sum = number(layer.biases[row - 1])
          for column in 1...layer.weights.columns {
            sum += number(layer.weights[row, column]) * activations[index][column - 1]
          }
          z.append(write("z_{\(row)}^{\(index + 1)}", sum))
        }
        var a: [Double] = []
        var slope: [Double] = []
        for (row, value) in z.enumerated() {
          let exact: Double
          switch layer.activation {
          case .tanh: exact = (try? value.hyperbolicTangent()) ?? 0
          case .relu: exact = max(0, value)
          default: exact = (try? value.logistic()) ?? 0
          }
          let written = write("a_{\(row + 1)}^{\(index + 1)}", exact)
          a.append(written)
          switch layer.activation {
          case .tanh: slope.append(1 - written * written)
          case .relu: slope.append(value > 0 ? 1 : 0)
          default: slope.append(written * (1 - written))
          }
        }
        activations.append(a)
        slopes.append(slope)
      }
      var error: [Double] = []
      for (unit, output) in activations[network.depth].enumerated() {
        error.append(
          write(
            "\\delta_{\(unit + 1)}^{\(network.depth)}",
            (output - target[unit]) * slopes[network.depth - 1][unit]))
      }
      for layer in stride(from: network.depth, through: 1, by: -1) {
        for unit in 1...network.width(layer) {
          for from in 1...network.width(layer - 1) {
            _ = write(
              "\\frac{\\partial C}{\\partial w_{\(unit),\(from)}^{\(layer)}}",
              error[unit - 1] * activations[layer - 1][from - 1])
          }
        }
        guard layer > 1 else { break }
        let weights = network.layers[layer - 1].weights
        let before: [Double] = (1...network.width(layer - 1)).map { unit in
          var sum = 0.0
          for next in 1...network.width(layer) {
            sum += number(weights[next, unit]) * error[next - 1]
          }
          return sum * slopes[layer - 2][unit - 1]
        }
        error = []
        for (unit, value) in before.enumerated() {
          error.append(write("\\delta_{\(unit + 1)}^{\(layer - 1)}", value))
        }
      }
    }
  }

  private static func problem(_ widths: [Int], _ activation: Activation, seed: UInt64) -> Problem {
    var random = SplitMix64(seed: seed)
    func number() -> TypedNumber {
      let hundredths = Int.random(in: -99...99, using: &random)
      return ProblemExamples.number(
        (hundredths < 0 ? "-0." : "0.") + (hundredths.magnitude < 10 ? "0" : "")
          + "\(hundredths.magnitude)")
    }
    let layers = zip(widths, widths.dropFirst()).map { from, to in
      Network.Layer(
        activation: activation,
        weights: Matrix(rows: to, columns: from, entries: (0..<to * from).map { _ in number() }),
        biases: (0..<to).map { _ in number() })
    }
    var problem = Problem(
      network: Network(layers: layers), cost: .halfSquaredError,
      samples: [
        .init(
          input: (0..<widths[0]).map { _ in number() },
          target: (0..<(widths.last ?? 1)).map { _ in number() })
      ])
    problem.optimizer = .sgd(.init(learningRate: ProblemExamples.number("0.5")))
    return problem
  }

  @Test(arguments: 0..<24 as Range<UInt64>)
  func `no honest student is marked wrong`(seed: UInt64) throws {
    let shapes = [[2, 2, 2], [3, 3, 2], [2, 3, 3, 1]]
    let activations: [Activation] = [.sigmoid, .tanh, .relu]
    let problem = Self.problem(
      shapes[Int(seed % 3)], activations[Int(seed / 3 % 3)], seed: seed)
    var request = VerificationRequest()
    request.problem = problem
    let verifier = Verifier(request)
    for decimals in 2...6 {
      for roundsSteps in [false, true] {
        let student = Calculation(problem, decimals: decimals, roundsSteps: roundsSteps)
        let result = try verifier.verify(
          Array(student.lines.joined(separator: "\n").utf8), named: "hw.md")
        #expect(result.judgements.count == student.lines.count)
        for judgement in result.judgements where judgement.verdict.group != .right {
          Issue.record(
            """
            seed \(seed), \(decimals) decimals, rounds: \(roundsSteps): \(judgement.text) is \
            \(judgement.verdict.rawValue), expected \(judgement.expected ?? "?")
            """)
        }
      }
    }
  }
}

extension DecimalNumeral {
  /// The number with so many digits behind the point.
  fileprivate func positional(_ decimals: Int) -> String {
    let scaled = value * Rational(10).power(decimals)
    let digits = scaled.magnitude.description
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let text = padded.dropLast(decimals) + "." + padded.suffix(decimals)
    return (isNegative && !isZero ? "-" : "") + text
  }
}
