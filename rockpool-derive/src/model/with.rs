//! `with = Millis` on a field of type `Duration`.

use syn::{GenericArgument, PathArguments, Type};

/// A type that makes another one an attribute.
#[derive(Clone)]
pub(crate) struct With {
    /// `Millis`.
    pub(crate) by: Type,
    /// `Duration`, also where the field is an `Option` of it.
    pub(crate) foreign: Type,
}

impl With {
    /// An `Option` is seen by its name, since a type that makes others attributes may make an `Option` one.
    pub(crate) fn of(by: Type, ty: &Type) -> With {
        With { by, foreign: optional(ty).unwrap_or(ty).clone() }
    }

    /// Whether a field of this type may be absent.
    pub(crate) fn is_optional(ty: &Type) -> bool {
        optional(ty).is_some()
    }
}

/// The `T` of an `Option<T>`.
pub(crate) fn optional(ty: &Type) -> Option<&Type> {
    let path = match ty {
        Type::Group(group) => return optional(&group.elem),
        Type::Paren(paren) => return optional(&paren.elem),
        Type::Path(path) => &path.path,
        _ => return None,
    };
    let last = path.segments.last().filter(|last| last.ident == "Option")?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    match arguments.args.first() {
        Some(GenericArgument::Type(ty)) if arguments.args.len() == 1 => Some(ty),
        _ => None,
    }
}
