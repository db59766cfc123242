//! Values as scalars, texts and nested lists, for formats that describe themselves.

mod gather;
mod nested;

use super::Tree;
use crate::value::Value;
use alloc::string::String;
use core::fmt;
pub use gather::{Gathered, gather};
use serde::de::{Deserialize, Deserializer, Error as _, SeqAccess, Visitor};
use serde::ser::{Error as _, Serialize, Serializer};

/// Numbers, truth values and texts as themselves, arrays as nested lists, row-major.
///
/// # Errors
/// The value is a function or of a type of its own.
impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let Some(text) = self.any().as_any().downcast_ref::<String>() {
            return serializer.serialize_str(text);
        }
        if let Some(tree) = self.any().as_any().downcast_ref::<Tree<Value>>() {
            return tree.serialize(serializer);
        }
        macro_rules! try_types {
            ($($type:ty)*) => {
                $(if let Some(access) = self.any().access_to::<$type>() {
                    return nested::serialize::<$type, S>(self.any(), access, serializer);
                })*
            };
        }
        try_types!(f64 f32 i64 i32 u8 i8 i16 u16 u32 u64 usize isize bool);
        let found = crate::value::short(self.any().type_name());
        Err(S::Error::custom(format_args!("a value of type `{found}` cannot be written")))
    }
}

/// Lists become arrays of `f64`, or of `i64` or `u64` where every element is an integer, or of
/// `bool`; [`set`](crate::Module::set) converts them to the attribute's type where that loses nothing.
///
/// # Errors
/// Rows of different lengths, elements that are no numbers, and more than 32 axes.
impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number, a truth value, a text, or an array of numbers")
    }
    fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }
    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }
    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Value, E> {
        Ok(i64::try_from(value).map_or_else(|_| value.into(), Value::from))
    }
    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }
    fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }
    fn visit_string<E: serde::de::Error>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }
    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Value, A::Error> {
        gather(seq)?.value.map_err(A::Error::custom)
    }
}
