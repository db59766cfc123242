//! The formats, and how a file tells its own.

use crate::Error;
use std::fmt;
use std::path::Path;

/// A file format, chosen by the extension of the file's name.
///
/// | format | extension | metadata | texts | not written |
/// |---|---|---|---|---|
/// | JSON | `.json` | on request | yes | NaN, infinities |
/// | safetensors | `.safetensors` | yes | yes, as metadata | |
/// | npz | `.npz` | yes, as the archive's comment | yes | |
/// | NIR (feature `nir`) | `.nir` | no | no | what is no network |
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Nested as the modules are, as Rockpool's `to_json` writes it.
    Json,
    /// The format of the crate and the Python package `safetensors`.
    Safetensors,
    /// NumPy's archive of arrays.
    Npz,
    /// Networks for other simulators: see [`nir`](crate::nir).
    #[cfg(feature = "nir")]
    Nir,
}

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
        match self {
            Self::Json => "json",
            Self::Safetensors => "safetensors",
            Self::Npz => "npz",
            #[cfg(feature = "nir")]
            Self::Nir => "nir",
        }
    }

    /// What the bytes look like, for files that bear another format's name.
    pub(crate) fn looks_like(bytes: &[u8]) -> Option<Self> {
        #[cfg(feature = "nir")]
        if bytes.starts_with(b"\x89HDF\r\n\x1a\n") {
            return Some(Self::Nir);
        }
        let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
        if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
            Some(Self::Npz)
        } else if bytes.get(8) == Some(&b'{') {
            Some(Self::Safetensors)
        } else if first == Some(&b'{') {
            Some(Self::Json)
        } else {
            None
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Json => "JSON",
            Self::Safetensors => "safetensors",
            Self::Npz => "npz",
            #[cfg(feature = "nir")]
            Self::Nir => "NIR",
        })
    }
}
