//! Those of `#[derive(AttributeValue)]`, and of `with` and `unit = other(..)`.

use super::assert_field_fault;

#[track_caller]
fn assert_fault(input: &str, caret: &str, message: &str) {
    let faults: Vec<(String, String)> = crate::attribute_value::faults(crate::tests::tokens(input))
        .into_iter()
        .map(|fault| (fault.span().source_text().unwrap_or_default(), fault.to_string()))
        .collect();
    assert_eq!(faults, [(caret.to_owned(), message.to_owned())]);
}

#[test]
fn items_that_are_no_values() {
    assert_fault(
        "union Either { a: f64, b: u64 }",
        "union",
        "a union cannot be an attribute value; write a struct of one field, or an enum",
    );
    assert_fault(
        "struct Nothing;",
        "Nothing",
        "`Nothing` has no field; an attribute value is a struct of one field, or an enum of words",
    );
    assert_fault(
        "struct Pair { a: f64, b: f64 }",
        "b",
        "`Pair` has 2 fields; an attribute value is a struct of one field: keep one, derive `Module` and mark the field `#[module]`, or write `with = ..` where it is used",
    );
    assert_fault(
        "enum Never {}",
        "Never",
        "`Never` has no variants, and so no value; write one for each choice",
    );
    assert_fault(
        "struct Name<'a>(&'a str);",
        "'a",
        "an attribute value owns what it holds, but `Name` borrows for `'a`; hold the value itself, as in `String` for `&str`",
    );
    assert_fault(
        "enum Solver { #[attribute] Euler }",
        "#[attribute]",
        "`#[attribute]` alone says nothing; write `#[attribute(rename = \"..\")]`, or remove it",
    );
}

#[test]
fn variants_are_words_each_of_its_own() {
    assert_fault(
        "enum Solver { Euler, Steps(u32) }",
        "(u32)",
        "variant `Steps` holds a value, but an attribute value is one of several words; remove it, or derive `Module`, whose variants hold modules",
    );
    assert_fault(
        "enum Solver { Euler, #[attribute(rename = \"Euler\")] Heun }",
        "\"Euler\"",
        "`Euler` stands for `Euler` already; choose another word",
    );
    assert_fault(
        "enum Solver { #[attribute(alias = \"Heun\")] Euler, Heun }",
        "Heun",
        "`Heun` stands for `Euler` already; choose another word there, or `rename` this variant",
    );
    assert_fault(
        "enum Solver { #[attribute(rename = \"\")] Euler }",
        "\"\"",
        "a choice is not empty; write a word",
    );
}

#[test]
fn arguments_stand_where_they_mean_something() {
    assert_fault(
        "enum Solver { #[attribute(renam = \"e\")] Euler }",
        "renam",
        "unknown argument `renam` in `#[attribute]`, did you mean `rename`?",
    );
    assert_fault(
        "#[attribute(rename = \"s\")] enum Solver { Euler }",
        "rename",
        "`rename` is no argument of `#[attribute]` on the item; it stands on `#[attribute]` on a variant",
    );
    assert_fault(
        "struct Seconds(#[attribute] f64);",
        "attribute",
        "`#[attribute]` has no meaning on a field, which the struct is in everything; remove it",
    );
    assert_fault(
        "struct Seconds(#[parameter] f64);",
        "parameter",
        "`#[parameter]` belongs to `#[derive(Module)]`; an attribute value takes `#[attribute(..)]`",
    );
}

#[test]
fn with_takes_a_path() {
    assert_field_fault(
        "#[parameter(with = \"Millis\")] x: f64,",
        "\"Millis\"",
        "`with` takes a path without quotes; write `with = Millis`",
    );
    assert_field_fault("#[parameter(with)] x: f64,", "with", "`with` needs a value; write `with = Millis`");
}

#[test]
fn other_units_are_others() {
    assert_field_fault(
        "#[parameter(unit = other(\"ms\"))] x: f64,",
        "\"ms\"",
        "`ms` is a unit of the SI, which converts to others; write `unit = \"ms\"`",
    );
    assert_field_fault(
        "#[parameter(unit = other(\"\"))] x: f64,",
        "\"\"",
        "a unit has a name; write it, or `1` for a number",
    );
}
