//! What is written: the attributes of a module, with their elements as they lie in memory.

use crate::kinds::Kinds;
use crate::stored::Stored;
use crate::{Error, Format};
use rockpool_core::prelude::*;
use rockpool_core::shape::Shape;
use std::borrow::Cow;

/// An attribute to be written.
pub(crate) struct Item<'m> {
    pub(crate) path: String,
    pub(crate) attribute: &'static Attribute,
    /// Whether it is one although it was declared as another kind.
    pub(crate) is_constant: bool,
    pub(crate) shape: Shape,
    pub(crate) data: Data<'m>,
}

macro_rules! data {
    ($($variant:ident: $type:ty => $stored:ident),*) => {
        /// Elements, row-major, or a text.
        pub(crate) enum Data<'m> {
            $($variant(Cow<'m, [$type]>),)*
            Text(Cow<'m, str>),
        }

        impl<'m> Data<'m> {
            /// The elements of an attribute; those of a type of its own are what its value stands for.
            fn of(leaf: &Leaf<'_, 'm>) -> Option<Self> {
                match leaf.attribute().dtype() {
                    $(Dtype::$variant => elements(leaf).map(Self::$variant),)*
                    Dtype::Str => text(leaf).map(Self::Text),
                    _ => Self::of_value(&leaf.to_value()),
                }
            }

            fn of_value(value: &Value) -> Option<Self> {
                if let Some(text) = value.scalar::<String>() {
                    return Some(Self::Text(Cow::Owned(text)));
                }
                $(if let Some(array) = value.array::<$type>() {
                    return Some(Self::$variant(Cow::Owned(array.iter().cloned().collect())));
                })*
                None
            }

            pub(crate) fn stored(&self) -> Stored {
                match self {
                    $(Self::$variant(_) => Stored::$stored,)*
                    Self::Text(text) => Stored::Text(text.chars().count()),
                }
            }

            /// The number of bytes.
            pub(crate) fn size(&self) -> usize {
                match self {
                    $(Self::$variant(elements) => elements.len() * Stored::$stored.size(),)*
                    Self::Text(text) => text.chars().count() * 4,
                }
            }
        }
    };
}

data! {
    F64: f64 => F64, F32: f32 => F32, I64: i64 => I64, I32: i32 => I32, I16: i16 => I16, I8: i8 => I8,
    Isize: isize => I64, U64: u64 => U64, U32: u32 => U32, U16: u16 => U16, U8: u8 => U8, Usize: usize => U64,
    Bool: bool => Bool
}

impl Data<'_> {
    /// The text, if it is one.
    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Appends the bytes, little-endian.
    pub(crate) fn append_to(&self, out: &mut Vec<u8>) {
        macro_rules! append {
            ($elements:expr) => {
                append($elements, |x| x.to_le_bytes(), out)
            };
        }
        match self {
            Self::F64(x) => append!(x),
            Self::F32(x) => append!(x),
            Self::I64(x) => append!(x),
            Self::I32(x) => append!(x),
            Self::I16(x) => append!(x),
            Self::I8(x) => append!(x),
            Self::U64(x) => append!(x),
            Self::U32(x) => append!(x),
            Self::U16(x) => append!(x),
            Self::U8(x) => append!(x),
            Self::Isize(x) => append(x, |x| (*x as i64).to_le_bytes(), out),
            Self::Usize(x) => append(x, |x| (*x as u64).to_le_bytes(), out),
            Self::Bool(x) => append(x, |x| [u8::from(*x)], out),
            Self::Text(text) => text.chars().for_each(|c| out.extend_from_slice(&u32::from(c).to_le_bytes())),
        }
    }

    /// The row-major index of the first element that is no finite number.
    pub(crate) fn first_not_finite(&self) -> Option<usize> {
        match self {
            Self::F64(x) => x.iter().position(|x| !x.is_finite()),
            Self::F32(x) => x.iter().position(|x| !x.is_finite()),
            _ => None,
        }
    }
}

fn append<T, const N: usize>(elements: &[T], bytes_of: impl Fn(&T) -> [u8; N], out: &mut Vec<u8>) {
    let start = out.len();
    out.resize(start + elements.len() * N, 0);
    let (chunks, _) = out.split_at_mut(start).1.as_chunks_mut::<N>();
    for (chunk, element) in chunks.iter_mut().zip(elements) {
        *chunk = bytes_of(element);
    }
}

/// Whether an attribute has a stored form.
pub(crate) fn is_storable(leaf: &Leaf<'_, '_>) -> bool {
    let parts = leaf.to_parts();
    parts.as_ref().map_or_else(|| Data::of(leaf), Data::of_value).is_some()
}

/// The text, made where it is none in memory.
fn text<'m>(leaf: &Leaf<'_, 'm>) -> Option<Cow<'m, str>> {
    match leaf.text() {
        Some(text) => Some(Cow::Borrowed(text)),
        None => leaf.to_value().scalar::<String>().map(Cow::Owned),
    }
}

/// The elements, copied where they do not lie row-major in memory.
fn elements<'m, T: Element>(leaf: &Leaf<'_, 'm>) -> Option<Cow<'m, [T]>> {
    match leaf.slice::<T>() {
        Some(slice) => Some(Cow::Borrowed(slice)),
        None => match leaf.array::<T>() {
            Some(array) => Some(Cow::Owned(array.iter().cloned().collect())),
            // Elements that cannot be borrowed, as those of tensors and of what `with` makes attributes, come
            // as a copy.
            None => leaf.to_value().slice::<T>().map(|elements| Cow::Owned(elements.to_vec())),
        },
    }
}

/// How deep a path may be in any format: as deep as in trees, by which values are set.
pub(crate) const DEEPEST: usize = rockpool_core::MOST_LEVELS;

/// What keeps an attribute from being written in a format, beside its type.
pub(crate) type Misfit = fn(&Item<'_>) -> Option<String>;

/// The attributes of these kinds.
///
/// # Errors
/// Those that cannot be written, all of them.
pub(crate) fn items<'m, M: Module + ?Sized>(
    module: &'m M,
    kinds: Kinds,
    format: Format,
    misfit: Misfit,
) -> Result<Vec<Item<'m>>, Error> {
    let mut items = Vec::new();
    let mut unwritable = Vec::new();
    let mut length = 0;
    module.attributes().for_each(|leaf| {
        let attribute = leaf.attribute();
        if !kinds.writes(attribute) {
            return;
        }
        // Paths of one module are about as long as each other.
        let mut path = String::with_capacity(length);
        // A path writes itself into a text without failing.
        let _ = leaf.path().write_to(&mut path);
        length = path.len() + 8;
        let names = path.bytes().filter(|&byte| byte == b'.').count() + 1;
        if names > DEEPEST {
            let why = format!("the path has {names} names, and files hold {DEEPEST} at most");
            unwritable.push((path, why));
            return;
        }
        if !leaf.is_told() {
            let why = format!(
                "a number of `{}` does not tell all of the value; shorten it, or leave it out by `stored = false`",
                attribute.dtype()
            );
            unwritable.push((path, why));
            return;
        }
        // Elements that are several numbers lie along an axis more.
        let parts = leaf.to_parts();
        let shape = parts.as_ref().map_or_else(|| leaf.shape(), Value::shape);
        let Some(data) = parts.as_ref().map_or_else(|| Data::of(&leaf), Data::of_value) else {
            if kinds.storable {
                return;
            }
            let why = "values of this type cannot be written; derive `AttributeValue` for the type, take it by `with = ..`, or leave it out by `stored = false`";
            unwritable.push((path, why.to_owned()));
            return;
        };
        let is_constant = leaf.kind() != attribute.kind();
        let item = Item { path, attribute, is_constant, shape, data };
        match misfit(&item) {
            Some(why) => unwritable.push((item.path, why)),
            None => items.push(item),
        }
    });
    if unwritable.is_empty() { Ok(items) } else { Err(Error::Unwritable { format, attributes: unwritable }) }
}
