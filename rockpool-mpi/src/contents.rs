//! The values of a module as they are sent: elements as they lie in memory, one attribute after the other.

use crate::encoding::{decode, encode};
use bytemuck::{Pod, cast_slice};
use ndarray::{ArrayD, ArrayViewD, IxDyn};
use rockpool_core::__private::{keys, set_keys};
use rockpool_core::prelude::*;
use serde::{Deserialize, Serialize};
use std::hash::{DefaultHasher, Hash, Hasher};

/// How the value of an attribute is sent.
#[derive(Debug, Serialize, Deserialize)]
enum Piece {
    /// Elements of this type, which are written where they lie.
    Elements(Number),
    /// What the value stands for, in this shape: it is set.
    Array(Number, Vec<usize>),
    Text(String),
    /// A tree of values: the path of each, and how it is sent.
    Tree(Vec<(String, Piece)>),
    /// Nothing: each rank keeps its own, which is a part of the program.
    Left,
}

/// The values of a module, and the keys by which it draws.
pub(crate) struct Contents {
    pieces: Vec<Piece>,
    keys: Vec<(String, u64)>,
    raw: Vec<u8>,
}

impl Contents {
    /// # Errors
    /// Attributes whose values cannot be sent, all of them.
    pub(crate) fn of<M: Module + ?Sized>(module: &M) -> Result<Self, Vec<(String, String)>> {
        let keys = keys(module).into_iter().map(|(path, key)| (path.to_string(), key.seed())).collect();
        let mut contents = Self { pieces: Vec::new(), keys, raw: Vec::new() };
        let mut unsendable = Vec::new();
        module.attributes().for_each(|leaf| match piece(&leaf, &mut contents.raw) {
            Ok(piece) => contents.pieces.push(piece),
            Err(why) => unsendable.push((leaf.path().to_string(), why)),
        });
        if unsendable.is_empty() { Ok(contents) } else { Err(unsendable) }
    }

    /// All of it in one piece: a length, what the pieces are, and their bytes.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let head = encode(&(&self.pieces, &self.keys));
        let mut bytes = Vec::with_capacity(LENGTH + head.len() + self.raw.len());
        bytes.extend_from_slice(&(head.len() as u64).to_le_bytes());
        bytes.extend_from_slice(&head);
        bytes.extend_from_slice(&self.raw);
        bytes
    }

    /// Gives a module, which is known to be alike, what `bytes` say: all of it or nothing.
    ///
    /// # Errors
    /// The module refuses a value.
    pub(crate) fn put<M: Module + ?Sized>(bytes: &[u8], module: &mut M) -> Result<(), String> {
        const UNSOUND: &str = "what rank 0 sent cannot be read; do all ranks run the same program?";
        let (pieces, keys, raw) = Self::split(bytes).ok_or(UNSOUND)?;
        let mut rest = raw;
        let mut values = Tree::new();
        let mut told = pieces.iter();
        let mut result = Ok(());
        module.attributes().for_each(|leaf| {
            let value =
                told.next().ok_or(UNSOUND.to_owned()).and_then(|piece| value(piece, &leaf, &mut rest));
            let set = value.and_then(|value| match value {
                Some(value) => values.set(&leaf.path().to_string(), value).map_err(|error| error.to_string()),
                None => Ok(()),
            });
            if result.is_ok() {
                result = set;
            }
        });
        result?;
        if !values.is_empty() {
            module.set_attributes(&values).map_err(|error| error.to_string())?;
        }
        let (mut rest, mut told) = (raw, pieces.iter());
        module.attributes_mut().for_each(|leaf| {
            if let Some(piece) = told.next() {
                write(piece, leaf, &mut rest);
            }
        });
        set_keys(module, &keys);
        Ok(())
    }

    #[expect(clippy::type_complexity, reason = "taken apart at once")]
    fn split(bytes: &[u8]) -> Option<(Vec<Piece>, Vec<(String, Key)>, &[u8])> {
        let (length, rest) = bytes.split_first_chunk::<LENGTH>()?;
        let (head, raw) = rest.split_at_checked(usize::try_from(u64::from_le_bytes(*length)).ok()?)?;
        let (pieces, keys) = decode::<(Vec<Piece>, Vec<(String, u64)>)>(head)?;
        Some((pieces, keys.into_iter().map(|(path, seed)| (path, Key::new(seed))).collect(), raw))
    }
}

/// A number for the value of each attribute, to the bit.
pub(crate) fn fingerprints<M: Module + ?Sized>(module: &M) -> Vec<u64> {
    let mut fingerprints = Vec::new();
    let mut raw = Vec::new();
    module.attributes().for_each(|leaf| {
        raw.clear();
        // What cannot be sent is each rank's own.
        let head = match piece(&leaf, &mut raw) {
            Ok(Piece::Elements(_)) | Err(_) => Vec::new(),
            Ok(piece) => encode(&piece),
        };
        fingerprints.push(hash_of(&(head, &raw)));
    });
    fingerprints
}

/// The same number for the same value, on every rank.
pub(crate) fn hash_of<T: Hash + ?Sized>(value: &T) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// The bytes that say how long the head is.
const LENGTH: usize = 8;

macro_rules! numbers {
    ($($variant:ident: $type:ty),*) => {
        /// Types of elements that are sent as they are.
        #[derive(Clone, Copy, Debug, Serialize, Deserialize)]
        enum Number {
            $($variant,)*
            Bool,
        }

        impl Number {
            fn size(self) -> usize {
                match self {
                    $(Self::$variant => size_of::<$type>(),)*
                    Self::Bool => 1,
                }
            }
        }

        /// Appends the elements that a leaf lends.
        fn elements(leaf: &Leaf<'_, '_>, raw: &mut Vec<u8>) -> Option<Number> {
            $(if let Some(array) = leaf.array::<$type>() {
                append(&array, raw);
                return Some(Number::$variant);
            })*
            let array = leaf.array::<bool>()?;
            raw.extend(array.iter().map(|&bit| u8::from(bit)));
            Some(Number::Bool)
        }

        /// Appends the elements of a value.
        fn elements_of_value(value: &Value, raw: &mut Vec<u8>) -> Option<Number> {
            $(if let Some(array) = value.array::<$type>() {
                append(&array.view(), raw);
                return Some(Number::$variant);
            })*
            let array = value.array::<bool>()?;
            raw.extend(array.iter().map(|&bit| u8::from(bit)));
            Some(Number::Bool)
        }

        /// The array of these bytes.
        fn array(number: Number, shape: &[usize], bytes: &[u8]) -> Option<Value> {
            if shape.is_empty() {
                return scalar(number, bytes);
            }
            match number {
                $(Number::$variant => {
                    Some(Value::from(ArrayD::from_shape_vec(IxDyn(shape), read::<$type>(bytes)).ok()?))
                })*
                Number::Bool => {
                    let bits = bytes.iter().map(|&bit| bit != 0).collect();
                    Some(Value::from(ArrayD::<bool>::from_shape_vec(IxDyn(shape), bits).ok()?))
                }
            }
        }

        fn scalar(number: Number, bytes: &[u8]) -> Option<Value> {
            match number {
                $(Number::$variant => read::<$type>(bytes).first().map(|&number| Value::from(number)),)*
                Number::Bool => bytes.first().map(|&bit| Value::from(bit != 0)),
            }
        }

        /// Writes elements where they lie.
        fn overwrite(number: Number, leaf: LeafMut<'_, '_>, bytes: &[u8]) {
            match number {
                $(Number::$variant => {
                    if let Some(mut array) = leaf.array_mut::<$type>() {
                        array.iter_mut().zip(read::<$type>(bytes)).for_each(|(element, new)| *element = new);
                    }
                })*
                Number::Bool => {
                    if let Some(mut array) = leaf.array_mut::<bool>() {
                        array.iter_mut().zip(bytes).for_each(|(element, new)| *element = *new != 0);
                    }
                }
            }
        }
    };
}

numbers!(
    F64: f64, F32: f32, I64: i64, I32: i32, I16: i16, I8: i8, U64: u64, U32: u32, U16: u16, U8: u8,
    Usize: usize, Isize: isize
);

fn append<T: Pod>(array: &ArrayViewD<'_, T>, raw: &mut Vec<u8>) {
    match array.as_slice() {
        Some(elements) => raw.extend_from_slice(cast_slice(elements)),
        None => array.iter().for_each(|element| raw.extend_from_slice(bytemuck::bytes_of(element))),
    }
}

fn read<T: Pod>(bytes: &[u8]) -> Vec<T> {
    bytes.chunks_exact(size_of::<T>()).map(bytemuck::pod_read_unaligned).collect()
}

/// # Errors
/// The value cannot be sent.
fn piece(leaf: &Leaf<'_, '_>, raw: &mut Vec<u8>) -> Result<Piece, String> {
    if let Some(number) = elements(leaf, raw) {
        return Ok(Piece::Elements(number));
    }
    let told = || match leaf.is_told() {
        true => Ok(()),
        false => Err(format!(
            "a number of `{}` does not tell all of the value, so it cannot be sent; shorten it",
            leaf.attribute().dtype()
        )),
    };
    // Elements that are several numbers lie along an axis more.
    if let Some(parts) = leaf.to_parts() {
        told()?;
        if let Some(number) = elements_of_value(&parts, raw) {
            return Ok(Piece::Array(number, parts.shape().to_vec()));
        }
    }
    if let Some(tree) = leaf.get::<Tree<Value>>() {
        return Ok(piece_of_tree(tree, raw).unwrap_or(Piece::Left));
    }
    let value = leaf.to_value();
    match piece_of_value(&value, raw) {
        Some(piece) if matches!(piece, Piece::Array(..)) => told().map(|()| piece),
        piece => Ok(piece.unwrap_or(Piece::Left)),
    }
}

/// How a value is sent that stands for itself; `None` for what has no stored form.
fn piece_of_value(value: &Value, raw: &mut Vec<u8>) -> Option<Piece> {
    if let Some(text) = value.scalar::<String>() {
        return Some(Piece::Text(text));
    }
    let number = elements_of_value(value, raw)?;
    Some(Piece::Array(number, value.shape().to_vec()))
}

/// The same of a tree: all of it or nothing.
fn piece_of_tree(tree: &Tree<Value>, raw: &mut Vec<u8>) -> Option<Piece> {
    let start = raw.len();
    let mut pieces = Some(Vec::new());
    tree.for_each(&mut |path, value| {
        let piece = piece_of_value(value, raw);
        pieces = pieces.take().zip(piece).map(|(mut pieces, piece)| {
            pieces.push((path.to_owned(), piece));
            pieces
        });
    });
    if pieces.is_none() {
        raw.truncate(start);
    }
    pieces.map(Piece::Tree)
}

/// What a value that is not sent is in words, where it is to be the same on all ranks: functions, and types that
/// stand for nothing that can be stored.
pub(crate) fn words_of_unsent(leaf: &Leaf<'_, '_>) -> Option<String> {
    let attribute = leaf.attribute();
    if attribute.dtype() != Dtype::Other || !attribute.is_stored() {
        return None;
    }
    matches!(piece(leaf, &mut Vec::new()), Ok(Piece::Left))
        .then(|| without_addresses(&format!("{:?}", leaf.to_value())))
}

/// The same text for the same program: each process has its functions somewhere else.
fn without_addresses(words: &str) -> String {
    let mut parts = words.split("0x");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        text.push_str("0x..");
        text.push_str(part.trim_start_matches(|digit: char| digit.is_ascii_hexdigit()));
    }
    text
}

/// Why bytes are not read.
const SHORT: &str = "what rank 0 sent is too short";

/// What is to be set, if the piece is not written where it lies; its bytes are taken off in either case.
fn value(piece: &Piece, leaf: &Leaf<'_, '_>, rest: &mut &[u8]) -> Result<Option<Value>, String> {
    if let Piece::Elements(number) = piece {
        take(rest, leaf.numel() * number.size()).ok_or(SHORT)?;
        return Ok(None);
    }
    let value = value_of(piece, rest)?;
    let attribute = leaf.attribute();
    match value {
        Some(value) if attribute.parts().is_some() => Ok(Some(attribute.join_parts(&value).ok_or(SHORT)?)),
        value => Ok(value),
    }
}

/// The value of a piece that says by itself what it is.
fn value_of(piece: &Piece, rest: &mut &[u8]) -> Result<Option<Value>, String> {
    match piece {
        Piece::Array(number, shape) => {
            let bytes = take(rest, shape.iter().product::<usize>() * number.size()).ok_or(SHORT)?;
            Ok(Some(array(*number, shape, bytes).ok_or(SHORT)?))
        }
        Piece::Text(text) => Ok(Some(Value::from(text.clone()))),
        Piece::Tree(pieces) => {
            let mut tree = Tree::new();
            for (path, piece) in pieces {
                if let Some(value) = value_of(piece, rest)? {
                    tree.set(path, value).map_err(|error| error.to_string())?;
                }
            }
            Ok(Some(Value::from(tree)))
        }
        Piece::Elements(_) | Piece::Left => Ok(None),
    }
}

/// Writes the piece where it lies, if it is to be; its bytes are taken off in either case.
fn write(piece: &Piece, leaf: LeafMut<'_, '_>, rest: &mut &[u8]) {
    let length = match piece {
        Piece::Elements(number) => leaf.numel() * number.size(),
        piece => piece.bytes(),
    };
    if let (Some(bytes), Piece::Elements(number)) = (take(rest, length), piece) {
        overwrite(*number, leaf, bytes);
    }
}

impl Piece {
    /// How many bytes it has that are not its own; of elements, the attribute knows.
    fn bytes(&self) -> usize {
        match self {
            Self::Array(number, shape) => shape.iter().product::<usize>() * number.size(),
            Self::Tree(pieces) => pieces.iter().map(|(_, piece)| piece.bytes()).sum(),
            Self::Elements(_) | Self::Text(_) | Self::Left => 0,
        }
    }
}

fn take<'b>(rest: &mut &'b [u8], length: usize) -> Option<&'b [u8]> {
    let (front, behind) = rest.split_at_checked(length)?;
    *rest = behind;
    Some(front)
}
