//! Which leaves a view shows: kind, family and name, at run time.

use crate::registry::{Attribute, Kind};

/// The most families that one view selects.
pub(crate) const MOST_FAMILIES: usize = 8;

/// Which leaves a view shows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Filter<'m> {
    kinds: u8,
    families: Option<Families>,
    name: Option<&'m str>,
}

#[derive(Clone, Copy, Debug)]
struct Families {
    names: [&'static str; MOST_FAMILIES],
    len: usize,
}

#[inline]
const fn bit(kind: Kind) -> u8 {
    1 << kind as u8
}

impl<'m> Filter<'m> {
    pub(crate) const ALL: Self = Self { kinds: 0b111, families: None, name: None };

    #[inline]
    pub(crate) const fn kind(kind: Kind) -> Self {
        Self { kinds: bit(kind), families: None, name: None }
    }

    /// Only the families with these names as well; `None` where there are too many.
    pub(crate) fn families(self, families: impl Iterator<Item = &'static str>) -> Option<Self> {
        let mut selected = Families { names: [""; MOST_FAMILIES], len: 0 };
        for family in families {
            if selected.contains(family) {
                continue;
            }
            *selected.names.get_mut(selected.len)? = family;
            selected.len += 1;
        }
        let narrowed = match self.families {
            None => selected,
            Some(before) => {
                let mut both = Families { names: [""; MOST_FAMILIES], len: 0 };
                for &family in selected.names().iter().filter(|family| before.contains(family)) {
                    both.names[both.len] = family;
                    both.len += 1;
                }
                both
            }
        };
        Some(Self { families: Some(narrowed), ..self })
    }

    #[inline]
    pub(crate) const fn named(self, name: &'m str) -> Self {
        Self { name: Some(name), ..self }
    }

    /// Whether it asks for this kind, and for nothing else.
    #[cfg(feature = "alloc")]
    pub(crate) fn is_kind(&self, kind: Kind) -> bool {
        self.kinds == bit(kind) && self.families.is_none() && self.name.is_none()
    }
}

/// What says which leaves a walk shows.
pub(crate) trait Admits {
    /// Whether an attribute is shown that has this kind in its instance.
    fn admits(&self, attribute: &Attribute, kind: Kind) -> bool;
}

/// All parameters: as a filter of that kind, but known when a walk is compiled.
#[cfg(feature = "alloc")]
pub(crate) struct ParametersOnly;

#[cfg(feature = "alloc")]
impl Admits for ParametersOnly {
    #[inline]
    fn admits(&self, _: &Attribute, kind: Kind) -> bool {
        kind == Kind::Parameter
    }
}

impl Admits for Filter<'_> {
    #[inline]
    fn admits(&self, attribute: &Attribute, kind: Kind) -> bool {
        self.kinds & bit(kind) != 0
            && self
                .families
                .as_ref()
                .is_none_or(|families| attribute.family().is_some_and(|family| families.contains(family)))
            && self.name.is_none_or(|name| attribute.name() == name)
    }
}

impl Families {
    fn names(&self) -> &[&'static str] {
        &self.names[..self.len]
    }

    fn contains(&self, family: &str) -> bool {
        self.names().contains(&family)
    }
}
