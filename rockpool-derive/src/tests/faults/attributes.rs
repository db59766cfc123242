use super::{assert_fault, assert_field_fault, assert_right};

#[test]
fn no_permitted_shape() {
    assert_field_fault(
        "#[parameter(shape = [])] w: Array1<f64>,",
        "[]",
        "`shape = []` permits no shape at all; list at least one, or remove `shape`",
    );
}

#[test]
fn a_shape_twice() {
    assert_field_fault(
        "#[parameter(shape = [(n, m), (), (n, m)])] w: ArrayD<f64>,",
        "(n, m)",
        "shape `(n, m)` is listed twice; keep one",
    );
}

#[test]
fn a_list_where_there_is_one_shape() {
    assert_field_fault(
        "#[module(shape = [(n, m), (m,)])] inner: Lif,",
        "[(n, m), (m,)]",
        "a submodule has one shape; write it without brackets, as in `shape = (n_in, n_out)`",
    );
}

#[test]
fn lengths_that_the_type_contradicts() {
    assert_field_fault(
        "#[parameter(shape = (2, 4))] w: [[f64; 3]; 2],",
        "4",
        "this length is 4, but the field's type has 3 elements there; write 3, or change the type",
    );
    assert_field_fault(
        "#[parameter(shape = (1 + 1 + 1, 3))] w: [[f64; 3]; 2],",
        "1 + 1 + 1",
        "this length is 3, but the field's type has 2 elements there; write 2, or change the type",
    );
}

#[test]
fn units() {
    assert_field_fault(
        "#[parameter(unit = \"sec\")] dt: f64,",
        "\"sec\"",
        "unknown unit `sec`, did you mean `s`?",
    );
    assert_field_fault(
        "#[parameter(unit = \"\")] dt: f64,",
        "\"\"",
        "a unit is not empty; write `\"1\"` for a number without one, or remove `unit`",
    );
    assert_field_fault(
        "#[parameter(family = \"taus\", unit = \"mV\")] dt: f64,",
        "\"mV\"",
        "`mV` is no unit of time, and an attribute of family `taus` is a time constant; write `s` or `ms`, or choose another family",
    );
}

#[test]
fn bounds_that_are_no_range() {
    for (bounds, message) in [
        ("1.0", "`bounds` takes a range; write `bounds = 0.0..=1.0`, `1e-6..` or `..1.0`"),
        ("0..1..2", "`bounds` takes one range; write `bounds = 0.0..=1.0`"),
        ("0.0..=", "this range has no upper end; write it after `..=`, or write `..`"),
        ("..", "this range holds everything; name an end, or remove `bounds`"),
        (
            "1.0..0.0",
            "no value lies in `1.0..0.0`; the lower end comes first, and `..=` includes the upper one",
        ),
        (
            "1.0..1.0",
            "no value lies in `1.0..1.0`; the lower end comes first, and `..=` includes the upper one",
        ),
        (
            "-1..=-2",
            "no value lies in `-1..=-2`; the lower end comes first, and `..=` includes the upper one",
        ),
    ] {
        assert_field_fault(&format!("#[parameter(bounds = {bounds})] w: f64,"), bounds, message);
    }
}

#[test]
fn an_init_outside_its_bounds() {
    for (init, bounds) in
        [("5.0", "0.0..=1.0"), ("fill(-0.5)", "0.0.."), ("zeros()", "1e-6.."), ("ones()", "..1.0")]
    {
        assert_field_fault(
            &format!("#[parameter(init = {init}, bounds = {bounds})] w: f64,"),
            init,
            &format!("`{init}` lies outside the bounds `{bounds}`; start inside them, or widen them"),
        );
    }
    assert_field_fault(
        "#[state(bounds = 1.0..)] w: f64,",
        "1.0..",
        "a state starts at `zeros()`, which lies outside the bounds `1.0..`; give it an `init` inside them",
    );
    assert_right(
        "struct Lif { #[parameter(init = fill(1.0), bounds = 0.0..=1.0)] w: f64, #[state(bounds = ..=MAX)] x: f64 }",
    );
}

#[test]
fn families_without_a_name_or_with_a_taken_one() {
    assert_field_fault(
        "#[parameter(family = \"\")] w: f64,",
        "\"\"",
        "a family has a name; write one, such as `weights`, or remove `family`",
    );
    assert_field_fault(
        "#[parameter(family = \"modules\")] w: f64,",
        "\"modules\"",
        "family `modules` would get the accessor `modules()`, which is a method of `Module`; choose another name",
    );
    assert_field_fault(
        "#[parameter(family = \"builder\")] w: f64,",
        "\"builder\"",
        "family `builder` would get the accessor `builder()`, which is the builder's; choose another name",
    );
    assert_field_fault(
        "#[parameter(family = \"Builder\")] w: f64,",
        "\"Builder\"",
        "family `Builder` would get the type `LifBuilder`, which is the builder's; choose another name",
    );
    assert_field_fault(
        "#[parameter(family = \"taus\")] t: f64, #[parameter(family = \"taus_mut\")] w: f64,",
        "\"taus_mut\"",
        "families `taus` and `taus_mut` would get accessors of the same name; rename one",
    );
    assert_field_fault(
        "#[parameter(family = \"a_b\")] t: f64, #[parameter(family = \"aB\")] w: f64,",
        "\"aB\"",
        "families `a_b` and `aB` would get accessors of the same name; rename one",
    );
}

#[test]
fn a_family_that_is_no_identifier_is_let_be() {
    assert_right(
        "struct Lif { #[state(family = \"leaky things\")] w: f64, #[state(family = \"type\")] x: f64 }",
    );
}

#[test]
fn one_fault_for_a_family_of_many() {
    assert_fault(
        "struct Lif { #[state(family = \"set\")] a: f64, #[state(family = \"set\")] b: f64 }",
        "\"set\"",
        "family `set` would get the accessor `set()`, which is a method of `Module`; choose another name",
    );
}

#[test]
fn values_that_are_no_expressions() {
    for (value, caret, message) in [
        ("1 +", "+", "expected an expression after `+`; write it, or remove `+`"),
        ("/ 2", "/", "expected an expression for `init`, found `/`; remove it, or write what goes before it"),
        (
            "crate: :MOST",
            ":",
            "expected an expression for `init`, found `:`; remove it, or write what goes before it",
        ),
        (
            "fill(crate:0)",
            ":",
            "expected an expression for `init`, found `:`; remove it, or write what goes before it",
        ),
        (
            "crate::(MOST)",
            "(MOST)",
            "expected an expression for `init`, found `(MOST)`; remove it, or write what goes before it",
        ),
        (
            "0::MOST",
            ":",
            "expected an expression for `init`, found `:`; remove it, or write what goes before it",
        ),
        (
            "crate::match",
            "match",
            "expected an expression for `init`, found `match`; remove it, or write what goes before it",
        ),
        (
            "dyn::MOST",
            "dyn",
            "expected an expression for `init`, found `dyn`; remove it, or write what goes before it",
        ),
        (
            "fill(1.0 - where)",
            "where",
            "expected an expression for `init`, found `where`; remove it, or write what goes before it",
        ),
        (
            "[0.0, extern::ZERO]",
            "extern",
            "expected an expression for `init`, found `extern`; remove it, or write what goes before it",
        ),
        (
            "1 < = 2",
            "=",
            "expected an expression for `init`, found `=`; remove it, or write what goes before it",
        ),
        ("1 2", "2", "expected `,` or an operator before `2`; `init` takes one expression"),
        ("fill 2", "2", "expected `,` or an operator before `2`; `init` takes one expression"),
        (
            "1; 2",
            ";",
            "expected an expression for `init`, found `;`; remove it, or write what goes before it",
        ),
    ] {
        assert_field_fault(&format!("#[parameter(init = {value})] w: f64,"), caret, message);
    }
    assert_field_fault(
        "#[parameter(bounds = -1e-3..=dyn::MOST)] w: f64,",
        "dyn",
        "expected an expression for `bounds`, found `dyn`; remove it, or write what goes before it",
    );
    assert_field_fault(
        "#[parameter(bounds = 0 1..)] w: f64,",
        "1",
        "expected `,` or an operator before `1`; `bounds` takes one expression",
    );
}

#[test]
fn values_that_are() {
    for value in [
        "-1.0",
        "&*x",
        "!a",
        "|x: &'a T| x",
        "move || 1",
        "<A as B>::c()",
        "if a { 1 } else { 2 }",
        "x as u8",
        "unsafe { f() }",
        "..",
        "1..",
        "from_fn(|shape| f(shape)?)",
        "Vec::<u8>::new",
        "match x { _ => 1 }",
        "vec![1; 3]",
        "::a::b",
        "a.b.0",
        "#[rustfmt::skip] x",
        "S { a: 1 }",
        "\"x\"",
        "async move { 1 }",
        "x as &dyn A",
        "x as &(dyn A + Send)",
        "f as (fn(f64) -> f64)",
        "from_fn::<(dyn A, u8)>()",
        "from_fn(|(mut a, ref b)| a)",
        "from_fn(|Some(mut a)| a)",
        "x as *mut (dyn A + 'a)",
        "0.0..=1.0",
    ] {
        assert_right(&format!("struct Lif {{ #[parameter(init = {value})] w: Value }}"));
    }
}

#[test]
fn colons_and_operators_that_belong_to_expressions() {
    for value in [
        "from_fn(|shape: &[usize]| shape.len() as f64)",
        "{ let x: f64 = 1.0; x }",
        "'outer: loop { break 'outer 1.0 }",
        "made(f as fn(a: f64) -> f64)",
        "::core::f64::consts::PI",
        "Table::<f64>::FIRST",
        "<f64 as Known>::FIRST",
        "1.0 - -1.0",
        "{ a >= b && c <= d }",
        "if crate::FAST { 1.0 } else { 2.0 }",
    ] {
        let module = format!("struct Lif {{ #[parameter(init = {value})] w: f64 }}");
        let expansion = super::super::expand(&module).to_string();
        assert!(!expansion.contains("compile_error"), "{value}: {expansion}");
    }
}
