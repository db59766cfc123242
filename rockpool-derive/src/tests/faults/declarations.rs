//! Defaults of dims, `like`, and the shape of a wrapper.

use super::assert_fault;

#[test]
fn like_names_another_attribute() {
    let of = |init: &str| {
        format!(
            "struct Lif {{ #[state(init = {init})] vmem: f64, #[parameter(init = 0.0)] v_rest: f64, #[module] inner: Leak }}"
        )
    };
    let way_out = "`like` takes the name of another attribute of this struct; write `init = like(v_rest)`";
    assert_fault(&of("like(v_rest.x)"), "v_rest.x", way_out);
    assert_fault(
        &of("like(v_rst)"),
        "v_rst",
        "there is no attribute `v_rst`, did you mean `v_rest`? `like` names another attribute of this struct",
    );
    assert_fault(
        &of("like(inner)"),
        "inner",
        "field `inner` is no attribute; `like` begins with the value of a parameter, state or simulation parameter",
    );
    assert_fault(
        &of("like(vmem)"),
        "vmem",
        "`vmem` begins like itself; name another attribute, or write an initialiser",
    );
}

#[test]
fn like_leads_nowhere_in_a_circle() {
    assert_fault(
        "struct Lif { #[state(init = like(b))] a: f64, #[state(init = like(c))] b: f64, #[state(init = like(b))] c: f64 }",
        "c",
        "`b` begins like itself (`b` → `c` → `b`); give one of them an `init` of its own",
    );
}

#[test]
fn a_default_is_of_something_else() {
    assert_fault(
        "#[module(shape = (n, k), dims(n = default(n + 1)))] struct Lif { #[module(origin)] origin: Origin }",
        "n",
        "dim `n` defaults to itself; name another dim or a length, as in `n = default(1)`",
    );
    assert_fault(
        "#[module(shape = (n, k), dims(n = default()))] struct Lif { #[module(origin)] origin: Origin }",
        "()",
        "`default()` names no length; write one, as in `n = default(n_out)`",
    );
}

#[test]
fn a_wrapped_field_has_no_shape_of_its_own() {
    assert_fault(
        "#[module(shape = inner)] struct Net { #[module(shape = 3)] inner: Leak, #[module(origin)] origin: Origin }",
        "inner",
        "`inner` has a `shape` in the dims of this struct, so the struct cannot have its shape from `inner`; write the lengths here, or remove the `shape` of `inner`",
    );
}
