use super::{assert_fault, assert_field_fault};

#[test]
fn no_role() {
    assert_field_fault(
        "hidden: Lif,",
        "hidden",
        "field `hidden` has no role; mark it `#[parameter]`, `#[state]`, `#[simulation]`, `#[module]`, or `#[module(skip)]` to leave it out",
    );
}

#[test]
fn no_role_in_a_tuple() {
    assert_fault(
        "struct Pair(#[module] Lif, Vec<f64>);",
        "Vec<f64>",
        "field 1 has no role; mark it `#[parameter]`, `#[state]`, `#[simulation]`, `#[module]`, or `#[module(skip)]` to leave it out",
    );
}

#[test]
fn two_roles() {
    assert_field_fault(
        "#[parameter] #[state(shape = n)] v_mem: Array1<f64>,",
        "state",
        "field `v_mem` has two roles, `#[parameter]` and `#[state]`; keep `#[state]` if `evolve` changes it, `#[parameter]` if it configures the module",
    );
}

#[test]
fn a_role_twice() {
    assert_field_fault(
        "#[parameter(init = 1.0)] #[parameter(unit = \"s\")] dt: f64,",
        "parameter",
        "field `dt` has the role `#[parameter]` twice; keep one, with the arguments of both",
    );
}

#[test]
fn skip_and_origin() {
    assert_fault(
        "struct Lif { #[module(skip, origin)] origin: Origin }",
        "origin",
        "field `origin` has two roles, `skip` and `origin`; keep `origin` if its type is `Origin`, `skip` otherwise",
    );
}

#[test]
fn two_origins() {
    assert_field_fault(
        "#[module(origin)] first: Origin,",
        "origin",
        "field `origin` is a second origin; a module has one, so keep the first",
    );
}

#[test]
fn origin_with_arguments() {
    assert_fault(
        "struct Lif { #[module(origin, rename = \"o\")] origin: Origin }",
        "rename",
        "an origin takes no arguments; remove `rename`",
    );
}

#[test]
fn skip_with_what_only_registered_fields_have() {
    assert_field_fault(
        "#[module(skip, shape = n)] label: String,",
        "shape",
        "a skipped field is not registered and has no `shape`; remove it, or remove `skip`",
    );
}

#[test]
fn without_origin_every_parameter_has_an_init() {
    assert_fault(
        "struct Gain { #[parameter] gain: f64 }",
        "gain",
        "parameter `gain` declares no `init`, and `Gain` has no origin that remembers its first value; add `init = ..`, or a field `#[module(origin)] origin: Origin`",
    );
    assert_fault(
        "struct Gain(#[simulation] f64);",
        "f64",
        "simulation parameter `0` declares no `init`, and `Gain` has no origin that remembers its first value; add `init = ..`, or a field `#[module(origin)] origin: Origin`",
    );
}
