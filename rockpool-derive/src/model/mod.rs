//! The two models: what was written, and what is meant.

pub(crate) mod docs;
pub(crate) mod marks;
pub(crate) mod module;
pub(crate) mod raw;
pub(crate) mod trees;
pub(crate) mod with;
