/// Reads HTML, SVG and MathML as strictly as our own pages are written.
///
/// Every element is closed by its own end, attributes stand in double quotation marks, names are used
/// once, and nothing but markup has a `<` in it.
public struct MarkupChecker {
  /// What is wrong, in the order of the text.
  public private(set) var complaints: [String] = []
  /// The elements, in the order in which they open.
  public private(set) var elements: [(name: String, attributes: [String: String])] = []
  /// The text between the elements, styles and scripts apart, with references resolved.
  public private(set) var text = ""

  private static let voidElements: Set<String> = ["meta", "br", "hr", "img", "link", "input"]
  private static let references: [String: String] = [
    "lt": "<", "gt": ">", "amp": "&", "quot": "\"", "#39": "'", "#x2061": "\u{2061}",
    "#x2062": "\u{2062}", "#x2063": "\u{2063}",
  ]

  /// Checks a page.
  public init(_ page: String) {
    var rest = page[...]
    var open: [String] = []
    var names: Set<String> = []
    while let character = rest.first {
      guard character == "<" else {
        let end = rest.firstIndex(of: "<") ?? rest.endIndex
        text += resolved(rest[..<end])
        rest = rest[end...]
        continue
      }
      if rest.hasPrefix("<!DOCTYPE html>") {
        rest = rest.dropFirst(15)
        continue
      }
      guard let tag = tag(at: &rest) else {
        complaints.append("a lone < before \(rest.prefix(30))")
        rest = rest.dropFirst()
        continue
      }
      if tag.isEnd {
        let expected = open.popLast()
        if expected != tag.name {
          complaints.append("\(expected ?? "nothing") is open where \(tag.name) ends")
        }
        continue
      }
      elements.append((tag.name, tag.attributes))
      if let name = tag.attributes["id"], !names.insert(name).inserted {
        complaints.append("the name \(name) is used twice")
      }
      for attribute in tag.attributes.keys where attribute.hasPrefix("on") {
        complaints.append("\(tag.name) runs a script")
      }
      if tag.name == "script" || tag.name == "style" {
        let end = rest.range(of: "</\(tag.name)>")?.lowerBound ?? rest.endIndex
        rest = rest[end...]
      }
      if !tag.isEmpty, !Self.voidElements.contains(tag.name) { open.append(tag.name) }
    }
    if !open.isEmpty { complaints.append("still open: \(open)") }
    for (_, attributes) in elements {
      if let target = attributes["href"], target.hasPrefix("#"),
        !names.contains(String(target.dropFirst()))
      {
        missing.append(target)
      }
    }
  }

  /// Links to parts of the page that are not there.
  public private(set) var missing: [String] = []

  private struct Tag {
    var name: String
    var isEnd: Bool
    var isEmpty: Bool
    var attributes: [String: String]
  }

  private mutating func tag(at rest: inout Substring) -> Tag? {
    var text = rest.dropFirst()
    let isEnd = text.first == "/"
    if isEnd { text = text.dropFirst() }
    let name = text.prefix { $0.isLetter || $0.isNumber }
    guard let first = name.first, first.isLetter else { return nil }
    text = text.dropFirst(name.count)
    var attributes: [String: String] = [:]
    while text.first?.isWhitespace == true {
      text = text.drop(while: \.isWhitespace)
      let attribute = text.prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == ":" }
      guard !attribute.isEmpty else { break }
      text = text.dropFirst(attribute.count)
      var value = ""
      if text.hasPrefix("=\"") {
        text = text.dropFirst(2)
        guard let end = text.firstIndex(of: "\"") else { return nil }
        value = resolved(text[..<end])
        text = text[end...].dropFirst()
      } else if text.first == "=" {
        complaints.append("\(attribute) of \(name) has no quotation marks")
      }
      if attributes.updateValue(value, forKey: String(attribute)) != nil {
        complaints.append("\(name) has \(attribute) twice")
      }
    }
    let isEmpty = text.hasPrefix("/>")
    guard isEmpty || text.first == ">" else { return nil }
    rest = text.dropFirst(isEmpty ? 2 : 1)
    return Tag(name: String(name), isEnd: isEnd, isEmpty: isEmpty, attributes: attributes)
  }

  private mutating func resolved(_ text: Substring) -> String {
    var result = ""
    var rest = text
    while let mark = rest.firstIndex(of: "&") {
      result += rest[..<mark]
      rest = rest[mark...].dropFirst()
      let name = rest.prefix(10).prefix { $0 != ";" }
      if let character = Self.references[String(name)], rest.dropFirst(name.count).first == ";" {
        result += character
        rest = rest.dropFirst(name.count + 1)
      } else {
        complaints.append("a lone & before \(rest.prefix(20))")
      }
    }
    return result + rest
  }
}

extension Substring {
  fileprivate func range(of word: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(word) {
        return start..<index(start, offsetBy: word.count)
      }
      guard let next = self[index(after: start)...].firstIndex(of: "<") else { return nil }
      start = next
    }
    return nil
  }
}
