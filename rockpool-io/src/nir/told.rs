//! What `hdf5-pure` 0.47 does not read, in words that say what to do.

use hdf5_pure::{ChunkIndex, Dataset, Error, FormatError, Superblock};

/// What stands where an object should, and is none: upstream reads the address of a link in a group of the older
/// kind as one without end.
pub(super) const fn is_link(error: &Error) -> bool {
    matches!(error, Error::Format(FormatError::UnexpectedEof { expected: usize::MAX, .. }))
}

/// The words for a place that leads elsewhere.
const LINK: &str =
    "a soft or external link, which is not followed; write what it leads to in its place, or link it hard";

/// An error of the library; what is sound and not read says the way out.
pub(super) fn told(error: &Error) -> String {
    let Error::Format(format) = error else { return error.to_string() };
    match format {
        _ if is_link(error) => LINK.to_owned(),
        FormatError::InvalidLayoutVersion(version) => {
            format!(
                "its layout has version {version}, which is not read; write the file without `libver=\"latest\"`"
            )
        }
        FormatError::UnsupportedVirtualLayout
        | FormatError::UnsupportedExternalStorage
        | FormatError::UnsupportedFilter(_)
        | FormatError::UnsupportedZfp(_)
        | FormatError::UnsupportedFilteredHeapObject
        | FormatError::UnsupportedSohmReference
        | FormatError::UnsupportedMessage(_) => {
            format!("{format}; write the elements into the file, plain or packed by gzip")
        }
        _ => error.to_string(),
    }
}

/// The same, of a dataset that is read.
pub(super) fn told_of(dataset: &Dataset, error: &Error) -> String {
    match dataset.chunk_index() {
        Ok(Some(ChunkIndex::BTreeV2)) => {
            "several axes without end by `libver=\"latest\"` are not read; write the file without that, or the dataset without `maxshape`".to_owned()
        }
        _ => told(error),
    }
}

/// The same, of a text: those of any length are found by addresses of eight bytes alone.
pub(super) fn told_of_text(superblock: &Superblock, dataset: &Dataset, error: &Error) -> String {
    match (superblock.offset_size, superblock.length_size) {
        (8, 8) => told_of(dataset, error),
        (address, length) => format!(
            "texts of any length are not read in files with addresses of {address} bytes and lengths of {length}; write the file without `set_sizes`"
        ),
    }
}
