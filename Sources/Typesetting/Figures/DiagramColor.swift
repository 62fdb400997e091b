import MathSyntax

/// The colour of a number in a diagram, by what it is; its place and its letter say the same.
///
/// Forward is green, backward red, weights are blue and inputs orange.
enum DiagramColor: Hashable, CaseIterable {
  case input
  case parameter
  case forward
  case backward
  case target

  /// Returns the colour of a kind of number.
  static func of(_ kind: Quantity.Kind) -> DiagramColor {
    switch kind {
    case .input: .input
    case .weight, .bias: .parameter
    case .error, .gradient: .backward
    case .target: .target
    default: .forward
    }
  }

  var terminal: TextStyle.Color? {
    switch self {
    case .input: .yellow
    case .parameter: .blue
    case .forward: .green
    case .backward: .red
    case .target: nil
    }
  }
}
