//! Plans: what loading a file would do, and what speaks against it.

mod diff;
mod display;

pub(crate) use diff::compare;

use crate::{Error, Finding, FindingKind, Policy, Verdict};
use rockpool_core::__private::set_keys;
use rockpool_core::prelude::*;
use std::collections::HashSet;
use std::fmt;
use std::path::PathBuf;

/// What loading a file would do: all that was found, and the values, nothing applied yet.
///
/// Its `Display` is for people: a line for each finding, faults marked with `!`, what is skipped
/// with `-`. Attributes that merely match are counted, not listed.
///
/// ```
/// use rockpool_core::prelude::*;
/// use rockpool_io::{Format, Options};
///
/// #[derive(Module)]
/// struct Leaky {
///     #[parameter(init = 0.02, unit = "s", alias = "tau")]
///     tau_mem: f64,
///     #[parameter(init = [1.0, 2.0])]
///     weight: [f64; 2],
/// }
///
/// let mut leaky = Leaky { tau_mem: 0.02, weight: [1.0, 2.0] };
/// let file = br#"{"tau": 0.05, "weight": [1.0, 2.0, 3.0]}"#;
/// let plan = Options::new().plan_bytes(&leaky, file, Format::Json)?;
/// assert_eq!(plan.to_string(), "\
/// the file into `Leaky`: 0 values match
///   renamed    tau_mem: `tau` in the file
/// ! shape      weight: expected shape (2), found (3)
/// nothing will be applied: `Strict` finds 1 fault");
/// assert!(plan.apply(&mut leaky).is_err());
/// assert_eq!(leaky.tau_mem, 0.02);
/// # Ok::<(), rockpool_io::Error>(())
/// ```
pub struct Plan {
    pub(crate) file: Option<PathBuf>,
    pub(crate) module: &'static str,
    /// Whether the file was written by the same declarations, where it says so.
    pub(crate) is_same_schema: Option<bool>,
    pub(crate) values: Tree<Value>,
    /// The enums of which loading makes another variant, and which.
    pub(crate) variants: Vec<(String, String)>,
    /// The keys that the module of the file drew by.
    pub(crate) keys: Vec<(String, Key)>,
    /// Those that are more than a match.
    pub(crate) findings: Vec<Finding>,
    pub(crate) policy: Policy,
}

/// What a policy makes of a plan.
struct Judged<'p> {
    faults: Vec<&'p Finding>,
    skipped: HashSet<&'p str>,
}

impl Plan {
    /// All that was found, beyond the values that merely match: first about the module's attributes,
    /// in their order, then about the rest of the file.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The paths of the values that match, with nothing to be said about them.
    #[must_use]
    pub fn matching(&self) -> Vec<String> {
        let mut told = self.told();
        let is_new = |path: &String| self.variants.iter().any(|(above, _)| diff::is_below(path, above));
        let paths = self.values.branches().into_iter();
        paths.filter(|path| !told.remove(path.as_str()) && !is_new(path)).collect()
    }

    /// The findings that the policy takes for faults; without any, the plan can be applied.
    #[must_use]
    pub fn faults(&self) -> Vec<&Finding> {
        self.judge().faults
    }

    /// Whether the file was written by a module of the same declarations; `None` where it does not
    /// say.
    #[must_use]
    pub fn is_same_schema(&self) -> Option<bool> {
        self.is_same_schema
    }

    /// The same plan under another policy than [`Policy::Strict`]; a closure is one.
    #[must_use]
    pub fn with_policy(self, policy: impl Into<Policy>) -> Self {
        Self { policy: policy.into(), ..self }
    }

    /// Whether the policy takes every value as it is.
    pub(crate) fn is_all_taken(&self) -> bool {
        let Judged { faults, skipped } = self.judge();
        self.policy.is_uniform() && faults.is_empty() && skipped.is_empty()
    }

    /// Sets the module's attributes: all that the policy accepts, or none.
    ///
    /// The module checks every value once more, as [`Module::set_attributes`] does.
    ///
    /// # Errors
    /// The policy finds faults, or the module refuses a value; nothing is changed then.
    pub fn apply<M: Module + ?Sized>(&self, module: &mut M) -> Result<(), Error> {
        let Judged { faults, mut skipped } = self.judge();
        if !faults.is_empty() {
            let faults = faults.into_iter().cloned().collect();
            return Err(Error::Refused { file: self.file.clone(), faults });
        }
        let matching;
        if !self.policy.is_uniform() {
            matching = self.matching();
            skipped.extend(
                matching.iter().map(String::as_str).filter(|path| {
                    self.policy.judge(&Finding::new(*path, FindingKind::Match)) == Verdict::Skip
                }),
            );
        }
        if skipped.is_empty() {
            return self.set(module, &self.values);
        }
        let left: Vec<&str> = self
            .variants
            .iter()
            .map(|(path, _)| path.as_str())
            .filter(|path| skipped.contains(path))
            .collect();
        let mut values = Tree::new();
        let mut result = Ok(());
        self.values.for_each(&mut |path, value| {
            let is_left = || left.iter().any(|above| diff::is_below(path, above));
            if result.is_ok() && !skipped.contains(path) && !is_left() {
                result = values.set(path, value.clone());
            }
        });
        result?;
        let is_left = |path: &str| left.iter().any(|above| diff::is_below(path, above));
        for (path, variant) in self.variants.iter().filter(|(path, _)| !is_left(path)) {
            values.set_variant(path, variant)?;
        }
        self.set(module, &values)
    }

    /// Sets values, and with them the keys by which the module would draw anew.
    pub(crate) fn set<M: Module + ?Sized>(&self, module: &mut M, values: &Tree<Value>) -> Result<(), Error> {
        module.set_attributes(values)?;
        if !self.keys.is_empty() {
            set_keys(module, &self.keys);
        }
        Ok(())
    }

    /// The paths that findings are about.
    fn told(&self) -> HashSet<&str> {
        self.findings.iter().filter(|finding| finding.kind.has_value()).map(Finding::path).collect()
    }

    fn judge(&self) -> Judged<'_> {
        let mut judged = Judged { faults: Vec::new(), skipped: HashSet::new() };
        for finding in &self.findings {
            match self.policy.judge(finding) {
                Verdict::Accept if finding.kind.is_refused() => judged.faults.push(finding),
                Verdict::Accept => {}
                Verdict::Skip => {
                    judged.skipped.insert(finding.path.as_str());
                }
                Verdict::Fault => judged.faults.push(finding),
            }
        }
        if !self.policy.is_uniform() {
            // A path that is skipped for one reason is skipped for all.
            let Judged { faults, skipped } = &mut judged;
            faults.retain(|finding| !skipped.contains(finding.path.as_str()));
        }
        judged
    }
}

impl fmt::Debug for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Plan")
            .field("file", &self.file)
            .field("module", &self.module)
            .field("findings", &self.findings)
            .finish_non_exhaustive()
    }
}
