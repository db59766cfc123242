//! Initialisers: how an attribute gets its first value, and gets it back when it is reset.
//!
//! | initialiser | every element |
//! |---|---|
//! | [`zeros()`], [`ones()`], [`fill(x)`](fill) | 0, 1, `x` |
//! | [`uniform(a, b)`](uniform) | drawn evenly from `a..b` |
//! | [`normal(mean, std)`](normal) | drawn from the normal distribution |
//! | [`kaiming()`] | `uniform(-b, b)` with `b = sqrt(6 / shape[0])` |
//! | [`xavier()`] | `uniform(-b, b)` with `b = sqrt(6 / sum(shape))` |
//! | [`uniform_sqrt()`] | `uniform(-b, b)` with `b = sqrt(1 / shape[0])` |
//! | [`unit_eigs()`] | normal with deviation `1 / sqrt(shape[0])`, mean 0 |
//! | [`lecun()`] | `uniform(-b, b)` with `b = sqrt(3 / shape[0])` |
//! | [`truncated_normal(mean, std)`](truncated_normal) | the same as `normal`, within two deviations |
//! | [`orthogonal()`] | a random orthogonal matrix |
//! | [`sparse(density, init)`](sparse) | zero, but for a part that is as `init` has it |
//! | [`identity()`] | 1 on the diagonal of a matrix, else 0 |
//! | `from_fn(\|shape\| ..)`, `from_rng(\|shape, rng\| ..)` | what the function returns |
//! | a plain value | the value |
//!
//! Each attribute draws from its own stream, keyed by the module's [`Key`](crate::Key) and the
//! attribute's path.

mod builtin;
mod by;
mod declaration;
mod draw;
mod elementwise;
#[cfg(feature = "alloc")]
mod from_fn;
mod initialiser;
mod made;
mod one_number;
mod own_zeros;
mod repeated;
mod stream;

pub use crate::error::InitError;
pub(crate) use builtin::functions;
pub use builtin::*;
pub(crate) use by::ByDeclaration;
pub(crate) use by::DeclaredBy;
pub use declaration::Declaration;
pub use elementwise::Elementwise;
#[cfg(feature = "alloc")]
pub use from_fn::{FromFn, FromRng, from_fn, from_rng};
pub use initialiser::Initialiser;
pub(crate) use initialiser::replace;
pub use one_number::{OneNumber, one_number};
pub use own_zeros::{OwnZeros, own_zeros};
/// A random generator, as [`from_rng`] hands it to a function: `rand`'s trait.
///
/// ```
/// use rockpool_core::{Key, init::Rng};
/// fn coin(rng: &mut dyn Rng) -> bool {
///     rng.next_u32() % 2 == 0
/// }
/// assert_eq!(coin(&mut Key::new(7).rng()), coin(&mut Key::new(7).rng()));
/// ```
#[doc(inline)]
pub use rand::Rng;
pub use repeated::Repeated;
pub use stream::Stream;
