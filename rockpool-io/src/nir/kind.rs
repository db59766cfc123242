//! Which module a node is, and which attributes that has.

/// Which module a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CellKind {
    Linear,
    Lif,
    LifNeuron,
    ExpSyn,
    Delay,
}

/// The values of NIR that are attributes under another name, or the same: in NIR and here.
type Names = &'static [(&'static str, &'static str)];

impl CellKind {
    /// Parameters that have one value for each unit.
    pub(super) const fn per_unit(self) -> Names {
        match self {
            Self::Linear => &[],
            Self::Lif => &[
                ("tau_mem", "tau_mem"),
                ("tau_syn", "tau_syn"),
                ("v_leak", "bias"),
                ("v_threshold", "threshold"),
            ],
            Self::LifNeuron => &[("tau", "tau_mem"), ("v_leak", "bias"), ("v_threshold", "threshold")],
            Self::ExpSyn => &[("tau", "tau")],
            Self::Delay => &[("delay", "delay")],
        }
    }

    /// Simulation parameters, which NIR does not know.
    pub(super) const fn simulation(self) -> &'static [&'static str] {
        match self {
            Self::Linear => &[],
            Self::Lif | Self::LifNeuron => &["dt", "noise_std", "max_spikes_per_dt", "learning_window"],
            Self::ExpSyn => &["dt", "noise_std", "max_window_length"],
            Self::Delay => &["dt"],
        }
    }

    /// Those of them that are words.
    pub(super) const fn words(self) -> &'static [&'static str] {
        match self {
            Self::Linear | Self::ExpSyn | Self::Delay => &[],
            Self::Lif | Self::LifNeuron => &["surrogate"],
        }
    }

    /// Attributes that may be absent, and of which NIR knows nothing.
    pub(super) const fn optional(self) -> &'static [&'static str] {
        match self {
            Self::Linear | Self::Delay => &[],
            Self::Lif | Self::LifNeuron => &["gain", "v_leak", "v_reset", "refractory_period"],
            Self::ExpSyn => &["gain"],
        }
    }

    /// The attribute that the membranes or synapses decay with, in NIR.
    pub(super) const fn decay(self) -> Option<&'static str> {
        match self {
            Self::Linear | Self::Delay => None,
            Self::Lif => Some("tau_mem"),
            Self::LifNeuron | Self::ExpSyn => Some("tau"),
        }
    }
}
