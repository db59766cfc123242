//! What nothing is.

/// Nothing implements it.
///
/// An impl `where for<'a> (): Never<'a>` never holds, and may therefore stand beside another for the same
/// types. It stands there for the sake of errors: where there is one candidate only, rustc takes it and
/// says which of its bounds fails; where there are two, it says that there is none, in the words of the
/// trait, and that its associated types are unknown, of which nothing more is said.
pub trait Never<'a> {}
