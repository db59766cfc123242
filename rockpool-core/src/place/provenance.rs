//! Where an instance's value comes from.

use super::{Made, Unmade};
use crate::init::{Initialiser, Stream, replace};
use crate::shape::Shape;
use crate::value::{AttributeValue, Class, Making, Value};
use alloc::sync::Arc;
use core::any::Any;
use core::fmt;

/// Where an instance's value comes from, in place of the declared initialiser: what a reset returns to.
#[derive(Clone)]
pub(crate) enum Provenance {
    /// The given value, in its shape, before the cast.
    Value(Value),
    /// The given initialiser, an `Arc<dyn Initialiser<T>>`.
    Init(Arc<dyn Any + Send + Sync>),
}

impl Provenance {
    /// This value.
    #[inline(never)]
    pub(crate) fn of_value<T: AttributeValue>(value: &T) -> Self {
        if let Some(mut held) = T::Class::blank()
            && T::Class::overwrite(&mut held, value)
        {
            return Self::Value(Value::of_box(held));
        }
        Self::Value(T::Class::into_source(value.clone()))
    }

    pub(crate) fn init<T: AttributeValue>(init: Arc<dyn Initialiser<T>>) -> Self {
        Self::Init(Arc::new(init))
    }

    /// The given initialiser. That an attribute was given one for another type does not happen.
    fn typed<T: AttributeValue>(init: &Arc<dyn Any + Send + Sync>) -> Result<&dyn Initialiser<T>, Unmade> {
        let init = init.downcast_ref::<Arc<dyn Initialiser<T>>>();
        init.map(|init| &**init).ok_or(Unmade::Undeclared)
    }

    /// The value once more, before the cast.
    pub(super) fn make<T: AttributeValue>(
        &self,
        shape: Option<&Shape>,
        stream: Stream<'_>,
    ) -> Result<T, Unmade> {
        match self {
            Self::Value(value) => T::Class::from_source(value.any()).ok_or(Unmade::Undeclared),
            Self::Init(init) => Ok(Self::typed::<T>(init)?.create(shape.unwrap_or(&Shape::SCALAR), stream)?),
        }
    }

    /// The value once more, over the one that the field has.
    pub(super) fn overwrite<T: AttributeValue>(
        &self,
        value: &mut T,
        shape: Option<&Shape>,
        stream: Stream<'_>,
    ) -> Made {
        match self {
            Self::Value(given) => match given.any().as_any().downcast_ref::<T>() {
                Some(given) if shape.is_none_or(|shape| T::Class::has_shape(given, shape)) => {
                    if !T::Class::overwrite(value, given) {
                        value.clone_from(given);
                    }
                    Ok(())
                }
                _ => Ok(replace(value, self.make(shape, stream)?, shape, None)?),
            },
            Self::Init(init) => Ok(Self::typed::<T>(init)?.overwrite(value, shape, stream)?),
        }
    }
}

impl fmt::Debug for Provenance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Value(value) => value.fmt(f),
            Self::Init(_) => f.write_str("Init(..)"),
        }
    }
}
