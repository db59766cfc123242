//! Structs of one field, which are that field in everything.

use super::AttributeValue;

/// A struct of one field that is an attribute as that field is; `#[derive(AttributeValue)]` implements it.
///
/// ```
/// use rockpool_core::prelude::*;
///
/// /// A duration in seconds.
/// #[derive(AttributeValue, Clone, Debug, PartialEq)]
/// struct Seconds(f64);
///
/// #[derive(Module)]
/// struct Leaky {
///     #[parameter(init = Seconds(0.02), unit = "s", bounds = 1e-6..)]
///     tau: Seconds,
///     #[module(origin)]
///     origin: Origin,
/// }
///
/// assert_eq!(Leaky::REGISTRY.attributes()[0].dtype(), Dtype::F64);
/// let mut leaky = Leaky::builder().tau(0.05).build()?; // or `Seconds(0.05)`
/// leaky.set("tau", 0.1)?;
/// assert_eq!(leaky.tau, Seconds(0.1));
/// assert!(leaky.set("tau", 0.0).is_err());
/// assert_eq!(leaky.parameters().flat::<f64>()?.to_vec(), [0.1]);
/// # Ok::<(), Error>(())
/// ```
pub trait Newtype: Sized {
    /// The type of the field.
    type Inner: AttributeValue;
    /// The field.
    fn inner(&self) -> &Self::Inner;
    /// The field, for writing.
    fn inner_mut(&mut self) -> &mut Self::Inner;
    /// The field itself.
    fn into_inner(self) -> Self::Inner;
    /// The struct around a value.
    fn from_inner(inner: Self::Inner) -> Self;
}
