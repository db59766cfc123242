//! Elements and a shape: what array data is until it becomes an array of a certain type.

use super::AnyElement;
use crate::shape::Shape;
use alloc::vec::Vec;

/// The elements of an array, row-major, and its shape.
///
/// ```
/// use rockpool_core::value::ArrayValue;
/// let dense = [[1.0, 2.0], [3.0, 4.0]].into_dense();
/// assert_eq!(dense.shape(), &[2, 2]);
/// assert_eq!(dense.into_elements(), [1.0, 2.0, 3.0, 4.0]);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Dense<E> {
    shape: Shape,
    elements: Vec<E>,
}

impl<E: AnyElement> Dense<E> {
    /// `elements` has as many elements as `shape`.
    pub(crate) fn new(shape: Shape, elements: Vec<E>) -> Self {
        Self { shape, elements }
    }

    /// These elements, row-major, in this shape; `None` where they are not as many as it has.
    ///
    /// ```
    /// use rockpool_core::value::{ArrayValue, Dense};
    /// let dense = Dense::from_elements(&[2, 2], vec![1.0, 2.0, 3.0, 4.0]).unwrap();
    /// assert_eq!(<[[f64; 2]; 2]>::from_dense(dense), Ok([[1.0, 2.0], [3.0, 4.0]]));
    /// assert!(Dense::from_elements(&[3], vec![1.0]).is_none());
    /// ```
    #[must_use]
    pub fn from_elements(shape: &[usize], elements: Vec<E>) -> Option<Self> {
        let shape = Shape::new(shape);
        (shape.checked_numel() == Some(elements.len())).then_some(Self { shape, elements })
    }

    /// The elements, row-major.
    #[must_use]
    pub fn elements(&self) -> &[E] {
        &self.elements
    }

    /// Zeros, if there is memory for so many.
    ///
    /// ```
    /// use rockpool_core::{shape::Shape, value::Dense};
    /// assert_eq!(Dense::<f64>::zeros(&Shape::new(&[2, 2])).unwrap().into_elements(), [0.0; 4]);
    /// ```
    #[must_use]
    pub fn zeros(shape: &Shape) -> Option<Self> {
        let count = shape.checked_numel()?;
        let mut elements = Vec::new();
        elements.try_reserve_exact(count).ok()?;
        elements.resize(count, E::zero_element());
        Some(Self::new(shape.clone(), elements))
    }

    /// The shape.
    #[must_use]
    pub fn shape(&self) -> &Shape {
        &self.shape
    }

    /// The elements, row-major.
    #[must_use]
    pub fn into_elements(self) -> Vec<E> {
        self.elements
    }

    /// The same elements in another shape of as many.
    pub(crate) fn reshaped(self, shape: &Shape) -> Self {
        Self { shape: shape.clone(), elements: self.elements }
    }
}
