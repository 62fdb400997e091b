/// Reads a letter with what stands above and below it as a quantity.
///
/// A class, because its tables are asked for at every letter and never change.
final class QuantityReader: Sendable {
  let notation: Notation
  let context: NotationContext
  let table: LetterTable
  let indices: IndexReader

  init(_ notation: Notation, _ context: NotationContext) {
    self.notation = notation
    self.context = context
    table = LetterTable(notation, context)
    indices = IndexReader(notation, context)
  }

  /// A quantity, what it is raised to, and whether it is transposed.
  struct Reading: Hashable {
    var quantity: Quantity
    var power: Formula?
    var isTransposed = false
    /// 1 for the value of unit 0.
    var isOne = false
  }

  /// Returns what a letter stands for; nil where it stands for no quantity.
  ///
  /// - Parameter habits: whether letters of homework count beside the notation's own.
  func read(
    _ base: Formula.Item, sub: Formula, sup: Formula, habits: Bool = true, range: SourceRange?
  ) throws(NotationError) -> Reading? {
    guard let key = LetterTable.key(base) else { return nil }
    let entry = table[key]
    // A lone d is the sign of a differential.
    if key.isSpelled("d"), sub.isEmpty, sup.isEmpty, entry.kinds.isEmpty { return nil }
    if !sub.isEmpty, table.beginsSymbol(key), let whole = LetterTable.key(key, below: sub) {
      // β_1 and E_in are one symbol.
      let symbol = table[whole]
      if symbol.isBatchCost { return Reading(quantity: .cost(), power: power(sup)) }
      if let kind = symbol.kinds.first {
        return Reading(quantity: Quantity(kind), power: power(sup))
      }
      if habits, symbol.habits.first == .cost { return Reading(quantity: .cost()) }
    }
    let above = try self.above(sup)
    if habits, entry.kinds.contains(.target), let (isOutput, units) = wordBelow(sub) {
      let below = try indices.units(units, count: nil)
      if isOutput { return output(below, above) }
      return try fit(.target, key, units, above, range)
    }
    if habits, context.writesOutputsAsY, key.isSpelled("y"), entry.kinds.contains(.target),
      let output = output(try indices.units(sub, count: nil), above)
    {
      return output
    }
    if entry.isOutput, let hidden = try hiddenUnit(key, base, sub, range) {
      return straight(hidden, Reading(quantity: hidden), above)
    }
    if entry.isOutput {
      let below = try indices.units(sub, count: nil)
      if let output = output(below, above) { return output }
    }
    var fitting: [(kind: Quantity.Kind, reading: Reading)] = []
    var failure: NotationError?
    func tryEach(_ kinds: [Quantity.Kind]) {
      for kind in kinds {
        do {
          if let reading = try fit(kind, key, sub, above, range) { fitting.append((kind, reading)) }
        } catch {
          failure = failure ?? error
        }
      }
    }
    if entry.kinds.count == 1 {
      // Most letters mean one thing.
      do {
        if let reading = try fit(entry.kinds[0], key, sub, above, range) { return reading }
      } catch { failure = error }
    } else {
      tryEach(entry.kinds)
    }
    if fitting.isEmpty, habits { tryEach(entry.habits) }
    // d_o1 is δ typed in a hurry.
    if fitting.isEmpty, habits, key.isSpelled("d") { tryEach([.error]) }
    // x is the input where it has no layer, and the activation where it has one.
    if fitting.count == 2, Set(fitting.map(\.kind)) == [.input, .activation] {
      fitting.removeAll { $0.kind == ($0.reading.quantity.layer == nil ? .activation : .input) }
    }
    if fitting.count > 1 {
      throw .ambiguousLetter(key, readings: fitting.map(\.kind), range)
    }
    if let only = fitting.first { return only.reading }
    if let failure { throw failure }
    guard let kind = entry.kinds.first ?? (habits ? entry.habits.first : nil) else { return nil }
    throw .wrongIndices(letter: key, expected: Self.expected(kind), range)
  }

  /// The word below y that tells whether it is the output or the target, y_pred and y_true, and what
  /// stands behind it.
  private func wordBelow(_ sub: Formula) -> (isOutput: Bool, units: Formula)? {
    var word = ""
    var count = 0
    for item in sub.items {
      switch item.kind {
      case .identifier(let letters, _), .text(let letters), .functionName(let letters):
        word += letters
      default: break
      }
      count += 1
      if word.utf8.count > 2 || count == 4 { break }
    }
    guard word.utf8.count > 2 else { return nil }
    for item in sub.items.dropFirst(count) where word.utf8.count < 6 {
      guard case .identifier(let letter, _) = item.kind else { break }
      word += letter
      count += 1
    }
    guard let isOutput = Self.wordsBelow[word] else { return nil }
    return (isOutput, Formula(Array(sub.items.dropFirst(count))))
  }

  private static let wordsBelow = [
    "hat": true, "pred": true, "out": true, "true": false, "target": false,
  ]

  /// Returns the hidden unit that h1 names beside the letters of a notation; nil where h is none.
  private func hiddenUnit(
    _ key: String, _ base: Formula.Item, _ sub: Formula, _ range: SourceRange?
  ) throws(NotationError) -> Quantity? {
    guard key.isSpelled("h"), notation.output?.kind != base.kind,
      sub.items.count == 1, case .number(let digits) = sub.items[0].kind
    else { return nil }
    let ambiguous = NotationError.ambiguousIndices(
      digits: digits, readings: ["hidden unit \(digits)", "output \(digits)"], range)
    guard let widths = context.widths, let number = Int(digits), let outputs = widths.last else {
      throw ambiguous
    }
    let hidden = widths.count > 2 ? widths[widths.count - 2] : 0
    guard number >= 1, number <= hidden else { return nil }
    guard context.writesOutputsAsO || number > outputs else { throw ambiguous }
    return .activation(.last - 1, .number(number))
  }

  private func power(_ sup: Formula) -> Formula? { sup.isEmpty ? nil : sup }

  private static func expected(_ kind: Quantity.Kind) -> String {
    switch kind {
    case .weight: "two units, or none for the whole matrix"
    case .cost: "a sample, or none"
    case .width: "a layer"
    case _ where Notation.isLayered(kind): "one unit, or none for the whole layer"
    case .input, .target: "one unit, or none for all"
    default: "no index"
    }
  }

  // MARK: Kinds

  /// Returns the sample and the unit that y_{n,k}, y_n and y_k name.
  private func sampleAndUnit(
    _ below: IndexReader.Units
  ) -> (sample: Index?, unit: Index?)? {
    let indices = below.units.map(\.index)
    switch indices.count {
    case 0: return (nil, nil)
    case 1:
      let isSample = indices[0].base == .variable(.sample)
      return isSample ? (indices[0], nil) : (nil, indices[0])
    default:
      // Digits side by side are one number.
      return below.digits == nil ? (indices[0], indices[1]) : nil
    }
  }

  private func output(_ below: IndexReader.Units, _ above: Above) -> Reading? {
    guard below.units.count <= 2, let units = sampleAndUnit(below) else { return nil }
    var quantity = Quantity.activation(.last, units.unit)
    quantity.sample = units.sample
    quantity.isUpdated = above.isUpdated
    var reading = Reading(quantity: quantity, isTransposed: above.isTransposed)
    takeSampleOrPower(above, &reading)
    return reading
  }

  /// y^n and ŷ^(n) are those of sample n where n is the letter of samples; else it is a power.
  private func takeSampleOrPower(_ above: Above, _ reading: inout Reading) {
    var items = above.rest.items[...]
    if items.count == 1, case .fenced(.parenthesis, let content, .parenthesis) = items[0].kind {
      items = content.items[...]
    }
    if reading.quantity.sample == nil, isSample(items) {
      reading.quantity.sample = .variable(.sample)
    } else {
      reading.power = power(above.rest)
    }
  }

  /// Returns the reading of a letter as a quantity of one kind; nil where its indices do not fit.
  private func fit(
    _ kind: Quantity.Kind, _ key: String, _ sub: Formula, _ above: Above, _ range: SourceRange?
  ) throws(NotationError) -> Reading? {
    var quantity = Quantity(kind)
    quantity.isUpdated = above.isUpdated
    quantity.sample = above.sample
    var reading = Reading(quantity: quantity, isTransposed: above.isTransposed)
    switch kind {
    case .cost:
      let below = try indices.units(sub, count: 1)
      guard below.units.count <= 1 else { return nil }
      reading.quantity.sample = below.units.first?.index
      reading.power = power(above.rest)
      return reading
    case .width:
      if !sub.isEmpty {
        guard let layer = indices.layer(sub) else { return nil }
        reading.quantity.layer = layer
        reading.power = power(above.rest)
        return reading
      }
      guard !above.rest.isEmpty, let layer = indices.layer(above.rest) else { return nil }
      reading.quantity.layer = layer
      return reading
    case .input where sub.isEmpty && key.isSpelled("i"):
      // A letter for an index; i1 is an input.
      return nil
    case .input where !notation.readsLayer(above: .input, in: context), .target:
      let below = try indices.units(sub, count: nil)
      guard below.units.count <= 2, let units = sampleAndUnit(below) else { return nil }
      reading.quantity.unit = units.unit
      if let sample = units.sample { reading.quantity.sample = sample }
      takeSampleOrPower(above, &reading)
      return reading
    case .input:
      guard above.rest.isEmpty || above.number != nil else { return nil }
      let below = try indices.units(sub, count: 1)
      guard below.units.count <= 1 else { return nil }
      if notation.layerPlacement == .subscript, !below.units.isEmpty { return nil }
      if above.number != nil {
        guard context.takesBareNumbersAsPowers else { throw ambiguous(key, above, range) }
        reading.power = power(above.rest)
      }
      reading.quantity.unit = below.units.first?.index
      return reading
    case _ where Notation.isLayered(kind):
      return try fitLayered(reading, key, sub, above, range)
    default:
      guard sub.isEmpty else { return nil }
      reading.power = power(above.rest)
      return reading
    }
  }

  private func ambiguous(_ key: String, _ above: Above, _ range: SourceRange?) -> NotationError {
    .ambiguousSuperscript(letter: key, number: above.number ?? "", range)
  }

  private func fitLayered(
    _ plain: Reading, _ key: String, _ sub: Formula, _ above: Above, _ range: SourceRange?
  ) throws(NotationError) -> Reading? {
    var reading = plain
    if notation.lacks.contains(.units), !reading.quantity.kind.isOfParameter,
      reading.quantity.kind != .weight, reading.quantity.sample == nil, isSample(sub.items[...])
    {
      // f^k_n: where there are no units, what stands below is the sample.
      reading.quantity.sample = .variable(.sample)
      return try fitLayered(reading, key, [], above, range)
    }
    let kind = reading.quantity.kind
    if notation.layerPlacement == .subscript, !sub.isEmpty,
      above.rest.isEmpty || above.number != nil, let layer = indices.layer(sub),
      [.number, .last, .variable(.layer)].contains(layer.base)
    {
      // The layer stands below, so that a number above can only be a power.
      reading.quantity.layer = layer
      reading.power = power(above.rest)
      return reading
    }
    let isState = kind.isOfParameter
    let isPair = kind == .weight || isState
    // v_{11} belongs to a weight, unless there is a unit 11 with a bias.
    let dividesDigits = kind == .weight || isState && !context.hasUnitsOfTwoDigits
    let below = try indices.units(sub, count: dividesDigits ? 2 : nil)
    if below.isUpdated { reading.quantity.isUpdated = true }
    guard below.units.count <= (isPair ? 2 : 1) else { return nil }
    if below.units.count == 1, UpdateNumbers.isNumbered(kind),
      below.units[0].index.base == .variable(UpdateNumbers.variable)
    {
      // w_{t+1}: which update it is; what that means the whole statement tells.
      reading.quantity.from = below.units[0].index
      guard !above.rest.isEmpty else { return reading }
      reading.quantity.layer = indices.layer(above.rest)
      return reading.quantity.layer == nil ? nil : reading
    }

    // Counted straight through: z_3, w_5.
    if below.units.count == 1, let number = below.units[0].index.number,
      below.units[0].layer == nil, kind != .weight || below.digits != nil,
      above.rest.isEmpty || notation.numbering == .straightThrough && above.number != nil,
      !(kind == .activation && notation.letters[.input] == notation.letters[.activation]),
      !isOutputAlone(kind, number), let counted = context.quantity(kind, straightNumber: number)
    {
      if kind == .bias, notation.numbering == .byLayer, LayerBiases.areIn(context) {
        // b_2 may be that of layer 2 as well; what stands beside it tells.
        reading.quantity.unit = .number(number)
        reading.power = power(above.rest)
        return reading
      }
      return straight(counted, reading, above)
    }
    if kind == .weight, let digits = below.digits, digits.utf8.count >= 2,
      let number = Int(digits),
      above.rest.isEmpty || notation.numbering == .straightThrough && above.number != nil,
      let counted = context.quantity(.weight, straightNumber: number)
    {
      if notation.numbering == .straightThrough { return straight(counted, reading, above) }
      if context.depth != 1 {
        throw .ambiguousIndices(
          digits: digits,
          readings: [
            "weight number \(digits)",
            below.units.map { "\($0.index.offset)" }.joined(separator: ","),
          ], range)
      }
    }
    if kind == .weight, key.isSpelled("W"), below.units.count == 1, above.rest.isEmpty,
      notation.dialects.count == 1, below.units[0].layer == nil
    {
      // A capital with one index is the matrix of that layer.
      reading.quantity.layer = indices.layer(sub) ?? below.units[0].index
      return reading
    }
    if kind == .weight, key.isSpelled("W"), below.units.count == 1, notation.dialects.count > 1,
      above.rest.isEmpty
    {
      // The matrix of layer 1 in the dialect that has the layer below.
      return nil
    }
    if kind == .weight, below.units.count == 1 {
      // w_1 x_1 + … + w_n x_n: the weights of a single unit.
      guard above.rest.isEmpty, below.units[0].layer == nil,
        context.isOfOneUnit || context.widths == nil
      else { return nil }
      reading.quantity.from = below.units[0].index
      takeZeroUnit(&reading)
      return reading
    }

    setUnits(below, &reading.quantity)
    if !above.rest.isEmpty {
      guard let layer = indices.layer(above.rest) else { return nil }
      if above.number != nil, isAmbiguousNumber(below) {
        guard context.takesBareNumbersAsPowers else { throw ambiguous(key, above, range) }
        reading.power = power(above.rest)
        reading.quantity.layer = toldLayer(reading.quantity)
        takeZeroUnit(&reading)
        return reading
      }
      reading.quantity.layer = layer
    } else if let layer = below.units.last(where: { $0.layer != nil })?.layer {
      reading.quantity.layer = layer
    } else if let number = reading.quantity.unit?.number, isOutputAlone(kind, number) {
      reading.quantity.layer = .last
    } else {
      reading.quantity.layer = toldLayer(reading.quantity)
    }
    if kind == .weight, reading.quantity.layer == nil, let layer = onlyLayer(of: reading.quantity) {
      reading.quantity.layer = .number(layer)
    }
    takeZeroUnit(&reading)
    return reading
  }

  /// The one layer that has a weight with these units: w_31 of three units before one.
  private func onlyLayer(of weight: Quantity) -> Int? {
    guard let unit = weight.unit?.number, let from = weight.from?.number,
      let widths = context.widths, notation.layerPlacement != .indexLetters
    else { return nil }
    let layers = widths.indices.dropFirst().filter { layer in
      (1...widths[layer]).contains(unit) && (1...widths[layer - 1]).contains(from)
    }
    return layers.count == 1 && widths.count > 2 ? layers[0] : nil
  }

  /// Whether a_1 is the output 1, and not the first of all units.
  private func isOutputAlone(_ kind: Quantity.Kind, _ number: Int) -> Bool {
    guard context.countsOutputsAlone, let outputs = context.widths?.last else { return false }
    return [.activation, .weightedInput, .error].contains(kind) && number <= outputs
  }

  private func straight(_ counted: Quantity, _ plain: Reading, _ above: Above) -> Reading {
    var reading = plain
    reading.quantity.layer = counted.layer
    reading.quantity.unit = counted.unit
    reading.quantity.from = counted.from
    if !above.rest.isEmpty { reading.power = above.rest }
    return reading
  }

  /// Whether a bare number above a letter could be a power as well as a layer.
  private func isAmbiguousNumber(_ below: IndexReader.Units) -> Bool {
    switch notation.layerPlacement {
    case .superscript: false
    case .superscriptInParentheses, .subscript: true
    case .indexLetters:
      !below.units.isEmpty && below.units.allSatisfy { toldLayer($0.index) != nil }
    }
  }

  private func setUnits(_ below: IndexReader.Units, _ quantity: inout Quantity) {
    guard let first = below.units.first?.index else { return }
    guard below.units.count == 2 else {
      quantity.unit = first
      return
    }
    let second = below.units[1].index
    let isToFrom = notation.weightIndexOrder == .toFrom && !below.hasArrow
    quantity.unit = isToFrom ? first : second
    quantity.from = isToFrom ? second : first
  }

  /// Where the letters i, j and k tell layers, the layer of a unit.
  private func toldLayer(_ index: Index) -> Index? {
    guard notation.layerPlacement == .indexLetters, case .variable(let variable) = index.base,
      index.offset == 0
    else { return nil }
    return switch variable {
    case .thirdUnit: .last - 2
    case .unit: .last - 1
    case .otherUnit: .last
    default: nil
    }
  }

  private func toldLayer(_ quantity: Quantity) -> Index? { quantity.unit.flatMap(toldLayer) }

  /// w_0j is the bias of unit j, and the value of unit 0 is 1.
  private func takeZeroUnit(_ reading: inout Reading) {
    guard notation.biasStyle == .weightFromZero else { return }
    if reading.quantity.kind == .weight, reading.quantity.from == 0 {
      reading.quantity.kind = .bias
      reading.quantity.from = nil
    } else if reading.quantity.kind == .activation || reading.quantity.kind == .input,
      reading.quantity.unit == 0
    {
      reading.isOne = true
    }
  }
}
