//! `lif.taus()` and `lif.taus_mut()`: a struct of references for each family.

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident};
use syn::Ident;

use crate::expand::docs::{expand_accessor_docs, expand_family_docs, expand_field_docs};
use crate::expand::generics::ItemGenerics;
use crate::expand::paths::rp;
use crate::model::module::{Family, Field, Module, Struct};

/// The families' structs, and the impl with their accessors.
pub(super) fn expand_families(module: &Module, body: &Struct) -> (TokenStream, TokenStream) {
    if body.families.is_empty() {
        return (TokenStream::new(), TokenStream::new());
    }
    let mut structs = TokenStream::new();
    let mut methods = TokenStream::new();
    for family in &body.families {
        let fields: Vec<&Field> = family.fields.iter().filter_map(|&index| body.fields.get(index)).collect();
        for is_mut in [false, true] {
            let accessor = Accessor { module, family, fields: &fields, is_mut, is_tuple: body.is_tuple };
            structs.extend(accessor.expand_struct());
            methods.extend(accessor.expand_method());
        }
    }
    let generics = ItemGenerics::of(module);
    let members = body.families.iter().flat_map(|family| &family.fields);
    let params = generics.params_around(members.filter_map(|&index| Some(&body.fields.get(index)?.trees)));
    let (item, clause) = (&generics.item, &generics.clause);
    let accessors = rp! {
        #[automatically_derived]
        impl #params #item #clause { #methods }
    };
    (structs, accessors)
}

struct Accessor<'a> {
    module: &'a Module,
    family: &'a Family,
    fields: &'a [&'a Field],
    is_mut: bool,
    is_tuple: bool,
}

impl Accessor<'_> {
    fn ident(&self) -> &Ident {
        if self.is_mut { &self.family.muts } else { &self.family.refs }
    }

    fn mutability(&self) -> Option<TokenStream> {
        self.is_mut.then(|| rp!(mut))
    }

    /// One type parameter a field, so that the struct repeats neither types nor bounds of the item.
    fn expand_struct(&self) -> TokenStream {
        let (vis, ident) = (&self.module.vis, self.ident());
        let params: Vec<Ident> = (0..self.fields.len()).map(type_parameter).collect();
        let fields = self.fields.iter().zip(&params).map(|(field, param)| {
            let (docs, deprecated, hidden) =
                (expand_field_docs(field), &field.marks.deprecated, &field.marks.hidden);
            let docs = rp!(#docs #deprecated #hidden);
            if self.is_tuple {
                rp!(#docs #vis #param)
            } else {
                let member = &field.member;
                rp!(#docs #vis #member: #param)
            }
        });
        let fields = if self.is_tuple { rp!((#(#fields),*);) } else { rp!({ #(#fields),* }) };
        let docs = expand_family_docs(&self.module.ident, self.family, self.is_mut);
        let hidden = &self.module.marks.hidden;
        rp!(#docs #hidden #vis struct #ident<#(#params),*> #fields)
    }

    fn expand_method(&self) -> TokenStream {
        let (vis, ident, mutability) = (&self.module.vis, self.ident(), self.mutability());
        let method = if self.is_mut { &self.family.method_mut } else { &self.family.method };
        let types = self.fields.iter().map(|field| {
            let ty = &field.ty;
            rp!(&#mutability #ty)
        });
        let values = self.fields.iter().enumerate().map(|(i, field)| {
            let member = &field.member;
            let key =
                if self.is_tuple { syn::Index::from(i).to_token_stream() } else { member.to_token_stream() };
            rp!(#key: &#mutability self.#member)
        });
        let docs = expand_accessor_docs(self.family, self.fields, self.is_mut);
        rp! {
            #docs
            #[inline]
            #vis fn #method(&#mutability self) -> #ident<#(#types),*> {
                #ident { #(#values),* }
            }
        }
    }
}

/// `__A`, `__B`, …, and `__T26` where letters end.
fn type_parameter(index: usize) -> Ident {
    let span = proc_macro2::Span::mixed_site();
    match u8::try_from(index) {
        Ok(i) if i < 26 => format_ident!("__{}", char::from(b'A' + i), span = span),
        _ => format_ident!("__T{}", index, span = span),
    }
}
