//! Parameters, states and simulation parameters standing alone, as in Rockpool.

mod into_data;
mod resolved;

pub use into_data::IntoData;
use resolved::Recipe;
pub use resolved::Resolved;

use crate::argument::{IntoArgument, Supplied, Supply};
use crate::error::{Error, ExpectedShape, FaultKind, InitError};
use crate::init::{Initialiser, Stream};
use crate::key::Key;
use crate::registry::Kind;
use crate::shape::{Fit, IntoShapes, Shape, Shapes, fit};
use crate::value::{AttributeValue, Class, Making, Unfit, short};
use alloc::string::{String, ToString};
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;

/// What the three kinds have in common: data or a shape, and how to make a value of them.
#[derive(Clone)]
struct Standing<T: AttributeValue> {
    kind: Kind,
    data: Option<T>,
    shapes: Option<Shapes>,
    init: Option<Arc<dyn Initialiser<T>>>,
    cast: Option<fn(T) -> T>,
    family: Option<String>,
    permit_reshape: bool,
    key: Option<Key>,
}

impl<T: AttributeValue> Standing<T> {
    fn new(kind: Kind, data: Option<T>, is_constant: bool) -> Self {
        let kind = if is_constant { Kind::Simulation } else { kind };
        Self {
            kind,
            data,
            shapes: None,
            init: None,
            cast: None,
            family: None,
            permit_reshape: true,
            key: None,
        }
    }

    /// The shape that data takes among the permitted ones.
    fn shape_of_data(&self, found: &Shape) -> Result<Shape, Error> {
        let Some(Shapes(permitted)) = &self.shapes else { return Ok(found.clone()) };
        if permitted.contains(found) {
            return Ok(found.clone());
        }
        let reshaped = permitted.iter().find(|wanted| fit(wanted, found) == Fit::Reshape);
        match reshaped {
            Some(shape) if self.permit_reshape => Ok(shape.clone()),
            _ => Err(Error::one(
                "",
                FaultKind::Shape {
                    expected: permitted
                        .iter()
                        .map(|shape| ExpectedShape {
                            declared: shape.to_string(),
                            resolved: Some(shape.clone()),
                        })
                        .collect(),
                    found: found.clone(),
                    bound: Vec::new(),
                    would_reinterpret: permitted
                        .iter()
                        .any(|wanted| fit(wanted, found) == Fit::Reinterpretation),
                },
            )),
        }
    }

    /// The original's order: presence, shape, initialiser, cast.
    fn resolve(self) -> Result<Resolved<T>, Error> {
        let given = match &self.data {
            None => None,
            Some(data) => {
                let shape = self.shape_of_data(&T::Class::shape(data))?;
                let realised = T::Class::realise(T::Class::data(data.clone()), &shape);
                let value = realised.map_err(|unfit| {
                    let message = match unfit {
                        Unfit::Type(message) => message,
                        Unfit::Shape(found) => alloc::format!(
                            "expected shape {shape}, found {found}; a `{}` has no other: give an array",
                            short(core::any::type_name::<T>())
                        ),
                    };
                    Error::one("", FaultKind::Type { message })
                })?;
                Some((value, shape))
            }
        };
        let key = self.key.or_else(Key::from_system);
        let (given, shape) = match (given, &self.shapes) {
            (Some((value, shape)), _) => (Some(value), shape),
            (None, None) => return Err(Error::one("", FaultKind::NoShape)),
            (None, Some(Shapes(shapes))) => match (shapes.first(), &self.init) {
                (Some(shape), Some(_)) => (None, shape.clone()),
                (Some(_), None) => return Err(Error::one("", FaultKind::NoValue)),
                (None, _) => return Err(Error::one("", FaultKind::NoShape)),
            },
        };
        let recipe = Recipe { init: self.init, cast: self.cast, key, shape, given };
        let value = recipe.make()?;
        Ok(Resolved { kind: self.kind, family: self.family, recipe, value })
    }
}

/// An initialiser of another type, whose values are converted.
struct Converted<U: AttributeValue>(Recipe<U>);

impl<T, U> Initialiser<T> for Converted<U>
where
    T: AttributeValue,
    U: AttributeValue + IntoArgument<T, T::Class>,
{
    fn create(&self, shape: &Shape, stream: Stream<'_>) -> Result<T, InitError> {
        let made = match &self.0.init {
            Some(init) => init.create(shape, stream)?,
            None => return Err(InitError::Distribution("there is no initialiser")),
        };
        let cast = self.0.cast.map_or_else(|| made.clone(), |cast| cast(made.clone()));
        cast.into_argument().into_value(shape)
    }
}

macro_rules! kinds {
    ($($(#[$docs:meta])* $name:ident: $kind:ident;)*) => {$(
        $(#[$docs])*
        #[derive(Clone)]
        pub struct $name<T: AttributeValue>(Standing<T>);

        impl<T: AttributeValue> $name<T> {
            /// With this data: any array as an `ArrayD`, everything else as itself; `Constant(x)`
            /// makes a simulation parameter.
            ///
            /// ```
            /// use rockpool_core::prelude::*;
            #[doc = concat!("let tau = ", stringify!($name), "::new(0.02).resolve()?;")]
            /// assert_eq!((tau.value(), tau.shape()), (&0.02, &[][..]));
            #[doc = concat!("let weights = ", stringify!($name), "::new(vec![1.0, 2.0]).resolve()?; // an `ArrayD`")]
            /// assert_eq!(weights.shape(), [2]);
            /// # Ok::<(), Error>(())
            /// ```
            pub fn new<D: IntoData<Value = T>>(data: D) -> Self {
                let (data, is_constant) = data.into_data();
                Self(Standing::new(Kind::$kind, Some(data), is_constant))
            }

            /// Without data, of this shape; an initialiser is needed.
            ///
            /// ```
            /// use rockpool_core::prelude::*;
            #[doc = concat!("let v = ", stringify!($name), "::<Vec<f64>>::shaped(3).init(fill(-0.07)).resolve()?;")]
            /// assert_eq!(v.value(), &vec![-0.07; 3]);
            /// # Ok::<(), Error>(())
            /// ```
            pub fn shaped(shape: impl IntoShapes) -> Self {
                Self(Standing::new(Kind::$kind, None, false)).shape(shape)
            }

            /// Of this family.
            ///
            /// ```
            /// use rockpool_core::prelude::*;
            #[doc = concat!("let tau = ", stringify!($name), "::new(0.02).family(\"taus\").resolve()?;")]
            /// assert_eq!(tau.family(), Some("taus"));
            /// # Ok::<(), Error>(())
            /// ```
            #[must_use]
            pub fn family(mut self, family: impl Into<String>) -> Self {
                self.0.family = Some(family.into());
                self
            }

            /// Of this shape, or one of several: `shapes![(3,), ()]`.
            ///
            /// ```
            /// use rockpool_core::prelude::*;
            /// let flat = vec![1.0, 2.0, 3.0, 4.0];
            #[doc = concat!("assert_eq!(", stringify!($name), "::new(flat.clone()).shape((2, 2)).resolve()?.shape(), [2, 2]);")]
            #[doc = concat!("let error = ", stringify!($name), "::new(flat).shape(shapes![(3,), ()]).resolve().unwrap_err();")]
            /// assert_eq!(error.to_string(), "expected shape (3) or (), found (4)");
            /// # Ok::<(), Error>(())
            /// ```
            #[must_use]
            pub fn shape(mut self, shape: impl IntoShapes) -> Self {
                self.0.shapes = Some(shape.into_shapes());
                self
            }

            /// Made so, if there is no data.
            ///
            /// ```
            /// use rockpool_core::prelude::*;
            #[doc = concat!("let w = ", stringify!($name), "::<Vec<f64>>::shaped(2).init(ones()).resolve()?;")]
            /// assert_eq!(w.value(), &[1.0, 1.0]);
            /// # Ok::<(), Error>(())
            /// ```
            #[must_use]
            pub fn init(mut self, init: impl Initialiser<T> + 'static) -> Self {
                self.0.init = Some(Arc::new(init));
                self
            }

            /// Cast so, once when it is resolved and again at every reset.
            ///
            /// ```
            /// use rockpool_core::prelude::*;
            #[doc = concat!("let dt = ", stringify!($name), "::new(-1e-3).cast(f64::abs).resolve()?;")]
            /// assert_eq!(dt.value(), &1e-3);
            /// # Ok::<(), Error>(())
            /// ```
            #[must_use]
            pub fn cast(mut self, cast: fn(T) -> T) -> Self {
                self.0.cast = Some(cast);
                self
            }

            /// Whether data of equal size may be reshaped; true unless said otherwise.
            ///
            /// ```
            /// use rockpool_core::prelude::*;
            /// let row = vec![1.0, 2.0];
            #[doc = concat!("assert_eq!(", stringify!($name), "::new(row.clone()).shape((1, 2)).resolve()?.shape(), [1, 2]);")]
            #[doc = concat!("assert!(", stringify!($name), "::new(row).shape((1, 2)).permit_reshape(false).resolve().is_err());")]
            /// # Ok::<(), Error>(())
            /// ```
            #[must_use]
            pub fn permit_reshape(mut self, permit: bool) -> Self {
                self.0.permit_reshape = permit;
                self
            }

            /// Drawn with this key, if the initialiser is random.
            ///
            /// ```
            /// use rockpool_core::prelude::*;
            #[doc = concat!("let draw = || ", stringify!($name), "::<Vec<f64>>::shaped(3).init(normal(0.0, 1.0)).key(7).resolve();")]
            /// assert_eq!(draw()?.value(), draw()?.value());
            /// # Ok::<(), Error>(())
            /// ```
            #[must_use]
            pub fn key(mut self, key: impl Into<Key>) -> Self {
                self.0.key = Some(key.into());
                self
            }

            /// Makes the value: presence, shape, initialiser and cast, in this order.
            ///
            /// # Errors
            /// There is neither data nor a shape, or a shape without an initialiser; the data fits
            /// no permitted shape; the initialiser or the cast gives another shape.
            ///
            /// ```
            /// use rockpool_core::prelude::*;
            #[doc = concat!("let error = ", stringify!($name), "::<Vec<f64>>::shaped(3).resolve().unwrap_err();")]
            /// assert!(error.to_string().starts_with("expected a value or an initialiser, found neither"));
            #[doc = concat!("assert_eq!(", stringify!($name), "::new(0.5).resolve()?.into_value(), 0.5);")]
            /// # Ok::<(), Error>(())
            /// ```
            pub fn resolve(self) -> Result<Resolved<T>, Error> {
                self.0.resolve()
            }
        }

        impl<T: AttributeValue> fmt::Debug for $name<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($name)).field("family", &self.0.family).finish_non_exhaustive()
            }
        }

        impl<T, C, U> IntoArgument<T, C> for $name<U>
        where
            T: AttributeValue<Class = C>,
            C: Class<T>,
            U: AttributeValue + IntoArgument<T, C>,
        {
            fn into_argument(self) -> Supplied<T> {
                self.0.into_supplied()
            }
        }
    )*};
}

impl<U: AttributeValue> Standing<U> {
    /// As an argument of a builder. Data is resolved by the rules of the standing parameter first;
    /// the attribute's own rules then hold too.
    fn into_supplied<T, C>(self) -> Supplied<T>
    where
        T: AttributeValue<Class = C>,
        C: Class<T>,
        U: IntoArgument<T, C>,
    {
        let (kind, family) = (self.kind, self.family.clone());
        let shape = self.shapes.as_ref().and_then(|Shapes(shapes)| shapes.first().cloned());
        let supplied = if self.data.is_some() {
            match self.resolve() {
                Ok(resolved) => resolved.into_value().into_argument(),
                Err(error) => Supplied::new(Supply::Faulty(error)),
            }
        } else if let Some(init) = self.init {
            let recipe =
                Recipe { init: Some(init), cast: self.cast, key: None, shape: Shape::SCALAR, given: None };
            Supplied::new(Supply::Init(Arc::new(Converted(recipe))))
        } else {
            Supplied::new(Supply::Declared)
        };
        let is_constant = kind == Kind::Simulation;
        Supplied { is_constant, kind: (!is_constant).then_some(kind), family, shape, ..supplied }
    }
}

kinds! {
    /// A parameter standing alone.
    ///
    /// **Source**: Rockpool's `Parameter`, by its rules.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    /// use ndarray::array;
    /// let p = Parameter::new(array![1.0, 2.0, 3.0, 4.0]).family("weights").shape((2, 2)).resolve()?;
    /// assert_eq!(p.value(), &array![[1.0, 2.0], [3.0, 4.0]].into_dyn());
    /// # Ok::<(), Error>(())
    /// ```
    Parameter: Parameter;
    /// A state standing alone; see [`Parameter`].
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    /// let mut vmem = State::<Vec<f64>>::shaped(2).init(zeros()).resolve()?;
    /// vmem.value_mut()[0] = -0.07;
    /// vmem.reset();
    /// assert_eq!((vmem.kind(), vmem.value()), (Kind::State, &vec![0.0; 2]));
    /// # Ok::<(), Error>(())
    /// ```
    State: State;
    /// A simulation parameter standing alone; see [`Parameter`].
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    /// let mut dt = SimulationParameter::new(1e-3).resolve()?;
    /// *dt.value_mut() = 1e-4;
    /// dt.reset(); // it is no part of what is reset
    /// assert_eq!((dt.kind(), dt.value()), (Kind::Simulation, &1e-4));
    /// # Ok::<(), Error>(())
    /// ```
    SimulationParameter: Simulation;
}
