//! Which attributes a reset puts back.

use crate::path::{At, Path, is_within};
use crate::registry::{Attribute, Kind};

/// Which attributes a reset puts back: kind × family × path.
///
/// A kind that is left open means parameters and states; simulation parameters and constants are
/// put back only where the selection names them, by their kind or by their own path.
///
/// ```
/// use rockpool_core::prelude::*;
/// let taus = Selection::kind(Kind::Parameter).family("taus");
/// let hidden = Selection::path("hidden");
/// # let _ = (taus, hidden);
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Selection<'s> {
    kind: Option<Kind>,
    family: Option<&'s str>,
    path: Option<&'s str>,
}

impl<'s> Selection<'s> {
    /// All parameters and states.
    #[must_use]
    pub const fn all() -> Self {
        Self { kind: None, family: None, path: None }
    }

    /// All attributes of a kind.
    #[must_use]
    #[inline]
    pub const fn kind(kind: Kind) -> Self {
        Self { kind: Some(kind), family: None, path: None }
    }

    /// The attribute with this path, or all below the module with this path.
    #[must_use]
    pub const fn path(path: &'s str) -> Self {
        Self { kind: None, family: None, path: Some(path) }
    }

    /// Only those of this family.
    #[must_use]
    pub const fn family(self, family: &'s str) -> Self {
        Self { family: Some(family), ..self }
    }

    /// Only those of this kind.
    #[must_use]
    pub const fn of_kind(self, kind: Kind) -> Self {
        Self { kind: Some(kind), ..self }
    }

    /// Only the attribute with this path, or those below the module with this path.
    #[must_use]
    pub const fn at(self, path: &'s str) -> Self {
        Self { path: Some(path), ..self }
    }

    /// Whether it names this attribute.
    #[inline]
    pub(crate) fn admits(&self, at: &At<'_>, path: &Path<'_>, attribute: &Attribute, kind: Kind) -> bool {
        let is_named_by_path = || self.path.is_some_and(|wanted| *path == *wanted);
        let kind_admits = match self.kind {
            Some(wanted) => wanted == kind,
            None => kind != Kind::Simulation || is_named_by_path(),
        };
        kind_admits
            && self.family.is_none_or(|wanted| attribute.family() == Some(wanted))
            && self.path.is_none_or(|wanted| is_named_by_path() || is_within(at, wanted))
    }
}
