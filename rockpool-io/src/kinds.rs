//! Which kinds of attributes are meant.

use rockpool_core::prelude::*;

/// Which kinds are written and expected, as they are declared, and how.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kinds {
    pub(crate) parameters: bool,
    pub(crate) state: bool,
    pub(crate) simulation: bool,
    /// Whether JSON says what its values are.
    pub(crate) metadata: bool,
    /// Whether JSON has the original's names.
    pub(crate) original: bool,
    /// Whether states that later draws depend on are written whatever the kinds.
    pub(crate) positions: bool,
    /// Whether what has no stored form is left out, where it would be refused otherwise.
    pub(crate) storable: bool,
}

/// The name of the states that say how far a module has drawn.
const POSITION: &str = "noise_position";

impl Kinds {
    pub(crate) const PARAMETERS: Self = Self {
        parameters: true,
        state: false,
        simulation: false,
        metadata: true,
        original: false,
        positions: true,
        storable: false,
    };

    /// What a network is without what it is doing.
    #[cfg(feature = "nir")]
    pub(crate) const ALL_BUT_STATE: Self = Self { simulation: true, ..Self::PARAMETERS };

    /// Whether an attribute is written.
    pub(crate) fn writes(&self, attribute: &Attribute) -> bool {
        let is_position = self.positions && attribute.name() == POSITION;
        attribute.is_stored() && (self.has(attribute.kind()) || is_position)
    }

    pub(crate) const fn has(&self, kind: Kind) -> bool {
        match kind {
            Kind::Parameter => self.parameters,
            Kind::State => self.state,
            Kind::Simulation => self.simulation,
        }
    }
}
