//! Classes: how the values of a type are shaped, taken by builders, compared and overwritten.

use super::{Access, Address, AnyValue, ArrayValue, AttributeValue, Element, Number};
use crate::registry::{Bounds, Dtype};
use crate::shape::{FixedShape, HasRank, Shape};
use core::any::Any;
use core::fmt;

#[cfg(feature = "alloc")]
use super::Dense;

/// The class of types taken as they are: `String`, trees, types of your own.
#[derive(Clone, Copy, Debug)]
pub struct Plain;

/// The class of numbers.
#[derive(Clone, Copy, Debug)]
pub struct Scalar;

/// The class of arrays.
#[derive(Clone, Copy, Debug)]
pub struct ArrayLike;

/// The class of shared functions, `Arc<dyn Fn(..) -> .. + Send + Sync>`; compared by address.
#[derive(Clone, Copy, Debug)]
pub struct Function;

/// An element that lies outside its bounds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OutOfBounds {
    /// The row-major index of the element.
    pub index: usize,
    /// The element.
    pub found: Number,
}

/// Why data cannot become a value of a type.
#[cfg(feature = "alloc")]
#[derive(Clone, Debug, PartialEq)]
pub enum Unfit {
    /// The type has no arrays of this shape.
    Shape(Shape),
    /// The type is another one, or an element cannot be converted without loss.
    Type(alloc::string::String),
}

/// What a class says about the values of type `T`.
#[diagnostic::on_unimplemented(
    message = "`{T}` does not have what its class `{Self}` asks for; `Plain` types derive `Debug` and `PartialEq`, `Scalar` types implement `Element`",
    label = "for this class"
)]
pub trait Class<T>: Sized {
    /// What an argument of a builder holds until the dims are known.
    #[cfg(feature = "alloc")]
    type Data: Clone + Send + Sync + 'static;
    /// The type that bounds are compared with.
    type Element;
    /// The element type as the registry names it.
    const DTYPE: Dtype;
    /// The shape that the type fixes by itself.
    const FIXED: Option<&'static FixedShape>;

    /// The shape of a value.
    fn shape(value: &T) -> Shape;
    /// Whether a value has this shape.
    #[inline]
    fn has_shape(value: &T, shape: &Shape) -> bool {
        Self::shape(value) == *shape
    }
    /// The number of elements.
    fn numel(value: &T) -> usize;
    /// An [`Access`] to the elements.
    fn access() -> Option<&'static (dyn Any + Send + Sync)>;
    /// The first element outside `bounds`.
    fn out_of_bounds(value: &T, bounds: &Bounds) -> Option<OutOfBounds>;
    /// Whether `other` has an equal content.
    fn equals(value: &T, other: &dyn AnyValue) -> bool;
    /// Shows the value.
    ///
    /// # Errors
    /// The formatter's.
    fn fmt(value: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result;

    /// A value as data.
    #[cfg(feature = "alloc")]
    fn data(value: T) -> Self::Data;
    /// The shape of data.
    #[cfg(feature = "alloc")]
    fn data_shape(data: &Self::Data) -> Shape;
    /// Makes a value of this shape; the data has as many elements.
    ///
    /// # Errors
    /// The type has no arrays of this shape.
    #[cfg(feature = "alloc")]
    fn realise(data: Self::Data, shape: &Shape) -> Result<T, Unfit>;
    /// Overwrites the value with `new` in this shape, which has as many elements; with `write`
    /// false, only says whether that would succeed.
    ///
    /// # Errors
    /// The type differs, or an element cannot be converted without loss.
    #[cfg(feature = "alloc")]
    fn assign(value: &mut T, new: &dyn AnyValue, shape: &Shape) -> Result<(), Unfit>;
    /// Whether [`assign`](Self::assign) would succeed.
    ///
    /// # Errors
    /// As those of `assign`.
    #[cfg(feature = "alloc")]
    fn try_assign(
        new: &dyn AnyValue,
        shape: &Shape,
        bounds: Option<&Bounds>,
    ) -> Result<Option<OutOfBounds>, Unfit>;
}

/// The parts that are the same for everything without axes.
macro_rules! without_axes {
    ($type:ident) => {
        const FIXED: Option<&'static FixedShape> = Some(&FixedShape::Scalar);

        #[inline]
        fn shape(_: &$type) -> Shape {
            Shape::SCALAR
        }
        #[inline]
        fn numel(_: &$type) -> usize {
            1
        }
        #[cfg(feature = "alloc")]
        type Data = $type;
        #[cfg(feature = "alloc")]
        fn data(value: $type) -> $type {
            value
        }
        #[cfg(feature = "alloc")]
        fn data_shape(_: &$type) -> Shape {
            Shape::SCALAR
        }
        #[cfg(feature = "alloc")]
        fn realise(data: $type, shape: &Shape) -> Result<$type, Unfit> {
            if shape.is_empty() { Ok(data) } else { Err(Unfit::Shape(Shape::SCALAR)) }
        }
    };
}

#[cfg(feature = "alloc")]
fn other_type<T>(new: &dyn AnyValue) -> Unfit {
    Unfit::Type(alloc::format!(
        "expected a value of type `{}`, found `{}`",
        short(core::any::type_name::<T>()),
        short(new.type_name())
    ))
}

/// A type's name without the paths of its modules.
#[cfg(feature = "alloc")]
pub(crate) fn short(name: &str) -> alloc::string::String {
    let mut out = alloc::string::String::new();
    let mut word = alloc::string::String::new();
    let mut chars = name.chars().peekable();
    while let Some(c) = chars.next() {
        if c.is_alphanumeric() || c == '_' {
            word.push(c);
        } else if c == ':' && chars.peek() == Some(&':') {
            chars.next();
            word.clear();
        } else {
            out.push_str(&word);
            word.clear();
            out.push(c);
        }
    }
    out.push_str(&word);
    out
}

impl<T: AttributeValue + PartialEq + fmt::Debug> Class<T> for Plain {
    type Element = ();
    const DTYPE: Dtype = T::DTYPE;
    without_axes!(T);

    fn access() -> Option<&'static (dyn Any + Send + Sync)> {
        None
    }
    fn out_of_bounds(_: &T, _: &Bounds) -> Option<OutOfBounds> {
        None
    }
    fn equals(value: &T, other: &dyn AnyValue) -> bool {
        other.as_any().downcast_ref::<T>().is_some_and(|other| value == other)
    }
    fn fmt(value: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        value.fmt(f)
    }
    #[cfg(feature = "alloc")]
    fn assign(value: &mut T, new: &dyn AnyValue, _: &Shape) -> Result<(), Unfit> {
        let new = new.as_any().downcast_ref::<T>().ok_or_else(|| other_type::<T>(new))?;
        value.clone_from(new);
        Ok(())
    }
    #[cfg(feature = "alloc")]
    fn try_assign(new: &dyn AnyValue, _: &Shape, _: Option<&Bounds>) -> Result<Option<OutOfBounds>, Unfit> {
        if new.as_any().is::<T>() { Ok(None) } else { Err(other_type::<T>(new)) }
    }
}

impl<T: AttributeValue + Address> Class<T> for Function {
    type Element = ();
    const DTYPE: Dtype = T::DTYPE;
    without_axes!(T);

    fn access() -> Option<&'static (dyn Any + Send + Sync)> {
        None
    }
    fn out_of_bounds(_: &T, _: &Bounds) -> Option<OutOfBounds> {
        None
    }
    fn equals(value: &T, other: &dyn AnyValue) -> bool {
        other.as_any().downcast_ref::<T>().is_some_and(|other| value.address() == other.address())
    }
    fn fmt(value: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "function at {:p}", value.address())
    }
    #[cfg(feature = "alloc")]
    fn assign(value: &mut T, new: &dyn AnyValue, _: &Shape) -> Result<(), Unfit> {
        let new = new.as_any().downcast_ref::<T>().ok_or_else(|| other_type::<T>(new))?;
        value.clone_from(new);
        Ok(())
    }
    #[cfg(feature = "alloc")]
    fn try_assign(new: &dyn AnyValue, _: &Shape, _: Option<&Bounds>) -> Result<Option<OutOfBounds>, Unfit> {
        if new.as_any().is::<T>() { Ok(None) } else { Err(other_type::<T>(new)) }
    }
}

/// The elements of `new` as elements of type `E`, handed to `each` in row-major order.
#[cfg(feature = "alloc")]
fn convert_each<E: Element>(new: &dyn AnyValue, each: &mut dyn FnMut(E)) -> Result<(), Unfit> {
    if let Some(access) = new.access_to::<E>() {
        access.for_each(new.as_any(), &mut |element| each(element.clone()));
        return Ok(());
    }
    let mut failed = None;
    let is_numeric = new.for_each_number(&mut |number| match E::from_number(number) {
        Some(element) => each(element),
        None => failed = failed.or(Some(number)),
    });
    if !is_numeric {
        return Err(other_type::<E>(new));
    }
    match failed {
        None => Ok(()),
        Some(number) => Err(Unfit::Type(alloc::format!(
            "expected elements of type `{}`, found {number}, which none of them equals",
            short(core::any::type_name::<E>())
        ))),
    }
}

#[cfg(feature = "alloc")]
fn try_convert<E: Element>(
    new: &dyn AnyValue,
    bounds: Option<&Bounds>,
) -> Result<Option<OutOfBounds>, Unfit> {
    if bounds.is_none() && new.access_to::<E>().is_some() {
        return Ok(None);
    }
    let mut outside = None;
    let mut index = 0;
    convert_each::<E>(new, &mut |element| {
        if let (None, Some(bounds), Some(found)) = (&outside, bounds, element.to_number())
            && !bounds.contains(found)
        {
            outside = Some(OutOfBounds { index, found });
        }
        index += 1;
    })?;
    Ok(outside)
}

/// Whether two values hold equal elements in equal shapes, whatever holds them.
fn same_elements<E: Element>(
    shape: &Shape,
    other: &dyn AnyValue,
    mine: &mut dyn FnMut(&mut dyn FnMut(&E)),
) -> bool {
    let Some(access) = other.access_to::<E>() else { return false };
    if *shape != *other.shape() {
        return false;
    }
    let mut equal = true;
    if let Some(slice) = access.slice(other.as_any()) {
        let mut rest = slice.iter();
        mine(&mut |element| equal &= rest.next() == Some(element));
    } else {
        let mut index = 0;
        mine(&mut |element| {
            equal &= access.nth(other.as_any(), index).as_ref() == Some(element);
            index += 1;
        });
    }
    equal
}

impl<T: Element> Class<T> for Scalar {
    type Element = T;
    const DTYPE: Dtype = T::DTYPE;
    without_axes!(T);

    #[inline]
    fn access() -> Option<&'static (dyn Any + Send + Sync)> {
        Some(const { &Access::<T>::of_scalar() })
    }
    fn out_of_bounds(value: &T, bounds: &Bounds) -> Option<OutOfBounds> {
        let found = value.to_number()?;
        (!bounds.contains(found)).then_some(OutOfBounds { index: 0, found })
    }
    fn equals(value: &T, other: &dyn AnyValue) -> bool {
        same_elements::<T>(&Shape::SCALAR, other, &mut |each| each(value))
    }
    fn fmt(value: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        value.fmt(f)
    }
    #[cfg(feature = "alloc")]
    fn assign(value: &mut T, new: &dyn AnyValue, _: &Shape) -> Result<(), Unfit> {
        let mut converted = None;
        convert_each::<T>(new, &mut |element| converted = Some(element))?;
        if let Some(converted) = converted {
            *value = converted;
        }
        Ok(())
    }
    #[cfg(feature = "alloc")]
    fn try_assign(
        new: &dyn AnyValue,
        shape: &Shape,
        bounds: Option<&Bounds>,
    ) -> Result<Option<OutOfBounds>, Unfit> {
        if !shape.is_empty() {
            return Err(Unfit::Shape(Shape::SCALAR));
        }
        try_convert::<T>(new, bounds)
    }
}

impl<T: ArrayValue> Class<T> for ArrayLike {
    type Element = T::Elem;
    const DTYPE: Dtype = T::Elem::DTYPE;
    const FIXED: Option<&'static FixedShape> = T::FIXED_SHAPE;

    #[inline]
    fn shape(value: &T) -> Shape {
        value.array_shape()
    }
    #[inline]
    fn has_shape(value: &T, shape: &Shape) -> bool {
        value.has_array_shape(shape)
    }
    #[inline]
    fn numel(value: &T) -> usize {
        value.array_len()
    }
    #[inline]
    fn access() -> Option<&'static (dyn Any + Send + Sync)> {
        Some(const { &Access::<T::Elem>::of_array::<T>() })
    }
    fn out_of_bounds(value: &T, bounds: &Bounds) -> Option<OutOfBounds> {
        let mut outside = None;
        let mut index = 0;
        value.each_element(&mut |element| {
            if let (None, Some(found)) = (&outside, element.to_number())
                && !bounds.contains(found)
            {
                outside = Some(OutOfBounds { index, found });
            }
            index += 1;
        });
        outside
    }
    fn equals(value: &T, other: &dyn AnyValue) -> bool {
        same_elements::<T::Elem>(&value.array_shape(), other, &mut |each| value.each_element(each))
    }
    fn fmt(value: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        value.fmt_array(f)
    }
    #[cfg(feature = "alloc")]
    type Data = Dense<T::Elem>;
    #[cfg(feature = "alloc")]
    fn data(value: T) -> Dense<T::Elem> {
        value.into_dense()
    }
    #[cfg(feature = "alloc")]
    fn data_shape(data: &Dense<T::Elem>) -> Shape {
        data.shape().clone()
    }
    #[cfg(feature = "alloc")]
    fn realise(data: Dense<T::Elem>, shape: &Shape) -> Result<T, Unfit> {
        T::from_dense(data.reshaped(shape)).map_err(|data| Unfit::Shape(data.shape().clone()))
    }
    #[cfg(feature = "alloc")]
    fn assign(value: &mut T, new: &dyn AnyValue, shape: &Shape) -> Result<(), Unfit> {
        if value.array_shape() == *shape
            && let Some(target) = value.as_mut_elements()
        {
            if let Some(source) = new.slice_of::<T::Elem>()
                && source.len() == target.len()
            {
                target.clone_from_slice(source);
                return Ok(());
            }
            let mut slots = target.iter_mut();
            return convert_each::<T::Elem>(new, &mut |element| {
                if let Some(slot) = slots.next() {
                    *slot = element;
                }
            });
        }
        let mut data = alloc::vec::Vec::with_capacity(shape.numel());
        convert_each::<T::Elem>(new, &mut |element| data.push(element))?;
        *value = Self::realise(Dense::new(shape.clone(), data), shape)?;
        Ok(())
    }
    #[cfg(feature = "alloc")]
    fn try_assign(
        new: &dyn AnyValue,
        shape: &Shape,
        bounds: Option<&Bounds>,
    ) -> Result<Option<OutOfBounds>, Unfit> {
        if !T::admits(shape) {
            return Err(Unfit::Shape(shape.clone()));
        }
        try_convert::<T::Elem>(new, bounds)
    }
}

impl<T> HasRank<T, 0> for Plain {}
impl<T> HasRank<T, 0> for Scalar {}
impl<T> HasRank<T, 0> for Function {}
impl<T: super::array_value::ArrayRank<R>, const R: usize> HasRank<T, R> for ArrayLike {}
