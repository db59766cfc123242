//! `create`: a struct without an origin, made as a part of another.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, format_ident};

use crate::expand::expression::expression;
use crate::expand::paths::{call_of, rp};
use crate::model::module::{Role, Struct};
use crate::model::trees::Trees;

pub(super) fn expand_create(body: &Struct) -> TokenStream {
    let mut made = Made::default();
    let mut values = TokenStream::new();
    for (i, field) in body.fields.iter().enumerate() {
        let (member, ty) = (&field.member, &field.trees);
        let local = format_ident!("__{}", i, span = proc_macro2::Span::mixed_site());
        let value = match &field.role {
            Role::Attribute(attribute) => {
                let index = Literal::usize_unsuffixed(attribute.index);
                call_of(ty, "Slot", "create", rp!(#index, __c))
            }
            Role::Submodule(submodule) => {
                let index = Literal::usize_unsuffixed(submodule.index);
                call_of(ty, "Part", "create", rp!(#index, __c))
            }
            Role::Skip { init: Some(init) } => {
                let init = expression(init);
                Trees::of(rp!(__rp::Some::<#ty>(#init)))
            }
            Role::Skip { init: None } | Role::Origin => {
                let skipped = call_of(ty, "Skipped", "skipped", TokenStream::new());
                Trees::of(rp!(__rp::Some(#skipped)))
            }
        };
        values.extend(rp!(#member: #local,));
        made.bind(local, value);
    }
    rp! {
        #[inline]
        fn create(__c: &mut __rp::Create<'_>) -> __rp::Option<Self> {
            #made
            __rp::Some(Self { #values })
        }
    }
}

/// Values in the making. All are made before an absent one returns, so that every fault is told; and
/// in one pattern, which costs the compiler half of what a `?` on each would.
#[derive(Default)]
pub(super) struct Made {
    locals: Vec<Ident>,
    values: Vec<Trees>,
}

impl Made {
    pub(super) fn bind(&mut self, local: Ident, value: Trees) {
        self.locals.push(local);
        self.values.push(value);
    }
}

impl ToTokens for Made {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { locals, values } = self;
        if !values.is_empty() {
            tokens.extend(rp!(let (#(__rp::Some(#locals),)*) = (#(#values,)*) else { return __rp::None };));
        }
    }
}
