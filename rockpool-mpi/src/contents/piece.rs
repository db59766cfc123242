//! How each value is sent.

use super::number::{Number, array, elements, elements_of_value, overwrite};
use rockpool_core::prelude::*;
use serde::{Deserialize, Serialize};

/// How the value of an attribute is sent.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Piece {
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

/// # Errors
/// The value cannot be sent.
pub(super) fn piece(leaf: &Leaf<'_, '_>, raw: &mut Vec<u8>) -> Result<Piece, String> {
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
pub(super) fn value(piece: &Piece, leaf: &Leaf<'_, '_>, rest: &mut &[u8]) -> Result<Option<Value>, String> {
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
pub(super) fn write(piece: &Piece, leaf: LeafMut<'_, '_>, rest: &mut &[u8]) {
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
