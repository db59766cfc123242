//! Writes an array as nested lists.

use crate::value::{Access, AnyElement, AnyValue};
use alloc::vec::Vec;
use serde::ser::{Serialize, SerializeSeq, Serializer};

pub(super) fn serialize<E: AnyElement + Serialize, S: Serializer>(
    value: &dyn AnyValue,
    access: &Access<E>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let shape = value.shape();
    if let Some(elements) = access.slice(value.as_any()) {
        return Rows { lengths: &shape, elements }.serialize(serializer);
    }
    let mut elements = Vec::with_capacity(value.numel());
    access.for_each(value.as_any(), &mut |element| elements.push(element.clone()));
    Rows { lengths: &shape, elements: &elements }.serialize(serializer)
}

/// A part of an array: the lengths of its axes, and its elements.
struct Rows<'a, E> {
    lengths: &'a [usize],
    elements: &'a [E],
}

impl<E: Serialize> Serialize for Rows<'_, E> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Some((&length, lengths)) = self.lengths.split_first() else {
            return match self.elements {
                [element] => element.serialize(serializer),
                _ => serializer.serialize_unit(),
            };
        };
        let size = self.elements.len().checked_div(length).unwrap_or(0);
        let mut list = serializer.serialize_seq(Some(length))?;
        for row in 0..length {
            let elements = self.elements.get(row * size..(row + 1) * size).unwrap_or_default();
            list.serialize_element(&Rows { lengths, elements })?;
        }
        list.end()
    }
}
