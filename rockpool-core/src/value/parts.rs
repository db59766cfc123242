//! Elements that are several numbers, such as complex ones.

use crate::value::Dtype;

#[cfg(feature = "alloc")]
use {
    super::{AnyElement, Value},
    crate::shape::Shape,
    alloc::vec::Vec,
};

/// What an element consists of that is several numbers: the real and the imaginary part of a complex one.
///
/// ```
/// use rockpool_core::prelude::*;
/// use rockpool_core::value::Parts;
///
/// /// A number and how much it may be off.
/// #[derive(Clone, Copy, Debug, Default, PartialEq)]
/// struct Measured { value: f64, error: f64 }
///
/// impl AttributeValue for Measured {
///     type Class = Scalar;
/// }
/// impl Element for Measured {
///     const PARTS: Option<Parts> = Some(Parts::new(2, Dtype::F64));
///     fn part(&self, index: usize) -> f64 {
///         if index == 0 { self.value } else { self.error }
///     }
///     fn from_parts(parts: &[f64]) -> Option<Self> {
///         let &[value, error] = parts else { return None };
///         Some(Self { value, error })
///     }
/// }
///
/// #[derive(Module)]
/// struct Scale {
///     #[parameter(init = Measured { value: 1.0, error: 0.1 })]
///     gain: Measured,
/// }
///
/// let scale = Scale { gain: Measured { value: 2.0, error: 0.5 } };
/// assert_eq!(scale.parameters().get("gain").unwrap().to_parts(), Some([2.0, 0.5].into()));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts {
    count: usize,
    dtype: Dtype,
}

impl Parts {
    /// So many parts, each of this type: `F64` or `F32`.
    #[must_use]
    pub const fn new(count: usize, dtype: Dtype) -> Self {
        Self { count, dtype }
    }
    /// How many.
    #[must_use]
    pub const fn count(self) -> usize {
        self.count
    }
    /// The type of each.
    #[must_use]
    pub const fn dtype(self) -> Dtype {
        self.dtype
    }
}

/// An array of this shape; without `ndarray`, a list.
#[cfg(feature = "alloc")]
fn array<E: AnyElement>(shape: &Shape, elements: Vec<E>) -> Option<Value> {
    #[cfg(feature = "ndarray")]
    return ndarray::ArrayD::from_shape_vec(ndarray::IxDyn(shape), elements).ok().map(Value::of);
    #[cfg(not(feature = "ndarray"))]
    return (shape.rank() == 1).then(|| Value::of(elements));
}

/// Hands elements on, one after the other.
#[cfg(feature = "alloc")]
pub(super) type Handed<'a, E> = dyn FnMut(&mut dyn FnMut(&E)) + 'a;

/// The parts of elements: an array with one axis more.
#[cfg(feature = "alloc")]
pub(super) fn split<E: AnyElement>(shape: &Shape, each_element: &mut Handed<'_, E>) -> Option<Value> {
    let Parts { count, dtype } = E::PARTS?;
    let mut parts = Vec::new();
    each_element(&mut |element| parts.extend((0..count).map(|index| element.part(index))));
    let mut lengths = shape.to_vec();
    lengths.push(count);
    let shape = Shape::new(&lengths);
    match dtype {
        #[expect(clippy::cast_possible_truncation, reason = "the parts are of this type")]
        Dtype::F32 => array(&shape, parts.into_iter().map(|part| part as f32).collect()),
        _ => array(&shape, parts),
    }
}

/// The elements that parts make, in an array with one axis less.
#[cfg(feature = "alloc")]
pub(super) fn joined<E: AnyElement>(value: &Value) -> Option<Value> {
    let count = E::PARTS?.count;
    let shape = value.shape();
    let (last, lengths) = shape.split_last()?;
    if *last != count {
        return None;
    }
    let mut parts = Vec::with_capacity(shape.numel());
    let is_numeric = value.any().for_each_number(&mut |number| parts.extend(f64::from_number(number)));
    if !is_numeric || parts.len() != shape.numel() {
        return None;
    }
    let elements: Option<Vec<E>> = match count {
        0 => None,
        count => parts.chunks_exact(count).map(E::from_parts).collect(),
    };
    match elements?.as_slice() {
        [element] if lengths.is_empty() => Some(Value::of(element.clone())),
        elements => array(&Shape::new(lengths), elements.to_vec()),
    }
}
