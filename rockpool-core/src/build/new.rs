//! A value in the making, off the stack.
//!
//! A struct may hold an array of any size in itself. What makes it goes through a dozen functions, each of which
//! would hold it as a variable of its own, not optimised even several times; so it is made in a box, where its
//! type lets it, and no function that calls another holds more than the box.

use crate::argument::DataOf;
use crate::error::InitError;
use crate::init::{Initialiser, Stream};
use crate::place::{Made, Place};
use crate::shape::Shape;
use crate::value::{AttributeValue, Making, Unfit};
use alloc::boxed::Box;

/// A value in the making.
pub(super) struct New<T> {
    held: Held<T>,
    is_made: bool,
}

enum Held<T> {
    /// What is made goes over this.
    Large(Box<T>),
    /// Of types that are small themselves.
    Small(Box<Option<T>>),
}

impl<T: AttributeValue> New<T> {
    pub(super) fn nothing() -> Self {
        let held = match T::Class::blank() {
            Some(blank) => Held::Large(blank),
            None => Held::Small(none()),
        };
        Self { held, is_made: false }
    }

    /// Makes it by this initialiser.
    pub(super) fn initialise(
        &mut self,
        init: &dyn Initialiser<T>,
        shape: Option<&Shape>,
        stream: Stream<'_>,
    ) -> Result<(), InitError> {
        match &mut self.held {
            Held::Large(blank) => init.overwrite(blank, shape, stream)?,
            Held::Small(small) => create(small, init, shape, stream)?,
        }
        self.is_made = true;
        Ok(())
    }

    /// Makes it of data.
    pub(super) fn realise(&mut self, data: DataOf<T>, shape: &Shape) -> Result<(), Unfit> {
        match &mut self.held {
            Held::Large(blank) => match T::Class::realise_in(blank, data, shape) {
                Ok(()) => {}
                Err(data) => realise::<T>(blank, data, shape)?,
            },
            Held::Small(small) => realise_small(small, data, shape)?,
        }
        self.is_made = true;
        Ok(())
    }

    /// Lets what is declared be put there, and the cast.
    pub(super) fn put(&mut self, put: impl FnOnce(Place<'_>) -> Made) -> Made {
        put(match &mut self.held {
            Held::Large(given) if self.is_made => Place::Given(&mut **given),
            Held::Large(blank) => Place::Field { field: &mut **blank, given: None },
            Held::Small(small) => Place::New(&mut **small),
        })?;
        self.is_made = true;
        Ok(())
    }

    /// The value, if it was made.
    pub(super) fn get(&self) -> Option<&T> {
        match &self.held {
            Held::Large(value) => self.is_made.then_some(value),
            Held::Small(small) => small.as_ref().as_ref(),
        }
    }

    /// The value, if it was made.
    pub(super) fn take(self) -> Option<Box<T>> {
        match self.held {
            Held::Large(value) => self.is_made.then_some(value),
            Held::Small(small) => boxed(small),
        }
    }
}

// Each of these holds values on the stack, and so calls nothing that goes deeper.

#[inline(never)]
fn none<T>() -> Box<Option<T>> {
    Box::new(None)
}

#[inline(never)]
#[expect(clippy::boxed_local, reason = "what is in the box lies on the stack of this frame alone")]
fn boxed<T>(small: Box<Option<T>>) -> Option<Box<T>> {
    small.map(Box::new)
}

#[inline(never)]
fn create<T: AttributeValue>(
    small: &mut Option<T>,
    init: &dyn Initialiser<T>,
    shape: Option<&Shape>,
    stream: Stream<'_>,
) -> Result<(), InitError> {
    *small = Some(init.create(shape.unwrap_or(&Shape::SCALAR), stream)?);
    Ok(())
}

#[inline(never)]
fn realise<T: AttributeValue>(value: &mut T, data: DataOf<T>, shape: &Shape) -> Result<(), Unfit> {
    *value = T::Class::realise(data, shape)?;
    Ok(())
}

#[inline(never)]
fn realise_small<T: AttributeValue>(
    small: &mut Option<T>,
    data: DataOf<T>,
    shape: &Shape,
) -> Result<(), Unfit> {
    *small = Some(T::Class::realise(data, shape)?);
    Ok(())
}
