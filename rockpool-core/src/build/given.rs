//! What a builder takes for a submodule.

use super::plan::BoxPlan;
use core::fmt;

/// A submodule that was given to a builder.
///
/// ```
/// use rockpool_core::prelude::*;
/// use rockpool_core::IntoSubmodule;
/// use rockpool_core::build::Given;
///
/// #[derive(Module)]
/// struct Gain {
///     #[parameter(init = 1.0)]
///     gain: f64,
/// }
///
/// /// In decibels, where a `Gain` is wanted.
/// struct Decibels(f64);
/// impl IntoSubmodule<'static, Gain> for Decibels {
///     fn into_submodule(self) -> Given<'static, Gain> {
///         Given::built(Gain { gain: 10_f64.powf(self.0 / 20.0) })
///     }
/// }
///
/// #[derive(Module)]
/// struct Ear {
///     #[module]
///     gain: Gain,
///     #[module(origin)]
///     origin: Origin,
/// }
/// assert_eq!(Ear::builder().gain(Decibels(20.0)).build()?.gain.gain, 10.0);
/// # Ok::<(), Error>(())
/// ```
pub struct Given<'p, M>(pub(crate) State<'p, M>);

/// How far a submodule is.
pub(crate) enum State<'p, M> {
    Absent,
    Built(M),
    Plan(BoxPlan<'p, M>),
}

impl<M> fmt::Debug for Given<'_, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.name())
    }
}

impl<M> State<'_, M> {
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Absent => "Absent",
            Self::Built(_) => "Built",
            Self::Plan(_) => "Plan",
        }
    }
}

/// Something that a builder takes for a submodule of type `M`: an `M`, or a builder of `M`.
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
///     #[module(origin)]
///     origin: Origin,
/// }
///
/// assert_eq!(Ear::builder().gain(Gain::builder().gain(2.0)).build()?.gain.gain, 2.0);
/// assert_eq!(Ear::builder().gain(Gain::builder().gain(3.0).build()?).build()?.gain.gain, 3.0);
/// # Ok::<(), Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not serve as a submodule of type `{M}`; give it built, or as a builder where it is no container (those take built elements)",
    label = "not a `{M}`"
)]
pub trait IntoSubmodule<'p, M> {
    /// The submodule.
    fn into_submodule(self) -> Given<'p, M>;
}

impl<'p, M> Given<'p, M> {
    /// A module that is built.
    pub fn built(module: M) -> Self {
        Self(State::Built(module))
    }

    /// A module that is not built yet.
    #[must_use]
    pub fn plan(plan: BoxPlan<'p, M>) -> Self {
        Self(State::Plan(plan))
    }
}
