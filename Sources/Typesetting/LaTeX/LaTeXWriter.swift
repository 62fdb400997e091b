public import MathSyntax

/// Prints documents as LaTeX that pdfLaTeX, LuaLaTeX and XeLaTeX compile.
///
/// Lines of mathematics are broken by their estimated width, so that nothing reaches into the margin.
public struct LaTeXWriter: DocumentWriter {
  /// Whether only the body is printed, for a document of one's own; it lists what it needs.
  public var isFragment: Bool
  /// The width of a line, in times the font size; 41 is that of the documents made here.
  public var lineWidth: Int

  /// Creates a writer; a line is at least 15 times the font size wide.
  public init(fragment: Bool = false, lineWidth: Int = 41) {
    isFragment = fragment
    self.lineWidth = max(15, lineWidth)
  }

  /// Appends a document.
  public func write(_ document: Document, to buffer: inout OutputBuffer) {
    writeStart(usesFigures: Self.hasFigures(document.blocks), to: &buffer)
    var page = LaTeXPage(lineWidth: lineWidth * 1000)
    swap(&page.buffer, &buffer)
    if !document.title.isEmpty { page.writeTitle(document.title) }
    if !document.summary.isEmpty { page.write(.paragraph(document.summary)) }
    page.write(document.blocks)
    swap(&page.buffer, &buffer)
    if !isFragment { buffer.append("\n\\end{document}\n") }
  }

  private func writeStart(usesFigures: Bool, to buffer: inout OutputBuffer) {
    if isFragment {
      buffer.append("% Needs amsmath, amssymb, array, booktabs, graphicx, longtable, xcolor")
      buffer.append(usesFigures ? " and tikz with its\n% library patterns.\n" : ".\n")
      buffer.append(Self.definitions)
      return
    }
    buffer.append(
      """
      \\documentclass[11pt,a4paper,fleqn]{article}
      \\usepackage{iftex}
      \\ifPDFTeX
        \\usepackage[utf8]{inputenc}
        \\usepackage[T1]{fontenc}
        \\IfFileExists{lmodern.sty}{\\usepackage{lmodern}}{}
      \\fi
      \\usepackage[margin=25mm]{geometry}
      \\usepackage{amsmath,amssymb}
      \\usepackage{array,booktabs,longtable}
      \\usepackage{graphicx,xcolor}

      """)
    if usesFigures { buffer.append("\\usepackage{tikz}\n\\usetikzlibrary{patterns}\n") }
    buffer.append(
      """
      \\allowdisplaybreaks
      \\setlength{\\mathindent}{1em}
      \\setlength{\\jot}{0.45em}
      \\renewcommand{\\arraystretch}{1.3}
      \\setlength{\\parindent}{0pt}
      \\setlength{\\parskip}{0.5em plus 0.3em}
      \\raggedbottom
      \\makeatletter\\@beginparpenalty=10000\\makeatother
      \\sloppy

      """)
    buffer.append(Self.definitions)
    buffer.append("\\begin{document}\n")
  }

  /// What the body needs, in a document of ours as in one of its reader's.
  private static let definitions: StaticString = """
    \\setcounter{MaxMatrixCols}{100}
    \\providecommand{\\roomforstep}{\\par\\vspace{0pt plus 7\\baselineskip}\\penalty-100\\vspace{0pt plus -7\\baselineskip}}

    """

  private static func hasFigures(_ blocks: [Block]) -> Bool {
    blocks.contains { block in
      switch block {
      case .figure: true
      case .list(_, let items): items.contains(where: hasFigures)
      case .note(_, let blocks): hasFigures(blocks)
      case .heading, .paragraph, .table, .derivation, .equations, .families, .step, .code,
        .markedLines, .pageBreak, .readerNote:
        false
      }
    }
  }
}

/// The body of a LaTeX document that grows block by block.
struct LaTeXPage {
  var buffer = OutputBuffer()
  /// The width of a line here, in thousandths of the font size.
  var lineWidth: Int
  /// What stands above the next block, as far as a page must not end between the two.
  private var opening = Opening.none
  /// How many lists are open; LaTeX allows six.
  private var depth = 0
  private static let deepestList = 4

  init(lineWidth: Int) { self.lineWidth = lineWidth }

  private enum Opening {
    case none
    case heading
    /// A heading, and a paragraph that leads to what is below it.
    case introduction
  }

  // MARK: Blocks

  mutating func writeTitle(_ title: [Inline]) {
    buffer.append("\\begin{center}\\Large\\bfseries ")
    write(title)
    buffer.append("\\end{center}\n")
  }

  mutating func write(_ blocks: [Block]) {
    for block in blocks { write(block) }
  }

  mutating func write(_ block: Block) {
    buffer.endLine()
    defer {
      switch block {
      case .heading: opening = .heading
      case .paragraph where opening == .heading: opening = .introduction
      default: opening = .none
      }
    }
    switch block {
    case .heading(let level, let title):
      switch level {
      case ...1: buffer.append("\n\\section*{")
      case 2: buffer.append("\n\\subsection*{")
      default: buffer.append("\n\\subsubsection*{")
      }
      buffer.append("\\raggedright ")
      write(title)
      buffer.append("}\n")
    case .paragraph(let inlines):
      buffer.append("\n")
      write(inlines)
      buffer.append("\n")
    case .list(let isOrdered, let items): writeList(isOrdered: isOrdered, items)
    case .table(let table): write(table)
    case .derivation(let derivation): write(derivation)
    case .equations(let equations): write(equations)
    case .families(let families): write(families)
    case .step(let step): write(step)
    case .markedLines(let lines): write(lines.blocks)
    case .figure(let figure): write(figure)
    case .code(_, let text): writeCode(text)
    case .note(let kind, let blocks): write(kind, blocks)
    case .pageBreak: buffer.append("\\clearpage\n")
    case .readerNote(let note): buffer.append(text: "% \(note.text)\n")
    }
  }

  /// Opens a list with a margin of its own, unless too many are open.
  private mutating func inList(margin: StaticString, width: Int, _ body: (inout Self) -> Void) {
    guard depth < Self.deepestList, lineWidth - width >= 15_000 else {
      body(&self)
      return
    }
    depth += 1
    lineWidth -= width
    buffer.append("\\begin{list}{}{\\setlength{\\leftmargin}{")
    buffer.append(margin)
    buffer.append(
      """
      }%
      \\setlength{\\labelwidth}{\\leftmargin}\\addtolength{\\labelwidth}{-\\labelsep}%
      \\setlength{\\itemsep}{0pt}\\setlength{\\parsep}{\\parskip}\\setlength{\\topsep}{0pt}%
      \\renewcommand{\\makelabel}[1]{#1\\hfil}}

      """)
    body(&self)
    buffer.endLine()
    buffer.append("\\end{list}\n")
    lineWidth += width
    depth -= 1
  }

  private mutating func writeList(isOrdered: Bool, _ items: [[Block]]) {
    let isWide = isOrdered && items.count > 9
    let hasRoom = depth < Self.deepestList && lineWidth >= 18_000
    inList(margin: isWide ? "2.5em" : "1.8em", width: isWide ? 2500 : 1800) { page in
      for (index, item) in items.enumerated() {
        page.buffer.endLine()
        page.buffer.append(hasRoom ? "\\item[" : "\n")
        if isOrdered {
          page.buffer.append(number: index + 1)
          page.buffer.append(".")
        } else {
          page.buffer.append("\\textbullet")
        }
        page.buffer.append(hasRoom ? "] " : " ")
        var rest = item[...]
        if case .paragraph(let inlines)? = rest.first {
          page.write(inlines)
          rest = rest.dropFirst()
        } else {
          // A list or a display right after the label would share its line.
          page.buffer.append("\\leavevmode")
        }
        for block in rest { page.write(block) }
      }
      if items.isEmpty { page.buffer.append(hasRoom ? "\\item[]\n" : "") }
    }
  }

  private mutating func write(_ kind: NoteKind, _ blocks: [Block]) {
    let hasRoom = depth < Self.deepestList && lineWidth >= 16_500
    inList(margin: "1.5em", width: 1500) { page in
      page.buffer.append(hasRoom ? "\\item[] " : "\n")
      page.buffer.append("\\textbf{")
      page.buffer.append(text: kind.rawValue)
      page.buffer.append(".} ")
      var rest = blocks[...]
      if case .paragraph(let inlines)? = rest.first {
        page.write(inlines)
        rest = rest.dropFirst()
      }
      for block in rest { page.write(block) }
    }
  }

  /// Writes lines of typewriter text, cut where they are full.
  private mutating func writeCode(_ text: String) {
    // At 9 of 11 points; a character of typewriter text is 0.525 of the font size wide.
    let columns = max(10, lineWidth * 1095 / 900 / 530)
    buffer.append("\\begin{flushleft}\\footnotesize\\ttfamily\n")
    var lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    if lines.count > 1, lines.last == "" { lines.removeLast() }
    for (index, line) in lines.enumerated() {
      if index > 0 { buffer.append("\\\\\n") }
      // Something must stand on an empty line, and a bracket must not follow a line break.
      buffer.append("\\strut{}")
      var width = 0
      for scalar in line.unicodeScalars {
        let columnsNeeded = scalar == "\t" ? 2 : scalar.isASCII ? 1 : 8
        if width + columnsNeeded > columns {
          buffer.append("\\\\\n\\strut{}")
          width = 0
        }
        width += columnsNeeded
        switch scalar {
        case " ": buffer.append("\\ ")
        case "\t": buffer.append("\\ \\ ")
        default: LaTeXEscape.append(String(Character(scalar)), to: &buffer)
        }
        // Neighbours must not join into a dash or a quotation mark.
        if scalar == "-" || scalar == "'" || scalar == "," { buffer.append("{}") }
      }
    }
    buffer.append("\n\\end{flushleft}\n")
  }

  // MARK: Mathematics

  mutating func write(_ derivation: Derivation) {
    if derivation.subject.isEmpty, derivation.lines.isEmpty { return }
    buffer.endLine()
    buffer.append("\\begin{align*}\n")
    write(derivation, width: lineWidth - 1000)
    buffer.append("\n\\end{align*}\n")
  }

  /// Writes the lines of a chain, remarks behind them or, where there is no room, below.
  private mutating func write(_ derivation: Derivation, width limit: Int) {
    LaTeXDerivation(place: .document, width: limit)
      .write(derivation, to: &buffer) { line, left, buffer in
        var remark = Self(lineWidth: limit)
        remark.write(line.remark, in: .lineCell)
        let width = LaTeXTextWidth.of(line.remark)
        if width + 2000 <= left {
          buffer.append(" \\qquad \\text{")
          buffer.append(bytes: remark.buffer.bytes)
          buffer.append("}")
        } else {
          buffer.append(" \\\\\n  &\\quad ")
          buffer.append("\\parbox[t]{")
          buffer.append(number: max(6, min(width / 1000 + 2, limit / 2000)))
          buffer.append("em}{\\raggedright ")
          buffer.append(bytes: remark.buffer.bytes)
          buffer.append("}")
        }
      }
  }

  /// Writes short chains below each other, each on one line where it fits.
  ///
  /// All share one column for their left sides, so the widest left side leaves its room to all.
  private mutating func write(_ equations: [Equation]) {
    let writer = LaTeXFormulaWriter(.document)
    let subjects = equations.map { equation in
      let label = equation.label.isEmpty ? 0 : 600 * (equation.label.utf8.count + 2)
      return label + writer.tokens(of: equation.derivation.subject).width
    }
    let widest = subjects.max() ?? 0
    buffer.endLine()
    buffer.append("\\begin{align*}\n")
    for (position, equation) in equations.enumerated() {
      if position > 0 { buffer.append(" \\\\\n") }
      write(equation, widest: widest)
    }
    buffer.append("\n\\end{align*}\n")
  }

  /// Writes a short chain beside others, of which the widest left side is known.
  mutating func write(_ equation: Equation, widest: Int) {
    let writer = LaTeXFormulaWriter(.document)
    let limit = lineWidth - 1000
    if !equation.label.isEmpty {
      writer.write([.text(equation.label)], to: &buffer)
      buffer.append("\\quad ")
    }
    let derivation = equation.derivation
    let chain = derivation.lines.reduce(into: Formula()) {
      $0 += [.symbol($1.relation)] + $1.formula
    }
    let width = writer.tokens(of: chain).width + 1000 * derivation.lines.count
    if derivation.lines.allSatisfy({ $0.remark.isEmpty }), widest + width <= limit {
      writer.write(derivation.subject, to: &buffer)
      for (index, line) in derivation.lines.enumerated() {
        buffer.append(index == 0 ? " &" : " ")
        writer.write([.symbol(line.relation)] + line.formula, to: &buffer)
      }
    } else {
      let subject = writer.tokens(of: derivation.subject).width
      write(derivation, width: limit - (widest - subject))
    }
  }

  private mutating func write(_ step: StepBlock) {
    // Long steps may be parted, short ones are not.
    var derivation = Self(lineWidth: lineWidth)
    derivation.write(step.derivation)
    let rows = derivation.buffer.bytes.count { $0 == UInt8(ascii: "\n") }
    let staysTogether = rows <= 16
    if staysTogether { buffer.append("\\begin{samepage}\n") }
    switch opening {
    case .none: buffer.append("\\roomforstep")
    case .heading: break
    case .introduction: buffer.append("\\par\\nobreak")
    }
    buffer.append("\\medskip\\noindent\\textcolor[rgb]{")
    switch step.pass {
    case .forward: buffer.append("0,0.4,0.1")
    case .backward: buffer.append("0.65,0,0.1")
    case .update: buffer.append("0,0.2,0.65")
    }
    buffer.append("}{\\textbf{\\boldmath ")
    write(step.title)
    buffer.append("}}")
    if !step.shape.isEmpty {
      let width = LaTeXTextWidth.of(step.title) * 115 / 100 + LaTeXTextWidth.of(step.shape)
      buffer.append(width + 2000 <= lineWidth ? "\\hfill{}" : "\\par\\nobreak\\noindent\\quad{}")
      buffer.append("\\textit{")
      write(step.shape)
      buffer.append("}")
    }
    // The display follows in the same paragraph: no gap, and no page break between.
    if step.derivation.lines.isEmpty, step.derivation.subject.isEmpty {
      buffer.append("\\par\\nopagebreak\n")
    }
    buffer.endLine()
    buffer.append(bytes: derivation.buffer.bytes)
    for annotation in step.annotations {
      buffer.append("\\par\\nobreak\\noindent\\hangindent=3.5em\\hangafter=1 ")
      let isShort = LaTeXWidths.text(annotation.label) <= 3300
      buffer.append(isShort ? "\\makebox[3.5em][l]{\\textit{" : "{\\textit{")
      LaTeXEscape.append(annotation.label, to: &buffer)
      buffer.append("}}")
      if !isShort { buffer.append(" ") }
      write(annotation.content)
      buffer.append("\\par\n")
    }
    if staysTogether { buffer.append("\\end{samepage}\n") }
    buffer.append("\\par\\medskip\n")
  }
}
