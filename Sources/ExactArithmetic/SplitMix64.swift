/// A small random generator that gives the same numbers from the same seed everywhere.
///
/// - SeeAlso: Steele, Lea, Flood, Fast Splittable Pseudorandom Number Generators, OOPSLA 2014.
public struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// Creates a generator from a seed.
  public init(seed: UInt64) { state = seed }

  /// Returns the next 64 random bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }
}

extension SplitMix64 {
  /// Returns a number from 0 up to and without `bound`, each as likely as the next.
  ///
  /// The standard library promises no particular numbers for a generator; these are always the same.
  ///
  /// - Precondition: `bound > 0`.
  public mutating func next(below bound: Int) -> Int {
    precondition(bound > 0, "a number is drawn from a range that is not empty")
    let count = UInt64(bound)
    // The numbers that would make the first remainders likelier are drawn again.
    let limit = UInt64.max - UInt64.max % count
    while true {
      let bits = next()
      if bits < limit { return Int(bits % count) }
    }
  }

  /// Returns a number of a closed range, each as likely as the next.
  public mutating func next(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + next(below: range.count)
  }
}
