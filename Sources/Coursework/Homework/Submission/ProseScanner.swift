/// Finds in running text which sample or update is talked about.
enum ProseScanner {
  private static let sampleWords: Set<String> = [
    "sample", "example", "pattern", "datapoint", "beispiel", "muster",
  ]
  private static let updateWords: Set<String> = ["update", "iteration", "epoch"]

  /// Returns the last sample and update that a text names, as "sample 2" does.
  ///
  /// "Step 3" may be any step of a calculation, and "Update 3 of 8" a heading of a worked page: those
  /// are none.
  static func mark(in bytes: ArraySlice<UInt8>) -> Submission.MomentMark? {
    var mark = Submission.MomentMark()
    // The word before a number; most words are before none.
    var word = 0..<0
    var position = bytes.startIndex
    while position < bytes.endIndex {
      let byte = bytes[position]
      if isLetter(byte) {
        let start = position
        while position < bytes.endIndex, isLetter(bytes[position]) { position += 1 }
        word = position - start <= 10 ? start..<position : 0..<0
        continue
      }
      if isDigit(byte), !word.isEmpty {
        let start = position
        while position < bytes.endIndex, isDigit(bytes[position]) { position += 1 }
        let number = Int(String(decoding: bytes[start..<position].prefix(7), as: UTF8.self)) ?? 0
        let name = String(decoding: bytes[word].map { $0 | 0x20 }, as: UTF8.self)
        if sampleWords.contains(name), number > 0 { mark.sample = number }
        if updateWords.contains(name), number > 0, !isCounted(bytes[position...]) {
          mark.update = number
        }
        word = 0..<0
        continue
      }
      if byte != 0x20, byte != 0x23 { word = 0..<0 }
      position += 1
    }
    return mark.sample == nil && mark.update == nil ? nil : mark
  }

  private static func isCounted(_ rest: ArraySlice<UInt8>) -> Bool {
    rest.starts(with: " of ".utf8) || rest.starts(with: " von ".utf8)
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
