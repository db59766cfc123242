//! Equality of types as a condition.

/// A type is the same as itself. `f64: Same<F>` holds for one `F` alone, so that rustc infers it.
pub trait Same<T: ?Sized> {}

impl<T: ?Sized> Same<T> for T {}

/// Types that differ by a constant, one for each type that a const parameter may have: what is asked of types
/// is asked of constants by them.
pub mod constant {
    macro_rules! of_type {
        ($($name:ident: $ty:ty;)*) => {$(
            #[doc = concat!("Of a `", stringify!($ty), "`.")]
            #[derive(Debug)]
            pub struct $name<const VALUE: $ty>;
        )*};
    }

    of_type! {
        OfBool: bool;
        OfChar: char;
        OfU8: u8;
        OfU16: u16;
        OfU32: u32;
        OfU64: u64;
        OfU128: u128;
        OfUsize: usize;
        OfI8: i8;
        OfI16: i16;
        OfI32: i32;
        OfI64: i64;
        OfI128: i128;
        OfIsize: isize;
    }
}
