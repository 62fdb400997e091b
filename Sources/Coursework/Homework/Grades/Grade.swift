public import ExactArithmetic
import MathSyntax

/// The points of a submission, line by line.
public struct Grade: Hashable, Sendable {
  /// What has points of its own: the lines, and the results that are asked for.
  public var items: [Item]

  /// A line, or a result that is asked for.
  public struct Item: Hashable, Sendable {
    /// How reports call it: the claims of a line, or the name of a result.
    public var title: String
    /// The claims, by their places in the verification; empty where a result is missing.
    public var claims: [Int]
    /// What it is worth.
    public var points: Rational
    /// What it has been given.
    public var score: Rational
    /// Whether nothing in it could be judged, so that a person should look.
    public var needsPerson: Bool
  }

  /// The points that have been given.
  public var score: Rational { items.reduce(0) { $0 + $1.score } }

  /// The points that there are, without those of lines that a person should look at.
  public var maximum: Rational {
    items.reduce(0) { $0 + ($1.needsPerson ? 0 : $1.points) }
  }

  /// How many lines a person should look at.
  public var openCount: Int { items.count(where: \.needsPerson) }

  /// Grades a submission.
  ///
  /// The claims of a line share its points evenly; what only introduces something has none. Claims
  /// that could not be read or decided score nothing and take nothing away from the others.
  public init(_ verification: Verification, _ scheme: PointsScheme = PointsScheme()) {
    let judgements = verification.judgements
    var groups: [(key: Key, claims: [Int])] = []
    var places: [Key: Int] = [:]
    for (index, judgement) in judgements.enumerated() where judgement.verdict != .given {
      let result = scheme.results.firstIndex { $0.subject == judgement.subject }
      let key = result.map(Key.result) ?? .line(cell: judgement.cell, judgement.line)
      if let place = places[key] {
        groups[place].claims.append(index)
      } else {
        places[key] = groups.count
        groups.append((key, [index]))
      }
    }
    for index in scheme.results.indices where places[.result(index)] == nil {
      groups.append((.result(index), []))
    }
    items = groups.map { key, claims in
      let points: Rational
      let title: String
      switch key {
      case .result(let index):
        points = scheme.results[index].points
        title = scheme.results[index].name
      case .line:
        points = scheme.points(ofLineAbout: claims.first.flatMap { judgements[$0].subject })
        title = claims.map { judgements[$0].text }.joined(separator: ", ")
      }
      let counted = claims.filter { judgements[$0].verdict.group.isCounted }
      let credit = counted.reduce(Rational(0)) { $0 + scheme.share(of: judgements[$1]) }
      return Item(
        title: title, claims: claims, points: points,
        score: counted.isEmpty ? 0 : points * credit / Rational(counted.count),
        needsPerson: counted.isEmpty && !claims.isEmpty)
    }
  }

  /// What claims are grouped by.
  private enum Key: Hashable {
    case line(cell: Int?, Int)
    case result(Int)
  }
}

extension Verdict.Group {
  /// Whether claims of this group have points.
  var isCounted: Bool {
    switch self {
    case .right, .wrong, .follows: true
    case .unreadable, .undecided, .given: false
    }
  }
}

extension Rational {
  /// The number with at most four decimals, without zeros at the end, as files have it.
  public var pointsText: String {
    let (numeral, _) = rounded(decimals: 4)
    let digits = numeral.digits
    if numeral.isZero || digits.isEmpty { return "0" }
    var text = ""
    for place in stride(
      from: max(0, numeral.exponent), through: min(0, numeral.lastExponent), by: -1)
    {
      if place == -1 { text += "." }
      let index = numeral.exponent - place
      text += digits.indices.contains(index) ? String(digits[index]) : "0"
    }
    if text.contains(".") {
      while text.last == "0" { text.removeLast() }
      if text.last == "." { text.removeLast() }
    }
    return (numeral.isNegative ? "-" : "") + text
  }
}
