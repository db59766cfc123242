//! What the data of a standing parameter may be, and which type it then has.

use crate::argument::Constant;
#[cfg(feature = "ndarray")]
use crate::value::ArrayValue;
use crate::value::{ArrayLike, AttributeValue, Choice, Converted, Function, Plain, Scalar, Transparent};
use alloc::string::String;

/// Data of a standing parameter.
///
/// ```
/// use rockpool_core::prelude::*;
///
/// let from_text = SimulationParameter::new("euler").resolve()?;
/// assert_eq!(from_text.value(), &String::from("euler"));
/// let from_list = Parameter::new(vec![1.0, 2.0]).resolve()?; // an `ArrayD`
/// assert_eq!(from_list.shape(), [2]);
/// assert_eq!(Parameter::new(Constant(0.1)).resolve()?.kind(), Kind::Simulation);
/// # Ok::<(), Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no data of a parameter; give a number, an array, a `Vec`, text or a function, or implement `AttributeValue` for it",
    label = "no data"
)]
pub trait IntoData {
    /// The type that the data has there: `ArrayD` for arrays, its own for everything else.
    type Value: AttributeValue;
    /// The data, and whether it is constant.
    fn into_data(self) -> (Self::Value, bool);
}

/// The type of the data by its class.
pub trait Standalone<T> {
    /// `ArrayD` for arrays, its own type for everything else.
    type Value: AttributeValue;
    /// The data as that type.
    fn stand(value: T) -> Self::Value;
}

macro_rules! as_itself {
    ($($class:ty),*) => {$(
        impl<T: AttributeValue> Standalone<T> for $class {
            type Value = T;
            fn stand(value: T) -> T {
                value
            }
        }
    )*};
}

as_itself!(Plain, Scalar, Function, Choice, Converted, Transparent);

#[cfg(not(feature = "ndarray"))]
as_itself!(ArrayLike);

#[cfg(feature = "ndarray")]
impl<T: ArrayValue> Standalone<T> for ArrayLike {
    type Value = ndarray::ArrayD<T::Elem>;
    fn stand(value: T) -> Self::Value {
        // An `ArrayD` holds every shape.
        ndarray::ArrayD::from_dense(value.into_dense())
            .unwrap_or_else(|data| ndarray::Array1::from_vec(data.into_elements()).into_dyn())
    }
}

impl<T> IntoData for T
where
    T: AttributeValue,
    T::Class: Standalone<T>,
{
    type Value = <T::Class as Standalone<T>>::Value;
    fn into_data(self) -> (Self::Value, bool) {
        (T::Class::stand(self), false)
    }
}

impl IntoData for &str {
    type Value = String;
    fn into_data(self) -> (String, bool) {
        (self.into(), false)
    }
}

impl<D: IntoData> IntoData for Constant<D> {
    type Value = D::Value;
    fn into_data(self) -> (D::Value, bool) {
        (self.0.into_data().0, true)
    }
}

#[cfg(feature = "ndarray")]
impl<E: crate::value::AnyElement, D: ndarray::Dimension + 'static> IntoData for ndarray::ArrayView<'_, E, D> {
    type Value = ndarray::ArrayD<E>;
    fn into_data(self) -> (Self::Value, bool) {
        (self.to_owned().into_dyn(), false)
    }
}
