//! Leaves: one attribute of one module, reached by a walk.

use crate::origin::{AttributeFlags, Origin};
use crate::path::{At, Path};
use crate::place::{Made, Scope, Target};
use crate::registry::{Attribute, Kind};
use crate::shape::Shape;
use crate::value::AnyValue;
use core::fmt;

#[cfg(feature = "ndarray")]
use ndarray::{ArrayBase, ArrayViewD, ArrayViewMutD, Axis, IxDyn, RawData};

/// Puts an attribute back: what the derive generates as `Structure::initialise`.
pub(crate) type Initialise = fn(usize, Target<'_>) -> Made;

/// An attribute of a module, for reading; the data that it yields lives for `'m`.
///
/// ```
/// use rockpool_core::prelude::*;
///
/// #[derive(Module)]
/// struct Leaky {
///     #[parameter(family = "weights", init = ones())]
///     w: [f64; 3],
/// }
///
/// let leaky = Leaky { w: [1.0, 2.0, 3.0] };
/// let leaf = leaky.parameters().get("w").unwrap();
/// assert_eq!((leaf.path().to_string(), leaf.family()), ("w".into(), Some("weights")));
/// assert_eq!(leaf.shape(), [3]);
/// assert_eq!(leaf.slice::<f64>(), Some(&[1.0, 2.0, 3.0][..]));
/// assert_eq!(leaf.slice::<f32>(), None); // other elements
/// ```
#[derive(Clone)]
pub struct Leaf<'p, 'm> {
    path: Path<'p>,
    attribute: &'static Attribute,
    kind: Kind,
    value: &'m dyn AnyValue,
}

impl<'p, 'm> Leaf<'p, 'm> {
    #[inline]
    pub(crate) fn new(
        path: Path<'p>,
        attribute: &'static Attribute,
        kind: Kind,
        value: &'m dyn AnyValue,
    ) -> Self {
        Self { path, attribute, kind, value }
    }

    /// Where it is: `hidden.tau_mem`.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     /// Time constant.
    /// #     #[parameter(family = "taus", init = 0.02, unit = "s")] tau: f64,
    /// #     #[parameter(init = [[1.0, 2.0], [3.0, 4.0]])] w: [[f64; 2]; 2],
    /// #     #[simulation(init = "euler")] solver: String,
    /// # }
    /// # let mut leaky = Leaky { tau: 0.02, w: [[1.0, 2.0], [3.0, 4.0]], solver: "euler".into() };
    /// let leaf = leaky.attributes().get("w").unwrap();
    /// assert_eq!(leaf.path().to_string(), "w");
    /// ```
    #[must_use]
    #[inline]
    pub fn path(&self) -> &Path<'p> {
        &self.path
    }

    /// The value, whose type is forgotten.
    #[cfg(feature = "summary")]
    pub(crate) fn any_value(&self) -> &'m dyn AnyValue {
        self.value
    }

    /// What is known of it at compile time.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     /// Time constant.
    /// #     #[parameter(family = "taus", init = 0.02, unit = "s")] tau: f64,
    /// #     #[parameter(init = [[1.0, 2.0], [3.0, 4.0]])] w: [[f64; 2]; 2],
    /// #     #[simulation(init = "euler")] solver: String,
    /// # }
    /// # let mut leaky = Leaky { tau: 0.02, w: [[1.0, 2.0], [3.0, 4.0]], solver: "euler".into() };
    /// let leaf = leaky.attributes().get("tau").unwrap();
    /// assert_eq!((leaf.attribute().unit(), leaf.attribute().docs()), (Some("s"), "Time constant."));
    /// ```
    #[must_use]
    #[inline]
    pub fn attribute(&self) -> &'static Attribute {
        self.attribute
    }

    /// Its kind in this instance: a constant is a simulation parameter.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     /// Time constant.
    /// #     #[parameter(family = "taus", init = 0.02, unit = "s")] tau: f64,
    /// #     #[parameter(init = [[1.0, 2.0], [3.0, 4.0]])] w: [[f64; 2]; 2],
    /// #     #[simulation(init = "euler")] solver: String,
    /// # }
    /// # let mut leaky = Leaky { tau: 0.02, w: [[1.0, 2.0], [3.0, 4.0]], solver: "euler".into() };
    /// let leaf = leaky.attributes().get("tau").unwrap();
    /// assert_eq!(leaf.kind(), Kind::Parameter);
    /// ```
    #[must_use]
    #[inline]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Its family.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     /// Time constant.
    /// #     #[parameter(family = "taus", init = 0.02, unit = "s")] tau: f64,
    /// #     #[parameter(init = [[1.0, 2.0], [3.0, 4.0]])] w: [[f64; 2]; 2],
    /// #     #[simulation(init = "euler")] solver: String,
    /// # }
    /// # let mut leaky = Leaky { tau: 0.02, w: [[1.0, 2.0], [3.0, 4.0]], solver: "euler".into() };
    /// let leaf = leaky.attributes().get("tau").unwrap();
    /// assert_eq!(leaf.family(), Some("taus"));
    /// ```
    #[must_use]
    #[inline]
    pub fn family(&self) -> Option<&'static str> {
        self.attribute.family()
    }

    /// The lengths of its axes; `()` for everything that is no array.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     /// Time constant.
    /// #     #[parameter(family = "taus", init = 0.02, unit = "s")] tau: f64,
    /// #     #[parameter(init = [[1.0, 2.0], [3.0, 4.0]])] w: [[f64; 2]; 2],
    /// #     #[simulation(init = "euler")] solver: String,
    /// # }
    /// # let mut leaky = Leaky { tau: 0.02, w: [[1.0, 2.0], [3.0, 4.0]], solver: "euler".into() };
    /// let leaf = leaky.attributes().get("w").unwrap();
    /// assert_eq!(*leaf.shape(), [2, 2]);
    /// ```
    #[must_use]
    #[inline]
    pub fn shape(&self) -> Shape {
        self.attribute.as_declared(self.value.shape())
    }

    /// The number of elements.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     /// Time constant.
    /// #     #[parameter(family = "taus", init = 0.02, unit = "s")] tau: f64,
    /// #     #[parameter(init = [[1.0, 2.0], [3.0, 4.0]])] w: [[f64; 2]; 2],
    /// #     #[simulation(init = "euler")] solver: String,
    /// # }
    /// # let mut leaky = Leaky { tau: 0.02, w: [[1.0, 2.0], [3.0, 4.0]], solver: "euler".into() };
    /// let leaf = leaky.attributes().get("w").unwrap();
    /// assert_eq!(leaf.numel(), 4);
    /// ```
    #[must_use]
    #[inline]
    pub fn numel(&self) -> usize {
        self.value.numel()
    }

    /// A view of the array, if its elements are of type `T`; scalars are 0-d. Tensors lend none:
    /// see [`to_value`](Self::to_value).
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     /// Time constant.
    /// #     #[parameter(family = "taus", init = 0.02, unit = "s")] tau: f64,
    /// #     #[parameter(init = [[1.0, 2.0], [3.0, 4.0]])] w: [[f64; 2]; 2],
    /// #     #[simulation(init = "euler")] solver: String,
    /// # }
    /// # let mut leaky = Leaky { tau: 0.02, w: [[1.0, 2.0], [3.0, 4.0]], solver: "euler".into() };
    /// let leaf = leaky.attributes().get("w").unwrap();
    /// assert_eq!(leaf.array::<f64>().unwrap()[[1, 0]], 3.0);
    /// assert!(leaf.array::<f32>().is_none()); // its elements are `f64`
    /// ```
    #[cfg(feature = "ndarray")]
    #[must_use]
    #[inline]
    pub fn array<T: crate::value::AnyElement>(&self) -> Option<ArrayViewD<'m, T>> {
        let view = self.value.access_to::<T>()?.view(self.value.as_any())?;
        Some(as_declared(self.attribute, view))
    }

    /// The elements, row-major, if they are of type `T` and lie so in memory.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     /// Time constant.
    /// #     #[parameter(family = "taus", init = 0.02, unit = "s")] tau: f64,
    /// #     #[parameter(init = [[1.0, 2.0], [3.0, 4.0]])] w: [[f64; 2]; 2],
    /// #     #[simulation(init = "euler")] solver: String,
    /// # }
    /// # let mut leaky = Leaky { tau: 0.02, w: [[1.0, 2.0], [3.0, 4.0]], solver: "euler".into() };
    /// let leaf = leaky.attributes().get("w").unwrap();
    /// assert_eq!(leaf.slice::<f64>(), Some(&[1.0, 2.0, 3.0, 4.0][..]));
    /// ```
    #[must_use]
    #[inline]
    pub fn slice<T: crate::value::AnyElement>(&self) -> Option<&'m [T]> {
        self.value.slice_of()
    }

    /// The value, if it is a `T` or a 0-d array of `T`.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     /// Time constant.
    /// #     #[parameter(family = "taus", init = 0.02, unit = "s")] tau: f64,
    /// #     #[parameter(init = [[1.0, 2.0], [3.0, 4.0]])] w: [[f64; 2]; 2],
    /// #     #[simulation(init = "euler")] solver: String,
    /// # }
    /// # let mut leaky = Leaky { tau: 0.02, w: [[1.0, 2.0], [3.0, 4.0]], solver: "euler".into() };
    /// let leaf = leaky.attributes().get("tau").unwrap();
    /// assert_eq!(leaf.scalar::<f64>(), Some(0.02));
    /// ```
    #[cfg(feature = "alloc")]
    #[must_use]
    #[inline]
    pub fn scalar<T: crate::value::AttributeValue>(&self) -> Option<T> {
        crate::value::scalar(self.value)
    }

    /// The value itself, if it is a `T`.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     /// Time constant.
    /// #     #[parameter(family = "taus", init = 0.02, unit = "s")] tau: f64,
    /// #     #[parameter(init = [[1.0, 2.0], [3.0, 4.0]])] w: [[f64; 2]; 2],
    /// #     #[simulation(init = "euler")] solver: String,
    /// # }
    /// # let mut leaky = Leaky { tau: 0.02, w: [[1.0, 2.0], [3.0, 4.0]], solver: "euler".into() };
    /// let leaf = leaky.attributes().get("w").unwrap();
    /// assert_eq!(leaf.get::<[[f64; 2]; 2]>(), Some(&[[1.0, 2.0], [3.0, 4.0]]));
    /// ```
    #[must_use]
    pub fn get<T: 'static>(&self) -> Option<&'m T> {
        self.value.as_any().downcast_ref()
    }

    /// The text, of a `String` or a word.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     /// Time constant.
    /// #     #[parameter(family = "taus", init = 0.02, unit = "s")] tau: f64,
    /// #     #[parameter(init = [[1.0, 2.0], [3.0, 4.0]])] w: [[f64; 2]; 2],
    /// #     #[simulation(init = "euler")] solver: String,
    /// # }
    /// # let mut leaky = Leaky { tau: 0.02, w: [[1.0, 2.0], [3.0, 4.0]], solver: "euler".into() };
    /// let leaf = leaky.attributes().get("solver").unwrap();
    /// assert_eq!(leaf.text(), Some("euler"));
    /// ```
    #[must_use]
    pub fn text(&self) -> Option<&'m str> {
        self.value.text()
    }

    /// Whether [`to_value`](Self::to_value) says all of the value: not of a `Duration` of more than 52 days,
    /// whose nanoseconds no `f64` of seconds tells apart. What it does not, files refuse to hold.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     /// Time constant.
    /// #     #[parameter(family = "taus", init = 0.02, unit = "s")] tau: f64,
    /// #     #[parameter(init = [[1.0, 2.0], [3.0, 4.0]])] w: [[f64; 2]; 2],
    /// #     #[simulation(init = "euler")] solver: String,
    /// # }
    /// # let mut leaky = Leaky { tau: 0.02, w: [[1.0, 2.0], [3.0, 4.0]], solver: "euler".into() };
    /// let leaf = leaky.attributes().get("tau").unwrap();
    /// assert!(leaf.is_told());
    /// ```
    #[cfg(feature = "alloc")]
    #[must_use]
    pub fn is_told(&self) -> bool {
        self.value.is_told()
    }

    /// The parts of the elements, where these are several numbers, such as complex ones: an array with one
    /// axis more than the value, of as many as an element has.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     /// Time constant.
    /// #     #[parameter(family = "taus", init = 0.02, unit = "s")] tau: f64,
    /// #     #[parameter(init = [[1.0, 2.0], [3.0, 4.0]])] w: [[f64; 2]; 2],
    /// #     #[simulation(init = "euler")] solver: String,
    /// # }
    /// # let mut leaky = Leaky { tau: 0.02, w: [[1.0, 2.0], [3.0, 4.0]], solver: "euler".into() };
    /// let leaf = leaky.attributes().get("tau").unwrap();
    /// assert!(leaf.to_parts().is_none()); // a number that is one
    /// ```
    #[cfg(feature = "alloc")]
    #[must_use]
    pub fn to_parts(&self) -> Option<crate::value::Value> {
        self.value.to_parts()
    }

    /// A copy of the value.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     /// Time constant.
    /// #     #[parameter(family = "taus", init = 0.02, unit = "s")] tau: f64,
    /// #     #[parameter(init = [[1.0, 2.0], [3.0, 4.0]])] w: [[f64; 2]; 2],
    /// #     #[simulation(init = "euler")] solver: String,
    /// # }
    /// # let mut leaky = Leaky { tau: 0.02, w: [[1.0, 2.0], [3.0, 4.0]], solver: "euler".into() };
    /// let leaf = leaky.attributes().get("w").unwrap();
    /// let value = leaf.to_value();
    /// assert_eq!(*value.shape(), [2, 2]);
    /// ```
    #[cfg(feature = "alloc")]
    #[must_use]
    pub fn to_value(&self) -> crate::value::Value {
        self.value.to_value()
    }

    #[inline]
    pub(crate) fn any(&self) -> &'m dyn AnyValue {
        self.value
    }

    /// The same leaf, independent of the walk that gave it.
    #[cfg(feature = "alloc")]
    pub(crate) fn to_owned_path(&self) -> Leaf<'static, 'm> {
        Leaf { path: self.path.to_owned(), attribute: self.attribute, kind: self.kind, value: self.value }
    }
}

impl fmt::Debug for Leaf<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt_leaf(f, &self.path, self.kind, self.attribute, self.value)
    }
}

fn fmt_leaf(
    f: &mut fmt::Formatter<'_>,
    path: &Path<'_>,
    kind: Kind,
    attribute: &Attribute,
    value: &dyn AnyValue,
) -> fmt::Result {
    f.debug_struct("Leaf")
        .field("path", path)
        .field("kind", &kind)
        .field("family", &attribute.family())
        .field("shape", &value.shape())
        .finish_non_exhaustive()
}

/// An attribute of a module, for writing.
///
/// ```
/// use rockpool_core::prelude::*;
///
/// #[derive(Module)]
/// struct Leaky {
///     #[parameter(init = 0.02)]
///     tau: f64,
///     #[parameter(init = fill(1.0))]
///     gain: [f64; 2],
/// }
///
/// let mut leaky = Leaky { tau: 0.05, gain: [1.0; 2] };
/// leaky.parameters_mut().for_each(|leaf| {
///     if let Some(elements) = leaf.slice_mut::<f64>() {
///         elements.iter_mut().for_each(|x| *x *= 2.0);
///     }
/// });
/// assert_eq!((leaky.tau, leaky.gain), (0.1, [2.0; 2]));
/// ```
pub struct LeafMut<'p, 'm>(LeafMutParts<'p, 'm>);

pub(crate) struct LeafMutParts<'p, 'm> {
    pub(crate) path: Path<'p>,
    pub(crate) attribute: &'static Attribute,
    pub(crate) value: &'m mut dyn AnyValue,
    /// Where the module is; `None` for a leaf that outlived its walk.
    pub(crate) at: Option<&'p At<'p>>,
    pub(crate) index: usize,
    pub(crate) origin: Option<&'m Origin>,
    pub(crate) flags: AttributeFlags,
    pub(crate) initialise: Initialise,
    /// What its initialiser may look at, where it does.
    pub(crate) scope: Option<&'p Scope<'p>>,
}

impl LeafMutParts<'_, '_> {
    /// Asked where it is wanted: a reset of what the origin says nothing about does not want it.
    #[inline]
    pub(crate) fn kind(&self) -> Kind {
        self.flags.kind(self.attribute, self.origin, self.index)
    }

    /// Whether the origin may say more of it than its shape: that it is constant, or was given.
    #[cfg(feature = "alloc")]
    #[inline]
    pub(crate) fn may_differ(&self) -> bool {
        self.flags.may_tell(self.index)
    }
}

impl<'p, 'm> LeafMut<'p, 'm> {
    #[inline]
    pub(crate) fn new(parts: LeafMutParts<'p, 'm>) -> Self {
        Self(parts)
    }

    #[inline]
    pub(crate) fn parts(self) -> LeafMutParts<'p, 'm> {
        self.0
    }

    #[inline]
    pub(crate) fn any(&self) -> &dyn AnyValue {
        self.0.value
    }

    /// Where it is: `hidden.tau_mem`.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    ///
    /// #[derive(Module)]
    /// struct Filter {
    ///     #[parameter(family = "taus", init = fill(0.02), shape = 2)]
    ///     tau: Vec<f64>,
    /// }
    ///
    /// let mut filter = Filter { tau: vec![0.1, 0.2] };
    /// filter.parameters_mut().for_each(|leaf| {
    ///     assert_eq!(leaf.path().to_string(), "tau");
    /// });
    /// ```
    #[must_use]
    #[inline]
    pub fn path(&self) -> &Path<'p> {
        &self.0.path
    }

    /// What is known of it at compile time.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    ///
    /// #[derive(Module)]
    /// struct Filter {
    ///     #[parameter(family = "taus", init = fill(0.02), shape = 2)]
    ///     tau: Vec<f64>,
    /// }
    ///
    /// let mut filter = Filter { tau: vec![0.1, 0.2] };
    /// filter.parameters_mut().for_each(|leaf| {
    ///     assert!(leaf.attribute().has_init());
    /// });
    /// ```
    #[must_use]
    #[inline]
    pub fn attribute(&self) -> &'static Attribute {
        self.0.attribute
    }

    /// Its kind in this instance: a constant is a simulation parameter.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    ///
    /// #[derive(Module)]
    /// struct Filter {
    ///     #[parameter(family = "taus", init = fill(0.02), shape = 2)]
    ///     tau: Vec<f64>,
    /// }
    ///
    /// let mut filter = Filter { tau: vec![0.1, 0.2] };
    /// filter.parameters_mut().for_each(|leaf| {
    ///     assert_eq!(leaf.kind(), Kind::Parameter);
    /// });
    /// ```
    #[must_use]
    #[inline]
    pub fn kind(&self) -> Kind {
        self.0.kind()
    }

    /// Its family.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    ///
    /// #[derive(Module)]
    /// struct Filter {
    ///     #[parameter(family = "taus", init = fill(0.02), shape = 2)]
    ///     tau: Vec<f64>,
    /// }
    ///
    /// let mut filter = Filter { tau: vec![0.1, 0.2] };
    /// filter.parameters_mut().for_each(|leaf| {
    ///     assert_eq!(leaf.family(), Some("taus"));
    /// });
    /// ```
    #[must_use]
    #[inline]
    pub fn family(&self) -> Option<&'static str> {
        self.0.attribute.family()
    }

    /// The lengths of its axes; `()` for everything that is no array.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    ///
    /// #[derive(Module)]
    /// struct Filter {
    ///     #[parameter(family = "taus", init = fill(0.02), shape = 2)]
    ///     tau: Vec<f64>,
    /// }
    ///
    /// let mut filter = Filter { tau: vec![0.1, 0.2] };
    /// filter.parameters_mut().for_each(|leaf| {
    ///     assert_eq!(leaf.shape().as_slice(), [2]);
    /// });
    /// ```
    #[must_use]
    #[inline]
    pub fn shape(&self) -> Shape {
        self.0.attribute.as_declared(self.0.value.shape())
    }

    /// The number of elements.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    ///
    /// #[derive(Module)]
    /// struct Filter {
    ///     #[parameter(family = "taus", init = fill(0.02), shape = 2)]
    ///     tau: Vec<f64>,
    /// }
    ///
    /// let mut filter = Filter { tau: vec![0.1, 0.2] };
    /// filter.parameters_mut().for_each(|leaf| {
    ///     assert_eq!(leaf.numel(), 2);
    /// });
    /// ```
    #[must_use]
    #[inline]
    pub fn numel(&self) -> usize {
        self.0.value.numel()
    }

    /// A view of the array, if its elements are of type `T`; scalars are 0-d.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    ///
    /// #[derive(Module)]
    /// struct Filter {
    ///     #[parameter(family = "taus", init = fill(0.02), shape = 2)]
    ///     tau: Vec<f64>,
    /// }
    ///
    /// let mut filter = Filter { tau: vec![0.1, 0.2] };
    /// filter.parameters_mut().for_each(|leaf| {
    ///     assert_eq!(leaf.array::<f64>().map(|array| array.sum()), Some(0.1 + 0.2));
    /// });
    /// ```
    #[cfg(feature = "ndarray")]
    #[must_use]
    pub fn array<T: crate::value::AnyElement>(&self) -> Option<ArrayViewD<'_, T>> {
        let view = self.0.value.access_to::<T>()?.view(self.0.value.as_any())?;
        Some(as_declared(self.0.attribute, view))
    }

    /// The elements, row-major, if they are of type `T` and lie so in memory.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    ///
    /// #[derive(Module)]
    /// struct Filter {
    ///     #[parameter(family = "taus", init = fill(0.02), shape = 2)]
    ///     tau: Vec<f64>,
    /// }
    ///
    /// let mut filter = Filter { tau: vec![0.1, 0.2] };
    /// filter.parameters_mut().for_each(|leaf| {
    ///     assert_eq!(leaf.slice::<f64>(), Some(&[0.1, 0.2][..]));
    /// });
    /// ```
    #[must_use]
    pub fn slice<T: crate::value::AnyElement>(&self) -> Option<&[T]> {
        self.0.value.slice_of()
    }

    /// The value, if it is a `T` or a 0-d array of `T`.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    ///
    /// #[derive(Module)]
    /// struct Filter {
    ///     #[parameter(family = "taus", init = fill(0.02), shape = 2)]
    ///     tau: Vec<f64>,
    /// }
    ///
    /// let mut filter = Filter { tau: vec![0.1, 0.2] };
    /// filter.parameters_mut().for_each(|leaf| {
    ///     assert_eq!(leaf.scalar::<f64>(), None);
    /// });
    /// ```
    #[cfg(feature = "alloc")]
    #[must_use]
    pub fn scalar<T: crate::value::AttributeValue>(&self) -> Option<T> {
        crate::value::scalar(self.0.value)
    }

    /// The leaf for a while, where more than one type is asked for.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    ///
    /// #[derive(Module)]
    /// struct Mixed {
    ///     #[parameter(init = zeros())]
    ///     wide: [f64; 2],
    ///     #[parameter(init = zeros())]
    ///     narrow: [f32; 2],
    /// }
    ///
    /// let mut mixed = Mixed { wide: [1.0; 2], narrow: [1.0; 2] };
    /// mixed.parameters_mut().for_each(|mut leaf| {
    ///     if let Some(elements) = leaf.by_ref().slice_mut::<f64>() {
    ///         elements.fill(0.5);
    ///     } else if let Some(elements) = leaf.slice_mut::<f32>() {
    ///         elements.fill(0.25);
    ///     }
    /// });
    /// assert_eq!((mixed.wide, mixed.narrow), ([0.5; 2], [0.25; 2]));
    /// ```
    #[must_use]
    #[inline]
    pub fn by_ref(&mut self) -> LeafMut<'p, '_> {
        let LeafMutParts { path, attribute, value, at, index, origin, flags, initialise, scope } =
            &mut self.0;
        LeafMut(LeafMutParts {
            path: path.clone(),
            attribute,
            value: &mut **value,
            at: *at,
            index: *index,
            origin: *origin,
            flags: *flags,
            initialise: *initialise,
            scope: *scope,
        })
    }

    /// A mutable view of the array, if its elements are of type `T`; scalars are 0-d.
    ///
    /// What is written is not checked; [`Module::check`](crate::Module::check) does.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     /// Time constant.
    /// #     #[parameter(family = "taus", init = 0.02, unit = "s")] tau: f64,
    /// #     #[parameter(init = [[1.0, 2.0], [3.0, 4.0]])] w: [[f64; 2]; 2],
    /// #     #[simulation(init = "euler")] solver: String,
    /// # }
    /// # let mut leaky = Leaky { tau: 0.02, w: [[1.0, 2.0], [3.0, 4.0]], solver: "euler".into() };
    /// let leaf = leaky.attributes_mut().get("w").unwrap();
    /// leaf.array_mut::<f64>().unwrap().fill(0.5);
    /// assert_eq!(leaky.w, [[0.5; 2]; 2]);
    /// ```
    #[cfg(feature = "ndarray")]
    #[must_use]
    #[inline]
    pub fn array_mut<T: crate::value::AnyElement>(self) -> Option<ArrayViewMutD<'m, T>> {
        let access = self.0.value.access_to::<T>()?;
        Some(as_declared(self.0.attribute, access.view_mut(self.0.value.as_any_mut())?))
    }

    /// The elements, row-major, if they are of type `T` and lie so in memory.
    ///
    /// What is written is not checked; [`Module::check`](crate::Module::check) does.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     /// Time constant.
    /// #     #[parameter(family = "taus", init = 0.02, unit = "s")] tau: f64,
    /// #     #[parameter(init = [[1.0, 2.0], [3.0, 4.0]])] w: [[f64; 2]; 2],
    /// #     #[simulation(init = "euler")] solver: String,
    /// # }
    /// # let mut leaky = Leaky { tau: 0.02, w: [[1.0, 2.0], [3.0, 4.0]], solver: "euler".into() };
    /// let leaf = leaky.attributes_mut().get("w").unwrap();
    /// leaf.slice_mut::<f64>().unwrap()[3] = 0.5;
    /// assert_eq!(leaky.w[1][1], 0.5);
    /// ```
    #[must_use]
    #[inline]
    pub fn slice_mut<T: crate::value::AnyElement>(self) -> Option<&'m mut [T]> {
        let access = self.0.value.access_to::<T>()?;
        access.slice_mut(self.0.value.as_any_mut())
    }

    /// The value, if it is a `T` or a 0-d array of `T`.
    ///
    /// What is written is not checked; [`Module::check`](crate::Module::check) does.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # #[derive(Module)]
    /// # struct Leaky {
    /// #     /// Time constant.
    /// #     #[parameter(family = "taus", init = 0.02, unit = "s")] tau: f64,
    /// #     #[parameter(init = [[1.0, 2.0], [3.0, 4.0]])] w: [[f64; 2]; 2],
    /// #     #[simulation(init = "euler")] solver: String,
    /// # }
    /// # let mut leaky = Leaky { tau: 0.02, w: [[1.0, 2.0], [3.0, 4.0]], solver: "euler".into() };
    /// let leaf = leaky.attributes_mut().get("tau").unwrap();
    /// *leaf.scalar_mut::<f64>().unwrap() = 0.05;
    /// assert_eq!(leaky.tau, 0.05);
    /// ```
    #[must_use]
    #[inline]
    pub fn scalar_mut<T: crate::value::AttributeValue>(self) -> Option<&'m mut T> {
        let value = self.0.value;
        if value.as_any().is::<T>() {
            return value.as_any_mut().downcast_mut();
        }
        if !value.shape().is_empty() {
            return None;
        }
        let access = value.access_to::<T>()?;
        access.slice_mut(value.as_any_mut())?.first_mut()
    }

    /// The same leaf, independent of the walk that gave it.
    #[cfg(feature = "alloc")]
    pub(crate) fn into_owned_path(self) -> LeafMut<'static, 'm> {
        let path = self.0.path.to_owned();
        let LeafMutParts { attribute, value, index, origin, flags, initialise, .. } = self.0;
        LeafMut(LeafMutParts {
            path,
            attribute,
            value,
            at: None,
            index,
            origin,
            flags,
            initialise,
            scope: None,
        })
    }
}

impl fmt::Debug for LeafMut<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt_leaf(f, &self.0.path, self.0.kind(), self.0.attribute, self.0.value)
    }
}

/// A view of a column as the matrix that it is declared as; any other as it is.
#[cfg(feature = "ndarray")]
#[inline]
fn as_declared<S: RawData>(attribute: &Attribute, view: ArrayBase<S, IxDyn>) -> ArrayBase<S, IxDyn> {
    let is_matrix = view.ndim() == 1 && attribute.declared_as(&Shape::new(view.shape())).is_some();
    if is_matrix { view.insert_axis(Axis(1)) } else { view }
}
