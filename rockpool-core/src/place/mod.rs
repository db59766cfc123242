//! Where the value of an attribute goes when it is made or reset, and where it comes from.
//!
//! A new value takes one way: what the builder was given, or else what is declared; then the cast. A reset goes
//! it again, into the field itself where it can.

mod begin;
mod cast;
mod declared;
#[cfg(feature = "alloc")]
mod provenance;
mod scope;

pub(crate) use begin::Begin;
pub(crate) use cast::Casting;
pub(crate) use declared::Declared;
#[cfg(feature = "alloc")]
pub(crate) use provenance::Provenance;
pub(crate) use scope::Dimensions;
pub use scope::{Like, Scope};

use crate::error::InitError;
use crate::init::Stream;
use crate::shape::Shape;
use crate::value::AttributeValue;
use core::any::Any;
use core::ops::ControlFlow;

/// Whether a value was made; on an error, a field stays as it was.
pub type Made = Result<(), Unmade>;

/// Why a value was not made.
#[derive(Debug)]
pub enum Unmade {
    /// Nothing is given, and the declaration does not say what to begin with.
    Undeclared,
    /// The dim with this index is not known, which the initialiser names.
    Unbound(usize),
    /// What it begins like could not be made, which is told there.
    Waiting,
    /// The initialiser or the cast has no value to give.
    Init(InitError),
}

impl From<InitError> for Unmade {
    #[inline]
    fn from(error: InitError) -> Self {
        Self::Init(error)
    }
}

/// Where the value of an attribute goes.
///
/// `Structure::initialise` maps an attribute's index to the type of its field and its declared
/// initialiser; this is what it is given, and it does the rest.
#[derive(Debug)]
pub struct Target<'t> {
    pub(crate) place: Place<'t>,
    /// The shape that the value shall have, where it is known.
    pub(crate) shape: Option<&'t Shape>,
    /// The shape before the cast, where that gives it another.
    pub(crate) before_cast: Option<&'t Shape>,
    pub(crate) stream: Stream<'t>,
    /// What the declared initialiser may look at, where it does.
    pub(crate) scope: Option<&'t Scope<'t>>,
}

#[derive(Debug)]
pub(crate) enum Place<'t> {
    /// A `T` that is reset.
    Field {
        field: &'t mut dyn Any,
        /// What the instance was given in place of the declared initialiser.
        #[cfg(feature = "alloc")]
        given: Option<&'t Provenance>,
    },
    /// A `T` that the builder was given, which awaits its cast.
    #[cfg(feature = "alloc")]
    Given(&'t mut dyn Any),
    /// An `Option<T>`: what the builder was given, which awaits its cast, or nothing yet.
    New(&'t mut dyn Any),
}

impl<'t> Target<'t> {
    /// The value of a dim that the initialiser names, by its index.
    pub fn dim(&self, index: usize) -> Option<usize> {
        self.scope?.dim(index)
    }

    /// There is no attribute with this index.
    ///
    /// # Errors
    /// Always: nothing is declared of it.
    #[inline]
    pub fn unknown(self) -> Made {
        Err(Unmade::Undeclared)
    }

    /// Breaks off where the instance was given a value, which then is in its place.
    #[inline(always)]
    fn take_given<T: AttributeValue>(self) -> ControlFlow<Made, Self> {
        match self.place {
            #[cfg(feature = "alloc")]
            Place::Field { field, given: Some(given) } => {
                ControlFlow::Break(match field.downcast_mut::<T>() {
                    Some(value) => given.overwrite(value, self.shape, self.stream),
                    None => Ok(()),
                })
            }
            #[cfg(feature = "alloc")]
            Place::Given(_) => ControlFlow::Break(Ok(())),
            Place::New(new) if matches!(new.downcast_ref::<Option<T>>(), Some(Some(_))) => {
                ControlFlow::Break(Ok(()))
            }
            place => ControlFlow::Continue(Self { place, ..self }),
        }
    }
}
