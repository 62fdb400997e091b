import MathSyntax

/// Reads JSON as RFC 8259 has it, and tells exactly where a text is not.
///
/// Beyond the standard's grammar, names of an object must differ, and a byte order mark at the start
/// is passed over.
///
/// - Complexity: O(n) time, apart from the search for equal names, which is O(n log n).
public struct JSONReader {
  /// How many brackets may be open at once.
  public static let nestingLimit = 256

  private let bytes: [UInt8]
  private var position = 0
  private var depth = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Returns the value that a text holds.
  public static func read(_ bytes: [UInt8]) throws(JSONError) -> JSONValue {
    var reader = Self(bytes)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.position = 3 }
    try reader.skipSpace()
    guard reader.position < bytes.count else { throw .empty(SourceRange(0, bytes.count)) }
    let value = try reader.readValue()
    try reader.skipSpace()
    if reader.position < bytes.count { throw .trailingContent(reader.wordRange()) }
    return value
  }

  // MARK: Bytes

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private func here(_ length: Int = 1) -> SourceRange {
    SourceRange(position, min(bytes.count, position + length))
  }

  private mutating func skipSpace() throws(JSONError) {
    while let byte = next {
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      case UInt8(ascii: "/"):
        let follower = position + 1 < bytes.count ? bytes[position + 1] : 0
        if follower == UInt8(ascii: "/") || follower == UInt8(ascii: "*") {
          throw .comment(commentRange())
        }
        return
      case UInt8(ascii: "#"): throw .comment(commentRange())
      default: return
      }
    }
  }

  private func commentRange() -> SourceRange {
    let end = bytes[position...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
    return SourceRange(position, end)
  }

  /// The letters, digits and marks that a careless writer may have taken for one word.
  private func wordRange() -> SourceRange {
    var end = position
    while end < bytes.count, Self.isWordByte(bytes[end]) { end += 1 }
    return SourceRange(position, max(end, min(bytes.count, position + 1)))
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."),
      UInt8(ascii: "+"), UInt8(ascii: "-"), 0x80...0xFF:
      true
    default: false
    }
  }

  private func text(_ range: SourceRange) -> String {
    String(decoding: bytes[range.lowerBound..<range.upperBound], as: UTF8.self)
  }

  // MARK: Values

  private mutating func readValue() throws(JSONError) -> JSONValue {
    let start = position
    switch next {
    case UInt8(ascii: "{"): return try readObject()
    case UInt8(ascii: "["): return try readArray()
    case UInt8(ascii: "\""):
      let text = try readString()
      return JSONValue(.string(text), range: SourceRange(start, position))
    case .some(UInt8(ascii: "0")...UInt8(ascii: "9")), UInt8(ascii: "-"), UInt8(ascii: "+"),
      UInt8(ascii: "."):
      try skipNumber()
      let range = SourceRange(start, position)
      return JSONValue(.number(text(range)), range: range)
    case UInt8(ascii: "'"): throw .singleQuotes(quotedRange())
    case .some(let byte) where Self.isWordByte(byte): return try readWord()
    default: throw .expectedValue(here())
    }
  }

  private func quotedRange() -> SourceRange {
    var end = position + 1
    while end < bytes.count, bytes[end] != UInt8(ascii: "'"), bytes[end] != 0x0A { end += 1 }
    return SourceRange(position, min(bytes.count, end + 1))
  }

  private mutating func readWord() throws(JSONError) -> JSONValue {
    let range = wordRange()
    let word = text(range)
    let kind: JSONValue.Kind
    switch word {
    case "true": kind = .boolean(true)
    case "false": kind = .boolean(false)
    case "null": kind = .null
    case "NaN", "nan", "Infinity", "Inf", "inf", "infinity": throw .notFinite(word, range)
    default:
      try validate(range)
      throw .unknownWord(word, range)
    }
    position = range.upperBound
    return JSONValue(kind, range: range)
  }

  private func validate(_ range: SourceRange) throws(JSONError) {
    var start = range.lowerBound
    while start < range.upperBound {
      guard let length = UTF8Validation.length(of: bytes, at: start) else {
        throw .invalidUTF8(SourceRange(start, start + 1))
      }
      start += length
    }
  }

  private mutating func open() throws(JSONError) {
    depth += 1
    if depth > Self.nestingLimit { throw .nestedTooDeeply(limit: Self.nestingLimit, here()) }
    position += 1
  }

  private mutating func readArray() throws(JSONError) -> JSONValue {
    let start = position
    try open()
    var items: [JSONValue] = []
    try skipSpace()
    while next != UInt8(ascii: "]") {
      guard next != nil else { throw .unclosed(SourceRange(start, start + 1), isArray: true) }
      if next == UInt8(ascii: "}"), items.isEmpty {
        throw .mismatchedBracket(here(), opened: SourceRange(start, start + 1), isArray: true)
      }
      items.append(try readValue())
      if try skipComma(since: start, isArray: true) { break }
    }
    position += 1
    depth -= 1
    return JSONValue(.array(items), range: SourceRange(start, position))
  }

  /// Passes over the comma between two items; returns whether the closing bracket follows.
  private mutating func skipComma(since start: Int, isArray: Bool) throws(JSONError) -> Bool {
    let closing = isArray ? UInt8(ascii: "]") : UInt8(ascii: "}")
    let other = isArray ? UInt8(ascii: "}") : UInt8(ascii: "]")
    try skipSpace()
    switch next {
    case closing: return true
    case UInt8(ascii: ","):
      let comma = here()
      position += 1
      try skipSpace()
      if next == closing { throw .trailingComma(comma, isArray: isArray) }
      return false
    case other:
      throw .mismatchedBracket(here(), opened: SourceRange(start, start + 1), isArray: isArray)
    case nil: throw .unclosed(SourceRange(start, start + 1), isArray: isArray)
    default: throw .expectedCommaOrEnd(wordRange(), isArray: isArray)
    }
  }

  private mutating func readObject() throws(JSONError) -> JSONValue {
    let start = position
    try open()
    var members: [JSONValue.Member] = []
    try skipSpace()
    while next != UInt8(ascii: "}") {
      guard next != nil else { throw .unclosed(SourceRange(start, start + 1), isArray: false) }
      if next == UInt8(ascii: "]"), members.isEmpty {
        throw .mismatchedBracket(here(), opened: SourceRange(start, start + 1), isArray: false)
      }
      members.append(try readMember())
      if try skipComma(since: start, isArray: false) { break }
    }
    try checkNames(of: members)
    position += 1
    depth -= 1
    return JSONValue(.object(members), range: SourceRange(start, position))
  }

  private mutating func readMember() throws(JSONError) -> JSONValue.Member {
    let start = position
    guard next == UInt8(ascii: "\"") else {
      if next == UInt8(ascii: "'") { throw .singleQuotes(quotedRange()) }
      let range = wordRange()
      if let byte = next, Self.isWordByte(byte) {
        try validate(range)
        throw .unquotedName(text(range), range)
      }
      throw .expectedName(here())
    }
    let name = try readString()
    let nameRange = SourceRange(start, position)
    try skipSpace()
    guard next == UInt8(ascii: ":") else { throw .expectedColon(here()) }
    position += 1
    try skipSpace()
    return JSONValue.Member(name, try readValue(), nameRange: nameRange)
  }

  /// Names are compared as texts, so that `"a"` and `"\u0061"` are equal.
  private func checkNames(of members: [JSONValue.Member]) throws(JSONError) {
    if members.count <= 8 {
      for (index, member) in members.enumerated() {
        for earlier in members[..<index] where Self.isSame(earlier.name, member.name) {
          throw .duplicateName(member.name, member.nameRange, first: earlier.nameRange)
        }
      }
      return
    }
    var seen: [[UInt8]: SourceRange] = [:]
    for member in members {
      if let first = seen.updateValue(member.nameRange, forKey: Array(member.name.utf8)) {
        throw .duplicateName(member.name, member.nameRange, first: first)
      }
    }
  }

  /// Byte by byte: RFC 8259 does not normalise Unicode.
  private static func isSame(_ left: String, _ right: String) -> Bool {
    left.utf8.elementsEqual(right.utf8)
  }

  // MARK: Numbers

  private mutating func skipDigits() -> Int {
    let start = position
    while let byte = next, UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte { position += 1 }
    return position - start
  }

  private mutating func skipNumber() throws(JSONError) {
    let whole = wordRange()
    if next == UInt8(ascii: "+") { throw .leadingPlus(whole) }
    if next == UInt8(ascii: "-") { position += 1 }
    if next == UInt8(ascii: ".") { throw .missingIntegerPart(whole) }
    let start = position
    let digits = skipDigits()
    if digits == 0 {
      let word = text(whole)
      if word.dropFirst().lowercased().hasPrefix("inf") || word.lowercased() == "-nan" {
        throw .notFinite(word, whole)
      }
      throw .missingDigits(whole)
    }
    if digits > 1, bytes[start] == UInt8(ascii: "0") { throw .leadingZeros(text(whole), whole) }
    if next == UInt8(ascii: ".") {
      position += 1
      if skipDigits() == 0 { throw .missingFraction(whole) }
    }
    if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
      position += 1
      if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { position += 1 }
      if skipDigits() == 0 { throw .missingExponent(whole) }
    }
    if let byte = next, Self.isWordByte(byte) {
      try validate(whole)
      throw .malformedNumber(text(whole), whole)
    }
  }

  // MARK: Text

  private mutating func readString() throws(JSONError) -> String {
    let start = position
    position += 1
    var start0 = position
    var decoded: [UInt8] = []
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        defer { position += 1 }
        // A text without escapes is taken from the input in one piece.
        if decoded.isEmpty { return String(decoding: bytes[start0..<position], as: UTF8.self) }
        decoded += bytes[start0..<position]
        return String(decoding: decoded, as: UTF8.self)
      case UInt8(ascii: "\\"):
        decoded += bytes[start0..<position]
        try readEscape(into: &decoded)
        start0 = position
      case 0..<0x20:
        // The quotation mark is missing rather than the escape if the line ends here.
        throw .controlCharacter(byte, here())
      case 0x20..<0x80: position += 1
      default:
        guard let length = UTF8Validation.length(of: bytes, at: position) else {
          throw .invalidUTF8(here())
        }
        position += length
      }
    }
    throw .unterminatedString(SourceRange(start, start + 1))
  }

  private mutating func readEscape(into decoded: inout [UInt8]) throws(JSONError) {
    let start = position
    position += 1
    guard let byte = next else { throw .unterminatedString(SourceRange(start, start + 1)) }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): decoded.append(byte)
    case UInt8(ascii: "b"): decoded.append(0x08)
    case UInt8(ascii: "f"): decoded.append(0x0C)
    case UInt8(ascii: "n"): decoded.append(0x0A)
    case UInt8(ascii: "r"): decoded.append(0x0D)
    case UInt8(ascii: "t"): decoded.append(0x09)
    case UInt8(ascii: "u"):
      let scalar = try readUnicodeEscape(start)
      decoded.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    default:
      let length = UTF8Validation.length(of: bytes, at: start + 1) ?? 1
      let range = SourceRange(start, min(bytes.count, start + 1 + length))
      try validate(range)
      throw .unknownEscape(text(range), range)
    }
  }

  private mutating func readUnicodeEscape(_ start: Int) throws(JSONError) -> Unicode.Scalar {
    let high = try readHexadecimal(start)
    if let scalar = Unicode.Scalar(high) { return scalar }
    let first = SourceRange(start, position)
    guard high < 0xDC00, next == UInt8(ascii: "\\"), position + 1 < bytes.count,
      bytes[position + 1] == UInt8(ascii: "u")
    else { throw .loneSurrogate(text(first), first) }
    let second = position
    position += 2
    let low = try readHexadecimal(second)
    guard 0xDC00..<0xE000 ~= low,
      let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
    else { throw .loneSurrogate(text(first), first) }
    return scalar
  }

  private mutating func readHexadecimal(_ start: Int) throws(JSONError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw .malformedUnicodeEscape(SourceRange(start, position))
      }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }
}
