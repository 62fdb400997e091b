import MathSyntax

extension TerminalPage {
  /// A chain this wide is set on one line.
  static let widestShortForm = 78

  /// Writes a chain of relations, each on a line of its own, below each other.
  mutating func write(_ derivation: Derivation) {
    guard !derivation.lines.isEmpty else {
      if !derivation.subject.isEmpty { emitWrapped([.formula(derivation.subject)]) }
      return
    }
    if let line = shortForm(of: derivation) {
      emit(line)
      return
    }

    let relations = derivation.lines.map { writer.formulas.text([.symbol($0.relation)]) }
    let relationWidth = relations.map { DisplayWidth.columns(of: $0) }.max() ?? 1
    let subject = writer.formulas.text(derivation.subject)
    var column = DisplayWidth.columns(of: subject)
    var start = StyledLine()
    if column + 1 > availableWidth / 3, availableWidth - column < 40 {
      // A long left side has lines of its own.
      emitFormula(derivation.subject)
      column = 2
    } else {
      start.append(subject)
    }
    if column > 0 { column += 1 }
    let contentColumn = column + relationWidth + 1
    let rows = derivation.lines.map { line in
      writer.formulas.lines(
        line.formula, first: availableWidth - contentColumn,
        rest: availableWidth - contentColumn)
    }
    let remarkColumn = self.remarkColumn(of: derivation, rows, contentColumn: contentColumn)

    for (index, line) in derivation.lines.enumerated() {
      let style: TextStyle = line.isResult ? .bold : .plain
      for (position, text) in rows[index].enumerated() {
        var row = index == 0 && position == 0 ? start : StyledLine()
        if position == 0 {
          row.pad(to: column)
          row.append(relations[index], style)
          row.pad(to: contentColumn)
        } else {
          row.pad(to: contentColumn)
        }
        row.append(text, style)
        if position < rows[index].count - 1 || line.remark.isEmpty {
          emit(row)
        } else {
          emit(row, remark: line.remark, at: remarkColumn, below: contentColumn + 2)
        }
      }
    }
  }

  /// Writes short chains below each other, their labels in a column of their own.
  mutating func write(_ equations: [Equation]) {
    let widest = equations.map { DisplayWidth.columns(of: ControlCharacters.visible($0.label)) }
    indented(by: StyledLine("  ")) { $0.write(equations, labelWidth: widest.max() ?? 0) }
  }

  /// Writes short chains below each other, behind labels of a width.
  mutating func write(_ equations: [Equation], labelWidth: Int) {
    for equation in equations {
      guard labelWidth > 0 else {
        write(equation.derivation)
        continue
      }
      var first = StyledLine(ControlCharacters.visible(equation.label))
      first.pad(to: labelWidth + 2)
      indented(by: StyledLine(String(repeating: " ", count: labelWidth + 2)), first: first) {
        $0.write(equation.derivation)
      }
    }
  }

  private mutating func emitFormula(_ formula: Formula) {
    let lines = writer.formulas.lines(
      formula, first: availableWidth, rest: max(4, availableWidth - 2))
    for (index, text) in lines.enumerated() {
      var line = StyledLine()
      line.pad(to: index == 0 ? 0 : 2)
      line.append(text)
      emit(line)
    }
  }

  /// Returns the whole chain on one line, if it fits and nothing is remarked.
  private func shortForm(of derivation: Derivation) -> StyledLine? {
    guard derivation.lines.allSatisfy({ $0.remark.isEmpty }) else { return nil }
    var line = StyledLine(writer.formulas.text(derivation.subject))
    for part in derivation.lines {
      let style: TextStyle = part.isResult ? .bold : .plain
      if line.width > 0 { line.append(" ") }
      line.append(writer.formulas.text([.symbol(part.relation)]) + " ", style)
      line.append(writer.formulas.text(part.formula), style)
      if line.width > min(Self.widestShortForm, availableWidth) { return nil }
    }
    return line
  }

  /// The column in which all remarks start, if they fit there.
  private func remarkColumn(
    of derivation: Derivation, _ rows: [[String]], contentColumn: Int
  ) -> Int {
    var column = 0
    for (line, row) in zip(derivation.lines, rows) where !line.remark.isEmpty {
      let width = contentColumn + DisplayWidth.columns(of: row[row.count - 1])
      let remark = wrapped(line.remark).naturalWidth
      if width + 3 + remark <= availableWidth { column = max(column, width + 3) }
    }
    return column
  }

  private mutating func emit(
    _ row: StyledLine, remark: [Inline], at column: Int, below indent: Int
  ) {
    let text = wrapped(remark)
    var row = row
    for start in [column, row.width + 3] where start >= row.width + 3 {
      if start + text.naturalWidth <= availableWidth {
        row.pad(to: start)
        for line in text.lines(first: availableWidth - start, rest: availableWidth - start).prefix(
          1)
        {
          row.append(line)
        }
        emit(row)
        return
      }
    }
    emit(row)
    let indent = min(indent, availableWidth / 2)
    for line in text.lines(first: availableWidth - indent, rest: availableWidth - indent) {
      var below = StyledLine()
      below.pad(to: indent)
      below.append(line)
      emit(below)
    }
  }

  // MARK: Steps

  /// Writes a worked step: title and shape, derivation, remarks in a column of their own.
  mutating func write(_ step: StepBlock) {
    let color: TextStyle.Color =
      switch step.pass {
      case .forward: .green
      case .backward: .red
      case .update: .blue
      }
    let title = wrapped(step.title, style: TextStyle(isBold: true, color: color))
      .lines(first: availableWidth, rest: availableWidth)
    for line in title.dropLast() { emit(line) }
    var last = title.last ?? StyledLine()
    let shape = wrapped(step.shape)
    let width = shape.naturalWidth
    if width > 0, last.width + 3 + width <= availableWidth {
      last.pad(to: availableWidth - width)
      for line in shape.lines(first: width, rest: width).prefix(1) { last.append(line) }
      emit(last)
    } else {
      emit(last)
      if width > 0 {
        indented(by: StyledLine("  ")) { $0.emitWrapped(step.shape) }
      }
    }
    indented(by: StyledLine("  ")) { page in
      page.write(step.derivation)
      page.write(step.annotations)
    }
  }

  private mutating func write(_ annotations: [StepBlock.Annotation]) {
    let labels = annotations.map { ControlCharacters.visible($0.label) }
    let widest = labels.map { DisplayWidth.columns(of: $0) }.max() ?? 0
    let column = min(max(6, widest + 1), availableWidth / 2)
    for (label, annotation) in zip(labels, annotations) {
      var line = StyledLine()
      for part in WrappedText([.text(label)]).lines(first: column - 1, rest: column - 1).prefix(1) {
        line.append(part)
      }
      line.pad(to: column)
      let lines = wrapped(annotation.content)
        .lines(first: availableWidth - column, rest: availableWidth - column)
      for text in lines {
        line.append(text)
        emit(line)
        line = StyledLine()
        line.pad(to: column)
      }
    }
  }
}
