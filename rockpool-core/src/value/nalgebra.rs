//! Matrices and vectors of the crate `nalgebra`, static and dynamic.
//!
//! A column vector has rank 1, or, where it is declared so, rank 2 with one column; everything else rank 2. `nalgebra` keeps columns together in memory; whatever
//! leaves a matrix here (flat vectors, trees, files) is row-major nevertheless.

use super::array_value::{ArrayRank, ArrayType, FixedArray};
use super::{AnyElement, ArrayLike, ArrayValue, AttributeValue, Dense};
use crate::shape::{FixedShape, Shape};
use core::fmt;
use nalgebra::{ArrayStorage, Const, Dim, Dyn, Matrix, VecStorage};

#[cfg(feature = "ndarray")]
use ndarray::{ArrayViewD, ArrayViewMutD, ShapeBuilder as _};

/// A matrix whose size its type fixes.
type Static<T, const R: usize, const C: usize> = Matrix<T, Const<R>, Const<C>, ArrayStorage<T, R, C>>;
/// A matrix with any number of rows.
type Tall<T, C> = Matrix<T, Dyn, C, VecStorage<T, Dyn, C>>;
/// A matrix with any number of columns.
type Wide<T, const R: usize> = Matrix<T, Const<R>, Dyn, VecStorage<T, Const<R>, Dyn>>;

/// Whether matrices with so many columns are vectors.
fn is_vector<C: Dim>() -> bool {
    C::try_to_usize() == Some(1)
}

/// The shape with so many rows and columns.
fn shape_of<C: Dim>(rows: usize, columns: usize) -> Shape {
    if is_vector::<C>() { Shape::new(&[rows]) } else { Shape::new(&[rows, columns]) }
}

/// The rows and columns of matrices of this shape, where the type has some.
fn size_of<R: Dim, C: Dim>(shape: &Shape) -> Option<(usize, usize)> {
    let (rows, columns) = match **shape {
        [rows] | [rows, 1] if is_vector::<C>() => (rows, 1),
        [rows, columns] if !is_vector::<C>() => (rows, columns),
        _ => return None,
    };
    let fits = |fixed: Option<usize>, length| fixed.is_none_or(|fixed| fixed == length);
    (fits(R::try_to_usize(), rows) && fits(C::try_to_usize(), columns)).then_some((rows, columns))
}

macro_rules! matrices {
    ($([$($generics:tt)*] $type:ty, $rows:ty, $columns:ty, $fixed:expr;)*) => {$(
        impl<E: AnyElement, $($generics)*> AttributeValue for $type {
            type Class = ArrayLike;
        }

        impl<E: AnyElement, $($generics)*> ArrayValue for $type {
            type Elem = E;
            const FIXED_SHAPE: Option<&'static FixedShape> = $fixed;

            fn array_shape(&self) -> Shape {
                shape_of::<$columns>(self.nrows(), self.ncols())
            }
            fn has_array_shape(&self, shape: &Shape) -> bool {
                size_of::<$rows, $columns>(shape) == Some(self.shape())
            }
            fn is_column() -> bool {
                is_vector::<$columns>()
            }
            fn array_len(&self) -> usize {
                self.len()
            }
            fn admits(shape: &Shape) -> bool {
                size_of::<$rows, $columns>(shape).is_some()
            }
            fn as_elements(&self) -> Option<&[E]> {
                (self.nrows() == 1 || self.ncols() == 1).then(|| self.as_slice())
            }
            fn as_mut_elements(&mut self) -> Option<&mut [E]> {
                (self.nrows() == 1 || self.ncols() == 1).then(|| self.as_mut_slice())
            }
            fn in_any_order(&mut self) -> Option<&mut [E]> {
                Some(self.as_mut_slice())
            }
            fn put_in_order(&mut self) {
                let (rows, columns) = self.shape();
                transpose(self.as_mut_slice(), rows, columns);
            }
            fn copy_from_same(&mut self, same: &Self) -> bool {
                let is_alike = self.shape() == same.shape();
                if is_alike {
                    self.as_mut_slice().clone_from_slice(same.as_slice());
                }
                is_alike
            }
            fn each_element(&self, each: &mut dyn FnMut(&E)) {
                self.row_iter().for_each(|row| row.iter().for_each(&mut *each));
            }
            fn zeroed(shape: &Shape) -> Option<Self> {
                Self::from_dense(Dense::zeros(shape)?).ok()
            }
            fn fmt_array(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_list().entries(self.row_iter().map(|row| Row(row.iter().cloned().collect()))).finish()
            }
            fn into_dense(self) -> Dense<E> {
                let mut elements = alloc::vec::Vec::with_capacity(self.len());
                self.each_element(&mut |element| elements.push(element.clone()));
                Dense::new(self.array_shape(), elements)
            }
            fn from_dense(data: Dense<E>) -> Result<Self, Dense<E>> {
                let Some((rows, columns)) = size_of::<$rows, $columns>(data.shape()) else { return Err(data) };
                let (rows, columns) = (<$rows>::from_usize(rows), <$columns>::from_usize(columns));
                // As many as there are places: what would panic otherwise.
                Ok(Self::from_row_iterator_generic(rows, columns, data.into_elements()))
            }
            #[cfg(feature = "ndarray")]
            fn array_view(&self) -> Option<ArrayViewD<'_, E>> {
                let shape = self.array_shape();
                ArrayViewD::from_shape(ndarray::IxDyn(&shape).f(), self.as_slice()).ok()
            }
            #[cfg(feature = "ndarray")]
            fn array_view_mut(&mut self) -> Option<ArrayViewMutD<'_, E>> {
                let shape = self.array_shape();
                ArrayViewMutD::from_shape(ndarray::IxDyn(&shape).f(), self.as_mut_slice()).ok()
            }
        }
    )*};
}

/// Moves the elements of a matrix that lie row by row to where they lie column by column, in place: along each
/// of the cycles of that permutation, from its first element.
fn transpose<E>(elements: &mut [E], rows: usize, columns: usize) {
    if rows <= 1 || columns <= 1 {
        return;
    }
    let place = |index: usize| index % columns * rows + index / columns;
    for start in 0..elements.len() {
        let mut index = place(start);
        while index > start {
            index = place(index);
        }
        // Another element of this cycle came before.
        if index < start {
            continue;
        }
        index = place(start);
        while index != start {
            elements.swap(start, index);
            index = place(index);
        }
    }
}

/// A row, as it is shown.
struct Row<E>(alloc::vec::Vec<E>);

impl<E: fmt::Debug> fmt::Debug for Row<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.as_slice() {
            [element] => element.fmt(f),
            row => row.fmt(f),
        }
    }
}

matrices! {
    [const R: usize, const C: usize] Static<E, R, C>, Const<R>, Const<C>, Some(if C == 1 {
        &FixedShape::Axis(R, &FixedShape::Column)
    } else {
        &FixedShape::Axis(R, &FixedShape::Axis(C, &FixedShape::Scalar))
    });
    [C: Dim] Tall<E, C>, Dyn, C, None;
    [const R: usize] Wide<E, R>, Const<R>, Dyn, None;
}

impl<E, const R: usize, const C: usize> ArrayType for Static<E, R, C> {}
impl<E, C: Dim> ArrayType for Tall<E, C> {}
impl<E, const R: usize> ArrayType for Wide<E, R> {}
impl<E, const R: usize, const C: usize> FixedArray for Static<E, R, C> {}
impl<E: AnyElement, const R: usize> ArrayRank<1> for Static<E, R, 1> {}
impl<E: AnyElement, const R: usize, const C: usize> ArrayRank<2> for Static<E, R, C> {}
impl<E: AnyElement> ArrayRank<1> for Tall<E, Const<1>> {}
impl<E: AnyElement, C: Dim> ArrayRank<2> for Tall<E, C> {}
impl<E: AnyElement, const R: usize> ArrayRank<2> for Wide<E, R> {}
