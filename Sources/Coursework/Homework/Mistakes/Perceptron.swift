import BackpropEngine
import ExactArithmetic

/// Mistakes in the perceptron rule w' = w + η (t − o) x, b' = b + η (t − o).
extension MistakeCatalogue {
  /// Adds the mistakes in the correction of a weight or a bias by one sample.
  func addPerceptronMistakes(
    _ unit: Int, from: Int?, _ old: Scalar, at moment: TraceMoment, _ inputs: Inputs,
    to list: inout MistakeList<Scalar>
  ) {
    let batch = problem.batch(ofUpdate: moment.update)
    guard batch.count == 1, problem.biasUpdate != .shared || from != nil else { return }
    let own = moment.with(sample: batch[0])
    guard let target = inputs(.target(unit: unit), own),
      let output = inputs(.activation(layer: 1, unit: unit), own),
      let x = from.map({ inputs(.input(unit: $0), own) }) ?? Scalar.one
    else { return }
    let correction = learningRate * (target - output) * x
    if (target - output).sign == .zero {
      list.add(.perceptronAlways, old + learningRate * x)
      return
    }
    list.add(.perceptronSign, old - correction)
    list.add(.perceptronTargetPlusMinus, old + correction + correction)
    if from == nil { list.add(.perceptronBiasKept, old) }
  }
}
