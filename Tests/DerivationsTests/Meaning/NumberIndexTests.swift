import ExactArithmetic
import Testing

@testable import Derivations

/// Numbers are found by their hashes as a dictionary finds them.
@Suite struct NumberIndexTests {
  /// Few different hashes, so that many numbers share theirs.
  @Test(arguments: 0..<8 as Range<UInt64>)
  func `what was put in is found, and nothing else`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var index = NumberIndex(minimumCapacity: 4)
    var things: [UInt64] = []
    var places: [UInt64: Int] = [:]
    func hash(_ thing: UInt64) -> UInt64 { seed.isMultiple(of: 2) ? thing << 32 : thing % 7 << 33 }
    for _ in 0..<600 {
      let thing = random.next() % 400
      let found = index.number(hash: hash(thing)) { things[$0] == thing }
      #expect(found == places[thing])
      guard found == nil else { continue }
      places[thing] = things.count
      index.insert(things.count, hash: hash(thing))
      things.append(thing)
    }
    #expect(places.count == things.count)
  }

  @Test func `equal gates have equal hashes and others hardly ever`() throws {
    var circuit = Circuit()
    var wires: [Circuit.Wire] = []
    for unit in 1...20 { wires.append(try circuit.variable(.input(sample: 1, unit: unit))) }
    for left in wires {
      for right in wires {
        let sum = try circuit.sum(left, right)
        #expect(try circuit.sum(right, left) == sum)
        let product = try circuit.product(left, right)
        #expect(try circuit.product(right, left) == product)
        _ = try circuit.difference(left, right)
      }
    }
    let hashes = Set(circuit.gates.map { $0.numberHash >> 32 })
    #expect(hashes.count > circuit.gates.count - 3)
    #expect(Set(circuit.gates).count == circuit.gates.count)
  }
}
