import MathSyntax
import Testing

@Suite struct NearestNameTests {
  static let names = ["sigmoid", "softmax", "softplus", "step", "relu", "relu6"]

  @Test(arguments: [
    ("sigmod", "sigmoid"), ("Sigmoid", "sigmoid"), ("sofmtax", "softmax"), ("rleu", "relu"),
    ("stp", "step"), ("softplusss", "softplus"),
  ])
  func `a name that is nearly right is found`(typed: String, meant: String) {
    #expect(NearestName.of(typed, among: Self.names) == meant)
  }

  @Test(arguments: ["", "x", "elephant", "identity"])
  func `a name that is far off is not`(typed: String) {
    #expect(NearestName.of(typed, among: Self.names) == nil)
  }
}
