//! The elements of arrays.

use super::{AttributeValue, Class, Holds, Number, Parts, Plain, Scalar};
use crate::value::{FillClass, FixesShape, HoldsNumber};
use core::fmt::Debug;

/// A type that arrays are made of: floats, integers, `bool`, or a number of your own.
///
/// `[T; N]` (nested too), `Vec<T>` and `Array<T, D>` are attribute values for every `T: Element`.
/// The zero of the type is its [`Default`].
///
/// ```
/// use rockpool_core::prelude::*;
///
/// /// A fixed-point number with 16 fractional bits.
/// #[derive(Clone, Debug, Default, PartialEq)]
/// struct Fixed(i32);
///
/// impl AttributeValue for Fixed {
///     type Class = Scalar;
/// }
/// impl Element for Fixed {}
///
/// #[derive(Module)]
/// struct Filter<const N: usize> {
///     #[parameter]
///     taps: [Fixed; N],
///     #[module(origin)]
///     origin: Origin,
/// }
///
/// let filter = Filter::<2>::builder().taps([Fixed(1), Fixed(2)]).build()?;
/// assert_eq!(filter.parameters().get("taps").unwrap().shape(), [2]);
/// # Ok::<(), Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be an element of an array attribute; use a float, an integer or `bool`, implement `Element` for it, or mark the field `#[module]` if it is a module"
)]
pub trait Element: AttributeValue<Class: ElementClass<Self>> + Default + PartialEq + Debug {
    /// What the element consists of, where it is several numbers: `None` for those that are one.
    ///
    /// With it, files hold the element: part by part, as [`part`](Self::part) gives and
    /// [`from_parts`](Self::from_parts) takes them.
    const PARTS: Option<Parts> = None;
    /// How many parts of an element are drawn, by initialisers that draw at random; the others are zero.
    const DRAWN: usize = 1;

    /// A part of the element.
    #[must_use]
    fn part(&self, index: usize) -> f64 {
        let _ = index;
        f64::NAN
    }
    /// The element of these parts.
    #[must_use]
    fn from_parts(parts: &[f64]) -> Option<Self> {
        let _ = parts;
        None
    }
    /// The element as a number, where it is one; bounds are checked on this.
    #[inline]
    fn to_number(&self) -> Option<Number> {
        None
    }

    /// The element that a number stands for: floats round to the nearest, integers only where
    /// exact, never a float to an integer.
    #[inline]
    #[must_use]
    fn from_number(number: Number) -> Option<Self> {
        let _ = number;
        None
    }
}

/// What arrays are made of: an [`Element`], or a number of another crate that has no `Default`, such as a dual
/// number. All that is written for elements is written for these; every `Element` is one.
///
/// ```
/// use rockpool_core::prelude::*;
/// use rockpool_core::value::AnyElement;
///
/// fn count<T: AnyElement>(module: &impl Module) -> usize {
///     module.parameters().of::<T>().numel()
/// }
/// # #[derive(Module)]
/// # struct Leaky { #[parameter(init = 0.02)] tau: f64, #[parameter(init = [1.0, 2.0])] w: [f64; 2] }
/// assert_eq!(count::<f64>(&Leaky { tau: 0.02, w: [1.0, 2.0] }), 3);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be an element of an array attribute; use a float, an integer or `bool`, implement `Element` for it, or mark the field `#[module]` if it is a module"
)]
pub trait AnyElement: AttributeValue<Class: ElementClass<Self>> + PartialEq + Debug {
    /// See [`Element::PARTS`].
    const PARTS: Option<Parts> = None;
    /// See [`Element::DRAWN`].
    const DRAWN: usize = 1;
    /// The zero.
    #[doc(hidden)]
    #[must_use]
    fn zero_element() -> Self;
    /// See [`Element::part`].
    #[must_use]
    fn part(&self, index: usize) -> f64;
    /// See [`Element::from_parts`].
    #[must_use]
    fn from_parts(parts: &[f64]) -> Option<Self>;
    /// See [`Element::to_number`].
    fn to_number(&self) -> Option<Number>;
    /// See [`Element::from_number`].
    #[must_use]
    fn from_number(number: Number) -> Option<Self>;
    /// The element as a draw gives it: of one with several drawn parts, each is drawn.
    #[doc(hidden)]
    fn drawn(mut sample: impl FnMut() -> f64) -> Option<Self> {
        match Self::DRAWN {
            2 => Self::from_parts(&[sample(), sample()]),
            _ => Self::from_number(Number::Float(sample())),
        }
    }
    /// Whether all of the element equals another, where `==` asks for less.
    #[doc(hidden)]
    #[inline]
    fn is_same(&self, other: &Self) -> bool {
        self == other
    }
}

#[diagnostic::do_not_recommend]
impl<T: Element> AnyElement for T {
    const PARTS: Option<Parts> = <T as Element>::PARTS;
    const DRAWN: usize = <T as Element>::DRAWN;
    #[inline]
    fn zero_element() -> Self {
        T::default()
    }
    #[inline]
    fn part(&self, index: usize) -> f64 {
        Element::part(self, index)
    }
    #[inline]
    fn from_parts(parts: &[f64]) -> Option<Self> {
        <T as Element>::from_parts(parts)
    }
    #[inline]
    fn to_number(&self) -> Option<Number> {
        Element::to_number(self)
    }
    #[inline]
    fn from_number(number: Number) -> Option<Self> {
        <T as Element>::from_number(number)
    }
}

/// The class of an element by itself: [`Scalar`] or [`Plain`], of which a type parameter `T: Element` knows
/// hereby that the built-in initialisers make it.
///
/// All types are named, because a type parameter knows of its class only what stands here.
#[doc(hidden)]
#[cfg(feature = "alloc")]
pub trait ElementClass<T>:
    Class<T, Element = T, Data = T> + Holds<T, Leaf = T> + FillClass<T, Elem = T> + FixesShape<T> + HoldsNumber<T>
{
}

/// The same without builders.
#[doc(hidden)]
#[cfg(not(feature = "alloc"))]
pub trait ElementClass<T>:
    Class<T, Element = T> + Holds<T, Leaf = T> + FillClass<T, Elem = T> + FixesShape<T> + HoldsNumber<T>
{
}

impl<T: AnyElement> ElementClass<T> for Scalar {}
impl<T: AnyElement> ElementClass<T> for Plain {}

macro_rules! floats {
    ($($type:ty),*) => {$(
        impl Element for $type {
            #[inline]
            fn to_number(&self) -> Option<Number> {
                Some(Number::Float(f64::from(*self)))
            }
            #[inline]
            #[allow(
                clippy::cast_possible_truncation,
                clippy::cast_precision_loss,
                clippy::float_cmp,
                clippy::cast_lossless,
                reason = "a float rounds to the nearest; an integer is checked to come back"
            )]
            fn from_number(number: Number) -> Option<Self> {
                match number {
                    Number::Float(x) => {
                        let rounded = x as $type;
                        (rounded.is_finite() || !x.is_finite()).then_some(rounded)
                    }
                    Number::Integer(i) => {
                        let float = i as $type;
                        (float.is_finite() && float as i128 == i).then_some(float)
                    }
                    Number::Bool(_) => None,
                }
            }
        }
    )*};
}

floats!(f64, f32);

macro_rules! integers {
    ($($type:ty),*) => {$(
        impl Element for $type {
            #[inline]
            #[allow(clippy::cast_lossless, clippy::cast_possible_wrap, reason = "`From` is missing for `usize`; 128 bits hold all")]
            fn to_number(&self) -> Option<Number> {
                Some(Number::Integer(*self as i128))
            }
            #[inline]
            fn from_number(number: Number) -> Option<Self> {
                match number {
                    Number::Integer(i) => Self::try_from(i).ok(),
                    Number::Float(_) | Number::Bool(_) => None,
                }
            }
        }
    )*};
}

integers!(i8, i16, i32, i64, isize, u8, u16, u32, u64, usize);

impl Element for bool {
    #[inline]
    fn to_number(&self) -> Option<Number> {
        Some(Number::Bool(*self))
    }
    #[inline]
    fn from_number(number: Number) -> Option<Self> {
        match number {
            Number::Bool(b) => Some(b),
            Number::Float(_) | Number::Integer(_) => None,
        }
    }
}
