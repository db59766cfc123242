//! What rustdoc is given: the tables of a module's page, the words of setters.

use super::expand;
use proc_macro2::{TokenStream, TokenTree};

/// Every text of `#[doc = ".."]` in the expansion.
fn docs(input: &str) -> Vec<String> {
    let mut found = Vec::new();
    gather(expand(input), &mut found);
    found
}

fn gather(tokens: TokenStream, found: &mut Vec<String>) {
    let trees: Vec<TokenTree> = tokens.into_iter().collect();
    if let [TokenTree::Ident(doc), TokenTree::Punct(_), TokenTree::Literal(text)] = trees.as_slice()
        && doc == "doc"
    {
        let text: syn::LitStr = syn::parse2(TokenTree::from(text.clone()).into()).expect("docs are text");
        found.push(text.value());
        return;
    }
    for tree in trees {
        if let TokenTree::Group(group) = tree {
            gather(group.stream(), found);
        }
    }
}

/// The tables of the module's page.
fn page(input: &str) -> String {
    let docs = docs(input);
    docs.into_iter().find(|text| text.starts_with("**Module")).expect("a module has a page")
}

/// The docs of a setter that gives `what`.
fn setter(input: &str, what: &str) -> String {
    let docs = docs(input);
    let what = format!("Gives the {what}");
    docs.into_iter().find(|text| text.contains(&what)).expect("there is such a setter")
}

/// The cells of the row of a table that begins with `name`.
fn row(page: &str, name: &str) -> Vec<String> {
    let line =
        page.lines().find(|line| line.starts_with(&format!("| `{name}`"))).expect("there is such a row");
    let line = line.trim_matches(['|', ' ']);
    line.split(" | ").map(|cell| cell.trim().to_owned()).collect()
}

const LIF: &str = r#"
    #[module(shape = (n_in, n_out), dims(n_syn = n_in / n_out), spiking_output)]
    pub struct Lif {
        /// Recurrent weights.
        #[parameter(family = "weights", shape = (n_out, n_in), init = kaiming())]
        pub w_rec: Option<Array2<f64>>,
        /// Time constants of [the synapses](Synapse), see e.g. [`Synapse::tau`]. More.
        ///
        /// A second paragraph with an example.
        #[parameter(family = "taus", shape = [(n_out, n_syn), (1, n_syn), ()], init = fill(20e-3), unit = "s", bounds = 1e-6..)]
        pub tau_syn: ArrayD<f64>,
        #[state(shape = n_out)]
        vmem: Array1<f64>,
        #[module(shape = n_out)]
        pub readout: crate::layers::Linear<f64>,
        #[module]
        inner: Hidden,
        #[module(origin)]
        origin: Origin,
    }
"#;

#[test]
fn the_page_lists_attributes_dims_and_submodules() {
    let page = page(LIF);
    assert!(page.starts_with("**Module `Lif`** of shape `(n_in, n_out)`; its output consists of spikes."));
    assert_eq!(
        row(&page, "w_rec"),
        [
            "`w_rec`<br>Recurrent weights.",
            "parameter<br>`weights`",
            "`(n_out, n_in)`",
            "`Option<Array2<f64>>`",
            "absent; `kaiming()` if `Declared`"
        ]
    );
    assert_eq!(
        row(&page, "tau_syn"),
        [
            "`tau_syn`<br>Time constants of the synapses, see e.g. `Synapse::tau`.",
            "parameter<br>`taus`",
            "`(n_out, n_syn)`<br>`(1, n_syn)`<br>`()`",
            "`ArrayD<f64>`<br>`s` in `1e-6..`",
            "`fill(20e-3)`"
        ]
    );
    assert_eq!(row(&page, "vmem")[0], "`vmem` (private)");
    assert_eq!(row(&page, "vmem")[4], "`zeros()`");
    assert_eq!(row(&page, "n_in")[1], "`.n_in(..)`, `.shape(..)`, the shape of `w_rec`");
    assert_eq!(row(&page, "n_syn")[1], "= `n_in / n_out`");
}

#[test]
fn public_submodules_are_linked_and_private_ones_are_not() {
    let page = page(LIF);
    let linked = "<code>[Linear](type@crate::layers::Linear)\\<f64\\></code>";
    assert_eq!(row(&page, "readout")[..3], ["`readout`", linked, "`(n_out)`"]);
    assert_eq!(row(&page, "inner")[..2], ["`inner` (private)", "`Hidden`"]);
}

#[test]
fn parameters_and_paths_through_traits_are_not_linked() {
    let page = page(
        "pub struct Many<'a, M: Module> {
             #[module] pub one: M,
             #[module] pub two: Vec<<M as Pair>::Other<'a>>,
             #[module] pub three: M::Inner,
             #[module] pub four: Box<Self>,
         }",
    );
    // `Pair` stands alone; what is behind it does not.
    assert_eq!(page.matches("](").count(), 1, "{page}");
    assert!(page.contains("as [Pair](type@Pair)\\>::Other"), "{page}");
}

#[test]
fn setters_say_what_they_take() {
    assert_eq!(
        setter(LIF, "parameter `tau_syn`"),
        "Time constants of the synapses, see e.g. `Synapse::tau`. More.\n\nGives the parameter `tau_syn` of the family \
         `taus`, `ArrayD<f64>`, shape `(n_out, n_syn)` or `(1, n_syn)` or `()`, in `s`, within `1e-6..`, default \
         `fill(20e-3)`. Takes an array or view of any dimension, a `Vec`, `[..]` or a scalar."
    );
    assert_eq!(
        setter(LIF, "submodule `readout`"),
        "Gives the submodule `readout` of shape `(n_out)`: `crate::layers::Linear<f64>`, built or as its builder; left \
         out, it is made from its dims and declared `init`s."
    );
}

#[test]
fn markdown_of_the_user_does_not_break_the_table() {
    let page = page(
        r#"pub struct Odd {
            /// A `pipe | in code`, a pipe | outside, [0, 1], Vec<T> and [interval].
            #[parameter(init = "a | `b`")]
            pub text: String,
            #[parameter(init = from_fn(|shape| { let n = shape.len(); Array1::zeros(n) }))]
            pub made: Array1<f64>,
            #[doc = include_str!("x.md")]
            #[simulation(init = |x: f64| -x + 1.0, cast = clip::<2>)]
            pub f: fn(f64) -> f64,
        }"#,
    );
    let text = page.lines().find(|line| line.starts_with("| `text`")).expect("there is such a row");
    assert_eq!(
        text,
        "| `text`<br>A `pipe \\| in code`, a pipe \\| outside, \\[0, 1\\], Vec\\<T> and interval. | parameter | `String` | \
         `` \"a \\| `b`\" `` |"
    );
    assert_eq!(row(&page, "made")[3], "`from_fn(..)`");
    assert!(
        page.contains(
            "| `f` | simulation | `fn(f64) -> f64` | `\\|x: f64\\|-x + 1.0`, cast by `clip::<2>` |"
        ),
        "{page}"
    );
}

#[test]
fn an_enum_lists_its_variants() {
    let page = page("/// X.\n pub enum Choice<M: Module> { /// Leaky.\n Lif(Lif), Any { inner: M }, Off }");
    assert_eq!(row(&page, "Lif"), ["`Lif`", "<code>[Lif](type@Lif)</code>", "Leaky."]);
    assert_eq!(row(&page, "Any")[1], "<code>M</code>");
    assert!(
        docs("pub enum Never {}").contains(&"**Module `Never`**: that of the variant at hand.".to_owned())
    );
}
