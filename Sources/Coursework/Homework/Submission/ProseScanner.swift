/// Finds in running text which sample or update is talked about.
enum ProseScanner {
  private static let sampleWords: Set<String> = [
    "sample", "example", "pattern", "datapoint", "beispiel", "muster",
  ]
  private static let wholeWords: Set<String> = [
    "batch", "mean", "average", "averaged", "total", "overall", "mittel", "mittelwert", "gesamt",
    "summe", "moyenne", "media",
  ]
  private static let updateWords: Set<String> = ["update", "iteration", "epoch"]

  /// Returns the last sample and update that a text names, as "sample 2" does.
  ///
  /// "Step 3" may be any step of a calculation, and "(after update 1)" tells where a number is from:
  /// those are none.
  static func mark(in bytes: ArraySlice<UInt8>) -> Submission.MomentMark? {
    var mark = Submission.MomentMark()
    var word = ""
    /// Whether the word stands behind an opening parenthesis and another word.
    var isRemark = false
    var position = bytes.startIndex
    while position < bytes.endIndex {
      let byte = bytes[position]
      if isLetter(byte) {
        let start = position
        isRemark = word == "after" && isBehindParenthesis(bytes, start)
        while position < bytes.endIndex, isLetter(bytes[position]) { position += 1 }
        word =
          position - start <= 10
          ? String(decoding: bytes[start..<position].map { $0 | 0x20 }, as: UTF8.self) : ""
        // E_total may be the sum over the outputs.
        let isIndex = start > bytes.startIndex && [0x5F, 0x7B, 0x5C].contains(bytes[start - 1])
        if !isIndex, wholeWords.contains(word) { mark.isWhole = true }
        continue
      }
      if isDigit(byte), !word.isEmpty {
        let start = position
        while position < bytes.endIndex, isDigit(bytes[position]) { position += 1 }
        let number = Int(String(decoding: bytes[start..<position].prefix(7), as: UTF8.self)) ?? 0
        if sampleWords.contains(word), number > 0 { mark.sample = number }
        if updateWords.contains(word), number > 0, !isRemark { mark.update = number }
        word = ""
        continue
      }
      if byte != 0x20, byte != 0x23 { word = "" }
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
