//! The values of a file, decoded for the attributes that want them.

use crate::contents::Contents;
use crate::conversion::Scale;
use crate::entry::{Entry, Source};
use crate::formats::unwrapped;
use crate::stored::Decoded;
use crate::{Error, FindingKind};
use ndarray::{ArrayD, IxDyn};
use rockpool_core::prelude::*;
use rockpool_core::shape::Shape;

/// What wants a value.
#[derive(Clone, Copy)]
pub(crate) struct Wanted<'s> {
    pub(crate) dtype: Dtype,
    /// The shape that the attribute has.
    pub(crate) shape: &'s Shape,
    pub(crate) scale: Option<Scale>,
}

impl Contents<'_> {
    /// The value of an entry, or why there is none. `budget` is the number of bytes that may still be made
    /// out of the file.
    ///
    /// # Errors
    /// The bytes of the value are damaged.
    pub(crate) fn value(
        &self,
        entry: &Entry,
        wanted: Wanted<'_>,
        budget: &mut usize,
    ) -> Result<Result<Decoded, FindingKind>, Error> {
        let fail = |message: String| Error::content(self.format, format!("`{}`", entry.path), message);
        let mut spend = |bytes: usize| -> Result<(), Error> {
            *budget = budget.checked_sub(bytes).ok_or_else(|| {
                fail(format!("its {bytes} bytes are more than a file of {} can ask for", self.bytes.len()))
            })?;
            Ok(())
        };
        match &entry.source {
            Source::Bytes { layout, range } => {
                spend(range.len())?;
                let bytes = self.bytes.get(range.clone()).unwrap_or_default();
                layout.decode(bytes, &entry.shape, wanted.scale).map(Ok).map_err(fail)
            }
            Source::Member { layout, member, header } => {
                spend(member.size())?;
                let bytes = member.unpack(&self.bytes).map_err(fail)?;
                let size = entry.shape.numel().saturating_mul(layout.stored.size());
                let data = bytes.get(*header..header.saturating_add(size)).unwrap_or_default();
                layout.decode(data, &entry.shape, wanted.scale).map(Ok).map_err(fail)
            }
            Source::Damaged(what) => Err(fail(what.to_string())),
            Source::Text(text) if is_number(wanted.dtype) => {
                let inner = unwrapped(text).map_err(fail)?;
                Ok(told(&inner, wanted, None))
            }
            source => Ok(told(source, wanted, self.told_shape(&entry.path))),
        }
    }
}

const fn is_number(dtype: Dtype) -> bool {
    !matches!(dtype, Dtype::Str | Dtype::Other)
}

const fn is_float(dtype: Dtype) -> bool {
    matches!(dtype, Dtype::F64 | Dtype::F32)
}

/// A value of a text, as the attribute's type would have it: texts have one type of number.
fn told(source: &Source, wanted: Wanted<'_>, shape: Option<Shape>) -> Result<Decoded, FindingKind> {
    let value = match source {
        Source::Bool(value) => (*value).into(),
        &Source::Integer(value) => integer(value.into(), wanted),
        &Source::Unsigned(value) => integer(value.into(), wanted),
        &Source::Float(value) => float(value, wanted),
        Source::Text(text) => Value::from(&**text),
        Source::Hollow => empty(shape.unwrap_or_else(|| hollow(wanted.shape)), wanted.dtype),
        Source::Array { value, .. } if value.numel() == 0 => {
            empty(shape.unwrap_or_else(|| value.shape()), wanted.dtype)
        }
        Source::Array { value, is_whole } => array(value, *is_whole, wanted),
        Source::Unreadable(what) => return Err(FindingKind::Unreadable { what: what.to_string() }),
        Source::Null | Source::Damaged(_) | Source::Bytes { .. } | Source::Member { .. } => {
            return Err(FindingKind::Empty);
        }
    };
    Ok(Decoded { value, nan: None })
}

#[expect(clippy::cast_precision_loss, reason = "a float is the nearest to what stands there")]
fn integer(value: i128, wanted: Wanted<'_>) -> Value {
    match (wanted.scale, i64::try_from(value), u64::try_from(value)) {
        (Some(scale), ..) => scale.apply(value as f64).into(),
        (None, ..) if is_float(wanted.dtype) => (value as f64).into(),
        (None, Ok(value), _) => value.into(),
        (None, Err(_), Ok(value)) => value.into(),
        (None, Err(_), Err(_)) => (value as f64).into(),
    }
}

fn float(value: f64, wanted: Wanted<'_>) -> Value {
    match wanted.scale {
        Some(scale) => scale.apply(value).into(),
        // `-0`, of which a text does not tell whether it is an integer.
        None if value == 0.0 && value.is_sign_negative() && !is_float(wanted.dtype) => 0_i64.into(),
        None => value.into(),
    }
}

/// The shape of `[]`: that of the attribute, if its axes behind the first are all that is not told.
fn hollow(present: &Shape) -> Shape {
    match present.first() {
        Some(0) => present.clone(),
        _ => Shape::new(&[0]),
    }
}

fn empty(shape: Shape, dtype: Dtype) -> Value {
    let shape = IxDyn(&shape);
    match dtype {
        Dtype::Bool => ArrayD::<bool>::default(shape).into(),
        _ if is_float(dtype) || !is_number(dtype) => ArrayD::<f64>::zeros(shape).into(),
        _ => ArrayD::<i64>::zeros(shape).into(),
    }
}

fn array(value: &Value, is_whole: bool, wanted: Wanted<'_>) -> Value {
    if wanted.scale.is_none() && !is_float(wanted.dtype) {
        return match value.array::<f64>() {
            // With `-0` among integers.
            Some(floats) if is_whole && is_number(wanted.dtype) => {
                let whole: Option<Vec<i64>> = floats.iter().map(|&x| exact(x)).collect();
                let whole = whole.and_then(|whole| ArrayD::from_shape_vec(floats.raw_dim(), whole).ok());
                whole.map_or_else(|| value.clone(), Value::from)
            }
            _ => value.clone(),
        };
    }
    #[expect(clippy::cast_precision_loss, reason = "a float is the nearest to what stands there")]
    let floats = value
        .array::<f64>()
        .map(|array| array.to_owned())
        .or_else(|| value.array::<i64>().map(|array| array.mapv(|x| x as f64)))
        .or_else(|| value.array::<u64>().map(|array| array.mapv(|x| x as f64)));
    let Some(floats) = floats else { return value.clone() };
    match wanted.scale {
        Some(scale) => floats.mapv(|x| scale.apply(x)).into(),
        None => floats.into(),
    }
}

/// The integer that a float is, below those that it could stand for.
#[expect(clippy::cast_possible_truncation, reason = "checked")]
fn exact(x: f64) -> Option<i64> {
    const MOST: f64 = 9_007_199_254_740_992.0;
    (x.abs() < MOST && x.fract() == 0.0).then_some(x as i64)
}
