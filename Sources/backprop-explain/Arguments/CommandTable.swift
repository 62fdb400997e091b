import BackpropEngine
import Coursework
import Derivations
import MathSyntax

/// The one table that parsing, help and completions come from.
enum CommandTable {
  /// The name by which the program is called.
  static let program = "backprop-explain"
  /// The version that `--version` prints.
  static let version = "0.1.0"

  /// A command as its help describes it.
  struct Command: Sendable {
    var name: CommandName
    /// What it does, as a sentence without its full stop.
    var summary: String
    var operands: [Operand]
    /// What else is good to know, a paragraph each.
    var notes: [String] = []
    /// Command lines that work, with what they do.
    var examples: [(line: String, meaning: String)]
  }

  /// A word that a command takes beside its options.
  struct Operand: Sendable {
    /// How help calls it.
    var name: String
    var kind: Kind
    var isRequired = true
    var help: String

    /// What the word stands for.
    enum Kind: Sendable {
      /// A lesson, a file, or `-`.
      case subject
      case lesson
      /// A file, or `-`.
      case file
      /// One of a few words.
      case choice([String])
      /// One of a few words, or a file; what has a slash or a point in it is a path.
      case choiceOrFile([String])
      /// A name that somebody makes up.
      case newName
    }
  }

  /// An option as its help describes it.
  struct Option: Sendable {
    var name: OptionName
    var short: Character?
    var value: ValueKind
    /// How help calls the value; nil: by the values themselves.
    var placeholder: String?
    /// What it does, in sentences.
    var help: String
    /// What holds without it.
    var preset: String?
    var commands: [CommandName]
  }

  /// What an option's value can be.
  enum ValueKind: Sendable {
    case flag
    case choice([String])
    /// One of a few words, or a file; what has a slash or a point in it is a path.
    case choiceOrFile([String])
    case number(ClosedRange<Int>)
    case file
    case folder
    /// Parts of an explanation, separated by commas; may be given several times.
    case parts
  }

  // MARK: Commands

  static let commands: [Command] = [
    Command(
      name: .explain,
      summary: "Write out every step of a lesson or of your own network",
      operands: [
        Operand(
          name: "SUBJECT", kind: .subject,
          help: "A lesson's name, a problem file (net.json, - for standard input) or a lesson "
            + "file (mine.md). A name with / or . in it is a path.")
      ],
      notes: ["The word explain may be left out."],
      examples: [
        ("\(program) xor", "the lesson on XOR"),
        ("\(program) net.json -o net.html", "your own network, as a page to hand out"),
        ("\(program) net.json --only delta", "only the errors δ"),
      ]),
    Command(
      name: .lessons,
      summary: "List the lessons, or show the text of one",
      operands: [
        Operand(
          name: "NAME", kind: .lesson, isRequired: false,
          help: "The lesson whose text is printed, as Markdown; without it: the list.")
      ],
      examples: [
        ("\(program) lessons", "one line each"),
        ("\(program) lessons xor > mine.md", "a copy to edit and explain"),
      ]),
    Command(
      name: .notations,
      summary: "List the notations, or show the letters of one",
      operands: [
        Operand(
          name: "NAME", kind: .choiceOrFile(Notation.presets.map(\.name)), isRequired: false,
          help: "The notation, or a notation file, that is shown; without it: the list.")
      ],
      examples: [
        ("\(program) notations", "one line each"),
        ("\(program) notations nielsen", "its letters and indices"),
      ]),
    Command(
      name: .translate,
      summary: "Rewrite the formulas of a file in another notation",
      operands: [
        Operand(
          name: "FILE", kind: .file,
          help: "Markdown, LaTeX, plain text or a notebook (its Markdown cells); - for standard "
            + "input.")
      ],
      notes: [
        "All but the formulas stays as it is. What cannot be read stays too, and a comment beside "
          + "it says why: <!-- not translated: … --> in Markdown, % in LaTeX, // in plain text. "
          + "What the other notation lacks is borrowed from nielsen.",
        "Exit code 3: something could not be read.",
      ],
      examples: [
        ("\(program) translate hw.md --to ulges", "from whatever notation it is in"),
        ("\(program) translate hw.tex --from lin --to nielsen -o new.tex", "into a new file"),
      ]),
    Command(
      name: .new,
      summary: "Write a file to start from",
      operands: [
        Operand(
          name: "KIND", kind: .choice(NewCommand.Kind.allCases.map(\.rawValue)),
          help: "The kind of file: lesson, problem or notation."),
        Operand(
          name: "NAME", kind: .newName,
          help:
            "The file is called NAME.md for a lesson, else NAME.json, in the current folder unless NAME has one."
        ),
      ],
      examples: [
        ("\(program) new problem net", "writes net.json"),
        ("\(program) net.json", "explains it"),
        ("\(program) new notation mine", "writes mine.json, for --notation mine.json"),
        ("\(program) new lesson mine", "writes mine.md, which runs as it is"),
      ]),
    Command(
      name: .completions,
      summary: "Print the script with which a shell completes words",
      operands: [
        Operand(
          name: "SHELL", kind: .choice(Shell.allCases.map(\.rawValue)),
          help: "One of \(Shell.allCases.map(\.rawValue).joined(separator: ", ")).")
      ],
      notes: Shell.allCases.map { "\($0.rawValue): \($0.installation)" },
      examples: [
        ("source <(\(program) completions bash)", "in bash, until it ends")
      ]),
  ]

  static func command(_ name: CommandName) -> Command? { commands.first { $0.name == name } }

  // MARK: Options

  /// The words of `--only`, as help and messages list them.
  static let partWords = (ExplanationOptions.Selection.words + ["layer=N"]).joined(separator: ", ")

  static let options: [Option] = [
    Option(
      name: .format, value: .choice(ExplainFormat.allCases.map(\.rawValue)),
      help:
        "The format; json is the table of all numbers, for other programs, and pdf needs a LaTeX "
        + "program. Markdown in a file has its figures beside it, as SVG.",
      preset: "by the ending of --output, else terminal", commands: [.explain]),
    Option(
      name: .fragment, value: .flag,
      help: "With latex and html: only the body, for slides and pages of your own.",
      commands: [.explain]),
    Option(
      name: .output, short: "o", value: .file,
      help: "The file to write, whole or not at all; - is standard output.",
      preset: "standard output", commands: [.explain, .translate]),
    Option(
      name: .notation, value: .choiceOrFile(Notation.presets.map(\.name)), placeholder: "NAME",
      help: "The letters and indices, as listed by '\(program) notations', or a notation file.",
      preset: Notation.nielsen.name, commands: [.explain]),
    Option(
      name: .arithmetic, value: .choice(ArithmeticChoice.allCases.map(\.rawValue)),
      help: "Exact fractions, certified digits, or double precision; auto takes fractions where "
        + "the problem has them, else certified digits.",
      preset: ArithmeticChoice.auto.rawValue, commands: [.explain]),
    Option(
      name: .digits, value: .number(1...1000), help: "Significant digits of computed numbers.",
      preset: "6", commands: [.explain]),
    Option(
      name: .decimals, value: .number(0...1000),
      help: "Digits after the point, instead of --digits.", commands: [.explain]),
    Option(
      name: .carry, value: .choice(StepBuilder.Carry.allCases.map(\.rawValue)),
      help: "What the next step computes with: the full value, or the number as shown.",
      preset: StepBuilder.Carry.full.rawValue, commands: [.explain]),
    Option(
      name: .detail, value: .choice(ExplanationOptions.Detail.allCases.map(\.rawValue)),
      help: "The lines of a step: its value, symbols and numbers too, or every line.",
      preset: ExplanationOptions.Detail.full.rawValue, commands: [.explain]),
    Option(
      name: .only, value: .parts,
      help: "What is shown, separated by commas: \(partWords). May be repeated.",
      preset: "everything", commands: [.explain]),
    Option(
      name: .check, value: .flag,
      help: "Compare each error with a central difference.", commands: [.explain]),
    Option(
      name: .noWhy, value: .flag, help: "Leave out the reasons of the steps.",
      commands: [.explain]),
    Option(
      name: .sample, value: .number(1...1_000_000_000),
      help: "The sample that is worked in full, counted from 1.", preset: "1",
      commands: [.explain]),
    Option(
      name: .updates, value: .number(1...1000),
      help: "How many updates of the weights are explained.", preset: "1", commands: [.explain]),
    Option(
      name: .width, value: .number(TerminalSettings.widths),
      help: "Columns of the terminal format.", preset: "the terminal's, else 80",
      commands: [.explain, .notations]),
    Option(
      name: .color, value: .choice(ColorChoice.allCases.map(\.rawValue)),
      help: "Colours of the terminal format; auto: on a terminal, unless NO_COLOR is set.",
      preset: ColorChoice.auto.rawValue, commands: [.explain, .notations]),
    Option(
      name: .lessons, value: .folder,
      help: "A folder of lesson files that is searched before the built-in lessons.",
      commands: [.explain, .lessons]),
    Option(
      name: .from,
      value: .choiceOrFile([TranslateCommand.automatic] + Notation.presets.map(\.name)),
      placeholder: "NAME",
      help: "The notation of the file, or a notation file; auto takes the one that reads the most.",
      preset: TranslateCommand.automatic, commands: [.translate]),
    Option(
      name: .to, value: .choiceOrFile(Notation.presets.map(\.name)), placeholder: "NAME",
      help: "The notation to write, or a notation file.", preset: Notation.nielsen.name,
      commands: [.translate]),
    Option(
      name: .decimalComma, value: .flag, help: "Read 3,5 as one number, and write it so.",
      commands: [.translate]),
    Option(
      name: .force, value: .flag, help: "Overwrite files that exist.",
      commands: [.explain, .translate, .new]),
    Option(
      name: .help, short: "h", value: .flag, help: "Print this help.",
      commands: CommandName.allCases),
    Option(
      name: .version, value: .flag, help: "Print the version.", commands: []),
  ]

  /// Returns the options that a command takes, in the order of the table.
  static func options(of command: CommandName) -> [Option] {
    options.filter { $0.commands.contains(command) }
  }

  /// Returns the description of an option.
  static func option(_ name: OptionName) -> Option? { options.first { $0.name == name } }
}
