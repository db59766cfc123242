//! Resetting: attributes return to what they were built with, in place.

use crate::Key;
use crate::init::{Declaration, HoldsNumber, InitError, Stream};
use crate::module::Module;
use crate::never::Never;
use crate::registry::{Attribute, Bounds, Kind};
use crate::shape::Shape;
use crate::value::{AttributeValue, Class};
use crate::view::{At, AttributeKey, LeafMut, LeafMutParts, Path, Selection, VisitorMut};
use core::any::Any;
use core::marker::PhantomData;

#[cfg(feature = "alloc")]
use crate::origin::Source;

/// How putting an attribute back went.
#[derive(Debug)]
pub enum Restored {
    /// It has its value.
    Done,
    /// The declaration does not say how to initialise it.
    Undeclared,
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

/// Puts a new value in place of the old one, if it has the shape that is asked for (B019) and lies
/// within the bounds.
pub(crate) fn replace<T: AttributeValue>(
    old: &mut T,
    new: T,
    shape: Option<&Shape>,
    bounds: Option<&Bounds>,
) -> Result<(), InitError> {
    let fits = match shape {
        Some(shape) => T::Class::has_shape(&new, shape),
        None => T::Class::has_shape(&new, &T::Class::shape(old)),
    };
    if !fits {
        return Err(InitError::Shape(T::Class::shape(&new)));
    }
    if let Some(outside) = bounds.and_then(|bounds| T::Class::out_of_bounds(&new, bounds)) {
        return Err(InitError::Bounds(outside));
    }
    T::Class::put(old, new);
    Ok(())
}

/// Resets the selected attributes of a module and all below it.
#[inline]
pub(crate) fn reset<M: Module + ?Sized>(module: &mut M, selects: impl Selects, root: Option<Key>) {
    module.walk_mut(&At::ROOT, &mut Reset { selects, root });
}

/// Which attributes a reset puts back. The usual ones are types, so that the choice is made when
/// the walk is compiled.
pub(crate) trait Selects {
    /// Whether it may put back attributes that are declared to be of this kind.
    fn may_admit(&self, declared: Kind) -> bool;
    fn admits(&self, at: &At<'_>, path: &Path<'_>, attribute: &Attribute, kind: Kind) -> bool;
}

pub(crate) struct States;
pub(crate) struct Parameters;

impl Selects for States {
    #[inline]
    fn may_admit(&self, declared: Kind) -> bool {
        declared == Kind::State
    }
    #[inline]
    fn admits(&self, _: &At<'_>, _: &Path<'_>, _: &Attribute, kind: Kind) -> bool {
        kind == Kind::State
    }
}

impl Selects for Parameters {
    #[inline]
    fn may_admit(&self, declared: Kind) -> bool {
        declared == Kind::Parameter
    }
    #[inline]
    fn admits(&self, _: &At<'_>, _: &Path<'_>, _: &Attribute, kind: Kind) -> bool {
        kind == Kind::Parameter
    }
}

impl Selects for Selection<'_> {
    fn may_admit(&self, _: Kind) -> bool {
        true
    }
    fn admits(&self, at: &At<'_>, path: &Path<'_>, attribute: &Attribute, kind: Kind) -> bool {
        Selection::admits(self, at, path, attribute, kind)
    }
}

struct Reset<S> {
    selects: S,
    root: Option<Key>,
}

impl<'m, S: Selects> VisitorMut<'m> for Reset<S> {
    // Always: what is known of an attribute when the walk is compiled, its initialiser among it,
    // folds into a `fill` of its elements.
    #[inline(always)]
    fn leaf(&mut self, leaf: LeafMut<'_, 'm>) {
        let parts = leaf.parts();
        let Some(at) = parts.at else { return };
        let declared = parts.attribute.kind();
        if !self.selects.may_admit(declared) {
            return;
        }
        #[cfg(feature = "alloc")]
        if parts.is_marked() || !has_built_shape(&parts) {
            return reset_by_origin(parts, at, &self.selects, self.root);
        }
        if !self.selects.admits(at, &parts.path, parts.attribute, declared) {
            return;
        }
        let stream = stream_of(&parts, at, self.root);
        let target = Target {
            place: Place::Field(parts.value.as_any_mut()),
            // The one that it has.
            shape: None,
            uncast: None,
            #[cfg(feature = "alloc")]
            source: None,
            stream,
        };
        settle((parts.restore)(parts.index, target));
    }
}

/// Whether an attribute surely has the shape that it was built with.
#[cfg(feature = "alloc")]
#[inline(always)]
fn has_built_shape(parts: &LeafMutParts<'_, '_>) -> bool {
    // A type that fixes the shape has no other.
    if parts.attribute.fixed().is_some() {
        return true;
    }
    let Some(origin) = parts.origin else { return true };
    // As here: what is declared with numbers alone needs no look at the origin, which is elsewhere in memory.
    match parts.attribute.declared_shapes() {
        [spec] if spec.is_constant() => spec.is_constantly(&parts.value.shape()),
        _ => origin.was_built_with(parts.index, &parts.value.shape()),
    }
}

/// The same for an attribute that the origin says something about, or that has another shape by now; apart,
/// so that the others have none of it.
#[cfg(feature = "alloc")]
#[inline(never)]
fn reset_by_origin(parts: LeafMutParts<'_, '_>, at: &At<'_>, selects: &impl Selects, root: Option<Key>) {
    if !selects.admits(at, &parts.path, parts.attribute, parts.kind()) {
        return;
    }
    let stream = stream_of(&parts, at, root);
    let target = Target {
        place: Place::Field(parts.value.as_any_mut()),
        shape: parts.origin.and_then(|origin| origin.shape(parts.index)),
        uncast: parts.origin.and_then(|origin| origin.uncast(parts.index)),
        source: parts.origin.and_then(|origin| origin.source(parts.index)),
        stream,
    };
    settle((parts.restore)(parts.index, target));
}

#[inline(always)]
fn stream_of<'a>(parts: &LeafMutParts<'a, 'a>, at: &'a At<'a>, root: Option<Key>) -> Stream<'a> {
    let key = AttributeKey { at, origin: parts.origin, root, name: parts.attribute.name() };
    Stream::of_attribute(key).within(parts.attribute.bounds())
}

/// A value that cannot be put back stays as it is; `check` tells.
#[inline(always)]
fn settle(restored: Restored) {
    #[cold]
    fn forget(_: InitError) {}
    if let Restored::Failed(error) = restored {
        forget(error);
    }
}

/// Without an allocator there are no builders.
#[cfg(not(feature = "alloc"))]
#[derive(Debug)]
pub struct Create<'c>(core::convert::Infallible, core::marker::PhantomData<&'c ()>);

#[cfg(not(feature = "alloc"))]
impl Create<'_> {
    /// Never called.
    pub fn attribute<S>(&mut self, _: usize) -> Option<S> {
        match self.0 {}
    }
    /// Never called.
    pub fn submodule<M>(&mut self, _: usize) -> Option<M> {
        match self.0 {}
    }
}
