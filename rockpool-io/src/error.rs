//! What may go wrong, and where.

use crate::brief::Brief;
use crate::{Finding, Format};
use std::fmt;
use std::io;
use std::path::PathBuf;

/// Why a file was not written, read or applied.
///
/// `Display` says where: the file, the place in it or the path of the attribute.
///
/// ```
/// # use rockpool_core::prelude::*;
/// # use rockpool_io::{Format, Options};
/// # #[derive(Module)]
/// # struct Gain { #[parameter(init = 1.0)] gain: f64 }
/// use rockpool_io::Error;
/// let error = Options::new().plan_bytes(&Gain { gain: 1.0 }, br#"{"gain": 2.0"#, Format::Json).unwrap_err();
/// assert!(matches!(&error, Error::Content { place, .. } if place == "line 1, column 12"));
/// assert_eq!(error.to_string(), "no sound JSON file: line 1, column 12: EOF while parsing an object");
/// ```
#[non_exhaustive]
pub enum Error {
    /// The system refused something.
    Io {
        /// The file.
        file: PathBuf,
        /// What was being done, as in `read`.
        doing: &'static str,
        /// What the system said.
        source: io::Error,
    },
    /// The file's extension names no format.
    Extension {
        /// The file.
        file: PathBuf,
    },
    /// The content is not what its format says: truncated, corrupted or hostile.
    Content {
        /// The file; `None` for bytes in memory.
        file: Option<PathBuf>,
        /// The format that was expected.
        format: Format,
        /// Where: a line and column, a byte, or a name in the file.
        place: String,
        /// What is wrong there.
        message: String,
    },
    /// Attributes that the format cannot hold; nothing was written.
    Unwritable {
        /// The format.
        format: Format,
        /// The paths, and why.
        attributes: Vec<(String, String)>,
    },
    /// The plan's policy found faults; nothing was changed.
    Refused {
        /// The file; `None` for bytes in memory.
        file: Option<PathBuf>,
        /// The faults, in the order of the module's attributes.
        faults: Vec<Finding>,
    },
    /// The module refused the values; nothing was changed.
    Module(rockpool_core::Error),
}

impl Error {
    pub(crate) fn io(file: impl Into<PathBuf>, doing: &'static str) -> impl FnOnce(io::Error) -> Self {
        let file = file.into();
        move |source| Self::Io { file, doing, source }
    }

    pub(crate) fn content(format: Format, place: impl Into<String>, message: impl Into<String>) -> Self {
        Self::Content { file: None, format, place: place.into(), message: message.into() }
    }

    /// The same, with the name of the file.
    pub(crate) fn in_file(self, path: impl Into<PathBuf>) -> Self {
        match self {
            Self::Content { format, place, message, .. } => {
                Self::Content { file: Some(path.into()), format, place, message }
            }
            Self::Refused { faults, .. } => Self::Refused { file: Some(path.into()), faults },
            other => other,
        }
    }
}

/// The name of a file in front of a message.
fn name(f: &mut fmt::Formatter<'_>, file: Option<&PathBuf>) -> fmt::Result {
    match file {
        Some(file) => write!(f, "{}: ", file.display()),
        None => Ok(()),
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { file, doing, source } => write!(f, "{}: cannot {doing} it: {source}", file.display()),
            Self::Extension { file } => {
                let is_nir = file.extension().is_some_and(|extension| extension == "nir");
                let hint = if is_nir { "; `.nir` needs the feature `nir`" } else { "" };
                write!(
                    f,
                    "{}: the extension names no format; use `.json`, `.safetensors` or `.npz`{hint}",
                    file.display()
                )
            }
            Self::Content { file, format, place, message } => {
                name(f, file.as_ref())?;
                write!(f, "no sound {format} file: {}: {}", Brief(place), Brief(message))
            }
            Self::Unwritable { attributes, .. } => {
                for (index, (path, why)) in attributes.iter().enumerate() {
                    let colon = if path.is_empty() { "" } else { ": " };
                    let line = if index > 0 { "\n" } else { "" };
                    write!(f, "{line}{}{colon}{}", Brief(path), Brief(why))?;
                }
                Ok(())
            }
            Self::Refused { file, faults } => {
                for (index, fault) in faults.iter().enumerate() {
                    f.write_str(if index > 0 { "\n" } else { "" })?;
                    name(f, file.as_ref())?;
                    write!(f, "{fault}")?;
                }
                Ok(())
            }
            Self::Module(error) => fmt::Display::fmt(error, f),
        }
    }
}

/// The same words, since that is how `unwrap` and a `main` that returns a `Result` show an error; `{:#?}`
/// gives the variant and its fields.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !f.alternate() {
            return fmt::Display::fmt(self, f);
        }
        match self {
            Self::Io { file, doing, source } => f
                .debug_struct("Io")
                .field("file", file)
                .field("doing", doing)
                .field("source", source)
                .finish(),
            Self::Extension { file } => f.debug_struct("Extension").field("file", file).finish(),
            Self::Content { file, format, place, message } => f
                .debug_struct("Content")
                .field("file", file)
                .field("format", format)
                .field("place", place)
                .field("message", message)
                .finish(),
            Self::Unwritable { format, attributes } => {
                f.debug_struct("Unwritable").field("format", format).field("attributes", attributes).finish()
            }
            Self::Refused { file, faults } => {
                f.debug_struct("Refused").field("file", file).field("faults", faults).finish()
            }
            Self::Module(error) => f.debug_tuple("Module").field(error).finish(),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            Self::Module(error) => error.source(),
            _ => None,
        }
    }
}

impl From<rockpool_core::Error> for Error {
    fn from(error: rockpool_core::Error) -> Self {
        Self::Module(error)
    }
}
