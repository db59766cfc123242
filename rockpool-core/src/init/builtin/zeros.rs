//! Zeros.

use crate::error::InitError;
use crate::init::repeated::Repeated;
use crate::value::AnyElement;

/// Makes zeros; see [`zeros`].
///
/// ```
/// use rockpool_core::init::{Zeros, zeros};
/// use rockpool_core::prelude::*;
/// const START: Zeros = zeros();
/// assert_eq!(State::<Vec<f64>>::shaped(2).init(START).resolve()?.value(), &[0.0; 2]);
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Zeros;

impl Repeated for Zeros {
    #[inline(always)]
    fn element<E: AnyElement>(&self) -> Result<E, InitError> {
        Ok(E::zero_element())
    }
}

/// Every element is zero.
///
/// ```
/// use rockpool_core::prelude::*;
/// let p = Parameter::<ndarray::ArrayD<f64>>::shaped(3).init(zeros()).resolve()?;
/// assert!(p.value().iter().all(|&x| x == 0.0));
/// # Ok::<(), Error>(())
/// ```
#[must_use]
#[inline]
pub const fn zeros() -> Zeros {
    Zeros
}
