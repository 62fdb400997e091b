import BackpropEngine
import Derivations
import ExactArithmetic
import MathSyntax

/// Judges the texts of a submission one after the other.
struct SheetJudge {
  private(set) var judgements: [Judgement] = []
  private var judge: ClaimJudge
  private var reader: NotationReader
  private let scopes: PageScopes
  private var scope: PageScope
  private let notation: Notation
  private let request: VerificationRequest
  private let deadline: ContinuousClock.Instant
  /// The chain that a line with a relation at its start goes on with.
  private var open: Chain?
  /// Other ways in which the lecture may have written a formula.
  private var otherReaders: [NotationReader] = []
  /// How many judgements there are beside those at hand.
  private var earlierCount = 0
  private var judgementCount: Int { earlierCount + judgements.count }

  init(
    _ scopes: PageScopes, _ notation: Notation, _ request: VerificationRequest,
    convention: Convention? = nil, deadline: ContinuousClock.Instant
  ) {
    self.scopes = scopes
    scope = scopes.first
    self.notation = notation
    self.request = request
    self.deadline = deadline
    reader = Self.reader(scope, notation)
    judge = Self.judge(scope, notation, request)
    if request.wantsApproximationSigns { judge.roundedEquals = .always }
    if case .negatedErrors? = convention { judge.negatesErrors = true }
  }

  private static func reader(_ scope: PageScope, _ notation: Notation) -> NotationReader {
    var reader = NotationReader(notation, context: scope.notationContext())
    reader.takesUnknownLettersAsNames = true
    return reader
  }

  private static func judge(
    _ scope: PageScope, _ notation: Notation, _ request: VerificationRequest
  ) -> ClaimJudge {
    var judge = ClaimJudge(
      scope.truth,
      Wording(writer: NotationWriter(notation, context: scope.notationContext())),
      assumptions: scope.assumptions, isStrict: request.isStrict)
    judge.isHandout = scope.isHandout
    judge.worked = scope.worked
    judge.context = scope.context
    if let sample = scope.sample { judge.moment.sample = sample }
    return judge
  }

  /// Goes on with what a note says that the text below it is about.
  private mutating func take(_ note: ReaderNote) {
    open = nil
    guard let next = try? scopes.scope(after: note) else { return }
    let isOfSameProblem = next.truth != nil && next.truth === scope.truth
    scope = next
    reader = Self.reader(scope, notation)
    var changed = Self.judge(scope, notation, request)
    changed.roundedEquals = judge.roundedEquals
    changed.names = judge.names
    if isOfSameProblem { changed.own = judge.own }
    judge = changed
  }

  /// Judges one text.
  mutating func judge(_ sheet: Submission.Sheet) {
    var places = SourcePlaces(sheet.bytes)
    let readsDecimalCommas = request.readsDecimalCommas ?? DecimalCommas.isUsed(in: sheet)
    reader.readsDecimalCommas = readsDecimalCommas
    let writesOutputsAsO = OutputNames.areO(in: sheet.bytes)
    if reader.context.writesOutputsAsO != writesOutputsAsO {
      var context = reader.context
      context.writesOutputsAsO = writesOutputsAsO
      reader = reader.inContext(context)
    }
    takeDialect(of: sheet)
    var claims = ClaimReader(reader, sheet.bytes)
    let conditions = LoneConditions(sheet, reader)
    open = nil
    for piece in sheet.pieces {
      switch piece {
      case .note(let note):
        take(note)
        reader.readsDecimalCommas = readsDecimalCommas
        takeDialect(of: sheet)
        claims = ClaimReader(reader, sheet.bytes)
        claims.restrictions = scope.restrictions(reader)
      case .moment(let mark): take(mark)
      case .formula(let formula):
        if isOver { return }
        if conditions.contains(formula) { continue }
        let general = claims.restrictions
        claims.restrictions += conditions.restrictions(of: formula)
        judge(formula, &claims, sheet, &places)
        claims.restrictions = general
      case .table(let table):
        open = nil
        // The rows may be about one sample after the other; the lines below are not about the last.
        let moment = judge.moment
        let tables = TableReader(reader, sheet.bytes, about: judge.truth?.problem)
        for claim in tables.claims(of: table, isHandout: scope.isHandout) {
          if isOver { break }
          add(claim, sheet, &places)
        }
        judge.moment = moment
        open = nil
      }
    }
  }

  /// The most claims of a file that are judged: a class is not asked for more.
  private static let judgementLimit = 10_000

  /// Whether the rest of the file is left undecided.
  private var isOver = false

  /// Says once that the rest of a file is not judged, if there are too many claims, or, where all other
  /// bounds have failed, too little time.
  private mutating func stops(
    at range: Range<Int>, _ sheet: Submission.Sheet, _ places: inout SourcePlaces
  ) -> Bool {
    if isOver { return true }
    let hasTooMany = judgementCount >= Self.judgementLimit
    guard hasTooMany || ContinuousClock.now > deadline else { return false }
    stop(at: range, hasTooMany: hasTooMany, sheet, &places)
    return true
  }

  private mutating func stop(
    at range: Range<Int>, hasTooMany: Bool, _ sheet: Submission.Sheet, _ places: inout SourcePlaces
  ) {
    isOver = true
    var finding = LinkFinding(.undecided)
    finding.message = [
      .text(
        hasTooMany
          ? "Not judged from here on: the file has more than \(Self.judgementLimit) claims."
          : "Not judged from here on: the time for a file is over.")
    ]
    append(.init(range: range, reading: nil, finding: finding), sheet, &places)
  }

  private mutating func take(_ mark: Submission.MomentMark) {
    guard let truth = judge.truth else { return }
    let problem = truth.problem
    if let update = mark.update, update <= truth.updates {
      judge.moment.update = update
      let batch = problem.batch(ofUpdate: update)
      if let first = batch.first, !batch.contains(judge.moment.sample) {
        judge.moment.sample = first
      }
    }
    if let sample = mark.sample, sample <= problem.samples.count { judge.moment.sample = sample }
  }

  // MARK: Claims

  private mutating func add(
    _ claim: Claim, _ sheet: Submission.Sheet, _ places: inout SourcePlaces
  ) {
    switch claim {
    case .unreadable(let range, let fault):
      open = nil
      if stops(at: range, sheet, &places) { return }
      var finding = LinkFinding(.unreadable)
      finding.message = Wording.unreadable(fault)
      append(.init(range: range, reading: nil, finding: finding), sheet, &places)
    case .chain(var chain):
      if open != nil, chain.relations.count == chain.sides.count,
        chain.sides.last?.isAbbreviated == true
      {
        // What stands before and after a sum with dots says what it is worth.
        chain.sides.removeLast()
        chain.relations.removeLast()
        if chain.sides.isEmpty { return }
      }
      if chain.relations.count == chain.sides.count {
        // The chain begins with a relation; a shape goes on with shapes only.
        if Self.isShape(chain, in: sheet.bytes), open?.sides.last?.expression?.isShape != true {
          return
        }
        if let last = open?.sides.last {
          chain.sides.insert(last, at: 0)
          chain.mayMeanOneUnit = chain.mayMeanOneUnit && open?.mayMeanOneUnit ?? true
          if let subject = open?.sides.first, chain.sides.count > 1, open?.sides.count ?? 0 > 1 {
            continued(chain, subject: subject, sheet, &places)
            open?.sides += chain.sides.dropFirst()
            open?.relations += chain.relations
            return
          }
        } else {
          chain.relations.removeFirst()
        }
      }
      // k = j restricts what stands before it.
      if case .index? = chain.sides.first?.expression {} else { open = chain }
      judgeChain(chain, sheet, &places)
    }
  }

  /// Whether a chain goes on with a shape, (2×3).
  private static func isShape(_ chain: Chain, in bytes: [UInt8]) -> Bool {
    guard let side = chain.sides.first, let relation = chain.relations.first,
      side.expression?.isShape == true, relation.range.upperBound <= side.range.upperBound
    else { return false }
    let text = bytes[bytes.trimmed(relation.range.upperBound..<side.range.upperBound)]
    return text.first == UInt8(ascii: "(") && text.dropFirst(2).prefix(12).contains(0xC3)
  }

  // MARK: Dialects

  /// Chooses the dialect that reads more of a text; the other ones are tried where it fails.
  private mutating func takeDialect(of sheet: Submission.Sheet) {
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
  private mutating func judge(
    _ formula: Submission.FormulaPiece, _ claims: inout ClaimReader, _ sheet: Submission.Sheet,
    _ places: inout SourcePlaces
  ) {
    let read = claims.read(formula, after: open != nil)
    guard !otherReaders.isEmpty else {
      for claim in read { add(claim, sheet, &places) }
      return
    }
    var before = self
    before.judgements = []
    before.earlierCount = judgementCount
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
      judgements.removeSubrange(count...)
      judgements += trial.judgements
      let writer = judge.wording.writer
      judge = trial.judge
      judge.wording.writer = writer
      open = trial.open
      isOver = trial.isOver
      return
    }
  }

  private mutating func judgeChain(
    _ chain: Chain, _ sheet: Submission.Sheet, _ places: inout SourcePlaces
  ) {
    let whole = chain.range(from: 0, through: chain.sides.count - 1)
    if stops(at: whole, sheet, &places) { return }
    var chain = chain
    // A chain of too many links is judged as far as the limit goes.
    let room = Self.judgementLimit - judgementCount
    var rest: Range<Int>?
    if chain.relations.count > room {
      rest = chain.range(from: room + 1, through: chain.sides.count - 1)
      chain.sides.removeLast(chain.sides.count - room - 1)
      chain.relations.removeLast(chain.relations.count - room)
    }
    var copy = places
    let results = judge.judge(
      chain, line: { copy.place(of: $0).line }, count: judgementCount)
    for result in results { append(result, sheet, &places, label: chain.label) }
    if let rest { stop(at: rest, hasTooMany: true, sheet, &places) }
  }

  /// Judges the further links of a chain that was judged before.
  private mutating func continued(
    _ chain: Chain, subject: Chain.Side, _ sheet: Submission.Sheet, _ places: inout SourcePlaces
  ) {
    // The quantity of the chain goes first again; the link that was judged is left out.
    guard let first = chain.sides.first, first.range != subject.range,
      let relation = chain.relations.first
    else {
      judgeChain(chain, sheet, &places)
      return
    }
    if stops(at: first.range, sheet, &places) { return }
    var whole = chain
    whole.sides.insert(subject, at: 0)
    whole.relations.insert(relation, at: 0)
    var copy = places
    let results = judge.judge(
      whole, line: { copy.place(of: $0).line }, count: judgementCount)
    for result in results.dropFirst() { append(result, sheet, &places) }
  }

  /// What stands in the submission, a very long piece cut.
  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    guard bytes.count > longestText else { return String(decoding: bytes, as: UTF8.self) }
    let text = String(decoding: bytes.prefix(longestText), as: UTF8.self)
    // The cut may go through a character.
    return text.prefix(text.count - 1) + "…"
  }

  private static let longestText = 2000

  /// What a table calls a quantity, without the marks of a formula.
  private static func label(_ bytes: ArraySlice<UInt8>) -> String {
    String(text(bytes).filter { $0 != "$" }.trimmed)
  }

  private mutating func append(
    _ result: ClaimJudge.Result, _ sheet: Submission.Sheet, _ places: inout SourcePlaces,
    label: Range<Int>? = nil
  ) {
    let (line, column) = places.place(of: result.range.lowerBound)
    let finding = result.finding
    let depth = judge.truth?.problem.network.depth
    judgements.append(
      Judgement(
        range: SourceRange(
          result.range.lowerBound + sheet.offset, result.range.upperBound + sheet.offset),
        line: line, column: column, cell: sheet.cell,
        text: (label.map { Self.label(sheet.bytes[$0]) + " = " } ?? "")
          + Self.text(sheet.bytes[result.range]),
        subject: (result.subject ?? open?.sides.first?.expression)?
          .instantiated([:], depth: depth),
        reading: result.reading, verdict: finding.verdict, mistake: finding.candidates.first,
        candidates: finding.candidates, expected: finding.expected,
        followsFrom: finding.followsFrom, credit: finding.credit, decidedBy: finding.ground,
        notes: finding.notes, message: finding.message))
  }
}

/// Tells whether commas are decimal in a text: 3,5 stands in it, and 3.5 does not.
enum DecimalCommas {
  static func isUsed(in sheet: Submission.Sheet) -> Bool {
    var hasComma = false
    for piece in sheet.pieces {
      guard case .formula(let formula) = piece else { continue }
      let bytes = sheet.bytes[formula.range]
      for (index, byte) in zip(bytes.indices, bytes) {
        guard byte == 0x2E || byte == 0x2C, index > bytes.startIndex, index + 1 < bytes.endIndex,
          isDigit(bytes[index + 1]) || bytes[index + 1] == 0x7D,
          isDigit(bytes[index - 1]) || byte == 0x2E || bytes[index - 1] == 0x7B
        else { continue }
        if byte == 0x2E { return false }
        hasComma = true
      }
    }
    return hasComma
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
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
