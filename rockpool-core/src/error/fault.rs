//! The kinds of faults; what they say is in `words.rs`.

use super::{BoundDim, ExpectedShape, InitError};
use crate::registry::Kind;
use crate::shape::{Binder, LengthError, Shape};
use crate::value::{Bounds, Dtype, Number, OutOfBounds};
use alloc::boxed::Box;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

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
    /// `.shape(..)` of a builder has more or fewer lengths than the module's shape.
    Rank {
        /// The module's type.
        module: &'static str,
        /// Its shape, as declared.
        shape: String,
        /// The number of its lengths.
        lengths: usize,
        /// What the builder was given.
        found: Shape,
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
        /// The path of the module that is looked for it in.
        module: String,
        /// What that module has, where no path is near.
        choices: Vec<String>,
    },
    /// A view is asked for a path that nothing has.
    UnknownPlace {
        /// The nearest path there is.
        nearest: Option<String>,
        /// The path of the module that is looked for it in.
        module: String,
        /// What that module has, where no path is near.
        choices: Vec<String>,
    },
    /// A view is asked for a name that no attribute has.
    UnknownName {
        /// The name.
        name: String,
        /// The nearest name there is.
        nearest: Option<String>,
        /// The names there are, where none is near.
        choices: Vec<String>,
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

impl FaultKind {
    /// That an element of a value of this shape lies outside the bounds.
    pub(crate) fn outside(bounds: &'static Bounds, outside: OutOfBounds, shape: &Shape) -> Self {
        let index = (!shape.is_empty()).then_some(outside.index);
        Self::Bounds { bounds, index, found: outside.found }
    }
}
