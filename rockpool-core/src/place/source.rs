//! Where an instance's value comes from.

use super::Restored;
use crate::error::InitError;
use crate::init::{Initialiser, Stream, replace};
use crate::shape::Shape;
use crate::value::{AttributeValue, Class, Value};
use alloc::sync::Arc;
use core::any::Any;
use core::fmt;

/// Where an instance's value comes from, in place of the declared initialiser.
#[derive(Clone)]
pub(crate) enum Source {
    /// The given value, in its shape, before the cast.
    Value(Value),
    /// The given initialiser, an `Arc<dyn Initialiser<T>>`.
    Init(Arc<dyn Any + Send + Sync>),
}

impl Source {
    pub(crate) fn init<T: AttributeValue>(init: Arc<dyn Initialiser<T>>) -> Self {
        Self::Init(Arc::new(init))
    }

    /// A new value; `None` where the source is of another type.
    pub(crate) fn create<T: AttributeValue>(
        &self,
        shape: Option<&Shape>,
        stream: Stream<'_>,
    ) -> Option<Result<T, InitError>> {
        match self {
            Self::Value(value) => T::Class::from_value(value.any()).map(Ok),
            Self::Init(init) => {
                let init = init.downcast_ref::<Arc<dyn Initialiser<T>>>()?;
                Some(init.create(shape.unwrap_or(&Shape::SCALAR), stream))
            }
        }
    }

    pub(crate) fn overwrite<T: AttributeValue>(
        &self,
        value: &mut T,
        shape: Option<&Shape>,
        stream: Stream<'_>,
    ) -> Restored {
        match self {
            Self::Value(given) => match given.any().as_any().downcast_ref::<T>() {
                Some(given) if shape.is_none_or(|shape| T::Class::has_shape(given, shape)) => {
                    value.clone_from(given);
                    Restored::Done
                }
                Some(given) => replace(value, given.clone(), shape, None).into(),
                None => match T::Class::from_value(given.any()) {
                    Some(given) => replace(value, given, shape, None).into(),
                    None => Restored::Undeclared,
                },
            },
            Self::Init(init) => match init.downcast_ref::<Arc<dyn Initialiser<T>>>() {
                Some(init) => init.overwrite(value, shape, stream).into(),
                None => Restored::Undeclared,
            },
        }
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Value(value) => value.fmt(f),
            Self::Init(_) => f.write_str("Init(..)"),
        }
    }
}
