//! Errors, and faults with their places.

use super::brief::Brief;
use super::{FaultKind, many};
use crate::path::Path;
use alloc::vec::Vec;
use core::fmt;

/// All that is wrong, at once.
///
/// `Display` gives one line for each fault:
/// ``hidden.tau_mem: expected shape (n_out) = (3) or (), found (4); n_out = 3 was bound by `vmem` ``.
/// More than ten are a short list, grouped by module; `{:#}` gives every one its line. What each kind of
/// fault means stands in [`FaultKind`] and, with the ways out, in the
#[cfg_attr(all(feature = "derive", feature = "summary"), doc = "[guide](crate::guide::errors).")]
#[cfg_attr(not(all(feature = "derive", feature = "summary")), doc = "guide.")]
///
/// ```
/// use rockpool_core::prelude::*;
///
/// #[derive(Module, Debug)]
/// struct Leaky {
///     #[parameter(init = 0.02, bounds = 1e-6.., unit = "s")]
///     tau: f64,
///     #[module(origin)]
///     origin: Origin,
/// }
///
/// let error = Leaky::builder().tau(-1.0).build().unwrap_err();
/// assert_eq!(error.faults()[0].path(), &"tau");
/// assert_eq!(error.to_string(), "tau: expected a value in 1e-6.., found -1.0");
/// ```
#[derive(Clone)]
pub struct Error {
    faults: Vec<Fault>,
}

impl Error {
    /// At least one fault.
    pub(crate) fn new(faults: Vec<Fault>) -> Self {
        Self { faults }
    }

    pub(crate) fn one(path: impl Into<Path<'static>>, kind: FaultKind) -> Self {
        Self { faults: alloc::vec![Fault::new(path.into(), kind)] }
    }

    /// Nothing, or an error with these faults.
    pub(crate) fn unless_empty(faults: Vec<Fault>) -> Result<(), Self> {
        if faults.is_empty() { Ok(()) } else { Err(Self::new(faults)) }
    }

    /// An error of your own at the module itself, such as an input of a wrong size.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    /// let error = Error::other(std::io::Error::other("the microphone is mute"));
    /// assert_eq!(error.below("ear").below("head").to_string(), "head.ear: the microphone is mute");
    /// ```
    #[must_use]
    pub fn other(error: impl core::error::Error + Send + Sync + 'static) -> Self {
        Self::one("", FaultKind::Other { error: alloc::sync::Arc::new(error) })
    }

    /// The same error, told by the module above: `name` goes in front of every path.
    ///
    /// ```
    /// use rockpool_core::Error;
    /// let error = Error::other(std::io::Error::other("the microphone is mute"));
    /// assert_eq!(error.below("ear").to_string(), "ear: the microphone is mute");
    /// ```
    #[must_use]
    pub fn below(mut self, name: &str) -> Self {
        for fault in &mut self.faults {
            let dot = if fault.path == "" { "" } else { "." };
            fault.path = alloc::format!("{name}{dot}{}", fault.path).into();
        }
        self
    }

    /// The faults, in the order of the attributes.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    ///
    /// #[derive(Module)]
    /// struct Filter {
    ///     #[parameter(init = 0.02, bounds = 1e-6..)]
    ///     tau: f64,
    ///     #[module(origin)]
    ///     origin: Origin,
    /// }
    ///
    /// let error = Filter::builder().tau(-1.0).build().map(|_| ()).unwrap_err();
    /// assert_eq!(error.faults().len(), 1);
    /// ```
    #[must_use]
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        many::fmt_faults(&self.faults, f)
    }
}

/// The same words, since that is how `unwrap` and a `main` that returns a `Result` show an error; `{:#?}`
/// gives the faults as data.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if f.alternate() {
            return f.debug_struct("Error").field("faults", &self.faults).finish();
        }
        fmt::Display::fmt(self, f)
    }
}

impl core::error::Error for Error {
    /// That of an error of a module's own, if this is the only fault; what the module said itself is in
    /// the words of this one.
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self.faults.as_slice() {
            [fault] => fault.source(),
            _ => None,
        }
    }
}

/// One thing that is wrong, and where.
///
/// ```
/// use rockpool_core::prelude::*;
///
/// #[derive(Module, Debug)]
/// struct Leaky {
///     #[parameter(init = 0.02, bounds = 1e-6..)]
///     tau: f64,
///     #[module(origin)]
///     origin: Origin,
/// }
///
/// let error = Leaky::builder().tau(f64::NAN).build().unwrap_err();
/// let fault = &error.faults()[0];
/// assert_eq!(fault.path(), &"tau");
/// assert!(matches!(fault.kind(), FaultKind::Bounds { .. }));
/// assert_eq!(fault.to_string(), "tau: expected a value in 1e-6.., found NaN");
/// ```
#[derive(Clone, Debug)]
pub struct Fault {
    path: Path<'static>,
    kind: FaultKind,
}

impl Fault {
    pub(crate) fn new(path: Path<'static>, kind: FaultKind) -> Self {
        Self { path, kind }
    }

    /// Where: the path of an attribute or a module; empty for the root.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    ///
    /// #[derive(Module)]
    /// struct Filter {
    ///     #[parameter(init = 0.02, bounds = 1e-6..)]
    ///     tau: f64,
    ///     #[module(origin)]
    ///     origin: Origin,
    /// }
    ///
    /// let error = Filter::builder().tau(-1.0).build().map(|_| ()).unwrap_err();
    /// assert_eq!(error.faults()[0].path().to_string(), "tau");
    /// ```
    #[must_use]
    pub fn path(&self) -> &Path<'static> {
        &self.path
    }

    /// What.
    ///
    /// ```
    /// use rockpool_core::FaultKind;
    /// use rockpool_core::prelude::*;
    ///
    /// #[derive(Module)]
    /// struct Filter {
    ///     #[parameter(init = 0.02, bounds = 1e-6..)]
    ///     tau: f64,
    ///     #[module(origin)]
    ///     origin: Origin,
    /// }
    ///
    /// let error = Filter::builder().tau(-1.0).build().map(|_| ()).unwrap_err();
    /// assert!(matches!(error.faults()[0].kind(), FaultKind::Bounds { .. }));
    /// ```
    #[must_use]
    pub fn kind(&self) -> &FaultKind {
        &self.kind
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path != "" {
            write!(f, "{}: ", Brief(&self.path))?;
            // The builder that is at hand is not the one that has the method.
            if let FaultKind::Unbound { dim } = &self.kind {
                return write!(
                    f,
                    "dim `{dim}` is bound by nothing; give the field a shape, as in `#[module(shape = ..)]`, its builder `.{dim}(..)`, or data whose shape implies it"
                );
            }
        }
        self.kind.fmt(f)
    }
}

impl core::error::Error for Fault {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match &self.kind {
            FaultKind::Other { error } => error.source(),
            _ => None,
        }
    }
}
