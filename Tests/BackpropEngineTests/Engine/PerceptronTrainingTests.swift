import BackpropEngine
import ExactArithmetic
import TestSupport
import Testing

@Suite struct PerceptronTrainingTests {
  /// AND from zero weights, rate 1, step(0) = 1: worked out by hand.
  @Test func `AND is learned step by step`() throws {
    let training = try PerceptronTraining<ExactNumber>(
      ProblemExamples.perceptron { $0 && $1 }, epochs: 20)
    #expect(training.hasConverged)
    let firstEpoch: [(error: Int, weights: [ExactNumber], bias: ExactNumber)] = [
      (-1, [0, 0], -1), (0, [0, 0], -1), (0, [0, 0], -1), (1, [1, 1], 0),
    ]
    for (step, expected) in zip(training.steps, firstEpoch) {
      #expect(step.errors == [ExactNumber(expected.error)])
      #expect(step.isMistake == (expected.error != 0))
      #expect(step.parameters.weights[0].entries == expected.weights)
      #expect(step.parameters.biases[0] == [expected.bias])
    }
    #expect(training.steps.map(\.sample) == (0..<training.steps.count).map { $0 % 4 + 1 })
  }

  @Test(arguments: [
    [false, false, false, true], [false, true, true, true], [true, true, true, false],
    [true, false, false, false], [false, false, true, false],
  ])
  func `a function of two bits that can be separated is learned`(table: [Bool]) throws {
    let problem = ProblemExamples.perceptron { table[($0 ? 2 : 0) + ($1 ? 1 : 0)] }
    let training = try PerceptronTraining<ExactNumber>(problem, epochs: 50)
    #expect(training.hasConverged)
    let lastEpoch = training.steps.suffix(4)
    for (step, wanted) in zip(lastEpoch, table) {
      #expect(step.outputs == [wanted ? 1 : 0])
      #expect(step.epoch == training.epochs)
    }
  }

  @Test func `XOR is never learned`() throws {
    let training = try PerceptronTraining<ExactNumber>(
      ProblemExamples.perceptron { $0 != $1 }, epochs: 30)
    #expect(!training.hasConverged)
    #expect(training.epochs == 30)
    #expect(training.steps.count == 120)
  }

  @Test func `a trace does the same steps, without a cost`() throws {
    let problem = ProblemExamples.perceptron { $0 || $1 }
    let training = try PerceptronTraining<ExactNumber>(problem, epochs: 3)
    let trace = try Trace.compute(problem, updates: training.steps.count)
    #expect(trace.arithmetic == .rational)
    #expect(trace.updateCount == training.steps.count)
    for (index, step) in training.steps.enumerated() {
      let moment = TraceMoment(update: index + 1, sample: step.sample)
      let output = TraceQuantity.activation(layer: 1, unit: 1)
      #expect(trace.value(of: output, at: moment) == Value(step.outputs[0]))
      for from in 1...2 {
        let weight = TraceQuantity.updatedWeight(layer: 1, unit: 1, from: from)
        #expect(
          trace.value(of: weight, at: moment)
            == step.parameters.weight(
              layer: 1, unit: 1, from: from
            ).map { Value($0) })
      }
      #expect(trace.value(of: .updatedCost, at: moment) == nil)
    }
  }

  @Test func `biases obey the way they are updated`() throws {
    var problem = Problem(
      network: Network(layers: [.init(.step, [["0"], ["0"], ["0"]], ["0", "0", "0"])]),
      samples: [.init(["2"], ["0", "1", "0"])])
    problem.optimizer = .perceptron(learningRate: ProblemExamples.number("1/2"))
    let biases: [(Problem.BiasUpdate, [ExactNumber])] = [
      (.perUnit, [ExactNumber(-1, 2), 0, ExactNumber(-1, 2)]), (.shared, [-1, -1, -1]),
      (.fixed, [0, 0, 0]),
    ]
    for (biasUpdate, expected) in biases {
      problem.biasUpdate = biasUpdate
      let run = try Run<ExactNumber>(problem, updates: 1)
      for unit in 1...3 {
        #expect(
          run.value(of: .updatedBias(layer: 1, unit: unit), at: TraceMoment())
            == expected[unit - 1])
        #expect(
          run.value(of: .updatedWeight(layer: 1, unit: unit, from: 1), at: TraceMoment())
            == (unit == 2 ? 0 : -1))
      }
    }
  }

  @Test func `a batch adds its samples' corrections up`() throws {
    var problem = ProblemExamples.perceptron { $0 && $1 }
    problem.batchSize = 4
    problem.reduction = .sum
    let run = try Run<ExactNumber>(problem, updates: 1)
    // All outputs are 1: three mistakes of −1, at (0,0), (0,1) and (1,0).
    #expect(run.value(of: .updatedBias(layer: 1, unit: 1), at: TraceMoment()) == -3)
    #expect(run.value(of: .updatedWeight(layer: 1, unit: 1, from: 1), at: TraceMoment()) == -1)
  }
}
