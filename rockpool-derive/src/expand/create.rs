//! `create`: a struct without an origin, made as a part of another.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, format_ident};

use crate::expand::check::expand_made;
use crate::expand::expression::expression;
use crate::expand::order::{depth, source};
use crate::expand::paths::{call_of, field_value, rp};
use crate::expand::scope::with_dims;
use crate::expand::several::{LONGEST, is_among};
use crate::model::module::{Attribute, Role, Struct};
use crate::model::trees::Trees;

pub(super) fn expand_create(body: &Struct) -> TokenStream {
    let mut made = Made::default();
    let mut values = TokenStream::new();
    for (i, field) in body.fields.iter().enumerate() {
        let (member, ty) = (&field.member, &field.trees);
        let local = made_local(i);
        let value = match &field.role {
            Role::Attribute(attribute) if is_among(field, attribute) => {
                let made_field = made.bind_among(local, attribute.index, ty.clone(), None);
                values.extend(rp!(#member: #made_field,));
                continue;
            }
            Role::Attribute(attribute) => {
                let index = Literal::usize_unsuffixed(attribute.index);
                let value = match source(body, attribute) {
                    Some((source, field)) => {
                        let source = made_local(source);
                        let like = call_of(&field.trees, "Slot", "lent", rp!(&#source));
                        call_of(ty, "Slot", "create_like", rp!(#index, #like, __c))
                    }
                    None => call_of(ty, "Slot", "create", rp!(#index, __c)),
                };
                let made_field = field_value(field, attribute, &rp!(__rp::taken(#local)));
                values.extend(rp!(#member: #made_field,));
                made.bind_attribute(body, attribute, local, value);
                continue;
            }
            Role::Submodule(submodule) => {
                let index = Literal::usize_unsuffixed(submodule.index);
                match &submodule.init {
                    Some(init) => {
                        let builder = expression(&init.tokens);
                        let create = call_of(ty, "SubmoduleField", "create_from", rp!(#index, __child, __c));
                        let given = rp! {
                            let mut __child = __rp::Child::new();
                            __rp::Child::declare(&mut __child, __rp::IntoSubmodule::into_submodule(#builder));
                            #create
                        };
                        Trees::of(with_dims(init, &rp!(__c), &given, &rp!(__rp::None)))
                    }
                    None => call_of(ty, "SubmoduleField", "create", rp!(#index, __c)),
                }
            }
            Role::Skip { init: Some(init) } => {
                let value = expression(&init.tokens);
                let some = rp!(__rp::Some::<#ty>(#value));
                Trees::of(with_dims(init, &rp!(__c), &some, &rp!(__rp::None)))
            }
            Role::Skip { init: None } | Role::Origin => {
                let skipped = call_of(ty, "Skipped", "skipped", TokenStream::new());
                Trees::of(rp!(__rp::Some(#skipped)))
            }
        };
        values.extend(match &field.role {
            Role::Submodule(_) => rp!(#member: __rp::taken(#local),),
            _ => rp!(#member: #local,),
        });
        made.bind(local, value);
    }
    let opened = made.opened();
    let whole = expand_made(body, &rp!(__rp::keep(|| { #opened Self { #values } })), &rp!(__c));
    rp! {
        #[inline]
        fn create(__c: &mut __rp::Create<'_>) -> __rp::Option<__rp::Kept<Self>> {
            #made
            #whole
        }
    }
}

/// What was made of the field at this place.
pub(super) fn made_local(field: usize) -> Ident {
    format_ident!("__{}", field, span = proc_macro2::Span::mixed_site())
}

/// Values in the making. All are made before an absent one returns, so that every fault is told; and
/// in one pattern, which costs the compiler half of what a `?` on each would.
#[derive(Default)]
pub(super) struct Made {
    parts: Vec<Part>,
    /// Attributes that others begin like, and those, with how many each waits for: they are made before the
    /// others, one after the other.
    linked: Vec<(usize, Ident, Trees)>,
}

enum Part {
    One(Ident, Trees),
    Several(Several),
}

/// Attributes that are made in one call, as a tuple.
struct Several {
    local: Ident,
    first: usize,
    types: Vec<Trees>,
    /// What the builder was given for each, where one builds.
    arguments: Vec<TokenStream>,
}

impl Made {
    pub(super) fn bind(&mut self, local: Ident, value: Trees) {
        self.parts.push(Part::One(local, value));
    }

    pub(super) fn bind_attribute(
        &mut self,
        body: &Struct,
        attribute: &Attribute,
        local: Ident,
        value: Trees,
    ) {
        if !attribute.is_linked {
            return self.bind(local, value);
        }
        self.linked.push((depth(body, attribute), local.clone(), value));
        self.bind(local.clone(), Trees::of(local));
    }

    /// Adds the attribute with this index to those before it, or begins anew; and what holds it then.
    pub(super) fn bind_among(
        &mut self,
        local: Ident,
        index: usize,
        ty: Trees,
        argument: Option<TokenStream>,
    ) -> TokenStream {
        if let Some(Part::Several(several)) = self.parts.last_mut()
            && several.types.len() < LONGEST
        {
            return several.add(ty, argument);
        }
        let mut several = Several { local, first: index, types: Vec::new(), arguments: Vec::new() };
        let held = several.add(ty, argument);
        self.parts.push(Part::Several(several));
        held
    }

    /// The tuples, taken out of what keeps them.
    pub(super) fn opened(&self) -> TokenStream {
        let opened = self.parts.iter().filter_map(|part| match part {
            Part::One(..) => None,
            Part::Several(Several { local, .. }) => Some(rp!(let #local = __rp::taken(#local);)),
        });
        opened.collect()
    }
}

impl Several {
    /// Adds an attribute of this type; and what holds it then.
    fn add(&mut self, ty: Trees, argument: Option<TokenStream>) -> TokenStream {
        let (local, place) = (&self.local, Literal::usize_unsuffixed(self.types.len()));
        let held = rp!(#local.#place);
        self.types.push(ty);
        self.arguments.extend(argument);
        held
    }

    fn expand(&self) -> TokenStream {
        let (first, arguments) = (Literal::usize_unsuffixed(self.first), &self.arguments);
        match arguments.is_empty() {
            true => {
                let types = &self.types;
                rp!(<(#(#types,)*) as __rp::SeveralMade>::create(#first, __c))
            }
            false => rp!(__rp::SeveralGiven::finish((#(#arguments,)*), #first, __f)),
        }
    }
}

impl ToTokens for Made {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { parts, linked } = self;
        let mut linked: Vec<_> = linked.iter().collect();
        linked.sort_by_key(|(depth, ..)| *depth);
        tokens.extend(linked.into_iter().map(|(_, local, value)| rp!(let #local = #value;)));
        let locals = parts.iter().map(|part| match part {
            Part::One(local, _) | Part::Several(Several { local, .. }) => local,
        });
        let values = parts.iter().map(|part| match part {
            Part::One(_, value) => value.to_token_stream(),
            Part::Several(several) => several.expand(),
        });
        if !parts.is_empty() {
            tokens.extend(rp!(let (#(__rp::Some(#locals),)*) = (#(#values,)*) else { return __rp::None };));
        }
    }
}
