/// Curves, regions and points over a pair of axes.
public struct Plot: Hashable, Sendable {
  /// The axis below.
  public var horizontalAxis: Axis
  /// The axis on the left.
  public var verticalAxis: Axis
  /// Parts of the plane that lie below everything else, in the order of the legend.
  public var regions: [Region]
  /// The curves, in the order of the legend.
  public var curves: [Curve]
  /// Single points, in the order of the legend.
  public var marks: [Marks]
  /// Whether a unit is as long on one axis as on the other, so that right angles are right.
  public var hasEqualScales: Bool

  /// Creates a plot.
  public init(
    horizontalAxis: Axis, verticalAxis: Axis, regions: [Region] = [], curves: [Curve],
    marks: [Marks] = [], hasEqualScales: Bool = false
  ) {
    self.horizontalAxis = horizontalAxis
    self.verticalAxis = verticalAxis
    self.regions = regions
    self.curves = curves
    self.marks = marks
    self.hasEqualScales = hasEqualScales
  }

  /// An axis with its name and its scale.
  public struct Axis: Hashable, Sendable {
    /// What it is called.
    public var label: [Inline]
    /// Whether equal steps are equal factors.
    public var isLogarithmic: Bool
    /// The values from end to end; nil: as far as there is something to show.
    public var range: ClosedRange<Double>?

    /// Creates an axis.
    public init(
      label: [Inline], isLogarithmic: Bool = false, range: ClosedRange<Double>? = nil
    ) {
      self.label = label
      self.isLogarithmic = isLogarithmic
      self.range = range
    }
  }

  /// A line with its name in the legend.
  public struct Curve: Hashable, Sendable {
    /// What it is called.
    public var label: [Inline]
    /// The pieces, each of points that are joined by straight lines; a jump lies between two pieces.
    public var pieces: [[Point]]

    /// Creates a curve of one piece.
    public init(label: [Inline], points: [Point]) {
      self.init(label: label, pieces: [points])
    }

    /// Creates a curve.
    public init(label: [Inline], pieces: [[Point]]) {
      self.label = label
      self.pieces = pieces
    }

    /// All points.
    public var points: [Point] { pieces.flatMap { $0 } }
  }

  /// A part of the plane with its name in the legend.
  public struct Region: Hashable, Sendable {
    /// What it is called.
    public var label: [Inline]
    /// Polygons that do not overlap and together make up the region; the last corner is joined to
    /// the first.
    public var polygons: [[Point]]

    /// Creates a region.
    public init(label: [Inline], polygons: [[Point]]) {
      self.label = label
      self.polygons = polygons
    }
  }

  /// Single points of one kind, with their name in the legend.
  public struct Marks: Hashable, Sendable {
    /// What they are called.
    public var label: [Inline]
    /// Where they are.
    public var points: [Point]

    /// Creates marks.
    public init(label: [Inline], points: [Point]) {
      self.label = label
      self.points = points
    }
  }

  /// A point of a plot.
  public struct Point: Hashable, Sendable {
    /// The horizontal place.
    public var x: Double
    /// The vertical place.
    public var y: Double

    /// Creates a point.
    public init(_ x: Double, _ y: Double) {
      self.x = x
      self.y = y
    }
  }
}
