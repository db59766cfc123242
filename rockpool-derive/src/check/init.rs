//! Initial values against the declared shapes.

use proc_macro2::TokenStream;

use crate::check::bounds::number;
use crate::check::lengths::value;
use crate::ctxt::Ctxt;
use crate::model::module::{Length, Shape};
use crate::model::raw::Arg;
use crate::parse::text;

/// A number is of shape `()` and is never broadcast; where no such shape is permitted, `fill` is meant.
pub(super) fn check_init(cx: &Ctxt, init: Option<&Arg<TokenStream>>, shapes: &[Shape]) {
    let Some(init) = init.filter(|init| number(&init.value).is_some()) else {
        return;
    };
    let is_one = |length: &Length| value(length) == Some(1);
    let is_permitted = shapes.iter().any(|shape| shape.lengths.iter().all(is_one));
    if let Some(shape) = shapes.first()
        && !is_permitted
    {
        let (written, shape) = (text::written(init.value.clone()), text::written(shape.tokens.clone()));
        cx.error(
            &init.value,
            format!("`{written}` is one number, but the shape `{shape}` has axes; write `fill({written})` to begin every element with it"),
        );
    }
}
