//! A standing parameter with its value.

use crate::error::{Error, ExpectedShape, FaultKind, InitError};
use crate::init::{Initialiser, Stream};
use crate::key::Key;
use crate::registry::Kind;
use crate::shape::Shape;
use crate::value::{AttributeValue, Class};
use alloc::boxed::Box;
use alloc::string::{String, ToString};
use alloc::sync::Arc;
use core::fmt;

/// How a value is made, the first time and at every reset.
#[derive(Clone)]
pub(super) struct Recipe<T: AttributeValue> {
    pub(super) init: Option<Arc<dyn Initialiser<T>>>,
    pub(super) cast: Option<fn(T) -> T>,
    pub(super) key: Option<Key>,
    pub(super) shape: Shape,
    /// The data, in its shape, before the cast.
    pub(super) given: Option<T>,
}

impl<T: AttributeValue> Recipe<T> {
    pub(super) fn make(&self) -> Result<T, Error> {
        let made = match (&self.given, &self.init) {
            (Some(given), _) => given.clone(),
            (None, Some(init)) => init
                .create(&self.shape, Stream::of_key(self.key))
                .map_err(|error| init_error(error, &self.shape))?,
            (None, None) => return Err(Error::one("", FaultKind::NoValue)),
        };
        let is_made = T::Class::has_shape(&made, &self.shape);
        let value = match self.cast {
            Some(cast) => cast(made),
            None => made,
        };
        if T::Class::has_shape(&value, &self.shape) {
            return Ok(value);
        }
        let found = T::Class::shape(&value);
        let error = if is_made { InitError::Cast(found) } else { InitError::Shape(found) };
        Err(init_error(error, &self.shape))
    }
}

fn init_error(error: InitError, shape: &Shape) -> Error {
    let expected = Some(Box::new(ExpectedShape { declared: shape.to_string(), resolved: None }));
    Error::one("", FaultKind::Init { error, expected })
}

/// A parameter, state or simulation parameter with its value; made by `resolve`.
///
/// ```
/// use rockpool_core::prelude::*;
///
/// let mut tau = Parameter::new(0.02).family("taus").resolve()?;
/// *tau.value_mut() = 0.5;
/// tau.reset();
/// assert_eq!((tau.value(), tau.family(), tau.kind()), (&0.02, Some("taus"), Kind::Parameter));
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone)]
pub struct Resolved<T: AttributeValue> {
    pub(super) kind: Kind,
    pub(super) family: Option<String>,
    pub(super) recipe: Recipe<T>,
    pub(super) value: T,
}

impl<T: AttributeValue> Resolved<T> {
    /// The kind; a constant is a simulation parameter.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    /// assert_eq!(State::new(0.0).resolve()?.kind(), Kind::State);
    /// assert_eq!(State::new(Constant(0.0)).resolve()?.kind(), Kind::Simulation);
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The family.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    /// assert_eq!(Parameter::new(0.02).family("taus").resolve()?.family(), Some("taus"));
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn family(&self) -> Option<&str> {
        self.family.as_deref()
    }

    /// The shape that was resolved.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    /// let w = Parameter::new(vec![1.0, 2.0, 3.0, 4.0]).shape((2, 2)).resolve()?;
    /// assert_eq!(w.shape(), [2, 2]);
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn shape(&self) -> &[usize] {
        &self.recipe.shape
    }

    /// The value.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    /// assert_eq!(Parameter::new(0.02).resolve()?.value(), &0.02);
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn value(&self) -> &T {
        &self.value
    }

    /// The value, for writing.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    /// let mut tau = Parameter::new(0.02).resolve()?;
    /// *tau.value_mut() = 0.05;
    /// assert_eq!(tau.value(), &0.05);
    /// # Ok::<(), Error>(())
    /// ```
    pub fn value_mut(&mut self) -> &mut T {
        &mut self.value
    }

    /// The value itself.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    /// assert_eq!(SimulationParameter::new("euler").resolve()?.into_value(), "euler");
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn into_value(self) -> T {
        self.value
    }

    /// Returns the value to what it was when it was resolved. A constant is left alone, and
    /// so is a value that the initialiser no longer makes.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    /// let mut w = Parameter::<Vec<f64>>::shaped(2).init(ones()).resolve()?;
    /// w.value_mut()[0] = 5.0;
    /// w.reset();
    /// assert_eq!(w.value(), &[1.0, 1.0]);
    /// # Ok::<(), Error>(())
    /// ```
    pub fn reset(&mut self) {
        if self.kind != Kind::Simulation
            && let Ok(value) = self.recipe.make()
        {
            self.value = value;
        }
    }
}

impl<T: AttributeValue> fmt::Debug for Resolved<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Resolved")
            .field("kind", &self.kind)
            .field("family", &self.family)
            .field("shape", &self.recipe.shape)
            .finish_non_exhaustive()
    }
}
