//! What is generated, to be read.

use super::{concept, inputs};

/// Compares the input and what of its expansion is of one concept, one above the other, with the snapshot.
fn assert_expansion(concept: &str, input: &str, items: &[&str]) {
    let shown = concept::of(super::expand(input), items);
    let text = format!("{input}\n// expands to, among others\n\n{shown}");
    let lines = text.lines().count();
    assert!(lines <= MOST_LINES, "{concept}: {lines} lines fit no screen; show fewer items");
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.set_prepend_module_to_snapshot(false);
    settings.bind(|| insta::assert_snapshot!(concept, text));
}

/// The lines of a screen.
const MOST_LINES: usize = 72;

#[test]
fn expansions() {
    for (concept, input, items) in [
        ("registry", inputs::FAMILIES, &["REGISTERED"][..]),
        ("shapes", inputs::SHAPES, &["REGISTERED"]),
        ("walk", inputs::BARE, &["walk", "walk_mut"]),
        ("initialise", inputs::BARE, &["initialise"]),
        ("cast", inputs::FAMILIES, &["initialise"]),
        ("create", inputs::TUPLE, &["create"]),
        ("builder", inputs::BUILT, &["LeakBuilder", "builder", "decay"]),
        ("plan", inputs::BUILT, &["blueprint", "into_submodule", "unify", "finish"]),
        ("families", inputs::FAMILIES, &["TausTimeConstants", "time_constants"]),
        ("recursive", inputs::RECURSIVE, &["BranchBuilder", "children", "finish"]),
        ("enum", inputs::ENUM, &["REGISTERED", "walk"]),
        ("like", inputs::LIKE, &["walk_mut", "initialise"]),
    ] {
        assert_expansion(concept, input, items);
    }
}

#[test]
fn a_fault_leaves_the_impl_and_the_builder() {
    let input = r#"
        #[module(shape = n)]
        pub struct Faulty<M> {
            #[parameter(shape = m)]
            w: Array1<f64>,
            #[module]
            inner: M,
            #[module(origin)]
            origin: Origin,
        }
    "#;
    assert_expansion("fallback", input, &["FaultyBuilder", "n", "m", "w", "inner", "build"]);
}

#[test]
fn a_half_typed_field_leaves_the_others() {
    let input = r#"
        pub struct Typing {
            #[parameter(init = 1.0)]
            gain: f64,
            #[state(sha
            vm:
        }
    "#;
    // As an editor sees it once the brackets are balanced.
    let input = input.replace("#[state(sha", "#[state(sha)]");
    let expansion = super::pretty(&input);
    assert!(expansion.contains("impl __rp::Structure for Typing"), "{expansion}");
    // That the field has no type, rustc says; that `sha` is no argument, is said here.
    assert_eq!(expansion.matches("compile_error").count(), 0, "{expansion}");
}

/// The page of the guide that shows what is generated, and compiles it.
const GUIDE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../rockpool-core/src/guide/");

#[test]
fn the_guide_shows_what_is_generated() {
    let page = std::fs::read_to_string(format!("{GUIDE}generated.md")).expect("the page is there");
    let input = page.split("#[derive(Module)]\n").nth(1).and_then(|rest| rest.split("```").next());
    let expansion = super::pretty(input.expect("the page has the input"));
    let file = format!("{GUIDE}generated.rs.txt");
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        std::fs::write(&file, &expansion).expect("the file can be written");
    }
    let shown = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(shown == expansion, "the guide shows another expansion; bless the snapshots");
}
