//! Which leaves a view shows: kind, family, name, place and type of elements, at run time.

use super::places::{Places, Span};
use crate::registry::{Attribute, Kind};
use crate::value::{AnyElement, AnyValue};
use core::any::TypeId;

/// The most families that one view selects.
pub(crate) const MOST_FAMILIES: usize = 8;

/// Which leaves a view shows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Filter<'m> {
    kinds: u8,
    /// Whether it asks for more than the kind. One question for all of that: most views ask for the kind alone.
    is_narrowed: bool,
    families: Option<Families>,
    name: Option<&'m str>,
    elements: Option<ElementType>,
    places: Places,
}

#[derive(Clone, Copy, Debug)]
struct Families {
    names: [&'static str; MOST_FAMILIES],
    len: usize,
}

#[derive(Clone, Copy, Debug)]
struct ElementType {
    id: TypeId,
    is_of: fn(&dyn AnyValue) -> bool,
}

impl<'m> Filter<'m> {
    pub(crate) const ALL: Self = Self {
        kinds: 0b111,
        is_narrowed: false,
        families: None,
        name: None,
        elements: None,
        places: Places::ALL,
    };

    #[inline]
    pub(crate) const fn kind(kind: Kind) -> Self {
        Self { kinds: kind.bit(), ..Self::ALL }
    }

    /// Shows nothing.
    const fn nothing(self) -> Self {
        Self { kinds: 0, ..self }
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
        Some(Self { is_narrowed: true, families: Some(narrowed), ..self })
    }

    /// Only the attributes with this name as well.
    pub(crate) fn named(self, name: &'m str) -> Self {
        match self.name {
            Some(before) if before != name => self.nothing(),
            _ => Self { is_narrowed: true, name: Some(name), ..self },
        }
    }

    /// Only those whose elements are of type `T` as well.
    pub(crate) fn of<T: AnyElement>(self) -> Self {
        let elements = ElementType {
            id: TypeId::of::<T>(),
            is_of: |value: &dyn AnyValue| value.access_to::<T>().is_some(),
        };
        match self.elements {
            Some(before) if before.id != elements.id => self.nothing(),
            _ => Self { is_narrowed: true, elements: Some(elements), ..self },
        }
    }

    /// Only the leaves of this span as well.
    #[cfg(feature = "alloc")]
    pub(super) fn within(self, span: Span) -> Self {
        Self { is_narrowed: true, places: self.places.within(span), ..self }
    }

    /// All but the leaves of this span; `None` where too many are left out.
    #[cfg(feature = "alloc")]
    pub(super) fn without(self, span: Span) -> Option<Self> {
        Some(Self { is_narrowed: true, places: self.places.without(span)?, ..self })
    }

    /// The name that it asks for.
    #[cfg(feature = "alloc")]
    pub(super) fn name(&self) -> Option<&'m str> {
        self.name
    }

    /// Whether it asks for this kind, and for nothing else.
    #[cfg(feature = "alloc")]
    pub(crate) fn is_kind(&self, kind: Kind) -> bool {
        self.kinds == kind.bit() && !self.is_narrowed
    }

    /// Whether it leaves out more than kinds.
    #[cfg(feature = "alloc")]
    pub(crate) fn is_narrowed(self) -> bool {
        self.is_narrowed
    }

    /// For one walk.
    #[inline]
    pub(crate) fn chosen(self) -> Chosen<'m> {
        Chosen { shown: if self.is_narrowed { 0 } else { self.kinds }, filter: self, leaf: 0 }
    }
}

/// What says which leaves a walk shows; it is asked once about each.
pub(crate) trait Admits {
    /// Whether it may show attributes that are declared to be of this kind.
    #[inline]
    fn may_admit(&self, declared: Kind) -> bool {
        let _ = declared;
        true
    }

    /// The kinds that are shown whatever else an attribute is, as bits.
    #[inline]
    fn shown(&self) -> u8 {
        0
    }

    /// Whether an attribute is shown that has this kind in its instance.
    fn admits(&mut self, attribute: &Attribute, kind: Kind, value: &dyn AnyValue) -> bool;
}

/// All attributes of a kind: as a filter of it, but known when a walk is compiled.
pub(crate) struct Only<const KIND: u8>;

pub(crate) type OnlyParameters = Only<{ Kind::Parameter as u8 }>;
pub(crate) type OnlyStates = Only<{ Kind::State as u8 }>;

impl<const KIND: u8> Only<KIND> {
    pub(crate) const fn new() -> Self {
        Self
    }
}

impl<const KIND: u8> Admits for Only<KIND> {
    #[inline]
    fn may_admit(&self, declared: Kind) -> bool {
        declared as u8 == KIND
    }
    #[inline]
    fn admits(&mut self, _: &Attribute, kind: Kind, _: &dyn AnyValue) -> bool {
        kind as u8 == KIND
    }
}

/// A filter during a walk.
pub(crate) struct Chosen<'m> {
    /// The kinds that are shown whatever else an attribute is: one question answers for most leaves.
    shown: u8,
    filter: Filter<'m>,
    /// The number of leaves that the walk has met, counted where something but the kind is asked.
    leaf: u32,
}

impl Admits for Chosen<'_> {
    #[inline(always)]
    fn shown(&self) -> u8 {
        self.shown
    }
    #[inline(always)]
    fn admits(&mut self, attribute: &Attribute, kind: Kind, value: &dyn AnyValue) -> bool {
        self.shown & kind.bit() != 0
            || self.filter.is_narrowed && self.admits_narrowed(attribute, kind, value)
    }
}

impl Chosen<'_> {
    /// Whether it goes by the number of a leaf, so that it must be asked about all.
    #[cfg(feature = "alloc")]
    pub(super) fn counts(&self) -> bool {
        self.filter.places.is_part()
    }

    #[inline(never)]
    fn admits_narrowed(&mut self, attribute: &Attribute, kind: Kind, value: &dyn AnyValue) -> bool {
        let leaf = self.leaf;
        self.leaf = leaf.saturating_add(1);
        let Filter { kinds, families, name, elements, places, .. } = &self.filter;
        let is_of = |families: &Families| attribute.family().is_some_and(|family| families.contains(family));
        kinds & kind.bit() != 0
            && families.as_ref().is_none_or(is_of)
            && name.is_none_or(|name| attribute.name() == name)
            && elements.as_ref().is_none_or(|elements| (elements.is_of)(value))
            && places.holds(leaf)
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
