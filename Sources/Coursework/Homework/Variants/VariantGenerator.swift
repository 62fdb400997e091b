public import BackpropEngine
public import ExactArithmetic

/// Makes variants of an exercise: the same network with other numbers, the same from the same seed on
/// every machine.
///
/// A variant's numbers are drawn, and one after the other drawn anew, until nothing is degenerate and
/// no known mistake gives a right number. Variants do not depend on each other, so that each can be
/// made again by itself. Where there are few numbers to draw from, two may turn out alike: the later
/// one is drawn again, and `Variant.draw` says how often, which is all that is needed to repeat it.
public struct VariantGenerator: Sendable {
  /// What is asked of the numbers.
  public let wishes: VariantWishes
  /// Where the numbers come from.
  public let seed: UInt64
  /// The sample that is worked, counted from 1.
  public let sample: Int
  private let draw: VariantDraw
  private var separation: Separation
  /// The variants so far, where there are few numbers to draw from.
  private var numbers: [VariantDraw.Choices: Int] = [:]

  /// A problem with the numbers of one variant.
  public struct Variant: Sendable {
    /// Its number, from 1.
    public let number: Int
    /// How often it was drawn until it was like no other one; mostly 1.
    public let draw: Int
    /// The problem.
    public let problem: Problem
    /// The moment that is worked: the first update, and the sample.
    public let moment: TraceMoment
    /// The mistakes that a right number hides, where the wishes allow that.
    public let hidden: [HiddenMistake]

    /// What is asked, each with the numbers that known mistakes give, the simplest first.
    public var mistakes: [(quantity: TraceQuantity, values: [MistakenValue<Double>])] {
      guard let trace = try? Trace.compute(problem, arithmetic: .double) else { return [] }
      let catalogue = MistakeCatalogue<Double>(problem)
      let numbers = NumberTable(trace, NumberTable.Layout(problem, at: moment))
      return problem.askedQuantities.map { quantity in
        let values = catalogue.values(of: quantity, at: moment) { quantity, _ in
          numbers[quantity]
        }
        return (quantity, values)
      }
    }
  }

  /// A mistake that gives the right digits in a variant.
  public struct HiddenMistake: Hashable, Sendable {
    /// What was asked.
    public let quantity: TraceQuantity
    /// The mistake.
    public let kind: MistakeKind
  }

  /// Creates the generator of variants of a problem.
  ///
  /// Samples of nothing but 0, 1 and −1, several or one of several inputs, are rows of a truth table
  /// and stay; else inputs and targets are drawn too.
  ///
  /// - Throws: `noBackwardPass`, `sample`.
  public init(
    problem: Problem, wishes: VariantWishes = VariantWishes(), seed: UInt64 = 1
  ) throws(VariantError) {
    guard problem.hasBackwardPass, !problem.samples.isEmpty else { throw .noBackwardPass }
    if let sample = wishes.sample, !problem.samples.indices.contains(sample - 1) {
      throw .sample(sample, count: problem.samples.count)
    }
    let isTruthTable =
      problem.samples.allSatisfy(\.isOfBits)
      && (problem.samples.count > 1 || problem.network.width(0) > 1)
    self.init(problem, drawsSamples: !isTruthTable, wishes, seed)
  }

  /// Creates the generator of problems of a shape.
  public init(
    shape: NetworkShape, wishes: VariantWishes = VariantWishes(), seed: UInt64 = 1
  ) throws(VariantError) {
    if let sample = wishes.sample, sample != 1 { throw .sample(sample, count: 1) }
    self.init(shape.template(wishes.numbers), drawsSamples: true, wishes, seed)
  }

  private init(
    _ template: Problem, drawsSamples: Bool, _ wishes: VariantWishes, _ seed: UInt64
  ) {
    self.wishes = wishes
    self.seed = seed
    sample = wishes.sample ?? template.sampleWithFewestZeros
    draw = VariantDraw(template, NumberSupply(wishes.numbers), drawsSamples: drawsSamples)
    separation = Separation(
      template, moment: TraceMoment(sample: sample), draw: draw, wishes: wishes)
  }

  /// Returns a variant, counted from 1, that is like none that was returned before.
  ///
  /// - Throws: `impossible`.
  /// - Complexity: some evaluations of the network and of all its known mistakes.
  public mutating func variant(_ number: Int) throws(VariantError) -> Variant {
    guard draw.bits < Self.manyBits else { return try variant(number, draw: 1) }
    for draw in VariantWishes.drawRange {
      let found = try search(number, draw: draw)
      let earlier = numbers.updateValue(number, forKey: found.choices)
      guard let earlier, earlier != number else { return variant(found, number, draw) }
      numbers[found.choices] = earlier
    }
    throw .impossible(variant: number, .exhausted, wishes: wishes)
  }

  /// Returns a variant as it was drawn then, whatever was returned before.
  ///
  /// - Throws: `impossible`.
  public mutating func variant(_ number: Int, draw: Int) throws(VariantError) -> Variant {
    variant(try search(number, draw: draw), number, draw)
  }

  private mutating func variant(_ found: Found, _ number: Int, _ draw: Int) -> Variant {
    Variant(
      number: number, draw: draw, problem: self.draw.problem(found.choices),
      moment: TraceMoment(sample: sample),
      hidden: found.score.collisions > 0
        ? separation.hiddenMistakes(self.draw.given(found.choices)) : [])
  }

  /// Beyond so many bits of choice, a hundred thousand variants are never alike.
  private static let manyBits = 64.0

  // MARK: Search

  /// How often numbers are changed before a variant is given up.
  private static let mostChanges = 1_500
  /// Changes without success after which everything is drawn anew.
  private static let patience = 60
  /// Changes after which the best variant is taken where hidden mistakes are allowed.
  private static let enough = 300

  /// Numbers, and what is wrong with them.
  private struct Found {
    var choices: VariantDraw.Choices
    var score: Separation.Score
  }

  private mutating func search(_ number: Int, draw attempt: Int) throws(VariantError) -> Found {
    separation.forget()
    var random = SplitMix64.ofVariant(number, seed: seed, draw: attempt)
    var current = drawn(&random)
    var best = current
    var patience = Self.patience
    var changes = 0
    while !best.score.isPerfect, changes < Self.mostChanges {
      changes += 1
      if patience == 0 {
        if best.score.degeneracies == 0, !wishes.isStrict, changes > Self.enough { break }
        current = drawn(&random)
        patience = Self.patience
      } else {
        var candidate = current
        draw.change(&candidate.choices, &random)
        // A count that was broken off depends on the order of looking, and must not be gone on from:
        // beside a degenerate problem, any count is an improvement.
        candidate.score = separation.score(
          draw.given(candidate.choices),
          limit: current.score.degeneracies == 0 ? current.score.collisions : .max)
        if candidate.score < current.score { patience = Self.patience }
        if candidate.score <= current.score { current = candidate }
        patience -= 1
      }
      if current.score < best.score { best = current }
    }
    if best.score.degeneracies > 0 {
      throw .impossible(variant: number, .degenerate, wishes: wishes)
    }
    if best.score.collisions > 0, wishes.isStrict {
      throw .impossible(variant: number, .mistakesHide, wishes: wishes)
    }
    return best
  }

  private mutating func drawn(_ random: inout SplitMix64) -> Found {
    let choices = draw.choices(&random)
    return Found(choices: choices, score: separation.score(draw.given(choices)))
  }
}

extension VariantWishes {
  /// Whether a variant with hidden mistakes is refused.
  var isStrict: Bool { tellsMistakesApart && numbers == .decimals }
}

extension Problem.Sample {
  /// Whether all numbers are 0, 1 or −1.
  fileprivate var isOfBits: Bool {
    (input + (target ?? [])).allSatisfy { $0.value == 0 || $0.value == 1 || $0.value == -1 }
  }
}

extension Problem {
  /// The first sample with the fewest zeros among its inputs, counted from 1.
  fileprivate var sampleWithFewestZeros: Int {
    let zeros = samples.map { sample in sample.input.count { $0.value == 0 } }
    return (zeros.firstIndex(of: zeros.min() ?? 0) ?? 0) + 1
  }
}
