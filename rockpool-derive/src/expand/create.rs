//! `create`: a struct without an origin, made as a part of another.

use proc_macro2::{Literal, TokenStream};
use quote::format_ident;

use crate::expand::paths::{of, rp};
use crate::model::module::{Role, Struct};

pub(super) fn expand_create(body: &Struct) -> TokenStream {
    let mut bindings = TokenStream::new();
    let mut values = TokenStream::new();
    for (i, field) in body.fields.iter().enumerate() {
        let (member, ty) = (&field.member, &field.ty);
        let local = format_ident!("__{}", i, span = proc_macro2::Span::mixed_site());
        let value = match &field.role {
            Role::Attribute(attribute) => {
                let index = Literal::usize_unsuffixed(attribute.index);
                let create = of(ty, "Slot", "create");
                rp!(#create(#index, __c))
            }
            Role::Submodule(submodule) => {
                let index = Literal::usize_unsuffixed(submodule.index);
                let create = of(ty, "Part", "create");
                rp!(#create(#index, __c))
            }
            Role::Skip { init: Some(init) } => rp!(__rp::Some(#init)),
            Role::Skip { init: None } | Role::Origin => {
                let skipped = of(ty, "Skipped", "skipped");
                rp!(__rp::Some(#skipped()))
            }
        };
        // All are made before the first absent one returns, so that every fault is told.
        bindings.extend(rp!(let #local = #value;));
        values.extend(rp!(#member: #local?,));
    }
    rp! {
        #[inline]
        fn create(__c: &mut __rp::Create<'_>) -> __rp::Option<Self> {
            #bindings
            __rp::Some(Self { #values })
        }
    }
}
