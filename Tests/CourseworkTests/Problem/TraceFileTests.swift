import Coursework
import Derivations
import ExactArithmetic
import Testing
import Typesetting

@Suite struct TraceFileTests {
  static let source = """
    {"layers": [
       {"activation": "leaky-relu", "weights": [[0.15, 0.20], [0.25, 0.30]], "biases": [0.35, 0.35]},
       {"activation": "leaky-relu", "weights": [[0.40, 0.45], [0.50, 0.55]], "biases": [0.60, 0.60]}],
     "cost": "half-squared-error",
     "samples": [{"input": [0.05, 0.10], "target": [0.01, 0.99]}],
     "optimizer": {"name": "sgd", "learningRate": 0.5, "momentum": 0.9}}
    """

  private static func trace(updates: Int) throws -> JSONValue {
    var request = ExplanationRequest()
    request.updates = updates
    return try JSONReader.read(Explainer.traceFile(ofProblem: Array(source.utf8), request))
  }

  private static func text(_ value: JSONValue?) -> String? {
    if case .string(let text) = value?.kind { text } else { nil }
  }

  private static func elements(_ value: JSONValue?) -> [JSONValue] {
    if case .array(let values) = value?.kind { values } else { [] }
  }

  @Test func `a trace has the parts of its format in their order`() throws {
    let trace = try Self.trace(updates: 2)
    guard case .object(let members) = trace.kind else {
      Issue.record("no object")
      return
    }
    #expect(
      members.map(\.name) == [
        "format", "version", "arithmetic", "digits", "problem", "samples", "gradient", "update",
        "updates",
      ])
    #expect(Self.text(trace["format"]) == "backprop-explain/trace")
    #expect(Self.text(trace["arithmetic"]) == "rational")
    #expect(Self.elements(trace["updates"]).count == 2)
    #expect(Self.elements(trace["updates"])[0]["update"] == trace["update"])
    #expect(try trace["problem"] == JSONReader.read(Array(Self.source.utf8)))
  }

  @Test func `fractions are those of a computation by hand`() throws {
    let sample = Self.elements(try Self.trace(updates: 1)["samples"])[0]
    let layers = Self.elements(sample["layers"])
    // z¹ = (0.3775, 0.3925); all weighted inputs are positive, so that a = z.
    let hidden = [Rational(3775, 10_000), Rational(3925, 10_000)]
    let output = [
      Rational(40, 100) * hidden[0] + Rational(45, 100) * hidden[1] + Rational(60, 100),
      Rational(50, 100) * hidden[0] + Rational(55, 100) * hidden[1] + Rational(60, 100),
    ]
    let error = [output[0] - Rational(1, 100), output[1] - Rational(99, 100)]
    #expect(Self.elements(layers[0]["z"]).map(Self.text) == hidden.map(\.description))
    #expect(Self.elements(layers[1]["a"]).map(Self.text) == output.map(\.description))
    #expect(Self.elements(layers[1]["delta"]).map(Self.text) == error.map(\.description))
    let hiddenError = Rational(40, 100) * error[0] + Rational(50, 100) * error[1]
    #expect(Self.text(Self.elements(layers[0]["delta"])[0]) == hiddenError.description)
    let gradient = Self.elements(Self.elements(layers[1]["dC/dw"])[0])
    #expect(Self.text(gradient[1]) == (error[0] * hidden[1]).description)
    let cost = (error[0] * error[0] + error[1] * error[1]) * Rational(1, 2)
    #expect(Self.text(sample["cost"]) == cost.description)
  }

  @Test func `an optimiser's memory has the shape of weights and biases`() throws {
    let state = try Self.trace(updates: 1)["update"]?["state"]
    let layer = Self.elements(state?["layers"])[0]["velocity"]
    #expect(Self.elements(layer?["weights"]).map { Self.elements($0).count } == [2, 2])
    #expect(Self.elements(layer?["biases"]).count == 2)
  }

  @Test func `without a target there is the forward part only`() throws {
    let source = """
      {"layers": [{"activation": "relu", "weights": [[1, -1]]}], "samples": [{"input": [1, 3]}]}
      """
    let bytes = try Explainer.traceFile(ofProblem: Array(source.utf8), ExplanationRequest())
    let trace = try JSONReader.read(bytes)
    let layer = Self.elements(Self.elements(trace["samples"])[0]["layers"])[0]
    #expect(Self.elements(layer["z"]).map(Self.text) == ["-2"])
    #expect(Self.elements(layer["a"]).map(Self.text) == ["0"])
    #expect(layer["delta"] == nil)
    #expect(trace["update"] == nil)
  }
}
