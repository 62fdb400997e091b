/// What a page does, beside being read: the walk through the steps of a network.
enum HTMLScript {
  /// The script; it only adds to the page, which reads as well without it.
  static let text: StaticString = #"""
    (function () {
      "use strict";
      function make(name, className, text) {
        var element = document.createElement(name);
        if (className) { element.className = className; }
        if (text) { element.textContent = text; }
        return element;
      }
      function button(text, label) {
        var element = make("button", "", text);
        element.type = "button";
        if (label) { element.setAttribute("aria-label", label); }
        return element;
      }
      function withoutNames(node) {
        node.querySelectorAll("[id]").forEach(function (part) { part.removeAttribute("id"); });
        node.querySelectorAll("[aria-labelledby]").forEach(function (part) {
          part.removeAttribute("aria-labelledby");
        });
        node.removeAttribute("id");
        return node;
      }
      function isBlock(step) { return step.tagName === "DETAILS"; }
      function titleOf(step) {
        if (isBlock(step)) {
          return Array.from(step.querySelector("summary").firstElementChild.childNodes,
            function (node) { return node.cloneNode(true); });
        }
        var label = step.querySelector(".label");
        return [document.createTextNode("Step " + label.textContent.replace(/[()]/g, ""))];
      }
      function textOf(step) {
        var parts = [];
        if (isBlock(step)) {
          step.childNodes.forEach(function (node) {
            if (node.nodeType === 1 && node.tagName !== "SUMMARY") { parts.push(node.cloneNode(true)); }
          });
          return parts;
        }
        var table = step.parentNode.cloneNode(false);
        var row = step;
        do {
          table.appendChild(row.cloneNode(true)).removeAttribute("class");
          row = row.nextElementSibling;
        } while (row && !row.hasAttribute("data-network"));
        var math = step.parentNode.parentNode.cloneNode(false);
        math.appendChild(table);
        var box = make("div", "scroll");
        box.appendChild(math);
        return [box];
      }
      function build(forward, backward, steps) {
        var section = make("section", "walk");
        section.setAttribute("aria-label", "Walk through the steps");
        var start = button("Walk through the " + steps.length + " steps");
        start.setAttribute("aria-expanded", "false");
        var bar = make("div", "bar");
        var back = button("\u2190 Back");
        var next = button("Next \u2192");
        var leave = button("Leave");
        var count = make("output", "count");
        var title = make("p", "now");
        title.setAttribute("aria-live", "polite");
        var text = make("div", "text");
        var other = backward ? withoutNames(backward.cloneNode(true)) : null;
        var place = -1;
        forward.parentNode.insertBefore(section, forward);
        section.appendChild(bar);
        bar.appendChild(start);
        section.appendChild(forward);
        if (other) { other.hidden = true; section.appendChild(other); }
        section.appendChild(title);
        section.appendChild(text);
        title.hidden = text.hidden = true;

        function mark(figure, places) {
          figure.querySelectorAll("[data-place]").forEach(function (part) {
            var index = places.indexOf(part.getAttribute("data-place"));
            part.setAttribute("class", index === 0 ? "hot" : index > 0 ? "warm" : "");
          });
        }
        function show(index) {
          if (place >= 0) { steps[place].classList.remove("here"); }
          place = Math.max(0, Math.min(steps.length - 1, index));
          var step = steps[place];
          step.classList.add("here");
          var usesOther = other && step.getAttribute("data-pass") !== "forward";
          forward.hidden = usesOther;
          if (other) { other.hidden = !usesOther; }
          mark(usesOther ? other : forward, step.getAttribute("data-places").split(" "));
          title.replaceChildren.apply(title, titleOf(step));
          text.replaceChildren.apply(text, textOf(step).map(withoutNames));
          count.textContent = (place + 1) + " of " + steps.length;
          back.disabled = place === 0;
          next.disabled = place === steps.length - 1;
          if (document.activeElement === document.body || !document.activeElement) {
            (next.disabled ? back : next).focus();
          }
        }
        function begin() {
          start.remove();
          [back, next, count, leave].forEach(function (part) { bar.appendChild(part); });
          title.hidden = text.hidden = false;
          show(0);
          next.focus();
        }
        function end() {
          steps[place].classList.remove("here");
          [back, next, count, leave].forEach(function (part) { part.remove(); });
          bar.appendChild(start);
          title.hidden = text.hidden = true;
          forward.hidden = false;
          if (other) { other.hidden = true; mark(other, []); }
          mark(forward, []);
          place = -1;
          start.focus();
        }
        function go(index) {
          var had = document.activeElement;
          show(index);
          if (had === next && next.disabled) { back.focus(); }
          if (had === back && back.disabled) { next.focus(); }
        }
        start.addEventListener("click", begin);
        back.addEventListener("click", function () { go(place - 1); });
        next.addEventListener("click", function () { go(place + 1); });
        leave.addEventListener("click", end);
        section.addEventListener("keydown", function (event) {
          if (place < 0 || event.altKey || event.ctrlKey || event.metaKey) { return; }
          if (event.target.closest(".scroll")) { return; }
          var to = { ArrowRight: place + 1, ArrowLeft: place - 1, Home: 0, End: steps.length - 1 };
          if (event.key === "Escape") {
            end();
          } else if (Object.prototype.hasOwnProperty.call(to, event.key)) {
            go(to[event.key]);
          } else {
            return;
          }
          event.preventDefault();
        });
      }
      document.querySelectorAll(".bpe:not([data-ready])").forEach(function (root) {
        root.setAttribute("data-ready", "");
        window.addEventListener("beforeprint", function () {
          root.querySelectorAll("details").forEach(function (part) { part.open = true; });
        });
        var walks = [];
        root.querySelectorAll("[data-network]").forEach(function (part) {
          var number = part.getAttribute("data-network");
          var walk = walks[number] || (walks[number] = { figures: {}, steps: [] });
          if (part.tagName === "FIGURE") {
            var pass = part.getAttribute("data-pass");
            if (!walk.figures[pass]) { walk.figures[pass] = part; }
          } else if (isBlock(part) || part.querySelector(".label")) {
            walk.steps.push(part);
          }
        });
        walks.forEach(function (walk) {
          if (walk.figures.forward && walk.steps.length > 1) {
            build(walk.figures.forward, walk.figures.backward, walk.steps);
          }
        });
      });
    })();
    """#

  /// The hash by which the page's security policy knows the script: SHA-256, in base 64.
  static let hash: StaticString = "t+NJ35ksTk9iz70ELF5q1JKPbUwS67Lq04sFxUACBMk="
}
