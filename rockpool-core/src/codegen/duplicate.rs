//! Whether a module is `Clone`, asked without a bound, so that a derived module need not be.

/// What may be cloned.
#[derive(Debug)]
pub struct Duplicate<'m, M>(pub &'m M);

/// Found before [`NoDuplicate`]'s method, where it can be called at all.
impl<M: Clone> Duplicate<'_, M> {
    /// The clone.
    #[inline]
    #[must_use]
    pub fn __duplicate(&self) -> Option<M> {
        Some(self.0.clone())
    }
}

/// What is not known to be `Clone`.
pub trait NoDuplicate<M> {
    /// Nothing.
    #[inline]
    fn __duplicate(&self) -> Option<M> {
        None
    }
}

impl<M> NoDuplicate<M> for Duplicate<'_, M> {}
