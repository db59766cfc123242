//! Where generated code finds what it names.

use proc_macro2::{Delimiter, Group, Ident, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::ToTokens;

use crate::expand::told::{is_told, may_be_array};
use crate::model::module::{Attribute, Field, Module};
use crate::model::trees::Trees;
use crate::model::with::With;

/// `quote!` with the hygiene of `macro_rules!`: locals are unseen by the user's expressions.
macro_rules! rp {
    ($($tokens:tt)*) => {
        ::quote::quote_spanned! { ::proc_macro2::Span::mixed_site()=> $($tokens)* }
    };
}
pub(crate) use rp;

/// The same with every token at a place of the user's, for errors that are worded by rustc.
macro_rules! rp_at {
    ($span:expr=> $($tokens:tt)*) => {
        ::quote::quote_spanned! { $span=> $($tokens)* }
    };
}
pub(crate) use rp_at;

/// The place of the first of these tokens, resolved as generated code is.
///
/// The first only, because stable rustc joins no spans; types and shapes are mostly one token tree,
/// or begin with the word that matters.
pub(crate) fn at(tokens: impl ToTokens) -> Span {
    end_span(tokens.into_token_stream(), false).map_or_else(Span::mixed_site, located_at)
}

/// This place, resolved as generated code is.
pub(crate) fn located_at(span: Span) -> Span {
    Span::mixed_site().located_at(span)
}

/// Tokens where they stand, resolved as generated code is.
pub(super) fn located(stream: TokenStream) -> TokenStream {
    let tree = |tree: TokenTree| match tree {
        TokenTree::Group(group) => {
            let mut inner = Group::new(group.delimiter(), located(group.stream()));
            inner.set_span(located_at(group.span()));
            TokenTree::Group(inner)
        }
        mut other => {
            other.set_span(located_at(other.span()));
            other
        }
    };
    stream.into_iter().map(tree).collect()
}

/// Generated tokens, all at one place.
pub(super) fn placed(stream: TokenStream, place: Span) -> TokenStream {
    let tree = |tree: TokenTree| match tree {
        TokenTree::Group(group) => {
            let mut inner = Group::new(group.delimiter(), placed(group.stream(), place));
            inner.set_span(group.span().located_at(place));
            TokenTree::Group(inner)
        }
        mut other => {
            other.set_span(other.span().located_at(place));
            other
        }
    };
    stream.into_iter().map(tree).collect()
}

/// `<Ty as __rp::Trait>::member`, placed so that rustc points at the whole of the type.
///
/// Whatever generated code asks of a field's type it asks in this form, because rustc then words a
/// wrong type alike wherever it is met, and shows what is worded and placed alike only once.
pub(super) fn of(ty: &Trees, owner: &str, member: &str) -> Trees {
    // The user's own spans, so that rustc does not mention the derive.
    let (first, last) = (ty.first_span(), ty.last_span());
    let mut trees = Trees::default();
    trees.push(punct('<', Spacing::Alone, first));
    trees.extend(ty.iter().cloned());
    trees.push(Ident::new("as", last));
    trees.push(Ident::new("__rp", last));
    trees.extend(path_separator(last));
    trees.push(Ident::new(owner, last));
    trees.push(punct('>', Spacing::Joint, last));
    trees.extend(path_separator(last));
    trees.push(Ident::new(member, last));
    trees
}

fn path_separator(span: Span) -> [TokenTree; 2] {
    [punct(':', Spacing::Joint, span).into(), punct(':', Spacing::Alone, span).into()]
}

fn punct(character: char, spacing: Spacing, span: Span) -> Punct {
    let mut punct = Punct::new(character, spacing);
    punct.set_span(span);
    punct
}

/// The type as which generated code takes an attribute's field: its own, or what `with` makes of it.
pub(crate) fn slot(ty: &syn::Type, attribute: &Attribute) -> Trees {
    let Some(With { by, foreign }) = &attribute.with else { return Trees::of(ty) };
    let is_optional = With::is_optional(ty);
    // At what `with` names, which is wrong if anything is.
    let place = at(by);
    let value = rp_at!(place=> <#by as __rp::Knows<#foreign>>::By);
    Trees::of(if is_optional { rp_at!(place=> __rp::Option<#value>) } else { value })
}

/// The same where nothing is asked of it: then rustc says of a wrong `with` what it says once.
pub(super) fn slot_as_taken(ty: &syn::Type, attribute: &Attribute) -> Trees {
    let Some(With { by, foreign }) = &attribute.with else { return Trees::of(ty) };
    let value = rp_at!(at(by)=> __rp::By<(#by), #foreign>);
    Trees::of(if With::is_optional(ty) { rp_at!(at(by)=> __rp::Option<#value>) } else { value })
}

/// The trait by which a field is walked and made.
pub(super) fn owner(attribute: &Attribute) -> &'static str {
    if attribute.with.is_some() { "ByField" } else { "Slot" }
}

/// A method of that trait; those of `ByField` take the field itself.
pub(super) fn field_method(attribute: &Attribute, method: &str) -> String {
    match (&attribute.with, method) {
        (None, method) => method.to_owned(),
        (Some(_), "walk_mut") => "walk_field_mut".to_owned(),
        (Some(_), method) => format!("{method}_field"),
    }
}

/// The field of a slot that was made.
pub(super) fn field_value(field: &Field, attribute: &Attribute, made: &TokenStream) -> TokenStream {
    match attribute.with {
        None => rp!(#made),
        Some(_) => call_of(&field.trees, "ByField", "into_field", rp!(#made)).into_token_stream(),
    }
}

/// `<Ty as __rp::Slot>::of()`, as which an attribute's type is handed to what infers from it.
pub(super) fn slot_of(ty: &Trees) -> Trees {
    call_at(ty.last_span(), ty, "Slot", "of", TokenStream::new())
}

/// `<Ty as __rp::Trait>::member(arguments)`.
pub(super) fn call_of(ty: &Trees, owner: &str, member: &str, arguments: TokenStream) -> Trees {
    call_at(Span::mixed_site(), ty, owner, member, arguments)
}

/// The same, the call placed where its arguments are.
pub(super) fn call_at(span: Span, ty: &Trees, owner: &str, member: &str, arguments: TokenStream) -> Trees {
    let mut trees = of(ty, owner, member);
    let is_by_another = matches!(ty.iter().next(), Some(TokenTree::Punct(_)))
        || matches!(ty.iter().next(), Some(TokenTree::Ident(name)) if name == "__rp");
    // All of it at what `with` names: what rustc says of that it then says there, and once.
    let (span, arguments) = match is_by_another {
        true => (ty.last_span(), placed(arguments, ty.last_span())),
        false => (span, arguments),
    };
    let mut call = Group::new(Delimiter::Parenthesis, arguments);
    call.set_span(span);
    trees.push(call);
    trees
}

/// `__rp::function()`, placed over the type.
pub(super) fn over(ty: &Trees, function: &str) -> TokenStream {
    let (first, last) = (ty.first_span(), ty.last_span());
    let function = Ident::new(function, last);
    let mut tokens = rp_at!(first=> __rp::);
    tokens.extend(rp_at!(last=> #function()));
    tokens
}

/// `<Ty as __rp::Slot>::assert_attribute();` for a type that may be an array of what is no number, before its value is
/// asked for.
pub(super) fn assert_attribute(ty: &Trees) -> Option<TokenStream> {
    (may_be_array(ty) && !is_told(ty)).then(|| {
        let assertion = call_at(ty.last_span(), ty, "Slot", "assert_attribute", TokenStream::new());
        rp!(#assertion;)
    })
}

/// The user's own span of the first or the last token, also within what a `macro_rules!` has grouped.
pub(crate) fn end_span(tokens: TokenStream, is_last: bool) -> Option<Span> {
    let mut trees = tokens.into_iter();
    end_of(if is_last { trees.last() } else { trees.next() }?, is_last)
}

fn end_of(tree: TokenTree, is_last: bool) -> Option<Span> {
    match tree {
        TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
            end_span(group.stream(), is_last).or_else(|| Some(group.span()))
        }
        tree => Some(tree.span()),
    }
}

/// The paths of `rockpool_core` and of what is private in it.
pub(super) struct Paths {
    krate: TokenStream,
}

impl Paths {
    pub(super) fn of(module: &Module) -> Paths {
        Paths {
            krate: match &module.krate {
                Some(path) => path.to_token_stream(),
                None => rp!(::rockpool_core),
            },
        }
    }

    /// `::rockpool_core` as text.
    pub(super) fn path(&self) -> String {
        crate::parse::text::written(self.krate.clone())
    }

    /// `::rockpool_core::__private`, for tokens outside the `const _` block.
    pub(super) fn private(&self) -> TokenStream {
        let krate = &self.krate;
        let end = end_span(krate.clone(), true).map_or_else(Span::mixed_site, located_at);
        let private = Ident::new("__private", end);
        rp!(#krate::#private)
    }
}
