//! The kinds of faults.

use super::InitError;
use crate::nearest::DidYouMean;
use crate::registry::Kind;
use crate::shape::{Binder, LengthError, Shape};
use crate::value::{Bounds, Dtype, Number, OutOfBounds};
use alloc::boxed::Box;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;

/// A permitted shape: as declared, and under the dims where they are bound.
///
/// ```
/// use rockpool_core::error::ExpectedShape;
/// let expected = ExpectedShape { declared: "(n_out, n_in)".into(), resolved: Some([3, 6].into()) };
/// assert_eq!(expected.to_string(), "(n_out, n_in) = (3, 6)");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpectedShape {
    /// As declared: `(n_out, n_in)`.
    pub declared: String,
    /// Under the dims: `(3, 6)`.
    pub resolved: Option<Shape>,
}

impl ExpectedShape {
    /// Any of so many axes, where nothing but the type decides.
    pub(crate) fn of_rank(rank: usize) -> Self {
        let plural = if rank == 1 { "axis" } else { "axes" };
        Self { declared: alloc::format!("{rank} {plural}"), resolved: None }
    }

    /// Whether it says lengths, and not their number alone.
    fn has_lengths(&self) -> bool {
        self.declared.starts_with('(')
    }
}

impl fmt::Display for ExpectedShape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.declared)?;
        match &self.resolved {
            Some(resolved) if alloc::string::ToString::to_string(resolved) != self.declared => {
                write!(f, " = {resolved}")
            }
            _ => Ok(()),
        }
    }
}

/// A dim with a value, and who bound it.
///
/// ```
/// use rockpool_core::{error::BoundDim, shape::Binder};
/// let bound = BoundDim { dim: "n_out", value: 3, by: Binder::Attribute("vmem") };
/// assert_eq!(bound.to_string(), "n_out = 3 was bound by `vmem`");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoundDim {
    /// Its name.
    pub dim: &'static str,
    /// Its value.
    pub value: usize,
    /// Who bound it.
    pub by: Binder,
}

impl fmt::Display for BoundDim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} = {} was bound by {}", self.dim, self.value, self.by)
    }
}

/// What is wrong.
///
/// ```
/// use rockpool_core::prelude::*;
///
/// #[derive(Module, Debug)]
/// #[module(shape = n)]
/// struct Leaky {
///     #[parameter(shape = n, init = zeros())]
///     bias: Vec<f64>,
///     #[module(origin)]
///     origin: Origin,
/// }
///
/// let error = Leaky::builder().n(3).bias(vec![0.1; 4]).build().unwrap_err();
/// let FaultKind::Shape { expected, found, .. } = error.faults()[0].kind() else { panic!() };
/// assert_eq!((expected[0].resolved.as_ref().unwrap(), found), (&[3].into(), &[4].into()));
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum FaultKind {
    /// Data has a shape that is not permitted.
    Shape {
        /// The permitted shapes, the default first.
        expected: Vec<ExpectedShape>,
        /// The shape of the data.
        found: Shape,
        /// The dims that the permitted shapes mention, as far as they are bound.
        bound: Vec<BoundDim>,
        /// Whether the data has as many elements, but would be read as another matrix.
        would_reinterpret: bool,
    },
    /// A parent gives a submodule a shape of more or fewer lengths than it has.
    SubmoduleRank {
        /// The submodule's type.
        module: &'static str,
        /// Its own shape, as declared.
        shape: String,
        /// The number of its lengths.
        lengths: usize,
        /// What the parent gives.
        given: Box<ExpectedShape>,
    },
    /// Two who give a dim disagree.
    Dim {
        /// The dim as it is.
        bound: BoundDim,
        /// The other value.
        found: usize,
        /// Who gives it.
        by: Binder,
    },
    /// A dim is bound by nothing.
    Unbound {
        /// Its name.
        dim: &'static str,
    },
    /// A length has no value under the dims: a division leaves a remainder, or it is negative.
    Length {
        /// Why.
        error: LengthError,
        /// The dims in it.
        bound: Vec<BoundDim>,
    },
    /// An element lies outside the bounds.
    Bounds {
        /// The bounds.
        bounds: &'static Bounds,
        /// The row-major index of the element, in arrays.
        index: Option<usize>,
        /// The element.
        found: Number,
    },
    /// A value has another type.
    Type {
        /// What was expected and found.
        message: String,
    },
    /// A number does not fit the attribute's element type.
    Number {
        /// The element type.
        expected: Dtype,
        /// The number.
        found: Number,
    },
    /// An initialiser has no value to give.
    Init {
        /// Why.
        error: InitError,
        /// The shape that was asked for.
        expected: Option<Box<ExpectedShape>>,
    },
    /// Neither a value nor an initialiser is there.
    NoValue,
    /// A non-scalar has neither data nor a declared shape.
    NoShape,
    /// The key of a module in a map cannot be part of a path: it is empty or has a dot.
    Key {
        /// The key.
        key: String,
    },
    /// A name stands twice among those of a map.
    KeyTwice {
        /// The name.
        key: String,
    },
    /// A list has another number of elements than `len = ..` declares.
    Count {
        /// As declared: `n_cells`.
        declared: String,
        /// What that is.
        expected: usize,
        /// The number of elements.
        found: usize,
        /// The dims in it.
        bound: Vec<BoundDim>,
    },
    /// Elements are made by `Each`, and nothing says how many.
    Uncounted,
    /// A module that was given built drew with a key of the system, where the key of the whole is given.
    StrangeKey {
        /// Its type.
        module: &'static str,
    },
    /// A `Parameter` was given for a state, or the like.
    Kind {
        /// The declared kind.
        expected: Kind,
        /// The given kind.
        found: Kind,
    },
    /// A given `Parameter` belongs to another family.
    Family {
        /// The declared family.
        expected: Option<&'static str>,
        /// The given family.
        found: String,
    },
    /// A submodule cannot be made from dims and declared initialisers.
    NotBuildable {
        /// Its type.
        module: &'static str,
        /// The variants, if it is an enum.
        variants: Vec<&'static str>,
    },
    /// Modules nested without end.
    TooDeep {
        /// The most levels.
        most: usize,
    },
    /// No attribute has this path.
    UnknownPath {
        /// The nearest path there is.
        nearest: Option<String>,
    },
    /// A view is asked for a path that nothing has.
    UnknownPlace {
        /// The nearest path there is.
        nearest: Option<String>,
    },
    /// A view is asked for a name that no attribute has.
    UnknownName {
        /// The name.
        name: String,
        /// The nearest name there is.
        nearest: Option<String>,
    },
    /// A view leaves out more parts than it can hold.
    TooManyParts {
        /// The most.
        most: usize,
    },
    /// The attribute is declared, and absent in this instance.
    Absent,
    /// A tree has a value where the module has a submodule.
    IsModule,
    /// No attribute declares this family.
    UnknownFamily {
        /// The family.
        family: String,
        /// The nearest family there is.
        nearest: Option<String>,
        /// The families there are.
        declared: Vec<String>,
    },
    /// A view selects more families than it can hold.
    TooManyFamilies {
        /// How many.
        wanted: usize,
        /// The most.
        most: usize,
    },
    /// A flat vector has another length.
    FlatLength {
        /// The number of elements of the view.
        expected: usize,
        /// The length of the vector.
        found: usize,
    },
    /// A history is not made, or does not take a view.
    History(super::HistoryFault),
    /// A leaf of a flat view has elements of another type.
    FlatType {
        /// The type of the vector's elements.
        expected: Dtype,
        /// That of the leaf.
        found: Dtype,
    },
    /// Leaves or paths do not belong to a tree.
    Tree {
        /// Why.
        message: String,
    },
    /// What a module declares as its `check` refuses it.
    Check {
        /// What that says.
        message: String,
    },
    /// An enum has no variant of this name.
    UnknownVariant {
        /// The enum.
        module: &'static str,
        /// The name.
        found: String,
        /// The nearest variant there is.
        nearest: Option<String>,
        /// The variants there are.
        variants: Vec<&'static str>,
    },
    /// An enum cannot be given another variant here.
    Variant {
        /// Why, and what to do.
        message: String,
    },
    /// An attribute cannot be constant.
    NotConstant {
        /// Why, and what to do.
        message: &'static str,
    },
    /// An error of a module's own, from [`Error::other`](super::Error::other).
    Other {
        /// That error.
        error: Arc<dyn core::error::Error + Send + Sync>,
    },
}

/// `a`, `a or b`, `a, b or c`.
fn alternatives(f: &mut fmt::Formatter<'_>, items: &[impl fmt::Display]) -> fmt::Result {
    list(f, items, "or")
}

fn list(f: &mut fmt::Formatter<'_>, items: &[impl fmt::Display], last: &str) -> fmt::Result {
    for (index, item) in items.iter().enumerate() {
        match index {
            0 => {}
            _ if index + 1 == items.len() => write!(f, " {last} ")?,
            _ => f.write_str(", ")?,
        }
        write!(f, "{item}")?;
    }
    Ok(())
}

/// The rank that was wanted, where the lengths are not known and data has more axes.
fn other_rank(expected: &[ExpectedShape], found: &Shape) -> Option<usize> {
    let [shape @ ExpectedShape { declared, resolved: None }] = expected else { return None };
    if !shape.has_lengths() {
        return None;
    }
    let rank = if declared == "()" { 0 } else { declared.matches(',').count() + 1 };
    (rank < found.rank()).then_some(rank)
}

fn list_bound(f: &mut fmt::Formatter<'_>, bound: &[BoundDim]) -> fmt::Result {
    for (index, bound) in bound.iter().enumerate() {
        f.write_str(if index == 0 { "; " } else { ", " })?;
        write!(f, "{bound}")?;
    }
    Ok(())
}

impl FaultKind {
    /// That an element of a value of this shape lies outside the bounds.
    pub(crate) fn outside(bounds: &'static Bounds, outside: OutOfBounds, shape: &Shape) -> Self {
        let index = (!shape.is_empty()).then_some(outside.index);
        Self::Bounds { bounds, index, found: outside.found }
    }
}

impl fmt::Display for FaultKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Shape { expected, found, bound, would_reinterpret } => {
                let (before, after) = match expected.iter().all(ExpectedShape::has_lengths) {
                    true => ("shape ", ""),
                    false => ("", "shape "),
                };
                write!(f, "expected {before}")?;
                alternatives(f, expected)?;
                write!(f, ", found {after}{found}")?;
                if let Some(expected) = other_rank(expected, found) {
                    write!(f, " of rank {}, not {expected}", found.rank())?;
                }
                list_bound(f, bound)?;
                if found.is_empty() {
                    f.write_str("; a scalar is not spread over an array: give an array, or `Init(fill(..))` to the builder")?;
                }
                if *would_reinterpret {
                    f.write_str("; a matrix is never read as another: transpose it with `.t()`, or reshape it yourself")?;
                }
                Ok(())
            }
            Self::SubmoduleRank { module, shape, lengths, given } => {
                let plural = if *lengths == 1 { "" } else { "s" };
                write!(f, "`{module}` has the shape {shape}, but its parent gives it {given}; give it {lengths} length{plural} in `#[module(shape = ..)]`")
            }
            Self::Dim { bound, found, by } => {
                write!(f, "dim `{}` is {found} by {by}, but {bound}", bound.dim)
            }
            Self::Unbound { dim } => {
                write!(f, "dim `{dim}` is bound by nothing; give `.{dim}(..)`, or data whose shape implies it")
            }
            Self::Length { error, bound } => {
                write!(f, "{error}")?;
                list_bound(f, bound)
            }
            Self::Bounds { bounds, index, found } => {
                write!(f, "expected a value in {bounds}, found {found}")?;
                match index {
                    Some(index) => write!(f, " at element {index}"),
                    None => Ok(()),
                }
            }
            Self::Type { message } | Self::Tree { message } | Self::Check { message } | Self::Variant { message } => {
                f.write_str(message)
            }
            Self::UnknownVariant { module, found, nearest, variants } => {
                write!(f, "`{module}` has no variant `{found}`")?;
                match nearest {
                    Some(_) => DidYouMean(nearest.as_deref()).fmt(f),
                    None if variants.is_empty() => Ok(()),
                    None => {
                        f.write_str("; its variants are ")?;
                        let quoted: Vec<String> = variants.iter().map(|name| alloc::format!("`{name}`")).collect();
                        list(f, &quoted, "and")
                    }
                }
            }
            Self::NotConstant { message } => f.write_str(message),
            Self::Number { expected, found } => {
                write!(f, "expected a number of type `{expected}`, found {found}, which none of them equals")
            }
            Self::Init { error: InitError::Shape(found), expected: Some(expected) } => {
                write!(f, "expected shape {expected}, the initialiser gives {found}")?;
                if found.is_empty() {
                    f.write_str("; a scalar is not spread over an array: use `fill(..)`")?;
                }
                Ok(())
            }
            Self::Init { error: InitError::Cast(found), expected: Some(expected) } => {
                write!(f, "expected shape {expected}, the cast gives {found}")
            }
            Self::Init { error, .. } => write!(f, "{error}"),
            Self::NoValue => f.write_str("expected a value or an initialiser, found neither; give one, or declare `init`"),
            Self::Key { key } if key.is_empty() => f.write_str("the key is empty; give the module in the map a name"),
            Self::Key { key } => {
                write!(f, "the key `{key}` has a dot, which stands between the names of a path; use another key")
            }
            Self::KeyTwice { key } => write!(f, "the key `{key}` stands twice; give each module in the map a name of its own"),
            Self::Count { declared, expected, found, bound } => {
                write!(f, "expected {declared}")?;
                if *declared != alloc::string::ToString::to_string(expected) {
                    write!(f, " = {expected}")?;
                }
                write!(f, " modules, found {found}")?;
                list_bound(f, bound)
            }
            Self::Uncounted => f.write_str("how many modules `Each` makes is not known; declare `#[module(len = ..)]`, or give a list"),
            Self::StrangeKey { module } => {
                write!(f, "`{module}` drew with a key of the system, so that the key given to the builder does not decide all numbers; give its builder in its place, or `.key(..)` to it")
            }
            Self::NoShape => f.write_str("expected data or a shape, found neither; give data, or declare `shape`"),
            Self::Kind { expected, found } => {
                let name = |kind: &Kind| match kind {
                    Kind::Parameter => "parameter",
                    Kind::State => "state",
                    Kind::Simulation => "simulation parameter",
                };
                write!(f, "expected a {}, found a {}", name(expected), name(found))
            }
            Self::Family { expected: Some(expected), found } => write!(f, "expected family `{expected}`, found `{found}`"),
            Self::Family { expected: None, found } => write!(f, "expected no family, found `{found}`"),
            Self::NotBuildable { module, variants } if variants.is_empty() => {
                write!(f, "`{module}` cannot be made from dims; give it to the builder")
            }
            Self::NotBuildable { module, variants } => {
                write!(f, "`{module}` is an enum; give the builder one of its variants ")?;
                let quoted: Vec<String> = variants.iter().map(|variant| alloc::format!("`{variant}`")).collect();
                alternatives(f, &quoted)
            }
            Self::TooDeep { most } => write!(f, "modules are nested more than {most} levels deep; a `Box<Self>` has no end, use `Option<Box<Self>>`"),
            Self::UnknownPath { nearest } => {
                write!(f, "there is no such attribute{}", DidYouMean(nearest.as_deref()))
            }
            Self::History(fault) => fault.fmt(f),
            Self::UnknownPlace { nearest } => {
                write!(f, "there is no such attribute or module{}", DidYouMean(nearest.as_deref()))
            }
            Self::UnknownName { name, nearest } => {
                write!(f, "no attribute is called `{name}`{}", DidYouMean(nearest.as_deref()))
            }
            Self::TooManyParts { most } => {
                write!(f, "a view leaves out {most} parts at most; leave out what they have in common, or filter the leaves yourself")
            }
            Self::Absent => f.write_str("this attribute is declared, but absent in this module; give it to the builder, or write the field"),
            Self::IsModule => f.write_str("expected a tree with the submodule's attributes, found a value"),
            Self::UnknownFamily { family, nearest, declared } => {
                write!(f, "no attribute declares the family `{family}`")?;
                match nearest {
                    Some(_) => DidYouMean(nearest.as_deref()).fmt(f),
                    None if declared.is_empty() => f.write_str("; there are no families"),
                    None => write!(f, "; there are `{}`", declared.join("`, `")),
                }
            }
            Self::TooManyFamilies { wanted, most } => {
                write!(f, "a view selects {most} families at most, found {wanted}; select fewer, or filter the leaves yourself")
            }
            Self::Other { error } => write!(f, "{error}"),
            Self::FlatLength { expected, found } => write!(f, "expected a vector of {expected} elements, found {found}"),
            Self::FlatType { expected, found } => {
                write!(f, "expected elements of type {expected}, found {found}; select a part of one type, by family for example")
            }
        }
    }
}
