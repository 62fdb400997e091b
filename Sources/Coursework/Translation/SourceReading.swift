import MathSyntax

/// How the formulas of one file are read in a notation, whose dialect the file itself tells.
struct SourceReading {
  /// The readers in the order in which they are tried.
  let readers: [NotationReader]

  /// Creates the reading of a notation; the dialect that reads more formulas comes first.
  init(_ notation: Notation, _ statements: [[Formula]], decimalCommas: Bool) {
    let dialects = notation.dialects.map { Self.readers($0, decimalCommas: decimalCommas) }
    guard dialects.count > 1 else {
      readers = dialects.flatMap { $0 }
      return
    }
    let sample = NotationGuess.sample(statements)
    let counts = dialects.map { readers in
      sample.count { NotationGuess.reads($0, readers, habits: true) }
    }
    let order = dialects.indices.sorted {
      counts[$0] != counts[$1] ? counts[$0] > counts[$1] : $0 < $1
    }
    readers = order.flatMap { dialects[$0] }
  }

  /// The readers of one dialect: first without the letters of optimisers, which have other uses.
  static func readers(_ notation: Notation, decimalCommas: Bool) -> [NotationReader] {
    let everything: Set<Quantity.Kind>? = nil
    return [NotationReader.networkKinds, everything].map { kinds in
      var context = NotationContext()
      context.kinds = kinds
      var reader = NotationReader(notation, context: context)
      reader.readsDecimalCommas = decimalCommas
      return reader
    }
  }
}

extension NotationReader {
  /// What formulas about a network are about, an optimiser's memory left aside.
  static let networkKinds: Set<Quantity.Kind> = [
    .input, .target, .weightedInput, .activation, .weight, .bias, .error, .cost, .width,
    .batchSize, .learningRate,
  ]
}
