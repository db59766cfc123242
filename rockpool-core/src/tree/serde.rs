//! Trees as nested maps.
//!
//! Formats for people (JSON) show branches as maps and leaves as themselves, so leaves must be no
//! maps there; other formats tag each node.

use super::{Node, Tree, branch::Branch};
use crate::path::MOST_LEVELS;
use alloc::string::String;
use core::fmt;
use core::marker::PhantomData;
use serde::de::value::{EnumAccessDeserializer, SeqAccessDeserializer};
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, EnumAccess, Error, IntoDeserializer, MapAccess, SeqAccess,
    VariantAccess, Visitor,
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

/// At most [`MOST_LEVELS`] deep, since formats need not count how deep they go.
///
/// # Errors
/// The format's, a name that stands twice in one branch, and branches that go deeper.
impl<'de, T: Deserialize<'de>> Deserialize<'de> for Tree<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Below::root().deserialize(deserializer)
    }
}

/// Reads a tree that lies so many levels below the root.
struct Below<T> {
    levels: usize,
    of: PhantomData<T>,
}

impl<T> Clone for Below<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Below<T> {}

impl<T> Below<T> {
    fn root() -> Self {
        Self { levels: 0, of: PhantomData }
    }

    fn read_branch<'de, A: MapAccess<'de>>(self, mut map: A) -> Result<Branch<T>, A::Error>
    where
        T: Deserialize<'de>,
    {
        let mut branch = Branch::new();
        let below = Self { levels: self.levels + 1, ..self };
        while let Some(name) = map.next_key::<String>()? {
            if below.levels > MOST_LEVELS {
                return Err(A::Error::custom(format_args!("a tree is {MOST_LEVELS} levels deep at most")));
            }
            let known = branch.get(&name).is_some();
            if known {
                return Err(A::Error::custom(format_args!("the name `{name}` stands twice in one branch")));
            }
            *branch.entry(&name) = map.next_value_seed(below)?;
        }
        Ok(branch)
    }
}

impl<'de, T: Deserialize<'de>> DeserializeSeed<'de> for Below<T> {
    type Value = Tree<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Tree<T>, D::Error> {
        if deserializer.is_human_readable() {
            return deserializer.deserialize_any(NodeVisitor(self));
        }
        deserializer.deserialize_enum("Tree", &["Leaf", "Branch"], TaggedVisitor(self))
    }
}

/// Which node a tag announces.
#[derive(serde::Deserialize)]
#[serde(variant_identifier)]
enum Tag {
    Leaf,
    Branch,
}

/// Nodes with tags.
struct TaggedVisitor<T>(Below<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for TaggedVisitor<T> {
    type Value = Tree<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a branch or a leaf of a tree")
    }
    fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<Self::Value, A::Error> {
        match data.variant()? {
            (Tag::Leaf, leaf) => leaf.newtype_variant().map(Tree::leaf),
            (Tag::Branch, branch) => {
                branch.newtype_variant_seed(BranchVisitor(self.0)).map(|branch| Tree(Node::Branch(branch)))
            }
        }
    }
}

/// What is a branch in any case.
struct BranchVisitor<T>(Below<T>);

impl<'de, T: Deserialize<'de>> DeserializeSeed<'de> for BranchVisitor<T> {
    type Value = Branch<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Branch<T>, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for BranchVisitor<T> {
    type Value = Branch<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a branch of a tree")
    }
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        self.0.read_branch(map)
    }
}

/// Maps are branches, all else is handed to the leaf's own reader.
struct NodeVisitor<T>(Below<T>);

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
        Ok(Tree(Node::Branch(self.0.read_branch(map)?)))
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
