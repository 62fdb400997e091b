import MathSyntax
import Testing

@Suite struct IndexBindingsTests {
  @Test func `letters are bound, bound anew and set free`() {
    var bindings: IndexBindings = [.unit: 1, .layer: 2]
    bindings[.unit] = 3
    bindings[.otherUnit] = 4
    bindings[.layer] = nil
    bindings[.sample] = nil
    #expect(bindings == [.otherUnit: 4, .unit: 3])
    #expect(bindings.map(\.value) == [3, 4])
    #expect(bindings[.layer] == nil)
  }

  @Test func `the order of letters makes no difference`() {
    let first: IndexBindings = [.unit: 1, .layer: 2]
    let second: IndexBindings = [.layer: 2, .unit: 1]
    #expect(first == second)
    #expect(first.hashValue == second.hashValue)
    #expect(first != [.layer: 2])
    #expect(first != [.layer: 2, .otherUnit: 1])
    #expect(first != [.layer: 1, .unit: 1])
  }
}
