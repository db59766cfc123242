//! Casts: functions that a value goes through when it is made, and whenever it is made again.

use super::{Made, Place, Target};
use crate::init::replace;
use crate::never::Never;
use crate::value::{AttributeValue, By, Class, With};
use core::any::Any;
use core::marker::PhantomData;

/// What may be written after `cast =` on an attribute of type `T`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not cast `{T}`; `cast` takes a function from `{T}` to `{T}`",
    label = "not a function from `{T}` to `{T}`"
)]
pub trait Cast<T>: Fn(T) -> T {}

#[diagnostic::do_not_recommend]
impl<T, F: Fn(T) -> T> Cast<T> for F {}

/// A second one that never holds: with one alone, rustc would say of a function of another type what
/// keeps it from being `Fn(T) -> T`, instead of that it is no cast.
#[diagnostic::do_not_recommend]
impl<T, F> Cast<T> for F
where
    for<'a> (): Never<'a>,
    F: Cast<T>,
{
}

/// Where a cast is taken.
#[derive(Debug)]
pub struct Casting<'t, T> {
    target: Target<'t>,
    of: PhantomData<fn() -> T>,
}

impl<'t, T> Casting<'t, T> {
    pub(crate) fn new(target: Target<'t>) -> Self {
        Self { target, of: PhantomData }
    }

    /// Makes the value aside, casts it, and puts it into the place if its shape is right.
    pub fn by(self, make: impl FnOnce(Target<'_>) -> Made, cast: impl Cast<T>) -> Made
    where
        T: AttributeValue,
    {
        let Target { place, shape, before_cast, stream, scope } = self.target;
        // The bounds are those of the value that the cast gives.
        let (wanted, bounds) = (before_cast.or(shape), stream.bounds());
        let stream = stream.within(None);
        match place {
            Place::New(new) => {
                make(Target {
                    place: Place::New(&mut *new),
                    shape: wanted,
                    before_cast: None,
                    stream,
                    scope,
                })?;
                cast_in_place::<T>(new, cast);
                Ok(())
            }
            #[cfg(feature = "alloc")]
            Place::Given(given) => {
                if let Some(value) = given.downcast_mut::<T>() {
                    *value = cast(value.clone());
                }
                Ok(())
            }
            Place::Field {
                field,
                #[cfg(feature = "alloc")]
                given,
            } => {
                let Some(old) = field.downcast_mut::<T>() else { return Ok(()) };
                // Where nothing says which shape it was built with, it is the one that it has.
                let present = wanted.is_none().then(|| T::Class::shape(old));
                let mut new: Option<T> = None;
                #[cfg(feature = "alloc")]
                if let Some(given) = given {
                    new = Some(given.make(wanted, stream)?);
                }
                let place = Place::New(&mut new);
                make(Target { place, shape: wanted.or(present.as_ref()), before_cast: None, stream, scope })?;
                match new {
                    Some(value) => Ok(replace(old, cast(value), shape, bounds)?),
                    None => Ok(()),
                }
            }
        }
    }
}

impl<W, D> Casting<'_, By<W, D>>
where
    W: With<D> + 'static,
    D: Clone + Send + Sync + 'static,
{
    /// The same with a cast of the foreign type.
    pub fn by_foreign(self, make: impl FnOnce(Target<'_>) -> Made, cast: impl Cast<D>) -> Made {
        self.by(make, move |value: By<W, D>| By::new(cast(value.into_foreign())))
    }
}

fn cast_in_place<T: 'static>(place: &mut dyn Any, cast: impl Cast<T>) {
    if let Some(place) = place.downcast_mut::<Option<T>>() {
        *place = place.take().map(cast);
    }
}
