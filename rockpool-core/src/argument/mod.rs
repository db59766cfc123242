//! What a builder takes for an attribute.

mod convert;
mod durations;
mod initialisers;
#[cfg(feature = "nalgebra")]
mod matrices;
#[cfg(any(feature = "num-complex", feature = "num-dual"))]
mod numbers;
#[cfg(feature = "candle")]
mod tensors;

use crate::error::InitError;
use crate::init::Initialiser;
use crate::registry::Kind;
use crate::shape::Shape;
use crate::value::{AttributeValue, Making, Number, Unfit};
use alloc::string::String;
use alloc::sync::Arc;

/// Something that a builder takes for an attribute of type `T` and class `C`.
///
/// | argument | meaning |
/// |---|---|
/// | a `T`, `&T` or `Option<T>` | the value; reset returns to it |
/// | for arrays: an array or view of any dimension, a `Vec`, `[..]`, `[[..], ..]`, a scalar | the data |
/// | [`Constant(x)`](Constant) | the same, and fixed: a simulation parameter of this instance |
/// | [`Init(initialiser)`](Init) | another initialiser for this instance |
/// | [`Declared`] | the declared `init`, for an `Option` field that shall be present |
/// | `Parameter`, `State`, `SimulationParameter` | its data or initialiser |
///
/// Arguments own their data: nothing is shared with the caller or between modules.
///
/// ```
/// use ndarray::{Array2, array};
/// use rockpool_core::prelude::*;
///
/// #[derive(Module)]
/// struct Layer {
///     #[parameter(shape = (2, 2), init = zeros())]
///     w: Array2<f64>,
///     #[module(origin)]
///     origin: Origin,
/// }
///
/// let w = array![[1.0, 2.0], [3.0, 4.0]];
/// assert_eq!(Layer::builder().w(&w).build()?.w, w); // a reference is copied
/// assert_eq!(Layer::builder().w(w.view()).build()?.w, w);
/// assert_eq!(Layer::builder().w([[1.0, 2.0], [3.0, 4.0]]).build()?.w, w);
/// assert_eq!(Layer::builder().w(vec![1.0, 2.0, 3.0, 4.0]).build()?.w, w); // flat data is reshaped
/// assert_eq!(Layer::builder().w(Init(ones())).build()?.w, Array2::<f64>::ones((2, 2)));
/// assert!(Layer::builder().w(Constant(w)).build()?.parameters().is_empty());
/// # Ok::<(), Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not serve as an argument for an attribute of type `{T}`; give a value of that type (for arrays: an array, view, `Vec` or `[..]` with the same elements, or a scalar), one that is fixed as `Constant(value)`, an initialiser as `Init(zeros())` or `Init(from_fn(|shape| ..))`, or `Declared`",
    label = "not an argument for `{T}`"
)]
pub trait IntoArgument<T: AttributeValue, C> {
    /// The argument.
    fn into_argument(self) -> Supplied<T>;
}

/// Marks a value as fixed: the attribute is a simulation parameter of the instance, is not trained,
/// and is not reset unless asked for by name.
///
/// `Constant(Declared)` is the declared initialiser or value, fixed. Of what is given for a submodule, such as a builder,
/// a module or a list of such, all parameters in it are fixed; a state never is.
///
/// ```
/// # use rockpool_core::prelude::*;
/// # #[derive(Module)]
/// # struct Leaky { #[parameter(init = 0.02)] tau: f64, #[module(origin)] origin: Origin }
/// let leaky = Leaky::builder().tau(Constant(0.05)).build()?;
/// assert!(leaky.parameters().is_empty());
/// assert_eq!(leaky.simulation_parameters().len(), 1);
/// let leaky = Leaky::builder().tau(Constant(Declared)).build()?;
/// assert_eq!((leaky.tau, leaky.parameters().len()), (0.02, 0));
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Constant<T>(pub T);

/// Another initialiser for one instance.
///
/// ```
/// # use rockpool_core::prelude::*;
/// # #[derive(Module)]
/// # struct Leaky { #[parameter(init = 0.02)] tau: f64, #[module(origin)] origin: Origin }
/// let leaky = Leaky::builder().tau(Init(uniform(0.01, 0.03))).key(Key::new(7)).build()?;
/// assert!((0.01..0.03).contains(&leaky.tau));
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Init<I>(pub I);

/// The declared `init`, for an `Option` field that shall be present.
///
/// ```
/// use rockpool_core::prelude::*;
///
/// #[derive(Module)]
/// #[module(shape = n)]
/// struct Layer {
///     #[parameter(shape = n, init = fill(0.5))]
///     bias: Option<Vec<f64>>,
///     #[module(origin)]
///     origin: Origin,
/// }
///
/// assert_eq!(Layer::builder().n(2).build()?.bias, None);
/// assert_eq!(Layer::builder().n(2).bias(Declared).build()?.bias, Some(vec![0.5; 2]));
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Declared;

/// An argument, taken apart.
///
/// ```
/// use rockpool_core::prelude::*;
/// use rockpool_core::build::Supplied;
///
/// /// What a builder takes for an `f64` in seconds.
/// struct Milliseconds(f64);
/// impl IntoArgument<f64, Scalar> for Milliseconds {
///     fn into_argument(self) -> Supplied<f64> {
///         (self.0 / 1000.0).into_argument()
///     }
/// }
///
/// #[derive(Module)]
/// struct Leaky {
///     #[parameter(init = 0.02, unit = "s")]
///     tau: f64,
///     #[module(origin)]
///     origin: Origin,
/// }
/// assert_eq!(Leaky::builder().tau(Milliseconds(50.0)).build()?.tau, 0.05);
/// # Ok::<(), Error>(())
/// ```
pub struct Supplied<T: AttributeValue> {
    pub(crate) supply: Supply<T>,
    pub(crate) is_constant: bool,
    /// The kind and family that a `Parameter`, `State` or `SimulationParameter` brings along.
    pub(crate) kind: Option<Kind>,
    pub(crate) family: Option<String>,
    /// The shape that it asks for, where there is no data.
    pub(crate) shape: Option<Shape>,
}

/// The data of values of type `T`.
pub(crate) type DataOf<T> = <<T as AttributeValue>::Class as Making<T>>::Data;

pub(crate) enum Supply<T: AttributeValue> {
    Absent,
    Declared,
    Data(DataOf<T>),
    Init(Arc<dyn Initialiser<T>>),
    /// A scalar that the element type does not hold.
    Unheld(Number),
    /// A standing-alone parameter that did not resolve.
    Faulty(crate::error::Error),
}

impl<T: AttributeValue> core::fmt::Debug for Supplied<T> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Supplied").field("is_constant", &self.is_constant).finish_non_exhaustive()
    }
}

impl<T: AttributeValue> Supplied<T> {
    /// A value as it is.
    #[doc(hidden)]
    pub fn of(value: T) -> Self {
        Self::data(T::Class::data(value))
    }

    pub(crate) fn new(supply: Supply<T>) -> Self {
        Self { supply, is_constant: false, kind: None, family: None, shape: None }
    }

    pub(crate) fn data(data: DataOf<T>) -> Self {
        Self::new(Supply::Data(data))
    }

    /// What stands for no value of the type.
    pub(crate) fn unfit(unfit: Unfit) -> Self {
        let message = match unfit {
            Unfit::Type(message) => message,
            Unfit::Shape(found) => alloc::format!("expected another shape, found {found}"),
        };
        Self::new(Supply::Faulty(crate::Error::one("", crate::error::FaultKind::Type { message })))
    }

    /// The value that a function given to `from_fn` has returned.
    pub(crate) fn into_value(self, shape: &Shape) -> Result<T, InitError> {
        match self.supply {
            Supply::Data(data) => {
                let found = T::Class::data_shape(&data);
                if found != *shape {
                    return Err(InitError::Shape(found));
                }
                T::Class::realise(data, shape).map_err(InitError::Unfit)
            }
            Supply::Unheld(number) => Err(InitError::Number(number)),
            _ => Err(InitError::Unfit(Unfit::Type("the function returns no value".into()))),
        }
    }
}
