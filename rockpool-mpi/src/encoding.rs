//! Values as bytes.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// As `MessagePack`, which keeps floats to the bit and says what each value is.
pub(crate) fn encode<T: Serialize + ?Sized>(value: &T) -> Vec<u8> {
    try_encode(value).unwrap_or_default()
}

/// The same, of types that may refuse.
pub(crate) fn try_encode<T: Serialize + ?Sized>(value: &T) -> Result<Vec<u8>, String> {
    rmp_serde::to_vec_named(value).map_err(|error| error.to_string())
}

/// What was encoded.
pub(crate) fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    try_decode(bytes).ok()
}

/// The same, of types that may refuse.
pub(crate) fn try_decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, String> {
    rmp_serde::from_slice(bytes).map_err(|error| error.to_string())
}
