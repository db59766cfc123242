//! npz: a zip archive of npy files, as NumPy's `savez` and `savez_compressed` write it.

mod literal;
mod npy;

use super::FileFormat;
use crate::entry::{Document, Entry, Source};
use crate::item::{Item, items};
use crate::kinds::Kinds;
use crate::schema::Schema;
use crate::stored::Stored;
use crate::zip::{self, Loss, Member};
use crate::{Error, Format};
use rockpool_core::Module;
use rockpool_core::shape::Shape;

pub(super) struct Npz;

/// The extension of the members.
const NPY: &str = ".npy";

/// The member that holds the metadata where they are too long for the archive's comment; arrays have
/// another extension.
const METADATA: &str = "rockpool.json";

/// What the metadata in the archive's comment begins with.
const MARK: &str = "rockpool ";

fn fail(place: impl Into<String>, message: impl Into<String>) -> Error {
    Error::content(Format::Npz, place, message)
}

impl FileFormat for Npz {
    const EXTENSION: &'static str = "npz";

    fn looks_like(front: &[u8]) -> bool {
        front.starts_with(b"PK\x03\x04") || front.starts_with(b"PK\x05\x06")
    }

    fn read<M: Module + ?Sized>(bytes: &[u8], _: &M, budget: usize) -> Result<Document, Error> {
        let archive = zip::read(bytes).map_err(|(place, message)| fail(place, message))?;
        let comment = str::from_utf8(archive.comment).ok();
        let told = comment.and_then(|comment| comment.strip_prefix(MARK));
        let mut schema = told.filter(|text| Schema::is_one(text)).map(str::to_owned);
        let mut entries = Vec::with_capacity(archive.members.len());
        for (name, member) in archive.members {
            if name == METADATA && is_metadata(bytes, &member) {
                let place = |message| fail(format!("`{METADATA}`"), message);
                if member.size() > budget {
                    let size = member.size();
                    return Err(place(format!("its {size} bytes are more than the file can ask for")));
                }
                let text = member.unpack(bytes).map_err(place)?.into_owned();
                schema = Some(String::from_utf8(text).map_err(|_| place("it is no text".to_owned()))?);
                continue;
            }
            entries.push(entry(bytes, &name, member));
        }
        if schema.is_some() {
            // NumPy fills texts up with zeros, this library does not.
            for entry in &mut entries {
                if let Source::Member { layout, .. } = &mut entry.source {
                    layout.keeps_zeros = true;
                }
            }
        }
        Ok(Document { entries, schema, ..Document::default() })
    }

    fn write<M: Module + ?Sized>(module: &M, kinds: Kinds) -> Result<Vec<u8>, Error> {
        let items = items(module, kinds, Format::Npz, misfit)?;
        let mut archive = zip::Writer::default();
        for item in &items {
            archive.add(&format!("{}{NPY}", item.path), item.data.size(), |out| {
                npy::write(&item.data, &item.shape, item.attribute.dtype(), out);
                item.data.append_to(out);
            });
        }
        let schema = Schema::of(module, &items).to_json();
        let mut comment = format!("{MARK}{schema}");
        if u16::try_from(comment.len()).is_err() {
            comment.clear();
            archive.add(METADATA, schema.len(), |out| out.extend_from_slice(schema.as_bytes()));
        }
        Ok(archive.finish(&comment))
    }
}

/// Whether a member of the name is metadata of this library, by its beginning: what others keep there is theirs.
fn is_metadata(bytes: &[u8], member: &Member) -> bool {
    const ENOUGH: usize = 32;
    let Ok(front) = member.front(bytes) else { return false };
    let front = front.get(..ENOUGH).unwrap_or(&front);
    Schema::is_one(&String::from_utf8_lossy(front))
}

/// The length of a name stands in two bytes.
fn misfit(item: &Item<'_>) -> Option<String> {
    let most = usize::from(u16::MAX) - NPY.len();
    let length = item.path.len();
    (length > most).then(|| format!("the path has {length} bytes, and npz holds {most} at most"))
}

/// What a member is; what is no array is told, and not read.
fn entry(bytes: &[u8], name: &str, member: Member) -> Entry {
    let no_array =
        |path: &str, what: String| Entry::new(path, Shape::SCALAR, Source::Unreadable(what.into()));
    let named = name.strip_suffix(NPY);
    let path = named.unwrap_or(name);
    let front = match member.front(bytes) {
        // As NumPy has it, an array may do without the extension.
        Ok(front) if named.is_none() && !npy::is_one(&front) => {
            let what = if name.ends_with('/') { "a folder" } else { "no array" };
            return no_array(name, what.to_owned());
        }
        Ok(front) => front,
        Err(Loss::Unreadable(what)) => return no_array(path, what),
        Err(Loss::Damaged(what)) => {
            return Entry::new(path, Shape::SCALAR, Source::Damaged(what.into()));
        }
    };
    let npy::Header { layout, shape, size: header } = match npy::read(&front) {
        Ok(header) => header,
        Err(what) => return no_array(path, what),
    };
    let data = shape.checked_numel().and_then(|numel| numel.checked_mul(layout.stored.size()));
    // What follows the elements is passed over, as NumPy does.
    if data.and_then(|data| data.checked_add(header)).is_none_or(|needed| needed > member.size()) {
        let found = member.size().saturating_sub(header);
        return no_array(path, format!("shape {shape} of {} does not fit its {found} bytes", layout.stored));
    }
    if matches!(layout.stored, Stored::Text(_)) && !shape.is_empty() {
        return Entry::new(path, shape, Source::Unreadable("an array of texts".into()));
    }
    Entry::new(path, shape, Source::Member { layout, member: Box::new(member), header })
}
