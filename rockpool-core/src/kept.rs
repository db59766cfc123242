//! What is made of a field, kept off the stack until the struct is put together.

#[cfg(feature = "alloc")]
mod place {
    use alloc::boxed::Box;

    /// In a box.
    pub type Kept<T> = Box<T>;

    /// What `make` makes: a frame of the stack of its own, which lasts no longer than that.
    #[inline(never)]
    pub fn keep<T>(make: impl FnOnce() -> T) -> Box<T> {
        Box::new(make())
    }

    /// What was made.
    #[inline]
    #[must_use]
    #[allow(clippy::boxed_local, reason = "what is in the box shall lie on no other stack than this")]
    pub fn taken<T>(made: Box<T>) -> T {
        *made
    }
}

/// Without an allocator nothing is made.
#[cfg(not(feature = "alloc"))]
mod place {
    /// As it is.
    pub type Kept<T> = T;

    /// What `make` makes.
    pub fn keep<T>(make: impl FnOnce() -> T) -> T {
        make()
    }

    /// What was made.
    #[must_use]
    pub fn taken<T>(made: T) -> T {
        made
    }
}

pub use place::{Kept, keep, taken};
