//! `Structure::duplicated`: a clone where the module is `Clone`, and else the same of each field.
//!
//! One call that two methods answer, of which rustc takes the first that it can; the fields are in a closure,
//! so that nothing is asked of them where the module is `Clone`.

use proc_macro2::TokenStream;

use crate::expand::paths::{call_of, field_method, owner, rp};
use crate::expand::told::is_told_copy;
use crate::model::module::{Role, Struct, Variant};
use crate::model::trees::Trees;

pub(super) fn expand_duplicate(body: &Struct) -> TokenStream {
    let mut imports = TokenStream::new();
    let fields = body.fields.iter().map(|field| {
        let (member, ty) = (&field.member, &field.trees);
        let value = match &field.role {
            Role::Attribute(attribute) if attribute.with.is_none() && is_told_copy(ty) => {
                return rp!(#member: self.#member,);
            }
            Role::Attribute(attribute) => {
                call_of(ty, owner(attribute), &field_method(attribute, "duplicated"), rp!(&self.#member))
            }
            Role::Submodule(_) => call_of(ty, "SubmoduleField", "duplicated", rp!(&self.#member)),
            Role::Origin => call_of(ty, "OriginField", "duplicated", rp!(&self.#member)),
            Role::Skip { .. } => {
                imports = rp!(
                    use __rp::NoDuplicateSkipped as _;
                );
                Trees::of(rp!(__rp::DuplicateSkipped(&self.#member).__duplicate()))
            }
        };
        rp!(#member: #value,)
    });
    let fields: TokenStream = fields.collect();
    expand_method(&imports, &rp!(Self { #fields }))
}

/// The variant that is there, with what it holds.
pub(super) fn expand_duplicate_enum(variants: &[Variant]) -> TokenStream {
    let arms = variants.iter().map(|variant| {
        let ident = &variant.ident;
        match &variant.field {
            Some((member, ty)) => {
                let held = call_of(&Trees::of(ty), "SubmoduleField", "duplicated", rp!(__held));
                rp!(Self::#ident { #member: __held } => Self::#ident { #member: #held },)
            }
            None => rp!(Self::#ident {} => Self::#ident {},),
        }
    });
    let whole = if variants.is_empty() { rp!(match *self {}) } else { rp!(match self { #(#arms)* }) };
    expand_method(&TokenStream::new(), &whole)
}

fn expand_method(imports: &TokenStream, whole: &TokenStream) -> TokenStream {
    rp! {
        #[inline]
        fn duplicated(&self) -> Self {
            use __rp::NoDuplicate as _;
            #imports
            __rp::Duplicate(self).__duplicate(|| #whole)
        }
    }
}
