import BackpropEngine
import ExactArithmetic
import MathSyntax
import Typesetting

/// Reads tables whose head or whose rows name quantities, as chains quantity = number.
struct TableReader {
  private let reader: NotationReader
  private let bytes: [UInt8]
  private let problem: Problem?

  init(_ reader: NotationReader, _ bytes: [UInt8], about problem: Problem?) {
    self.reader = reader
    self.bytes = bytes
    self.problem = problem
  }

  /// Returns the claims of a table.
  ///
  /// - Parameter isHandout: whether every cell beside a quantity is an answer, so that one that is blank
  ///   or cannot be read is told.
  func claims(of table: Submission.TablePiece, isHandout: Bool) -> [Claim] {
    guard let head = table.rows.first else { return [] }
    var chains: [Claim] = []
    // A cell that holds a statement of its own is one.
    let columns = head.map(heading)
    let roles = head.map { ColumnRole(String(decoding: bytes[bytes.trimmed($0)], as: UTF8.self)) }
    let isPaired = isPaired(head)
    let sampleColumn = head.firstIndex { isWord($0, ["sample", "beispiel", "example", "#"]) }
    let isCounted = head.first.map(isLetter) ?? false
    for row in table.rows.dropFirst() {
      let label = row.first.map(rowLabel) ?? RowLabel()
      let sample =
        sampleColumn.flatMap { row.indices.contains($0) ? integer(row[$0]) : nil }
        ?? self.sample(of: row, columns)
      let number =
        isCounted ? row.first.flatMap(integer) : row.first.flatMap(countOfLetter)
      for (index, cell) in row.enumerated() where index < columns.count {
        if let statement = statement(cell) {
          chains.append(.chain(statement))
          continue
        }
        // The name of a quantity stands in the cell before.
        let isBeside = isPaired ? index % 2 == 1 : index == 1 && row.count == 2
        let named =
          !isBeside || columns[index] != nil
          ? nil : index == 1 ? label.quantity : heading(row[index - 1])
        let ofRow = columns[index] == nil ? roles[index]?.quantity(of: label.quantity) : nil
        guard let value = expression(cell), value.isNumeric || ofRow != nil && !value.hasNames
        else {
          if isHandout, named != nil { chains.append(unanswered(row[index - 1], cell)) }
          continue
        }
        var quantity: MathExpression?
        var place = head[index]
        if let column = columns[index] {
          quantity = completed(column, label)
        } else if let named {
          quantity = named
          place = row[index - 1]
        } else {
          quantity = ofRow
        }
        guard var left = quantity else { continue }
        if let number {
          left = left.instantiated([.unit: number, .otherUnit: number, .thirdUnit: number])
        }
        if let sample { left = left.withSample(sample) }
        var chain = Chain(
          sides: [
            .init(expression: left, range: cell), .init(expression: value, range: cell),
          ],
          relations: [.init(symbol: .equals, range: cell)], isTableCell: true)
        chain.label = place
        chains.append(.chain(chain))
      }
    }
    return chains
  }

  /// A cell of a handout without a number in it.
  private func unanswered(_ label: Range<Int>, _ cell: Range<Int>) -> Claim {
    let text = String(decoding: bytes[bytes.trimmed(cell)], as: UTF8.self)
    let isBlank = text.isEmpty || text.contains("\\phantom")
    return .unreadable(
      label.lowerBound..<max(label.upperBound, cell.upperBound),
      Diagnostic(
        isBlank ? "nothing is filled in" : "\"\(text.shortened)\" is no number",
        hints: isBlank ? [] : ["write a number, such as 0.1385"]))
  }

  /// Whether the head of the first column is one of the letters i to n: it counts the units of the rows.
  private func isLetter(_ cell: Range<Int>) -> Bool {
    let text = bytes[bytes.trimmed(cell)].filter { ![0x24, 0x20].contains($0) }
    return text.count == 1 && (0x69...0x6E).contains(text[0] | 0x20)
  }

  /// The one sample that has the inputs of a row of a truth table.
  private func sample(of row: [Range<Int>], _ columns: [MathExpression?]) -> Int? {
    guard let problem, problem.samples.count > 1 else { return nil }
    var inputs: [Int: Rational] = [:]
    for (cell, heading) in zip(row, columns) {
      guard case .quantity(let quantity)? = heading, quantity.kind == .input,
        let unit = quantity.unit?.number, let value = expression(cell),
        let written = WrittenNumber(value)
      else { continue }
      inputs[unit] = written.value
    }
    guard inputs.count == problem.network.width(0) else { return nil }
    let fitting = problem.samples.indices.filter { index in
      problem.samples[index].input.enumerated().allSatisfy { place, number in
        number.value.rational != nil && inputs[place + 1] == number.value.rational
      }
    }
    return fitting.count == 1 ? fitting[0] + 1 : nil
  }

  // MARK: Cells

  private func formula(_ cell: Range<Int>) -> Formula? {
    var range = bytes.trimmed(cell)
    guard !range.isEmpty else { return nil }
    // Bold and code around a number.
    for mark in [0x2A, 0x2A, 0x60] as [UInt8] {
      if range.count > 2, bytes[range].first == mark, bytes[range].last == mark {
        range = range.dropFirst().dropLast()
      }
    }
    if bytes[range].first == UInt8(ascii: "$"), bytes[range].last == UInt8(ascii: "$"),
      range.count > 2
    {
      return try? LaTeXFormulaReader().read(bytes, in: range.dropFirst().dropLast())
    }
    if bytes[range].contains(UInt8(ascii: "\\")) {
      return try? LaTeXFormulaReader().read(bytes, in: range)
    }
    return try? PlainTextFormulaReader().read(bytes, in: range)
  }

  private func expression(_ cell: Range<Int>) -> MathExpression? {
    formula(cell).flatMap { try? reader.expression($0) }
  }

  private func heading(_ cell: Range<Int>) -> MathExpression? {
    guard let expression = expression(cell) else { return nil }
    switch expression {
    case .quantity, .partial: return expression
    case .apply(.activation, .quantity): return expression
    default: return isAboutUnits(expression) ? expression : nil
    }
  }

  /// Whether a formula is made of values of units: e^{z_i}, a(1 − a).
  private func isAboutUnits(_ expression: MathExpression) -> Bool {
    var hasUnits = false
    func isFitting(_ part: MathExpression) -> Bool {
      switch part {
      case .quantity(let quantity):
        hasUnits = true
        return [.weightedInput, .activation, .error, .target].contains(quantity.kind)
      case .name, .index, .partial, .gradient, .summation, .vector, .matrix, .transposed, .change:
        return false
      default: return !part.containsPart { !isFitting($0) }
      }
    }
    return isFitting(expression) && hasUnits
  }

  private func statement(_ cell: Range<Int>) -> Chain? {
    guard let formula = formula(cell), let statement = try? reader.statements(formula).first,
      !statement.relations.isEmpty, !statement.isContinuation
    else { return nil }
    return Chain(
      sides: statement.sides.map {
        .init(expression: $0.expression, range: $0.range?.bytes ?? cell)
      },
      relations: statement.relations.map {
        .init(symbol: $0.symbol, range: $0.range?.bytes ?? cell)
      })
  }

  /// Whether the head is that of two columns again and again, as in | quantity | value | quantity | value |.
  private func isPaired(_ head: [Range<Int>]) -> Bool {
    func words(_ index: Int) -> ArraySlice<UInt8> { bytes[bytes.trimmed(head[index])] }
    return head.count > 2 && head.count % 2 == 0
      && head.indices.allSatisfy { words($0).elementsEqual(words($0 % 2)) }
      && !words(0).elementsEqual(words(1))
  }

  private func isWord(_ cell: Range<Int>, _ words: Set<String>) -> Bool {
    words.contains(String(decoding: bytes[bytes.trimmed(cell)], as: UTF8.self).lowercased())
  }

  private func integer(_ cell: Range<Int>) -> Int? {
    Int(String(decoding: bytes[bytes.trimmed(cell)].filter { $0 != 0x24 }, as: UTF8.self))
  }

  /// The number of `j = 1`, which says which unit a row is about.
  private func countOfLetter(_ cell: Range<Int>) -> Int? {
    let text = bytes[bytes.trimmed(cell)].filter { ![0x24, 0x20].contains($0) }
    guard text.count > 2, text[1] == UInt8(ascii: "="), (0x69...0x6E).contains(text[0]) else {
      return nil
    }
    return Int(String(decoding: text[2...], as: UTF8.self))
  }

  // MARK: Rows

  /// What the first cell of a row says about the row.
  private struct RowLabel {
    var quantity: MathExpression?
    var layer: Index?
    var unit: Index?
  }

  /// h1, o2, z_1, 3, "unit 2", "hidden 1".
  private func rowLabel(_ cell: Range<Int>) -> RowLabel {
    var label = RowLabel()
    if let expression = expression(cell), !isUnitName(cell) {
      switch expression {
      case .quantity(let quantity):
        label.quantity = expression
        label.layer = quantity.layer
        label.unit = quantity.unit
        return label
      case .partial: label.quantity = expression
      default: break
      }
    }
    let text = String(decoding: bytes[bytes.trimmed(cell)], as: UTF8.self).lowercased()
      .filter { $0 != "$" && $0 != "_" && $0 != "{" && $0 != "}" }
    let words = text.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    guard let last = words.last, let depth = reader.context.depth else { return label }
    let digits = last.drop { !$0.isNumber }
    guard let number = Int(digits), number > 0, number < 10_000 else { return label }
    let name = (words.count > 1 ? words[words.count - 2] : "") + last.prefix { !$0.isNumber }
    if name.hasPrefix("h") {
      label.layer = .number(max(1, depth - 1))
      label.unit = .number(number)
    } else if name.hasPrefix("o") || name.hasPrefix("aus") {
      label.layer = .number(depth)
      label.unit = .number(number)
    } else {
      label.unit = .number(number)
    }
    return label
  }

  /// h1 and o2 name units here, whatever h is elsewhere.
  private func isUnitName(_ cell: Range<Int>) -> Bool {
    let text = bytes[bytes.trimmed(cell)].filter { ![0x24, 0x5F, 0x7B, 0x7D].contains($0) }
    guard let first = text.first, first == UInt8(ascii: "h") || first == UInt8(ascii: "o") else {
      return false
    }
    return text.count > 1 && text.dropFirst().allSatisfy { (0x30...0x39).contains($0) }
  }

  /// Returns the weight or bias of a row for a column that is about weights or biases.
  private static func parameter(
    _ label: MathExpression?, like column: Quantity
  ) -> MathExpression? {
    guard case .quantity(var parameter)? = label, parameter.kind == column.kind,
      parameter.kind == .weight || parameter.kind == .bias, parameter.unit != nil
    else { return nil }
    parameter.isUpdated = column.isUpdated
    return .quantity(parameter)
  }

  /// Gives z the unit of its row; nil where it is not told which one is meant.
  private func completed(_ expression: MathExpression, _ label: RowLabel) -> MathExpression? {
    guard case .quantity(var quantity) = expression else {
      if case .partial(let above, .quantity(let parameter)) = expression, parameter.unit == nil,
        let ofRow = Self.parameter(label.quantity, like: parameter)
      {
        return .partial(above, by: ofRow)
      }
      if case .partial = expression { return expression }
      var isComplete = true
      let result = expression.mapParts { part in
        guard let part = completed(part, label) else {
          isComplete = false
          return expression
        }
        return part
      }
      return isComplete ? result : nil
    }
    guard quantity.unit == nil else { return expression }
    if let ofRow = Self.parameter(label.quantity, like: quantity) { return ofRow }
    switch quantity.kind {
    case .weightedInput, .activation, .error, .bias, .input, .target: break
    case .weight: return nil
    default: return expression
    }
    guard let unit = label.unit else { return nil }
    quantity.unit = unit
    if quantity.layer == nil { quantity.layer = label.layer }
    let needsLayer = quantity.kind != .input && quantity.kind != .target
    if needsLayer, quantity.layer == nil {
      // Units counted straight through the layers.
      guard let number = unit.number, let widths = reader.context.widths else { return nil }
      var rest = number
      for layer in 1..<widths.count {
        if rest <= widths[layer] {
          quantity.layer = .number(layer)
          quantity.unit = .number(rest)
          return .quantity(quantity)
        }
        rest -= widths[layer]
      }
      return nil
    }
    return .quantity(quantity)
  }
}

extension MathExpression {
  /// The expression with its quantities those of one sample; C_x becomes C of that sample.
  fileprivate func withSample(_ sample: Int) -> MathExpression {
    instantiated([.sample: sample]).ofSample(.number(sample))
  }
}
