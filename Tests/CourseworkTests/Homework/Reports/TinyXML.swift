/// A strict reader of the XML that test reports and question banks need: elements, attributes, text,
/// five entities, CDATA.
enum TinyXML {
  struct Element {
    var name: String
    var attributes: [String: String] = [:]
    var children: [Element] = []
    var text = ""
  }

  /// What is not well formed, and where.
  struct Fault: Error { var place: Int }

  static func read(_ bytes: [UInt8]) throws -> Element {
    guard let text = String(validating: bytes, as: UTF8.self) else { throw Fault(place: 0) }
    var reader = Reader(scalars: Array(text.unicodeScalars))
    try reader.checkCharacters()
    reader.skipDeclaration()
    reader.skipBlanks()
    let root = try reader.element()
    reader.skipBlanks()
    guard reader.isAtEnd else { throw reader.fault }
    return root
  }

  private struct Reader {
    let scalars: [Unicode.Scalar]
    var place = 0

    var fault: Fault { Fault(place: place) }
    var isAtEnd: Bool { place == scalars.count }
    var next: Unicode.Scalar? { isAtEnd ? nil : scalars[place] }

    /// Char of XML 1.0, production 2.
    func checkCharacters() throws {
      for (place, scalar) in scalars.enumerated() {
        switch scalar.value {
        case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: break
        default: throw Fault(place: place)
        }
      }
    }

    mutating func take(_ text: String) -> Bool {
      let part = Array(text.unicodeScalars)
      guard scalars[place...].starts(with: part) else { return false }
      place += part.count
      return true
    }

    mutating func skipBlanks() {
      while let scalar = next, " \n\t\r".unicodeScalars.contains(scalar) { place += 1 }
    }

    mutating func skipDeclaration() {
      guard take("<?xml ") else { return }
      while !isAtEnd, !take("?>") { place += 1 }
    }

    mutating func name() throws -> String {
      let start = place
      while let scalar = next, scalar.properties.isAlphabetic || scalar == "-" || scalar == "_" {
        place += 1
      }
      guard place > start else { throw fault }
      return String(String.UnicodeScalarView(scalars[start..<place]))
    }

    mutating func element() throws -> Element {
      guard take("<") else { throw fault }
      var element = Element(name: try name())
      while true {
        let before = place
        skipBlanks()
        if take("/>") { return element }
        if take(">") { break }
        guard place > before else { throw fault }
        let key = try name()
        guard take("=\""), element.attributes[key] == nil else { throw fault }
        element.attributes[key] = try text(until: "\"")
        place += 1
      }
      while true {
        element.text += try text(until: "<")
        if take("<![CDATA[") {
          element.text += try characterData()
          continue
        }
        if take("</") {
          guard try name() == element.name, take(">") else { throw fault }
          if !element.children.isEmpty {
            guard element.text.allSatisfy(\.isWhitespace) else { throw fault }
          }
          return element
        }
        element.children.append(try self.element())
      }
    }

    mutating func characterData() throws -> String {
      var result = String.UnicodeScalarView()
      while !take("]]>") {
        guard let scalar = next else { throw fault }
        result.append(scalar)
        place += 1
      }
      return String(result)
    }

    mutating func text(until end: Unicode.Scalar) throws -> String {
      var result = String.UnicodeScalarView()
      while let scalar = next, scalar != end {
        if scalar == "<" || take("]]>") { throw fault }
        guard scalar == "&" else {
          result.append(scalar)
          place += 1
          continue
        }
        let entities: [(String, Unicode.Scalar)] = [
          ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"),
        ]
        guard let entity = entities.first(where: { take($0.0) }) else { throw fault }
        result.append(entity.1)
      }
      guard !isAtEnd else { throw fault }
      return String(result)
    }
  }
}
