import BackpropEngine
import Coursework

/// Writes a file to start from.
struct NewCommand {
  /// The kinds of files.
  enum Kind: String, CaseIterable {
    case lesson
    case problem
    case notation

    /// How the names of such files end.
    var ending: String { self == .lesson ? ".md" : ".json" }
  }

  let kind: Kind
  let path: String
  let overwrites: Bool

  init(_ arguments: ParsedArguments) {
    kind = arguments.operands.first.flatMap(Kind.init(rawValue:)) ?? .problem
    let name = arguments.operands.last ?? ""
    path = name.hasSuffix(kind.ending) ? name : name + kind.ending
    overwrites = arguments.has(.force)
  }

  func run() throws(FileError) {
    let text =
      switch kind {
      case .lesson: LessonFile.template
      case .problem: Self.problem
      case .notation: NotationFile.template
      }
    try Console.write(Array(text.utf8), toFile: path, overwriting: overwrites)
    let (notes, then) =
      switch kind {
      case .lesson:
        (
          LessonFile.notes.map { TextColumns.Row($0.part, $0.meaning) },
          "Write your text, then:\n  \(CommandTable.program) \(shownPath)"
        )
      case .problem:
        (
          Self.notes,
          "Change the numbers to those of your exercise, then:\n  \(CommandTable.program) \(shownPath)"
        )
      case .notation:
        (
          NotationFile.notes.map { TextColumns.Row($0.key, $0.meaning) },
          "Change the letters to those of your lecture, then:\n"
            + "  \(CommandTable.program) notations \(shownPath)"
        )
      }
    Console.complain("\(path) is written.\n\n\(TextColumns.text(notes))\n\(then)\n\n")
  }

  /// The path as the command line takes it for a path, in quotation marks where the shell needs them.
  private var shownPath: String {
    let plain = path.allSatisfy { $0.isLetter || $0.isNumber || "-_./".contains($0) }
    let safe = path.hasPrefix("-") ? "./" + path : path
    return plain ? safe : quoted(safe)
  }

  /// A network with two inputs, two hidden units and one output, with nothing that is only a default.
  private static let problem = """
    {
      "title": "Two inputs, two hidden units, one output",
      "layers": [
        {
          "activation": "tanh",
          "weights": [[0.5, -0.3], [0.2, 0.8]],
          "biases": [0.1, -0.2]
        },
        {
          "activation": "sigmoid",
          "weights": [[0.7, -0.6]],
          "biases": [0.3]
        }
      ],
      "cost": "half-squared-error",
      "samples": [
        { "input": [1, 0.5], "target": [1] },
        { "input": [0, 1], "target": [0] }
      ],
      "optimizer": { "name": "sgd", "learningRate": 0.5 }
    }

    """

  /// What comments in the file would say, if JSON had comments.
  private static var notes: [TextColumns.Row] {
    [
      (
        "layers",
        "From the first hidden layer to the output. One row of weights for each unit of the "
          + "layer; in it, one weight for each unit of the layer before. Activations: "
          + Activation.names.dropLast().joined(separator: ", ")
          + "; in the last layer also softmax."
      ),
      (
        "numbers",
        "Taken exactly as typed. Fractions and logarithms are text: \"1/3\", \"ln(3/2)\"."
      ),
      ("cost", Cost.allCases.map(\.rawValue).joined(separator: ", ") + "."),
      (
        "samples",
        "Inputs with their targets. Without cost and targets there is a forward pass only."
      ),
      ("optimizer", "sgd, adagrad, rmsprop, adam or perceptron, with its learningRate."),
    ]
  }
}
