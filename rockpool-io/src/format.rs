//! The formats by name.

use std::fmt;

/// A file format, chosen by the extension of the file's name.
///
/// | format | extension | texts | deepest path | not written |
/// |---|---|---|---|---|
/// | JSON | `.json` | yes | 127 names and axes | NaN, infinities |
/// | safetensors | `.safetensors` | yes, as metadata | 256 names | |
/// | npz | `.npz` | yes | 256 names | paths of more than 65,531 bytes |
/// | NIR (feature `nir`) | `.nir` | no | 256 names | what is no network |
///
/// What is written with the values, so that they can be held against a module: kinds, families, units,
/// permitted shapes, which are constant, keys. It stands in JSON under the key
/// `rockpool` (with underscores behind it where a module has that name), in safetensors as metadata, in
/// npz as the archive's comment, or in a member `rockpool.json` where it is too long for one.
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
