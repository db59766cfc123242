//! The trait of everything that a field marked `#[parameter]`, `#[state]` or `#[simulation]` may hold.

use super::{Class, Holds, Scalar};
use crate::value::Dtype;

/// A type whose values can be attributes.
///
/// A type of your own joins with one line: `type Class = Plain;`. It must then be `Debug` and
/// `PartialEq`, so that values can be shown and compared.
///
/// ```
/// use rockpool_core::prelude::*;
///
/// #[derive(Clone, Debug, PartialEq)]
/// enum Solver { Euler, RungeKutta4 }
///
/// impl AttributeValue for Solver {
///     type Class = Plain;
/// }
///
/// #[derive(Module)]
/// struct Oscillator {
///     #[simulation(init = Solver::Euler)]
///     solver: Solver,
///     #[module(origin)]
///     origin: Origin,
/// }
///
/// let mut oscillator = Oscillator::builder().solver(Solver::RungeKutta4).build()?;
/// oscillator.set("solver", Solver::Euler)?;
/// assert_eq!(oscillator.solver, Solver::Euler);
/// # Ok::<(), Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be an attribute; mark it `#[module]` if it is a module, derive `AttributeValue` for a type of your own, write `with = ..` for one of another crate, or leave it out by `#[module(skip)]`",
    label = "not an attribute value",
    note = "attribute values are floats, integers, `bool`, `String`, arrays of these, `Vec`, `ndarray` arrays, trees and functions, and `Option`s of them"
)]
pub trait AttributeValue: Clone + Send + Sync + Sized + 'static {
    /// How builders take values of the type: [`Plain`](super::Plain) (as they are),
    /// [`Scalar`] (numbers), [`ArrayLike`](super::ArrayLike) or [`Function`](super::Function).
    type Class: Class<Self> + Holds<Self>;
    /// The type as the registry names it.
    const DTYPE: Dtype = Dtype::Other;
}

macro_rules! scalars {
    ($($type:ty: $dtype:ident),*) => {
        $(impl AttributeValue for $type {
            type Class = Scalar;
            const DTYPE: Dtype = Dtype::$dtype;
        })*
    };
}

scalars!(
    f64: F64, f32: F32, i8: I8, i16: I16, i32: I32, i64: I64, isize: Isize, u8: U8, u16: U16, u32: U32,
    u64: U64, usize: Usize, bool: Bool
);

/// The element type of a value.
///
/// ```
/// use rockpool_core::value::ElementOf;
/// let first: ElementOf<[[f32; 3]; 2]> = 0.5;
/// assert_eq!(first, 0.5_f32);
/// ```
pub type ElementOf<T> = <<T as AttributeValue>::Class as Class<T>>::Element;
