import MathSyntax

/// Parts a rectangle by which of several scores is largest.
///
/// The rectangle is cut into convex cells in which scores change evenly, or nearly so; each cell is
/// then clipped by the straight lines on which two scores are equal.
struct DecisionPlane {
  let area: Area
  let classCount: Int
  /// One number for each class.
  let scores: (Plot.Point) -> [Double]

  /// A rectangle.
  struct Area {
    var x: ClosedRange<Double>
    var y: ClosedRange<Double>
  }

  /// The points with a x + b y + c = 0.
  struct Line {
    var a: Double
    var b: Double
    var c: Double

    func side(of point: Plot.Point) -> Double { a * point.x + b * point.y + c }

    /// Returns the ends of the part within a rectangle; nil where there is none.
    func segment(in area: Area) -> [Plot.Point]? {
      var ends: [Plot.Point] = []
      let corners = area.corners
      for (from, to) in zip(corners, corners.dropFirst() + [corners[0]]) {
        let (start, end) = (side(of: from), side(of: to))
        guard (start < 0) != (end < 0) else { continue }
        ends.append(.between(from, to, at: start / (start - end)))
      }
      return ends.count == 2 ? ends : nil
    }
  }

  /// Squares to each side of the grid on which uneven scores are sampled.
  private static let gridSize = 48

  /// Returns the polygons of each class.
  ///
  /// - Parameters:
  ///   - lines: where scores may bend or jump.
  ///   - isEven: whether they change evenly between these lines.
  func polygons(cutBy lines: [Line], isEvenBetweenCuts isEven: Bool) -> [[[Plot.Point]]] {
    var polygons = Array(repeating: [[Plot.Point]](), count: classCount)
    for row in isEven ? [[area.corners]] : grid {
      /// The whole squares of a row that follow each other are drawn as one.
      var run: (first: [Plot.Point], last: [Plot.Point], class: Int)?
      func endRun() {
        guard let (first, last, index) = run else { return }
        polygons[index].append([first[0], last[1], last[2], first[3]])
        run = nil
      }
      for square in row {
        let cells = lines.reduce([square]) { cells, line in
          cells.flatMap { cell in
            [1.0, -1.0].map { sign in
              Self.clipped(cell.map { Corner(point: $0, score: sign * line.side(of: $0)) })
            }
          }.filter { $0.count > 2 }
        }
        if cells.count == 1, let index = onlyClass(in: square) {
          if run?.class == index {
            run?.last = square
          } else {
            endRun()
            run = (square, square, index)
          }
          continue
        }
        endRun()
        for cell in cells { addParts(of: cell, to: &polygons) }
      }
      endRun()
    }
    return polygons
  }

  /// The squares of the grid, row by row.
  private var grid: [[[Plot.Point]]] {
    let count = Self.gridSize
    func place(_ range: ClosedRange<Double>, _ index: Int) -> Double {
      range.lowerBound + (range.upperBound - range.lowerBound) * Double(index) / Double(count)
    }
    return (0..<count).map { row in
      (0..<count).map { column in
        Area(
          x: place(area.x, column)...place(area.x, column + 1),
          y: place(area.y, row)...place(area.y, row + 1)
        ).corners
      }
    }
  }

  /// The scores at the corners of a cell, seen from inside: on the border itself they may jump.
  private func cornerScores(of cell: [Plot.Point]) -> [[Double]] {
    let count = Double(cell.count)
    let center = Plot.Point(
      cell.map(\.x).reduce(0, +) / count, cell.map(\.y).reduce(0, +) / count)
    return cell.map { scores(.between($0, center, at: 1e-6)) }
  }

  private func onlyClass(in cell: [Plot.Point]) -> Int? {
    let classes = cornerScores(of: cell).map(Self.largest)
    return classes.allSatisfy { $0 == classes[0] } ? classes[0] : nil
  }

  private static func largest(_ scores: [Double]) -> Int {
    scores.indices.dropFirst().reduce(0) { scores[$1] > scores[$0] ? $1 : $0 }
  }

  private func addParts(of cell: [Plot.Point], to polygons: inout [[[Plot.Point]]]) {
    let scores = cornerScores(of: cell)
    let classes = scores.map(Self.largest)
    if classes.allSatisfy({ $0 == classes[0] }) {
      polygons[classes[0]].append(cell)
      return
    }
    for index in 0..<classCount {
      // Clipped by one rival after the other; the scores at new corners lie between the old ones.
      var part = zip(cell, scores).map { Corner(point: $0, score: 0, scores: $1) }
      for rival in 0..<classCount where rival != index {
        for place in part.indices {
          part[place].score = part[place].scores[index] - part[place].scores[rival]
        }
        part = Self.clippedCorners(part)
      }
      if part.count > 2 { polygons[index].append(part.map(\.point)) }
    }
  }

  // MARK: Clipping

  private struct Corner {
    var point: Plot.Point
    var score: Double
    var scores: [Double] = []
  }

  private static func clipped(_ corners: [Corner]) -> [Plot.Point] {
    clippedCorners(corners).map(\.point)
  }

  /// Returns the part of a convex polygon where the score is not negative; of a polygon that only
  /// touches it, nothing.
  ///
  /// Sutherland and Hodgman, Reentrant Polygon Clipping (1974).
  private static func clippedCorners(_ corners: [Corner]) -> [Corner] {
    guard corners.contains(where: { $0.score > 0 }) else { return [] }
    var kept: [Corner] = []
    for (from, to) in zip(corners, corners.dropFirst() + corners.prefix(1)) {
      if from.score >= 0 { kept.append(from) }
      guard (from.score > 0 && to.score < 0) || (from.score < 0 && to.score > 0) else { continue }
      let part = from.score / (from.score - to.score)
      kept.append(
        Corner(
          point: .between(from.point, to.point, at: part), score: 0,
          scores: zip(from.scores, to.scores).map { $0 + ($1 - $0) * part }))
    }
    return kept
  }
}

extension DecisionPlane.Area {
  /// The corners, against the clock from below on the left.
  var corners: [Plot.Point] {
    [
      .init(x.lowerBound, y.lowerBound), .init(x.upperBound, y.lowerBound),
      .init(x.upperBound, y.upperBound), .init(x.lowerBound, y.upperBound),
    ]
  }
}

extension Plot.Point {
  /// Returns the point a part of the way from one point to another.
  static func between(_ start: Self, _ end: Self, at part: Double) -> Self {
    Self(start.x + (end.x - start.x) * part, start.y + (end.y - start.y) * part)
  }
}
