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
    /// Curves, regions and points over a pair of axes.
    case plot(Plot)
    /// A network with numbers at its units and connections.
    case network(NetworkDiagram)
  }
}
