//! A value of any attribute type.

use super::{AnyValue, AttributeValue, Class, Making};
use crate::shape::Shape;
use alloc::boxed::Box;
use core::fmt;

#[cfg(feature = "ndarray")]
use ndarray::ArrayViewD;

/// A value of any attribute type, as trees hold them.
///
/// Two values are equal if they have the same shape and elements, whatever kind of array holds
/// them; functions are compared by address.
///
/// ```
/// use rockpool_core::prelude::*;
/// let value = Value::from(vec![1.0, 2.0]);
/// assert_eq!(value.slice::<f64>(), Some(&[1.0, 2.0][..]));
/// assert_eq!(value, Value::from([1.0, 2.0]));
/// assert_eq!(Value::from(3_i64).scalar::<i64>(), Some(3));
/// ```
pub struct Value(Box<dyn AnyValue>);

/// What an attribute is set to: anything that becomes a [`Value`].
///
/// ```
/// use rockpool_core::prelude::*;
///
/// #[derive(Module)]
/// struct Solver {
///     #[simulation(init = "euler")]
///     name: String,
///     #[simulation(init = 1e-3)]
///     dt: f64,
/// }
///
/// let mut solver = Solver { name: "euler".into(), dt: 1e-3 };
/// solver.set("name", "heun")?;
/// solver.set("dt", 0.5_f32)?; // exact in an `f64`
/// assert_eq!((solver.name.as_str(), solver.dt), ("heun", 0.5));
/// # Ok::<(), Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "an attribute is not set to `{Self}`; give a number, `bool`, text, an array, `Vec` or `[..]` of numbers, a tree or a function",
    label = "no value of an attribute"
)]
pub trait IntoValue {
    /// The value.
    fn into_value(self) -> Value;
}

#[diagnostic::do_not_recommend]
impl<T: Into<Value>> IntoValue for T {
    fn into_value(self) -> Value {
        self.into()
    }
}

impl Value {
    /// The value, as its class has it held.
    pub(crate) fn new<T: AttributeValue>(value: T) -> Self {
        T::Class::into_value(value)
    }

    /// The value, held as it is.
    pub(crate) fn of<T: AttributeValue>(value: T) -> Self {
        Self(Box::new(value))
    }

    /// The value, held in its box.
    pub(crate) fn of_box<T: AttributeValue>(value: Box<T>) -> Self {
        Self(value)
    }

    pub(crate) fn any(&self) -> &dyn AnyValue {
        &*self.0
    }

    /// The lengths of its axes; `()` for everything that is no array.
    ///
    /// ```
    /// use ndarray::array;
    /// use rockpool_core::prelude::*;
    /// let value = Value::from(array![[1.0, 2.0], [3.0, 4.0]]);
    /// assert_eq!(value.shape().as_slice(), [2, 2]);
    /// ```
    #[must_use]
    pub fn shape(&self) -> Shape {
        self.0.shape()
    }

    /// The number of elements.
    ///
    /// ```
    /// use ndarray::array;
    /// use rockpool_core::prelude::*;
    /// let value = Value::from(array![[1.0, 2.0], [3.0, 4.0]]);
    /// assert_eq!(value.numel(), 4);
    /// ```
    #[must_use]
    pub fn numel(&self) -> usize {
        self.0.numel()
    }

    /// A view of the array, if its elements are of type `T`; scalars are 0-d.
    ///
    /// ```
    /// use ndarray::array;
    /// use rockpool_core::prelude::*;
    /// let value = Value::from(array![[1.0, 2.0], [3.0, 4.0]]);
    /// assert_eq!(value.array::<f64>().map(|array| array[[1, 0]]), Some(3.0));
    /// assert_eq!(value.array::<f32>(), None);
    /// ```
    #[cfg(feature = "ndarray")]
    #[must_use]
    pub fn array<T: crate::value::AnyElement>(&self) -> Option<ArrayViewD<'_, T>> {
        self.any().access_to::<T>()?.view(self.0.as_any())
    }

    /// The elements, row-major, if they are of type `T`.
    ///
    /// ```
    /// use ndarray::array;
    /// use rockpool_core::prelude::*;
    /// let value = Value::from(array![[1.0, 2.0], [3.0, 4.0]]);
    /// assert_eq!(value.slice::<f64>(), Some(&[1.0, 2.0, 3.0, 4.0][..]));
    /// ```
    #[must_use]
    pub fn slice<T: crate::value::AnyElement>(&self) -> Option<&[T]> {
        self.any().slice_of()
    }

    /// The value, if it is a `T` or a 0-d array of `T`.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    /// assert_eq!(Value::from(0.02).scalar::<f64>(), Some(0.02));
    /// ```
    #[must_use]
    pub fn scalar<T: crate::value::AttributeValue>(&self) -> Option<T> {
        scalar(self.any())
    }
}

/// The value, if it is a `T`, what a `T` is transparent for, a 0-d array of `T`, or a word that names one.
#[inline]
pub(crate) fn scalar<T: AttributeValue>(value: &dyn AnyValue) -> Option<T> {
    if let Some(value) = value.as_any().downcast_ref::<T>() {
        return Some(value.clone());
    }
    match value.slice_of::<T>() {
        Some([element]) if value.shape().is_empty() => Some(element.clone()),
        Some(_) => None,
        None => scalar_otherwise(value),
    }
}

#[inline(never)]
fn scalar_otherwise<T: AttributeValue>(value: &dyn AnyValue) -> Option<T> {
    use super::Holds;
    type Leaf<T> = <<T as AttributeValue>::Class as Holds<T>>::Leaf;
    if let Some(leaf) = value.as_any().downcast_ref::<Leaf<T>>() {
        return Some(T::Class::of_leaf(leaf.clone()));
    }
    if let Some(text) = value.text() {
        let text = alloc::string::String::from(text);
        return (&text as &dyn core::any::Any)
            .downcast_ref::<T>()
            .cloned()
            .or_else(|| T::Class::named(&text));
    }
    if !value.shape().is_empty() {
        return None;
    }
    // What is made from another value has no elements in memory.
    let mut only = None;
    value.access_to::<T>()?.for_each(value.as_any(), &mut |element: &T| only = Some(element.clone()));
    only
}

impl<T: AttributeValue> From<T> for Value {
    fn from(value: T) -> Self {
        Self::new(value)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::new(alloc::string::String::from(text))
    }
}

impl Clone for Value {
    fn clone(&self) -> Self {
        self.0.to_value()
    }
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        self.0.equals(other.any())
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt_value(f)
    }
}
