//! What the array types have in common.

use super::{AnyElement, ArrayLike, AttributeValue};
use crate::shape::{FixedShape, Shape};
use core::fmt;

#[cfg(feature = "alloc")]
use super::Dense;
#[cfg(feature = "ndarray")]
use ndarray::{ArrayViewD, ArrayViewMutD};

/// An array as an attribute: `[T; N]` (nested too), `Vec<T>`, `ndarray::Array<T, D>`, or an array type of your
/// own.
///
/// What is known to hold arrays is read through it:
///
/// ```
/// use rockpool_core::value::ArrayValue;
/// fn sum<A: ArrayValue<Elem = f64>>(array: &A) -> f64 {
///     let mut sum = 0.0;
///     array.each_element(&mut |x| sum += x);
///     sum
/// }
/// assert_eq!((sum(&vec![1.0, 2.0]), sum(&[[1.0; 3]; 2])), (3.0, 6.0));
/// ```
///
/// # An array type of your own
/// It is [`AttributeValue`] of the class [`ArrayLike`], [`OwnArray`], `ArrayValue`, and [`ArrayRank`] of each
/// number of lengths with which it may be declared. What is required here is all that it takes: initialisers,
/// builders, `set`, resets, flat vectors, trees and files need no more.
///
/// ```
/// use rockpool_core::prelude::*;
/// use rockpool_core::shape::{FixedShape, Shape};
/// use rockpool_core::value::{ArrayRank, ArrayValue, Dense, OwnArray};
///
/// /// A matrix that keeps its rows together.
/// #[derive(Clone, Debug, PartialEq)]
/// struct Mat {
///     rows: usize,
///     elements: Vec<f64>,
/// }
///
/// impl AttributeValue for Mat {
///     type Class = ArrayLike;
/// }
/// impl OwnArray for Mat {}
/// impl ArrayRank<2> for Mat {}
///
/// impl ArrayValue for Mat {
///     type Elem = f64;
///     const FIXED_SHAPE: Option<&'static FixedShape> = None;
///
///     fn array_shape(&self) -> Shape {
///         Shape::new(&[self.rows, self.elements.len().checked_div(self.rows).unwrap_or(0)])
///     }
///     fn array_len(&self) -> usize {
///         self.elements.len()
///     }
///     fn admits(shape: &Shape) -> bool {
///         shape.len() == 2
///     }
///     fn as_elements(&self) -> Option<&[f64]> {
///         Some(&self.elements)
///     }
///     fn as_mut_elements(&mut self) -> Option<&mut [f64]> {
///         Some(&mut self.elements)
///     }
///     fn each_element(&self, each: &mut dyn FnMut(&f64)) {
///         self.elements.iter().for_each(each);
///     }
///     fn zeroed(shape: &Shape) -> Option<Self> {
///         Self::from_dense(Dense::zeros(shape)?).ok()
///     }
///     fn fmt_array(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
///         f.debug_list().entries(self.elements.chunks(self.array_shape()[1].max(1))).finish()
///     }
///     fn into_dense(self) -> Dense<f64> {
///         Dense::from_elements(&self.array_shape(), self.elements).expect("as many as it has")
///     }
///     fn from_dense(data: Dense<f64>) -> Result<Self, Dense<f64>> {
///         match **data.shape() {
///             [rows, _] => Ok(Self { rows, elements: data.into_elements() }),
///             _ => Err(data),
///         }
///     }
/// }
///
/// #[derive(Module)]
/// #[module(shape = (n, m))]
/// struct Kalman {
///     /// How the state goes on.
///     #[parameter(shape = (n, n), init = identity())]
///     step: Mat,
///     /// What is observed.
///     #[parameter(shape = (m, n), init = ones(), bounds = -10.0..=10.0)]
///     observed: Mat,
///     #[simulation(init = Mat { rows: 1, elements: vec![0.1, 0.2] })]
///     noise: Mat,
///     #[module(origin)]
///     origin: Origin,
/// }
///
/// let observed = Mat { rows: 1, elements: vec![1.0, 0.0] };
/// let mut kalman = Kalman::builder().observed(&observed).build()?; // or `[[1.0, 0.0]]`
/// assert_eq!((kalman.step.array_shape(), kalman.noise.rows), (Shape::new(&[2, 2]), 1));
///
/// kalman.set("step", [[1.0, 0.5], [0.0, 1.0]])?;
/// assert!(kalman.set("observed", [[11.0, 0.0]]).is_err());
/// assert_eq!(kalman.parameters().flat::<f64>()?.to_vec(), [1.0, 0.5, 0.0, 1.0, 1.0, 0.0]);
/// let tree = kalman.parameters().to_tree();
///
/// kalman.reset_parameters();
/// assert_eq!(kalman.step.elements, [1.0, 0.0, 0.0, 1.0]);
/// kalman.set_attributes(&tree)?;
/// assert_eq!(kalman.step.elements, [1.0, 0.5, 0.0, 1.0]);
///
/// let folder = tempfile::tempdir()?;
/// for name in ["kalman.json", "kalman.npz", "kalman.safetensors"] {
///     let file = folder.path().join(name);
///     rockpool_io::save(&kalman, &file)?;
///     let mut other = Kalman::builder().shape((2, 1)).build()?;
///     rockpool_io::load(&mut other, &file)?;
///     assert_eq!(other.step, kalman.step);
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait ArrayValue: AttributeValue<Class = ArrayLike> + ArrayType {
    /// The type of the elements.
    type Elem: AnyElement;
    /// The shape that the type fixes by itself.
    const FIXED_SHAPE: Option<&'static FixedShape>;

    /// The shape.
    fn array_shape(&self) -> Shape;
    /// Whether the array has this shape.
    #[inline]
    fn has_array_shape(&self, shape: &Shape) -> bool {
        self.array_shape() == *shape
    }
    /// The number of elements.
    fn array_len(&self) -> usize;
    /// Whether the type has arrays of this shape.
    fn admits(shape: &Shape) -> bool;
    /// Whether arrays of this type are columns, `(n)`, that may be declared as matrices, `(n, 1)`.
    #[doc(hidden)]
    fn is_column() -> bool {
        false
    }
    /// The elements, row-major, where they lie so in memory.
    fn as_elements(&self) -> Option<&[Self::Elem]>;
    /// The elements, row-major, where they lie so in memory.
    fn as_mut_elements(&mut self) -> Option<&mut [Self::Elem]>;
    /// The elements in whatever order they lie in memory; see [`put_in_order`](Self::put_in_order).
    #[doc(hidden)]
    fn in_any_order(&mut self) -> Option<&mut [Self::Elem]> {
        self.as_mut_elements()
    }
    /// Moves elements that were written into [`in_any_order`](Self::in_any_order) as if that were row-major to
    /// where they belong.
    #[doc(hidden)]
    fn put_in_order(&mut self) {}
    /// Takes the elements of another of the same shape without taking memory; false where it cannot.
    #[doc(hidden)]
    fn copy_from_same(&mut self, same: &Self) -> bool {
        match (self.as_mut_elements(), same.as_elements()) {
            (Some(target), Some(source)) if target.len() == source.len() => {
                target.clone_from_slice(source);
                true
            }
            _ => false,
        }
    }
    /// Calls `each` with every element, row-major.
    fn each_element(&self, each: &mut dyn FnMut(&Self::Elem));
    /// An array of zeros, if the type has arrays of this shape.
    fn zeroed(shape: &Shape) -> Option<Self>;
    /// Shows the array.
    ///
    /// # Errors
    /// The formatter's.
    fn fmt_array(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;
    /// The elements and their shape.
    #[cfg(feature = "alloc")]
    fn into_dense(self) -> Dense<Self::Elem>;
    /// The array with these elements and this shape.
    ///
    /// # Errors
    /// The data, if the type has no arrays of its shape.
    #[cfg(feature = "alloc")]
    fn from_dense(data: Dense<Self::Elem>) -> Result<Self, Dense<Self::Elem>>;
    /// An array of zeros that never lies on the stack, of types that hold their elements themselves.
    #[cfg(feature = "alloc")]
    #[doc(hidden)]
    fn blank() -> Option<alloc::boxed::Box<Self>> {
        None
    }
    /// Puts a new array in place of this one.
    #[inline]
    fn put(&mut self, new: Self) {
        *self = new;
    }
    /// The array as a [`Value`](super::Value) holds it.
    #[cfg(feature = "alloc")]
    fn into_value(self) -> super::Value {
        super::Value::of(self)
    }
    /// A view of the array.
    #[cfg(feature = "ndarray")]
    fn array_view(&self) -> Option<ArrayViewD<'_, Self::Elem>> {
        ArrayViewD::from_shape(ndarray::IxDyn(&self.array_shape()), self.as_elements()?).ok()
    }
    /// A mutable view of the array.
    #[cfg(feature = "ndarray")]
    fn array_view_mut(&mut self) -> Option<ArrayViewMutD<'_, Self::Elem>> {
        let shape = self.array_shape();
        ArrayViewMutD::from_shape(ndarray::IxDyn(&shape), self.as_mut_elements()?).ok()
    }
}

/// What is an array type: those of the crate, and [`OwnArray`]s.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is an array type of your own; write `impl OwnArray for {Self} {{}}`, so that `init` and builders take it",
    label = "no `OwnArray`"
)]
#[doc(hidden)]
pub trait ArrayType {}

impl<T: OwnArray> ArrayType for T {}

/// An array type of your own: what is one serves as it is after `init =` and in builders, as those of the
/// crate do. [`ArrayValue`] shows one whole.
pub trait OwnArray {}

/// An array type that holds arrays of rank `R`: it may be declared with a shape of so many lengths.
#[diagnostic::on_unimplemented(
    message = "this shape has rank {R}, but `{Self}` holds no arrays of rank {R}; give as many lengths as the type has axes, or use `ArrayD<_>` where several ranks are permitted",
    label = "of rank {R}"
)]
pub trait ArrayRank<const R: usize> {}

/// An array type whose arrays all have one shape, [`FIXED_SHAPE`](ArrayValue::FIXED_SHAPE): a state needs no
/// other.
pub trait FixedArray {}
