//! Lengths as the registry holds them.

use proc_macro2::{Literal, TokenStream};

use crate::expand::paths::rp;
use crate::model::module::Length;
use crate::model::raw::Op;

/// `__rp::Length::..`.
pub(super) fn expand_length(length: &Length) -> TokenStream {
    match length {
        Length::Dim { index, name } => {
            let index = Literal::usize_unsuffixed(*index);
            rp!(__rp::Length::dim(#index, #name))
        }
        Length::Literal(value) => {
            let value = Literal::u64_unsuffixed(*value);
            rp!(__rp::Length::literal(#value))
        }
        Length::Constant { text, value } => rp!(__rp::Length::constant(#text, #value)),
        Length::Binary { op, left, right } => {
            let (left, right) = (expand_length(left), expand_length(right));
            let op = match op {
                Op::Add => rp!(sum),
                Op::Sub => rp!(difference),
                Op::Mul => rp!(product),
                Op::Div => rp!(quotient),
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
