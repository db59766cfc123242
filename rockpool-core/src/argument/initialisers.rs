//! Initialisers from what a builder takes: functions that return it, and the wrapper [`Init`].

use super::{Init, IntoArgument};
use crate::error::InitError;
use crate::init::{Declaration, FromFn, FromRng, Initialiser, Rng, Stream};
use crate::shape::Shape;
use crate::value::AttributeValue;

impl<T, F, R> Initialiser<T> for FromFn<F>
where
    T: AttributeValue,
    F: Fn(&[usize]) -> R + Send + Sync,
    R: IntoArgument<T, T::Class>,
{
    fn create(&self, shape: &Shape, _: Stream<'_>) -> Result<T, InitError> {
        (self.0)(shape).into_argument().into_value(shape)
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
        (self.0)(shape, &mut rng).into_argument().into_value(shape)
    }
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
