//! What walks ask the origin of every attribute.

use super::Origin;
use crate::registry::{Attribute, Kind};

/// A bit for each of the first 32 attributes: small, because it lies beside the module's own data, and walks
/// read it with them. What the origin says of further attributes is elsewhere in memory.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct AttributeFlags {
    pub(crate) constants: u32,
    /// Those that have something in place of the declared initialiser, or a shape before the cast.
    pub(crate) given: u32,
}

impl AttributeFlags {
    /// So many attributes have a bit.
    pub(crate) const MOST: usize = 32;

    /// Read once for each module.
    #[inline]
    pub(crate) fn of(origin: Option<&Origin>) -> Self {
        origin.map_or_else(Self::default, Origin::attribute_flags)
    }

    /// Whether an attribute is what it is declared to be, since none of those with a bit is constant.
    #[inline]
    pub(crate) fn has_no_constant(self, index: usize) -> bool {
        index < Self::MOST && self.constants == 0
    }

    /// The kind of an attribute in this instance.
    #[inline]
    pub(crate) fn kind(self, attribute: &Attribute, origin: Option<&Origin>, index: usize) -> Kind {
        // Few modules have constants: one question for all of a module's attributes, and a branch, where a
        // choice would wait for the flags to be read.
        if self.has_no_constant(index) {
            return attribute.kind();
        }
        core::hint::cold_path();
        let is_constant = match index {
            0..32 => self.constants & 1 << index != 0,
            _ => origin.is_some_and(|origin| origin.is_constant(index)),
        };
        if is_constant { Kind::Simulation } else { attribute.kind() }
    }

    /// Whether the origin may say more of an attribute than its shape: that it is constant, or was given.
    #[cfg(feature = "alloc")]
    #[inline]
    pub(crate) fn may_tell(self, index: usize) -> bool {
        index >= 32 || (self.constants | self.given) & 1 << index != 0
    }
}
