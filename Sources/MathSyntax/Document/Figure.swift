/// A picture as a scene, which each output format draws with its own means.
public struct Figure: Hashable, Sendable {
  /// What the picture shows, in words; also its text for those who cannot see it.
  public var caption: [Inline]
  /// What is shown.
  public var content: Content

  /// Creates a picture.
  public init(caption: [Inline], content: Content) {
    self.caption = caption
    self.content = content
  }

  /// What a picture can be.
  public enum Content: Hashable, Sendable {
    case plot(Plot)
  }
}

/// Curves over a common axis.
public struct Plot: Hashable, Sendable {
  /// The axis below.
  public var horizontalAxis: Axis
  /// The axis on the left.
  public var verticalAxis: Axis
  /// The curves, in the order of the legend.
  public var curves: [Curve]

  /// Creates a plot.
  public init(horizontalAxis: Axis, verticalAxis: Axis, curves: [Curve]) {
    self.horizontalAxis = horizontalAxis
    self.verticalAxis = verticalAxis
    self.curves = curves
  }

  /// An axis with its name and its scale.
  public struct Axis: Hashable, Sendable {
    /// What it is called.
    public var label: [Inline]
    /// Whether equal steps are equal factors.
    public var isLogarithmic: Bool

    /// Creates an axis.
    public init(label: [Inline], isLogarithmic: Bool = false) {
      self.label = label
      self.isLogarithmic = isLogarithmic
    }
  }

  /// A polyline with its name in the legend.
  public struct Curve: Hashable, Sendable {
    /// What it is called.
    public var label: [Inline]
    /// The points, joined by lines.
    public var points: [Point]

    /// Creates a curve.
    public init(label: [Inline], points: [Point]) {
      self.label = label
      self.points = points
    }
  }

  /// A point of a curve.
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
