import Testing

@testable import backprop_explain

@Suite struct ExitCodeTests {
  @Test(arguments: ExitCode.allCases, ExitCode.allCases)
  func `two outcomes come to the one that matters most, in any order`(
    first: ExitCode, second: ExitCode
  ) {
    let order: [Int32] = [2, 1, 3, 0]
    let expected = order.first { $0 == first.rawValue || $0 == second.rawValue }
    #expect(ExitCode.of([first, second]).rawValue == expected)
  }

  @Test func `no outcome is success`() { #expect(ExitCode.of([]) == .done) }
}
