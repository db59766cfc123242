//! The widest vectors that the machine has.
//!
//! Numbers are the same whatever the vectors: products and sums are never contracted, and no sum
//! is shared out over lanes.

mod line;

pub(crate) use line::Line;

use fearless_simd::{Level, Simd, SimdBase, dispatch, f32x16, f64x8, u32x8, u32x16};

/// Numbers that stand in lines.
pub trait Lanes: Copy {
    /// A line of memory of numbers.
    type Line<S: Simd>: Line<S, Self>;
    /// As many places.
    type Places<S: Simd>: SimdBase<S, Element = u32>;

    /// How many numbers are a line.
    const LANES: usize;

    /// Whether it is zero, in all that it consists of: what may be passed over in a sum.
    fn is_nothing(self) -> bool;

    /// Whether it is one, in all that it consists of: a factor that changes nothing.
    fn is_one(self) -> bool;
}

impl Lanes for f32 {
    type Line<S: Simd> = f32x16<S>;
    type Places<S: Simd> = u32x16<S>;
    const LANES: usize = 16;

    #[inline(always)]
    fn is_nothing(self) -> bool {
        self == 0.0
    }

    #[inline(always)]
    fn is_one(self) -> bool {
        self == 1.0
    }
}

impl Lanes for f64 {
    type Line<S: Simd> = f64x8<S>;
    type Places<S: Simd> = u32x8<S>;
    const LANES: usize = 8;

    #[inline(always)]
    fn is_nothing(self) -> bool {
        self == 0.0
    }

    #[inline(always)]
    fn is_one(self) -> bool {
        self == 1.0
    }
}

/// Runs `f`, compiled for the vectors of this machine: what it calls must be `inline(always)`, and
/// so must it be itself. Where vectors are named, `dispatch!` does the same.
#[inline(always)]
pub(crate) fn vectorized<R>(f: impl FnOnce() -> R) -> R {
    dispatch!(Level::new(), _ => f())
}
