//! Every check: its message, and the source text under its caret.

mod arguments;
mod attributes;
mod declarations;
mod dims;
mod items;
mod names;
mod roles;
mod together;
mod values;

/// The faults of an input, each as its caret's source text and its message.
fn faults(input: &str) -> Vec<(String, String)> {
    crate::derive::faults(super::tokens(input))
        .into_iter()
        .map(|fault| {
            let caret = fault.span().source_text().unwrap_or_default();
            (caret, fault.to_string())
        })
        .collect()
}

/// Asserts that the input has exactly one fault, with this caret and message.
#[track_caller]
fn assert_fault(input: &str, caret: &str, message: &str) {
    let expected = [(caret.to_owned(), message.to_owned())];
    assert_eq!(faults(input), expected);
}

/// Asserts the fault of a struct whose one field, besides an origin, is this; dims are `n` and `m`.
#[track_caller]
fn assert_field_fault(field: &str, caret: &str, message: &str) {
    assert_fault(
        &format!("#[module(shape = (n, m))] struct Lif {{ {field} #[module(origin)] origin: Origin }}"),
        caret,
        message,
    );
}

/// Asserts that the input has no fault.
#[track_caller]
fn assert_right(input: &str) {
    assert_eq!(faults(input), []);
}
