//! What stands where a file is to be written.

use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// More links than this, one after another, are a circle: as Linux has it.
const LINKS: u32 = 40;

/// The place of a file: links are followed, and what is there is known.
pub(super) struct Target {
    pub(super) path: PathBuf,
    /// The file that is there; `None` for a new one.
    pub(super) old: Option<Metadata>,
}

impl Target {
    /// Follows links, also those to a file that is not there yet.
    ///
    /// # Errors
    /// What is there is no regular file, or may not be written.
    pub(super) fn of(path: &Path) -> io::Result<Self> {
        let path = followed(path)?;
        let old = match fs::symlink_metadata(&path) {
            Ok(known) => known,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Self { path, old: None }),
            Err(error) => return Err(error),
        };
        if !old.is_file() {
            return Err(io::Error::other("it is no regular file"));
        }
        if old.permissions().readonly() {
            return Err(io::Error::new(
                ErrorKind::PermissionDenied,
                "it is read-only; give yourself the permission to write it first",
            ));
        }
        // Nothing is changed: what may not be written is not replaced either.
        File::options().write(true).open(&path).map_err(shut)?;
        Ok(Self { path, old: Some(old) })
    }
}

/// Why a file may not be written that could be, by its permissions.
fn shut(error: io::Error) -> io::Error {
    match error.kind() {
        ErrorKind::PermissionDenied => io::Error::new(
            error.kind(),
            format!(
                "you may not write it, by its owner, its permissions or an attribute of `chattr`; save under another name: {error}"
            ),
        ),
        ErrorKind::ReadOnlyFilesystem => {
            io::Error::new(error.kind(), format!("its disk is mounted read-only; save elsewhere: {error}"))
        }
        _ => error,
    }
}

/// The place that links lead to.
fn followed(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..LINKS {
        match fs::read_link(&path) {
            // A relative link begins in the folder of the link.
            Ok(to) => path = path.parent().unwrap_or(Path::new("")).join(to),
            Err(_) => return Ok(path),
        }
    }
    Err(io::Error::other("its links lead in a circle"))
}
