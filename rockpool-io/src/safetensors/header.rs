//! The header, read without losing a name that stands twice.

use rockpool_core::shape::Shape;
use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// Tensors in the order of the header, and the metadata.
pub(super) struct Header {
    pub(super) tensors: Vec<Tensor>,
    pub(super) metadata: Vec<(String, String)>,
}

pub(super) struct Tensor {
    pub(super) name: String,
    pub(super) dtype: Cow<'static, str>,
    pub(super) shape: Shape,
    pub(super) offsets: (usize, usize),
}

/// The most axes of a tensor.
const DEEPEST: usize = 32;

/// What stands behind a name.
struct Info {
    dtype: Cow<'static, str>,
    shape: Shape,
    offsets: (usize, usize),
}

/// A borrowed text where there are no escapes.
struct Text<'de>(Cow<'de, str>);

impl<'de> Deserialize<'de> for Text<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextVisitor;
        impl<'de> Visitor<'de> for TextVisitor {
            type Value = Text<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text")
            }
            fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Borrowed(text)))
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Owned(text.to_owned())))
            }
        }
        deserializer.deserialize_str(TextVisitor)
    }
}

impl<'de> Deserialize<'de> for Header {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct HeaderVisitor;
        impl<'de> Visitor<'de> for HeaderVisitor {
            type Value = Header;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of tensors")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Header, A::Error> {
                let mut header = Header { tensors: Vec::new(), metadata: Vec::new() };
                let mut has_metadata = false;
                while let Some(Text(name)) = map.next_key()? {
                    if name == "__metadata__" {
                        if has_metadata {
                            return Err(A::Error::custom("`__metadata__` stands twice"));
                        }
                        has_metadata = true;
                        header.metadata = map.next_value::<Texts>()?.0;
                        continue;
                    }
                    let info: Info = map.next_value()?;
                    header.tensors.push(Tensor {
                        name: name.into_owned(),
                        dtype: info.dtype,
                        shape: info.shape,
                        offsets: info.offsets,
                    });
                }
                Ok(header)
            }
        }
        deserializer.deserialize_map(HeaderVisitor)
    }
}

struct Texts(Vec<(String, String)>);

impl<'de> Deserialize<'de> for Texts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextsVisitor;
        impl<'de> Visitor<'de> for TextsVisitor {
            type Value = Texts;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of texts")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Texts, A::Error> {
                let mut texts = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    texts.push(entry);
                }
                Ok(Texts(texts))
            }
        }
        deserializer.deserialize_map(TextsVisitor)
    }
}

impl<'de> Deserialize<'de> for Info {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InfoVisitor;
        impl<'de> Visitor<'de> for InfoVisitor {
            type Value = Info;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object with `dtype`, `shape` and `data_offsets`")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Info, A::Error> {
                let (mut dtype, mut shape, mut offsets) = (None, None, None);
                while let Some(Text(key)) = map.next_key()? {
                    let is_new = match &*key {
                        "dtype" => dtype.replace(known(map.next_value::<Text<'_>>()?.0)).is_none(),
                        "shape" => shape.replace(map.next_value::<Lengths>()?.0).is_none(),
                        "data_offsets" => offsets.replace(map.next_value()?).is_none(),
                        _ => map.next_value::<IgnoredAny>().map(|_| true)?,
                    };
                    if !is_new {
                        return Err(A::Error::custom(format_args!("`{key}` stands twice")));
                    }
                }
                Ok(Info {
                    dtype: dtype.ok_or_else(|| A::Error::missing_field("dtype"))?,
                    shape: shape.ok_or_else(|| A::Error::missing_field("shape"))?,
                    offsets: offsets.ok_or_else(|| A::Error::missing_field("data_offsets"))?,
                })
            }
        }
        deserializer.deserialize_map(InfoVisitor)
    }
}

/// The usual types without a copy.
fn known(dtype: Cow<'_, str>) -> Cow<'static, str> {
    match &*dtype {
        "F32" => Cow::Borrowed("F32"),
        "F64" => Cow::Borrowed("F64"),
        _ => Cow::Owned(dtype.into_owned()),
    }
}

struct Lengths(Shape);

impl<'de> Deserialize<'de> for Lengths {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct LengthsVisitor;
        impl<'de> Visitor<'de> for LengthsVisitor {
            type Value = Lengths;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of lengths")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Lengths, A::Error> {
                let mut lengths = [0; DEEPEST];
                let mut rank = 0;
                while let Some(length) = list.next_element()? {
                    let slot = lengths.get_mut(rank);
                    *slot.ok_or_else(|| A::Error::custom("a tensor has 32 axes at most"))? = length;
                    rank += 1;
                }
                Ok(Lengths(Shape::new(lengths.get(..rank).unwrap_or_default())))
            }
        }
        deserializer.deserialize_seq(LengthsVisitor)
    }
}
