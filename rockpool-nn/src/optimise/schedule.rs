//! How rates change while training goes on.

use core::fmt;
use std::sync::Arc;

/// What part of the rate is left after so many steps.
///
/// ```
/// use rockpool_nn::optimise::Schedule;
///
/// let cosine = Schedule::Cosine { steps: 100 };
/// assert_eq!([0, 100, 200].map(|step| cosine.at(step)), [1.0, 0.0, 0.0]);
/// assert_eq!(Schedule::Exponential { steps: 10 }.at(20), 0.25);
/// assert_eq!(Schedule::WarmUp { steps: 4, then: Box::new(cosine) }.at(1), 0.5);
/// assert_eq!(Schedule::function(|step| 1.0 / (1.0 + step as f64)).at(1), 0.5);
/// ```
#[derive(Clone, Default)]
#[doc(alias("lr_scheduler", "learning_rate"))]
pub enum Schedule {
    /// All of it.
    #[default]
    Constant,
    /// Down to nothing along half a cosine.
    Cosine {
        /// In so many steps.
        steps: u64,
    },
    /// Down to nothing along a line.
    Linear {
        /// In so many steps.
        steps: u64,
    },
    /// Half of it every so many steps.
    Exponential {
        /// So many.
        steps: u64,
    },
    /// Up along a line, and then another.
    WarmUp {
        /// In so many steps.
        steps: u64,
        /// From then on, counted anew.
        then: Box<Schedule>,
    },
    /// Any function of the number of steps made before.
    Function(Arc<dyn Fn(u64) -> f64 + Send + Sync>),
}

impl Schedule {
    /// Any function of the number of steps made before.
    pub fn function(function: impl Fn(u64) -> f64 + Send + Sync + 'static) -> Self {
        Self::Function(Arc::new(function))
    }

    /// The part that is left for a step, so many being made.
    #[must_use]
    pub fn at(&self, step: u64) -> f64 {
        let part = |steps: u64| if steps == 0 { 1.0 } else { (step as f64 / steps as f64).min(1.0) };
        match self {
            Self::Constant => 1.0,
            Self::Cosine { steps } => 0.5 * (1.0 + (core::f64::consts::PI * part(*steps)).cos()),
            Self::Linear { steps } => 1.0 - part(*steps),
            Self::Exponential { steps: 0 } => 0.0,
            Self::Exponential { steps } => (-(step as f64) / *steps as f64).exp2(),
            Self::WarmUp { steps, .. } if step < *steps => (step + 1) as f64 / *steps as f64,
            Self::WarmUp { steps, then } => then.at(step - steps),
            Self::Function(function) => function(step),
        }
    }
}

impl fmt::Debug for Schedule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Constant => f.write_str("Constant"),
            Self::Cosine { steps } => write!(f, "Cosine({steps})"),
            Self::Linear { steps } => write!(f, "Linear({steps})"),
            Self::Exponential { steps } => write!(f, "Exponential({steps})"),
            Self::WarmUp { steps, then } => write!(f, "WarmUp({steps}, {then:?})"),
            Self::Function(_) => f.write_str("Function(..)"),
        }
    }
}
