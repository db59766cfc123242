//! Initialisers from what a builder takes: functions that return it, and the wrapper [`Init`].

use super::{Init, IntoArgument, Supplied, Supply};
use crate::error::InitError;
use crate::init::{Declaration, FromFn, FromRng, Initialiser, Rng, Stream, replace};
use crate::shape::Shape;
use crate::value::{AttributeValue, Class, Making};

impl<T, F, R> Initialiser<T> for FromFn<F>
where
    T: AttributeValue,
    F: Fn(&[usize]) -> R + Send + Sync,
    R: IntoArgument<T, T::Class>,
{
    fn create(&self, shape: &Shape, _: Stream<'_>) -> Result<T, InitError> {
        called(|| (self.0)(shape)).into_value(shape)
    }
    fn overwrite(&self, value: &mut T, shape: Option<&Shape>, stream: Stream<'_>) -> Result<(), InitError> {
        let wanted = shape.cloned().unwrap_or_else(|| T::Class::shape(value));
        overwrite(value, called(|| (self.0)(&wanted)), &wanted, stream)
    }
}

impl<T, F, R> Initialiser<T> for FromRng<F>
where
    T: AttributeValue,
    F: Fn(&[usize], &mut dyn Rng) -> R + Send + Sync,
    R: IntoArgument<T, T::Class>,
{
    fn create(&self, shape: &Shape, stream: Stream<'_>) -> Result<T, InitError> {
        let mut rng = stream.rng()?;
        called(|| (self.0)(shape, &mut rng)).into_value(shape)
    }
    fn overwrite(&self, value: &mut T, shape: Option<&Shape>, stream: Stream<'_>) -> Result<(), InitError> {
        let mut rng = stream.rng()?;
        let wanted = shape.cloned().unwrap_or_else(|| T::Class::shape(value));
        overwrite(value, called(|| (self.0)(&wanted, &mut rng)), &wanted, stream)
    }
}

/// What a function returns, which lies on the stack no longer than that.
#[inline(never)]
fn called<T: AttributeValue, R: IntoArgument<T, T::Class>>(function: impl FnOnce() -> R) -> Supplied<T> {
    function().into_argument()
}

/// Overwrites a value with this; in place, where nothing is to be judged before.
fn overwrite<T: AttributeValue>(
    value: &mut T,
    supplied: Supplied<T>,
    shape: &Shape,
    stream: Stream<'_>,
) -> Result<(), InitError> {
    let supplied = match supplied {
        Supplied { supply: Supply::Data(data), .. }
            if stream.bounds().is_none() && T::Class::data_shape(&data) == *shape =>
        {
            match T::Class::realise_in(value, data, shape) {
                Ok(()) => return Ok(()),
                Err(data) => Supplied::data(data),
            }
        }
        supplied => supplied,
    };
    overwrite_anew(value, supplied, shape, stream)
}

#[inline(never)]
fn overwrite_anew<T: AttributeValue>(
    value: &mut T,
    supplied: Supplied<T>,
    shape: &Shape,
    stream: Stream<'_>,
) -> Result<(), InitError> {
    replace(value, supplied.into_value(shape)?, Some(shape), stream.bounds())
}

/// An initialiser of your own, wrapped as for a builder.
impl<T: AttributeValue, C, I: Initialiser<T>> Declaration<T, C> for Init<I> {
    fn create(self, shape: Option<&Shape>, stream: Stream<'_>) -> Result<T, InitError> {
        Initialiser::create(&self.0, shape.unwrap_or(&Shape::SCALAR), stream)
    }
    fn overwrite(self, value: &mut T, shape: Option<&Shape>, stream: Stream<'_>) -> Result<(), InitError> {
        Initialiser::overwrite(&self.0, value, shape, stream)
    }
}
