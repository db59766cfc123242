//! Totals by kind, and within a kind by family.

use super::{ModuleRow, Row};
use crate::registry::Kind;
use alloc::vec::Vec;

/// A number of attributes, and what they hold.
#[derive(Clone, Copy, Debug, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub(super) struct Total {
    pub(super) attributes: usize,
    pub(super) elements: usize,
    /// Of the elements whose size is known.
    pub(super) bytes: usize,
}

impl Total {
    fn add(&mut self, row: &Row) {
        self.attributes += 1;
        self.elements = self.elements.saturating_add(row.elements);
        self.bytes = self.bytes.saturating_add(row.bytes.unwrap_or(0));
    }
}

/// The totals of one kind.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub(super) struct OfKind {
    #[cfg_attr(feature = "serde", serde(serialize_with = "super::by_name"))]
    pub(super) kind: Kind,
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub(super) total: Total,
    /// In the order in which they appear; attributes without a family are in none.
    pub(super) families: Vec<OfFamily>,
    /// Those that are parameters by declaration and fixed in this instance.
    pub(super) constants: Total,
}

/// The totals of one family within a kind.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub(super) struct OfFamily {
    pub(super) family: &'static str,
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub(super) total: Total,
}

/// All totals.
#[derive(Clone, Debug, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub(super) struct Totals {
    pub(super) kinds: Vec<OfKind>,
    pub(super) all: Total,
    pub(super) modules: usize,
}

impl Totals {
    pub(super) fn of(modules: &[ModuleRow]) -> Self {
        let mut totals = Self::default();
        totals.add(modules);
        totals.kinds.sort_by_key(|of| of.kind);
        totals
    }

    fn add(&mut self, modules: &[ModuleRow]) {
        for module in modules {
            // What an enum without a module has is a row alone.
            self.modules += usize::from(!module.is_alone());
            module.attributes.iter().for_each(|row| self.add_row(row));
            self.add(&module.modules);
        }
    }

    fn add_row(&mut self, row: &Row) {
        self.all.add(row);
        let place = self.kinds.iter().position(|of| of.kind == row.kind).unwrap_or_else(|| {
            self.kinds.push(OfKind {
                kind: row.kind,
                total: Total::default(),
                families: Vec::new(),
                constants: Total::default(),
            });
            self.kinds.len() - 1
        });
        let Some(of_kind) = self.kinds.get_mut(place) else { return };
        of_kind.total.add(row);
        if row.constant {
            of_kind.constants.add(row);
        }
        let Some(family) = row.family else { return };
        match of_kind.families.iter_mut().find(|of| of.family == family) {
            Some(of_family) => of_family.total.add(row),
            None => {
                let mut total = Total::default();
                total.add(row);
                of_kind.families.push(OfFamily { family, total });
            }
        }
    }
}
