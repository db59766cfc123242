//! `const REGISTERED`.

use proc_macro2::{Ident, Literal, Span, TokenStream, TokenTree};
use syn::ext::IdentExt as _;
use syn::{Lit, Token};

use crate::expand::expression::expression;
use crate::expand::lengths::{expand_length, expand_shape, expand_spec};
use crate::expand::paths::{assert_attribute, at, of, rp, rp_at, slot_of};
use crate::expand::told::is_told;
use crate::model::module::{
    Arithmetic, AskedEnd, AskedInit, AskedUnit, Attribute, Bounds, Dim, Field, FixedLength, Gives, Kind,
    Module, Shape, Struct, Submodule,
};
use crate::model::trees::Trees;

pub(super) fn expand_registry(module: &Module, body: &Struct) -> TokenStream {
    let name = module.ident.unraw().to_string();
    let mut fields = rp!(name: #name,);
    if !module.docs.is_empty() {
        let docs = module.docs.expression();
        fields.extend(rp!(docs: #docs,));
    }
    if !body.dims.is_empty() {
        let dims = body.dims.iter().map(expand_dim);
        fields.extend(rp!(dims: &[#(#dims),*],));
    }
    if let Some(lengths) = &body.shape {
        let shape = expand_spec(lengths);
        fields.extend(rp!(shape: __rp::Some(#shape),));
    }
    let mut attributes =
        body.attributes().map(|(field, attribute)| expand_attribute(field, attribute)).peekable();
    if attributes.peek().is_some() {
        fields.extend(rp!(attributes: &[#(#attributes),*],));
    }
    let mut submodules =
        body.submodules().map(|(field, submodule)| expand_submodule(field, submodule)).peekable();
    if submodules.peek().is_some() {
        fields.extend(rp!(submodules: &[#(#submodules),*],));
    }
    if body.spiking_input {
        fields.extend(rp!(spiking_input: true,));
    }
    if body.spiking_output {
        fields.extend(rp!(spiking_output: true,));
    }
    if body.origin().is_some() {
        fields.extend(rp!(has_origin: true,));
    }
    if body.check.is_some() {
        fields.extend(rp!(has_check: true,));
    }
    if let Some(index) = body.shape_of {
        let index = Literal::usize_unsuffixed(index);
        fields.extend(rp!(shape_of: __rp::Some(#index),));
    }
    expand_constant(&fields)
}

/// The constant with these fields.
///
/// In a branch, though it is always taken: what stands outside of branches rustc promotes to constants of
/// their own, of which it asks whether anything in them can change, and which it evaluates to lint them.
/// That took a fifth of the time that a derived module takes to compile.
pub(super) fn expand_constant(fields: &TokenStream) -> TokenStream {
    rp! {
        const REGISTERED: &'static __rp::Registry =
            if true { &__rp::Registry { path: ::core::module_path!(), #fields ..__rp::Registry::NOTHING } } else { __rp::Registry::EMPTY };
    }
}

fn expand_dim(dim: &Dim) -> TokenStream {
    let name = dim.name.unraw().to_string();
    match (&dim.definition, &dim.default) {
        (Some(definition), _) => {
            let definition = expand_length(definition);
            rp!(__rp::Dim::defined(#name, #definition))
        }
        (None, Some(default)) => {
            let default = expand_length(default);
            rp!(__rp::Dim::defaulted(#name, #default))
        }
        (None, None) => rp!(__rp::Dim::free(#name)),
    }
}

/// Only what is declared is said: what is not there costs the compiler nothing.
fn expand_attribute(field: &Field, attribute: &Attribute) -> Trees {
    let Field { name, trees: ty, docs, .. } = field;
    let kind = match attribute.kind {
        Kind::Parameter => "PARAMETER",
        Kind::State => "STATE",
        Kind::Simulation => "SIMULATION",
    };
    let mut declared = of(ty, "Slot", kind);
    declared.call("named", name);
    if let Some(family) = &attribute.family {
        declared.call("of_family", family);
    }
    if !attribute.shapes.is_empty() {
        let shapes = attribute.shapes.iter().map(expand_permitted);
        declared.call("shaped", rp!(&[#(#shapes),*]));
    }
    if let Some(unit) = &attribute.unit {
        declared.call("in_unit", unit);
    }
    if let Some(bounds) = &attribute.bounds {
        declared.call("within", expand_bounds(field, bounds));
    }
    if !docs.is_empty() {
        declared.call("documented", docs.expression());
    }
    if !attribute.aliases.is_empty() {
        let aliases = &attribute.aliases;
        declared.call("aliased", rp!(&[#(#aliases),*]));
    }
    if !attribute.permit_reshape {
        declared.call("rigid", TokenStream::new());
    }
    if !attribute.is_stored {
        declared.call("unstored", TokenStream::new());
    }
    if attribute.is_common {
        declared.call("common", TokenStream::new());
    }
    if attribute.init.is_none() && attribute.kind != Kind::State {
        declared.call("undeclared", TokenStream::new());
    }
    declared
}

/// Names that stand where rustc would write parameters of the item.
///
/// What a type says is named before it goes among generic arguments, where rustc says more of a type that it does not find.
struct Names {
    /// Of a constant without a name.
    unnamed: Token![_],
    /// Of what a type says.
    said: Ident,
}

impl Names {
    fn of(module: &Module) -> Names {
        let place = module.generics.lt_token.map_or_else(Span::mixed_site, |angle| angle.span);
        Names { unnamed: Token![_](place), said: Ident::new("__SAID", place) }
    }

    /// What a type says, where it is used: rustc tells there what is wrong with it.
    fn said_at(&self, place: Span) -> Ident {
        Ident::new("__SAID", self.said.span().located_at(place))
    }
}

/// What only rustc knows of shapes: the lengths that types fix, and how many a submodule declares.
pub(super) fn expand_declared(module: &Module, body: &Struct) -> TokenStream {
    let names = &Names::of(module);
    let Names { unnamed, said } = names;
    let lengths = body.attributes().flat_map(|(field, attribute)| {
        attribute.fixed_lengths.iter().map(|FixedLength { axis, length, tokens }| {
            let axis = Literal::usize_unsuffixed(*axis);
            let of = of(&field.trees, "Slot", "PARAMETER");
            let length = expand_length(length);
            let used = names.said_at(at(tokens));
            rp_at! {at(tokens)=>
                const #unnamed: () = {
                    const #said: __rp::usize = __rp::assertions::actual(#of, #axis, #length);
                    __rp::assertions::length::<{ __rp::assertions::declared(#length) }, { #used }>()
                };
            }
        })
    });
    let shapes =
        body.submodules().filter(|(_, submodule)| submodule.is_concrete).filter_map(|(field, submodule)| {
            let shape = submodule.shape.as_ref()?;
            let rank = Literal::usize_unsuffixed(shape.lengths.len());
            let (of, value) =
                (of(&field.trees, "SubmoduleField", "OF"), of(&field.trees, "SubmoduleField", "TYPE"));
            let used = names.said_at(at(&shape.tokens));
            Some(rp_at! {at(&shape.tokens)=>
                const #unnamed: () = {
                    const #said: (__rp::usize, __rp::bool) =
                        (__rp::assertions::rank(#of, #rank), __rp::assertions::has_shape(#of));
                    let __t = #value;
                    __rp::assertions::shape::<#rank, { #used.0 }, { #used.1 }, _>(__t)
                };
            })
        });
    let units = body.attributes().filter_map(|(field, attribute)| {
        attribute
            .asked_unit
            .as_ref()
            .filter(|_| !is_told(&field.trees))
            .map(|unit| expand_unit(field, unit, names))
    });
    let bounds = body.attributes().filter_map(|(field, attribute)| {
        attribute
            .bounds
            .as_ref()
            .map(|bounds| bounds.asked.iter().map(|asked| expand_end(field, asked, names)))
    });
    let initialisers = body.attributes().filter_map(|(field, attribute)| {
        attribute.asked_init.as_ref().map(|asked| expand_gives(field, asked, names))
    });
    let arithmetic = body.arithmetic.iter().map(|arithmetic| expand_arithmetic(arithmetic, names));
    let all = lengths.chain(shapes).chain(units).chain(bounds.flatten());
    all.chain(initialisers).chain(arithmetic).collect()
}

/// What arithmetic of constants comes to.
fn expand_arithmetic(
    Arithmetic { length, tokens }: &Arithmetic,
    Names { unnamed, .. }: &Names,
) -> TokenStream {
    let length = expand_length(length);
    let place = at(tokens);
    let sides = ['-', '/', '+'].map(|op| {
        rp_at!(place=> { __rp::assertions::left(__LENGTH, #op) }, { __rp::assertions::right(__LENGTH, #op) })
    });
    rp_at! {place=>
        const #unnamed: () = {
            const __LENGTH: __rp::Length = #length;
            __rp::assertions::arithmetic::<#(#sides),*>()
        };
    }
}

/// What the type of an attribute says of what its initialiser gives.
fn expand_gives(field: &Field, AskedInit { init, gives }: &AskedInit, names: &Names) -> TokenStream {
    let of = of(&field.trees, "Slot", "PARAMETER");
    let Names { unnamed, said } = names;
    let place = at(init);
    let used = names.said_at(place);
    match gives {
        Gives::Fractions => rp_at! {place=>
            const #unnamed: () = {
                const #said: __rp::bool = __rp::assertions::holds_fractions(#of);
                __rp::assertions::drawn::<{ #used }>()
            };
        },
        Gives::Fraction => rp_at! {place=>
            const #unnamed: () = {
                const #said: __rp::bool = __rp::assertions::holds_fractions(#of);
                __rp::assertions::fraction::<{ #used }>()
            };
        },
        Gives::Integer(value) => {
            let value = signed(*value);
            rp_at! {place=>
                const #unnamed: () = {
                    const #said: (__rp::i128, __rp::i128) = __rp::assertions::limits(#of, #value);
                    __rp::assertions::integer::<{ #value }, { #used.0 }, { #used.1 }>()
                };
            }
        }
    }
}

/// An integer with its sign.
fn signed(value: i128) -> TokenStream {
    let sign = (value < 0).then(|| rp!(-));
    let value = Literal::u128_unsuffixed(value.unsigned_abs());
    rp!(#sign #value)
}

/// What the type of an attribute with bounds says of their ends.
fn expand_end(field: &Field, asked: &AskedEnd, names: &Names) -> TokenStream {
    let of = of(&field.trees, "Slot", "PARAMETER");
    let Names { unnamed, said } = names;
    match asked {
        AskedEnd::Integer { end, value: integer } => {
            let integer = signed(*integer);
            let used = names.said_at(at(end));
            rp_at! {at(end)=>
                const #unnamed: () = {
                    const #said: (__rp::i128, __rp::i128) = __rp::assertions::limits(#of, #integer);
                    __rp::assertions::integer_end::<{ #integer }, { #used.0 }, { #used.1 }>()
                };
            }
        }
        AskedEnd::Large { end } => {
            let used = names.said_at(at(end));
            rp_at! {at(end)=>
                const #unnamed: () = {
                    const #said: __rp::bool = __rp::assertions::is_wide(#of);
                    __rp::assertions::wide_end::<{ #used }>()
                };
            }
        }
        AskedEnd::Computed { end } => {
            let value = expression(end);
            rp_at! {at(end)=>
                const #unnamed: () = {
                    let _ = #value;
                };
            }
        }
        AskedEnd::Range { lower, upper, is_inclusive, as_type } => {
            let as_type = Ident::new(as_type, Span::mixed_site());
            let before = if *is_inclusive { rp!(<=) } else { rp!(<) };
            let (lower_value, upper_value) = (expression(lower), expression(upper));
            rp_at! {at(lower)=>
                const #unnamed: () = {
                    const __HOLDS: __rp::bool = {
                        let (__lower, __upper) = (#lower_value, #upper_value);
                        (__lower as __rp::#as_type) #before (__upper as __rp::#as_type)
                    };
                    __rp::assertions::range::<{ __HOLDS }>()
                };
            }
        }
    }
}

/// What the type of an attribute with a unit says of that.
fn expand_unit(field: &Field, AskedUnit { key, other }: &AskedUnit, names: &Names) -> TokenStream {
    let (of, value) = (of(&field.trees, "Slot", "PARAMETER"), of(&field.trees, "Slot", "OF"));
    let Names { unnamed, said } = names;
    let used = names.said_at(at(key));
    let measured = rp_at! {at(key)=>
        const #unnamed: () = {
            const #said: __rp::bool = __rp::assertions::is_measured(#of);
            let __t = #value;
            __rp::assertions::measured::<{ #used }, _>(__t)
        };
    };
    let in_any = other.as_ref().map(|literal| {
        let used = names.said_at(at(literal));
        rp_at! {at(literal)=>
            const #unnamed: () = {
                const #said: __rp::bool = __rp::assertions::is_in_any_unit(#of);
                let __t = #value;
                __rp::assertions::in_any_unit::<{ #used }, _>(__t)
            };
        }
    });
    rp!(#measured #in_any)
}

/// A permitted shape; its rank is checked in `restore`.
fn expand_permitted(shape: &Shape) -> TokenStream {
    expand_spec(&shape.lengths)
}

fn expand_bounds(field: &Field, bounds: &Bounds) -> TokenStream {
    // Two numbers are of one type, so what is wrong with it is told at the lower one only.
    let lowest = at(bounds.lower.as_ref().or(bounds.upper.as_ref()));
    let end = |end: &Option<TokenStream>| match end {
        Some(end) => {
            let is_number = syn::parse2::<Lit>(end.clone()).is_ok();
            let place = if is_number { lowest } else { at(end) };
            let of = slot_of(&field.trees);
            let end = expression(end);
            let assertion = assert_attribute(&field.trees);
            let value = rp_at!(place=> __x);
            rp!(__rp::Some(|| { #assertion let #value = #end; __rp::bound(#of, #value) }))
        }
        None => rp!(__rp::None),
    };
    let (lower, upper) = (end(&bounds.lower), end(&bounds.upper));
    let (text, is_upper_inclusive) = (&bounds.text, bounds.is_upper_inclusive);
    rp!(&__rp::Bounds { text: #text, lower: #lower, upper: #upper, upper_is_inclusive: #is_upper_inclusive })
}

fn expand_submodule(field: &Field, submodule: &Submodule) -> TokenStream {
    let Field { name, trees: ty, docs, .. } = field;
    let docs = docs.expression();
    let aliases = &submodule.aliases;
    let shape = expand_shape(submodule.lengths());
    let registry = of(ty, "SubmoduleField", "registry");
    let mut declared = rp!(__rp::submodule(#name, #docs, &[#(#aliases),*], #shape, #registry));
    // By name only where it is asserted, which costs; what holds by the type.
    if is_called_like_no_module(ty) {
        declared = rp_at!(at(ty)=> __rp::assertions::held::<#ty>(#declared));
    }
    match submodule.len.as_ref().map(expand_length) {
        Some(len) => rp!(__rp::counted::<#ty>(#declared, #len)),
        None => declared,
    }
}

/// Whether a type is called like those that share a module, or like the origin; in what holds them, they are no
/// modules.
fn is_called_like_no_module(ty: &Trees) -> bool {
    let names = ["Rc", "Arc", "Origin"];
    let is_open = |tree: &TokenTree| matches!(tree, TokenTree::Punct(punct) if punct.as_char() == '<');
    let last = ty.iter().take_while(|tree| !is_open(tree)).last();
    matches!(last, Some(TokenTree::Ident(name)) if names.iter().any(|known| name == known))
}
