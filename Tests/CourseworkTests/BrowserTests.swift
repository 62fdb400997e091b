import Coursework
import Foundation
import MathSyntax
import TestSupport
import Testing
import Typesetting

/// Pages in a real browser: nothing overflows, and the steps are walked through by keyboard.
@Suite(.enabled(if: Browser.isInstalled, "chromium is not installed"), .serialized)
struct BrowserTests {
  private func page(lesson: String) throws -> String {
    let source = try #require(LessonCatalogue.source(named: lesson))
    return page(try Explainer.document(ofLesson: source, ExplanationRequest()))
  }

  private func page(_ document: Document) -> String {
    var buffer = OutputBuffer()
    HTMLWriter().write(document, to: &buffer)
    return buffer.text
  }

  @Test func `the steps are walked through by keyboard`() throws {
    let document = try Explainer.document(of: ProblemExamples.twoTwoTwo, ExplanationRequest())
    let answers = try Browser.answers(
      of: page(document), width: 900,
      script: """
        var walk = document.querySelector(".walk");
        var figures = walk.querySelectorAll("figure");
        function press(key) {
          document.activeElement.dispatchEvent(
            new KeyboardEvent("keydown", { key: key, bubbles: true, cancelable: true }));
        }
        function state() {
          var shown = figures[0].hidden ? figures[1] : figures[0];
          var hot = shown.querySelector(".hot");
          return walk.querySelector("output").textContent + " / "
            + walk.querySelector(".now").textContent.split(" ·")[0] + " / "
            + (hot ? hot.getAttribute("data-place") : "none") + " / "
            + shown.getAttribute("data-pass") + " / " + document.activeElement.textContent;
        }
        var start = walk.querySelector("button");
        start.focus();
        answer("focus", document.activeElement === start);
        start.click();
        answer("first", state());
        press("ArrowRight");
        answer("second", state());
        press("ArrowLeft");
        press("ArrowLeft");
        answer("back", state());
        press("End");
        answer("last", state());
        answer("row", walk.querySelectorAll(".text mtr").length);
        answer("marked", document.querySelectorAll("main > .scroll .here").length);
        answer("twice", walk.querySelectorAll(".text .here").length);
        answer("live", walk.querySelector(".now").getAttribute("aria-live"));
        answer("formulas", walk.querySelectorAll(".text math").length > 0);
        press("Home");
        answer("home", state());
        press("Escape");
        answer("left", walk.querySelector("output") === null && !figures[0].hidden
          && walk.querySelector(".hot") === null);
        answer("ready", document.activeElement.textContent);
        var first = document.querySelector("details.step");
        answer("open", first.open);
        first.querySelector("summary").click();
        answer("folded", !first.open);
        window.dispatchEvent(new Event("beforeprint"));
        answer("printed", first.open);
        """)
    let steps = try #require(
      (answers["first"] ?? "").split(separator: " ").dropFirst(2).first.flatMap { Int($0) })
    // Steps that are worked in full, and those that are rows of a list.
    #expect(steps == 37)
    #expect(answers["focus"] == "true")
    #expect(answers["first"] == "1 of \(steps) / Step 1 of 37 / u1-1 / forward / Next →")
    #expect(answers["second"] == "2 of \(steps) / Step 2 of 37 / u1-2 / forward / Next →")
    #expect(answers["back"]?.hasPrefix("1 of \(steps) / Step 1 of 37") == true)
    #expect(answers["last"]?.hasPrefix("37 of 37 / Step 37 / ") == true)
    #expect(answers["row"] == "1")
    #expect(answers["marked"] == "1")
    #expect(answers["twice"] == "0")
    #expect(answers["last"]?.hasSuffix(" / backward / ← Back") == true)
    #expect(answers["home"]?.hasPrefix("1 of \(steps) / ") == true)
    #expect(answers["ready"] == "Walk through the \(steps) steps")
    for name in ["formulas", "left", "open", "folded", "printed"] {
      #expect(answers[name] == "true", "\(name)")
    }
    #expect(answers["live"] == "polite")
    #expect(answers["failure"] == nil)
  }

  /// A browser takes seconds to start: all lessons are opened where TEST_MULTIPLIER asks for it.
  private static let lessons =
    ProcessInfo.processInfo.environment["TEST_MULTIPLIER"] == nil
    ? ["softmax", "activations"] : LessonTests.names

  @Test(arguments: lessons)
  func `no page is wider than a phone, and formulas are set as mathematics`(name: String) throws {
    let answers = try Browser.answers(
      of: page(lesson: name), width: 390,
      script: """
        answer("overflow", document.documentElement.scrollWidth - window.innerWidth);
        var fractions = Array.from(document.querySelectorAll("mfrac, munderover"));
        answer("flat", fractions.filter(function (part) {
          var box = part.getBoundingClientRect();
          return part.closest("msub, msup, msubsup") === null && box.height < 12;
        }).length);
        answer("count", document.querySelectorAll("math").length);
        """)
    // The browser's window has a least width of its own.
    #expect(Int(answers["overflow"] ?? "").map { $0 <= 0 } == true)
    #expect(answers["flat"] == "0")
    #expect(Int(answers["count"] ?? "").map { $0 > 0 } == true)
    #expect(answers["failure"] == nil)
  }
}

/// A browser without a window.
enum Browser {
  private static let path = ["chromium", "chromium-browser", "google-chrome"].lazy
    .flatMap { name in
      (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map {
        "\($0)/\(name)"
      }
    }.first(where: FileManager.default.isExecutableFile)

  static var isInstalled: Bool { path != nil }

  /// Opens a page in a frame of a certain width, runs a script in it, and returns its answers.
  ///
  /// The script calls `answer(name, value)`. The page's own policy stays in force, so that what it
  /// forbids fails here as it does for readers.
  static func answers(
    of page: String, width: Int, script: String
  ) throws -> [String: String] {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("browser-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("page.html")
    try Data(page.utf8).write(to: file)
    let driver = """
      <!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>driver</title><body>
      <iframe src="page.html" width="\(width)" height="900" style="border:0"></iframe>
      <ul></ul>
      <script>
      var frame = document.querySelector("iframe");
      function answer(name, value) {
        var item = document.createElement("li");
        item.textContent = name + "=" + value;
        document.querySelector("ul").appendChild(item);
      }
      frame.addEventListener("load", function () {
        try {
          (function (window, document, KeyboardEvent, Event) {
      \(script)
          })(frame.contentWindow, frame.contentDocument, frame.contentWindow.KeyboardEvent,
            frame.contentWindow.Event);
        } catch (error) { answer("failure", error); }
      });
      </script></body></html>
      """
    let start = folder.appendingPathComponent("driver.html")
    try Data(driver.utf8).write(to: start)
    let output = folder.appendingPathComponent("dom.html")
    _ = FileManager.default.createFile(atPath: output.path, contents: nil)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path ?? "")
    process.arguments = [
      "--headless=new", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files",
      "--user-data-dir=\(folder.appendingPathComponent("profile").path)", "--window-size=1000,1000",
      "--virtual-time-budget=5000", "--dump-dom", start.absoluteString,
    ]
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    var answers: [String: String] = [:]
    let text = try String(decoding: Data(contentsOf: output), as: UTF8.self)
    for item in text.components(separatedBy: "<li>").dropFirst() {
      let line = item.components(separatedBy: "</li>")[0]
      let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      answers[String(parts[0])] = parts.count > 1 ? String(parts[1]) : ""
    }
    return answers
  }
}
