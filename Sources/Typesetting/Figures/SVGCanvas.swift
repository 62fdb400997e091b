import MathSyntax

/// A drawing in SVG that grows element by element.
struct SVGCanvas {
  /// Begins the names of the drawing's parts.
  let name: String
  /// Patterns and markers, before what uses them.
  var definitions = OutputBuffer()
  var content = OutputBuffer()
  var width = 0.0
  var height = 0.0

  init(name: String) { self.name = name }

  /// How a text stands to its place.
  enum Anchor {
    case start
    case middle
    case end
  }

  /// Appends a text whose letters stand on a line.
  mutating func text(
    _ text: SVGText, x: Double, y: Double, _ anchor: Anchor = .start, class name: StaticString = ""
  ) {
    guard !text.bytes.isEmpty else { return }
    content.append("<text x=\"")
    content.append(decimal: x)
    content.append("\" y=\"")
    content.append(decimal: y)
    content.append("\" class=\"")
    content.append(name)
    switch anchor {
    case .start: break
    case .middle: content.append(" m")
    case .end: content.append(" e")
    }
    content.append("\">")
    content.append(bytes: text.bytes)
    content.append("</text>\n")
  }

  /// Appends a line.
  mutating func line(
    _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, class name: StaticString
  ) {
    content.append("<path class=\"")
    content.append(name)
    content.append("\" d=\"M")
    point(x1, y1)
    content.append("L")
    point(x2, y2)
    content.append("\"/>\n")
  }

  /// Appends a rectangle, with rounded corners if asked.
  mutating func rectangle(
    x: Double, y: Double, width: Double, height: Double, class name: StaticString,
    corner: Double = 0
  ) {
    content.append("<rect class=\"")
    content.append(name)
    content.append("\" x=\"")
    content.append(decimal: x)
    content.append("\" y=\"")
    content.append(decimal: y)
    content.append("\" width=\"")
    content.append(decimal: width)
    content.append("\" height=\"")
    content.append(decimal: height)
    if corner > 0 {
      content.append("\" rx=\"")
      content.append(decimal: corner)
    }
    content.append("\"/>\n")
  }

  /// Appends the coordinates of a point.
  mutating func point(_ x: Double, _ y: Double) {
    content.append(decimal: x)
    content.append(" ")
    content.append(decimal: y)
  }
}
