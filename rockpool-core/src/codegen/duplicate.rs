//! Clones of modules, for which no bound asks: a derived module need not be `Clone`.
//!
//! A module that is `Clone` is cloned. Any other is put together anew, field by field: attributes and origins
//! are `Clone`, submodules are duplicated, and of skipped fields it is asked here, where they are duplicated
//! at all.

/// What may be cloned.
#[derive(Debug)]
pub struct Duplicate<'m, M>(pub &'m M);

/// Found before [`NoDuplicate`]'s method, where it can be called at all.
impl<M: Clone> Duplicate<'_, M> {
    /// The clone.
    #[inline]
    #[must_use]
    pub fn __duplicate(&self, _: impl FnOnce() -> M) -> M {
        self.0.clone()
    }
}

/// What is not known to be `Clone`.
pub trait NoDuplicate<M> {
    /// What the fields make.
    #[inline]
    fn __duplicate(&self, of_fields: impl FnOnce() -> M) -> M {
        of_fields()
    }
}

impl<M> NoDuplicate<M> for Duplicate<'_, M> {}

/// A skipped field of a module that is not `Clone`.
#[derive(Debug)]
pub struct DuplicateSkipped<'m, T>(pub &'m T);

impl<T: Clone> DuplicateSkipped<'_, T> {
    /// The clone.
    #[inline]
    #[must_use]
    pub fn __duplicate(&self) -> T {
        self.0.clone()
    }
}

/// A skipped field that is not `Clone` either: its module compiles, and is not duplicated.
pub trait NoDuplicateSkipped<T>: Sized {
    /// Evaluated where a module with such a field is duplicated, and nowhere else.
    const REFUSED: fn(&Self) -> T = refused();
    /// Never called, since what calls it does not compile.
    #[inline]
    fn __duplicate(&self) -> T {
        Self::REFUSED(self)
    }
}

impl<T> NoDuplicateSkipped<T> for DuplicateSkipped<'_, T> {}

#[allow(clippy::panic, reason = "what fails here fails to compile")]
const fn refused<F>() -> F {
    panic!(
        "a module that is boxed as `dyn` is cloned with its box, and a `#[module(skip)]` field of this one is not `Clone`; implement `Clone` for the module or for the field's type, or hold the field in an `Arc`"
    )
}
