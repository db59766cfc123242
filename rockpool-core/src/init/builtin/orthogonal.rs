//! A random orthogonal matrix.

use crate::error::InitError;
use crate::init::Stream;
use crate::init::draw::{draw_normal, element};
use crate::init::elementwise::Elementwise;
use crate::shape::Shape;
use crate::value::{AnyElement, Number};
use num_traits::Float;

/// Makes a random orthogonal matrix; see [`orthogonal`].
#[derive(Clone, Copy, Debug)]
pub struct Orthogonal;

impl Elementwise for Orthogonal {
    const NEEDS_SHAPE: bool = true;
    const IS_JUDGED_WHOLE: bool = true;

    fn write<E: AnyElement>(
        &self,
        elements: &mut [E],
        shape: &Shape,
        stream: Stream<'_>,
    ) -> Result<(), InitError> {
        let [rows, columns] = **shape else { return Err(InitError::NoMatrix(shape.clone())) };
        // The bounds are those of the whole.
        draw_normal(elements, stream.within(None), 0.0, 1.0)?;
        let vectors = match rows <= columns {
            true => Vectors { count: rows, length: columns, apart: columns, within: 1 },
            false => Vectors { count: columns, length: rows, apart: 1, within: columns },
        };
        vectors.orthonormalise(elements)
    }
}

/// The rows or the columns of a matrix.
struct Vectors {
    count: usize,
    length: usize,
    /// From one vector to the next, and from one of its elements to the next.
    apart: usize,
    within: usize,
}

impl Vectors {
    fn get<E: AnyElement>(&self, elements: &[E], vector: usize, index: usize) -> f64 {
        let element = elements.get(vector * self.apart + index * self.within);
        match element.and_then(AnyElement::to_number) {
            Some(Number::Float(x)) => x,
            _ => 0.0,
        }
    }

    /// Replaces each element of a vector.
    fn set<E: AnyElement>(
        &self,
        elements: &mut [E],
        vector: usize,
        new: impl Fn(&[E], usize) -> f64,
    ) -> Result<(), InitError> {
        for index in 0..self.length {
            let made = element(Number::Float(new(elements, index)))?;
            if let Some(slot) = elements.get_mut(vector * self.apart + index * self.within) {
                *slot = made;
            }
        }
        Ok(())
    }

    fn dot<E: AnyElement>(&self, elements: &[E], a: usize, b: usize) -> f64 {
        (0..self.length).map(|k| self.get(elements, a, k) * self.get(elements, b, k)).sum()
    }

    /// By Gram and Schmidt, each vector twice, which is enough for it to be orthogonal to rounding.
    fn orthonormalise<E: AnyElement>(&self, elements: &mut [E]) -> Result<(), InitError> {
        for vector in 0..self.count {
            for other in (0..vector).chain(0..vector) {
                let part = self.dot(elements, vector, other);
                self.set(elements, vector, |elements, k| {
                    self.get(elements, vector, k) - part * self.get(elements, other, k)
                })?;
            }
            let norm = Float::sqrt(self.dot(elements, vector, vector));
            if !(norm.is_finite() && norm > 0.0) {
                return Err(InitError::Distribution("`orthogonal()` needs elements that are floats"));
            }
            self.set(elements, vector, |elements, k| self.get(elements, vector, k) / norm)?;
        }
        Ok(())
    }
}

/// A random orthogonal matrix, drawn evenly from all there are; of one that is not square, the rows are
/// orthonormal or the columns, whichever are fewer.
///
/// **Source**: Saxe, McClelland and Ganguli, Exact solutions to the nonlinear dynamics of learning in deep
/// linear neural networks, ICLR 2014; a normal matrix made orthonormal with positive norms is evenly drawn
/// (Mezzadri, Notices of the AMS 54, 2007).
///
/// ```
/// use ndarray::Array2;
/// use rockpool_core::prelude::*;
/// let p = Parameter::<Array2<f64>>::shaped((3, 5)).init(orthogonal()).resolve()?;
/// let unit = p.value().dot(&p.value().t()) - Array2::<f64>::eye(3);
/// assert!(unit.iter().all(|x| x.abs() < 1e-12));
/// # Ok::<(), Error>(())
/// ```
#[must_use]
pub const fn orthogonal() -> Orthogonal {
    Orthogonal
}
