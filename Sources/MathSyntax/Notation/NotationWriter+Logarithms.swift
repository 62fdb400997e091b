import ExactArithmetic

extension NotationWriter {
  /// Writes a number that was typed with logarithms, `-ln(3/2)` or `1/2+ln(3)`, as it was typed.
  func writeTyped(_ number: TypedNumber, into formula: inout Formula) {
    var bytes = Array(number.text.utf8)[...]
    formula += Self.items(&bytes)
  }

  /// Returns the formula up to a closing parenthesis or the end.
  private static func items(_ bytes: inout ArraySlice<UInt8>) -> Formula {
    var formula = Formula()
    while let byte = bytes.first, byte != UInt8(ascii: ")") {
      switch byte {
      case UInt8(ascii: "("):
        bytes.removeFirst()
        formula.append(.fenced(items(&bytes)))
        bytes = bytes.dropFirst()
      case UInt8(ascii: "l"):
        formula.append(.function("ln"))
        bytes = bytes.dropFirst(2)
      case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "/"):
        formula.append(.symbol(symbol(byte)))
        bytes.removeFirst()
      default:
        let digits = bytes.prefix { isPartOfNumeral($0) }
        if !digits.isEmpty { formula.append(.number(String(decoding: digits, as: UTF8.self))) }
        bytes = bytes.dropFirst(max(1, digits.count))
      }
    }
    return formula
  }

  private static func isPartOfNumeral(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: ".")
  }

  private static func symbol(_ byte: UInt8) -> MathSymbol {
    switch byte {
    case UInt8(ascii: "+"): .plus
    case UInt8(ascii: "-"): .minus
    case UInt8(ascii: "*"): .dot
    default: .divide
    }
  }
}
