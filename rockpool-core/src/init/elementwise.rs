//! The built-in initialisers, which write one element after the other and allocate nothing.

use super::made::made;
use super::{InitError, Initialiser, Stream};
use crate::shape::Shape;
use crate::value::{AttributeValue, Class, Element, FillClass, IntoNumber, Number, OutOfBounds};
use num_traits::Float;
use rand_distr::Distribution;

/// An initialiser that writes elements in place, row-major.
#[doc(hidden)]
pub trait Elementwise: Send + Sync {
    /// Whether [`write`](Self::write) looks at the shape.
    const NEEDS_SHAPE: bool;

    /// Writes all elements of an array of this shape.
    ///
    /// # Errors
    /// As [`InitError`] says; nothing is written then.
    fn write<E: Element>(
        &self,
        elements: &mut [E],
        shape: &Shape,
        stream: Stream<'_>,
    ) -> Result<(), InitError>;
}

/// Makes zeros of the shape that the type fixes: what a state begins with that declares neither shape nor
/// initialiser.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct OwnZeros;
/// Makes zeros; see [`zeros`].
///
/// ```
/// use rockpool_core::init::{Zeros, zeros};
/// use rockpool_core::prelude::*;
/// const START: Zeros = zeros();
/// assert_eq!(State::<Vec<f64>>::shaped(2).init(START).resolve()?.value(), &[0.0; 2]);
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Zeros;
/// Repeats a number; see [`fill`] and [`ones`].
///
/// ```
/// use rockpool_core::init::Constantly;
/// use rockpool_core::prelude::*;
/// let rest: Constantly = fill(-0.07);
/// assert_eq!(State::<Vec<f64>>::shaped(2).init(rest).resolve()?.value(), &[-0.07; 2]);
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Constantly(pub(super) Number);
/// Draws evenly from a range; see [`uniform`].
///
/// ```
/// use rockpool_core::init::{Uniform, uniform};
/// use rockpool_core::prelude::*;
/// const DELAYS: Uniform = uniform(1e-3, 5e-3);
/// let delays = Parameter::<Vec<f64>>::shaped(9).init(DELAYS).key(Key::new(7)).resolve()?;
/// assert!(delays.value().iter().all(|delay| (1e-3..5e-3).contains(delay)));
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Uniform(f64, f64);
/// Draws from a normal distribution; see [`normal`].
///
/// ```
/// use rockpool_core::init::{Normal, normal};
/// use rockpool_core::prelude::*;
/// const NOISE: Normal = normal(0.0, 0.1);
/// let draw = |seed| Parameter::<Vec<f64>>::shaped(4).init(NOISE).key(Key::new(seed)).resolve();
/// assert_eq!(draw(7)?.value(), draw(7)?.value());
/// assert_ne!(draw(7)?.value(), draw(8)?.value());
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Normal(f64, f64);
/// Draws evenly from a range that depends on the shape; see [`kaiming`], [`xavier`], [`uniform_sqrt`].
///
/// ```
/// use rockpool_core::init::{ScaledUniform, kaiming, uniform_sqrt};
/// use rockpool_core::prelude::*;
/// fn weights(is_deep: bool) -> ScaledUniform {
///     if is_deep { kaiming() } else { uniform_sqrt() }
/// }
/// let w = Parameter::<Vec<f64>>::shaped(4).init(weights(false)).key(Key::new(7)).resolve()?;
/// assert!(w.value().iter().all(|w| w.abs() <= 0.5)); // sqrt(1 / 4)
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct ScaledUniform(fn(&Shape) -> f64);
/// Draws from a normal distribution that depends on the shape; see [`unit_eigs`].
///
/// ```
/// use rockpool_core::init::{UnitEigs, unit_eigs};
/// use rockpool_core::prelude::*;
/// const RECURRENT: UnitEigs = unit_eigs();
/// let w = Parameter::<ndarray::Array2<f64>>::shaped((100, 100)).init(RECURRENT).key(Key::new(7)).resolve()?;
/// let deviation = w.value().std(0.0);
/// assert!((deviation - 0.1).abs() < 0.01); // 1 / sqrt(100)
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct UnitEigs;
/// The identity matrix; see [`identity`].
///
/// ```
/// use rockpool_core::init::{Identity, identity};
/// use rockpool_core::prelude::*;
/// const PASS: Identity = identity();
/// let wide = Parameter::<[[f64; 3]; 2]>::shaped((2, 3)).init(PASS).resolve()?;
/// assert_eq!(wide.value(), &[[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]);
/// assert!(Parameter::<Vec<f64>>::shaped(3).init(PASS).resolve().is_err()); // no matrix
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Identity;

/// Every element is zero.
///
/// ```
/// use rockpool_core::prelude::*;
/// let p = Parameter::<ndarray::ArrayD<f64>>::shaped(3).init(zeros()).resolve()?;
/// assert!(p.value().iter().all(|&x| x == 0.0));
/// # Ok::<(), Error>(())
/// ```
#[must_use]
#[inline]
pub const fn zeros() -> Zeros {
    Zeros
}

/// Every element is zero, in a type that fixes the shape.
#[doc(hidden)]
#[must_use]
#[inline]
pub const fn own_zeros() -> OwnZeros {
    OwnZeros
}

/// Every element is one.
///
/// ```
/// use rockpool_core::prelude::*;
/// let p = Parameter::<ndarray::ArrayD<f64>>::shaped(3).init(ones()).resolve()?;
/// assert!(p.value().iter().all(|&x| x == 1.0));
/// # Ok::<(), Error>(())
/// ```
#[must_use]
#[inline]
pub const fn ones() -> Constantly {
    Constantly(Number::Integer(1))
}

/// Every element is `x`.
///
/// ```
/// use rockpool_core::prelude::*;
/// let p = Parameter::<ndarray::ArrayD<f64>>::shaped(3).init(fill(20e-3)).resolve()?;
/// assert!(p.value().iter().all(|&x| x == 20e-3));
/// # Ok::<(), Error>(())
/// ```
#[must_use]
#[inline]
pub fn fill(x: impl IntoNumber) -> Constantly {
    Constantly(x.into_number())
}

/// Every element is drawn evenly from `a..b`.
///
/// ```
/// use rockpool_core::prelude::*;
/// let p = Parameter::<ndarray::ArrayD<f64>>::shaped(3).init(uniform(0.01, 0.05)).resolve()?;
/// assert!(p.value().iter().all(|x| (0.01..0.05).contains(x)));
/// # Ok::<(), Error>(())
/// ```
#[must_use]
pub const fn uniform(a: f64, b: f64) -> Uniform {
    Uniform(a, b)
}

/// Every element is drawn from the normal distribution with this mean and standard deviation.
///
/// ```
/// use rockpool_core::prelude::*;
/// let p = Parameter::<ndarray::ArrayD<f64>>::shaped(3).init(normal(0.0, 0.1)).resolve()?;
/// assert!(p.value().iter().all(|x| x.abs() < 1.0)); // ten deviations
/// # Ok::<(), Error>(())
/// ```
#[must_use]
pub const fn normal(mean: f64, std: f64) -> Normal {
    Normal(mean, std)
}

/// Every element is drawn evenly from `-b..b` with `b = sqrt(6 / shape[0])`.
///
/// **Source**: He et al., Delving Deep into Rectifiers, ICCV 2015, as Rockpool computes it.
///
/// ```
/// use rockpool_core::prelude::*;
/// let p = Parameter::<ndarray::ArrayD<f64>>::shaped((2, 3)).init(kaiming()).resolve()?;
/// let b = (6.0_f64 / 2.0).sqrt();
/// assert!(p.value().iter().all(|x| x.abs() <= b));
/// # Ok::<(), Error>(())
/// ```
#[must_use]
pub const fn kaiming() -> ScaledUniform {
    ScaledUniform(|shape| Float::sqrt(6.0 / first(shape)))
}

/// Every element is drawn evenly from `-b..b` with `b = sqrt(6 / sum(shape))`.
///
/// **Source**: Glorot and Bengio, AISTATS 2010, as Rockpool computes it.
///
/// ```
/// use rockpool_core::prelude::*;
/// let p = Parameter::<ndarray::ArrayD<f64>>::shaped((2, 3)).init(xavier()).resolve()?;
/// let b = (6.0_f64 / 5.0).sqrt();
/// assert!(p.value().iter().all(|x| x.abs() <= b));
/// # Ok::<(), Error>(())
/// ```
#[must_use]
pub const fn xavier() -> ScaledUniform {
    ScaledUniform(|shape| Float::sqrt(6.0 / float(shape.iter().sum())))
}

/// Every element is drawn evenly from `-b..b` with `b = sqrt(1 / shape[0])`.
///
/// ```
/// use rockpool_core::prelude::*;
/// let p = Parameter::<ndarray::ArrayD<f64>>::shaped(4).init(uniform_sqrt()).resolve()?;
/// let b = (1.0_f64 / 4.0).sqrt();
/// assert!(p.value().iter().all(|x| x.abs() <= b));
/// # Ok::<(), Error>(())
/// ```
#[must_use]
pub const fn uniform_sqrt() -> ScaledUniform {
    ScaledUniform(|shape| Float::sqrt(1.0 / first(shape)))
}

/// Every element is drawn from the normal distribution with mean 0 and deviation
/// `1 / sqrt(shape[0])`, so that a square matrix has eigenvalues within about the unit circle.
///
/// ```
/// use rockpool_core::prelude::*;
/// let p = Parameter::<ndarray::ArrayD<f64>>::shaped((100, 100)).init(unit_eigs()).resolve()?;
/// assert_eq!(p.shape(), [100, 100]);
/// assert!(p.value().iter().all(|x| x.abs() < 1.0)); // ten deviations
/// # Ok::<(), Error>(())
/// ```
#[must_use]
pub const fn unit_eigs() -> UnitEigs {
    UnitEigs
}

/// The identity matrix, or as much of it as a matrix that is not square holds.
///
/// ```
/// use rockpool_core::prelude::*;
/// let p = Parameter::<ndarray::ArrayD<f64>>::shaped((2, 3)).init(identity()).resolve()?;
/// assert_eq!(p.value()[[0, 0]], 1.0);
/// assert_eq!(p.value()[[0, 1]], 0.0);
/// # Ok::<(), Error>(())
/// ```
#[must_use]
pub const fn identity() -> Identity {
    Identity
}

#[expect(clippy::cast_precision_loss, reason = "a length beyond 2^53 does not fit in memory")]
fn float(length: usize) -> f64 {
    length as f64
}

/// The first length; scalars count as one element.
fn first(shape: &Shape) -> f64 {
    float(shape.first().copied().unwrap_or(1))
}

#[inline]
pub(super) fn element<E: Element>(number: Number) -> Result<E, InitError> {
    match E::from_number(number) {
        Some(element) => Ok(element),
        None => Err(InitError::Number(number)),
    }
}

/// Whether an element may overwrite another.
#[inline]
pub(super) fn within<E: Element>(element: &E, index: usize, stream: Stream<'_>) -> Result<(), InitError> {
    if let Some(bounds) = stream.bounds()
        && let Some(found) = element.to_number()
        && !bounds.contains(found)
    {
        return Err(InitError::Bounds(OutOfBounds { index, found }));
    }
    Ok(())
}

fn draw<E: Element>(
    elements: &mut [E],
    stream: Stream<'_>,
    distribution: impl Distribution<f64>,
) -> Result<(), InitError> {
    element::<E>(Number::Float(0.0))?;
    if stream.bounds().is_some() {
        // The same draws are made twice, so that nothing is written unless all may be.
        let mut rng = stream.rng()?;
        for index in 0..elements.len() {
            within(&element::<E>(Number::Float(distribution.sample(&mut rng)))?, index, stream)?;
        }
    }
    let mut rng = stream.rng()?;
    for slot in elements {
        *slot = element(Number::Float(distribution.sample(&mut rng)))?;
    }
    Ok(())
}

fn draw_uniform<E: Element>(elements: &mut [E], stream: Stream<'_>, a: f64, b: f64) -> Result<(), InitError> {
    if elements.is_empty() {
        return Ok(());
    }
    let distribution = rand_distr::Uniform::new(a, b)
        .map_err(|_| InitError::Distribution("`uniform(a, b)` needs finite `a < b`"))?;
    draw(elements, stream, distribution)
}

fn draw_normal<E: Element>(
    elements: &mut [E],
    stream: Stream<'_>,
    mean: f64,
    std: f64,
) -> Result<(), InitError> {
    if elements.is_empty() {
        return Ok(());
    }
    let is_finite = mean.is_finite() && std >= 0.0;
    let distribution =
        rand_distr::Normal::new(mean, std).ok().filter(|_| is_finite).ok_or(InitError::Distribution(
            "`normal(mean, std)` needs a finite mean and a finite deviation of at least 0",
        ))?;
    draw(elements, stream, distribution)
}

impl Elementwise for Uniform {
    const NEEDS_SHAPE: bool = false;

    fn write<E: Element>(&self, elements: &mut [E], _: &Shape, stream: Stream<'_>) -> Result<(), InitError> {
        draw_uniform(elements, stream, self.0, self.1)
    }
}

impl Elementwise for Normal {
    const NEEDS_SHAPE: bool = false;

    fn write<E: Element>(&self, elements: &mut [E], _: &Shape, stream: Stream<'_>) -> Result<(), InitError> {
        draw_normal(elements, stream, self.0, self.1)
    }
}

impl Elementwise for ScaledUniform {
    const NEEDS_SHAPE: bool = true;

    fn write<E: Element>(
        &self,
        elements: &mut [E],
        shape: &Shape,
        stream: Stream<'_>,
    ) -> Result<(), InitError> {
        let b = (self.0)(shape);
        draw_uniform(elements, stream, -b, b)
    }
}

impl Elementwise for UnitEigs {
    const NEEDS_SHAPE: bool = true;

    fn write<E: Element>(
        &self,
        elements: &mut [E],
        shape: &Shape,
        stream: Stream<'_>,
    ) -> Result<(), InitError> {
        draw_normal(elements, stream, 0.0, 1.0 / Float::sqrt(first(shape)))
    }
}

impl Elementwise for Identity {
    const NEEDS_SHAPE: bool = true;

    fn write<E: Element>(&self, elements: &mut [E], shape: &Shape, _: Stream<'_>) -> Result<(), InitError> {
        let [_, columns] = **shape else { return Err(InitError::NoMatrix(shape.clone())) };
        let one = element(Number::Integer(1))?;
        elements.fill(E::default());
        for slot in elements.iter_mut().step_by(columns + 1).take(columns) {
            *slot = E::clone(&one);
        }
        Ok(())
    }
}

macro_rules! initialisers {
    ($($type:ty)*) => {$(
        impl<T> Initialiser<T> for $type
        where
            T: AttributeValue,
            T::Class: FillClass<T>,
        {
            fn create(&self, shape: &Shape, stream: Stream<'_>) -> Result<T, InitError> {
                made(shape, |elements| self.write(elements, shape, stream))
            }

            fn overwrite(&self, value: &mut T, shape: Option<&Shape>, stream: Stream<'_>) -> Result<(), InitError> {
                if shape.is_none_or(|shape| T::Class::has_shape(value, shape)) {
                    let known = if Self::NEEDS_SHAPE { T::Class::shape(value) } else { Shape::SCALAR };
                    if let Some(elements) = T::Class::elements(value) {
                        return self.write(elements, &known, stream);
                    }
                }
                overwrite_anew(self, value, shape, stream)
            }
        }
    )*};
}

/// Overwrites a value that has another shape now, or does not lie row-major in memory.
#[inline(never)]
fn overwrite_anew<T: AttributeValue>(
    init: &impl Initialiser<T>,
    value: &mut T,
    shape: Option<&Shape>,
    stream: Stream<'_>,
) -> Result<(), InitError> {
    let new = match shape {
        Some(shape) => init.create(shape, stream)?,
        None => init.create(&T::Class::shape(value), stream)?,
    };
    T::Class::put(value, new);
    Ok(())
}

initialisers!(Uniform Normal ScaledUniform UnitEigs Identity);
