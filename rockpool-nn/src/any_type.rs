//! What is done to arrays of numbers whose type is known at run time only.

use ndarray::ArrayD;
use rockpool_core::prelude::*;
use rockpool_core::value::AnyElement;

/// Something that is done to arrays of whatever type of number.
pub(crate) trait ForAnyType {
    type Output;

    /// Does it, where the numbers are of this type.
    fn of<E: AnyElement + Copy>(&self) -> Option<Self::Output>
    where
        ArrayD<E>: Into<Value>;
}

/// Does it for the type that the numbers have; `None` where they have none of those that modules have.
pub(crate) fn for_any_type<T: ForAnyType>(task: &T) -> Option<T::Output> {
    macro_rules! first {
        ($($type:ty)*) => { None$(.or_else(|| task.of::<$type>()))* };
    }
    let found = first!(f64 f32 u64 i64 bool);
    #[cfg(feature = "num-dual")]
    let found = {
        use num_dual::{Dual, Dual2, Dual3, HyperDual};
        found.or_else(|| {
            first!(Dual<f64> Dual<f32> Dual2<f64> Dual2<f32> Dual3<f64> Dual3<f32> HyperDual<f64> HyperDual<f32>)
        })
    };
    found
}
