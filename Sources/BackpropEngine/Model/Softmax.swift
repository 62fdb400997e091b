public import ExactArithmetic

/// The softmax function of a layer and its Jacobian.
public enum Softmax {
  /// Returns a_j = e^(z_j) / Σ_k e^(z_k).
  ///
  /// The largest z is subtracted first. That changes no value, keeps a Double from overflowing, and
  /// leaves e^0 = 1 where all z are equal, so that fractions stay exact: all a_j are 1/n.
  ///
  /// - Throws: `irrational` where the arithmetic lacks a value.
  /// - Complexity: O(n).
  public static func values<Scalar: ElementaryFunctions>(
    at z: [Scalar]
  ) throws(ArithmeticFault) -> [Scalar] {
    var unit = 0
    return try values(at: z, faultyUnit: &unit)
  }

  /// Returns a_j as `values(at:)` does; after a fault `faultyUnit` is the unit's index from 0.
  static func values<Scalar: ElementaryFunctions>(
    at z: [Scalar], faultyUnit: inout Int
  ) throws(ArithmeticFault) -> [Scalar] {
    guard var largest = z.first else { return [] }
    // Where an interval cannot tell which is larger, either one will do.
    for candidate in z where (candidate - largest).sign == .positive { largest = candidate }
    var exponentials: [Scalar] = []
    exponentials.reserveCapacity(z.count)
    var total = Scalar.zero
    for (index, entry) in z.enumerated() {
      faultyUnit = index
      let exponential = try (entry - largest).exponential()
      exponentials.append(exponential)
      total = total + exponential
    }
    for index in exponentials.indices {
      faultyUnit = index
      exponentials[index] = try exponentials[index].divided(by: total)
    }
    return exponentials
  }

  /// Returns ∂a_k/∂z_j = a_k ([k = j] − a_j), with k and j counted from 0.
  public static func jacobian<Scalar: Field>(of a: [Scalar], output k: Int, input j: Int) -> Scalar
  {
    a[k] * ((k == j ? .one : .zero) - a[j])
  }
}
