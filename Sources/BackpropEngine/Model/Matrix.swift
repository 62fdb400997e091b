/// A rectangular table of numbers, stored row by row.
///
/// A weight matrix has one row per unit of its layer and one column per unit of the layer before:
/// entry (j, k) is the weight **to** unit j **from** unit k, both counted from 1.
public struct Matrix<Entry: Sendable>: Sendable {
  /// Number of rows.
  public let rows: Int
  /// Number of columns.
  public let columns: Int
  /// All entries, row after row.
  public var entries: [Entry]

  /// Creates a matrix from its entries, row after row.
  ///
  /// - Precondition: `entries.count == rows * columns`.
  public init(rows: Int, columns: Int, entries: [Entry]) {
    precondition(
      entries.count == rows * columns,
      "a \(rows)×\(columns) matrix has \(rows * columns) entries, not \(entries.count)"
    )
    self.rows = rows
    self.columns = columns
    self.entries = entries
  }

  /// Creates a matrix from its rows, which all have the same length.
  public init(rows: [[Entry]]) {
    let columns = rows.first?.count ?? 0
    self.init(rows: rows.count, columns: columns, entries: rows.flatMap { $0 })
  }

  /// The entry in row `row` and column `column`, both counted from 1 as in the lecture.
  public subscript(row: Int, column: Int) -> Entry {
    get { entries[(row - 1) * columns + column - 1] }
    set { entries[(row - 1) * columns + column - 1] = newValue }
  }

  /// Returns the matrix with every entry replaced.
  public func map<Result: Sendable, Failure: Error>(
    _ transform: (Entry) throws(Failure) -> Result
  ) throws(Failure) -> Matrix<Result> {
    var results: [Result] = []
    results.reserveCapacity(entries.count)
    for entry in entries { results.append(try transform(entry)) }
    return Matrix<Result>(rows: rows, columns: columns, entries: results)
  }
}

extension Matrix: Equatable where Entry: Equatable {}
extension Matrix: Hashable where Entry: Hashable {}
