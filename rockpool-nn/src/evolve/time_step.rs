//! One time step for a net.

use core::fmt;
use rockpool_core::prelude::*;

/// The name of the attribute.
const DT: &str = "dt";

/// The time steps of all modules that have one, by path.
fn all<M: Module + ?Sized>(module: &M) -> Vec<(String, f64)> {
    let mut all = Vec::new();
    module.attributes().named(DT).for_each(|leaf| {
        let number = leaf.scalar::<f64>().or_else(|| leaf.scalar::<f32>().map(rounded));
        all.extend(number.map(|number| (leaf.path().to_string(), number)));
    });
    all
}

/// The number that was meant by one in single precision: that of its digits.
fn rounded(number: f32) -> f64 {
    number.to_string().parse().unwrap_or(f64::from(number))
}

/// The time step of all modules.
pub(super) fn of<M: Module + ?Sized>(module: &M) -> Result<Option<f64>, Error> {
    let all = all(module);
    let Some((first, dt)) = all.first() else { return Ok(None) };
    match all.iter().find(|(_, other)| other != dt) {
        Some((path, found)) => {
            let error = TimeStepError { first: first.clone(), expected: *dt, found: *found };
            Err(Error::other(error).below(path))
        }
        None => Ok(Some(*dt)),
    }
}

/// Gives all modules this time step.
pub(super) fn set<M: Module + ?Sized>(module: &mut M, dt: f64) -> Result<(), Error> {
    let mut tree = Tree::new();
    for (path, _) in all(module) {
        tree.set(&path, dt.into())?;
    }
    module.set_attributes(&tree)
}

/// Modules of a net with other time steps.
#[derive(Clone, Debug, PartialEq)]
struct TimeStepError {
    first: String,
    expected: f64,
    found: f64,
}

impl fmt::Display for TimeStepError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { first, expected, found } = self;
        write!(
            f,
            "expected the time step of `{first}`, {expected} s, found {found} s; give all one by `set_time_step`"
        )
    }
}

impl core::error::Error for TimeStepError {}
