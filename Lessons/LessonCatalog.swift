/// The lessons that the program brings, in the order in which they are listed.
///
/// Each is the Markdown text of a file in `Chapters`, embedded when the program is built.
public enum LessonCatalog {
  /// The names of the lessons, each with its text.
  public static let lessons: [(name: String, text: [UInt8])] = [
    ("and", PackageResources.and_md),
    ("or", PackageResources.or_md),
    ("xor", PackageResources.xor_md),
    ("boolean-functions", PackageResources.boolean_functions_md),
    ("delta-rule", PackageResources.delta_rule_md),
    ("two-layer-example", PackageResources.two_layer_example_md),
    ("matrix-form", PackageResources.matrix_form_md),
    ("path-sum", PackageResources.path_sum_md),
    ("activations", PackageResources.activations_md),
    ("output-layers", PackageResources.output_layers_md),
    ("softmax", PackageResources.softmax_md),
    ("vanishing-gradient", PackageResources.vanishing_gradient_md),
    ("counting-parameters", PackageResources.counting_parameters_md),
  ]
}
