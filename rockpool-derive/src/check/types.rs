//! What a field's type shows of itself, as far as its tokens tell: `Array2<f64>`, `[[u8; 3]; 2]`, `Vec<i64>`, `String`.
//!
//! Of a type behind another name nothing is known here, and rustc or the first build tells what is wrong.

use quote::ToTokens;
use syn::{Expr, ExprLit, GenericArgument, Ident, Lit, PathArguments, TraitBound, Type, TypeParamBound};

use crate::parse::text;

/// Types of numbers.
pub(super) const NUMBERS: [&str; 12] =
    ["f64", "f32", "u8", "u16", "u32", "u64", "usize", "i8", "i16", "i32", "i64", "isize"];

/// The number types that are integers, with what they hold.
const INTEGERS: [(&str, f64, f64); 10] = [
    ("u8", 0.0, u8::MAX as f64),
    ("u16", 0.0, u16::MAX as f64),
    ("u32", 0.0, u32::MAX as f64),
    ("u64", 0.0, u64::MAX as f64),
    ("usize", 0.0, u64::MAX as f64),
    ("i8", i8::MIN as f64, i8::MAX as f64),
    ("i16", i16::MIN as f64, i16::MAX as f64),
    ("i32", i32::MIN as f64, i32::MAX as f64),
    ("i64", i64::MIN as f64, i64::MAX as f64),
    ("isize", i64::MIN as f64, i64::MAX as f64),
];

/// An integer type.
#[derive(Clone, Copy)]
pub(super) struct Integer {
    pub(super) name: &'static str,
    pub(super) least: f64,
    pub(super) most: f64,
}

/// The integer type of the elements, if they are of one.
pub(super) fn integer(ty: &Type) -> Option<Integer> {
    let element = path_name(element(ty))?;
    let (name, least, most) = INTEGERS.into_iter().find(|(name, ..)| element == name)?;
    Some(Integer { name, least, most })
}

/// The type of the elements, if that holds no fractions.
pub(super) fn whole(ty: &Type) -> Option<&'static str> {
    let is_bool = path_name(element(ty)).is_some_and(|name| name == "bool");
    integer(ty).map(|integer| integer.name).or_else(|| is_bool.then_some("bool"))
}

/// Whether it is a pointer to a function, or one in an `Arc`.
pub(super) fn is_function(ty: &Type) -> bool {
    match (unwrapped(ty), path_name(ty), inner(ty)) {
        (Type::FnPtr(_), ..) => true,
        (_, Some(name), Some(inner)) if name == "Option" => is_function(inner),
        (_, Some(name), Some(inner)) => name == "Arc" && matches!(unwrapped(inner), Type::TraitObject(_)),
        _ => false,
    }
}

/// Whether it is a number, or called like an array.
pub(super) fn is_of_numbers(ty: &Type) -> bool {
    let is_array = |name: &Ident| name == "Vec" || name.to_string().starts_with("Array");
    is_number(element(ty)) || path_name(ty).is_some_and(is_array)
}

/// A number of lengths in words.
pub(super) fn lengths(rank: usize) -> String {
    match rank {
        0 => "no lengths".to_owned(),
        1 => "one length".to_owned(),
        2 => "two lengths".to_owned(),
        3 => "three lengths".to_owned(),
        4 => "four lengths".to_owned(),
        rank => format!("{rank} lengths"),
    }
}

/// Whether a name is that of an integer type.
pub(super) fn is_integer(name: &Ident) -> bool {
    INTEGERS.iter().any(|(known, ..)| name == known)
}

/// How many axes the arrays of a type have.
pub(super) fn rank(ty: &Type) -> Option<usize> {
    match unwrapped(ty) {
        Type::Array(array) => Some(1 + rank(&array.elem)?),
        Type::Path(_) => {
            let name = path_name(ty)?.to_string();
            let inner = inner(ty);
            match (name.as_str(), inner) {
                ("Option", Some(inner)) => rank(inner),
                ("Vec", Some(inner)) => {
                    let is_element = matches!(unwrapped(inner), Type::Path(_)) && axes(inner).is_none();
                    is_element.then_some(1)
                }
                (name, Some(_)) => {
                    let axes = name.strip_prefix("Array")?.parse().ok()?;
                    (1..=6).contains(&axes).then_some(axes)
                }
                ("Array", None) => dimension(ty),
                (_, None) => is_number(ty).then_some(0),
            }
        }
        _ => None,
    }
}

/// The `2` of an `Array<f64, Ix2>`.
fn dimension(ty: &Type) -> Option<usize> {
    let Type::Path(path) = unwrapped(ty) else { return None };
    let PathArguments::AngleBracketed(arguments) = &path.path.segments.last()?.arguments else { return None };
    match (arguments.args.last()?, arguments.args.len()) {
        (GenericArgument::Type(dimension), 2) => {
            let axes = path_name(dimension)?.to_string().strip_prefix("Ix")?.parse().ok()?;
            (1..=6).contains(&axes).then_some(axes)
        }
        _ => None,
    }
}

/// A `Vec` whose elements are no numbers, but arrays or lists of them, which no attribute is.
#[derive(Clone, Copy)]
pub(super) struct Rows {
    /// How many axes all of it has.
    pub(super) axes: usize,
    /// Why it is none, in words.
    pub(super) why: &'static str,
}

/// `Vec<Vec<T>>`, `Vec<Array1<T>>` or `Vec<[T; 3]>`, in an `Option` or not.
pub(super) fn rows(ty: &Type) -> Option<Rows> {
    let (name, held) = (path_name(ty)?, inner(ty)?);
    if name == "Option" {
        return rows(held);
    }
    let axes = axes(held).filter(|_| name == "Vec")?;
    let why = match (unwrapped(held), path_name(held)) {
        (Type::Array(_), _) => "the elements of a `Vec` are numbers, and these are arrays",
        (_, Some(name)) if name == "Vec" => "rows of a `Vec` of `Vec`s may differ in length",
        _ => "rows of a `Vec` of arrays may differ in length",
    };
    Some(Rows { axes: 1 + axes, why })
}

/// How many axes a type has that is written as an array or a list, whatever it holds.
fn axes(ty: &Type) -> Option<usize> {
    match unwrapped(ty) {
        Type::Array(array) => Some(1 + axes(&array.elem).unwrap_or(0)),
        _ => match (path_name(ty)?.to_string().as_str(), inner(ty)) {
            ("Vec", Some(inner)) => Some(1 + axes(inner).unwrap_or(0)),
            (name, Some(_)) => name.strip_prefix("Array")?.parse().ok().filter(|axes| (1..=6).contains(axes)),
            (_, None) => dimension(ty),
        },
    }
}

/// The `Fn(f64) -> f64` of a `Box<dyn Fn(f64) -> f64>`, of which no attribute is, as text.
pub(super) fn unheld_function(ty: &Type) -> Option<String> {
    let name = path_name(ty)?;
    let inner = inner(ty)?;
    if name == "Option" {
        return unheld_function(inner);
    }
    let Type::TraitObject(object) = unwrapped(inner) else { return None };
    if !["Box", "Rc", "Arc"].iter().any(|holder| name == holder) {
        return None;
    }
    let traits: Vec<&TraitBound> = object
        .bounds
        .iter()
        .filter_map(|bound| match bound {
            TypeParamBound::Trait(bound) => Some(bound),
            _ => None,
        })
        .collect();
    let is_called =
        |bound: &TraitBound, name: &str| bound.path.segments.last().is_some_and(|last| last.ident == name);
    let function =
        traits.iter().find(|bound| ["Fn", "FnMut", "FnOnce"].iter().any(|name| is_called(bound, name)))?;
    let has = |name: &str| traits.iter().any(|bound| is_called(bound, name));
    if name == "Arc" && is_called(function, "Fn") && has("Send") && has("Sync") {
        return None;
    }
    let arguments = &function.path.segments.last()?.arguments;
    Some(format!("Fn{}", text::written(arguments.to_token_stream())))
}

/// The type of text that an array or a list is of, or an `Option` of one.
pub(super) fn array_of_text(ty: &Type) -> Option<&Ident> {
    let is_array = match (unwrapped(ty), path_name(ty), inner(ty)) {
        (Type::Array(_), ..) => true,
        (_, Some(name), Some(inner)) if name == "Option" => return array_of_text(inner),
        (_, Some(name), _) => name == "Vec" || name.to_string().starts_with("Array"),
        _ => false,
    };
    path_name(element(ty)).filter(|name| is_array && ["String", "char"].iter().any(|text| name == text))
}

/// What elements, arrays and options hold in the end.
pub(super) fn element(ty: &Type) -> &Type {
    match unwrapped(ty) {
        Type::Array(array) => element(&array.elem),
        path => {
            let is_array = path_name(path).is_some_and(|name| {
                name == "Option" || name == "Vec" || name.to_string().starts_with("Array")
            });
            match inner(path).or_else(|| with_dimension(path)).filter(|_| is_array) {
                Some(inner) => element(inner),
                None => path,
            }
        }
    }
}

/// The `f64` of an `Array<f64, Ix2>`.
fn with_dimension(ty: &Type) -> Option<&Type> {
    let Type::Path(path) = unwrapped(ty) else { return None };
    let PathArguments::AngleBracketed(arguments) = &path.path.segments.last()?.arguments else { return None };
    match (arguments.args.first()?, arguments.args.len()) {
        (GenericArgument::Type(element), 2) => Some(element),
        _ => None,
    }
}

/// Whether a type is one of numbers, or `bool`.
pub(super) fn is_number(ty: &Type) -> bool {
    path_name(ty).is_some_and(|name| {
        ["f64", "f32", "bool"].iter().any(|known| name == known)
            || INTEGERS.iter().any(|(known, ..)| name == known)
    })
}

/// The last name of a type's path.
pub(crate) fn path_name(ty: &Type) -> Option<&Ident> {
    match unwrapped(ty) {
        Type::Path(path) if path.qself.is_none() => path.path.segments.last().map(|last| &last.ident),
        _ => None,
    }
}

/// The one type between the angles of a path.
pub(super) fn inner(ty: &Type) -> Option<&Type> {
    let Type::Path(path) = unwrapped(ty) else { return None };
    let PathArguments::AngleBracketed(arguments) = &path.path.segments.last()?.arguments else {
        return None;
    };
    match (arguments.args.first(), arguments.args.len()) {
        (Some(GenericArgument::Type(ty)), 1) => Some(ty),
        _ => None,
    }
}

/// The length of an array type if it is a bare name.
pub(super) fn named_length(ty: &Type) -> Option<&Ident> {
    let Type::Array(array) = unwrapped(ty) else { return None };
    match &array.len {
        Expr::Path(path) => path.path.get_ident(),
        Expr::Lit(ExprLit { lit: Lit::Int(_), .. }) => named_length(&array.elem),
        _ => None,
    }
}

pub(super) fn unwrapped(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => unwrapped(&group.elem),
        Type::Paren(paren) => unwrapped(&paren.elem),
        other => other,
    }
}
