import BackpropEngine
import TestSupport
import Testing

@Suite struct ProblemBatchTests {
  static func problem(samples: Int, batchSize: Int?) -> Problem {
    var problem = Problem(
      network: Network(layers: [.init(.identity, [["1"]])]), cost: .squaredError,
      samples: (1...samples).map { .init(["\($0)"], ["0"]) })
    problem.batchSize = batchSize
    return problem
  }

  @Test(
    arguments: [
      (4, nil, [[1, 2, 3, 4], [1, 2, 3, 4]]),
      (3, 1, [[1], [2], [3], [1], [2]]),
      (3, 2, [[1, 2], [3, 1], [2, 3], [1, 2]]),
      (5, 3, [[1, 2, 3], [4, 5, 1], [2, 3, 4], [5, 1, 2]]),
    ] as [(Int, Int?, [[Int]])])
  func `samples take turns and start again`(samples: Int, batchSize: Int?, batches: [[Int]]) {
    let problem = Self.problem(samples: samples, batchSize: batchSize)
    for (index, batch) in batches.enumerated() {
      #expect(problem.batch(ofUpdate: index + 1) == batch)
    }
  }

  @Test(arguments: 1..<6, 1..<6)
  func `passes of later updates exist for the batch alone`(samples: Int, batchSize: Int) throws {
    guard batchSize <= samples else { return }
    let problem = Self.problem(samples: samples, batchSize: batchSize)
    let trace = try Trace.compute(problem, arithmetic: .double, updates: 7)
    for update in 2...7 {
      let batch = Set(trace.batch(ofUpdate: update))
      for sample in 1...samples {
        let moment = TraceMoment(update: update, sample: sample)
        #expect((trace.value(of: .cost, at: moment) != nil) == batch.contains(sample))
        let input = try trace.double(.input(unit: 1), at: moment)
        #expect(input == Double(sample))
        guard batch.contains(sample) else { continue }
        let output = try trace.double(.activation(layer: 1, unit: 1), at: moment)
        let weight = try trace.double(.weight(layer: 1, unit: 1, from: 1), at: moment)
        let bias = try trace.double(.bias(layer: 1, unit: 1), at: moment)
        #expect(output == bias + weight * input)
      }
    }
  }

  @Test func `the perceptron rule takes one sample an update`() {
    #expect(ProblemExamples.perceptron { $0 && $1 }.samplesPerUpdate == 1)
  }

  @Test func `the rule for the output error follows from function and cost`() {
    var problem = ProblemExamples.twoTwoTwo
    #expect(problem.outputErrorRule == .product)
    problem.cost = .binaryCrossEntropy
    #expect(problem.outputErrorRule == .difference)
    problem.network.layers[1].activation = .softmax
    #expect(problem.outputErrorRule == .jacobian)
    problem.cost = .crossEntropy
    #expect(problem.outputErrorRule == .weightedDifference)
  }
}
