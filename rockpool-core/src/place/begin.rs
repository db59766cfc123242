//! Where a declared initialiser is taken.

use super::{Declared, Like, Made, Place, Scope, Target, Unmade};
use crate::error::InitError;
use crate::init::{ByDeclaration, Declaration, DeclaredBy, Stream, replace};
use crate::shape::Shape;
use crate::value::{AttributeValue, Class, Convert, Converted, HoldsNumber};
use core::any::Any;
use core::marker::PhantomData;
use core::ops::ControlFlow;

/// Where the declared initialiser of a `T` is taken: as an argument, so that rustc points at all of it
/// when it is none.
#[derive(Debug)]
pub struct Begin<'t, T> {
    target: Target<'t>,
    of: PhantomData<fn() -> T>,
}

impl<'t, T> Begin<'t, T> {
    #[inline(always)]
    pub(crate) fn new(target: Target<'t>) -> Self {
        Self { target, of: PhantomData }
    }

    /// Begins with what is declared, unless the instance was given something else.
    #[inline(always)]
    pub fn with<D: Declared<T, T::Class>>(self, init: D) -> Made
    where
        T: AttributeValue,
    {
        init.begun(self)
    }

    /// The same with what is known to be a declaration.
    #[inline(always)]
    pub(crate) fn with_declaration<D: Declaration<T, T::Class>>(self, init: D) -> Made
    where
        T: AttributeValue,
    {
        let Target { place, shape, stream, .. } = match self.lazily() {
            ControlFlow::Continue(begin) => begin.target,
            ControlFlow::Break(initialised) => return initialised,
        };
        match place {
            Place::Field { field, .. } => match field.downcast_mut::<T>() {
                Some(value) => Ok(init.overwrite(value, shape, stream)?),
                None => Ok(()),
            },
            #[cfg(feature = "alloc")]
            Place::Given(_) => Ok(()),
            Place::New(new) => put_declared(new, init, shape, stream),
        }
    }

    /// Goes on where what is declared is needed; breaks off where the instance was given something else, which
    /// then is in its place.
    #[inline(always)]
    pub fn lazily(self) -> ControlFlow<Made, Self>
    where
        T: AttributeValue,
    {
        self.target.take_given::<T>().map_continue(Self::new)
    }

    /// Begins with what is declared where another type makes this an attribute.
    #[inline(always)]
    pub fn with_by<D: DeclaredBy<T, How>, How>(self, init: D) -> Made
    where
        T: Convert + AttributeValue<Class = Converted>,
    {
        self.with_declaration(ByDeclaration::new(init))
    }

    /// Begins with a number.
    #[inline(always)]
    pub fn with_number<D: Declared<T, T::Class>>(self, init: D) -> Made
    where
        T: AttributeValue,
        T::Class: HoldsNumber<T>,
    {
        self.with(init)
    }

    /// Begins like another attribute.
    pub(crate) fn like(self) -> Made
    where
        T: AttributeValue,
    {
        let target = match self.lazily() {
            ControlFlow::Continue(begin) => begin.target,
            ControlFlow::Break(made) => return made,
        };
        let Target { place, shape, stream, .. } = target;
        let source = match target.scope.map(Scope::source) {
            Some(Like::Value(source)) => source,
            Some(Like::Faulty) => return Err(Unmade::Waiting),
            Some(Like::Absent) | None => return Err(InitError::Like.into()),
        };
        match place {
            Place::Field { field, .. } => {
                let Some(value) = field.downcast_mut::<T>() else { return Ok(()) };
                // What may lie outside the bounds is judged before anything is overwritten.
                if stream.bounds().is_none()
                    && let Some(done) = T::Class::overwrite_like(value, source, shape)
                {
                    return Ok(done.map_err(InitError::from)?);
                }
                let here = T::Class::shape(value);
                let new = T::Class::like(source, Some(shape.unwrap_or(&here))).map_err(InitError::from)?;
                Ok(replace(value, new, shape, stream.bounds())?)
            }
            #[cfg(feature = "alloc")]
            Place::Given(_) => Ok(()),
            Place::New(new) => {
                put(new, T::Class::like(source, shape).map_err(InitError::from)?);
                Ok(())
            }
        }
    }

    /// Nothing is declared.
    #[inline]
    pub(crate) fn with_nothing(self) -> Made
    where
        T: AttributeValue,
    {
        self.or(Unmade::Undeclared)
    }

    /// The dim with this index is not known, which the initialiser names.
    pub(crate) fn without(self, dim: usize) -> Made
    where
        T: AttributeValue,
    {
        self.or(Unmade::Unbound(dim))
    }

    /// What was given, or else this.
    fn or(self, unmade: Unmade) -> Made
    where
        T: AttributeValue,
    {
        match self.lazily() {
            ControlFlow::Continue(_) => Err(unmade),
            ControlFlow::Break(made) => made,
        }
    }
}

/// Not inlined: what it makes shall lie on the stack no longer than that.
#[inline(never)]
fn put_declared<T: AttributeValue, D: Declaration<T, T::Class>>(
    place: &mut dyn Any,
    init: D,
    shape: Option<&Shape>,
    stream: Stream<'_>,
) -> Made {
    put(place, init.create(shape, stream)?);
    Ok(())
}

fn put<T: 'static>(place: &mut dyn Any, value: T) {
    if let Some(place) = place.downcast_mut::<Option<T>>() {
        *place = Some(value);
    }
}
