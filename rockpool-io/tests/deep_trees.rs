//! Trees of formats that do not count how deep they go.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use rockpool_core::MOST_LEVELS;
use rockpool_core::prelude::*;
use serde::de::value::{Error, StrDeserializer};
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess, VariantAccess,
    Visitor,
};
use serde::forward_to_deserialize_any;

/// Branches called `a` in each other, so many, and a leaf in the last; for people, or with tags.
#[derive(Clone, Copy)]
struct Nested {
    levels: usize,
    is_human_readable: bool,
    is_read: bool,
}

impl<'de> Deserializer<'de> for Nested {
    type Error = Error;

    fn is_human_readable(&self) -> bool {
        self.is_human_readable
    }
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.levels == 0 { visitor.visit_f64(0.5) } else { visitor.visit_map(self) }
    }
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_enum(self)
    }
    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

impl<'de> MapAccess<'de> for Nested {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        if core::mem::replace(&mut self.is_read, true) {
            return Ok(None);
        }
        let name: StrDeserializer<'_, Error> = "a".into_deserializer();
        seed.deserialize(name).map(Some)
    }
    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        seed.deserialize(Self { levels: self.levels - 1, is_read: false, ..*self })
    }
}

impl<'de> EnumAccess<'de> for Nested {
    type Error = Error;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Error> {
        let tag: StrDeserializer<'_, Error> =
            if self.levels == 0 { "Leaf" } else { "Branch" }.into_deserializer();
        Ok((seed.deserialize(tag)?, self))
    }
}

impl<'de> VariantAccess<'de> for Nested {
    type Error = Error;

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Error> {
        seed.deserialize(self)
    }
    fn unit_variant(self) -> Result<(), Error> {
        Err(serde::de::Error::custom("no variant of a tree is alone"))
    }
    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Error> {
        Err(serde::de::Error::custom("no variant of a tree is a tuple"))
    }
    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], _: V) -> Result<V::Value, Error> {
        Err(serde::de::Error::custom("no variant of a tree is a struct"))
    }
}

#[test]
fn a_tree_that_goes_too_deep_is_an_error_and_no_overflow() {
    for is_human_readable in [true, false] {
        let read = |levels| Tree::<f64>::deserialize(Nested { levels, is_human_readable, is_read: false });
        assert_eq!(read(0).unwrap(), Tree::leaf(0.5));
        assert_eq!(read(MOST_LEVELS).unwrap().branches(), [["a"; MOST_LEVELS].join(".")]);
        for levels in [MOST_LEVELS + 1, usize::MAX] {
            let error = read(levels).unwrap_err();
            assert_eq!(error.to_string(), format!("a tree is {MOST_LEVELS} levels deep at most"));
        }
    }
}
