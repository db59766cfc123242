//! Puts a file in the place of another, so that at any moment the old one or the new is there.

use super::beside::Beside;
use super::target::Target;
use crate::Error;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

/// Writes `bytes` beside `path`, syncs them, and renames the result to `path`.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let fail = || Error::io(path, "write");
    let target = Target::of(path).map_err(fail())?;
    let mut beside = Beside::create(&target).map_err(|error| fail()(told(error)))?;
    let written = write(&mut beside.file, &target, bytes)
        .and_then(|()| fs::rename(&beside.path, &target.path).map_err(renamed));
    if let Err(source) = written {
        // The old file is untouched; what was begun goes away, if it can.
        let _ = fs::remove_file(&beside.path);
        return Err(fail()(source));
    }
    sync_folder(&target.path);
    Ok(())
}

fn write(file: &mut File, target: &Target, bytes: &[u8]) -> io::Result<()> {
    file.write_all(bytes)?;
    if let Some(old) = &target.old {
        keep(file, old)?;
    }
    file.sync_all()
}

/// Owner, group and permissions are those of the old file. Where the system does not let the group be
/// kept, it may no more than all others.
#[cfg(unix)]
fn keep(file: &File, old: &fs::Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
    /// The bits of permissions, and those of the group, which are the others' one octal digit higher.
    const ALL: u32 = 0o7777;
    const GROUP: u32 = 0o070;
    const DIGIT: u32 = 3;
    let new = file.metadata()?;
    let mut mode = old.mode() & ALL;
    if new.uid() != old.uid() {
        let _ = fchown(file, Some(old.uid()), None);
    }
    if new.gid() != old.gid() && fchown(file, None, Some(old.gid())).is_err() {
        mode &= !GROUP | (mode << DIGIT & GROUP);
    }
    file.set_permissions(fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn keep(file: &File, old: &fs::Metadata) -> io::Result<()> {
    file.set_permissions(old.permissions())
}

/// Why nothing can be written beside a file.
fn told(error: io::Error) -> io::Error {
    match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => io::Error::new(
            error.kind(),
            format!("its folder must be writable, since the new file is written beside it: {error}"),
        ),
        ErrorKind::NotFound => {
            io::Error::new(error.kind(), format!("its folder is not there; make it first: {error}"))
        }
        _ => error,
    }
}

/// Why a file cannot be put in the place of another.
fn renamed(error: io::Error) -> io::Error {
    match error.kind() {
        ErrorKind::ResourceBusy | ErrorKind::CrossesDevices => io::Error::new(
            error.kind(),
            format!(
                "it is mounted by itself, and a mounted file cannot be replaced; mount its folder: {error}"
            ),
        ),
        ErrorKind::PermissionDenied => io::Error::new(
            error.kind(),
            format!(
                "its folder lets only the owner of a file replace it (its sticky bit is set); save elsewhere: {error}"
            ),
        ),
        _ => error,
    }
}

/// The rename itself should reach the disk too. The file is new by now: as SQLite has it, a folder that
/// cannot be synced is no failure.
#[cfg(unix)]
fn sync_folder(target: &Path) {
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) {}
