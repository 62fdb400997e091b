/// A number, a vector or a matrix: its shape, and its entries row after row.
public struct Tensor<Entry: Sendable>: Sendable {
  /// How many rows and columns there are.
  public let shape: TensorShape
  /// All entries, row after row.
  public var entries: [Entry]

  /// Creates a tensor from its entries, row after row.
  ///
  /// - Precondition: `entries.count == shape.count`.
  public init(_ shape: TensorShape, _ entries: [Entry]) {
    precondition(entries.count == shape.count, "a tensor has as many entries as its shape")
    self.shape = shape
    self.entries = entries
  }

  /// Creates a number.
  public init(_ entry: Entry) {
    shape = .scalar
    entries = [entry]
  }

  /// The entry in a row and a column, both counted from 1.
  public subscript(row: Int, column: Int) -> Entry {
    entries[(row - 1) * shape.columns + column - 1]
  }

  /// Returns the tensor with every entry replaced.
  public func map<Result: Sendable, Failure: Error>(
    _ transform: (Entry) throws(Failure) -> Result
  ) throws(Failure) -> Tensor<Result> {
    var results: [Result] = []
    results.reserveCapacity(entries.count)
    for entry in entries { results.append(try transform(entry)) }
    return Tensor<Result>(shape, results)
  }

  /// Rows and columns exchanged.
  public var transposed: Tensor {
    guard case .matrix(let rows, let columns) = shape else {
      return Tensor(shape.transposed, entries)
    }
    var results: [Entry] = []
    results.reserveCapacity(entries.count)
    for column in 0..<columns {
      for row in 0..<rows { results.append(entries[row * columns + column]) }
    }
    return Tensor(shape.transposed, results)
  }
}

extension Tensor: Equatable where Entry: Equatable {}
extension Tensor: Hashable where Entry: Hashable {}
