/// How many columns a text takes on a terminal: 0 for combining marks, 2 for wide characters.
public enum DisplayWidth {
  /// Returns the columns of a text.
  ///
  /// Joined emoji count once for each part, so the answer may be too large there, never too small.
  ///
  /// - Complexity: O(n).
  public static func columns(of text: some StringProtocol) -> Int {
    let ascii = text.utf8.withContiguousStorageIfAvailable { bytes in
      bytes.allSatisfy { $0 < 0x80 } ? bytes.count : nil
    }
    if case .some(.some(let count)) = ascii { return count }
    var columns = 0
    for scalar in text.unicodeScalars { columns += self.columns(of: scalar) }
    return columns
  }

  /// Returns the columns of one character.
  public static func columns(of scalar: Unicode.Scalar) -> Int {
    if scalar.isASCII { return 1 }
    switch scalar.value {
    case 0xAD: return 0
    // Letters, raised and lowered characters, arrows, operators and box drawing, which is what
    // explanations are made of: none is wide, none combines.
    case ..<0x0300, 0x0370..<0x0483, 0x1D2C..<0x1D6B, 0x2010..<0x2028, 0x2032..<0x2060,
      0x2070..<0x20A0, 0x2100..<0x2300, 0x2500..<0x25FD, 0x2800..<0x2900:
      return 1
    default: break
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: return isWide(scalar.value) ? 2 : 1
    }
  }

  private static func isWide(_ value: UInt32) -> Bool {
    switch value {
    case 0x1100...0x115F, 0x231A...0x231B, 0x2329...0x232A, 0x23E9...0x23EC, 0x25FD...0x25FE,
      0x2614...0x2615, 0x2648...0x2653, 0x26A1, 0x26AA...0x26AB, 0x26BD...0x26BE, 0x2705,
      0x270A...0x270B, 0x2728, 0x274C, 0x274E, 0x2753...0x2755, 0x2757, 0x2795...0x2797,
      0x2B1B...0x2B1C, 0x2B50, 0x2B55, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF,
      0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18CFF, 0x1AFF0...0x1B2FF, 0x1F004, 0x1F0CF,
      0x1F18E, 0x1F191...0x1F19A, 0x1F200...0x1F320, 0x1F32D...0x1FAFF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
