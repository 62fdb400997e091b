public import MathSyntax

/// Draws figures as SVG, to stand in a page of ours or in a file of its own.
public struct SVGFigure: Sendable {
  /// Begins the names of the drawing's parts; no two drawings of a page have the same.
  public var name: String
  /// Whether the drawing brings its own colours and background, as a file of its own does.
  public var standsAlone: Bool

  /// Creates a writer.
  public init(name: String = "figure", standsAlone: Bool = true) {
    self.name = name
    self.standsAlone = standsAlone
  }

  /// Appends a drawing.
  public func write(_ figure: Figure, to buffer: inout OutputBuffer) {
    var canvas = SVGCanvas(name: name)
    switch figure.content {
    case .network(let diagram): SVGNetwork(diagram).draw(on: &canvas)
    case .plot(let plot): SVGPlot(plot).draw(on: &canvas)
    }
    let margin = standsAlone ? 16.0 : 2
    let width = canvas.width + 2 * margin
    let height = canvas.height + 2 * margin
    buffer.append("<svg")
    if standsAlone { buffer.append(" xmlns=\"http://www.w3.org/2000/svg\"") }
    buffer.append(" class=\"bpe-figure\" role=\"img\" aria-labelledby=\"")
    buffer.append(text: name)
    buffer.append("-t ")
    buffer.append(text: name)
    buffer.append("-d\" viewBox=\"0 0 ")
    buffer.append(decimal: width)
    buffer.append(" ")
    buffer.append(decimal: height)
    buffer.append("\" width=\"")
    buffer.append(decimal: width)
    buffer.append("\" height=\"")
    buffer.append(decimal: height)
    // On a narrow screen a drawing shrinks, as long as it can be read; then it scrolls.
    buffer.append("\" style=\"min-width:")
    buffer.append(decimal: min(width, max(300, width * 0.7)))
    buffer.append("px\">\n<title id=\"")
    buffer.append(text: name)
    buffer.append("-t\">")
    let words = TextFormulaWriter()
    MarkupEscape.append(words.plainText(figure.caption), to: &buffer)
    buffer.append("</title>\n<desc id=\"")
    buffer.append(text: name)
    buffer.append("-d\">")
    MarkupEscape.append(figure.description(words), to: &buffer)
    buffer.append("</desc>\n")
    if standsAlone {
      buffer.append("<style>")
      buffer.append(SVGStyle.colors)
      buffer.append(SVGStyle.rules)
      buffer.append(
        "</style>\n<rect class=\"paper\" width=\"100%\" height=\"100%\" rx=\"8\"/>\n")
    }
    buffer.append(bytes: canvas.definitions.bytes)
    buffer.append("<g transform=\"translate(")
    buffer.append(decimal: margin)
    buffer.append(" ")
    buffer.append(decimal: margin)
    buffer.append(")\">\n")
    buffer.append(bytes: canvas.content.bytes)
    buffer.append("</g>\n</svg>\n")
  }
}

extension Figure {
  /// What the drawing says, in words, for those who cannot see it.
  func description(_ words: TextFormulaWriter) -> String {
    switch content {
    case .network(let diagram):
      var text = ""
      for layer in diagram.layers {
        text += words.plainText(layer.title) + ": "
        text += layer.units.map { unit in
          "unit \(unit.number): "
            + (unit.values + unit.notes).map {
              words.text($0.name) + " = " + words.text($0.value)
            }.joined(separator: ", ")
        }.joined(separator: "; ")
        let missing = layer.width - layer.units.count
        text += missing > 0 ? "; \(missing) more units. " : ". "
      }
      return text
    case .plot(let plot):
      let names =
        plot.regions.map(\.label) + plot.curves.map(\.label) + plot.marks.map(\.label)
      let axes = [plot.horizontalAxis.label, plot.verticalAxis.label].map(words.plainText)
      return "Axes: " + axes.filter { !$0.isEmpty }.joined(separator: ", ") + ". Shown: "
        + names.map(words.plainText).filter { !$0.isEmpty }.joined(separator: "; ") + "."
    }
  }
}

extension TextFormulaWriter {
  /// Returns running text without any markup.
  func plainText(_ inlines: [Inline]) -> String {
    inlines.reduce(into: "") { text, inline in
      switch inline {
      case .text(let words), .code(let words): text += words
      case .emphasis(let content), .strong(let content), .link(let content, _):
        text += plainText(content)
      case .formula(let formula): text += self.text(formula)
      case .lineBreak: text += " "
      }
    }
  }
}

/// Colours and lines of drawings, which pages and files share.
enum SVGStyle {
  /// The colours, on light and on dark paper.
  static let colors: StaticString = """
    svg.bpe-figure{--paper:#fff;--ink:#1b1b1f;--faint:#8a8a94;--line:#d4d4da;--input:#8a4b00;--parameter:#1546b0;\
    --forward:#0b6329;--backward:#b0101c;--target:#5b2a86;--hot:#ffe08a}\
    @media(prefers-color-scheme:dark){svg.bpe-figure{--paper:#1a1b20;--ink:#e8e8ee;--faint:#8f909c;--line:#3c3d46;\
    --input:#ffb55c;--parameter:#8fb5ff;--forward:#79d992;--backward:#ff9a94;--target:#cfa6f5;--hot:#6b5200}}
    """

  /// What the parts look like.
  static let rules: StaticString = """
    .bpe-figure{font:14px "Helvetica Neue",Arial,"Liberation Sans",sans-serif;color:var(--ink)}\
    .bpe-figure text{fill:currentColor}.bpe-figure .paper{fill:var(--paper)}\
    .bpe-figure .i{font-family:"STIX Two Text",Cambria,"Times New Roman","Liberation Serif",serif;font-style:italic;font-size:1.12em}\
    .bpe-figure .b{font-weight:700}.bpe-figure .s{font-size:.72em}.bpe-figure .s.i{font-size:.8em}\
    .bpe-figure .box{fill:var(--paper);stroke:var(--ink);stroke-width:1.3}\
    .bpe-figure .edge{fill:none;stroke:var(--faint);stroke-width:1.2}.bpe-figure .rule{stroke:var(--faint);stroke-width:1.2}.bpe-figure .arrow{fill:var(--faint)}\
    .bpe-figure .back{fill:var(--paper)}\
    .bpe-figure .m{text-anchor:middle}.bpe-figure .e{text-anchor:end}.bpe-figure .faint{color:var(--faint)}\
    .bpe-figure .input{color:var(--input)}.bpe-figure .parameter{color:var(--parameter)}\
    .bpe-figure .forward{color:var(--forward)}.bpe-figure .backward{color:var(--backward)}.bpe-figure .target{color:var(--target)}\
    .bpe-figure .hot .box{fill:var(--hot);stroke-width:3}.bpe-figure .hot .edge{stroke:var(--ink);stroke-width:3}\
    .bpe-figure .hot .arrow{fill:var(--ink)}.bpe-figure .hot text{font-weight:700}\
    .bpe-figure .warm .box{stroke-width:2.4;stroke-dasharray:5 3}.bpe-figure .warm .edge{stroke:var(--ink);stroke-width:2.2}\
    .bpe-figure .grid{stroke:var(--line);stroke-width:1}.bpe-figure .frame{fill:none;stroke:var(--ink);stroke-width:1.2}\
    .bpe-figure .curve{fill:none;stroke:currentColor;stroke-width:2.2;stroke-linejoin:round;stroke-linecap:butt}\
    .bpe-figure .mark{fill:currentColor;stroke:var(--paper);stroke-width:1.5}.bpe-figure .open{fill:var(--paper);stroke:currentColor;stroke-width:2.2}\
    .bpe-figure .hatch{stroke:currentColor;stroke-width:1.3;fill:none}.bpe-figure .dot{fill:currentColor}
    """
}
