//! Who gives a dim its value.

use core::fmt;

/// Who bound a dim.
///
/// ```
/// use rockpool_core::prelude::*;
/// use rockpool_core::shape::Binder;
///
/// #[derive(Module, Debug)]
/// #[module(shape = n)]
/// struct Leaky {
///     #[state(shape = n)]
///     x: Vec<f64>,
///     #[state(shape = n)]
///     y: Vec<f64>,
///     #[module(origin)]
///     origin: Origin,
/// }
///
/// let error = Leaky::builder().n(3).x(vec![0.0; 4]).build().unwrap_err();
/// let FaultKind::Shape { bound, .. } = error.faults()[0].kind() else { panic!() };
/// assert_eq!((bound[0].dim, bound[0].by), ("n", Binder::Builder));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Binder {
    /// A call on the builder.
    Builder,
    /// The shape that the parent gives.
    Parent,
    /// The data of this attribute.
    Attribute(&'static str),
    /// The shape of this submodule.
    Submodule(&'static str),
    /// What the dim is where nothing else binds it: `dims(n_in = default(n_out))`.
    Default,
}

impl Binder {
    /// Binders in the same round are ordered by name, so that the order of fields does not matter.
    pub(crate) fn rank(self) -> (u8, &'static str) {
        match self {
            Self::Builder => (0, ""),
            Self::Parent => (1, ""),
            Self::Attribute(name) => (2, name),
            Self::Submodule(name) => (3, name),
            Self::Default => (4, ""),
        }
    }
}

impl fmt::Display for Binder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Builder => f.write_str("the builder"),
            Self::Parent => f.write_str("the parent"),
            Self::Attribute(name) | Self::Submodule(name) => write!(f, "`{name}`"),
            Self::Default => f.write_str("its default"),
        }
    }
}

/// A dim's value and who bound it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bound {
    pub(crate) value: usize,
    pub(crate) by: Binder,
}
