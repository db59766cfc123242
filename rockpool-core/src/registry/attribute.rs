//! What is known of one attribute.

mod declare;

use super::{Bounds, Dtype};
use crate::shape::{FixedShape, Shape, ShapeSpec};
use crate::value::{AttributeValue, Class, Parts};
#[cfg(feature = "alloc")]
use crate::value::{Making, Value};
use core::any::TypeId;
use core::fmt;

/// The kind of an attribute.
///
/// ```
/// use rockpool_core::prelude::*;
///
/// let p = Parameter::new(Constant(0.1)).resolve()?;
/// assert_eq!(p.kind(), Kind::Simulation);
/// assert_eq!(p.kind().to_string(), "simulation");
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A parameter: it configures the module and is trained.
    Parameter,
    /// A state: it changes while the module evolves.
    State,
    /// A simulation parameter: it configures the module and is not trained; every constant is one.
    Simulation,
}

impl Kind {
    /// One bit, for sets of kinds.
    #[inline]
    pub(crate) const fn bit(self) -> u8 {
        1 << self as u8
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Parameter => "parameter",
            Self::State => "state",
            Self::Simulation => "simulation",
        })
    }
}

/// What is known of one attribute when its module is compiled.
///
/// ```
/// use rockpool_core::prelude::*;
///
/// #[derive(Module)]
/// #[module(shape = n)]
/// struct Leaky {
///     /// Time constants.
///     #[parameter(family = "taus", init = fill(0.02), unit = "s", bounds = 1e-6.., shape = [(n,), ()])]
///     tau: ndarray::ArrayD<f64>,
///     #[state(shape = n)]
///     x: Vec<f64>,
///     #[module(origin)]
///     origin: Origin,
/// }
///
/// let tau = &Leaky::REGISTRY.attributes()[0];
/// assert_eq!((tau.name(), tau.kind(), tau.family()), ("tau", Kind::Parameter, Some("taus")));
/// assert_eq!(tau.shapes().to_string(), "[(n), ()]");
/// assert_eq!((tau.dtype(), tau.unit(), tau.docs()), (Dtype::F64, Some("s"), "Time constants."));
/// assert_eq!(tau.bounds().unwrap().to_string(), "1e-6..");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Attribute {
    name: &'static str,
    kind: Kind,
    family: Option<&'static str>,
    shapes: &'static [ShapeSpec],
    unit: Option<&'static str>,
    bounds: Option<&'static Bounds>,
    docs: &'static str,
    aliases: &'static [&'static str],
    permits_reshape: bool,
    is_stored: bool,
    is_common: bool,
    has_init: bool,
    of: AttributeType,
}

/// What is known of an attribute by the type of its field.
#[derive(Clone, Copy, Debug)]
struct AttributeType {
    dtype: Dtype,
    is_optional: bool,
    fixed: Option<&'static FixedShape>,
    choices: &'static [&'static str],
    parts: Option<Parts>,
    unit: Option<&'static str>,
    is_column: fn() -> bool,
    type_id: fn() -> TypeId,
    #[cfg(feature = "alloc")]
    join: fn(&Value) -> Option<Value>,
}

impl AttributeType {
    const fn of<T: AttributeValue>(is_optional: bool) -> Self {
        Self {
            dtype: <T::Class as Class<T>>::DTYPE,
            is_optional,
            fixed: <T::Class as Class<T>>::FIXED,
            choices: <T::Class as Class<T>>::CHOICES,
            parts: <T::Class as Class<T>>::PARTS,
            unit: <T::Class as Class<T>>::UNIT,
            is_column: <T::Class as Class<T>>::is_column,
            type_id: type_id_of::<T>,
            #[cfg(feature = "alloc")]
            join: <T::Class as Making<T>>::join_parts,
        }
    }
}

impl Attribute {
    /// The unit that the type fixes.
    pub(crate) const fn unit_by_type(&self) -> Option<&'static str> {
        self.of.unit
    }

    /// The length that the type fixes for this axis.
    pub(crate) const fn fixed_length(&self, axis: usize) -> Option<usize> {
        let (mut axis, mut shape) = (axis, self.of.fixed);
        while let Some(FixedShape::Axis(length, inner)) = shape {
            if axis == 0 {
                return Some(*length);
            }
            axis -= 1;
            shape = Some(*inner);
        }
        if let (0, Some(FixedShape::Column)) = (axis, shape) { Some(1) } else { None }
    }

    /// The shape of a value as it is declared, where it is another: a column that is declared as a matrix is
    /// one.
    #[inline]
    pub(crate) fn declared_as(&self, found: &Shape) -> Option<Shape> {
        match (self.shapes, &**found) {
            (specs @ [_, ..], &[rows])
                if specs.iter().all(|spec| spec.rank() == 2) && (self.of.is_column)() =>
            {
                Some(Shape::new(&[rows, 1]))
            }
            _ => None,
        }
    }

    /// The same, or the shape as it is.
    #[inline]
    pub(crate) fn as_declared(&self, found: Shape) -> Shape {
        self.declared_as(&found).unwrap_or(found)
    }
}

impl Attribute {
    /// The public name: the field's, or what `rename` says.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    ///
    /// /// A filter.
    /// #[derive(Module)]
    /// struct Filter {
    ///     /// Time constant.
    ///     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..=1.0, alias = "tau_mem")]
    ///     tau: f64,
    /// }
    ///
    /// let tau = &Filter::REGISTRY.attributes()[0];
    /// assert_eq!(tau.name(), "tau");
    /// ```
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The declared kind; an instance's constants are simulation parameters whatever this says.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    ///
    /// /// A filter.
    /// #[derive(Module)]
    /// struct Filter {
    ///     /// Time constant.
    ///     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..=1.0, alias = "tau_mem")]
    ///     tau: f64,
    /// }
    ///
    /// let tau = &Filter::REGISTRY.attributes()[0];
    /// assert_eq!(tau.kind(), Kind::Parameter);
    /// ```
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// The family.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    ///
    /// /// A filter.
    /// #[derive(Module)]
    /// struct Filter {
    ///     /// Time constant.
    ///     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..=1.0, alias = "tau_mem")]
    ///     tau: f64,
    /// }
    ///
    /// let tau = &Filter::REGISTRY.attributes()[0];
    /// assert_eq!(tau.family(), Some("taus"));
    /// ```
    #[must_use]
    pub const fn family(&self) -> Option<&'static str> {
        self.family
    }

    /// The permitted shapes as written, the default first.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    ///
    /// /// A filter.
    /// #[derive(Module)]
    /// struct Filter {
    ///     /// Time constant.
    ///     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..=1.0, alias = "tau_mem")]
    ///     tau: f64,
    /// }
    ///
    /// let tau = &Filter::REGISTRY.attributes()[0];
    /// assert_eq!(tau.shapes().to_string(), "()");
    /// ```
    #[must_use]
    pub const fn shapes(&self) -> PermittedShapes {
        PermittedShapes { declared: self.shapes, fixed: self.of.fixed }
    }

    /// The element type.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    ///
    /// /// A filter.
    /// #[derive(Module)]
    /// struct Filter {
    ///     /// Time constant.
    ///     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..=1.0, alias = "tau_mem")]
    ///     tau: f64,
    /// }
    ///
    /// let tau = &Filter::REGISTRY.attributes()[0];
    /// assert_eq!(tau.dtype(), Dtype::F64);
    /// ```
    #[must_use]
    pub const fn dtype(&self) -> Dtype {
        self.of.dtype
    }

    /// The unit as written; where none is, that which the type has by itself, as a `Duration` has `s`.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    ///
    /// /// A filter.
    /// #[derive(Module)]
    /// struct Filter {
    ///     /// Time constant.
    ///     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..=1.0, alias = "tau_mem")]
    ///     tau: f64,
    /// }
    ///
    /// let tau = &Filter::REGISTRY.attributes()[0];
    /// assert_eq!(tau.unit(), Some("s"));
    /// ```
    #[must_use]
    pub const fn unit(&self) -> Option<&'static str> {
        match self.unit {
            Some(unit) => Some(unit),
            None => self.of.unit,
        }
    }

    /// The words that the value is one of; none where it is no word.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    ///
    /// #[derive(AttributeValue, Clone, Debug, PartialEq)]
    /// enum Solver { Euler, #[attribute(rename = "rk4")] RungeKutta4 }
    ///
    /// #[derive(Module)]
    /// struct Oscillator {
    ///     #[simulation(init = Solver::Euler)]
    ///     solver: Solver,
    /// }
    ///
    /// assert_eq!(Oscillator::REGISTRY.attributes()[0].choices(), ["Euler", "rk4"]);
    /// ```
    #[must_use]
    pub const fn choices(&self) -> &'static [&'static str] {
        self.of.choices
    }

    /// What each element consists of, where it is several numbers: the two parts of a complex one.
    #[must_use]
    pub const fn parts(&self) -> Option<Parts> {
        self.of.parts
    }

    /// The value that parts make: the way back of [`Leaf::to_parts`](crate::view::Leaf::to_parts).
    ///
    /// `None` where the elements have no parts, or others than those.
    #[cfg(feature = "alloc")]
    #[must_use]
    pub fn join_parts(&self, parts: &Value) -> Option<Value> {
        (self.of.join)(parts)
    }

    /// The range in which every element lies.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    ///
    /// /// A filter.
    /// #[derive(Module)]
    /// struct Filter {
    ///     /// Time constant.
    ///     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..=1.0, alias = "tau_mem")]
    ///     tau: f64,
    /// }
    ///
    /// let tau = &Filter::REGISTRY.attributes()[0];
    /// assert_eq!(tau.bounds().map(|bounds| bounds.to_string()).as_deref(), Some("1e-6..=1.0"));
    /// ```
    #[must_use]
    pub const fn bounds(&self) -> Option<&'static Bounds> {
        self.bounds
    }

    /// The field's doc comment.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    ///
    /// /// A filter.
    /// #[derive(Module)]
    /// struct Filter {
    ///     /// Time constant.
    ///     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..=1.0, alias = "tau_mem")]
    ///     tau: f64,
    /// }
    ///
    /// let tau = &Filter::REGISTRY.attributes()[0];
    /// assert_eq!(tau.docs(), "Time constant.");
    /// ```
    #[must_use]
    pub const fn docs(&self) -> &'static str {
        self.docs
    }

    /// Older names that loading still accepts.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    ///
    /// /// A filter.
    /// #[derive(Module)]
    /// struct Filter {
    ///     /// Time constant.
    ///     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..=1.0, alias = "tau_mem")]
    ///     tau: f64,
    /// }
    ///
    /// let tau = &Filter::REGISTRY.attributes()[0];
    /// assert_eq!(tau.aliases(), ["tau_mem"]);
    /// ```
    #[must_use]
    pub const fn aliases(&self) -> &'static [&'static str] {
        self.aliases
    }

    /// Whether data of another shape but equal size is reshaped.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    ///
    /// /// A filter.
    /// #[derive(Module)]
    /// struct Filter {
    ///     /// Time constant.
    ///     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..=1.0, alias = "tau_mem")]
    ///     tau: f64,
    /// }
    ///
    /// let tau = &Filter::REGISTRY.attributes()[0];
    /// assert!(tau.permits_reshape());
    /// ```
    #[must_use]
    pub const fn permits_reshape(&self) -> bool {
        self.permits_reshape
    }

    /// Whether files have the attribute; `stored = false` leaves it out.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    ///
    /// /// A filter.
    /// #[derive(Module)]
    /// struct Filter {
    ///     /// Time constant.
    ///     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..=1.0, alias = "tau_mem")]
    ///     tau: f64,
    /// }
    ///
    /// let tau = &Filter::REGISTRY.attributes()[0];
    /// assert!(tau.is_stored());
    /// ```
    #[must_use]
    pub const fn is_stored(&self) -> bool {
        self.is_stored
    }

    /// Whether modules that are parts of one have one value of it, as `common` says.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    ///
    /// #[derive(Module)]
    /// struct Cell {
    ///     #[simulation(init = 1e-3, unit = "s", common)]
    ///     dt: f64,
    /// }
    ///
    /// let mut cells = vec![Cell { dt: 1e-3 }, Cell { dt: 1e-3 }];
    /// assert!(Cell::REGISTRY.attributes()[0].is_common());
    /// assert!(cells.check().is_ok());
    ///
    /// cells[1].dt = 2e-3;
    /// assert_eq!(
    ///     cells.check().unwrap_err().to_string(),
    ///     "1.dt: expected 0.001, as `0.dt` is, found 0.002; modules that are parts of one have one `dt`, by `common`"
    /// );
    /// ```
    #[must_use]
    pub const fn is_common(&self) -> bool {
        self.is_common
    }

    /// Whether the declaration says how the attribute is initialised; that of a state always does.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    ///
    /// /// A filter.
    /// #[derive(Module)]
    /// struct Filter {
    ///     /// Time constant.
    ///     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..=1.0, alias = "tau_mem")]
    ///     tau: f64,
    /// }
    ///
    /// let tau = &Filter::REGISTRY.attributes()[0];
    /// assert!(tau.has_init());
    /// ```
    #[must_use]
    pub const fn has_init(&self) -> bool {
        self.has_init
    }

    /// Whether the attribute may be absent.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    ///
    /// /// A filter.
    /// #[derive(Module)]
    /// struct Filter {
    ///     /// Time constant.
    ///     #[parameter(family = "taus", init = 0.02, unit = "s", bounds = 1e-6..=1.0, alias = "tau_mem")]
    ///     tau: f64,
    /// }
    ///
    /// let tau = &Filter::REGISTRY.attributes()[0];
    /// assert!(!tau.is_optional());
    /// ```
    #[must_use]
    pub const fn is_optional(&self) -> bool {
        self.of.is_optional
    }

    /// The declared shapes, without the one that the type fixes.
    pub(crate) const fn declared_shapes(&self) -> &'static [ShapeSpec] {
        self.shapes
    }

    /// The type of the attribute's values.
    #[cfg(feature = "alloc")]
    #[inline]
    pub(crate) fn value_type(&self) -> TypeId {
        (self.of.type_id)()
    }

    /// The shape that the type fixes by itself.
    pub(crate) const fn fixed(&self) -> Option<&'static FixedShape> {
        self.of.fixed
    }
}

fn type_id_of<T: AttributeValue>() -> TypeId {
    TypeId::of::<T>()
}

impl PartialEq for Attribute {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
            && self.kind == other.kind
            && self.family == other.family
            && self.shapes == other.shapes
            && self.unit == other.unit
            && self.docs == other.docs
            && self.of.dtype == other.of.dtype
            && (self.of.type_id)() == (other.of.type_id)()
    }
}

/// The permitted shapes of an attribute; `Display` writes them as declared.
///
/// `(n_out, n_in)` for one shape, `[(n_out), ()]` for several, `any` where data may have any shape.
///
/// ```
/// use rockpool_core::prelude::*;
///
/// #[derive(Module)]
/// #[module(shape = n)]
/// struct Leaky {
///     #[parameter(family = "taus", init = fill(0.02), unit = "s", bounds = 1e-6.., shape = [(n,), ()])]
///     tau: ndarray::ArrayD<f64>,
///     #[state(shape = n)]
///     x: Vec<f64>,
///     #[module(origin)]
///     origin: Origin,
/// }
///
/// let shapes = Leaky::REGISTRY.attributes()[0].shapes();
/// assert_eq!(shapes.to_string(), "[(n), ()]");
/// assert_eq!(shapes.iter().map(|shape| shape.rank()).collect::<Vec<_>>(), [1, 0]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PermittedShapes {
    declared: &'static [ShapeSpec],
    fixed: Option<&'static FixedShape>,
}

impl PermittedShapes {
    /// The shapes as declared, the default first; none where the declaration has no `shape`.
    #[must_use]
    pub const fn declared(&self) -> &'static [ShapeSpec] {
        self.declared
    }

    /// Iterates over the declared shapes.
    pub fn iter(&self) -> core::slice::Iter<'static, ShapeSpec> {
        self.declared.iter()
    }
}

impl IntoIterator for PermittedShapes {
    type Item = &'static ShapeSpec;
    type IntoIter = core::slice::Iter<'static, ShapeSpec>;
    fn into_iter(self) -> Self::IntoIter {
        self.declared.iter()
    }
}

impl fmt::Display for PermittedShapes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.declared, self.fixed) {
            ([one], _) => one.fmt(f),
            ([], Some(fixed)) => fixed.to_shape().fmt(f),
            ([], None) => f.write_str("any"),
            (several, _) => {
                f.write_str("[")?;
                for (index, shape) in several.iter().enumerate() {
                    if index > 0 {
                        f.write_str(", ")?;
                    }
                    shape.fmt(f)?;
                }
                f.write_str("]")
            }
        }
    }
}
