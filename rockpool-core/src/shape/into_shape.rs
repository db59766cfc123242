//! What may be written where a shape is expected.

use super::Shape;
#[cfg(feature = "alloc")]
use alloc::vec::Vec;

/// A length, a tuple of lengths, an array, a slice or a vector of them.
///
/// ```
/// use rockpool_core::shape::IntoShape;
/// assert_eq!(3.into_shape(), [3]);
/// assert_eq!((2, 3).into_shape(), [2, 3]);
/// assert_eq!(().into_shape(), []);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a shape; write a length, a tuple of lengths, or an array of them",
    label = "expected lengths of type `usize`"
)]
pub trait IntoShape {
    /// The shape that it stands for.
    fn into_shape(self) -> Shape;
}

impl IntoShape for Shape {
    fn into_shape(self) -> Shape {
        self
    }
}

impl IntoShape for &Shape {
    fn into_shape(self) -> Shape {
        self.clone()
    }
}

impl IntoShape for usize {
    fn into_shape(self) -> Shape {
        Shape::new(&[self])
    }
}

impl<const N: usize> IntoShape for [usize; N] {
    fn into_shape(self) -> Shape {
        Shape::new(&self)
    }
}

impl<const N: usize> IntoShape for &[usize; N] {
    fn into_shape(self) -> Shape {
        Shape::new(self)
    }
}

impl IntoShape for &[usize] {
    fn into_shape(self) -> Shape {
        Shape::new(self)
    }
}

#[cfg(feature = "alloc")]
impl IntoShape for Vec<usize> {
    fn into_shape(self) -> Shape {
        Shape::new(&self)
    }
}

impl<T: IntoShape> From<T> for Shape
where
    T: NotShape,
{
    fn from(lengths: T) -> Self {
        lengths.into_shape()
    }
}

/// Keeps `From<T> for Shape` apart from the identity of the standard library.
pub trait NotShape {}
impl NotShape for usize {}
impl<const N: usize> NotShape for [usize; N] {}
impl<const N: usize> NotShape for &[usize; N] {}
impl NotShape for &[usize] {}
#[cfg(feature = "alloc")]
impl NotShape for Vec<usize> {}

macro_rules! tuples {
    ($($name:ident: $type:ident),*) => {
        impl IntoShape for ($($type,)*) {
            fn into_shape(self) -> Shape {
                let ($($name,)*) = self;
                Shape::new(&[$($name),*])
            }
        }
        impl NotShape for ($($type,)*) {}
    };
}

tuples!();
tuples!(a: usize);
tuples!(a: usize, b: usize);
tuples!(a: usize, b: usize, c: usize);
tuples!(a: usize, b: usize, c: usize, d: usize);
tuples!(a: usize, b: usize, c: usize, d: usize, e: usize);
tuples!(a: usize, b: usize, c: usize, d: usize, e: usize, f: usize);

/// A list of permitted shapes, the first being the default; made by [`shapes!`](crate::shapes).
///
/// ```
/// use rockpool_core::prelude::*;
/// use rockpool_core::shape::Shapes;
/// assert_eq!(shapes![(3,), ()], Shapes::new([[3].into(), ().into()]));
/// let bias = Parameter::<ndarray::ArrayD<f64>>::shaped(shapes![(3,), ()]).init(zeros()).resolve()?;
/// assert_eq!(bias.shape(), [3]);
/// # Ok::<(), Error>(())
/// ```
#[cfg(feature = "alloc")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shapes(pub(crate) Vec<Shape>);

#[cfg(feature = "alloc")]
impl Shapes {
    /// The permitted shapes, the default first.
    pub fn new(shapes: impl IntoIterator<Item = Shape>) -> Self {
        Self(shapes.into_iter().collect())
    }
}

/// One shape, or a list of permitted ones.
///
/// ```
/// use rockpool_core::{shape::IntoShapes, shapes};
/// assert_eq!((2, 3).into_shapes(), shapes![(2, 3)]);
/// assert_eq!(shapes![3, ()].into_shapes(), shapes![(3,), ()]);
/// ```
#[cfg(feature = "alloc")]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a shape; write a length, a tuple of lengths, or `shapes![(3,), ()]`"
)]
pub trait IntoShapes {
    /// The permitted shapes, the default first.
    fn into_shapes(self) -> Shapes;
}

#[cfg(feature = "alloc")]
impl<S: IntoShape> IntoShapes for S {
    fn into_shapes(self) -> Shapes {
        Shapes(alloc::vec![self.into_shape()])
    }
}

#[cfg(feature = "alloc")]
impl IntoShapes for Shapes {
    fn into_shapes(self) -> Shapes {
        self
    }
}

/// A list of permitted shapes: `shapes![(3,), ()]`; the first is the default.
///
/// ```
/// use rockpool_core::prelude::*;
/// let p = Parameter::new(0.02).shape(shapes![(3,), ()]).resolve()?;
/// assert!(p.shape().is_empty());
/// # Ok::<(), Error>(())
/// ```
#[cfg(feature = "alloc")]
#[macro_export]
macro_rules! shapes {
    ($($shape:expr),* $(,)?) => {
        $crate::shape::Shapes::new([$($crate::shape::IntoShape::into_shape($shape)),*])
    };
}
