extension LessonFile {
  /// A lesson to start from, which runs as it is.
  public static let template = #"""
    ---
    title: The title at the top of the page
    summary: One line for the list of lessons
    problem: example
    ---

    <!-- Lines between these signs are for you alone: they are not shown. -->

    **Before:** what a reader needs to know. **After:** what a reader can do then.

    ## A section

    Prose in Markdown, with *emphasis*, lists, tables and `commands`. Formulas are typed in LaTeX and in the notation of
    Nielsen, $\delta^l_j$ within a line, or on a line of their own; every reader gets them in the notation of their
    lecture. They are checked each time the lesson is run:

    $$\delta^l_j = \left(\sum_k w^{l+1}_{kj} \delta^{l+1}_k\right) \sigma'(z^l_j)$$

    A derivation, with the reason behind a bar:

    ```derivation
    \frac{\partial C}{\partial w^l_{jk}} = \frac{\partial C}{\partial z^l_j} \frac{\partial z^l_j}{\partial w^l_{jk}} | chain rule
    = \delta^l_j a^{l-1}_k | the error, and what comes in
    ```

    What holds for one function only needs to be told so:

    ```formulas
    activation: sigmoid
    ```

    $$\sigma'(z) = \sigma(z) (1 - \sigma(z))$$

    ## A network

    ```problem example
    {
      "title": "Two inputs, one hidden unit, one output",
      "layers": [
        { "activation": "sigmoid", "weights": [[0.5, -0.3]], "biases": [0.1] },
        { "activation": "sigmoid", "weights": [[0.7]], "biases": [-0.2] }
      ],
      "cost": "half-squared-error",
      "samples": [ { "input": [1, 0.5], "target": [1] } ],
      "optimizer": { "name": "sgd", "learningRate": 0.5 }
    }
    ```

    ```explain network
    pass: backward
    ```

    ```explain steps
    only: delta, gradient
    ```

    ## With pencil and paper

    1. A question whose answer the program shows: `backprop-explain ./my-lesson.md --updates 2`.

    """#

  /// What the parts of a lesson file are.
  public static let notes: [(part: String, meaning: String)] = [
    (
      "---", "The front matter: title, summary, problem, notation, and what formulas are about."
    ),
    ("problem NAME", "A block with a network, as in a problem file. It is not shown."),
    (
      "explain WHAT",
      "A block that asks for something: "
        + LessonDirective.Kind.allCases.map(\.rawValue).joined(separator: ", ") + "."
    ),
    (
      "formulas",
      "A block that says what the formulas below it are about: activation, output-activation, cost, where, units, problem, or check: no."
    ),
    ("derivation", "A block with a chain of equations, a reason behind each bar."),
  ]
}
