import BackpropEngine
import ExactArithmetic
import MathSyntax

extension Meaning {
  /// A number for the network with the values of this moment, by which steps find their drawing.
  ///
  /// It is the same in every run of the program: Fowler, Noll and Vo's hash of what tells the
  /// networks of a page apart.
  var networkIdentity: Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    func add(_ text: String) {
      for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      hash = (hash ^ 0xFF) &* 0x100_0000_01b3
    }
    let problem = trace.problem
    add("\(moment.update) \(moment.sample) \(problem.title ?? "")")
    for layer in problem.network.layers {
      add("\(layer.weights.rows) \(layer.weights.columns) \(layer.activation)")
      for number in layer.weights.entries.prefix(64) + layer.biases.prefix(64) { add(number.text) }
    }
    for number in problem.samples[moment.sample - 1].input.prefix(64) { add(number.text) }
    return Int(truncatingIfNeeded: hash >> 1)
  }
}
