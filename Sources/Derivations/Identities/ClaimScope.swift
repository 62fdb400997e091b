import BackpropEngine
import MathSyntax

/// What a claim names: its letters and where they stand, which decides on what networks it is tried.
struct ClaimScope {
  /// Letters for layers, in the order in which they stand.
  private(set) var layers: [IndexVariable] = []
  /// Letters for units.
  private(set) var units: [IndexVariable] = []
  /// Letters for samples.
  private(set) var samples: [IndexVariable] = []
  /// Letters that are only used as numbers.
  private(set) var numbers: [IndexVariable] = []
  /// The layers in which each letter of a unit stands.
  private(set) var layersOfUnit: [IndexVariable: [Index]] = [:]
  /// The largest number of a layer.
  private(set) var largestLayer = 0
  /// Whether a layer is counted from L or from a letter.
  private(set) var namesLastLayer = false
  /// The largest number of a unit of each layer that is a number or L.
  private(set) var largestUnit: [Index: Int] = [:]
  /// The largest number of a sample.
  private(set) var largestSample = 0
  /// Whether several samples are spoken of.
  private(set) var namesSamples = false
  /// What kinds of quantities are named.
  private(set) var kinds: Set<Quantity.Kind> = []
  /// All quantities, in the order in which they stand.
  private(set) var quantities: [Quantity] = []
  /// What functions are named.
  private(set) var functions: Set<MathFunction> = []
  /// Whether whole vectors or matrices are named.
  private(set) var namesVectors = false
  /// Whether single units are named.
  private(set) var namesUnits = false
  /// Whether something is done that only vectors and matrices can have done.
  private(set) var needsVectors = false
  /// Whether a derivative of something is named.
  private(set) var namesDerivatives = false
  /// Whether something depends on a condition.
  private(set) var namesConditions = false
  /// Whether there are numbers, powers or conditions, as in a special function written out.
  private(set) var namesNumbers = false
  /// How many parts there are.
  private(set) var partCount = 0
  /// Names without a meaning.
  private(set) var names: [String] = []

  init(_ expressions: [MathExpression], _ conditions: [Comparison]) {
    for expression in expressions { visit(expression, []) }
    for condition in conditions {
      visit(condition.left, [])
      visit(condition.right, [])
    }
  }

  private mutating func visit(_ expression: MathExpression, _ bound: Set<IndexVariable>) {
    partCount += 1
    guard partCount <= IdentityChecker.partLimit else { return }
    switch expression {
    case .quantity(let quantity): visit(quantity, bound)
    case .index(let index):
      if case .variable(let variable) = index.base, !bound.contains(variable) {
        if variable == .layer {
          Self.add(variable, to: &layers)
        } else {
          Self.add(variable, to: &numbers)
        }
      }
      if index.base == .last { namesLastLayer = true }
    case .summation(let sum):
      switch sum.domain {
      case .units(let layer): visit(layer: layer, bound)
      case .range(let lower, let upper):
        visit(.index(lower), bound)
        visit(.index(upper), bound)
      case .samples: namesSamples = true
      }
      visit(sum.body, bound.union([sum.variable]))
    case .apply(let function, let argument):
      functions.insert(function)
      if case .activation(let layer?, _) = function { visit(layer: layer, bound) }
      if case .norm = function { needsVectors = true }
      if case .softmax = function { needsVectors = true }
      visit(argument, bound)
    case .hadamard, .transposed, .vector, .matrix:
      needsVectors = true
      parts(of: expression, bound)
    case .gradient:
      needsVectors = true
      namesDerivatives = true
      parts(of: expression, bound)
    case .partial:
      namesDerivatives = true
      parts(of: expression, bound)
    case .maximum, .minimum, .indicator, .cases:
      namesConditions = true
      namesNumbers = true
      parts(of: expression, bound)
    case .number: namesNumbers = true
    case .power:
      namesNumbers = true
      parts(of: expression, bound)
    case .name(let name):
      if !names.contains(name) { names.append(name) }
    default: parts(of: expression, bound)
    }
  }

  private mutating func parts(of expression: MathExpression, _ bound: Set<IndexVariable>) {
    _ = expression.containsPart { part in
      visit(part, bound)
      return false
    }
  }

  private mutating func visit(layer: Index, _ bound: Set<IndexVariable>) {
    switch layer.base {
    case .number: largestLayer = max(largestLayer, layer.offset)
    case .last: namesLastLayer = true
    case .variable(let variable):
      if !bound.contains(variable) { Self.add(variable, to: &layers) }
    }
  }

  private mutating func visit(_ quantity: Quantity, _ bound: Set<IndexVariable>) {
    kinds.insert(quantity.kind)
    if !quantities.contains(quantity) { quantities.append(quantity) }
    if let layer = quantity.layer { visit(layer: layer, bound) }
    let own: Index? =
      switch quantity.kind {
      case .input: 0
      case .target: .last
      default: quantity.layer
      }
    visit(unit: quantity.unit, of: own, bound)
    visit(unit: quantity.from, of: quantity.layer.map { $0 - 1 }, bound)
    if let sample = quantity.sample {
      namesSamples = true
      switch sample.base {
      case .variable(let variable) where !bound.contains(variable):
        Self.add(variable, to: &samples)
      case .number: largestSample = max(largestSample, sample.offset)
      default: break
      }
    }
    switch quantity.kind {
    case .input, .target, .weightedInput, .activation, .bias, .error, .weight:
      if quantity.unit == nil { namesVectors = true } else { namesUnits = true }
    case .batchSize: namesSamples = true
    default: break
    }
  }

  private mutating func visit(unit: Index?, of layer: Index?, _ bound: Set<IndexVariable>) {
    guard let unit else { return }
    switch unit.base {
    case .number:
      if let layer { largestUnit[layer] = max(largestUnit[layer] ?? 0, unit.offset) }
    case .variable(let variable):
      guard !bound.contains(variable) else { return }
      Self.add(variable, to: &units)
      if let layer, !(layersOfUnit[variable] ?? []).contains(layer) {
        layersOfUnit[variable, default: []].append(layer)
      }
    case .last: break
    }
  }

  private static func add(_ variable: IndexVariable, to list: inout [IndexVariable]) {
    if !list.contains(variable) { list.append(variable) }
  }
}

extension ClaimScope {
  /// The quantities whose values are worth showing: those that no sum runs over.
  var namedQuantities: [Quantity] { quantities }

  /// How many letters stand for numbers of their own.
  var letterCount: Int { layers.count + units.count + samples.count + numbers.count }

  /// Whether there is nothing but numbers and letters without units.
  var isPlain: Bool { namesVectors && !namesUnits && !needsVectors }

  /// Whether biases could make a difference: weights and pre-activations are named, or functions.
  var mayDependOnBiases: Bool { kinds.contains(.weight) || kinds.contains(.activation) }

  /// Whether several functions are named or meant that are all made of e^u.
  func mixesExponentials(with activations: [Activation]) -> Bool {
    var families: Set<Int> = []
    for function in functions {
      switch function.underived {
      case .exponential: families.insert(0)
      case .logistic: families.insert(1)
      case .hyperbolicTangent: families.insert(2)
      case .softplus: families.formUnion([0, 1])
      default: break
      }
    }
    guard !families.isEmpty else { return false }
    for activation in activations {
      switch activation {
      case .sigmoid: families.insert(1)
      case .tanh, .scaledTanh: families.insert(2)
      case .softmax, .elu, .softplus: families.insert(0)
      default: break
      }
    }
    return families.count > 1
  }
}

extension MathFunction {
  /// The function without primes.
  var underived: MathFunction {
    if case .derivative(let inner) = self { return inner.underived }
    return self
  }
}
