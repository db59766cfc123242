//! What is declared, of an attribute whose type may be wrong.

use super::{Begin, Made};
use crate::init::Declaration;
use crate::value::AttributeValue;

/// Begins an attribute of type `T` and class `C`: every [`Declaration`] does.
///
/// It has impls besides, for types that no attribute has. So there are several where `T` is not known, since
/// the field's type is wrong, which is told there: rustc then has nothing to say of the initialiser. There are
/// two, or rustc would take the one that there is.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not initialise `{T}`; use one of `zeros() ones() fill(x) uniform(a, b) normal(mean, std) truncated_normal(mean, std) kaiming() xavier() lecun() uniform_sqrt() unit_eigs() orthogonal() identity() sparse(density, init)`, `from_fn(..)`, `from_rng(..)`, or a plain value of the type",
    label = "no initialiser of `{T}`",
    note = "arrays do not convert their elements: write those of the attribute's type, as in `[1.0, 2.0]` for floats",
    note = "a function that is the value itself is given as a pointer, as in `f64::abs as fn(f64) -> f64`"
)]
#[doc(hidden)]
pub trait Declared<T, C>: Sized {
    /// Begins it.
    fn begun(self, begin: Begin<'_, T>) -> Made;
}

impl<T: AttributeValue<Class = C>, C, D: Declaration<T, C>> Declared<T, C> for D {
    #[inline(always)]
    fn begun(self, begin: Begin<'_, T>) -> Made {
        begin.with_declaration(self)
    }
}

/// No attribute is of these types.
#[derive(Debug)]
pub struct Nothing<const N: u8>;

macro_rules! nothing {
    ($($n:literal)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<D> Declared<Nothing<$n>, Nothing<$n>> for D {
            fn begun(self, _: Begin<'_, Nothing<$n>>) -> Made {
                Ok(())
            }
        }
    )*};
}

nothing!(0 1);
