//! Policies: which findings are faults.

use crate::{Finding, FindingKind};

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
/// # fn is_policy(_: impl Policy) {}
/// # is_policy(lenient);
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
/// use rockpool_io::{Finding, Format, Options, Policy, Strict, Verdict};
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
///     _ => Strict.judge(finding),
/// };
/// plan.with_policy(policy).apply(&mut net)?;
/// assert_eq!((net.gain, net.bias), (2.0, 0.0));
/// # Ok::<(), rockpool_io::Error>(())
/// ```
pub trait Policy: Send + Sync {
    /// What to do about a finding.
    fn judge(&self, finding: &Finding) -> Verdict;

    /// What to call the policy in a plan's `Display`.
    fn name(&self) -> &'static str {
        "the policy"
    }
}

/// File and module hold the same attributes, and every value fits.
///
/// Older names, units that convert, element types that convert without loss of meaning, and another
/// kind are no faults.
///
/// ```
/// # use rockpool_core::prelude::*;
/// # use rockpool_io::{Format, Options};
/// # #[derive(Module)]
/// # struct Gain { #[parameter(init = 1.0)] gain: f64 }
/// // The policy of every plan that is not told another.
/// let mut gain = Gain { gain: 1.0 };
/// let plan = Options::new().plan_bytes(&gain, br#"{"gian": 2.0}"#, Format::Json)?;
/// assert!(plan.apply(&mut gain).is_err());
/// assert_eq!(gain.gain, 1.0);
/// # Ok::<(), rockpool_io::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Strict;

/// What the file and the module have in common; each may have more. A value that is there must fit.
///
/// ```
/// # use rockpool_core::prelude::*;
/// # use rockpool_io::{Format, Options};
/// # #[derive(Module)]
/// # struct Gain { #[parameter(init = 1.0)] gain: f64 }
/// use rockpool_io::Subset;
/// let mut gain = Gain { gain: 1.0 };
/// let plan = Options::new().plan_bytes(&gain, br#"{"gain": 2.0, "more": 3.0}"#, Format::Json)?;
/// assert!(plan.apply(&mut gain).is_err());
/// plan.with_policy(Subset).apply(&mut gain)?;
/// assert_eq!(gain.gain, 2.0);
/// # Ok::<(), rockpool_io::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Subset;

impl Policy for Strict {
    fn judge(&self, finding: &Finding) -> Verdict {
        match finding.kind() {
            FindingKind::Match
            | FindingKind::Renamed { .. }
            | FindingKind::Kind { .. }
            | FindingKind::Converted { .. }
            | FindingKind::Unit { converted: true, .. }
            | FindingKind::Note(_)
            | FindingKind::Empty => Verdict::Accept,
            _ => Verdict::Fault,
        }
    }

    fn name(&self) -> &'static str {
        "`Strict`"
    }
}

impl Policy for Subset {
    fn judge(&self, finding: &Finding) -> Verdict {
        match finding.kind() {
            FindingKind::Missing { .. } | FindingKind::Unexpected { .. } => Verdict::Skip,
            _ => Strict.judge(finding),
        }
    }

    fn name(&self) -> &'static str {
        "`Subset`"
    }
}

impl<F: Fn(&Finding) -> Verdict + Send + Sync> Policy for F {
    fn judge(&self, finding: &Finding) -> Verdict {
        self(finding)
    }
}
