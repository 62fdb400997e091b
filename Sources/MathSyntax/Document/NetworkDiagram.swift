/// A drawing of a network: units in columns, connections between them, numbers at both.
///
/// Layers stand from left to right, layer 0 being the input. Units are counted from 1; where not all
/// layers of the network or units of a layer are drawn, writers put an ellipsis into the gap.
public struct NetworkDiagram: Hashable, Sendable {
  /// Which way numbers travel: arrows point to the right on the forward pass, to the left on the
  /// backward pass.
  public var pass: StepBlock.Pass
  /// The layers, from the input to the output.
  public var layers: [Layer]
  /// The connections that are drawn.
  public var edges: [Edge]
  /// The units and connections that stand out.
  public var highlighted: Set<Place>
  /// What the numbers at a unit or connection are, in the order in which they are explained.
  public var legend: [LegendEntry]
  /// The same for all drawings of one network with one set of numbers, and for the steps that belong
  /// to them; nil: no steps do.
  public var network: Int?

  /// Creates a diagram.
  public init(
    pass: StepBlock.Pass, layers: [Layer], edges: [Edge], highlighted: Set<Place> = [],
    legend: [LegendEntry], network: Int? = nil
  ) {
    self.network = network
    self.pass = pass
    self.layers = layers
    self.edges = edges
    self.highlighted = highlighted
    self.legend = legend
  }

  /// A part of a network that a step is about.
  public enum Place: Hashable, Sendable {
    /// A unit; layer 0 is the input.
    case unit(layer: Int, unit: Int)
    /// The connection to a unit of a layer, from a unit of the layer before.
    case connection(layer: Int, to: Int, from: Int)
  }

  /// A column of units.
  public struct Layer: Hashable, Sendable {
    /// Which layer it is; 0 is the input.
    public var number: Int
    /// What stands above the column.
    public var title: [Inline]
    /// How many units the layer has, drawn or not.
    public var width: Int
    /// The units that are drawn, in order.
    public var units: [Unit]

    /// Creates a layer.
    public init(number: Int, title: [Inline], width: Int, units: [Unit]) {
      self.number = number
      self.title = title
      self.width = width
      self.units = units
    }
  }

  /// A circle with its numbers.
  public struct Unit: Hashable, Sendable {
    /// Which unit of its layer it is.
    public var number: Int
    /// What stands in the circle, side by side: `z | a`, or x alone.
    public var values: [Reading]
    /// What stands below the circle: the bias, or the error.
    public var notes: [Reading]

    /// Creates a unit.
    public init(number: Int, values: [Reading], notes: [Reading] = []) {
      self.number = number
      self.values = values
      self.notes = notes
    }
  }

  /// A line between two units.
  public struct Edge: Hashable, Sendable {
    /// The layer that the connection leads to.
    public var layer: Int
    /// The unit that it leads to.
    public var to: Int
    /// The unit of the layer before that it comes from.
    public var from: Int
    /// Its weight; nil: not written.
    public var weight: Reading?

    /// The connection as a part of the network.
    public var place: Place { .connection(layer: layer, to: to, from: from) }

    /// Creates a connection.
    public init(layer: Int, to: Int, from: Int, weight: Reading? = nil) {
      self.layer = layer
      self.to = to
      self.from = from
      self.weight = weight
    }
  }

  /// A number with what it is a value of.
  public struct Reading: Hashable, Sendable {
    /// What the number is; writers choose colour and style by it, and the legend names it.
    public var kind: Quantity.Kind
    /// The letter that stands before the number where there is room; empty: none.
    public var name: Formula
    /// The number.
    public var value: Formula

    /// Creates a number.
    public init(_ kind: Quantity.Kind, name: Formula = [], value: Formula) {
      self.kind = kind
      self.name = name
      self.value = value
    }
  }

  /// A line of the legend.
  public struct LegendEntry: Hashable, Sendable {
    /// What is explained.
    public var kind: Quantity.Kind
    /// How it is written in formulas.
    public var symbol: Formula
    /// What it is.
    public var meaning: [Inline]

    /// Creates a line.
    public init(_ kind: Quantity.Kind, symbol: Formula, meaning: [Inline]) {
      self.kind = kind
      self.symbol = symbol
      self.meaning = meaning
    }
  }
}
