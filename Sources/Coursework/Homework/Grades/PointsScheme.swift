public import Derivations
public import ExactArithmetic
public import MathSyntax

/// What lines are worth, and what a verdict or a mistake leaves of it.
public struct PointsScheme: Hashable, Sendable {
  /// What lines are worth, in the order of the file; of several that fit, the last one counts.
  public var rules: [Rule] = []
  /// Results that are asked for: worth their points in all, nothing where they are missing.
  public var results: [Result] = []
  /// The share of its points that a line keeps, by verdict or by mistake.
  public var shares: [String: Rational] = [:]

  /// Creates the usual scheme: each line is worth one point.
  public init() {}

  /// What lines of one kind are worth.
  public struct Rule: Hashable, Sendable {
    /// The lines it is about; everything, with `*`.
    public var selection: ExplanationOptions.Selection
    /// The points of each.
    public var points: Rational

    /// Creates a rule.
    public init(_ selection: ExplanationOptions.Selection, points: Rational) {
      self.selection = selection
      self.points = points
    }
  }

  /// A result that is asked for.
  public struct Result: Hashable, Sendable {
    /// The left side, such as δ²₁.
    public var subject: MathExpression
    /// How the file writes it.
    public var name: String
    /// What it is worth, however many lines lead to it.
    public var points: Rational

    /// Creates a result.
    public init(_ subject: MathExpression, name: String, points: Rational) {
      self.subject = subject
      self.name = name
      self.points = points
    }
  }

  /// Returns the points of a line about something.
  func points(ofLineAbout subject: MathExpression?) -> Rational {
    let place = subject.flatMap(SubjectPart.init)
    return rules.last { $0.selection.includes(place) }?.points ?? 1
  }

  /// Returns the share of its points that a claim keeps.
  func share(of judgement: Judgement) -> Rational {
    if judgement.credit != 1 {
      if let mistake = judgement.mistake, let share = shares[mistake.id] { return share }
    }
    return shares[judgement.verdict.rawValue] ?? judgement.credit
  }
}

extension ExplanationOptions.Selection {
  /// Whether a line about something of this kind belongs to the selection.
  fileprivate func includes(_ place: SubjectPart?) -> Bool {
    if parts.isEmpty, layers.isEmpty { return true }
    guard let place, shows(place.part) else { return false }
    return layers.isEmpty || place.layer.map(layers.contains) ?? false
  }
}
