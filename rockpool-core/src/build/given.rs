//! What a builder takes for a submodule.

use super::blueprint::{Blueprint, BoxBlueprint};
use super::boundary::Memory;
use crate::registry::Registry;
use alloc::boxed::Box;
use core::fmt;

/// A submodule that was given to a builder: built, or not yet.
///
/// As an argument it is what it was made of, so that a list may hold both:
///
/// ```
/// use rockpool_core::prelude::*;
/// use rockpool_core::IntoSubmodule;
///
/// #[derive(Module, Clone)]
/// struct Gain {
///     #[parameter(init = 1.0)]
///     gain: f64,
///     #[module(origin)]
///     origin: Origin,
/// }
///
/// #[derive(Module)]
/// struct Ears {
///     #[module]
///     gains: Vec<Gain>,
///     #[module(origin)]
///     origin: Origin,
/// }
///
/// let built = Gain::builder().gain(3.0).build()?;
/// let ears = Ears::builder().gains(vec![
///     built.into_submodule(),
///     Gain::builder().gain(4.0).into_submodule(),
/// ]);
/// assert_eq!(ears.build()?.gains[1].gain, 4.0);
/// # Ok::<(), Error>(())
/// ```
pub struct Given<'p, M> {
    pub(crate) state: State<'p, M>,
    /// How many levels of blueprints are in it.
    pub(crate) levels: usize,
    /// Whether all parameters in it shall be constant.
    pub(crate) is_constant: bool,
    /// Of a module whose type will be forgotten, what is known of it.
    pub(crate) registry: Option<&'static Registry>,
}

pub(crate) enum State<'p, M> {
    /// Nothing was given.
    Absent,
    /// What is declared was asked for, so that it is present.
    Declared,
    /// One or the other, with the dims that were bound so far.
    LeftOut {
        is_asked_for: bool,
        memory: Memory,
    },
    Built(Box<M>),
    Blueprint(BoxBlueprint<'p, M>),
    /// Builders that were nested too deep.
    TooDeep,
}

impl<M> fmt::Debug for Given<'_, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.state.name())
    }
}

impl<M> State<'_, M> {
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Absent => "Absent",
            Self::Declared | Self::LeftOut { .. } => "Declared",
            Self::Built(_) => "Built",
            Self::Blueprint(_) => "Blueprint",
            Self::TooDeep => "TooDeep",
        }
    }
}

impl<'p, M> Given<'p, M> {
    pub(crate) const fn new(state: State<'p, M>) -> Self {
        Self { state, levels: 0, is_constant: false, registry: None }
    }

    /// A module that is built.
    pub fn built(module: M) -> Self {
        Self::boxed(Box::new(module))
    }

    /// A module that is built, in its box.
    #[must_use]
    pub fn boxed(module: Box<M>) -> Self {
        Self::new(State::Built(module))
    }

    /// A module that is made from what it declares, and present where it might be absent.
    #[must_use]
    pub fn declared() -> Self {
        Self::new(State::Declared)
    }

    /// A module that is not built yet.
    #[doc(hidden)]
    #[must_use]
    pub fn blueprint(blueprint: impl Blueprint<Module = M> + Send + 'p) -> Self {
        Self { levels: blueprint.levels(), ..Self::new(State::Blueprint(Box::new(blueprint))) }
    }

    /// The module, if it is built.
    pub(crate) fn as_built(&self) -> Option<&M> {
        match &self.state {
            State::Built(module) => Some(module),
            _ => None,
        }
    }

    /// The same with all its parameters constant.
    #[must_use]
    pub fn constant(self) -> Self {
        Self { is_constant: true, ..self }
    }
}

/// Something that a builder takes for a submodule of type `M`: a module, a builder, or a container of
/// such where `M` is a container.
///
/// | for | serves |
/// |---|---|
/// | a module | itself; its builder; [`Declared`](crate::Declared), as if it were left out |
/// | `Vec`, `[M; N]` | a list of what serves for an element; [`Each`](crate::Each) |
/// | `Option`, `Box` | what serves for the module inside, and that in an `Option` or a `Box` |
/// | a tuple | a tuple of what serves for its parts |
/// | `BTreeMap<String, M>` | a map of what serves; pairs of names and what serves |
/// | an enum | what one of its variants alone holds, built or as its builder; [`Variant`](crate::Variant) |
/// | `Box<dyn DynModule>` | a box of a module; [`Dynamic`](crate::Dynamic) |
///
/// These nest in each other. `Constant(..)` of any of them makes all parameters below constant.
///
/// `How` says by which rule something serves; rustc infers it. A type of one's own joins by [`Unbuilt`].
///
/// ```
/// use rockpool_core::prelude::*;
///
/// #[derive(Module)]
/// struct Gain {
///     #[parameter(init = 1.0)]
///     gain: f64,
///     #[module(origin)]
///     origin: Origin,
/// }
///
/// #[derive(Module)]
/// struct Ear {
///     #[module]
///     gain: Gain,
///     #[module]
///     more: Vec<Gain>,
///     #[module]
///     last: Option<Gain>,
///     #[module(origin)]
///     origin: Origin,
/// }
///
/// let ear = Ear::builder()
///     .gain(Gain::builder().gain(2.0))
///     .more(vec![Gain::builder(), Gain::builder().gain(3.0)])
///     .last(Declared)
///     .build()?;
/// assert_eq!((ear.gain.gain, ear.more[1].gain, ear.last.is_some()), (2.0, 3.0, true));
/// # Ok::<(), Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not serve as a submodule of type `{M}`; give it built or as its builder; for a container, a container of such or `Each(|index| ..)`, and for a box of any module `Dynamic(..)`",
    label = "not a `{M}`, nor a builder of one",
    note = "a builder stands in `Box<dyn DynModule>` as `Dynamic(builder)`, and a `Result` of `build` is taken with `?`",
    note = "`builder()` of a module whose number type has a default is of that one: write `Linear::<f32>::builder()` for another"
)]
pub trait IntoSubmodule<'p, M, How> {
    /// The submodule.
    fn into_submodule(self) -> Given<'p, M>;
}

/// Something that serves as a submodule of type `M`, and is neither the module itself nor
/// [`Declared`](crate::Declared).
///
/// It is implemented for one's own arguments, and for none of this crate; the marker may be any type of one's own.
///
/// ```
/// use rockpool_core::prelude::*;
/// use rockpool_core::build::{Given, Unbuilt};
///
/// #[derive(Module)]
/// struct Gain {
///     #[parameter(init = 1.0)]
///     gain: f64,
/// }
///
/// /// In decibels, where a `Gain` is wanted.
/// struct Decibels(f64);
/// impl Unbuilt<'_, Gain, Decibels> for Decibels {
///     fn into_given(self) -> Given<'static, Gain> {
///         Given::built(Gain { gain: 10_f64.powf(self.0 / 20.0) })
///     }
/// }
///
/// #[derive(Module)]
/// struct Ears {
///     #[module]
///     gains: Vec<Gain>,
///     #[module(origin)]
///     origin: Origin,
/// }
/// let ears = Ears::builder().gains(vec![Decibels(20.0), Decibels(0.0)]).build()?;
/// assert_eq!((ears.gains[0].gain, ears.gains[1].gain), (10.0, 1.0));
/// # Ok::<(), Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not serve as a submodule of type `{M}`; give it built or as its builder; for a container, a container of such or `Each(|index| ..)`, and for a box of any module `Dynamic(..)`",
    label = "not a `{M}`, nor a builder of one",
    note = "a builder stands in `Box<dyn DynModule>` as `Dynamic(builder)`, and a `Result` of `build` is taken with `?`",
    note = "`builder()` of a module whose number type has a default is of that one: write `Linear::<f32>::builder()` for another"
)]
pub trait Unbuilt<'p, M, How> {
    /// The submodule.
    fn into_given(self) -> Given<'p, M>;
}

/// What serves and is neither built nor [`Declared`](crate::Declared): builders, containers of such, and [`Unbuilt`].
///
/// Beside it, since rules for containers are rules for all types, which rustdoc would list on the page of each.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not serve as a submodule of type `{M}`; give it built or as its builder; for a container, a container of such or `Each(|index| ..)`, and for a box of any module `Dynamic(..)`",
    label = "not a `{M}`, nor a builder of one",
    note = "a builder stands in `Box<dyn DynModule>` as `Dynamic(builder)`, and a `Result` of `build` is taken with `?`",
    note = "`builder()` of a module whose number type has a default is of that one: write `Linear::<f32>::builder()` for another"
)]
pub trait Taken<'p, M, How> {
    /// The submodule.
    fn into_given(self) -> Given<'p, M>;
}

/// [`Taken`], or [`Declared`](crate::Declared).
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not serve as a submodule of type `{M}`; give it built or as its builder; for a container, a container of such or `Each(|index| ..)`, and for a box of any module `Dynamic(..)`",
    label = "not a `{M}`, nor a builder of one",
    note = "a builder stands in `Box<dyn DynModule>` as `Dynamic(builder)`, and a `Result` of `build` is taken with `?`",
    note = "`builder()` of a module whose number type has a default is of that one: write `Linear::<f32>::builder()` for another"
)]
pub trait NotBuilt<'p, M, How> {
    /// The submodule.
    fn not_built(self) -> Given<'p, M>;
}
