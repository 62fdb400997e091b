/// Where links of a page may lead.
enum LinkDestination {
  /// Returns a link's address that a page may follow, or nil for one that might run something.
  ///
  /// Relative addresses, parts of the page, and http, https and mailto are followed.
  static func safe(_ destination: String) -> String? {
    let scalars = destination.unicodeScalars
    guard !scalars.contains(where: { ControlCharacters.isHarmful($0) || $0 == " " }) else {
      return nil
    }
    guard let colon = scalars.firstIndex(of: ":"),
      !scalars[..<colon].contains(where: { $0 == "/" || $0 == "?" || $0 == "#" })
    else { return destination }
    let scheme = String(scalars[..<colon]).lowercased()
    return ["http", "https", "mailto"].contains(scheme) ? destination : nil
  }
}
