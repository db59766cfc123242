//! What ranks hold differently.

use crate::ranks::Ranks;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Something that ranks hold differently, before anything is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disagreement {
    /// Where: the path of an attribute or a module, empty for the module itself.
    pub path: String,
    /// What is different: `shape`, `family`, `variant`, ….
    pub what: String,
    /// What rank 0 has there; `None` if it has no such attribute or module.
    pub expected: Option<String>,
    /// What the others have there.
    pub found: Option<String>,
    /// Who.
    pub ranks: Vec<usize>,
}

impl fmt::Display for Disagreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, what, expected, found, ranks } = self;
        let colon = if path.is_empty() { "" } else { ": " };
        let ranks = Ranks(ranks);
        // Of an attribute that one side lacks, the kind says what it is.
        let what = if what == "kind" && (expected.is_none() || found.is_none()) { "a" } else { what };
        write!(f, "{path}{colon}")?;
        match (expected, found) {
            (Some(expected), Some(found)) => {
                write!(f, "expected {what} {expected}, as on rank 0, found {found} on {ranks}")
            }
            (Some(expected), None) => {
                write!(f, "expected {what} {expected}, as on rank 0, found nothing on {ranks}")
            }
            (None, found) => {
                let found = found.as_deref().unwrap_or_default();
                write!(f, "expected nothing, as on rank 0, found {what} {found} on {ranks}")
            }
        }
    }
}
