//! What may go wrong, and on which ranks.

use crate::disagreement::Disagreement;
use crate::ranks::{Ranks, ranks};
use std::fmt;

/// Why a call did not do what it is for.
///
/// All ranks that made the call get the same error, with the same words, and go on together: a call that follows
/// finds them where they were.
///
/// ```
/// use rockpool_mpi::{Error, Terms, World};
/// let mut sum = Terms::<f32>::new(3, 2);
/// sum.add(0, &[1.0, 2.0])?;
/// let error = World::alone().sum(&mut sum).unwrap_err();
/// assert!(matches!(error, Error::Missing { .. }));
/// assert_eq!(error.to_string(), "sum: no rank added terms 1 and 2 of 3; every term is added by one rank");
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum Error {
    /// MPI runs in this process already, or ran: it starts once.
    Started,
    /// The process is one of several, but the crate was built for one.
    Unlinked {
        /// How many processes were started together.
        size: usize,
    },
    /// Ranks have left the world while the others made a call: they returned, or panicked.
    Left {
        /// The call that the others made.
        call: &'static str,
        /// Who left.
        ranks: Vec<usize>,
        /// Who of them panicked.
        panicked: Vec<usize>,
    },
    /// The ranks made different calls at the same time.
    Calls {
        /// The call of each rank.
        calls: Vec<&'static str>,
    },
    /// The ranks made the same call with different arguments.
    Arguments {
        /// The call.
        call: &'static str,
        /// The argument of each rank.
        arguments: Vec<String>,
    },
    /// The ranks hold different modules.
    Modules {
        /// What is different, in the order of rank 0; the first of them if there are many.
        disagreements: Vec<Disagreement>,
        /// How many there are.
        count: usize,
    },
    /// Attributes of which what can be sent does not tell all; nothing was sent.
    Unsendable {
        /// The paths, and why.
        attributes: Vec<(String, String)>,
    },
    /// Something failed on some ranks.
    Failed {
        /// Who, and what was said.
        failures: Vec<(usize, String)>,
    },
    /// Modules or numbers that are to be the same on all ranks are not.
    Drifted {
        /// The call that found it.
        call: &'static str,
        /// The path of the first attribute that differs.
        path: String,
        /// The ranks that do not hold what rank 0 holds.
        ranks: Vec<usize>,
    },
    /// A term has not the length of its sum.
    Length {
        /// That of the sum.
        expected: usize,
        /// That of the term.
        found: usize,
    },
    /// There is no such term.
    Index {
        /// How many there are.
        count: usize,
        /// The index.
        found: usize,
    },
    /// Terms were added twice.
    Twice {
        /// Which.
        terms: Vec<usize>,
        /// Who added them, in part.
        ranks: Vec<usize>,
    },
    /// Terms were added by nobody.
    Missing {
        /// Which.
        terms: Vec<usize>,
        /// How many there are to be.
        count: usize,
    },
    /// The sum is not made yet, or made already.
    Summed {
        /// Whether it is made.
        is_summed: bool,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Started => f.write_str(
                "MPI was started in this process before; make one `World` and hand it on, or `World::alone()` for a world of one",
            ),
            Self::Unlinked { size } => write!(
                f,
                "this is one of {size} processes, but `rockpool-mpi` was built for one; build with its feature `mpi`"
            ),
            Self::Left { call, ranks: left, panicked } => {
                let returned: Vec<usize> =
                    left.iter().copied().filter(|rank| !panicked.contains(rank)).collect();
                write!(f, "{call}: ")?;
                if !panicked.is_empty() {
                    write!(f, "{} panicked", Ranks(panicked))?;
                }
                if !returned.is_empty() {
                    let and = if panicked.is_empty() { "" } else { ", " };
                    write!(f, "{and}{} returned", Ranks(&returned))?;
                }
                f.write_str("; every call is made by all ranks")
            }
            Self::Calls { calls } => {
                let of_rank_0 = calls.first().copied().unwrap_or_default();
                write!(f, "the ranks make different calls: `{of_rank_0}` on rank 0")?;
                for (found, ranks) in crate::ranks::others(calls) {
                    write!(f, ", `{found}` on {}", Ranks(&ranks))?;
                }
                f.write_str("; every call is made by all ranks")
            }
            Self::Arguments { call, arguments } => {
                let expected = arguments.first().map_or("", String::as_str);
                write!(f, "{call}: expected {expected}, as on rank 0")?;
                for (found, ranks) in crate::ranks::others(arguments) {
                    write!(f, ", found {found} on {}", Ranks(&ranks))?;
                }
                Ok(())
            }
            Self::Modules { disagreements, count } => {
                for (index, disagreement) in disagreements.iter().enumerate() {
                    write!(f, "{}{disagreement}", if index > 0 { "\n" } else { "" })?;
                }
                match count - disagreements.len().min(*count) {
                    0 => Ok(()),
                    more => write!(f, "\nand {more} more"),
                }
            }
            Self::Unsendable { attributes } => {
                for (index, (path, why)) in attributes.iter().enumerate() {
                    write!(f, "{}{path}: {why}", if index > 0 { "\n" } else { "" })?;
                }
                Ok(())
            }
            Self::Failed { failures } => {
                for (index, (rank, why)) in failures.iter().enumerate() {
                    write!(f, "{}rank {rank}: {why}", if index > 0 { "\n" } else { "" })?;
                }
                Ok(())
            }
            Self::Drifted { call, path, ranks: found } => {
                let ranks = Ranks(found);
                write!(
                    f,
                    "{path}: rank 0 and {ranks} hold different values, and `{call}` expects the same; `share` makes them equal"
                )
            }
            Self::Length { expected, found } => {
                write!(f, "expected a term of {expected} elements, found {found}")
            }
            Self::Index { count, found } => {
                write!(f, "there is no term {found}; the sum has {count}, counted from 0")
            }
            Self::Twice { terms, ranks: found } => {
                let by = if found.is_empty() { String::new() } else { format!(" by {}", Ranks(found)) };
                write!(f, "sum: {} twice{by}; every term is added by one rank", Added(terms))
            }
            Self::Missing { terms, count } => {
                let terms = ranks("term", terms);
                write!(f, "sum: no rank added {terms} of {count}; every term is added by one rank")
            }
            Self::Summed { is_summed: true } => {
                f.write_str("the sum is made; `clear` it before other terms are added")
            }
            Self::Summed { is_summed: false } => {
                f.write_str("the sum is not made yet; call `world.sum(&mut terms)` first")
            }
        }
    }
}

/// Terms that were added.
struct Added<'t>(&'t [usize]);

impl fmt::Display for Added<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let were = if self.0.len() == 1 { "was" } else { "were" };
        write!(f, "{} {were} added", ranks("term", self.0))
    }
}

/// The same words, since that is how `unwrap` and a `main` that returns a `Result` show an error.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Error {}

impl From<Error> for rockpool_core::Error {
    fn from(error: Error) -> Self {
        Self::other(error)
    }
}
