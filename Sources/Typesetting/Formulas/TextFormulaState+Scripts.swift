import MathSyntax

extension TextFormulaState {
  mutating func writeScript(_ base: Formula.Item, sub: Formula, sup: Formula) {
    // (a¹₁)² and (a/b)²: the script belongs to the whole.
    let needsParentheses =
      switch base.kind {
      // y₁² needs none: what is lowered cannot be taken for the power.
      case .script(_, _, let inner): !inner.isEmpty || !sub.isEmpty
      case .fraction, .root: true
      default: false
      }
    if needsParentheses { emit("(") }
    nested { $0.write(base) }
    if needsParentheses { emit(")") }
    var rest = sup
    while case .symbol(.prime)? = rest.items.first?.kind {
      emit("'")
      rest.items.removeFirst()
    }
    writeScripts(sub: sub, sup: rest, isSubFirst: false)
  }

  /// Prints a subscript and a superscript, raised or lowered if all their characters allow it.
  mutating func writeScripts(sub: Formula, sup: Formula, isSubFirst: Bool) {
    if sub.isEmpty, sup.isEmpty { return }
    // ln 2 in small letters would be three factors.
    let raised =
      isASCII || hasFunction(sup) ? nil : UnicodeScripts.superscript(tightText(of: sup))
    let lowered = isASCII ? nil : UnicodeScripts.subscript(tightText(of: sub))
    if let raised, let lowered {
      emit(isSubFirst ? lowered + raised : raised + lowered)
    } else if sub.isEmpty || sup.isEmpty {
      if let text = sub.isEmpty ? raised : lowered {
        emit(text)
      } else {
        writeMarked(sub.isEmpty ? "^" : "_", sub.isEmpty ? sup : sub)
      }
    } else if isSubFirst {
      if let lowered { emit(lowered) } else { writeMarked("_", sub) }
      writeMarked("^", sup)
    } else {
      // One of them on the line and the other beside it would seem to belong to it.
      writeMarked("^", sup)
      writeMarked("_", sub)
    }
  }

  private mutating func writeMarked(_ mark: String, _ script: Formula) {
    if script.items.count == 1 {
      switch script.items[0].kind {
      case .identifier(let name, _) where name.count == 1, .number(let name) where name.count == 1:
        emit(mark + tightText(of: script))
        endsInMark = true
        return
      case .fenced(.parenthesis, let content, .parenthesis):
        writeMarked(mark, between: content)
        return
      case .symbol:
        emit(mark + tightText(of: script))
        return
      default: break
      }
    }
    writeMarked(mark, between: script)
  }

  private mutating func writeMarked(_ mark: String, between script: Formula) {
    emit(mark + (isASCII ? "{" : "("))
    let wasTight = isTight
    // An exponent that is a calculation is easier to read with its spaces.
    isTight = wasTight || !hasSum(script) && !hasFunction(script)
    nested { $0.write(script) }
    isTight = wasTight
    emit(isASCII ? "}" : ")")
  }

  private func hasSum(_ formula: Formula) -> Bool {
    formula.items.count > 3
      && formula.items.contains {
        switch $0.kind {
        case .symbol(.plus), .symbol(.minus), .symbol(.dot), .symbol(.times): true
        default: false
        }
      }
  }

  private func hasFunction(_ formula: Formula) -> Bool {
    formula.items.contains { if case .functionName = $0.kind { true } else { false } }
  }

  /// Returns a formula without spaces, as it stands in scripts.
  func tightText(of formula: Formula) -> String {
    var inner = Self(writer: writer)
    inner.isTight = true
    inner.write(formula)
    return inner.text(of: inner.pieces.indices)
  }

  // MARK: Grids

  mutating func write(_ grid: Formula.Grid, _ rows: [[Formula]]) {
    switch grid {
    case .cases: writeCases(rows)
    case .matrix(let delimiter):
      // (a, b) is a column; (a b) a row; [a b; c d] has both.
      let isColumn = rows.allSatisfy { $0.count == 1 }
      let isSquare = !isColumn && delimiter == .parenthesis
      let fence = isSquare ? .bracket : delimiter
      emit(text(of: fence, isOpening: true))
      nested { $0.write(rows, separator: isColumn ? "," : ";") }
      emit(text(of: fence, isOpening: false))
    }
  }

  private mutating func write(_ rows: [[Formula]], separator: String) {
    for (position, row) in rows.enumerated() {
      if position > 0 {
        emit(separator)
        pendingSpace = 1
        pendingRank = .afterPunctuation(depth: depth)
      }
      for (column, cell) in row.enumerated() {
        if column > 0 {
          pendingSpace = 1
          pendingRank = .juxtaposition(depth: depth)
        }
        write(cell)
      }
    }
  }

  private mutating func writeCases(_ rows: [[Formula]]) {
    emit("{")
    pendingSpace = 1
    nested { state in
      for (position, row) in rows.enumerated() {
        if position > 0 {
          state.emit(";")
          state.pendingSpace = 1
          state.pendingRank = .afterPunctuation(depth: state.depth)
        }
        for (column, cell) in row.enumerated() {
          if column > 0 {
            state.pendingSpace = 1
            state.pendingRank = .juxtaposition(depth: state.depth)
            if case .text? = cell.items.first?.kind {} else { state.emit("if"); state.space() }
          }
          state.write(cell)
        }
      }
    }
    pendingSpace = 1
    emit("}")
  }
}
