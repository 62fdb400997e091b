import BackpropEngine
import Coursework
import ExactArithmetic
import MathSyntax
import TestSupport
import Testing

@Suite struct VariantGeneratorTests {
  /// A shape and the wishes for its numbers.
  struct Case: Sendable, CustomTestStringConvertible {
    var shape = "2-2-2"
    var activation = Activation.sigmoid
    var output: Activation?
    var cost = Cost.halfSquaredError
    var numbers = NumberKind.decimals

    var testDescription: String {
      "\(shape) \(activation.name) \(output?.name ?? "") \(cost.rawValue) \(numbers.rawValue)"
    }

    func generator(seed: UInt64 = 1, decimals: Int = 4) throws -> VariantGenerator {
      var wishes = VariantWishes()
      wishes.numbers = numbers
      wishes.decimals = decimals
      return try VariantGenerator(
        shape: try NetworkShape(
          parsing: shape, activation: activation, outputActivation: output, cost: cost),
        wishes: wishes, seed: seed)
    }
  }

  static let cases: [Case] = [
    Case(), Case(shape: "2-3-1"), Case(shape: "3-3-2"), Case(shape: "2-2-1", activation: .tanh),
    Case(shape: "2-2-2", output: .sigmoid, cost: .binaryCrossEntropy),
    Case(shape: "2-3", activation: .softmax, cost: .crossEntropy, numbers: .fractions),
    Case(shape: "2-3", activation: .softmax, cost: .crossEntropy, numbers: .integers),
    Case(shape: "2-2-3", output: .softmax, cost: .crossEntropy),
    Case(shape: "2-2-1", activation: .relu, output: .identity, numbers: .integers),
    Case(shape: "2-2-2", activation: .relu, numbers: .integers),
    Case(shape: "2-2-1", activation: .relu, output: .identity, numbers: .fractions),
    Case(shape: "2-2-1", activation: .relu, output: .identity),
  ]

  @Test(arguments: cases)
  func `variants differ, and no unit is dead`(_ test: Case) throws {
    var generator = try test.generator()
    var problems: Set<Problem> = []
    for number in 1...3 {
      let variant = try generator.variant(number)
      problems.insert(variant.problem)
      let trace = try Trace.compute(variant.problem, arithmetic: .double)
      for layer in 1...variant.problem.network.depth {
        for unit in 1...variant.problem.network.width(layer) {
          let z = trace.value(of: .weightedInput(layer: layer, unit: unit))?.approximate ?? 0
          if variant.problem.network.layers[layer - 1].activation == .relu { #expect(z > 0) }
          if variant.problem.network.layers[layer - 1].activation == .sigmoid {
            #expect(abs(z) <= 3)
          }
          let error = trace.value(of: .error(layer: layer, unit: unit))?.approximate ?? 0
          #expect(abs(error) >= 0.00095)
        }
      }
      if test.numbers == .decimals { #expect(variant.hidden.isEmpty) }
    }
    #expect(problems.count == 3)
  }

  @Test(arguments: cases.filter { $0.numbers == .decimals })
  func `mistakes that show in some variant show in all`(_ test: Case) throws {
    var generator = try test.generator(seed: 7)
    for number in 1...1 {
      let variant = try generator.variant(number)
      let trace = try Trace.compute(variant.problem, arithmetic: .double)
      for (quantity, values) in variant.mistakes {
        let right = try #require(trace.value(of: quantity, at: variant.moment)?.approximate)
        for mistake in values {
          let distance = abs(mistake.value - right)
          #expect(
            distance >= 0.0003 || distance <= 1e-12, "\(mistake.kind) in \(quantity)")
        }
      }
    }
  }

  @Test func `a variant is the same alone and after the others`() throws {
    for test in [Self.cases[0], Self.cases[5]] {
      var first = try test.generator()
      let all = try (1...3).map { try first.variant($0).problem }
      var second = try test.generator()
      #expect(try second.variant(3).problem == all[2])
      #expect(try second.variant(2).problem == all[1])
    }
  }

  /// What the search remembers of earlier variants may make it quicker, and nothing else.
  @Test func `a late variant is the same alone`() throws {
    var all = try Self.cases[0].generator(seed: 1)
    for number in 1...60 {
      var alone = try Self.cases[0].generator(seed: 1)
      #expect(
        try alone.variant(number).problem == all.variant(number).problem, "variant \(number)")
    }
  }

  @Test func `another seed gives other numbers`() throws {
    var first = try Self.cases[0].generator(seed: 1)
    var second = try Self.cases[0].generator(seed: 2)
    #expect(try first.variant(1).problem != second.variant(1).problem)
  }

  @Test func `the numbers of a seed are always these`() throws {
    var generator = try Self.cases[0].generator(seed: 42)
    let problem = try generator.variant(1).problem
    let texts = problem.network.layers.flatMap { $0.weights.entries + $0.biases }.map(\.text)
    #expect(
      texts.joined(separator: " ")
        == "0.10 -0.70 -0.45 -0.10 -0.20 0.15 -0.40 0.10 0.75 0.75 0.25 -0.45")
  }

  @Test func `a relu network in whole numbers stays whole`() throws {
    var generator = try Self.cases[9].generator()
    for number in 1...2 {
      let variant = try generator.variant(number)
      let trace = try Trace.compute(variant.problem, arithmetic: .rational)
      for event in trace.events where event.quantity != .updatedCost {
        let value = try #require(trace.value(of: event.quantity, at: event.moment)?.exact)
        #expect(value.isInteger, "\(event.quantity)")
      }
    }
  }

  @Test func `softmax of logarithms gives fractions`() throws {
    var generator = try Self.cases[5].generator()
    let variant = try generator.variant(3)
    let trace = try Trace.compute(variant.problem, arithmetic: .rational, updates: 0)
    for unit in 1...3 {
      let value = try #require(trace.value(of: .activation(layer: 1, unit: unit))?.exact?.rational)
      #expect(!value.isInteger)
    }
  }

  @Test func `one digit cannot keep mistakes apart, and the message says so`() throws {
    var generator = try Self.cases[0].generator(decimals: 1)
    let error = #expect(throws: VariantError.self) { try generator.variant(1) }
    #expect(error?.diagnostic.hints.contains { $0.contains("--decimals") } == true)
  }

  @Test(arguments: [
    "", "2", "2-", "-2-3", "2-0", "2-1000", "a-b", "2-3-+4", "2 - 3", "1-1-1-1-1-1-1-1-1-1-1",
  ])
  func `what is no shape is refused`(_ text: String) {
    #expect(throws: VariantError.shape(text)) { try NetworkShape(parsing: text) }
  }

  @Test func `shapes that have no exercise are refused`() {
    #expect(throws: VariantError.tooLarge(weights: 10000)) { try NetworkShape(parsing: "100-100") }
    #expect(throws: VariantError.softmaxInside) {
      try NetworkShape(parsing: "2-2-2", activation: .softmax)
    }
    #expect(throws: VariantError.softmaxOfOneUnit) {
      try NetworkShape(parsing: "2-1", outputActivation: .softmax)
    }
    #expect(throws: VariantError.costOutside(.crossEntropy, .relu)) {
      try NetworkShape(parsing: "2-2", activation: .relu, cost: .crossEntropy)
    }
  }

  @Test func `a truth table keeps its samples, and other samples get numbers`() throws {
    var table = try VariantGenerator(problem: ProblemExamples.xor)
    #expect(try table.variant(1).problem.samples == ProblemExamples.xor.samples)
    #expect(table.sample == 4)
    var other = try VariantGenerator(problem: ProblemExamples.twoTwoTwo)
    #expect(try other.variant(1).problem.samples != ProblemExamples.twoTwoTwo.samples)
  }

  @Test func `a row of a truth table stays too, and a single input does not`() throws {
    var row = ProblemExamples.xor
    row.samples = [row.samples[3]]
    var table = try VariantGenerator(problem: row)
    #expect(try table.variant(1).problem.samples == row.samples)
    var generator = try VariantGenerator(
      shape: try NetworkShape(parsing: "1-2-1"), wishes: VariantWishes())
    let one = try generator.variant(1).problem
    #expect(one.samples[0].input[0].value != 1)
  }

  @Test func `a variant that was drawn again is made again by its recipe`() throws {
    var recipe = VariantRecipe(
      source: .shape(try NetworkShape(parsing: "1-1", activation: .identity)))
    recipe.wishes.numbers = .integers
    var generator = try recipe.generator(template: nil)
    var hasRepeats = false
    for number in 1...150 {
      let variant = try generator.variant(number)
      hasRepeats = hasRepeats || variant.draw > 1
      recipe.variant = number
      recipe.draw = variant.draw
      let entries = recipe.entries
      let read = try VariantRecipe { key in entries.first { $0.key == key }?.value }
      #expect(read == recipe)
      #expect(try read?.problem(template: nil) == variant.problem)
    }
    #expect(hasRepeats)
  }

  @Test func `a network with few numbers runs out of variants`() throws {
    var wishes = VariantWishes()
    wishes.numbers = .integers
    var generator = try VariantGenerator(
      shape: try NetworkShape(parsing: "1-1", activation: .identity), wishes: wishes)
    var problems: Set<Problem> = []
    for number in 1...20 { problems.insert(try generator.variant(number).problem) }
    #expect(problems.count == 20)
    let error = #expect(throws: VariantError.self) {
      for number in 21...2000 { _ = try generator.variant(number) }
    }
    #expect(error?.diagnostic.summary.contains("there are no more than") == true)
  }
}
