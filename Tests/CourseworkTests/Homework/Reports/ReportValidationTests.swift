import Foundation
import Testing

@testable import Coursework

/// Files for other programs pass readers that we did not write.
@Suite struct ReportValidationTests {
  private static let samples: [(name: String, submissions: [GradedSubmission])] = [
    ("one", [SampleSubmission.submission]), ("perfect", [SampleSubmission.perfect]),
    ("refused", [SampleSubmission.refused]), ("hostile", [SampleSubmission.hostile]),
    (
      "several",
      [SampleSubmission.submission, SampleSubmission.refused, SampleSubmission.hostile]
    ),
  ]

  private static let hasPython = Shell.succeeds("python3 -c 'import xml.etree, json'")

  @Test(.enabled(if: hasPython, "python3 is not installed"))
  func `JUnit files are read by Python's XML parser and count what they hold`() throws {
    #expect(try Self.complaints("xml", Self.junit, JUnitFile.bytes) == "")
  }

  @Test(
    .enabled(
      if: Shell.succeeds("python3 -c 'import junitparser'"), "junitparser is not installed"))
  func `JUnit files are read by junitparser`() throws {
    let script = """
      import glob
      from junitparser import JUnitXml
      for name in sorted(glob.glob("*.xml")):
          xml = JUnitXml.fromfile(name)
          cases = [case for suite in xml for case in suite]
          if len(cases) != xml.tests: print(name, "tests", xml.tests, len(cases))
          kinds = [type(result).__name__ for case in cases for result in case.result]
          if kinds.count("Failure") != xml.failures: print(name, "failures", kinds)
          if kinds.count("Skipped") != xml.skipped: print(name, "skipped", kinds)
          if kinds.count("Error") or xml.errors: print(name, "errors", kinds)
      """
    #expect(try Self.complaints("xml", script, JUnitFile.bytes) == "")
  }

  @Test(.enabled(if: hasPython, "python3 is not installed"))
  func `Gradescope files have the members that are documented, and no others`() throws {
    #expect(try Self.complaints("json", Self.gradescope, GradescopeFile.bytes) == "")
  }

  @Test(
    .enabled(if: Shell.succeeds("python3 -c 'import jsonschema'"), "jsonschema is not installed"))
  func `Gradescope files are valid by a JSON schema of the documented format`() throws {
    let script = """
      import glob, json
      from jsonschema import Draft202012Validator
      schema = json.loads(\"\"\"\(Self.schema)\"\"\")
      Draft202012Validator.check_schema(schema)
      for name in sorted(glob.glob("*.json")):
          for error in Draft202012Validator(schema).iter_errors(json.load(open(name))):
              print(name, list(error.path), error.message)
      """
    #expect(try Self.complaints("json", script, GradescopeFile.bytes) == "")
  }

  /// Writes all samples to a folder, and returns what a Python program says of them.
  private static func complaints(
    _ ending: String, _ script: String, _ bytes: ([GradedSubmission]) -> [UInt8]
  ) throws -> String {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("reports-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, submissions) in samples {
      try Data(bytes(submissions)).write(to: folder.appendingPathComponent("\(name).\(ending)"))
    }
    try Data(script.utf8).write(to: folder.appendingPathComponent("check.py"))
    return try Shell.run("PYTHONIOENCODING=utf-8 python3 check.py", in: folder).output
  }

  /// The attributes and children that the JUnit schema of Jenkins knows, counted again.
  private static let junit = """
    import glob
    import xml.etree.ElementTree as ET
    known = {
        "testsuites": {"name", "tests", "failures", "errors", "skipped", "time"},
        "testsuite": {"name", "tests", "failures", "errors", "skipped", "time", "timestamp"},
        "testcase": {"classname", "name", "file", "line", "time"},
        "failure": {"type", "message"}, "skipped": {"message"}, "system-out": set(),
        "properties": set(), "property": {"name", "value"},
    }
    inside = {
        "testsuites": {"testsuite"}, "testsuite": {"properties", "testcase"},
        "testcase": {"failure", "skipped", "system-out"}, "properties": {"property"},
    }
    for name in sorted(glob.glob("*.xml")):
        root = ET.parse(name).getroot()
        if root.tag != "testsuites": print(name, "root", root.tag)
        for element in root.iter():
            for key in element.attrib:
                if key not in known.get(element.tag, set()): print(name, element.tag, key)
            for child in element:
                if child.tag not in inside.get(element.tag, set()): print(name, child.tag, "in", element.tag)
        for holder in [root] + root.findall("testsuite"):
            cases = list(holder.iter("testcase"))
            counts = {
                "tests": len(cases), "errors": 0,
                "failures": sum(case.find("failure") is not None for case in cases),
                "skipped": sum(case.find("skipped") is not None for case in cases),
            }
            for key, count in counts.items():
                if int(holder.get(key)) != count: print(name, holder.get("name"), key, count)
        for suite in root.findall("testsuite"):
            names = [(case.get("classname"), case.get("name")) for case in suite]
            if len(names) != len(set(names)): print(name, "has a name twice")
            for case in suite.findall("testcase"):
                float(case.get("time"))
                if not case.get("name") or not case.get("classname"): print(name, "has a case without a name")
    """

  private static let gradescope = """
    import glob, json
    top = {
        "score": (int, float), "tests": list, "execution_time": (int, float), "output": str,
        "output_format": str, "test_output_format": str, "test_name_format": str,
        "visibility": str, "stdout_visibility": str, "extra_data": dict, "leaderboard": list,
    }
    test = {
        "score": (int, float), "max_score": (int, float), "status": str, "name": str,
        "name_format": str, "number": str, "output": str, "output_format": str, "tags": list,
        "visibility": str, "extra_data": dict,
    }
    values = {
        "status": ["passed", "failed"],
        "visibility": ["visible", "hidden", "after_due_date", "after_published"],
    }
    values["stdout_visibility"] = values["visibility"]
    for key in ["output_format", "test_output_format", "test_name_format", "name_format"]:
        values[key] = ["text", "html", "simple_format", "md", "ansi"]
    def twice(pairs):
        if len(pairs) != len(dict(pairs)): print("a member twice", pairs)
        return dict(pairs)
    def check(name, members, known):
        for key, value in members.items():
            if key not in known: print(name, "unknown", key)
            elif not isinstance(value, known[key]) or isinstance(value, bool): print(name, key, value)
            elif key in values and value not in values[key]: print(name, key, value)
    for name in sorted(glob.glob("*.json")):
        root = json.load(open(name, encoding="utf-8"), object_pairs_hook=twice)
        check(name, root, top)
        tests = root.get("tests", [])
        if "score" not in root and not tests: print(name, "has no score")
        for each in tests:
            check(name, each, test)
            if not 0 <= each["score"] <= each["max_score"]: print(name, each["score"])
            if round(each["score"], 4) != each["score"]: print(name, "too many decimals")
            if any(not isinstance(tag, str) for tag in each.get("tags", [])): print(name, each["tags"])
        if tests and "score" in root: print(name, "has a score that overrides its tests")
    """

  private static let schema = """
    {"type": "object", "additionalProperties": false,
     "anyOf": [{"required": ["score"]}, {"properties": {"tests": {"minItems": 1}}, "required": ["tests"]}],
     "$defs": {
       "format": {"enum": ["text", "html", "simple_format", "md", "ansi"]},
       "visibility": {"enum": ["hidden", "after_due_date", "after_published", "visible"]}},
     "properties": {
       "score": {"type": "number"}, "execution_time": {"type": "number"},
       "output": {"type": "string"}, "output_format": {"$ref": "#/$defs/format"},
       "test_output_format": {"$ref": "#/$defs/format"}, "test_name_format": {"$ref": "#/$defs/format"},
       "visibility": {"$ref": "#/$defs/visibility"}, "stdout_visibility": {"$ref": "#/$defs/visibility"},
       "extra_data": {"type": "object"},
       "tests": {"type": "array", "items": {"type": "object", "additionalProperties": false,
         "required": ["score", "max_score"],
         "properties": {
           "score": {"type": "number", "minimum": 0}, "max_score": {"type": "number", "minimum": 0},
           "status": {"enum": ["failed", "passed"]}, "name": {"type": "string"},
           "name_format": {"$ref": "#/$defs/format"}, "number": {"type": "string"},
           "output": {"type": "string"}, "output_format": {"$ref": "#/$defs/format"},
           "tags": {"type": "array", "items": {"type": "string"}},
           "visibility": {"$ref": "#/$defs/visibility"}, "extra_data": {"type": "object"}}}},
       "leaderboard": {"type": "array", "items": {"type": "object", "required": ["name", "value"],
         "properties": {"name": {"type": "string"}, "value": {}, "order": {"enum": ["asc", "desc"]}}}}}}
    """
}
