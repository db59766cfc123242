//! How elements are made of numbers and drawn.

use super::Stream;
use crate::error::InitError;
use crate::shape::Shape;
use crate::value::{AnyElement, Number};
use rand_distr::Distribution;

#[expect(clippy::cast_precision_loss, reason = "a length beyond 2^53 does not fit in memory")]
pub(super) fn float(length: usize) -> f64 {
    length as f64
}

/// The first length; scalars count as one element.
pub(super) fn first(shape: &Shape) -> f64 {
    float(shape.first().copied().unwrap_or(1))
}

#[inline]
pub(super) fn element<E: AnyElement>(number: Number) -> Result<E, InitError> {
    match E::from_number(number) {
        Some(element) => Ok(element),
        None => Err(InitError::Number(number)),
    }
}

/// Whether an element may overwrite another.
#[inline]
pub(super) fn within<E: AnyElement>(element: &E, index: usize, stream: Stream<'_>) -> Result<(), InitError> {
    let Some(bounds) = stream.bounds() else { return Ok(()) };
    let mut first = bounds.first_outside(index, E::DTYPE);
    first.see(element.to_number());
    first.found.map_or(Ok(()), |outside| Err(InitError::Bounds(outside)))
}

/// An element that is drawn; both parts of a complex one are, each from the distribution.
#[inline]
fn drawn<E: AnyElement>(
    distribution: &impl Distribution<f64>,
    rng: &mut impl rand::Rng,
) -> Result<E, InitError> {
    let mut last = 0.0;
    let drawn = E::drawn(|| {
        last = distribution.sample(rng);
        last
    });
    drawn.ok_or(InitError::Number(Number::Float(last)))
}

pub(super) fn draw<E: AnyElement>(
    elements: &mut [E],
    stream: Stream<'_>,
    distribution: impl Distribution<f64>,
) -> Result<(), InitError> {
    element::<E>(Number::Float(0.0))?;
    if stream.bounds().is_some() {
        // The same draws are made twice, so that nothing is written unless all may be.
        let mut rng = stream.rng()?;
        for index in 0..elements.len() {
            within(&drawn::<E>(&distribution, &mut rng)?, index, stream)?;
        }
    }
    let mut rng = stream.rng()?;
    for slot in elements {
        *slot = drawn(&distribution, &mut rng)?;
    }
    Ok(())
}

pub(super) fn draw_uniform<E: AnyElement>(
    elements: &mut [E],
    stream: Stream<'_>,
    a: f64,
    b: f64,
) -> Result<(), InitError> {
    if elements.is_empty() {
        return Ok(());
    }
    let distribution = rand_distr::Uniform::new(a, b)
        .map_err(|_| InitError::Distribution("`uniform(a, b)` needs finite `a < b`"))?;
    draw(elements, stream, distribution)
}

pub(super) fn draw_normal<E: AnyElement>(
    elements: &mut [E],
    stream: Stream<'_>,
    mean: f64,
    std: f64,
) -> Result<(), InitError> {
    if elements.is_empty() {
        return Ok(());
    }
    let why = "`normal(mean, std)` needs a finite mean and a finite deviation of at least 0";
    draw(elements, stream, normal_distribution(mean, std, why)?)
}

/// The normal distribution, if there is one with this mean and deviation.
pub(super) fn normal_distribution(
    mean: f64,
    std: f64,
    why: &'static str,
) -> Result<rand_distr::Normal<f64>, InitError> {
    let is_there = mean.is_finite() && std.is_finite() && std >= 0.0;
    let distribution = rand_distr::Normal::new(mean, std).ok().filter(|_| is_there);
    distribution.ok_or(InitError::Distribution(why))
}

/// What makes an initialiser of a type without fields that draws evenly from `-b..b`, where the shape gives `b`.
macro_rules! drawn_within {
    ($initialiser:ident, |$shape:ident| $bound:expr) => {
        impl $crate::init::Elementwise for $initialiser {
            const NEEDS_SHAPE: bool = true;

            fn write<E: $crate::value::AnyElement>(
                &self,
                elements: &mut [E],
                $shape: &$crate::shape::Shape,
                stream: $crate::init::Stream<'_>,
            ) -> Result<(), $crate::init::InitError> {
                let bound = $bound;
                $crate::init::draw::draw_uniform(elements, stream, -bound, bound)
            }
        }
    };
}
pub(super) use drawn_within;
