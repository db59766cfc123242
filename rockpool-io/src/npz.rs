//! npz: a zip archive of npy files, as NumPy's `savez` and `savez_compressed` write it.

mod npy;
mod zip;

use crate::contents::{Entry, Source};
use crate::item::Item;
use crate::schema::Schema;
use crate::{Error, Format};
pub(crate) use zip::Member;

/// The extension of the members.
const NPY: &str = ".npy";

/// What the metadata in the archive's comment begins with.
const MARK: &str = "rockpool ";

fn fail(place: impl Into<String>, message: impl Into<String>) -> Error {
    Error::content(Format::Npz, place, message)
}

/// The entries, and the metadata as text.
pub(crate) fn read(bytes: &[u8]) -> Result<(Vec<Entry>, Option<String>), Error> {
    let archive = zip::read(bytes).map_err(|(place, message)| fail(place, message))?;
    let mut entries = Vec::with_capacity(archive.members.len());
    for (name, member) in archive.members {
        let place = || format!("`{name}`");
        let Some(path) = name.strip_suffix(NPY) else {
            return Err(fail(place(), "the members of an npz file are called `.npy`"));
        };
        let front = member.front(bytes).map_err(|message| fail(place(), message))?;
        let header = npy::read(&front).map_err(|message| fail(place(), message))?;
        let data =
            header.shape.checked_numel().and_then(|numel| numel.checked_mul(header.layout.stored.size()));
        if data.and_then(|data| data.checked_add(header.size)) != Some(member.size()) {
            let message = format!(
                "shape {} of {} does not fit its {} bytes",
                header.shape,
                header.layout.stored,
                member.size().saturating_sub(header.size)
            );
            return Err(fail(place(), message));
        }
        let source = Source::Member { layout: header.layout, member, header: header.size };
        entries.push(Entry { path: path.to_owned(), shape: header.shape, source });
    }
    let comment = str::from_utf8(archive.comment).ok();
    let schema = comment.and_then(|comment| comment.strip_prefix(MARK)).map(str::to_owned);
    Ok((entries, schema))
}

/// The bytes of a file.
pub(crate) fn write(items: &[Item<'_>], schema: &Schema) -> Result<Vec<u8>, Error> {
    let mut archive = zip::Writer::default();
    for item in items {
        archive
            .add(&format!("{}{NPY}", item.path), item.data.size(), |out| {
                npy::write(&item.data, &item.shape, out);
                item.data.append_to(out);
            })
            .map_err(|message| fail(format!("`{}`", item.path), message))?;
    }
    Ok(archive.finish(&format!("{MARK}{}", schema.to_json())))
}
