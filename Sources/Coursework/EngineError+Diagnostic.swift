import BackpropEngine
import Derivations
import ExactArithmetic
import MathSyntax
import Typesetting

extension DiagnosticList {
  /// Puts an error of the engine into words, in the symbols of the page.
  init(_ error: EngineError, notation: Notation) {
    let text = TextFormulaWriter().text(
      NotationWriter(notation).formula(error.quantity.formulaQuantity()))
    var place = "computing \(text)"
    if error.moment.sample > 1 { place += " of sample \(error.moment.sample)" }
    if error.moment.update > 1 { place += " in update \(error.moment.update)" }
    self.init(
      [Diagnostic("\(place): \(error.fault.summary)", hints: error.fault.hints)],
      isUndecided: error.fault == .undecidedSign)
  }

  /// Puts an expression without a value into words.
  init(_ error: MeaningError, notation: Notation) {
    let writer = NotationWriter(notation)
    let text = TextFormulaWriter()
    switch error {
    case .noSuchQuantity(let quantity):
      self.init([
        Diagnostic("the network has no \(text.text(writer.formula(quantity)))")
      ])
    case .unbound(let variable):
      self.init([Diagnostic("the letter \(variable.name) stands for nothing here")])
    case .notANumber(let expression):
      self.init([Diagnostic("\(text.text(writer.formula(expression))) is no number")])
    case .noSuchDerivative(let numerator, let denominator):
      let formula = writer.formula(.partial(numerator, by: denominator))
      self.init([Diagnostic("there is no \(text.text(formula)) here")])
    case .shapes(let fault):
      self.init([Diagnostic(fault.words(in: notation) { text.text($0) })])
    case .unknownName(let name):
      self.init([Diagnostic("the name \(name) stands for nothing here")])
    case .tooMuchWork: self.init([Diagnostic("the formula is too large to be computed")])
    case .arithmetic(let fault):
      self.init(
        [Diagnostic(fault.summary, hints: fault.hints)], isUndecided: fault == .undecidedSign)
    case .inStep(let quantity, let moment, let fault):
      self.init(EngineError(fault, in: quantity, at: moment), notation: notation)
    }
  }
}

extension ArithmeticFault {
  /// What happened, in words.
  var summary: String {
    switch self {
    case .irrational(let function, let argument):
      "\(function.spelled(argument)) is not a fraction"
    case .productOfLogarithms: "a product of two logarithms is no exact number"
    case .divisionByZero: "a division by zero"
    case .logarithmOfNonPositive(let argument):
      "the logarithm of \(argument) does not exist: only positive numbers have one"
    case .squareRootOfNegative(let argument): "the square root of \(argument) does not exist"
    case .overflow: "the number is too large to be computed with"
    case .tooManyBits(let limit): "the fraction is longer than \(limit) bits"
    case .undecidedSign: "the number cannot be told from zero, and its sign is needed"
    }
  }

  /// What helps.
  var hints: [String] {
    switch self {
    case .irrational, .productOfLogarithms:
      ["fractions cannot hold it: try --arithmetic certified, or auto, which chooses by itself"]
    case .divisionByZero, .logarithmOfNonPositive:
      ["the cost or the activation is not defined there: check outputs, targets and weights"]
    case .squareRootOfNegative: []
    case .overflow: ["smaller weights or a smaller learning rate may help"]
    case .tooManyBits: ["try --arithmetic certified, or fewer updates"]
    case .undecidedSign: []
    }
  }
}

extension ElementaryFunction {
  /// The function of an argument, as a formula would be typed.
  fileprivate func spelled(_ argument: String) -> String {
    switch self {
    case .exponential: "e^(\(argument))"
    case .logarithm: "ln(\(argument))"
    case .hyperbolicTangent: "tanh(\(argument))"
    case .logistic: "1/(1 + e^(−(\(argument))))"
    case .squareRoot: "√(\(argument))"
    }
  }
}
