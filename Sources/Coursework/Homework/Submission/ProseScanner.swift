/// Finds in running text which sample or update is talked about.
enum ProseScanner {
  private static let sampleWords = words("sample example pattern datapoint beispiel muster")
  private static let wholeWords = words(
    "batch mean average averaged total overall mittel mittelwert gesamt summe moyenne media")
  private static let updateWords = words("update iteration epoch")
  private static let longestWord = 10

  private static func words(_ list: String) -> [[UInt8]] {
    list.split(separator: " ").map { Array($0.utf8) }
  }

  /// Returns the last sample and update that a text names, as "sample 2" does.
  ///
  /// "Step 3" may be any step of a calculation, and "(after update 1)" tells where a number is from:
  /// those are none.
  static func mark(in bytes: ArraySlice<UInt8>) -> Submission.MomentMark? {
    var mark = Submission.MomentMark()
    var word = 0..<0
    /// Whether the word stands behind an opening parenthesis and another word.
    var isRemark = false
    func isWord(of list: [[UInt8]]) -> Bool {
      list.contains {
        $0.count == word.count && $0.elementsEqual(bytes[word].lazy.map { $0 | 0x20 })
      }
    }
    var position = bytes.startIndex
    while position < bytes.endIndex {
      let byte = bytes[position]
      if isLetter(byte) {
        let start = position
        isRemark = word.count == 5 && isBehindParenthesis(bytes, start)
        while position < bytes.endIndex, isLetter(bytes[position]) { position += 1 }
        word = position - start <= longestWord ? start..<position : 0..<0
        // E_total may be the sum over the outputs.
        let isIndex = start > bytes.startIndex && [0x5F, 0x7B, 0x5C].contains(bytes[start - 1])
        if !isIndex, isWord(of: wholeWords) { mark.isWhole = true }
        continue
      }
      if isDigit(byte), !word.isEmpty {
        let start = position
        while position < bytes.endIndex, isDigit(bytes[position]) { position += 1 }
        let number = Int(String(decoding: bytes[start..<position].prefix(7), as: UTF8.self)) ?? 0
        if number > 0 {
          if isWord(of: sampleWords) { mark.sample = number }
          if !isRemark, isWord(of: updateWords) { mark.update = number }
        }
        word = 0..<0
        continue
      }
      if byte != 0x20, byte != 0x23 { word = 0..<0 }
      position += 1
    }
    return mark == Submission.MomentMark() ? nil : mark
  }

  /// Whether "(after " stands before a place.
  private static func isBehindParenthesis(_ bytes: ArraySlice<UInt8>, _ place: Int) -> Bool {
    bytes[..<place].suffix(7).elementsEqual("(after ".utf8)
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
