/// What a number, a vector or a matrix is like: how many rows and columns it has.
public enum TensorShape: Hashable, Sendable {
  /// A number.
  case scalar
  /// The entries of a vector below each other.
  case column(Int)
  /// The entries of a vector side by side.
  case row(Int)
  /// So many rows of so many entries.
  case matrix(Int, Int)

  /// How many rows there are.
  public var rows: Int {
    switch self {
    case .scalar, .row: 1
    case .column(let count), .matrix(let count, _): count
    }
  }

  /// How many columns there are.
  public var columns: Int {
    switch self {
    case .scalar, .column: 1
    case .row(let count), .matrix(_, let count): count
    }
  }

  /// How many entries there are.
  public var count: Int { rows * columns }

  /// Rows and columns exchanged.
  public var transposed: TensorShape {
    switch self {
    case .scalar: .scalar
    case .column(let count): .row(count)
    case .row(let count): .column(count)
    case .matrix(let rows, let columns): .matrix(columns, rows)
    }
  }

  /// Whether it is a row or a column.
  public var isVector: Bool {
    switch self {
    case .column, .row: true
    case .scalar, .matrix: false
    }
  }
}
