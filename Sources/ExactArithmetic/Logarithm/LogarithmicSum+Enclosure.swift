extension LogarithmicSum {
  /// Returns an interval around the number with a relative error of less than 2^(3 − precision).
  ///
  /// The terms may cancel; the number is not zero, so that some precision is enough.
  public func enclosure(precision: Int) -> Interval {
    let wanted = Swift.max(precision, Interval.smallestPrecision)
    var bits = wanted + 32
    while true {
      let sum = self.sum(precision: bits)
      if sum.accuracy >= wanted { return sum.withPrecision(wanted) }
      // What is missing, and more where nothing is known yet.
      bits += Swift.max(wanted - sum.accuracy, 64)
    }
  }

  private func sum(precision: Int) -> Interval {
    var sum = Interval(rational, precision: precision)
    for term in terms {
      let logarithm = LogarithmKernel.enclosure(ofLogarithmOf: term.base, precision: precision)
      sum = sum + logarithm * Interval(term.coefficient, precision: precision)
    }
    return sum
  }

  /// The sign; a number with logarithms in it is not zero.
  public var sign: Sign {
    isPositive(Interval.smallestPrecision) ? .positive : .negative
  }

  private func isPositive(_ precision: Int) -> Bool {
    enclosure(precision: precision).sign == .positive
  }
}

extension LogarithmKernel {
  /// Returns an interval around the logarithm of a whole number above 1.
  static func enclosure(ofLogarithmOf number: BigUInt, precision: Int) -> Interval {
    let argument = Interval(BigInt(number), precision: precision)
    guard let logarithm = try? argument.logarithm() else {
      preconditionFailure("a whole number above 1 has a logarithm")
    }
    return logarithm
  }
}

extension Interval {
  /// The bits of the midpoint above the radius: the correct ones; very many where it is exact.
  var accuracy: Int {
    if radius == 0 { return Int.max / 4 }
    return magnitude.bitWidth - (64 - radius.leadingZeroBitCount)
  }
}
