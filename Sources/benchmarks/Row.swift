/// A line of a table: what was measured, our time, and that of each peer, in nanoseconds.
struct Row {
  var name: String
  var time: Double
  var peers: [(name: String, time: Double)] = []
}

/// Prints rows with the ratio of each peer's time to ours.
enum Table {
  static func print(_ rows: [Row]) {
    let width = rows.map(\.name.count).max() ?? 0
    for row in rows {
      var line = row.name.padded(to: width) + "  " + text(row.time).padded(toRight: 9)
      for peer in row.peers {
        let ratio = peer.time / row.time
        line += "   \(peer.name) \(text(peer.time)) (\(rounded(ratio))×)"
      }
      Swift.print(line)
    }
  }

  /// A time with a unit that suits it, to three digits.
  static func text(_ nanoseconds: Double) -> String {
    switch nanoseconds {
    case ..<1e3: "\(rounded(nanoseconds)) ns"
    case ..<1e6: "\(rounded(nanoseconds / 1e3)) µs"
    case ..<1e9: "\(rounded(nanoseconds / 1e6)) ms"
    default: "\(rounded(nanoseconds / 1e9)) s"
    }
  }

  private static func rounded(_ value: Double) -> String {
    switch abs(value) {
    case ..<1: "\((value * 1000).rounded() / 1000)"
    case ..<10: "\((value * 100).rounded() / 100)"
    case ..<100: "\((value * 10).rounded() / 10)"
    default: "\(Int(value.rounded()))"
    }
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }

  fileprivate func padded(toRight width: Int) -> String {
    String(repeating: " ", count: max(0, width - count)) + self
  }
}
