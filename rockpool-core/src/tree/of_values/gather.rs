//! Reads nested lists into one row-major vector.

use crate::value::Value;
use alloc::vec::Vec;
use core::fmt;
use ndarray::{ArrayD, IxDyn};
use serde::de::{DeserializeSeed, Deserializer, Error, SeqAccess, Visitor};

/// The most axes that are read.
const DEEPEST: usize = 32;

/// What has been read so far.
#[derive(Default)]
pub(super) struct Gather {
    numbers: Numbers,
    /// The length of each axis, once one list of it has ended.
    lengths: Vec<Option<usize>>,
    /// How many lists stand around each number.
    rank: Option<usize>,
}

#[derive(Default)]
enum Numbers {
    #[default]
    None,
    Bool(Vec<bool>),
    Signed(Vec<i64>),
    Unsigned(Vec<u64>),
    Float(Vec<f64>),
}

/// Integers of this size and less are floats as well.
const EXACT: u64 = 1 << f64::MANTISSA_DIGITS;

#[expect(clippy::cast_precision_loss, reason = "checked")]
fn as_float(number: i128) -> Option<f64> {
    (number.unsigned_abs() <= u128::from(EXACT)).then_some(number as f64)
}

impl Numbers {
    fn push_bool(&mut self, value: bool) -> bool {
        match self {
            Self::None => *self = Self::Bool(alloc::vec![value]),
            Self::Bool(all) => all.push(value),
            _ => return false,
        }
        true
    }

    fn push_float(&mut self, value: f64) -> bool {
        if !matches!(self, Self::Float(_)) {
            let floats: Option<Vec<f64>> = match self {
                Self::None => Some(Vec::new()),
                Self::Signed(all) => all.iter().map(|&number| as_float(number.into())).collect(),
                Self::Unsigned(all) => all.iter().map(|&number| as_float(number.into())).collect(),
                Self::Bool(_) | Self::Float(_) => None,
            };
            let Some(floats) = floats else { return false };
            *self = Self::Float(floats);
        }
        if let Self::Float(all) = self {
            all.push(value);
        }
        true
    }

    fn push_integer(&mut self, value: i128) -> bool {
        match self {
            Self::Float(all) => match as_float(value) {
                Some(float) => all.push(float),
                None => return false,
            },
            Self::Bool(_) => return false,
            Self::None => match (i64::try_from(value), u64::try_from(value)) {
                (Ok(signed), _) => *self = Self::Signed(alloc::vec![signed]),
                (_, Ok(unsigned)) => *self = Self::Unsigned(alloc::vec![unsigned]),
                _ => return false,
            },
            Self::Signed(all) => match i64::try_from(value) {
                Ok(signed) => all.push(signed),
                Err(_) => {
                    let unsigned: Result<Vec<u64>, _> = all
                        .iter()
                        .map(|&number| i128::from(number))
                        .chain([value])
                        .map(u64::try_from)
                        .collect();
                    match unsigned {
                        Ok(unsigned) => *self = Self::Unsigned(unsigned),
                        Err(_) => return false,
                    }
                }
            },
            Self::Unsigned(all) => match u64::try_from(value) {
                Ok(unsigned) => all.push(unsigned),
                Err(_) => return false,
            },
        }
        true
    }
}

impl Gather {
    pub(super) fn rows<'de, A: SeqAccess<'de>>(&mut self, mut list: A, depth: usize) -> Result<(), A::Error> {
        if depth >= DEEPEST {
            return Err(A::Error::custom(format_args!("an array has {DEEPEST} axes at most")));
        }
        let mut length = 0;
        while list.next_element_seed(Element { gather: self, depth: depth + 1 })?.is_some() {
            length += 1;
        }
        if self.lengths.len() <= depth {
            self.lengths.resize(depth + 1, None);
        }
        match self.lengths.get_mut(depth) {
            Some(Some(known)) if *known != length => {
                let message = format_args!("the rows have different lengths, {known} and {length}");
                Err(A::Error::custom(message))
            }
            Some(known) => {
                *known = Some(length);
                Ok(())
            }
            None => Ok(()),
        }
    }

    pub(super) fn into_value(self) -> Option<Value> {
        let lengths: Option<Vec<usize>> = self.lengths.into_iter().collect();
        let shape = IxDyn(&lengths?);
        fn array<T: crate::value::Element>(shape: IxDyn, mut elements: Vec<T>) -> Option<Value> {
            elements.shrink_to_fit();
            ArrayD::from_shape_vec(shape, elements).ok().map(Value::from)
        }
        match self.numbers {
            Numbers::None => array(shape, Vec::<f64>::new()),
            Numbers::Bool(all) => array(shape, all),
            Numbers::Signed(all) => array(shape, all),
            Numbers::Unsigned(all) => array(shape, all),
            Numbers::Float(all) => array(shape, all),
        }
    }
}

/// A number, or a list of them, this deep in the array.
struct Element<'g> {
    gather: &'g mut Gather,
    depth: usize,
}

impl Element<'_> {
    fn number<E: Error>(self, push: impl FnOnce(&mut Numbers) -> bool) -> Result<(), E> {
        if self.gather.lengths.len() > self.depth || self.gather.rank.is_some_and(|rank| rank != self.depth) {
            return Err(E::custom("a number stands beside a list"));
        }
        self.gather.rank = Some(self.depth);
        match push(&mut self.gather.numbers) {
            true => Ok(()),
            false => Err(E::custom("the elements of an array are of one type: numbers, or truth values")),
        }
    }
}

impl<'de> DeserializeSeed<'de> for Element<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Element<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number or a list of numbers")
    }
    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<(), A::Error> {
        if self.gather.rank.is_some_and(|rank| rank <= self.depth) {
            return Err(A::Error::custom("a list stands beside a number"));
        }
        self.gather.rows(list, self.depth)
    }
    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.number(|numbers| numbers.push_bool(value))
    }
    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.number(|numbers| numbers.push_integer(value.into()))
    }
    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.number(|numbers| numbers.push_integer(value.into()))
    }
    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        self.number(|numbers| numbers.push_float(value))
    }
}
