//! What is asserted of declarations while they are compiled, and the words of it.
//!
//! Generated code calls these functions in `const _: () = ..` alone: a panic here is a compile error, and
//! stands in no program.

use crate::registry::{Attribute, Registry};
use crate::shape::Length;

/// Asserts that a declared length is the one that the field's type fixes for this axis.
#[track_caller]
#[expect(clippy::panic, reason = "an assertion that the compiler evaluates")]
pub const fn length(of: Attribute, axis: usize, declared: Length) {
    let Some(actual) = of.fixed_length(axis) else { return };
    let (Length::Literal(declared) | Length::Constant(_, declared)) = declared else { return };
    if actual != declared {
        let text = Text::new("this length is ").number(declared).text(", but the field's type has ");
        let text = text.number(actual).text(" elements there; write ").number(actual);
        panic!("{}", text.text(", or change the type").as_str());
    }
}

/// Asserts that a submodule's shape has as many lengths as its module declares.
#[track_caller]
#[expect(clippy::panic, reason = "an assertion that the compiler evaluates")]
pub const fn shape(of: &'static Registry, found: usize) {
    match of.declared_rank() {
        Some(declared) if declared != found && declared != found + of.defaulted_lengths() => {
            let text = Text::new("this shape has rank ").number(found).text(", but `").text(of.name());
            let text =
                text.text("` declares one of rank ").number(declared).text("; write ").number(declared);
            panic!("{}", text.text(if declared == 1 { " length" } else { " lengths" }).as_str());
        }
        None if of.has_no_shape() => {
            let text = Text::new("`")
                .text(of.name())
                .text("` has no shape; remove this one, or declare one there by ");
            panic!("{}", text.text("`#[module(shape = ..)]`").as_str());
        }
        _ => {}
    }
}

/// Asserts that a submodule is held, and not shared.
#[track_caller]
#[expect(clippy::panic, reason = "an assertion that the compiler evaluates")]
pub const fn owned(is_shared: bool) {
    if is_shared {
        panic!(
            "a submodule that `Arc` or `Rc` shares would have its parameters in two places, and nothing could write to them; hold the module itself, and for tied weights use one field twice"
        );
    }
}

/// A text that is put together while the user's crate is compiled; what is too long is cut.
struct Text {
    bytes: [u8; 320],
    length: usize,
}

impl Text {
    const fn new(text: &str) -> Self {
        Self { bytes: [0; 320], length: 0 }.text(text)
    }

    const fn text(mut self, text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut i = 0;
        while i < bytes.len() && self.length < self.bytes.len() {
            self.bytes[self.length] = bytes[i];
            self.length += 1;
            i += 1;
        }
        self
    }

    const fn number(self, number: usize) -> Self {
        let written = if number < 10 { self } else { self.number(number / 10) };
        written.text(match number % 10 {
            0 => "0",
            1 => "1",
            2 => "2",
            3 => "3",
            4 => "4",
            5 => "5",
            6 => "6",
            7 => "7",
            8 => "8",
            _ => "9",
        })
    }

    const fn as_str(&self) -> &str {
        match core::str::from_utf8(self.bytes.split_at(self.length).0) {
            Ok(text) => text,
            Err(_) => "the declaration contradicts the field's type; write what the type says",
        }
    }
}
