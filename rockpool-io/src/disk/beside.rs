//! A file that is being written beside the one whose place it takes.
//!
//! Not by the crate `atomic-write-file` 0.3.1, which creates the file with mode 0644 before it takes that of the
//! old one, whose temporary names are longer than the file's own, and which never removes what a killed process left.

use super::target::Target;
use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, ErrorKind};
use std::path::PathBuf;

/// How many names are tried: writers of one file at the same time.
const TRIES: u32 = 1_000;

/// A new file beside another, locked as long as it is written: what has no lock was left by a process that
/// was killed, and goes away when the same file is saved the next time.
pub(super) struct Beside {
    pub(super) path: PathBuf,
    pub(super) file: File,
}

impl Beside {
    /// A new file in the folder of `target`, where a rename is one step, that nobody can read who could not
    /// read the old one.
    pub(super) fn create(target: &Target) -> io::Result<Self> {
        let name = target.path.file_name().ok_or(ErrorKind::InvalidInput)?;
        // Short: a name may take all that the file system allows.
        let mut hasher = DefaultHasher::new();
        name.hash(&mut hasher);
        let hash = hasher.finish();
        for count in 0..TRIES {
            let path = target.path.with_file_name(format!(".rockpool-{hash:016x}-{count}.part"));
            match options(target).open(&path) {
                Ok(file) => {
                    let _ = file.try_lock();
                    let beside = Self { path, file };
                    // Between the two steps another may have taken it for a leftover.
                    if beside.is_there() {
                        return Ok(beside);
                    }
                }
                Err(error) if error.kind() == ErrorKind::AlreadyExists => remove_leftover(path),
                Err(error) => return Err(error),
            }
        }
        Err(io::Error::new(ErrorKind::AlreadyExists, format!("{TRIES} others write it at the same time")))
    }

    #[cfg(unix)]
    fn is_there(&self) -> bool {
        use std::os::unix::fs::MetadataExt;
        let place = |known: fs::Metadata| (known.dev(), known.ino());
        match (self.file.metadata(), fs::symlink_metadata(&self.path)) {
            (Ok(mine), Ok(there)) => place(mine) == place(there),
            _ => false,
        }
    }

    #[cfg(not(unix))]
    fn is_there(&self) -> bool {
        self.path.exists()
    }
}

/// Removes a file that nobody writes; the next name is tried whether or not that is so.
fn remove_leftover(path: PathBuf) {
    let is_file = fs::symlink_metadata(&path).is_ok_and(|known| known.is_file());
    if is_file
        && let Ok(file) = File::options().write(true).open(&path)
        && file.try_lock().is_ok()
        && (Beside { path: path.clone(), file }).is_there()
    {
        let _ = fs::remove_file(path);
    }
}

#[cfg(unix)]
fn options(target: &Target) -> fs::OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;
    /// A new file has what the process's mask leaves of this.
    const NEW: u32 = 0o666;
    const OWN: u32 = 0o600;
    let mut options = File::options();
    options.write(true).create_new(true).mode(if target.old.is_some() { OWN } else { NEW });
    options
}

#[cfg(not(unix))]
fn options(_: &Target) -> fs::OpenOptions {
    let mut options = File::options();
    options.write(true).create_new(true);
    options
}
