//! Trees as nested maps.
//!
//! Formats for people (JSON) show branches as maps and leaves as themselves, so leaves must be no
//! maps there; other formats tag each node.

use super::{Node, Tree, branch::Branch};
use alloc::string::String;
use core::fmt;
use core::marker::PhantomData;
use serde::de::value::{EnumAccessDeserializer, SeqAccessDeserializer};
use serde::de::{
    Deserialize, Deserializer, EnumAccess, Error, IntoDeserializer, MapAccess, SeqAccess, Visitor,
};
use serde::ser::{Serialize, SerializeMap, Serializer};

impl<T: Serialize> Serialize for Tree<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match (&self.0, serializer.is_human_readable()) {
            (Node::Leaf(leaf), true) => leaf.serialize(serializer),
            (Node::Branch(branch), true) => branch.serialize(serializer),
            (Node::Leaf(leaf), false) => serializer.serialize_newtype_variant("Tree", 0, "Leaf", leaf),
            (Node::Branch(branch), false) => {
                serializer.serialize_newtype_variant("Tree", 1, "Branch", branch)
            }
        }
    }
}

impl<T: Serialize> Serialize for Branch<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.entries().len()))?;
        for (name, tree) in self.entries() {
            map.serialize_entry(name, tree)?;
        }
        map.end()
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Tree<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            return deserializer.deserialize_any(NodeVisitor(PhantomData));
        }
        #[derive(serde::Deserialize)]
        #[serde(rename = "Tree", bound(deserialize = "T: Deserialize<'de>"))]
        enum Tagged<T> {
            Leaf(T),
            Branch(Branch<T>),
        }
        Ok(Self(match Tagged::deserialize(deserializer)? {
            Tagged::Leaf(leaf) => Node::Leaf(leaf),
            Tagged::Branch(branch) => Node::Branch(branch),
        }))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Branch<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(BranchVisitor(PhantomData))
    }
}

fn read_branch<'de, T: Deserialize<'de>, A: MapAccess<'de>>(mut map: A) -> Result<Branch<T>, A::Error> {
    let mut branch = Branch::new();
    while let Some(name) = map.next_key::<String>()? {
        let known = branch.get(&name).is_some();
        if known {
            return Err(A::Error::custom(format_args!("the name `{name}` stands twice in one branch")));
        }
        *branch.entry(&name) = map.next_value()?;
    }
    Ok(branch)
}

struct BranchVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for BranchVisitor<T> {
    type Value = Branch<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a branch of a tree")
    }
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        read_branch(map)
    }
}

/// Maps are branches, all else is handed to the leaf's own reader.
struct NodeVisitor<T>(PhantomData<T>);

macro_rules! scalars {
    ($($visit:ident: $type:ty),*) => {
        $(fn $visit<E: Error>(self, value: $type) -> Result<Self::Value, E> {
            T::deserialize(Present(value.into_deserializer())).map(Tree::leaf)
        })*
    };
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for NodeVisitor<T> {
    type Value = Tree<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a branch or a leaf of a tree")
    }
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        Ok(Tree(Node::Branch(read_branch(map)?)))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Self::Value, A::Error> {
        T::deserialize(Present(SeqAccessDeserializer::new(seq))).map(Tree::leaf)
    }
    fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<Self::Value, A::Error> {
        T::deserialize(Present(EnumAccessDeserializer::new(data))).map(Tree::leaf)
    }
    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        T::deserialize(().into_deserializer()).map(Tree::leaf)
    }
    scalars! {
        visit_bool: bool, visit_i64: i64, visit_u64: u64, visit_i128: i128, visit_u128: u128,
        visit_f64: f64, visit_char: char, visit_str: &str, visit_borrowed_str: &'de str, visit_string: String
    }
}

/// A value that is there: where an `Option` is wanted, it is `Some`.
struct Present<D>(D);

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Present<D> {
    type Error = D::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_any(visitor)
    }
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        visitor.visit_some(self.0)
    }
    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_newtype_struct(name, visitor)
    }
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_enum(name, variants, visitor)
    }
    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}
