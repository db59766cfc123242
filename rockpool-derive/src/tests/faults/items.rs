use super::{assert_fault, assert_right, faults};

#[test]
fn a_union() {
    assert_fault(
        "union Either { a: f64, b: u64 }",
        "union",
        "a union is no module, since nobody knows which field is alive; use a struct, or an enum of submodules",
    );
}

#[test]
fn helper_attributes_on_the_item() {
    assert_fault(
        "#[parameter(unit = \"s\")] struct Lif;",
        "parameter",
        "`#[parameter]` stands on a field; move it to the field it describes",
    );
}

#[test]
fn a_variant_with_two_fields() {
    assert_fault(
        "enum Neurons { Pair(Lif, Rate), Off }",
        "Rate",
        "variant `Pair` has 2 fields, but holds at most one submodule; put them into a struct of their own",
    );
}

#[test]
fn marks_in_enums() {
    assert_fault(
        "enum Neurons { Lif(#[parameter] f64) }",
        "parameter",
        "a variant's field is a submodule; remove `#[parameter]`, or put the field into a struct of its own",
    );
    assert_fault(
        "enum Neurons { Lif(#[module(rename = \"x\")] Lif) }",
        "rename",
        "a variant is transparent in paths and takes no `rename`; remove it, or put the field into a struct of its own",
    );
    assert_fault(
        "enum Neurons { #[module(skip)] Lif(Lif) }",
        "module",
        "`#[module]` has no meaning on a variant, whose field is a submodule without a mark; remove it",
    );
    assert_right("enum Neurons { Lif(#[module] Lif), Rate { inner: Rate }, Off, Also(), Too {} }");
}

#[test]
fn arguments_that_an_enum_has_no_use_for() {
    assert_fault(
        "#[module(crate = ::toolkit, shape = n)] enum Neurons { Lif(Lif) }",
        "shape",
        "an enum has no `shape` of its own; remove it, the variants' modules have theirs",
    );
    assert_fault(
        "#[module(spiking_output)] enum Neurons { Lif(Lif) }",
        "spiking_output",
        "an enum has no `spiking_output` of its own; remove it, the variants' modules have theirs",
    );
}

#[test]
fn no_item_at_all() {
    for input in ["", "fn f() {}", "struct", "struct 3;"] {
        assert_eq!(faults(input).len(), 1, "{input}");
    }
}
