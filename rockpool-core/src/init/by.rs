//! What may be written after `init =` where `with = ..` makes the field an attribute.

use super::{Declaration, InitError, Stream, replace};
use crate::shape::Shape;
use crate::value::{AttributeValue, By, Class, Convert, Converted, With};
use core::marker::PhantomData;

/// What may be written after `init =` on an attribute of type `T` that is one by way of another: a value of
/// the foreign type, or whatever initialises the known one. `How` is for rustc to infer.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not initialise this attribute; give a value of the field's type, or an initialiser or value of the type that `with` makes it known by",
    label = "no initialiser"
)]
pub trait DeclaredBy<T, How>: Sized {
    /// A value of this shape.
    ///
    /// # Errors
    /// As [`InitError`] says.
    fn create_by(self, shape: Option<&Shape>, stream: Stream<'_>) -> Result<T, InitError>;
}

/// A value of the foreign type.
#[derive(Debug)]
pub struct Foreign;
/// Something for the known type.
#[derive(Debug)]
pub struct Known;

#[diagnostic::do_not_recommend]
impl<W: With<D> + 'static, D: Clone + Send + Sync + 'static> DeclaredBy<By<W, D>, Foreign> for D {
    fn create_by(self, _: Option<&Shape>, _: Stream<'_>) -> Result<By<W, D>, InitError> {
        Ok(By::new(self))
    }
}

#[diagnostic::do_not_recommend]
impl<T: Convert, X> DeclaredBy<T, Known> for X
where
    X: Declaration<T::Known, <T::Known as AttributeValue>::Class>,
{
    fn create_by(self, shape: Option<&Shape>, stream: Stream<'_>) -> Result<T, InitError> {
        T::from_known(self.create(shape, stream)?).map_err(InitError::With)
    }
}

/// It as a declaration.
#[doc(hidden)]
#[derive(Debug)]
pub(crate) struct ByDeclaration<X, How>(X, PhantomData<How>);

impl<X, How> ByDeclaration<X, How> {
    pub(crate) fn new(init: X) -> Self {
        Self(init, PhantomData)
    }
}

impl<T: Convert + AttributeValue<Class = Converted>, X: DeclaredBy<T, How>, How> Declaration<T, Converted>
    for ByDeclaration<X, How>
{
    fn create(self, shape: Option<&Shape>, stream: Stream<'_>) -> Result<T, InitError> {
        self.0.create_by(shape, stream)
    }
    fn overwrite(self, value: &mut T, shape: Option<&Shape>, stream: Stream<'_>) -> Result<(), InitError> {
        let new = match shape {
            Some(shape) => self.create(Some(shape), stream)?,
            // The one that it has.
            None => self.create(Some(&T::Class::shape(value)), stream)?,
        };
        replace(value, new, shape, stream.bounds())
    }
}
