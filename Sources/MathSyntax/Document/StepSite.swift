/// Where in the drawings of a network a short step belongs.
public struct StepSite: Hashable, Sendable {
  /// Which way the step goes through the network.
  public var pass: StepBlock.Pass
  /// The network, as its diagrams name it.
  public var network: Int
  /// The units and connections: the result first, then what it is made from.
  public var places: [NetworkDiagram.Place]

  /// Creates a site.
  public init(pass: StepBlock.Pass, network: Int, places: [NetworkDiagram.Place]) {
    self.pass = pass
    self.network = network
    self.places = places
  }
}
