/// What some characters mean, looked up without hashing.
///
/// Readers ask at almost every character whether it is raised, lowered or a sign; mostly it is neither.
/// Most blocks of 32 characters hold none of those in question, so that one array answers.
///
/// - Complexity: O(1) a look-up.
struct ScalarMap<Value: Sendable>: Sendable {
  /// Where the values of each block of 32 begin; −1 where it has none.
  private var starts: [Int32] = []
  private var values: [Value?] = []

  init(_ table: [Unicode.Scalar: Value]) {
    for (scalar, value) in table {
      let block = Int(scalar.value >> 5)
      while starts.count <= block { starts.append(-1) }
      if starts[block] < 0 {
        starts[block] = Int32(values.count)
        for _ in 0..<32 { values.append(nil) }
      }
      values[Int(starts[block]) + Int(scalar.value & 31)] = value
    }
  }

  subscript(scalar: Unicode.Scalar) -> Value? {
    let block = Int(scalar.value >> 5)
    guard block < starts.count, starts[block] >= 0 else { return nil }
    return values[Int(starts[block]) + Int(scalar.value & 31)]
  }
}

extension Unicode.Scalar {
  /// Whether the character is a letter, looked up in the standard library only where few ever come.
  var isLetterOfFormula: Bool {
    switch value {
    case 0x41...0x5A, 0x61...0x7A, 0x3B1...0x3C9: true
    case 0..<0x80: false
    default: properties.isAlphabetic
    }
  }

  /// Whether the character is white space (The Unicode Standard, property White_Space).
  var isSpace: Bool {
    switch value {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F,
      0x3000:
      true
    default: false
    }
  }
}
