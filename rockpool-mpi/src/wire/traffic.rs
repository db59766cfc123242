//! What was sent.

use std::ops::Sub;

/// What a rank has sent, as the usual algorithms send it: along a tree what is small, directly from rank to rank
/// what is large.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traffic {
    /// How many messages.
    pub messages: u64,
    /// How many bytes, without envelopes.
    pub bytes: u64,
}

/// What was sent since.
impl Sub for Traffic {
    type Output = Self;

    fn sub(self, before: Self) -> Self {
        Self {
            messages: self.messages.saturating_sub(before.messages),
            bytes: self.bytes.saturating_sub(before.bytes),
        }
    }
}
