import TestSupport
import Testing

/// Records an issue with a line diff where a text differs from its golden file.
func expectGolden(
  _ actual: String, _ name: String, besides testFile: String = #filePath,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  if let difference = Golden(besides: testFile).difference(of: actual, from: name) {
    Issue.record(Comment(rawValue: difference), sourceLocation: sourceLocation)
  }
}
