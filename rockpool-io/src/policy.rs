//! Policies: which findings are faults.

use crate::{Finding, FindingKind};
use std::fmt;
use std::sync::Arc;

/// What a policy says about a finding.
///
/// ```
/// use rockpool_io::{Finding, FindingKind, Policy, Verdict};
///
/// // Whatever the file does not have stays as it is.
/// let lenient = |finding: &Finding| match finding.kind() {
///     FindingKind::Missing { .. } => Verdict::Skip,
///     _ => Verdict::Accept,
/// };
/// let lenient: Policy = lenient.into();
/// # let _ = lenient;
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The value is taken. What the module itself refuses (shape, type, bounds) becomes a fault;
    /// for what is missing or unexpected there is nothing to take.
    Accept,
    /// The attribute is left as it is.
    Skip,
    /// Nothing is applied.
    Fault,
}

/// Turns findings into faults; a closure by path is one.
///
/// ```
/// use rockpool_core::prelude::*;
/// use rockpool_io::{Finding, Format, Options, Policy, Verdict};
///
/// #[derive(Module)]
/// struct Net {
///     #[parameter(init = 1.0)]
///     gain: f64,
///     #[parameter(init = 0.0)]
///     bias: f64,
/// }
///
/// let mut net = Net { gain: 1.0, bias: 0.0 };
/// let file = br#"{"gain": 2.0, "bias": 5.0}"#;
/// let plan = Options::new().plan_bytes(&net, file, Format::Json)?;
/// // All but the bias.
/// let policy = |finding: &Finding| match finding.path() {
///     "bias" => Verdict::Skip,
///     _ => Policy::Strict.judge(finding),
/// };
/// plan.with_policy(policy).apply(&mut net)?;
/// assert_eq!((net.gain, net.bias), (2.0, 0.0));
/// # Ok::<(), rockpool_io::Error>(())
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub enum Policy {
    /// File and module hold the same attributes, and every value fits: the policy of every plan that is not
    /// told another.
    ///
    /// Older names, units that convert, element types that convert without loss of meaning, another
    /// kind, and a constant of the file that is free here are no faults. A constant of the module that is
    /// free in the file stays as it is.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # use rockpool_io::{Format, Options};
    /// # #[derive(Module)]
    /// # struct Gain { #[parameter(init = 1.0)] gain: f64 }
    /// let mut gain = Gain { gain: 1.0 };
    /// let plan = Options::new().plan_bytes(&gain, br#"{"gian": 2.0}"#, Format::Json)?;
    /// assert!(plan.apply(&mut gain).is_err());
    /// assert_eq!(gain.gain, 1.0);
    /// # Ok::<(), rockpool_io::Error>(())
    /// ```
    Strict,
    /// What the file and the module have in common; each may have more. A value that is there must fit.
    ///
    /// ```
    /// # use rockpool_core::prelude::*;
    /// # use rockpool_io::{Format, Options};
    /// # #[derive(Module)]
    /// # struct Gain { #[parameter(init = 1.0)] gain: f64 }
    /// use rockpool_io::Policy;
    /// let mut gain = Gain { gain: 1.0 };
    /// let plan = Options::new().plan_bytes(&gain, br#"{"gain": 2.0, "more": 3.0}"#, Format::Json)?;
    /// assert!(plan.apply(&mut gain).is_err());
    /// plan.with_policy(Policy::Subset).apply(&mut gain)?;
    /// assert_eq!(gain.gain, 2.0);
    /// # Ok::<(), rockpool_io::Error>(())
    /// ```
    Subset,
    /// [`Strict`](Self::Strict), for files of the original's Torch modules: layers are found by place and class
    /// (`1_LIFTorch` for the second layer, a `Lif`), and what those modules write beside their parameters
    /// (`_has_rec`, `leak_mode`, `learning_window`, `n_neurons`, a `w_rec` of zeros where there is no
    /// recurrence) is passed over where it says the same as the module.
    ///
    /// ```
    /// use rockpool_core::prelude::*;
    /// use rockpool_io::{Format, Options, Policy};
    ///
    /// # use ndarray::Array2;
    /// # #[derive(Module)] #[module(shape = (n_in, n_out))]
    /// # struct Linear { #[parameter(shape = (n_in, n_out), init = zeros())] weight: Array2<f64>, #[module(origin)] origin: Origin }
    /// # #[derive(Module)] #[module(shape = (n_in, n_out))]
    /// # struct Net { #[module(shape = (n_in, n_out), rename = "0_Linear")] linear: Linear, #[module(origin)] origin: Origin }
    /// let mut net = Net::builder().shape((2, 1)).build()?;
    /// let file = br#"{"0_LinearTorch": {"weight": "[[0.5], [0.25]]"}}"#;
    /// let plan = Options::new().plan_bytes(&net, file, Format::Json)?;
    /// plan.with_policy(Policy::Rockpool).apply(&mut net)?;
    /// assert_eq!(net.linear.weight[[1, 0]], 0.25);
    /// # Ok::<(), rockpool_io::Error>(())
    /// ```
    Rockpool,
    /// One of your own: a closure is turned into it.
    Custom(Arc<dyn Fn(&Finding) -> Verdict + Send + Sync>),
}

impl Policy {
    /// What to do about a finding.
    #[must_use]
    pub fn judge(&self, finding: &Finding) -> Verdict {
        match (self, finding.kind()) {
            (Self::Custom(judge), _) => judge(finding),
            (
                Self::Subset,
                FindingKind::Missing { .. }
                | FindingKind::Unexpected { .. }
                | FindingKind::Original { .. }
                | FindingKind::Bookkeeping { .. },
            ) => Verdict::Skip,
            (Self::Rockpool, FindingKind::Original { .. } | FindingKind::Bookkeeping { .. }) => {
                Verdict::Accept
            }
            (_, kind) => strict(kind),
        }
    }

    /// What to call the policy.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Strict => "`Strict`",
            Self::Subset => "`Subset`",
            Self::Rockpool => "`Rockpool`",
            Self::Custom(_) => "the policy",
        }
    }

    /// Whether it never looks at paths, and takes what matches.
    pub(crate) const fn is_uniform(&self) -> bool {
        !matches!(self, Self::Custom(_))
    }
}

const fn strict(kind: &FindingKind) -> Verdict {
    match kind {
        FindingKind::Match
        | FindingKind::Renamed { .. }
        | FindingKind::Kind { .. }
        | FindingKind::Constant { file: true, .. }
        | FindingKind::Unstored
        | FindingKind::Converted { .. }
        | FindingKind::Unit { converted: true, .. }
        | FindingKind::Note(_)
        | FindingKind::Empty => Verdict::Accept,
        FindingKind::Constant { file: false, .. } => Verdict::Skip,
        _ => Verdict::Fault,
    }
}

impl<F: Fn(&Finding) -> Verdict + Send + Sync + 'static> From<F> for Policy {
    fn from(judge: F) -> Self {
        Self::Custom(Arc::new(judge))
    }
}

impl fmt::Debug for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name().trim_matches('`'))
    }
}
