import Derivations
import MathSyntax

/// What an `explain` block of a lesson asks for.
struct LessonDirective {
  let kind: Kind
  /// The bytes that name the directive.
  let range: SourceRange
  private(set) var arguments: [String: Argument] = [:]

  /// The things that can be asked for.
  enum Kind: String, CaseIterable {
    case steps
    case truthTable = "truth-table"
    case training
    case perceptronRule = "perceptron-rule"
    case depth
    case sweep
    case jacobian
    case paths
    case parameters
    case shapes
    case booleanNetwork = "boolean-network"
    case updateOrder = "update-order"
    case networkDrawing = "network"
    case functions
    case functionTable = "function-table"
    case costCurve = "cost-curve"
    case regions

    /// The keys that may stand in the block.
    var keys: [String] {
      switch self {
      case .steps: ["problem", "sample", "only", "detail", "updates", "digits"]
      case .truthTable: ["problem", "digits"]
      case .training: ["problem", "epochs", "tolerance", "digits"]
      case .perceptronRule: ["problem", "epochs"]
      case .depth: ["problem", "beside", "activations", "digits"]
      case .sweep: ["problem", "over", "values", "activations", "digits"]
      case .jacobian: ["problem", "sample", "digits"]
      case .paths: ["problem", "sample", "weight", "digits"]
      case .parameters, .shapes: ["problem", "widths", "biases"]
      case .booleanNetwork: ["answers", "logic"]
      case .updateOrder: ["problem", "digits"]
      case .networkDrawing: ["problem", "sample", "pass", "digits"]
      case .functions: ["activations", "from", "to", "derivatives"]
      case .functionTable: ["activations", "at", "digits"]
      case .costCurve: ["problem", "sample", "weight", "reach"]
      case .regions: ["problem", "epochs"]
      }
    }
  }

  /// A value with its place.
  struct Argument {
    var value: String
    var range: SourceRange
  }

  /// Reads a directive.
  ///
  /// - Parameters:
  ///   - name: the words behind `explain` on the fence.
  ///   - nameRange: their place.
  ///   - content: the place of the lines within the fences.
  init(
    name: String, nameRange: SourceRange, content: SourceRange, in bytes: [UInt8]
  ) throws(DiagnosticList) {
    let known = Kind.allCases.map(\.rawValue)
    guard let kind = Kind(rawValue: name) else {
      let nearest = NearestName.of(name, among: known)
      throw DiagnosticList([
        Diagnostic(
          name.isEmpty
            ? "an explain block says what it asks for"
            : "unknown directive \"\(name.shortened)\"",
          range: nameRange,
          hints: (nearest.map { ["did you mean \"\($0)\"?"] } ?? [])
            + ["known: " + known.joined(separator: ", ")])
      ])
    }
    self.kind = kind
    range = nameRange
    for entry in try KeyedLines(content, in: bytes, keys: kind.keys, of: kind.rawValue).entries {
      arguments[entry.key] = entry.argument
    }
  }
}
