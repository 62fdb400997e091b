public import MathSyntax

extension ClassList.ReadingError {
  /// The words for people.
  public var diagnostic: Diagnostic {
    switch self {
    case .encoding:
      Diagnostic(
        "the class list is not in UTF-8", hints: ["save it as CSV in UTF-8, and try again"])
    case .openQuotation(let line):
      Diagnostic("the quotation mark in line \(line) is never closed")
    case .empty:
      Diagnostic("no names are in the class list", hints: ["expected one name a line"])
    }
  }
}
