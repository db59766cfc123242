//! Lengths as the registry holds them.

use proc_macro2::{Literal, TokenStream};

use crate::expand::paths::rp;
use crate::model::module::Length;
use crate::model::raw::Op;

/// `__rp::Length::..`; not by a call, so that a reference to it lives as long as any constant.
pub(super) fn expand_length(length: &Length) -> TokenStream {
    match length {
        Length::Dim { index, name } => {
            let index = Literal::usize_unsuffixed(*index);
            rp!(__rp::Length::Dim(#index, #name))
        }
        Length::Literal(value) => {
            let value = Literal::u64_unsuffixed(*value);
            rp!(__rp::Length::Literal(#value))
        }
        // In a block, so that a reference to it lives as long also where it is the value of a `static`.
        Length::Constant { text, value } => rp!(__rp::Length::Constant(#text, const { #value })),
        Length::Binary { op, left, right } => {
            let (left, right) = (expand_length(left), expand_length(right));
            let op = match op {
                Op::Add => rp!(Sum),
                Op::Sub => rp!(Difference),
                Op::Mul => rp!(Product),
                Op::Div => rp!(Quotient),
            };
            rp!(__rp::Length::#op(&#left, &#right))
        }
    }
}

/// `__rp::Some(&[..])`, or `__rp::None`.
pub(super) fn expand_shape(shape: Option<&[Length]>) -> TokenStream {
    match shape {
        Some(lengths) => {
            let lengths = lengths.iter().map(expand_length);
            rp!(__rp::Some(&[#(#lengths),*]))
        }
        None => rp!(__rp::None),
    }
}

/// `__rp::ShapeSpec { lengths: &[..] }`.
pub(super) fn expand_spec(lengths: &[Length]) -> TokenStream {
    let lengths = lengths.iter().map(expand_length);
    rp!(__rp::ShapeSpec { lengths: &[#(#lengths),*] })
}
