import MathSyntax

/// What the commands of LaTeX mathematics mean.
enum LaTeXCommands {
  /// What a command does.
  enum Meaning {
    case letter(String)
    case symbol(MathSymbol)
    case function(String)
    case largeOperator(Formula.LargeOperator)
    case accent(Formula.Accent)
    /// The letters of the argument are set in a style.
    case style(Formula.LetterStyle)
    /// The letters of the rest of the group are set in a style.
    case styleSwitch(Formula.LetterStyle)
    case fraction
    case root
    case operatorName
    case opening(Formula.Delimiter)
    case closing(Formula.Delimiter)
    /// A bar, which opens or closes.
    case bar(Formula.Delimiter)
    case left
    case right
    /// `\bigl` and the like: the delimiter behind it opens, closes, or what it does by itself.
    case size(opens: Bool?)
    /// `\middle`: the delimiter behind it is a bar between.
    case middle
    case over
    /// The argument is taken as if the command were not there.
    case transparent
    /// The second argument is taken, the first falls away: `\stackrel`.
    case annotated
    /// The argument is taken and a script behind it falls away: `\underbrace`.
    case braced
    /// Words that stand for themselves: `\%`.
    case text(String)
    case ignored
  }

  /// Returns what a command means; nil if it is not known.
  static func meaning(of name: String) -> Meaning? { table[name] }

  /// All names, for suggestions; sorted, so that the same one is suggested every time, and small
  /// letters before capitals.
  static let names: [String] =
    (table.keys + ["text", "begin", "end"]).sorted(by: >)

  private static let table: SpellingMap<Meaning> = {
    var table = SpellingMap<Meaning>()
    for name in LaTeXNames.functions { table[name] = .function(name) }
    for (letter, command) in LaTeXNames.letters { table[command] = .letter(letter) }
    for symbol in MathSymbol.allCases {
      if let command = LaTeXNames.command(of: symbol) {
        table[command.description] = .symbol(symbol)
      }
    }
    for (symbol, names) in symbolNames {
      for name in names.split(separator: " ") { table[String(name)] = .symbol(symbol) }
    }
    for (meaning, names) in others {
      for name in names.split(separator: " ") { table[String(name)] = meaning }
    }
    return table
  }()

  /// Other names of symbols.
  private static let symbolNames: [(symbol: MathSymbol, names: String)] = [
    (.dot, "cdotp bullet"),
    (.asterisk, "star"),
    (.divide, "div slash"),
    (.circle, "circ"),
    (.approximately, "approxeq simeq sim cong doteq thickapprox"),
    (.notEquals, "ne not="),
    (.equals, "equiv"),
    (.less, "lt"),
    (.greater, "gt"),
    (.lessOrEqual, "le leqslant leqq"),
    (.greaterOrEqual, "ge geqslant geqq"),
    (.defines, "coloneqq coloneq triangleq defeq"),
    (.becomes, "gets longleftarrow"),
    (.to, "rightarrow longrightarrow mapsto longmapsto"),
    (.implies, "implies Longrightarrow therefore"),
    (.equivalent, "iff Longleftrightarrow leftrightarrow"),
    (.transpose, "intercal"),
    (.not, "lnot"),
    (.and, "land"),
    (.or, "lor"),
    (.exclusiveOr, "veebar"),
    (.colon, "colon"),
    (.ellipsis, "ldots dotsc dotso"),
    (.centeredEllipsis, "dotsb dotsm"),
    (.quad, "qquad"),
  ]

  private static let others: [(meaning: Meaning, names: String)] = [
    (.fraction, "frac dfrac tfrac cfrac"),
    (.root, "sqrt"),
    (.operatorName, "operatorname"),
    (.largeOperator(.sum), "sum"),
    (.largeOperator(.product), "prod"),
    (.largeOperator(.integral), "int"),
    (.accent(.hat), "hat widehat"),
    (.accent(.tilde), "tilde widetilde"),
    (.accent(.bar), "bar overline"),
    (.accent(.arrow), "vec overrightarrow"),
    (.accent(.dot), "dot"),
    (.style(.bold), "mathbf boldsymbol bm pmb textbf vect mathbfit"),
    (.style(.upright), "mathrm mathsf mathtt"),
    (.style(.italic), "mathit mathnormal"),
    (.style(.blackboard), "mathbb"),
    (.style(.calligraphic), "mathcal mathscr mathfrak"),
    (.styleSwitch(.bold), "bf bfseries boldmath"),
    (.styleSwitch(.italic), "it itshape"),
    (.styleSwitch(.upright), "rm sf tt"),
    (.styleSwitch(.calligraphic), "cal"),
    (.opening(.brace), "{ lbrace"),
    (.closing(.brace), "} rbrace"),
    (.opening(.bracket), "lbrack"),
    (.closing(.bracket), "rbrack"),
    (.opening(.parenthesis), "lparen"),
    (.closing(.parenthesis), "rparen"),
    (.opening(.bar), "lvert"),
    (.closing(.bar), "rvert"),
    (.opening(.doubleBar), "lVert"),
    (.closing(.doubleBar), "rVert"),
    (.bar(.bar), "vert"),
    (.bar(.doubleBar), "| Vert"),
    (.left, "left"),
    (.right, "right"),
    (.size(opens: true), "bigl Bigl biggl Biggl"),
    (.size(opens: false), "bigr Bigr biggr Biggr"),
    (.size(opens: nil), "big Big bigg Bigg"),
    (.middle, "middle bigm Bigm biggm Biggm"),
    (.over, "over"),
    (.transparent, "mathbin mathrel mathop mathord mathopen mathclose mathpunct mathinner boxed"),
    (.transparent, "underline cancel bcancel xcancel fbox ensuremath smash"),
    (.annotated, "stackrel overset underset"),
    (.braced, "underbrace overbrace"),
    (.function("sgn"), "sgn"),
    (.function("sign"), "sign"),
    (.function("ReLU"), "ReLU relu"),
    (.function("softmax"), "softmax"),
    (.function("sigmoid"), "sigmoid"),
    (.function("argmax"), "argmax"),
    (.function("argmin"), "argmin"),
    (.function("diag"), "diag"),
    (.text("%"), "%"),
    (.text("#"), "#"),
    (.text("$"), "$"),
    (.text("&"), "&"),
    (.text("_"), "_"),
    (.ignored, "displaystyle textstyle scriptstyle scriptscriptstyle limits nolimits"),
    (.ignored, "nonumber notag allowbreak nobreak hfill strut mathstrut thinspace medspace"),
    (.ignored, "thickspace enspace negthinspace hline toprule midrule bottomrule displaybreak"),
    (.ignored, "normalfont rmfamily mathstrut relax noindent centering small large Large"),
  ]

  /// Names of functions that stand for themselves in text, with or without a command.
  static let functionWords: Set<String> = LaTeXNames.functions.subtracting([
    "arg", "deg", "det", "dim", "gcd", "hom", "inf", "ker", "lg", "Pr", "sup",
  ]).union([
    "ReLU", "relu", "sgn", "sign", "softmax", "softplus", "sigmoid", "argmax", "argmin", "diag",
    "logistic", "maxout", "step", "NNet",
  ])

  /// Words of several letters that name one thing in homework.
  static let nameWords: Set<String> = [
    "net", "out", "loss", "lr", "grad", "err", "total", "target", "output", "cost",
    "Loss", "Cost",
  ]

  /// What a word of several letters is that is one token.
  enum Word {
    case function
    case name
  }

  /// The words of several letters that are one token.
  static func words(_ names: Set<String>) -> SpellingMap<Word> {
    SpellingMap(functionWords.map { ($0, .function) } + names.map { ($0, .name) })
  }

  /// Words that make one truth value of others, where an argument follows.
  static let logicWords: Set<String> = ["AND", "OR", "NOT", "XOR"]

  // MARK: Environments

  /// How an environment is read.
  enum Environment {
    case grid(Formula.Grid)
    /// Lines of mathematics, not a thing of its own.
    case lines
  }

  static func environment(_ name: String) -> Environment? { environments[name] }

  static let environmentNames: [String] = environments.keys.sorted()

  private static let environments: [String: Environment] = {
    var table: [String: Environment] = [
      "matrix": .grid(.matrix(.none)), "smallmatrix": .grid(.matrix(.none)),
      "pmatrix": .grid(.matrix(.parenthesis)), "bmatrix": .grid(.matrix(.bracket)),
      "Bmatrix": .grid(.matrix(.brace)), "vmatrix": .grid(.matrix(.bar)),
      "Vmatrix": .grid(.matrix(.doubleBar)), "cases": .grid(.cases), "dcases": .grid(.cases),
      "array": .grid(.matrix(.none)), "subarray": .grid(.matrix(.none)),
    ]
    for name in [
      "align", "align*", "aligned", "alignedat", "alignat", "alignat*", "split", "gathered",
      "gather", "gather*", "equation", "equation*", "multline", "multline*", "multlined",
      "eqnarray",
      "eqnarray*", "displaymath", "math", "flalign", "flalign*",
    ] {
      table[name] = .lines
    }
    return table
  }()
}
