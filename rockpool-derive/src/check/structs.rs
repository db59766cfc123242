//! Structs: each field by its role, then what fields are to each other.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Generics, Ident, LitStr, Type};

use crate::check::dims::check_dims;
use crate::check::lengths::Scope;
use crate::check::names::{PublicName, check_name, check_unique, own_name};
use crate::check::roles::{RawMeaning, check_role, field_name};
use crate::check::{bounds, builder, families, generics, init, len, like, reset, shapes, units, wrapper};
use crate::ctxt::Ctxt;
use crate::expand::paths::slot;
use crate::model::module::{Attribute, Field, Kind, Role, Struct, Submodule};
use crate::model::raw::{RawArgs, RawField, RawItemArgs};
use crate::model::trees::Trees;
use crate::model::with::With;
use crate::symbol::Helper;

/// What the checks of a struct need of its item.
pub(super) struct Item<'a> {
    pub(super) ident: &'a Ident,
    pub(super) generics: &'a Generics,
    pub(super) args: &'a RawItemArgs,
    pub(super) is_complete: bool,
}

impl Item<'_> {
    /// The builder's name.
    fn builder(&self) -> String {
        let given = self.args.builder.as_ref().and_then(|arg| arg.value.as_ref());
        given.map_or_else(|| format!("{}Builder", self.ident), ToString::to_string)
    }
}

/// What is gathered while fields are checked one by one.
#[derive(Default)]
struct Seen {
    names: Vec<PublicName>,
    families: Vec<(usize, LitStr)>,
    carets: Vec<TokenStream>,
    attributes: usize,
    submodules: usize,
    has_origin: bool,
    /// Whether some field has no role or a shape that could not be read.
    is_doubtful: bool,
}

pub(super) fn check_struct(cx: &Ctxt, item: &Item<'_>, raw_fields: Vec<RawField>, is_tuple: bool) -> Struct {
    let count = cx.count();
    let wrapped = wrapper::wrapped(item.args, &raw_fields);
    let own_names = raw_fields.iter().map(|field| own_name(&field.member)).collect();
    let (scope, dims) = check_dims(cx, item.args, item.generics, own_names, wrapped);
    let shape = match wrapped {
        Some(_) => None,
        None => shapes::check_single(cx, &scope, item.args.shape.as_ref(), "a module"),
    };
    let shape = shape.map(|shape| shape.lengths);
    if cx.count() > count {
        // A dim that is not known here is none that rustc knows.
        cx.leave_names_untold();
    }
    let has_sound_dims = cx.count() == count && !item.args.has_lost && scope.is_known();
    let mut seen = Seen { is_doubtful: !has_sound_dims, ..Seen::default() };
    let mut fields: Vec<Field> = raw_fields
        .into_iter()
        .enumerate()
        .map(|(index, field)| check_field(cx, item, &scope, &mut seen, index, field))
        .collect();
    seen.is_doubtful |= scope.has_unknown();
    scope.tell_unknown(cx, item.args);
    check_unique(cx, &seen.names);
    like::check_likes(cx, &mut fields);
    if !seen.is_doubtful && wrapped.is_none() {
        wrapper::check_nearly_wrapped(cx, item.args, &scope, &fields);
    }
    let shape_of = wrapped.and_then(|wrapped| wrapper::check_wrapped(cx, wrapped, &fields));
    let families =
        families::check_families(cx, item.ident, &seen.families, seen.has_origin.then(|| item.builder()));
    let mut checked = Struct {
        is_tuple,
        dims,
        shape,
        shape_of,
        check: item.args.check.as_ref().map(|arg| arg.value.clone()),
        fields,
        families,
        arithmetic: scope.take_arithmetic(),
        has_sound_dims,
        spiking_input: item.args.spiking_input.is_some(),
        spiking_output: item.args.spiking_output.is_some(),
    };
    if let Some(arg) = &item.args.builder
        && arg.value.as_ref().is_some_and(|name| name == item.ident)
    {
        cx.error(&arg.value, "the builder is a struct beside the module; give it a name of its own");
    }
    if seen.has_origin {
        builder::check_builder_names(cx, &checked.fields, &checked.dims);
    } else {
        if let (Some(arg), true) = (&item.args.builder, item.is_complete) {
            cx.error(
                &arg.key,
                "there is no builder without an origin; remove `builder`, or add a field `#[module(origin)] origin: Origin`",
            );
        }
        check_without_origin(cx, item, &mut checked, &seen);
    }
    checked
}

fn check_without_origin(cx: &Ctxt, item: &Item<'_>, checked: &mut Struct, seen: &Seen) {
    if !item.is_complete {
        return;
    }
    for (field, caret) in checked.fields.iter_mut().zip(&seen.carets) {
        reset::check_init(cx, item.ident, field, caret);
    }
    if !seen.is_doubtful {
        let attributes = checked.attributes().map(|(_, attribute)| attribute);
        reset::check_dims_fixed(cx, item.ident, &checked.dims, attributes);
    }
}

fn check_field(
    cx: &Ctxt,
    item: &Item<'_>,
    scope: &Scope,
    seen: &mut Seen,
    index: usize,
    mut raw: RawField,
) -> Field {
    let has_role = !raw.roles.is_empty();
    let (count, missed) = (cx.count(), scope.missed());
    seen.is_doubtful |= !has_role;
    seen.carets.push(raw.caret.clone());
    let mut name = own_name(&raw.member);
    let role = match check_role(cx, &mut raw) {
        RawMeaning::Attribute(helper, args) => {
            let public = check_name(cx, &raw.member, &raw.caret, &args);
            name = public.text();
            let aliases = public.aliases();
            seen.names.push(public);
            Role::Attribute(Box::new(check_attribute(cx, scope, seen, index, helper, args, aliases, &raw)))
        }
        RawMeaning::Submodule(args) => {
            let public = check_name(cx, &raw.member, &raw.caret, &args);
            name = public.text();
            let aliases = public.aliases();
            seen.names.push(public);
            seen.submodules += 1;
            Role::Submodule(Submodule {
                index: seen.submodules - 1,
                aliases,
                shape: shapes::check_single(cx, scope, args.shape.as_ref(), "a submodule"),
                len: len::check_len(cx, scope, args.len.as_ref(), &raw.ty),
                init: args.init.map(|arg| scope.init(arg.value)),
                is_concrete: !scope.is_generic(&raw.ty.to_token_stream()),
            })
        }
        RawMeaning::Skip(args) => {
            check_skip(cx, &args);
            Role::Skip { init: args.init.map(|arg| scope.init(arg.value)) }
        }
        RawMeaning::Origin(key) => {
            if seen.has_origin {
                cx.error(
                    &key,
                    format!(
                        "{} is a second origin; a module has one, so keep the first",
                        field_name(&raw.member)
                    ),
                );
            }
            seen.has_origin = true;
            if let Type::Reference(_) = &raw.ty {
                cx.error(&raw.ty, "a module owns its origin; write `Origin`");
            }
            Role::Origin
        }
    };
    generics::check_bounded(cx, item.generics, &role, &raw.ty);
    let trees = match &role {
        Role::Attribute(attribute) => slot(&raw.ty, attribute),
        _ => Trees::of(&raw.ty),
    };
    let is_intact = !raw.has_fault && cx.count() == count && scope.missed() == missed;
    Field {
        member: raw.member,
        name,
        ty: raw.ty,
        trees,
        is_public: raw.is_public,
        docs: raw.docs,
        marks: raw.marks,
        role,
        is_intact,
    }
}

#[expect(clippy::too_many_arguments, reason = "the parts of one field")]
fn check_attribute(
    cx: &Ctxt,
    scope: &Scope,
    seen: &mut Seen,
    index: usize,
    helper: Helper,
    args: RawArgs,
    aliases: Vec<String>,
    raw: &RawField,
) -> Attribute {
    let kind = match helper {
        Helper::State => Kind::State,
        Helper::Simulation => Kind::Simulation,
        _ => Kind::Parameter,
    };
    let literal = args.family.as_ref().and_then(|arg| arg.value.as_ref());
    let family = literal.map(|literal| families::check_family(cx, literal));
    if let Some(literal) = literal {
        seen.families.push((index, literal.clone()));
    }
    seen.is_doubtful |= args.has_lost || args.shape.as_ref().is_some_and(|arg| arg.value.is_none());
    seen.attributes += 1;
    let count = cx.count();
    shapes::check_type(cx, scope, &raw.ty);
    if let Some(unit) = args.unit.as_ref().filter(|_| args.with.is_none()) {
        units::check_measured(cx, unit, &raw.ty);
    }
    let asked_unit = args.unit.as_ref().filter(|_| args.with.is_none() && cx.count() == count);
    let asked_unit = asked_unit.and_then(|unit| units::asked(scope, unit, &raw.ty));
    if let Some(range) = args.bounds.as_ref().and_then(|arg| arg.value.as_ref()) {
        bounds::check_known(cx, scope, range);
    }
    let (shapes, fixed_lengths) = shapes::check_permitted(cx, scope, args.shape.as_ref(), &raw.ty);
    let has_fault = cx.count() > count;
    seen.is_doubtful |= has_fault;
    // A shape that the type does not have says nothing of the initialiser.
    init::check_init(cx, args.init.as_ref(), if has_fault { &[] } else { &shapes }, &raw.ty);
    init::check_cast(cx, args.cast.as_ref());
    let asked_init = init::asked(scope, args.init.as_ref(), &raw.ty).filter(|_| args.with.is_none());
    let init = args.init.as_ref().map(|arg| {
        // What `with` makes an attribute is begun by way of another type.
        let is_foreign = args.with.is_some();
        scope.init(if is_foreign {
            arg.value.clone()
        } else {
            init::of_any_number(scope, &raw.ty, &arg.value)
        })
    });
    if let Some(init) = &init {
        init::check_dims_as_numbers(cx, init, &raw.ty);
        init::check_called(cx, init, &raw.ty);
    }
    Attribute {
        index: seen.attributes - 1,
        kind,
        asked_init: asked_init.filter(|_| cx.count() == count),
        unit: units::check_unit(cx, args.unit.as_ref(), args.has_other_unit, family.as_deref()),
        asked_unit,
        bounds: bounds::check_bounds(cx, scope, helper, &args, &raw.ty),
        shapes,
        fixed_lengths,
        family,
        aliases,
        permit_reshape: args.permit_reshape.is_none_or(|arg| arg.value),
        init,
        like: None,
        is_linked: false,
        is_common: args.common.is_some(),
        is_stored: args.stored.is_none_or(|arg| arg.value),
        may_have_init: args.has_lost,
        cast: args.cast.map(|arg| arg.value),
        with: args.with.and_then(|arg| arg.value).map(|by| With::of(by, &raw.ty)),
    }
}

/// A skipped field is not registered, so nothing can be said of it but how it is made.
fn check_skip(cx: &Ctxt, args: &RawArgs) {
    let keys = [
        args.shape.as_ref().map(|arg| &arg.key),
        args.len.as_ref().map(|arg| &arg.key),
        args.rename.as_ref().map(|arg| &arg.key),
    ];
    for key in keys.into_iter().flatten().chain(&args.alias_keys) {
        cx.error(
            key,
            format!("a skipped field is not registered and has no `{key}`; remove it, or remove `skip`"),
        );
    }
}
