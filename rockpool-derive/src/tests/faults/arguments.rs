use super::{assert_fault, assert_field_fault, assert_right};

#[test]
fn unknown_with_a_near_name() {
    assert_field_fault(
        "#[parameter(famly = \"weights\")] w: f64,",
        "famly",
        "unknown argument `famly` in `#[parameter]`, did you mean `family`?",
    );
}

#[test]
fn unknown_without_one() {
    assert_field_fault(
        "#[state(frobnicate)] w: f64,",
        "frobnicate",
        "unknown argument `frobnicate` in `#[state]`; the arguments here are `family`, `shape`, `init`, `cast`, `permit_reshape`, `unit`, `bounds`, `with`, `rename`, `alias` and `stored`",
    );
}

#[test]
fn a_typo_draws_no_further_faults() {
    assert_fault(
        "#[module(shpe = n)] struct Leak { #[state(shape = n)] x: Array1<f64> }",
        "shpe",
        "unknown argument `shpe` in `#[module]`, did you mean `shape`?",
    );
    assert_fault(
        "struct Gain { #[parameter(innit = 1.0)] gain: f64 }",
        "innit",
        "unknown argument `innit` in `#[parameter]`, did you mean `init`?",
    );
}

#[test]
fn repeated() {
    assert_field_fault(
        "#[parameter(unit = \"s\", unit = \"ms\")] dt: f64,",
        "unit",
        "`unit` stands twice in `#[parameter]`; keep one",
    );
    assert_fault(
        "#[module(spiking_input)] #[module(spiking_input)] struct Lif;",
        "spiking_input",
        "`spiking_input` stands twice on the item; keep one",
    );
}

#[test]
fn on_the_wrong_helper_attribute() {
    assert_field_fault(
        "#[module(family = \"weights\")] inner: Lif,",
        "family",
        "`family` is no argument of `#[module]` on a field; it stands on `#[parameter]`, `#[state]` and `#[simulation]`",
    );
    assert_field_fault(
        "#[parameter(skip)] label: f64,",
        "skip",
        "`skip` is no argument of `#[parameter]`; it stands on `#[module]` on a field, as in `#[module(skip)]`",
    );
    assert_fault(
        "#[module(origin)] struct Lif;",
        "origin",
        "`origin` is no argument of `#[module]` on the item; it stands on `#[module]` on a field, as in `#[module(origin)]`",
    );
}

#[test]
fn without_its_value() {
    for input in ["family", "family ="] {
        assert_field_fault(
            &format!("#[parameter({input})] w: f64,"),
            "family",
            "`family` needs a value; write `family = \"weights\"`",
        );
    }
}

#[test]
fn with_a_value_it_does_not_take() {
    assert_field_fault("#[module(skip = true)] w: f64,", "true", "`skip` takes no value; write `skip` alone");
    assert_fault(
        "#[module(spiking_output(yes))] struct Lif;",
        "(yes)",
        "`spiking_output` takes no value; write `spiking_output` alone",
    );
}

#[test]
fn of_the_wrong_type() {
    assert_field_fault(
        "#[parameter(family = weights)] w: f64,",
        "weights",
        "`family` takes a string literal; write `family = \"weights\"`",
    );
    assert_field_fault(
        "#[parameter(permit_reshape = \"no\")] w: f64,",
        "\"no\"",
        "`permit_reshape` takes `true` or `false`, as in `permit_reshape = false`; found `\"no\"`",
    );
    assert_fault(
        "#[module(crate = \"toolkit\")] struct Lif;",
        "\"toolkit\"",
        "`crate` takes a path without quotes; write `crate = ::toolkit`",
    );
}

#[test]
fn in_the_wrong_form() {
    assert_field_fault(
        "#[parameter(family(\"weights\"))] w: f64,",
        "(\"weights\")",
        "`family` takes its value after `=`; write `family = \"weights\"`",
    );
    assert_field_fault(
        "#[parameter(family: \"weights\")] w: f64,",
        ":",
        "expected `=` after `family`; write `family = \"weights\"`",
    );
    assert_field_fault(
        "#[module(skip init = 1.0)] w: f64,",
        "init",
        "expected `,` before `init`; arguments are separated by commas",
    );
    assert_field_fault(
        "#[parameter(init = fill(1.0) unit = \"s\")] w: f64,",
        "unit",
        "expected `,` before `unit`; arguments are separated by commas",
    );
    assert_field_fault(
        "#[parameter[unit = \"s\"]] w: f64,",
        "parameter[unit = \"s\"]",
        "arguments of `#[parameter]` stand in parentheses; write `#[parameter(unit = \"s\")]`",
    );
    assert_field_fault(
        "#[parameter(unit = \"s\",, init = 1.0)] w: f64,",
        ",",
        "expected an argument, found `,`; remove one comma",
    );
    assert_field_fault(
        "#[parameter(\"s\")] w: f64,",
        "\"s\"",
        "expected an argument, found `\"s\"`; write `family = \"s\"` or `rename = \"s\"`",
    );
}

#[test]
fn values_may_contain_commas() {
    assert_right(
        "struct Gain { #[parameter(init = make::<f64, 3>(|a, b| a), cast = <A as B<C, D>>::f, unit = \"s\")] gain: f64 }",
    );
}

#[test]
fn an_alias_may_repeat() {
    assert_right("struct Gain { #[parameter(init = 1.0, alias = \"a\", alias = \"b\")] gain: f64 }");
}
