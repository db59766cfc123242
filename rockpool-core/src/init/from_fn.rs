//! Initialisers from functions.

use super::Rng;
use core::fmt;

/// An initialiser from a function of the shape; see [`from_fn`].
///
/// ```
/// use rockpool_core::init::FromFn;
/// use rockpool_core::prelude::*;
///
/// /// Powers of two.
/// fn powers() -> FromFn<impl Fn(&[usize]) -> Vec<f64> + Send + Sync> {
///     from_fn(|shape| (0..shape[0]).map(|i| f64::from(1 << i)).collect())
/// }
/// assert_eq!(Parameter::<Vec<f64>>::shaped(4).init(powers()).resolve()?.value(), &[1.0, 2.0, 4.0, 8.0]);
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Copy)]
pub struct FromFn<F>(pub(crate) F);

/// An initialiser from a function of the shape and a random generator; see [`from_rng`].
///
/// ```
/// use rockpool_core::init::{FromRng, Rng};
/// use rockpool_core::prelude::*;
///
/// /// Signs, drawn evenly.
/// fn signs() -> FromRng<impl Fn(&[usize], &mut dyn Rng) -> Vec<i32> + Send + Sync> {
///     from_rng(|shape, rng| (0..shape[0]).map(|_| if rng.next_u32() % 2 == 0 { 1 } else { -1 }).collect())
/// }
/// let signs = Parameter::<Vec<i32>>::shaped(9).init(signs()).key(Key::new(7)).resolve()?;
/// assert!(signs.value().iter().all(|sign| sign.abs() == 1));
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Copy)]
pub struct FromRng<F>(pub(crate) F);

/// The value that `f` returns for a shape.
///
/// ```
/// use rockpool_core::prelude::*;
/// use ndarray::Array1;
///
/// #[derive(Module)]
/// #[module(shape = n)]
/// struct Ramp {
///     #[parameter(shape = n, init = from_fn(|shape| Array1::linspace(0.0, 1.0, shape[0])))]
///     heights: Array1<f64>,
///     #[module(origin)]
///     origin: Origin,
/// }
/// assert_eq!(Ramp::builder().n(3).build()?.heights.to_vec(), [0.0, 0.5, 1.0]);
/// # Ok::<(), Error>(())
/// ```
pub fn from_fn<F, R>(f: F) -> FromFn<F>
where
    F: Fn(&[usize]) -> R + Send + Sync,
{
    FromFn(f)
}

/// The value that `f` returns for a shape, drawn from the attribute's own stream.
///
/// ```
/// use rockpool_core::prelude::*;
/// let p = Parameter::<ArrayD<f64>>::shaped(4)
///     .init(from_rng(|shape, rng| {
///         let draws: Vec<f64> = (0..shape[0]).map(|_| f64::from(rng.next_u32() % 2)).collect();
///         draws
///     }))
///     .resolve()?;
/// assert!(p.value().iter().all(|&x| x == 0.0 || x == 1.0));
/// # use ndarray::ArrayD;
/// # Ok::<(), Error>(())
/// ```
pub fn from_rng<F, R>(f: F) -> FromRng<F>
where
    F: Fn(&[usize], &mut dyn Rng) -> R + Send + Sync,
{
    FromRng(f)
}

impl<F> fmt::Debug for FromFn<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("from_fn(..)")
    }
}

impl<F> fmt::Debug for FromRng<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("from_rng(..)")
    }
}
