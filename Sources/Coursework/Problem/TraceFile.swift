public import BackpropEngine
import ExactArithmetic
import MathSyntax
import Typesetting

/// A trace as JSON, for other programs: every number as text, in plain ASCII.
public struct TraceFile {
  private let trace: Trace
  private let digits: Int
  private let source: JSONValue
  private var json = JSONWriter()

  /// Writes a trace.
  ///
  /// - Parameters:
  ///   - digits: significant digits of certified numbers; others are written in full.
  ///   - source: the bytes of the problem file, which the trace repeats.
  public static func bytes(_ trace: Trace, digits: Int, source: [UInt8]) throws(ProblemFileError)
    -> [UInt8]
  {
    let problem: JSONValue
    do {
      problem = try JSONReader.read(source)
    } catch {
      throw .json(error)
    }
    var file = TraceFile(trace: trace, digits: digits, source: problem)
    return file.bytes()
  }

  private init(trace: Trace, digits: Int, source: JSONValue) {
    self.trace = trace
    self.digits = digits
    self.source = source
  }

  private var network: Network { trace.problem.network }

  private mutating func bytes() -> [UInt8] {
    json.beginObject()
    write("format", "backprop-explain/trace")
    json.name("version")
    json.number(1)
    write("arithmetic", trace.arithmetic.rawValue)
    json.name("digits")
    json.number(digits)
    json.name("problem")
    json.value(source)
    json.name("samples")
    json.beginArray()
    for sample in 1...trace.problem.samples.count {
      writeSample(TraceMoment(sample: sample))
    }
    json.endArray()
    if trace.updateCount > 0 {
      writeUpdate(1)
      if trace.updateCount > 1 {
        json.name("updates")
        json.beginArray()
        for update in 1...trace.updateCount {
          json.beginObject()
          writeUpdate(update)
          json.endObject()
        }
        json.endArray()
      }
    }
    json.endObject()
    return json.finish()
  }

  // MARK: Parts

  private mutating func writeSample(_ moment: TraceMoment) {
    let hasBackwardPass = trace.problem.hasBackwardPass
    json.beginObject()
    json.name("layers")
    json.beginArray()
    for layer in 1...network.depth {
      json.beginObject()
      write("z", layer, moment) { .weightedInput(layer: layer, unit: $0) }
      write("a", layer, moment) { .activation(layer: layer, unit: $0) }
      if hasBackwardPass {
        write("delta", layer, moment) { .error(layer: layer, unit: $0) }
        write("dC/dw", layer, moment) { .weightGradient(layer: layer, unit: $0, from: $1) }
        write("dC/db", layer, moment) { .biasGradient(layer: layer, unit: $0) }
      }
      json.endObject()
    }
    json.endArray()
    if hasBackwardPass { write("cost", value(.cost, moment)) }
    json.endObject()
  }

  private mutating func writeUpdate(_ update: Int) {
    let moment = TraceMoment(update: update, sample: trace.batch(ofUpdate: update).first ?? 1)
    let hasBackwardPass = trace.problem.hasBackwardPass
    if hasBackwardPass {
      json.name("gradient")
      json.beginObject()
      writeLayers { file, layer in
        file.write("dC/dw", layer, moment) {
          .batchWeightGradient(layer: layer, unit: $0, from: $1)
        }
        file.write("dC/db", layer, moment) { .batchBiasGradient(layer: layer, unit: $0) }
      }
      write("cost", value(.batchCost, moment))
      json.endObject()
    }
    json.name("update")
    json.beginObject()
    writeLayers { file, layer in
      file.write("weights", layer, moment) { .updatedWeight(layer: layer, unit: $0, from: $1) }
      file.write("biases", layer, moment) { .updatedBias(layer: layer, unit: $0) }
    }
    if hasBackwardPass { write("cost", value(.updatedCost, moment)) }
    let kinds = trace.problem.optimizer.stateKinds
    if !kinds.isEmpty {
      json.name("state")
      json.beginObject()
      writeLayers { file, layer in
        for kind in kinds {
          file.json.name(kind.rawValue)
          file.json.beginObject()
          file.write("weights", layer, moment) {
            .state(kind, layer: layer, unit: $0, from: $1)
          }
          file.write("biases", layer, moment) { .state(kind, layer: layer, unit: $0, from: nil) }
          file.json.endObject()
        }
      }
      json.endObject()
    }
    json.endObject()
  }

  private mutating func writeLayers(_ body: (inout TraceFile, Int) -> Void) {
    json.name("layers")
    json.beginArray()
    for layer in 1...network.depth {
      json.beginObject()
      body(&self, layer)
      json.endObject()
    }
    json.endArray()
  }

  // MARK: Values

  private func value(_ quantity: TraceQuantity, _ moment: TraceMoment) -> String {
    guard let value = trace.value(of: quantity, at: moment) else { return "0" }
    return trace.arithmetic == .certified
      ? value.decimalText(significantDigits: digits) : value.description
  }

  private mutating func write(_ name: String, _ text: String) {
    json.name(name)
    json.string(text)
  }

  private mutating func write(
    _ name: String, _ layer: Int, _ moment: TraceMoment, _ quantity: (Int) -> TraceQuantity
  ) {
    json.name(name)
    json.beginArray()
    for unit in 1...network.width(layer) { json.string(value(quantity(unit), moment)) }
    json.endArray()
  }

  private mutating func write(
    _ name: String, _ layer: Int, _ moment: TraceMoment, _ quantity: (Int, Int) -> TraceQuantity
  ) {
    json.name(name)
    json.beginArray()
    for unit in 1...network.width(layer) {
      json.beginArray()
      for from in 1...network.width(layer - 1) {
        json.string(value(quantity(unit, from), moment))
      }
      json.endArray()
    }
    json.endArray()
  }
}
