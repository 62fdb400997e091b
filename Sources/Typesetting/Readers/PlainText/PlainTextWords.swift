import MathSyntax

/// What words of several letters mean in typed mathematics.
enum PlainTextWords {
  /// What a word is.
  enum Meaning {
    case letter(String)
    case function(String)
    case largeOperator(Formula.LargeOperator)
    case symbol(MathSymbol)
    case root
    case accent(Formula.Accent)
    /// A letter with a hat: yhat.
    case hatted(String)
    /// A letter with a word below it: Etotal.
    case marked(String, String)
    /// Words between statements.
    case text(String)
  }

  /// What stands behind a new value: w5 new.
  static let newWords: Set<String> = ["new", "neu", "novo", "nuevo", "nouveau"]

  /// The letters of the longest word.
  static let longest = 12

  /// Returns what a word means; nil where its letters stand for themselves.
  static func meaning(of word: String) -> Meaning? { table[word] }

  private static let table: SpellingMap<Meaning> = {
    var table = SpellingMap<Meaning>()
    for (letter, command) in LaTeXNames.letters where command.utf8.count > 1 {
      table[command] = .letter(letter)
    }
    for name in LaTeXCommands.functionWords { table[name] = .function(name) }
    for name in LaTeXCommands.nameWords { table[name] = .letter(name) }
    for word in newWords { table[word] = .text(word) }
    for word in ["if", "otherwise", "where", "for", "with", "else", "when", "because", "since"] {
      table[word] = .text(word)
    }
    table["Sum"] = .largeOperator(.sum)
    table["sum"] = .largeOperator(.sum)
    table["prod"] = .largeOperator(.product)
    table["sqrt"] = .root
    table["partial"] = .symbol(.partial)
    table["nabla"] = .symbol(.nabla)
    table["hat"] = .accent(.hat)
    table["tilde"] = .accent(.tilde)
    table["bar"] = .accent(.bar)
    table["vec"] = .accent(.arrow)
    table["dot"] = .accent(.dot)
    table["yhat"] = .hatted("y")
    table["bias"] = .letter("b")
    for letter in ["E", "C", "L", "J"] {
      for word in ["total", "tot", "ges", "gesamt"] {
        table[letter + word] = .marked(letter, word)
      }
    }
    return table
  }()
}
