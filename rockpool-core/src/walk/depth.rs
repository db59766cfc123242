//! How deep modules lie in each other, where they were written as literals.

use super::{Entered, Leaf, Structure, Visitor};
use crate::error::{Error, FaultKind};
use crate::path::{At, MOST_LEVELS, Path};

/// The first module that lies deeper than walks are sure to go.
struct TooDeep(Option<Path<'static>>);

impl<'m> Visitor<'m> for TooDeep {
    #[inline]
    fn leaf(&mut self, _: Leaf<'_, 'm>) {}

    #[inline]
    fn enter(&mut self, at: &At<'_>, _: &Entered<'m>) -> bool {
        if at.depth() > MOST_LEVELS && self.0.is_none() {
            self.0 = Some(at.to_path());
        }
        self.0.is_none()
    }
}

/// Refuses a module in which others lie deeper than [`MOST_LEVELS`], before all of it is walked.
///
/// # Errors
/// It is one, at the first of them.
pub fn check_depth<M: Structure + ?Sized>(module: &M) -> Result<(), Error> {
    let mut visitor = TooDeep(None);
    module.walk(&At::ROOT, &mut visitor);
    match visitor.0 {
        None => Ok(()),
        Some(path) => Err(Error::one(path, FaultKind::TooDeep { most: MOST_LEVELS })),
    }
}
