//! Reads a file whole, once its beginning is worth it.

use crate::Error;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// Reads a file; no devices and pipes, which have no end. The beginning, so many bytes, is judged before
/// the rest is read.
pub(crate) fn read_file(
    path: &Path,
    front: usize,
    judge: impl FnOnce(&[u8], u64) -> Result<(), Error>,
) -> Result<Vec<u8>, Error> {
    let fail = || Error::io(path, "read");
    let known = fs::metadata(path).map_err(fail())?;
    if !known.is_file() {
        return Err(fail()(io::Error::other("it is no regular file")));
    }
    let mut file = File::open(path).map_err(fail())?;
    let mut bytes = Vec::new();
    (&mut file).take(front as u64).read_to_end(&mut bytes).map_err(fail())?;
    judge(&bytes, known.len())?;
    let rest = usize::try_from(known.len()).unwrap_or(usize::MAX).saturating_sub(bytes.len());
    bytes.try_reserve_exact(rest.saturating_add(1)).map_err(|error| fail()(io::Error::other(error)))?;
    file.read_to_end(&mut bytes).map_err(fail())?;
    Ok(bytes)
}
