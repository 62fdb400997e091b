import Derivations

/// A word of `--only`: a part of an explanation, a pass, or a layer.
enum PartWord: Hashable, Sendable {
  case part(ExplanationOptions.Part)
  case forward
  case backward
  case layer(Int)

  /// The words that stand for themselves.
  static let names = ExplanationOptions.Part.allCases.map(\.rawValue) + ["forward", "backward"]

  /// The words as an error message or help lists them.
  static let list = (names + ["layer=N"]).joined(separator: ", ")

  /// Reads a word; nil if it is none.
  init?(_ word: some StringProtocol) {
    if let part = ExplanationOptions.Part(rawValue: String(word)) {
      self = .part(part)
    } else if word == "forward" {
      self = .forward
    } else if word == "backward" {
      self = .backward
    } else if word.hasPrefix("layer="), let layer = Int(word.dropFirst(6)), layer >= 1,
      word.dropFirst(6).allSatisfy(\.isNumber)
    {
      self = .layer(layer)
    } else {
      return nil
    }
  }

  /// The parts that the word stands for; none for a layer.
  var parts: [ExplanationOptions.Part] {
    switch self {
    case .part(let part): [part]
    case .forward: [.z, .a, .cost]
    case .backward: [.delta, .gradient]
    case .layer: []
    }
  }
}

extension ExplanationOptions.Selection {
  /// Creates the selection that the words of `--only` name; without words, everything.
  init(_ words: [PartWord]) {
    self.init()
    for word in words {
      parts.formUnion(word.parts)
      if case .layer(let layer) = word { layers.insert(layer) }
    }
  }
}
