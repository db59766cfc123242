//! The identity matrix.

use crate::error::InitError;
use crate::init::Stream;
use crate::init::draw::element;
use crate::init::elementwise::Elementwise;
use crate::shape::Shape;
use crate::value::{AnyElement, Number};

/// The identity matrix; see [`identity`].
///
/// ```
/// use rockpool_core::init::{Identity, identity};
/// use rockpool_core::prelude::*;
/// const PASS: Identity = identity();
/// let wide = Parameter::<[[f64; 3]; 2]>::shaped((2, 3)).init(PASS).resolve()?;
/// assert_eq!(wide.value(), &[[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]);
/// assert!(Parameter::<Vec<f64>>::shaped(3).init(PASS).resolve().is_err()); // no matrix
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Identity;

impl Elementwise for Identity {
    const NEEDS_SHAPE: bool = true;

    fn write<E: AnyElement>(&self, elements: &mut [E], shape: &Shape, _: Stream<'_>) -> Result<(), InitError> {
        let [_, columns] = **shape else { return Err(InitError::NoMatrix(shape.clone())) };
        let one = element(Number::Integer(1))?;
        elements.fill(E::zero_element());
        for slot in elements.iter_mut().step_by(columns + 1).take(columns) {
            *slot = E::clone(&one);
        }
        Ok(())
    }
}

/// The identity matrix, or as much of it as a matrix that is not square holds.
///
/// ```
/// use rockpool_core::prelude::*;
/// let p = Parameter::<ndarray::ArrayD<f64>>::shaped((2, 3)).init(identity()).resolve()?;
/// assert_eq!(p.value()[[0, 0]], 1.0);
/// assert_eq!(p.value()[[0, 1]], 0.0);
/// # Ok::<(), Error>(())
/// ```
#[must_use]
pub const fn identity() -> Identity {
    Identity
}
