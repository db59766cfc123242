//! The header, read without losing a name that stands twice.

use super::METADATA;
use crate::schema::KEY;
use rockpool_core::shape::Shape;
use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// Tensors in the order of the header, and the metadata of Rockpool.
pub(super) struct Header {
    pub(super) tensors: Vec<Tensor>,
    pub(super) schema: Option<String>,
}

pub(super) struct Tensor {
    pub(super) name: Box<str>,
    pub(super) dtype: Cow<'static, str>,
    /// `None` if it has more axes than are read.
    pub(super) shape: Option<Shape>,
    pub(super) offsets: (usize, usize),
}

/// The most axes of a tensor.
pub(super) const DEEPEST: usize = 32;

/// A borrowed text where there are no escapes.
#[derive(Deserialize)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

/// What stands behind a name.
#[derive(Deserialize)]
struct Info<'a> {
    #[serde(borrow)]
    dtype: Cow<'a, str>,
    #[serde(deserialize_with = "shape")]
    shape: Option<Shape>,
    data_offsets: (usize, usize),
}

/// What is read of the metadata.
#[derive(Deserialize)]
struct Metadata {
    #[serde(default)]
    rockpool: Option<String>,
}

const _: () = assert!(KEY.len() == "rockpool".len());

impl<'de> Deserialize<'de> for Header {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(HeaderVisitor)
    }
}

struct HeaderVisitor;

impl<'de> Visitor<'de> for HeaderVisitor {
    type Value = Header;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of tensors")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Header, A::Error> {
        let mut header = Header { tensors: Vec::new(), schema: None };
        let mut has_metadata = false;
        while let Some(Text(name)) = map.next_key()? {
            if name == METADATA {
                if has_metadata {
                    return Err(A::Error::custom(format_args!("`{METADATA}` stands twice")));
                }
                has_metadata = true;
                header.schema = map.next_value::<Option<Metadata>>()?.and_then(|metadata| metadata.rockpool);
                continue;
            }
            let Info { dtype, shape, data_offsets } = map.next_value()?;
            let dtype = match &*dtype {
                "F32" => Cow::Borrowed("F32"),
                "F64" => Cow::Borrowed("F64"),
                _ => Cow::Owned(dtype.into_owned()),
            };
            header.tensors.push(Tensor { name: name.into(), dtype, shape, offsets: data_offsets });
        }
        Ok(header)
    }
}

/// The lengths of a shape, without a vector.
fn shape<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Shape>, D::Error> {
    struct Lengths;
    impl<'de> Visitor<'de> for Lengths {
        type Value = Option<Shape>;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list of lengths")
        }
        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Option<Shape>, A::Error> {
            let mut lengths = [0; DEEPEST];
            let mut rank = 0;
            while let Some(length) = list.next_element()? {
                if let Some(slot) = lengths.get_mut(rank) {
                    *slot = length;
                }
                rank += 1;
            }
            Ok(lengths.get(..rank).map(Shape::new))
        }
    }
    deserializer.deserialize_seq(Lengths)
}
