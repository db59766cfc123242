//! One number, repeated.

use crate::error::InitError;
use crate::init::draw::element;
use crate::init::repeated::Repeated;
use crate::value::{AnyElement, IntoNumber, Number};

/// Repeats a number; see [`fill`].
///
/// ```
/// use rockpool_core::init::Fill;
/// use rockpool_core::prelude::*;
/// let rest: Fill = fill(-0.07);
/// assert_eq!(State::<Vec<f64>>::shaped(2).init(rest).resolve()?.value(), &[-0.07; 2]);
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Fill(Number);

impl Repeated for Fill {
    #[inline(always)]
    fn element<E: AnyElement>(&self) -> Result<E, InitError> {
        element(self.0)
    }
}

/// Every element is `x`.
///
/// ```
/// use rockpool_core::prelude::*;
/// let p = Parameter::<ndarray::ArrayD<f64>>::shaped(3).init(fill(20e-3)).resolve()?;
/// assert!(p.value().iter().all(|&x| x == 20e-3));
/// # Ok::<(), Error>(())
/// ```
#[must_use]
#[inline]
pub fn fill(x: impl IntoNumber) -> Fill {
    Fill(x.into_number())
}
