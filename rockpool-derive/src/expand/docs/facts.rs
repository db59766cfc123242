//! What is said of one field: its noun, shape, unit, bounds, default, and what its setter takes.

use proc_macro2::TokenStream;
use syn::ext::IdentExt as _;
use syn::{Ident, Type};

use crate::expand::docs::code::{code, expression, lengths, type_text};
use crate::expand::self_type::without_self;
use crate::model::module::{Attribute, Field, Kind, Length, Role, Struct, Submodule};
use crate::parse::text::written;

/// What a field is, in prose.
pub(super) fn noun(field: &Field) -> &'static str {
    match &field.role {
        Role::Attribute(attribute) => attribute.kind.noun(),
        Role::Submodule(_) => "submodule",
        Role::Skip { .. } => "field",
        Role::Origin => "origin",
    }
}

/// The permitted shapes: `` `(n_out, n_syn)` or `()` ``; nothing where none is declared.
pub(super) fn shapes(attribute: &Attribute) -> Vec<String> {
    attribute.shapes.iter().map(|shape| code(&lengths(&shape.lengths))).collect()
}

/// What an attribute is when nothing is given for it.
pub(super) fn default(field: &Field, attribute: &Attribute) -> String {
    let init = match (&attribute.init, attribute.kind) {
        (Some(init), _) => Some(code(&expression(&init.tokens))),
        (None, Kind::State) => Some(code("zeros()")),
        (None, _) => None,
    };
    // A guess from the type's name, which nothing but these words depends on.
    match (outer(&field.ty).as_deref(), init) {
        (Some("Option"), Some(init)) => format!("absent; {init} if `Declared`"),
        (Some("Option"), None) => "absent".to_owned(),
        (_, Some(init)) => init,
        (_, None) => "required".to_owned(),
    }
}

/// The docs of a setter.
pub(super) fn of_setter(field: &Field, item: &Ident) -> String {
    // In the builder's docs `Self` would be the builder.
    let ty = type_text(without_self(&field.ty, item, &TokenStream::new()));
    match &field.role {
        Role::Attribute(attribute) => of_attribute(field, attribute, &ty),
        Role::Submodule(submodule) => of_submodule(field, submodule, &ty),
        Role::Skip { init: Some(init) } => {
            format!(
                "Gives the field {}, which is not registered; default {}.",
                code(&field.name),
                code(&expression(&init.tokens))
            )
        }
        Role::Skip { init: None } => {
            format!(
                "Gives the field {}, which is not registered; default `Default::default()`.",
                code(&field.name)
            )
        }
        Role::Origin => String::new(),
    }
}

fn of_attribute(field: &Field, attribute: &Attribute, ty: &str) -> String {
    let mut facts = vec![code(ty)];
    let shapes = shapes(attribute);
    if !shapes.is_empty() {
        facts.push(format!("shape {}", shapes.join(" or ")));
    }
    if let Some(unit) = &attribute.unit {
        facts.push(format!("in {}", code(unit)));
    }
    if let Some(bounds) = &attribute.bounds {
        facts.push(format!("within {}", code(&bounds.text)));
    }
    facts.push(match default(field, attribute) {
        required if required == "required" => required,
        default => format!("default {default}"),
    });
    let family = attribute.family.as_ref().map(|family| format!(" of the family {}", code(family)));
    format!(
        "Gives the {} {}{}, {}.{}",
        noun(field),
        code(&field.name),
        family.unwrap_or_default(),
        facts.join(", "),
        taken(ty)
    )
}

fn of_submodule(field: &Field, submodule: &Submodule, ty: &str) -> String {
    let shape = submodule.lengths().map(|shape| format!(" of shape {}", code(&lengths(shape))));
    let absent = match outer(&field.ty).as_deref() {
        _ if submodule.init.is_some() => "left out, it is built as declared",
        Some("Option") => "absent unless given",
        Some("Vec" | "BTreeMap") => "empty unless given",
        _ => "left out, it is made from its dims and declared `init`s",
    };
    let absent = match &submodule.init {
        Some(init) => format!("{absent}, {}", code(&expression(&init.tokens))),
        None => absent.to_owned(),
    };
    let how = match outer(&field.ty).as_deref() {
        Some("Vec" | "BTreeMap") => "each built or as its builder",
        _ => "built or as its builder",
    };
    format!(
        "Gives the submodule {}{}: {}, {how}; {absent}.",
        code(&field.name),
        shape.unwrap_or_default(),
        code(ty)
    )
}

/// What arrays take besides arrays of their own type.
fn taken(ty: &str) -> &'static str {
    let inner = ty.strip_prefix("Option<").unwrap_or(ty);
    let name = inner.rsplit("::").next().unwrap_or(inner);
    if name.starts_with("Array") {
        " Takes an array or view of any dimension, a `Vec`, `[..]` or a scalar."
    } else if name.starts_with("Vec<") || name.starts_with('[') {
        " Takes a `Vec`, `[..]`, an array or a scalar."
    } else {
        ""
    }
}

/// The name of a type's outermost path: `Option` of `std::option::Option<T>`.
pub(super) fn outer(ty: &Type) -> Option<String> {
    match ty {
        Type::Path(path) => path.path.segments.last().map(|segment| segment.ident.unraw().to_string()),
        Type::Group(group) => outer(&group.elem),
        Type::Paren(paren) => outer(&paren.elem),
        _ => None,
    }
}

/// The attributes and submodules in whose shapes a dim stands.
pub(super) fn mentioned_in(body: &Struct, dim: usize) -> Vec<String> {
    let shapes = |field: &Field| -> Vec<Length> {
        match &field.role {
            Role::Attribute(attribute) => {
                attribute.shapes.iter().flat_map(|shape| shape.lengths.clone()).collect()
            }
            Role::Submodule(submodule) => submodule.lengths().map(<[Length]>::to_vec).unwrap_or_default(),
            Role::Skip { .. } | Role::Origin => Vec::new(),
        }
    };
    let is_mentioned = |field: &&Field| shapes(field).iter().any(|length| mentions(length, dim));
    body.fields.iter().filter(is_mentioned).map(|field| code(&field.name)).collect()
}

fn mentions(length: &Length, dim: usize) -> bool {
    match length {
        Length::Dim { index, .. } => *index == dim,
        Length::Literal(_) | Length::Constant { .. } => false,
        Length::Binary { left, right, .. } => mentions(left, dim) || mentions(right, dim),
    }
}

/// What reset applies to a value.
pub(super) fn cast(attribute: &Attribute) -> Option<String> {
    attribute.cast.as_ref().map(|cast| code(&written(cast.clone())))
}
