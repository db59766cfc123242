//! Findings: what a plan says about each attribute.

use crate::Stored;
use crate::brief::Brief;
use rockpool_core::FaultKind;
use rockpool_core::prelude::*;
use rockpool_core::shape::Shape;
use std::fmt;

/// What was found about one attribute, or about one name of the file.
///
/// ```
/// # use rockpool_core::prelude::*;
/// # use rockpool_io::{Format, Options};
/// # #[derive(Module)]
/// # struct Gain { #[parameter(init = 1.0)] gain: f64 }
/// use rockpool_io::FindingKind;
/// let gain = Gain { gain: 1.0 };
/// let plan = Options::new().plan_bytes(&gain, br#"{"volume": 2.0}"#, Format::Json)?;
/// let missing = &plan.findings()[0];
/// assert_eq!(missing.path(), "gain");
/// assert!(matches!(missing.kind(), FindingKind::Missing { similar: Some(name), .. } if name == "volume"));
/// # Ok::<(), rockpool_io::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Finding {
    pub(crate) path: String,
    pub(crate) kind: FindingKind,
}

impl Finding {
    pub(crate) fn new(path: impl Into<String>, kind: FindingKind) -> Self {
        Self { path: path.into(), kind }
    }

    /// The attribute's path; of what is unexpected, the name in the file.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What was found.
    #[must_use]
    pub fn kind(&self) -> &FindingKind {
        &self.kind
    }
}

/// What was found; one attribute may have several findings.
///
/// ```
/// # use rockpool_core::prelude::*;
/// use rockpool_io::{FindingKind, Format, Options};
///
/// # #[derive(Module)]
/// # struct Gain { #[parameter(init = 1.0)] gain: f64 }
/// let plan = Options::new().plan_bytes(&Gain { gain: 1.0 }, br#"{"gian": 2.0}"#, Format::Json)?;
/// assert!(plan.findings().iter().any(|finding| matches!(finding.kind(), FindingKind::Missing { .. })));
/// # Ok::<(), rockpool_io::Error>(())
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum FindingKind {
    /// File and module agree.
    Match,
    /// The module has it, the file has not.
    Missing {
        /// A name of the file that nothing takes, of the same shape and module, or of a name that is
        /// near: perhaps the same attribute under another name.
        similar: Option<String>,
        /// The shape of that, where it is another.
        shape: Option<Shape>,
    },
    /// The file has it, the module has not.
    Unexpected {
        /// Its type, where the format tells one, or what it is where no attribute can have it.
        of: Option<String>,
        /// The nearest path that the module has.
        nearest: Option<String>,
    },
    /// The file has it under an older name, an `alias`.
    Renamed {
        /// The name in the file.
        from: String,
    },
    /// The file has it in a layer that has the original's name for the place and class:
    /// [`Policy::Rockpool`](crate::Policy::Rockpool) takes it.
    Original {
        /// The name in the file.
        from: String,
    },
    /// The file has what the original's modules write beside their parameters, and it says nothing else than
    /// the module does: [`Policy::Rockpool`](crate::Policy::Rockpool) passes over it.
    Bookkeeping {
        /// What it is.
        what: String,
    },
    /// The file has it in another unit.
    Unit {
        /// That of the file.
        file: String,
        /// That of the module.
        module: &'static str,
        /// Whether the values were converted: the dimensions agree.
        converted: bool,
    },
    /// An enum of modules has another variant in the file; accepted, that one is made and loaded.
    Variant {
        /// That in the file.
        file: String,
        /// That in the module.
        module: String,
    },
    /// It is constant in the file or in the module, and not in both.
    Constant {
        /// Whether it is in the file; a file of others does not say so, and has none.
        file: bool,
        /// Whether it is in the module.
        module: bool,
    },
    /// Files leave it out, by `stored = false`; what a file has of the name is passed over.
    Unstored,
    /// The file has something of the name that no attribute can be.
    Unreadable {
        /// What it is.
        what: String,
    },
    /// It was declared as another kind in the file.
    Kind {
        /// That in the file.
        file: String,
        /// That in the module.
        module: Kind,
    },
    /// The file has other elements, which are converted.
    Converted {
        /// Those of the file.
        file: Stored,
        /// Those of the module.
        module: Dtype,
    },
    /// The file has another length along some axis, and the module would take it.
    Resized {
        /// The shape in the file.
        file: Shape,
        /// The shape that the module has.
        module: Shape,
    },
    /// The module does not permit the shape: a [`FaultKind::Shape`] or the like.
    Shape(Box<FaultKind>),
    /// The value has another type.
    Type(Box<FaultKind>),
    /// An element lies outside the bounds.
    Bounds(Box<FaultKind>),
    /// A file of others has NaN. In files that this library wrote it is a [`Note`](Self::Note): a module that has NaN
    /// is loaded as it was saved.
    NotANumber {
        /// The row-major index of the first.
        index: usize,
    },
    /// What is worth knowing, and changes nothing: a value of the file that has no counterpart here.
    Note(String),
    /// What the file means is not what the module will be: loading would lose it.
    Lost(String),
    /// The file has the name but no value, as the original writes functions; nothing is set, whether
    /// or not the module has the name.
    Empty,
}

impl FindingKind {
    /// One word for people.
    pub(crate) const fn word(&self) -> &'static str {
        match self {
            Self::Match => "matches",
            Self::Missing { .. } => "missing",
            Self::Unexpected { .. } => "unexpected",
            Self::Renamed { .. } => "renamed",
            Self::Original { .. } | Self::Bookkeeping { .. } => "original",
            Self::Unit { .. } => "unit",
            Self::Variant { .. } => "variant",
            Self::Constant { .. } => "constant",
            Self::Unstored => "not stored",
            Self::Unreadable { .. } => "unreadable",
            Self::Kind { .. } => "kind",
            Self::Converted { .. } => "converted",
            Self::Resized { .. } | Self::Shape(_) => "shape",
            Self::Type(_) => "type",
            Self::Bounds(_) => "bounds",
            Self::NotANumber { .. } => "NaN",
            Self::Note(_) => "note",
            Self::Lost(_) => "lost",
            Self::Empty => "empty",
        }
    }

    /// Whether the module would refuse the value, whatever a policy says.
    pub(crate) const fn is_refused(&self) -> bool {
        matches!(
            self,
            Self::Shape(_)
                | Self::Type(_)
                | Self::Bounds(_)
                | Self::Unreadable { .. }
                | Self::Unit { converted: false, .. }
        )
    }

    /// Whether there is a value to be taken.
    pub(crate) const fn has_value(&self) -> bool {
        !matches!(
            self,
            Self::Missing { .. }
                | Self::Unexpected { .. }
                | Self::Unreadable { .. }
                | Self::Bookkeeping { .. }
                | Self::Unstored
                | Self::Empty
                | Self::Note(_)
                | Self::Lost(_)
        )
    }
}

impl From<FaultKind> for FindingKind {
    fn from(fault: FaultKind) -> Self {
        // In a box: hostile files have many findings, and few of these.
        let fault = Box::new(fault);
        match *fault {
            FaultKind::Bounds { .. } => Self::Bounds(fault),
            FaultKind::Type { .. } | FaultKind::Number { .. } | FaultKind::IsModule => Self::Type(fault),
            _ => Self::Shape(fault),
        }
    }
}

impl fmt::Display for FindingKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Match => f.write_str("matches"),
            Self::Missing { similar: None, .. } => f.write_str("not in the file"),
            Self::Missing { similar: Some(similar), shape } => {
                let name = similar.rsplit_once('.').map_or(similar.as_str(), |(_, name)| name);
                write!(f, "not in the file, which has `{}` of ", Brief(similar))?;
                match shape {
                    None => f.write_str("the same shape")?,
                    Some(shape) => write!(f, "shape {shape}")?,
                }
                write!(f, "; if that is its older name, declare `alias = \"{}\"`", Brief(name))
            }
            Self::Unexpected { of, nearest } => {
                f.write_str("in the file only")?;
                // Of what could be read, the type is the least that a reader wants to know.
                if let Some(of) = of.as_ref().filter(|of| !of.starts_with('`')) {
                    write!(f, ", {}", Brief(of))?;
                }
                match nearest {
                    Some(nearest) => write!(f, "; the nearest attribute is `{}`", Brief(nearest)),
                    None => Ok(()),
                }
            }
            Self::Variant { file, module } => {
                let file = Brief(file);
                write!(
                    f,
                    "the variant `{file}` in the file, `{module}` here; a policy that accepts this makes a `{file}`"
                )
            }
            Self::Constant { file: true, .. } => f.write_str("constant in the file, free here"),
            Self::Constant { file: false, .. } => {
                f.write_str("constant here, free in the file; a policy that accepts this overwrites it")
            }
            Self::Unstored => f.write_str("left out of files, by `stored = false`"),
            Self::Unreadable { what } => write!(f, "the file has something else: {}", Brief(what)),
            Self::Renamed { from } => write!(f, "`{}` in the file", Brief(from)),
            Self::Original { from } => {
                let from = Brief(from);
                write!(f, "`{from}` in the file, a name of the original; `Policy::Rockpool` takes it")
            }
            Self::Bookkeeping { what } => {
                write!(
                    f,
                    "in the file only, bookkeeping of the original ({what}); `Policy::Rockpool` passes over it"
                )
            }
            Self::Unit { file, module, converted: true } => {
                write!(f, "`{file}` in the file, converted to `{module}`")
            }
            Self::Unit { file, module, converted: false } => {
                write!(f, "expected a value in `{module}`, found one in `{file}`, which cannot be converted")
            }
            Self::Kind { file, module } => write!(f, "{file} in the file, {module} here"),
            Self::Converted { file, module } => write!(f, "`{file}` in the file, converted to `{module}`"),
            Self::Resized { file, module } => write!(f, "expected shape {module} as it is, found {file}"),
            Self::Shape(fault) | Self::Type(fault) | Self::Bounds(fault) => fault.fmt(f),
            Self::NotANumber { index } => write!(f, "expected numbers, found NaN at element {index}"),
            Self::Note(message) | Self::Lost(message) => f.write_str(message),
            Self::Empty => f.write_str("no value in the file; nothing is set"),
        }
    }
}

/// `hidden.tau_mem: not in the file`.
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            FindingKind::Missing { similar: Some(similar), .. }
                if let Some((module, older)) = renamed_module(&self.path, similar) =>
            {
                write!(
                    f,
                    "{}: not in the file, which has `{}`; if `{older}` is the older name of `{module}`, declare `alias = \"{older}\"` there",
                    Brief(&self.path),
                    Brief(similar)
                )
            }
            kind => write!(f, "{}: {kind}", Brief(&self.path)),
        }
    }
}

/// The submodule that has another name in the file, and that name, where nothing else differs.
fn renamed_module<'p>(path: &'p str, similar: &'p str) -> Option<(&'p str, &'p str)> {
    let mut differing = path.split('.').zip(similar.split('.')).filter(|(name, older)| name != older);
    let found = differing.next()?;
    let same_depth = path.split('.').count() == similar.split('.').count();
    let is_module = path.rsplit('.').next() == similar.rsplit('.').next();
    (same_depth && is_module && differing.next().is_none()).then_some(found)
}
