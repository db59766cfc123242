//! The values of a module as they are sent: elements as they lie in memory, one attribute after the other.

mod number;
mod piece;

pub(crate) use piece::words_of_unsent;

use crate::encoding::{decode, encode};
use piece::{Piece, piece, value, write};
use rockpool_core::__private::{keys, set_keys};
use rockpool_core::prelude::*;
use std::hash::{DefaultHasher, Hash, Hasher};

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
