public import MathSyntax

/// Finds the notation that a file is written in: the one that reads the most of its formulas.
///
/// A formula counts where the notation reads it with its own letters, and each index stands for units of
/// one layer only: w_ij x_i fits a lecture whose weights lead from i to j, and no other.
public struct NotationGuess: Hashable, Sendable {
  /// A notation with the number of formulas that it reads.
  public struct Candidate: Hashable, Sendable {
    /// The notation.
    public var notation: Notation
    /// How many formulas it reads.
    public var count: Int
  }

  /// How many formulas were looked at: all of them, or many from all over a long file.
  public let total: Int
  /// The notations, the one that reads the most first; of equals the first of the list.
  public let candidates: [Candidate]

  /// The notation that reads the most.
  public var best: Candidate { candidates.first ?? Candidate(notation: .nielsen, count: 0) }

  init(_ formulas: [[Formula]], decimalCommas: Bool) {
    let formulas = Self.sample(formulas)
    total = formulas.count
    let counted = Notation.presets.filter { $0.numbering == .byLayer }.map { notation in
      let readers = notation.dialects.map {
        SourceReading.readers($0, decimalCommas: decimalCommas)
      }
      return Candidate(
        notation: notation,
        count: formulas.count { formula in
          readers.contains { Self.reads(formula, $0, habits: false) }
        })
    }
    // The sort is not stable by itself.
    candidates = counted.enumerated().sorted {
      $0.element.count != $1.element.count
        ? $0.element.count > $1.element.count : $0.offset < $1.offset
    }.map(\.element)
  }

  /// How many formulas are enough to tell a notation by.
  private static let sampleSize = 2_000

  /// Returns formulas from all over a file, evenly spread, so that long files are answered soon.
  static func sample(_ formulas: [[Formula]]) -> [[Formula]] {
    guard formulas.count > sampleSize else { return formulas }
    return (0..<sampleSize).map { formulas[$0 * formulas.count / sampleSize] }
  }

  /// Whether one of some readers reads all statements of a formula.
  static func reads(_ formula: [Formula], _ readers: [NotationReader], habits: Bool) -> Bool {
    !formula.isEmpty
      && readers.contains { reader in
        var reader = reader
        reader.readsHabits = habits
        let translator = NotationTranslator(from: reader, to: NotationWriter(.nielsen))
        return formula.allSatisfy { statement in
          let parts = translator.parts(of: statement)
          return parts.allSatisfy { part in
            part.error == nil
              && (habits || part.expression.map(reader.notation.borrowed)?.isEmpty ?? true)
          }
            && NotationTranslator.arePlausible(parts)
        }
      }
  }
}
