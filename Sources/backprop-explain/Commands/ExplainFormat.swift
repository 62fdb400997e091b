/// A format that explanations are written in.
enum ExplainFormat: String, CaseIterable, Sendable {
  case terminal
  case markdown
  case latex
  case html
  case json
  case pdf
}
