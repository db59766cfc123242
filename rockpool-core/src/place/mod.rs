//! Where the value of an attribute goes when it is made or reset, and where it comes from.

mod scope;
#[cfg(feature = "alloc")]
mod source;

#[cfg(feature = "alloc")]
pub(crate) use source::Source;

pub(crate) use scope::Dimensions;
pub use scope::{Like, Scope};

use crate::error::InitError;
use crate::init::{Declaration, Stream, replace};
use crate::never::Never;
use crate::shape::Shape;
use crate::value::{AttributeValue, Class, HoldsNumber};
use core::any::Any;
use core::marker::PhantomData;

/// How putting an attribute back went.
#[derive(Debug)]
pub enum Restored {
    /// It has its value.
    Done,
    /// The declaration does not say how to initialise it.
    Undeclared,
    /// The dim with this index is not known, which the initialiser names.
    Unbound(usize),
    /// What it begins like could not be made, which is told there.
    Waiting,
    /// It stays as it was.
    Failed(InitError),
}

impl From<Result<(), InitError>> for Restored {
    #[inline]
    fn from(result: Result<(), InitError>) -> Self {
        match result {
            Ok(()) => Self::Done,
            Err(error) => Self::Failed(error),
        }
    }
}

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

/// Where the value of an attribute goes: into the field, or into a place for a new value.
///
/// `Module::restore` maps an attribute's index to the type of its field and its declared
/// initialiser; this is what it is given, and it does the rest.
#[derive(Debug)]
pub struct Target<'t> {
    pub(crate) place: Place<'t>,
    /// The shape that the value shall have, where it is known.
    pub(crate) shape: Option<&'t Shape>,
    /// The shape before the cast, where that gives it another.
    pub(crate) uncast: Option<&'t Shape>,
    #[cfg(feature = "alloc")]
    pub(crate) source: Option<&'t Source>,
    pub(crate) stream: Stream<'t>,
    /// What the declared initialiser may look at, where it does.
    pub(crate) scope: Option<&'t Scope<'t>>,
}

#[derive(Debug)]
pub(crate) enum Place<'t> {
    /// A `T`.
    Field(&'t mut dyn Any),
    /// An `Option<T>`.
    New(&'t mut dyn Any),
}

/// Where the declared initialiser of a `T` is taken: as an argument, so that rustc points at all of it
/// when it is none.
#[derive(Debug)]
pub struct Begin<'t, T> {
    target: Target<'t>,
    of: PhantomData<fn() -> T>,
}

impl<T> Begin<'_, T> {
    /// Begins with what is declared.
    #[inline(always)]
    pub fn with<D: Declaration<T, T::Class>>(self, init: D) -> Restored
    where
        T: AttributeValue,
    {
        let Target { place, shape, stream, .. } = match self.lazily() {
            Ok(begin) => begin.target,
            Err(restored) => return restored,
        };
        match place {
            Place::Field(field) => match field.downcast_mut::<T>() {
                Some(value) => init.overwrite(value, shape, stream).into(),
                None => Restored::Undeclared,
            },
            Place::New(new) => init.create(shape, stream).map(|value| fill(new, value)).into(),
        }
    }

    /// Whether what is declared is needed; not where the instance was given something else.
    ///
    /// # Errors
    /// It is not needed, and this was done.
    #[inline(always)]
    pub fn lazily(self) -> Result<Self, Restored>
    where
        T: AttributeValue,
    {
        #[cfg(feature = "alloc")]
        if let Some(source) = self.target.source {
            return Err(self.target.take_source::<T>(source));
        }
        Ok(self)
    }

    /// Begins like another attribute.
    pub(crate) fn like(self) -> Restored
    where
        T: AttributeValue,
    {
        let target = match self.lazily() {
            Ok(begin) => begin.target,
            Err(restored) => return restored,
        };
        let Target { place, shape, stream, .. } = target;
        let source = match target.scope.map(Scope::source) {
            Some(Like::Value(source)) => source,
            Some(Like::Faulty) => return Restored::Waiting,
            Some(Like::Absent) | None => return Restored::Failed(InitError::Like),
        };
        match place {
            Place::Field(field) => match field.downcast_mut::<T>() {
                Some(value) => {
                    // What may lie outside the bounds is judged before anything is overwritten.
                    if stream.bounds().is_none()
                        && let Some(done) = T::Class::overwrite_like(value, source, shape)
                    {
                        return done.map_err(InitError::from).into();
                    }
                    let here = T::Class::shape(value);
                    let new = T::Class::like(source, Some(shape.unwrap_or(&here)));
                    new.map_err(InitError::from)
                        .and_then(|new| replace(value, new, shape, stream.bounds()))
                        .into()
                }
                None => Restored::Undeclared,
            },
            Place::New(new) => {
                let made = T::Class::like(source, shape).map_err(InitError::from);
                made.map(|value| fill(new, value)).into()
            }
        }
    }

    /// Begins with a number.
    #[inline(always)]
    pub fn with_number<D: Declaration<T, T::Class>>(self, init: D) -> Restored
    where
        T: AttributeValue,
        T::Class: HoldsNumber<T>,
    {
        self.with(init)
    }
}

impl<'t> Target<'t> {
    /// Where the declared initialiser is taken, unless the instance was given something else.
    #[inline(always)]
    pub(crate) fn begin<T>(self) -> Begin<'t, T> {
        Begin { target: self, of: PhantomData }
    }

    /// What the instance was given.
    pub(crate) fn given<T: AttributeValue>(self) -> Restored {
        self.begin::<T>().lazily().err().unwrap_or(Restored::Undeclared)
    }

    /// The value of a dim that the initialiser names, by its index.
    pub fn dim(&self, index: usize) -> Option<usize> {
        self.scope?.dim(index)
    }

    /// What the instance was given, where a dim is not known that the initialiser names.
    pub(crate) fn without<T: AttributeValue>(self, dim: usize) -> Restored {
        match self.begin::<T>().lazily() {
            Ok(_) => Restored::Unbound(dim),
            Err(restored) => restored,
        }
    }

    /// There is no attribute with this index.
    #[inline]
    pub fn unknown(self) -> Restored {
        Restored::Undeclared
    }

    #[cfg(feature = "alloc")]
    fn take_source<T: AttributeValue>(self, source: &Source) -> Restored {
        match self.place {
            Place::Field(field) => match field.downcast_mut::<T>() {
                Some(value) => source.overwrite(value, self.shape, self.stream),
                None => Restored::Undeclared,
            },
            Place::New(new) => match source.create::<T>(self.shape, self.stream) {
                Some(made) => made.map(|value| fill(new, value)).into(),
                None => Restored::Undeclared,
            },
        }
    }
}

/// Where a cast is taken.
#[derive(Debug)]
pub struct Uncast<'t, T> {
    target: Target<'t>,
    of: PhantomData<fn() -> T>,
}

impl<'t, T> Uncast<'t, T> {
    pub(crate) fn new(target: Target<'t>) -> Self {
        Self { target, of: PhantomData }
    }

    /// Makes the value aside, casts it, and puts it into the place if its shape is right.
    pub fn by(self, make: impl FnOnce(Target<'_>) -> Restored, cast: impl Cast<T>) -> Restored
    where
        T: AttributeValue,
    {
        let target = self.target;
        let mut new: Option<T> = None;
        let present;
        let shape = match (target.uncast.or(target.shape), &target.place) {
            // Nothing says which shape it was built with: the one it has.
            (None, Place::Field(field)) => {
                present = field.downcast_ref::<T>().map(T::Class::shape);
                present.as_ref()
            }
            (shape, _) => shape,
        };
        // The bounds are those of the value that the cast gives.
        let stream = target.stream.within(None);
        let made = make(Target { place: Place::New(&mut new), shape, stream, ..target });
        let (Restored::Done, Some(value)) = (&made, new) else { return made };
        let value = cast(value);
        match target.place {
            Place::Field(field) => match field.downcast_mut::<T>() {
                Some(old) => replace(old, value, target.shape, target.stream.bounds()).into(),
                None => Restored::Undeclared,
            },
            Place::New(place) => {
                fill(place, value);
                Restored::Done
            }
        }
    }
}

fn fill<T: 'static>(place: &mut dyn Any, value: T) {
    if let Some(place) = place.downcast_mut::<Option<T>>() {
        *place = Some(value);
    }
}
