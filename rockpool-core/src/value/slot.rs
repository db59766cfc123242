//! A field that holds an attribute: its value, or an `Option` of it.

use super::{AttributeValue, Class};

/// `T` or `Option<T>` for an attribute value `T`; an absent attribute is not listed.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be an attribute; implement `AttributeValue` for it, or mark the field `#[module(skip)]`",
    label = "not an attribute value",
    note = "attribute values are floats, integers, `bool`, `String`, arrays of these, `Vec`, `ndarray` arrays, trees and functions, and `Option`s of them"
)]
pub trait Slot: Sized {
    /// The value's type.
    type Value: AttributeValue;
    /// Whether the attribute may be absent.
    const IS_OPTIONAL: bool;
    /// The value, unless absent.
    fn get(&self) -> Option<&Self::Value>;
    /// The value, unless absent.
    fn get_mut(&mut self) -> Option<&mut Self::Value>;
    /// A field that holds the value.
    fn present(value: Self::Value) -> Self;
    /// A field without a value, if there can be one.
    fn absent() -> Option<Self>;
}

impl<T: AttributeValue> Slot for T {
    type Value = T;
    const IS_OPTIONAL: bool = false;
    #[inline]
    fn get(&self) -> Option<&T> {
        Some(self)
    }
    #[inline]
    fn get_mut(&mut self) -> Option<&mut T> {
        Some(self)
    }
    fn present(value: T) -> Self {
        value
    }
    fn absent() -> Option<Self> {
        None
    }
}

impl<T: AttributeValue> Slot for Option<T> {
    type Value = T;
    const IS_OPTIONAL: bool = true;
    #[inline]
    fn get(&self) -> Option<&T> {
        self.as_ref()
    }
    #[inline]
    fn get_mut(&mut self) -> Option<&mut T> {
        self.as_mut()
    }
    fn present(value: T) -> Self {
        Some(value)
    }
    fn absent() -> Option<Self> {
        Some(None)
    }
}

/// The value type of a field.
pub type ValueOf<S> = <S as Slot>::Value;
/// The class of a field's value.
pub type ClassOf<S> = <<S as Slot>::Value as AttributeValue>::Class;
/// The element type of a field's value.
pub type ElementOf<S> = <ClassOf<S> as Class<ValueOf<S>>>::Element;
