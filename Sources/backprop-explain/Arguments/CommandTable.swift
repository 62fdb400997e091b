import BackpropEngine
import Coursework
import Derivations
import MathSyntax

/// The one table that parsing, help and completions come from.
///
/// It stays one file, so that what is said of a command and of its options is read in one place.
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
    /// Whether there may be several.
    var isRepeated = false
    var help: String

    /// What the word stands for.
    enum Kind: Sendable {
      /// A lesson, a file, or `-`.
      case subject
      case lesson
      /// One of a few words.
      case choice([String])
      /// One of a few words, or a file; what has a slash or a point in it is a path.
      case choiceOrFile([String])
      /// A file or a folder, or `-`.
      case file
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
    /// What is different for some of the commands.
    var variants: [CommandName: Variant] = [:]

    /// An option as it is for one command; nil: as for the others.
    struct Variant: Sendable {
      var value: ValueKind?
      var placeholder: String?
      var help: String?
      var preset: String?
    }

    /// The option as it is for a command.
    func adapted(to command: CommandName) -> Option {
      guard let variant = variants[command] else { return self }
      var option = self
      option.value = variant.value ?? value
      option.placeholder = variant.placeholder ?? placeholder
      option.help = variant.help ?? help
      option.preset = variant.preset ?? preset
      return option
    }
  }

  /// What an option's value can be.
  enum ValueKind: Sendable {
    case flag
    case choice([String])
    /// One of a few words, or a file; what has a slash or a point in it is a path.
    case choiceOrFile([String])
    /// Any word.
    case text
    case number(ClosedRange<Int>)
    case file
    case folder
    /// A problem file, or the name of a lesson whose problem is meant.
    case problem
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
      name: .verify,
      summary: "Check homework line by line: numbers and derivations",
      operands: [
        Operand(
          name: "FILE", kind: .file, isRepeated: true,
          help: "A submission in Markdown, LaTeX, plain text or a notebook; - is standard input. "
            + "Of a folder, all submissions in it.")
      ],
      notes: [
        "A file may begin with lines 'key: value' between two lines --- (in LaTeX, '% key: value'): "
          + "problem, lesson, notation, activation, output-activation, cost. Options win.",
        "A points file has a rule a line, the last that fits counts: '* 0' and 'delta layer=1 2' "
          + "are points a line, '$\\delta^2_1$ 3' is a result that is asked for, 'FOLLOWS 80%' and "
          + "'SIGN_OUT 50%' are what a verdict or a mistake leaves.",
        "Exit codes: 0 all right; 1 something is wrong; 2 nothing to verify, or a file that cannot "
          + "be read; 3 nothing is wrong, but something could not be read or decided.",
      ],
      examples: [
        ("\(program) verify hw.md --problem net.json", "a student's own lines"),
        ("\(program) verify hw/ --points p.txt -o out/", "a class: a sheet each, and a table"),
      ]),
    Command(
      name: .handout,
      summary: "Make worksheets with variants, and their keys",
      operands: [
        Operand(
          name: "SUBJECT", kind: .subject, isRequired: false,
          help: "A lesson with a problem, a problem file or a lesson file, whose numbers are drawn "
            + "anew; without it: --shape.")
      ],
      notes: [
        "With a folder as --output, a variant has two files, NAME-01.md and NAME-01-key.md. The same "
          + "seed always gives the same numbers, and no known mistake gives a right number.",
        "A filled-in sheet says what it is about: '\(program) verify NAME-01.md' needs nothing else.",
      ],
      examples: [
        ("\(program) handout xor --variants 30 -o sheets/", "for a class"),
        ("\(program) handout xor --names class.csv -o sheets.pdf", "a page for each name"),
        ("\(program) handout --shape 2-2-1 --activation relu --numbers integers", "whole numbers"),
      ]),
    Command(
      name: .quiz,
      summary: "Ask for each number and rule of a problem, with hints",
      operands: [
        Operand(
          name: "SUBJECT", kind: .subject,
          help: "A lesson's name, for the problem in it, or a problem file (net.json).")
      ],
      notes: [
        "An answer is a number, a calculation or a formula, as 'verify' reads it; ? is a hint, ! shows "
          + "the answer, q ends the quiz. Answers may come from a pipe, one a line."
      ],
      examples: [
        ("\(program) quiz xor", "the whole calculation"),
        ("\(program) quiz net.json --only delta --ask values", "only the errors, as numbers"),
        ("\(program) quiz softmax --seed 7", "with other numbers"),
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
      preset: "by the ending of --output, else terminal", commands: [.explain, .verify, .handout],
      variants: [
        .handout: .init(
          value: .choice(
            Handout.Format.allCases.map(\.rawValue) + QuestionBank.Format.allCases.map(\.rawValue)),
          help: "The format: fields in html tell whether a number is right, and pdf needs a LaTeX "
            + "program. moodle is a question bank that judges answers and names known mistakes; anki "
            + "is flash cards. Both have all variants in one file.",
          preset: "by the ending of --output, else markdown"),
        .verify: .init(
          value: .choice(VerifyFormat.allCases.map(\.rawValue)),
          help: "The format: markdown is feedback for a student; csv a row for each file; json, "
            + "junit and gradescope are for other programs.",
          preset: "by the ending of --output, else terminal"),
      ]),
    Option(
      name: .fragment, value: .flag,
      help: "With latex and html: only the body, for slides and pages of your own.",
      commands: [.explain, .handout]),
    Option(
      name: .output, short: "o", value: .file,
      help: "The file to write, whole or not at all; - is standard output.",
      preset: "standard output", commands: [.explain, .verify, .handout, .translate],
      variants: [
        .handout: .init(
          placeholder: "FILE|FOLDER",
          help: "The file to write, with a page break between variants; or a folder, for a sheet "
            + "and a key of each."),
        .verify: .init(
          placeholder: "FILE|FOLDER",
          help: "The file to write; or a folder, for one feedback file a submission and a table of "
            + "all, results.csv."),
      ]),
    Option(
      name: .notation, value: .choiceOrFile(Notation.presets.map(\.name)), placeholder: "NAME",
      help: "The letters and indices, as listed by '\(program) notations', or a notation file.",
      preset: Notation.nielsen.name, commands: [.explain, .verify, .handout, .quiz],
      variants: [.verify: .init(preset: "as the file says, else \(Notation.nielsen.name)")]),
    Option(
      name: .problem, value: .problem, placeholder: "FILE|LESSON",
      help: "The problem that the homework is about: a problem file, or a lesson with a problem.",
      preset: "as the file says", commands: [.verify]),
    Option(
      name: .activation, value: .choice(Activation.names), placeholder: "NAME",
      help:
        "What f is in derivations, without a problem: \(Activation.names.joined(separator: ", ")).",
      preset: "as the file says, else any smooth function", commands: [.verify, .handout],
      variants: [
        .handout: .init(
          help: "With --shape, the activation function of the hidden layers.", preset: "sigmoid")
      ]),
    Option(
      name: .outputActivation, value: .choice(Activation.names), placeholder: "NAME",
      help: "The same for the last layer.", preset: "as --activation",
      commands: [.verify, .handout]),
    Option(
      name: .cost, value: .choice(Cost.allCases.map(\.rawValue)), placeholder: "NAME",
      help: "What C is in derivations, without a problem: "
        + Cost.allCases.map(\.rawValue).joined(separator: ", ") + ".",
      preset: "as the file says, else any smooth function", commands: [.verify, .handout],
      variants: [
        .handout: .init(
          help: "With --shape, the cost: "
            + Cost.allCases.map(\.rawValue).joined(separator: ", ") + ".",
          preset: Cost.halfSquaredError.rawValue)
      ]),
    Option(
      name: .arithmetic, value: .choice(ArithmeticChoice.allCases.map(\.rawValue)),
      help: "Exact fractions, certified digits, or double precision; auto takes fractions where "
        + "the problem has them, else certified digits.",
      preset: ArithmeticChoice.auto.rawValue, commands: [.explain, .handout, .quiz]),
    Option(
      name: .digits, value: .number(1...1000), help: "Significant digits of computed numbers.",
      preset: "6", commands: [.explain]),
    Option(
      name: .decimals, value: .number(0...1000),
      help: "Digits after the point, instead of --digits.", commands: [.explain, .handout, .quiz],
      variants: [
        .quiz: .init(
          value: .number(0...100), help: "Digits after the point that answers are asked with.",
          preset: "4"),
        .handout: .init(
          value: .number(VariantWishes.decimalRange),
          help: "Digits after the point that answers are asked with.", preset: "4"),
      ]),
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
      preset: "everything", commands: [.explain, .verify, .quiz],
      variants: [
        .verify: .init(
          help: "What counts, separated by commas: \(partWords). May be repeated.")
      ]),
    Option(
      name: .strict, value: .flag, help: "A last digit that is one off counts as wrong.",
      commands: [.verify]),
    Option(
      name: .strictEquals, value: .flag,
      help: "Remark on every = before a rounded number, where ≈ is meant.", commands: [.verify]),
    Option(
      name: .decimalComma, value: .flag, help: "3,5 is one number.",
      preset: "where a file has no decimal points", commands: [.verify, .translate],
      variants: [
        .translate: .init(help: "3,5 is one number, and written so.", preset: "3.5 is")
      ]),
    Option(
      name: .ask, value: .choice(QuizOptions.Kind.allCases.map(\.rawValue)),
      help: "What is asked for: numbers, rules, or each rule before it is first used.",
      preset: QuizOptions.Kind.both.rawValue, commands: [.quiz]),
    Option(
      name: .points, value: .file,
      help: "A file that says what lines are worth; see above.", preset: "one point a line",
      commands: [.verify]),
    Option(
      name: .exitZero, value: .flag,
      help: "Exit with 0 whatever the verdicts are, as Gradescope wants it.",
      commands: [.verify]),
    Option(
      name: .variants, value: .number(VariantWishes.variantRange),
      help: "How many worksheets, each with numbers of its own.", preset: "1",
      commands: [.handout]),
    Option(
      name: .seed, value: .number(0...Int.max),
      help: "Where the numbers come from; the same seed gives the same ones.", preset: "1",
      commands: [.handout, .quiz],
      variants: [
        .quiz: .init(
          help: "Draw other numbers, with which known mistakes show; the same seed gives the same "
            + "ones.", preset: "the problem's own numbers")
      ]),
    Option(
      name: .shape, value: .text, placeholder: "2-3-1",
      help: "The units of each layer, the input first, instead of a subject.",
      commands: [.handout]),
    Option(
      name: .numbers, value: .choice(NumberKind.allCases.map(\.rawValue)),
      help: "The numbers that are given.", preset: NumberKind.decimals.rawValue,
      commands: [.handout, .quiz],
      variants: [
        .quiz: .init(help: "The numbers that are drawn.", preset: "decimals, with --seed")
      ]),
    Option(
      name: .anyNumbers, value: .flag,
      help: "Take numbers with which a known mistake may give a right result.",
      commands: [.handout]),
    Option(
      name: .deadUnits, value: .flag, help: "Let units of relu be dead.", commands: [.handout]),
    Option(
      name: .blanks, value: .choice(WorksheetOptions.Blanks.allCases.map(\.rawValue)),
      help: "What is left blank: values in tables, values with room to write, numbers and values "
        + "of each step, or nothing.",
      preset: WorksheetOptions.Blanks.values.rawValue, commands: [.handout]),
    Option(
      name: .hints, value: .flag, help: "Print the rules above each part.", commands: [.handout]),
    Option(
      name: .worked, value: .number(0...100),
      help: "How many rows of each part are worked as an example.", preset: "0",
      commands: [.handout]),
    Option(
      name: .drawing, value: .flag,
      help: "Draw the network, with blanks where its numbers are to be found out.",
      commands: [.handout]),
    Option(
      name: .names, value: .file,
      help: "A class list as CSV: a column of names, with a header such as 'name' or without; each "
        + "name gets a variant.", commands: [.handout]),
    Option(
      name: .key, value: .choice(WorksheetOptions.Key.allCases.map(\.rawValue)),
      help: "What a key shows: values, every step, or what known mistakes give. Without a folder, "
        + "the key is printed in place of the sheet.",
      preset: WorksheetOptions.Key.short.rawValue, commands: [.handout]),
    Option(
      name: .check, value: .flag,
      help: "Compare each error with a central difference.", commands: [.explain]),
    Option(
      name: .noWhy, value: .flag, help: "Leave out the reasons of the steps.",
      commands: [.explain]),
    Option(
      name: .sample, value: .number(1...1_000_000_000),
      help: "The sample that is worked in full, counted from 1.", preset: "1",
      commands: [.explain, .handout, .quiz],
      variants: [
        .handout: .init(preset: "the first with the fewest zeros"),
        .quiz: .init(
          help: "The sample that is worked, counted from 1.",
          preset: "1, with --seed the first with the fewest zeros"),
      ]),
    Option(
      name: .updates, value: .number(1...1000),
      help: "How many updates of the weights are explained.", preset: "1", commands: [.explain]),
    Option(
      name: .width, value: .number(TerminalSettings.widths),
      help: "Columns of the terminal format.", preset: "the terminal's, else 80",
      commands: [.explain, .verify, .quiz, .notations]),
    Option(
      name: .color, value: .choice(ColorChoice.allCases.map(\.rawValue)),
      help: "Colours of the terminal format; auto: on a terminal, unless NO_COLOR is set.",
      preset: ColorChoice.auto.rawValue, commands: [.explain, .verify, .quiz, .notations]),
    Option(
      name: .lessons, value: .folder,
      help: "A folder of lesson files that is searched before the built-in lessons.",
      commands: [.explain, .verify, .handout, .quiz, .lessons]),
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
      name: .force, value: .flag, help: "Overwrite files that exist.",
      commands: [.explain, .verify, .handout, .translate, .new]),
    Option(
      name: .help, short: "h", value: .flag, help: "Print this help.",
      commands: CommandName.allCases),
    Option(
      name: .version, value: .flag, help: "Print the version.", commands: []),
  ]

  /// Returns the options that a command takes, in the order of the table.
  static func options(of command: CommandName) -> [Option] {
    options.filter { $0.commands.contains(command) }.map { $0.adapted(to: command) }
  }

  /// Returns the description of an option.
  static func option(_ name: OptionName) -> Option? { options.first { $0.name == name } }
}
