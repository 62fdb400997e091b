/// What the fields of a worksheet do: they say whether what was typed into them is right.
enum HTMLFieldScript {
  /// The script; without it, the fields are places to write into.
  static let text: StaticString = #"""
    (function () {
      "use strict";
      function digest(text) {
        var first = 0x811C9DC5, second = 0x6A09E667;
        for (var round = 0; round < 200; round++) {
          for (var place = 0; place < text.length; place++) {
            var byte = text.charCodeAt(place);
            first = Math.imul(first ^ byte, 0x01000193);
            second = Math.imul(second ^ (first >>> 15) ^ byte, 0x85EBCA6B);
          }
          first ^= second >>> 13;
          second ^= first >>> 16;
        }
        return [first, second].map(function (word) {
          return (word >>> 0).toString(16).padStart(8, "0");
        }).join("");
      }
      function scaled(text, decimals) {
        var plain = text.replace(/[\s\u00a0_]/g, "").replace(/[\u2212\u2013]/g, "-").replace(",", ".");
        var parts = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,2}))?(?:\/(\d+))?$/.exec(plain);
        if (!parts || plain.length > 60 || !(parts[2] || parts[3])) { return null; }
        var behind = parts[3] || "";
        var above = BigInt(parts[2] + behind);
        var below = parts[5] ? BigInt(parts[5]) : BigInt(1);
        if (below === BigInt(0)) { return null; }
        var power = decimals - behind.length + Number(parts[4] || 0);
        if (power >= 0) {
          above *= BigInt(10) ** BigInt(power);
        } else {
          below *= BigInt(10) ** BigInt(-power);
        }
        var rounded = (BigInt(2) * above + below) / (BigInt(2) * below);
        return String(parts[1] === "-" ? -rounded : rounded);
      }
      document.querySelectorAll(".bpe:not([data-fields])").forEach(function (root) {
        root.setAttribute("data-fields", "");
        var fields = Array.from(root.querySelectorAll("input[data-answers]"));
        if (!fields.length) { return; }
        var count = document.createElement("output");
        count.className = "score";
        function tell() {
          var right = fields.filter(function (field) { return field.className !== "answer wrong" &&
            field.className !== "answer"; }).length;
          count.textContent = right + " of " + fields.length + " right";
        }
        function check(field) {
          var answers = field.getAttribute("data-answers").split(" ");
          var number = scaled(field.value, Number(field.getAttribute("data-decimals")));
          var place = number === null ? -1 : answers.indexOf(
            digest(field.getAttribute("data-salt") + "|" + field.name + "|" + number));
          var state = !field.value.trim() ? "" : place === 0 ? "right" : place > 0 ? "near" : "wrong";
          var words = { right: "\u2713", near: "\u2713 but for the last digit",
            wrong: number === null ? "\u2717 no number" : "\u2717" };
          field.className = "answer" + (state ? " " + state : "");
          field.setAttribute("aria-invalid", String(state === "wrong"));
          field.nextElementSibling.textContent = words[state] || "";
          tell();
        }
        fields.forEach(function (field) {
          var mark = document.createElement("output");
          mark.className = "mark";
          field.insertAdjacentElement("afterend", mark);
          field.addEventListener("change", function () { check(field); });
          field.addEventListener("keydown", function (event) {
            if (event.key !== "Enter") { return; }
            check(field);
            var next = fields[fields.indexOf(field) + 1];
            if (next) { next.focus(); }
            event.preventDefault();
          });
          if (field.value) { check(field); }
        });
        tell();
        root.appendChild(count);
      });
    })();
    """#

  /// The hash by which the page's security policy knows the script: SHA-256, in base 64.
  static let hash: StaticString = "bwWbosH54eYGhYdLkcATa0J0MY6DupO3H7N5ddLrPW0="
}
