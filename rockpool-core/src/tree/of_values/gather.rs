//! Reads nested lists into one row-major vector.
//!
//! What is no array is read to its end: a caller that does not want it can go on behind it.

use crate::value::Value;
use alloc::borrow::Cow;
use alloc::vec::Vec;
use core::fmt;
use ndarray::{ArrayD, IxDyn};
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// What a list was.
#[derive(Debug)]
pub struct Gathered {
    /// The array, or why there is none.
    pub value: Result<Value, Cow<'static, str>>,
    /// Whether integers are all that stands in it, `-0` among them, which texts hold as a float.
    pub is_whole: bool,
}

/// Reads a list to its end.
///
/// # Errors
/// Those of the format: the text is damaged.
pub fn gather<'de, A: SeqAccess<'de>>(list: A) -> Result<Gathered, A::Error> {
    let mut gather = Gather::default();
    gather.rows(list, 0)?;
    Ok(gather.finish())
}

/// The most axes that are read.
const DEEPEST: usize = 32;

/// What has been read so far.
#[derive(Default)]
struct Gather {
    numbers: Numbers,
    /// The length of each axis, once one list of it has ended.
    lengths: Vec<Option<usize>>,
    /// How many lists stand around each number.
    rank: Option<usize>,
    /// Why this is no array; nothing is kept from then on.
    fault: Option<Cow<'static, str>>,
    /// Whether there was a float other than `-0`.
    has_floats: bool,
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

#[expect(clippy::cast_precision_loss, reason = "the nearest float is what a text means")]
fn as_float(number: i128) -> f64 {
    number as f64
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
            *self = Self::Float(match self {
                Self::None => Vec::new(),
                Self::Signed(all) => all.iter().map(|&number| as_float(number.into())).collect(),
                Self::Unsigned(all) => all.iter().map(|&number| as_float(number.into())).collect(),
                Self::Bool(_) | Self::Float(_) => return false,
            });
        }
        if let Self::Float(all) = self {
            all.push(value);
        }
        true
    }

    fn push_integer(&mut self, value: i128) -> bool {
        match self {
            Self::Float(all) => all.push(as_float(value)),
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
    fn rows<'de, A: SeqAccess<'de>>(&mut self, mut list: A, depth: usize) -> Result<(), A::Error> {
        if depth >= DEEPEST {
            self.refuse(alloc::format!("an array has {DEEPEST} axes at most"));
        }
        let mut length = 0;
        while self.fault.is_none()
            && list.next_element_seed(Element { gather: self, depth: depth + 1 })?.is_some()
        {
            length += 1;
        }
        if self.fault.is_some() {
            while list.next_element::<IgnoredAny>()?.is_some() {}
            return Ok(());
        }
        if self.lengths.len() <= depth {
            self.lengths.resize(depth + 1, None);
        }
        match self.lengths.get_mut(depth) {
            Some(Some(known)) if *known != length => {
                let known = *known;
                self.refuse(alloc::format!("the rows have different lengths, {known} and {length}"));
            }
            Some(known) => *known = Some(length),
            None => {}
        }
        Ok(())
    }

    /// Gives up, and all that was read with it.
    fn refuse(&mut self, why: impl Into<Cow<'static, str>>) {
        self.fault.get_or_insert_with(|| why.into());
        self.numbers = Numbers::None;
    }

    fn finish(mut self) -> Gathered {
        let is_whole = !self.has_floats && !matches!(self.numbers, Numbers::Bool(_));
        let value = match self.fault.take() {
            Some(fault) => Err(fault),
            None => self.into_value().ok_or(Cow::Borrowed("the array has lengths that no array can have")),
        };
        Gathered { value, is_whole }
    }

    fn into_value(self) -> Option<Value> {
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
    fn number(self, push: impl FnOnce(&mut Numbers) -> bool) {
        if self.gather.lengths.len() > self.depth || self.gather.rank.is_some_and(|rank| rank != self.depth) {
            return self.gather.refuse("a number stands beside a list");
        }
        self.gather.rank = Some(self.depth);
        if !push(&mut self.gather.numbers) {
            self.gather.refuse("the elements of an array are of one type: numbers, or truth values");
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
            self.gather.refuse("a list stands beside a number");
        }
        self.gather.rows(list, self.depth)
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        self.gather.refuse("an array of objects");
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(())
    }
    fn visit_unit<E>(self) -> Result<(), E> {
        self.gather.refuse("a place of the array has no value");
        Ok(())
    }
    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        self.gather.refuse("an array of texts");
        Ok(())
    }
    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.number(|numbers| numbers.push_bool(value));
        Ok(())
    }
    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        self.number(|numbers| numbers.push_integer(value.into()));
        Ok(())
    }
    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        self.number(|numbers| numbers.push_integer(value.into()));
        Ok(())
    }
    fn visit_f64<E>(self, value: f64) -> Result<(), E> {
        self.gather.has_floats |= value != 0.0 || value.is_sign_positive();
        self.number(|numbers| numbers.push_float(value));
        Ok(())
    }
}
