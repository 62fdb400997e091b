import BackpropEngine
import ExactArithmetic
import TestSupport
import Testing

@Suite struct TrainingTests {
  @Test(arguments: 0..<12)
  func `training does the updates that a run does`(seed: UInt64) throws {
    var problem = RandomProblem.draw(seed: seed)
    problem.batchSize = 1
    let count = problem.samples.count
    let run = try Run<Double>(problem, updates: 2 * count)
    let training = try Training.compute(problem, epochs: 2)
    #expect(training.epochs == 2)
    #expect(training.costs.count == 2)
    for layer in 1...problem.network.depth {
      let moment = TraceMoment(update: 2 * count)
      let bias = TraceQuantity.updatedBias(layer: layer, unit: 1)
      let weight = TraceQuantity.updatedWeight(layer: layer, unit: 1, from: 1)
      #expect(training.parameters.bias(layer: layer, unit: 1) == run.value(of: bias, at: moment))
      #expect(
        training.parameters.weight(layer: layer, unit: 1, from: 1)
          == run.value(of: weight, at: moment))
    }
  }

  @Test func `with one batch, the cost after an epoch is the cost after the update`() throws {
    var problem = ProblemExamples.xor
    problem.regularizer = .l2(ProblemExamples.number("0.01"))
    let trace = try Trace.compute(problem, arithmetic: .double, updates: 3)
    let training = try Training.compute(problem, epochs: 3)
    for epoch in 1...3 {
      let cost = try trace.double(.updatedCost, at: TraceMoment(update: epoch))
      #expect(training.costs[epoch - 1] == cost)
    }
  }

  @Test func `a relu network learns XOR, and training ends when it has`() throws {
    var problem = ProblemExamples.xor
    problem.network = Network(layers: [
      .init(.relu, [["0.9", "0.8"], ["1.1", "1.2"]], ["0.1", "-0.9"]),
      .init(.identity, [["0.9", "-1.7"]], ["0.1"]),
    ])
    problem.optimizer = .sgd(.init(learningRate: ProblemExamples.number("0.1")))
    let training = try Training.compute(
      problem, epochs: 2000, goal: .outputsWithin(Rational(1, 100)))
    #expect(training.hasReachedGoal)
    #expect(training.epochs < 2000)
    for (output, target) in zip(training.outputs, [0.0, 1, 1, 0]) {
      #expect(abs(output[0] - target) < 0.01)
    }
    let again = try Training.compute(problem, epochs: training.epochs - 1)
    #expect(zip(again.outputs, [0.0, 1, 1, 0]).contains { abs($0[0] - $1) >= 0.01 })
  }

  @Test func `a sigmoid network learns XOR`() throws {
    var problem = ProblemExamples.xor
    problem.network = Network(layers: [
      .init(.sigmoid, [["4", "4"], ["-4", "-4"]], ["-2", "6"]),
      .init(.sigmoid, [["4", "4"]], ["-6"]),
    ])
    problem.optimizer = .sgd(.init(learningRate: ProblemExamples.number("10")))
    let training = try Training.compute(problem, epochs: 200)
    #expect(training.costs.count == 200)
    #expect(zip(training.costs, training.costs.dropFirst()).allSatisfy { $0 > $1 })
    for (output, target) in zip(training.outputs, [0.0, 1, 1, 0]) {
      #expect(abs(output[0] - target) < 0.1)
    }
  }

  @Test func `training ends when the cost is below its goal`() throws {
    var problem = OptimizerTests.parabola
    problem.optimizer = .sgd(.init(learningRate: ProblemExamples.number("1/2")))
    // w halves in each epoch, and C = ½ w².
    let training = try Training<ExactNumber>(
      problem, epochs: 100, goal: .costBelow(Rational(9, 512)))
    #expect(training.costs == [ExactNumber(9, 128), ExactNumber(9, 512), ExactNumber(9, 2048)])
    #expect(training.hasReachedGoal)
  }

  @Test func `a batch that does not divide the samples runs on into the next epoch`() throws {
    var problem = ProblemBatchTests.problem(samples: 3, batchSize: 2)
    problem.optimizer = .sgd(.init(learningRate: ProblemExamples.number("1/100")))
    let training = try Training<ExactNumber>(problem, epochs: 2)
    let run = try Run<ExactNumber>(problem, updates: 4)
    let weight = TraceQuantity.updatedWeight(layer: 1, unit: 1, from: 1)
    #expect(
      training.parameters.weight(layer: 1, unit: 1, from: 1)
        == run.value(of: weight, at: TraceMoment(update: 4)))
  }

  @Test func `without a cost nothing is trained`() throws {
    var problem = ProblemExamples.xor
    problem.cost = nil
    let training = try Training.compute(problem, epochs: 10)
    #expect(training.epochs == 0)
    #expect(training.costs.isEmpty)
    #expect(training.outputs.count == 4)
  }
}
