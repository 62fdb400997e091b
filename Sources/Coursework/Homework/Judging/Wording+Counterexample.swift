import BackpropEngine
import Derivations
import ExactArithmetic
import MathSyntax

extension Wording {
  /// A network on which two sides differ: what the letters stand for, what the named quantities are
  /// worth there, and both sides.
  func refuted(_ example: Counterexample) -> [Inline] {
    var parts: [[Inline]] = functions(of: example)
    for binding in example.bindings.prefix(Self.mostBindings) {
      let words: Prose = "\(letter(binding.variable) + [.symbol(.equals)] + number(binding.number))"
      parts.append(words.inlines)
    }
    let named = example.derived.filter { $0.quantity.isShort }
    let entries = named.isEmpty ? example.drawn.filter { $0.quantity.isShort } : named
    for entry in entries.prefix(Self.mostEntries) {
      parts.append([.formula(formula(entry.quantity) + [.symbol(.equals)] + shown(entry.value))])
    }
    var inlines: [Inline] = ["The two sides differ"]
    for (index, part) in parts.enumerated() {
      inlines.append(index == 0 ? ", for example with " : ", ")
      inlines += part
    }
    let words: Prose =
      ": the left one is \(shown(example.left)), the right one \(shown(example.right))."
    return inlines + words.inlines
  }

  /// As many letters and values are told.
  private static let mostBindings = 4
  private static let mostEntries = 6

  private func letter(_ variable: IndexVariable) -> Formula { formula(.index(.variable(variable))) }

  private func number(_ number: Int) -> Formula { self.number(String(number)) }

  /// The polynomial that stands for a general activation function, where one was taken.
  private func functions(of example: Counterexample) -> [[Inline]] {
    guard case .polynomial(let coefficients)? = example.activations.first else { return [] }
    let argument = MathExpression.quantity(Quantity(.weightedInput))
    let words: Prose =
      "\(formula(.apply(.activation(layer: nil, order: 0), argument)) + [.symbol(.equals)] + formula(Self.polynomial(coefficients, argument)))"
    return [words.inlines]
  }

  private static func polynomial(
    _ coefficients: [Rational], _ argument: MathExpression
  ) -> MathExpression {
    var terms: [MathExpression.Term] = []
    for (power, coefficient) in coefficients.enumerated().reversed() where !coefficient.isZero {
      let base: MathExpression? =
        switch power {
        case 0: nil
        case 1: argument
        default: .power(argument, .exact(Rational(power)))
        }
      let factor: MathExpression? =
        coefficient == 1 && power > 0 ? nil : .exact(coefficient)
      terms.append(.init(.product([factor, base].compactMap { $0 })))
    }
    return terms.count == 1 ? terms[0].expression : .sum(terms)
  }
}

extension MathExpression {
  /// Whether it can stand in a list of numbers.
  fileprivate var isShort: Bool {
    switch self {
    case .quantity, .partial, .name: true
    default: false
    }
  }
}
