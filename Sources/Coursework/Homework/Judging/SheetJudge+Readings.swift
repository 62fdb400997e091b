import BackpropEngine
import Derivations
import MathSyntax

extension SheetJudge {
  /// Chooses the dialect that reads more of a text; the other ones are tried where it fails.
  mutating func takeDialect(of sheet: Submission.Sheet) {
    otherReaders = []
    if notation.dialects.count > 1 {
      let readers = notation.dialects.map { reader.inNotation($0) }
      let formulas = sheet.pieces.compactMap { piece in
        if case .formula(let formula) = piece { formula } else { nil }
      }.prefix(Self.sampleSize)
      let counts = readers.map { reader in
        var claims = ClaimReader(reader, sheet.bytes)
        return formulas.count { claims.read($0, after: false).allSatisfy(\.isRead) }
      }
      let best = counts.indices.max { counts[$0] < counts[$1] } ?? 0
      reader = readers[best]
      judge.wording.writer = judge.wording.writer.inNotation(reader.notation)
      otherReaders = readers.indices.filter { $0 != best }.map { readers[$0] }
    } else if scope.isGeneral, let layersBelow = notation.layersBelow {
      otherReaders = [reader.inNotation(layersBelow)]
    }
  }

  /// How many formulas are enough to tell a dialect by.
  private static let sampleSize = 500

  /// Judges a formula, in another dialect where that makes more of it.
  mutating func judge(
    _ formula: Submission.FormulaPiece, _ claims: inout ClaimReader, _ sheet: Submission.Sheet,
    _ places: inout SourcePlaces
  ) {
    let read = claims.read(formula, after: open != nil)
    let widths = reader.context.widths ?? []
    if widths.count > 2, read.contains(where: { Self.mayCountOutputsAlone($0, widths) }) {
      var context = reader.context
      context.countsOutputsAlone = true
      var alone = claims
      alone.reader = reader.inContext(context)
      addBest(of: read, alone.read(formula, after: open != nil), sheet, &places)
      return
    }
    guard !otherReaders.isEmpty else {
      for claim in read { add(claim, sheet, &places) }
      return
    }
    let before = withoutJudgements
    let count = judgements.count
    for claim in read { add(claim, sheet, &places) }
    guard !judgements[count...].allSatisfy(\.isSettled) else { return }
    for other in otherReaders {
      var trial = before
      var otherClaims = claims
      otherClaims.reader = other
      let otherRead = otherClaims.read(formula, after: trial.open != nil)
      // Dialects differ in what bare letters mean; else the same reading means the same.
      if notation.dialects.count == 1, otherRead.map(\.expressions) == read.map(\.expressions) {
        continue
      }
      trial.judge.wording.writer = judge.wording.writer.inNotation(other.notation)
      for claim in otherRead { trial.add(claim, sheet, &places) }
      if before.scope.isGeneral, notation.dialects.count == 1 {
        guard trial.judgements.allSatisfy(\.isSettled), !trial.judgements.isEmpty else { continue }
        trial.judgements[0].message.append(" The numbers below the letters are read as layers.")
      } else {
        let unread = judgements[count...].count { $0.verdict == .unreadable }
        let unreadThen = trial.judgements.count { $0.verdict == .unreadable }
        let isBetter =
          unreadThen < unread
          || unreadThen == unread
            && trial.judgements.count { !$0.isSettled }
              < judgements[count...].count { !$0.isSettled }
        guard isBetter else { continue }
      }
      take(trial, from: count)
      return
    }
  }

  /// The judge as it stands, its judgements counted only: copies of them would take long.
  private var withoutJudgements: SheetJudge {
    var judge = self
    judge.judgements = []
    judge.earlierCount = judgementCount
    return judge
  }

  /// Takes over what another judge has found out of the last formula.
  private mutating func take(_ trial: SheetJudge, from count: Int) {
    let (writer, earlier) = (judge.wording.writer, earlierCount)
    var all: [Judgement] = []
    swap(&all, &judgements)
    all.removeSubrange(count...)
    all += trial.judgements
    self = trial
    judge.wording.writer = writer
    judgements = all
    earlierCount = earlier
  }

  /// Adds what a formula claims, or what it claims where a_1 without a layer is the output 1, if that does
  /// more for it.
  private mutating func addBest(
    of claims: [Claim], _ alone: [Claim], _ sheet: Submission.Sheet, _ places: inout SourcePlaces
  ) {
    // A fault that is explained is the smaller one.
    func faults(_ judgements: ArraySlice<Judgement>) -> Int {
      judgements.reduce(0) { sum, judgement in
        guard judgement.verdict.group == .wrong else { return sum }
        return sum + (judgement.candidates.isEmpty ? 3 : 2)
      }
    }
    var other = withoutJudgements
    let count = judgements.count
    for claim in claims { add(claim, sheet, &places) }
    let found = faults(judgements[count...])
    guard found > 0 else { return }
    for claim in alone { other.add(claim, sheet, &places) }
    if faults(other.judgements[...]) < found { take(other, from: count) }
  }

  /// Whether a line about an output or a target has a unit of an earlier layer with a number that an
  /// output has too: δ_1 = a_1 − y_1.
  private static func mayCountOutputsAlone(_ claim: Claim, _ widths: [Int]) -> Bool {
    guard case .chain(let chain) = claim, let outputs = widths.last else { return false }
    let depth = widths.count - 1
    var isAboutOutput = false
    var hasEarlier = false
    func look(_ expression: MathExpression) -> Bool {
      guard case .quantity(let quantity) = expression else {
        return expression.containsPart(where: look)
      }
      switch quantity.kind {
      case .target: isAboutOutput = true
      case .activation where quantity.layer == .last || quantity.layer == .number(depth):
        isAboutOutput = true
      case .activation, .weightedInput, .error:
        if let unit = quantity.unit?.number, unit <= outputs, let layer = quantity.layer?.number,
          layer < depth
        {
          hasEarlier = true
        }
      default: break
      }
      return isAboutOutput && hasEarlier
    }
    return chain.sides.contains { $0.expression.map(look) ?? false }
  }
}

extension Claim {
  /// What was read of its sides.
  fileprivate var expressions: [MathExpression?] {
    if case .chain(let chain) = self { chain.sides.map(\.expression) } else { [] }
  }

  /// Whether nothing of it is left unread.
  fileprivate var isRead: Bool {
    switch self {
    case .unreadable: false
    case .chain(let chain): chain.sides.allSatisfy { $0.expression != nil }
    }
  }
}

extension Judgement {
  /// Whether nothing is left to be found out by reading it in another way.
  fileprivate var isSettled: Bool { verdict.group == .right || verdict == .given }
}
