//! Ones.

use crate::error::InitError;
use crate::init::draw::element;
use crate::init::repeated::Repeated;
use crate::value::{AnyElement, Number};

/// Makes ones; see [`ones`].
#[derive(Clone, Copy, Debug)]
pub struct Ones;

impl Repeated for Ones {
    #[inline(always)]
    fn element<E: AnyElement>(&self) -> Result<E, InitError> {
        element(Number::Integer(1))
    }
}

/// Every element is one.
///
/// ```
/// use rockpool_core::prelude::*;
/// let p = Parameter::<ndarray::ArrayD<f64>>::shaped(3).init(ones()).resolve()?;
/// assert!(p.value().iter().all(|&x| x == 1.0));
/// # Ok::<(), Error>(())
/// ```
#[must_use]
#[inline]
pub const fn ones() -> Ones {
    Ones
}
