//! Calls: what all ranks do together.

/// A call that all ranks make together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Call {
    /// The world is dropped.
    Leave,
    /// The same while its rank panics.
    Panic,
    Share,
    Sum,
    Map,
    Scatter,
    Gather,
    Save,
    Resume,
    Agree,
    Barrier,
}

impl Call {
    const ALL: [Self; 11] = [
        Self::Leave,
        Self::Panic,
        Self::Share,
        Self::Sum,
        Self::Map,
        Self::Scatter,
        Self::Gather,
        Self::Save,
        Self::Resume,
        Self::Agree,
        Self::Barrier,
    ];

    /// As the method is called.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Leave => "drop",
            Self::Panic => "panic",
            Self::Share => "share",
            Self::Sum => "sum",
            Self::Map => "map",
            Self::Scatter => "scatter",
            Self::Gather => "gather",
            Self::Save => "save",
            Self::Resume => "resume",
            Self::Agree => "agree",
            Self::Barrier => "barrier",
        }
    }

    pub(crate) fn is_end(self) -> bool {
        matches!(self, Self::Leave | Self::Panic)
    }

    /// As a byte.
    pub(crate) fn code(self) -> u8 {
        Self::ALL.iter().position(|call| *call == self).and_then(|code| u8::try_from(code).ok()).unwrap_or(0)
    }

    /// The call with this code; what nobody sends is a leave.
    pub(crate) fn of_code(code: u8) -> Self {
        Self::ALL.get(usize::from(code)).copied().unwrap_or(Self::Leave)
    }
}
