//! Numbers that begin with a literal of their own type: a function each, of which rustc asks nothing.

use super::slot::Slot;
use crate::place::{Made, Target};

macro_rules! numbers {
    ($($number:ident)*) => {$(
        /// Takes the declared initialiser.
        #[inline(always)]
        pub fn $number(target: Target<'_>, init: $number) -> Made {
            <$number as Slot>::declared(target, init)
        }
    )*};
}

numbers!(f64 i64 usize bool);
