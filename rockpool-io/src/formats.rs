//! The formats: a file each, and one list of them.

mod json;
#[cfg(feature = "nir")]
mod nir;
mod npz;
mod safetensors;

pub(crate) use json::unwrapped;

use crate::entry::Document;
use crate::kinds::Kinds;
use crate::{Error, Format};
use rockpool_core::__private::{check_depth, check_keys};
use rockpool_core::prelude::Kind;
use rockpool_core::{Fault, FaultKind, Module};
use std::collections::HashMap;
use std::path::Path;

/// What a format is.
pub(crate) trait FileFormat {
    /// The extension of its files, without the dot.
    const EXTENSION: &'static str;

    /// Whether a file that begins like this can be one of the format, by what its bytes
    /// mean.
    fn looks_like(front: &[u8]) -> bool;

    /// The entries of a file; nothing is decoded before it is wanted. A module is told for which the
    /// file is read, and how many bytes may be made out of it.
    ///
    /// # Errors
    /// The bytes are no sound file; where, and what is wrong.
    fn read<M: Module + ?Sized>(bytes: &[u8], module: &M, budget: usize) -> Result<Document, Error>;

    /// The bytes of a file with the attributes of these kinds.
    ///
    /// # Errors
    /// Attributes that the format cannot hold, all of them.
    fn write<M: Module + ?Sized>(module: &M, kinds: Kinds) -> Result<Vec<u8>, Error>;
}

/// The one list: `$body` with `$type` for the type of the format.
macro_rules! with_format {
    ($format:expr, $type:ident => $body:expr) => {
        match $format {
            Format::Json => {
                type $type = json::Json;
                $body
            }
            Format::Safetensors => {
                type $type = safetensors::Safetensors;
                $body
            }
            Format::Npz => {
                type $type = npz::Npz;
                $body
            }
            #[cfg(feature = "nir")]
            Format::Nir => {
                type $type = nir::Nir;
                $body
            }
        }
    };
}

/// How many bytes are looked at before a file is read whole.
pub(crate) const FRONT: usize = 4 << 10;

impl Format {
    const ALL: &[Self] = &[
        Self::Json,
        Self::Safetensors,
        Self::Npz,
        #[cfg(feature = "nir")]
        Self::Nir,
    ];

    /// The format of a file by the extension of its name, in any case.
    ///
    /// ```
    /// use rockpool_io::Format;
    /// assert_eq!(Format::of("net.safetensors")?, Format::Safetensors);
    /// assert!(Format::of("net.h5").unwrap_err().to_string().contains("`.json`"));
    /// # Ok::<(), rockpool_io::Error>(())
    /// ```
    ///
    /// # Errors
    /// The extension is none of these.
    pub fn of(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        let known =
            Self::ALL.iter().copied().find(|format| extension.eq_ignore_ascii_case(format.extension()));
        known.ok_or_else(|| Error::Extension { file: path.to_owned() })
    }

    /// The extension, without its dot.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        with_format!(self, F => <F as FileFormat>::EXTENSION)
    }

    fn looks_like(self, front: &[u8]) -> bool {
        with_format!(self, F => F::looks_like(front))
    }
}

/// Whether a file of this size that begins like this can be one of this format.
///
/// # Errors
/// It cannot; what it is instead, where that is known.
pub(crate) fn check_front(format: Format, front: &[u8], size: u64) -> Result<(), Error> {
    if format.looks_like(front) {
        return Ok(());
    }
    let fail = |message: String| Err(Error::content(format, "its beginning", message));
    if let Some(other) = Format::ALL.iter().find(|other| other.looks_like(front)) {
        let extension = other.extension();
        return fail(format!("this looks like {other}; give the file the extension `.{extension}`"));
    }
    match front {
        [0x1f, 0x8b, ..] => fail("this is packed by gzip; unpack it first".to_owned()),
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [b'{', 0, ..] | [0, b'{', ..] => {
            fail("this is text in UTF-16; write it in UTF-8".to_owned())
        }
        // Its reader knows better what is wrong.
        _ if size <= FRONT as u64 || format == Format::Json && !front.contains(&0) => Ok(()),
        _ => fail(format!("no {format} file begins like this")),
    }
}

/// The entries of a file.
pub(crate) fn read<M: Module + ?Sized>(
    format: Format,
    bytes: &[u8],
    module: &M,
    budget: usize,
) -> Result<Document, Error> {
    let front = bytes.get(..FRONT).unwrap_or(bytes);
    check_front(format, front, bytes.len() as u64)?;
    with_format!(format, F => F::read(bytes, module, budget))
}

/// The bytes of a file.
pub(crate) fn write<M: Module + ?Sized>(module: &M, kinds: Kinds, format: Format) -> Result<Vec<u8>, Error> {
    check_depth(module)?;
    check_keys(module)?;
    refuse_unsound(module, kinds, format)?;
    refuse_nothing(module, kinds, format)?;
    with_format!(format, F => F::write(module, kinds))
}

/// What a load would refuse is refused before it takes the place of a file that loads: fields may have been
/// written with values that their declarations do not permit.
fn refuse_unsound<M: Module + ?Sized>(module: &M, kinds: Kinds, format: Format) -> Result<(), Error> {
    let Err(error) = module.check() else { return Ok(()) };
    // Whether each attribute is written.
    let mut known = HashMap::new();
    module.attributes().for_each(|leaf| {
        known.insert(leaf.path().to_string(), kinds.writes(leaf.attribute()));
    });
    let is_refused = |path: &str, fault: &Fault| match known.get(path) {
        // That modules differ in what is `common` is told by `check`, and loaded.
        Some(is_written) => *is_written && !matches!(fault.kind(), FaultKind::Check { .. }),
        None => true,
    };
    let attributes: Vec<(String, String)> = error
        .faults()
        .iter()
        .map(|fault| (fault.path().to_string(), fault))
        .filter(|(path, fault)| is_refused(path, fault))
        .map(|(path, fault)| (path, format!("{}, which no load would take", fault.kind())))
        .collect();
    if attributes.is_empty() { Ok(()) } else { Err(Error::Unwritable { format, attributes }) }
}

/// A file of which nothing comes back: whoever saves a module with states alone, such as an optimiser, without saying
/// which kinds are meant, would find out when it is too late.
fn refuse_nothing<M: Module + ?Sized>(module: &M, kinds: Kinds, format: Format) -> Result<(), Error> {
    /// So many states are named.
    const NAMED: usize = 3;
    let mut is_anything_written = false;
    let mut states = Vec::new();
    module.attributes().for_each(|leaf| {
        let attribute = leaf.attribute();
        is_anything_written |= kinds.writes(attribute);
        if attribute.kind() == Kind::State && attribute.is_stored() && states.len() <= NAMED {
            states.push(format!("`{}`", leaf.path()));
        }
    });
    if is_anything_written || states.is_empty() {
        return Ok(());
    }
    let more = if states.len() > NAMED { ", .." } else { "" };
    states.truncate(NAMED);
    let why = format!(
        "nothing of it is of a kind that is to be written, and its states would be lost ({}{more}); save it by \
         `Options::all()`, which keeps all three kinds",
        states.join(", ")
    );
    Err(Error::Unwritable { format, attributes: vec![(String::new(), why)] })
}
