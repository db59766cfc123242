//! Units: SI base and derived units with prefixes, and those accepted with the SI; their products, powers
//! and quotients.
//!
//! `rockpool-io` shares this folder, so that a file's unit and a field's are read alike: there is one table
//! and one grammar.

mod parse;
mod table;

#[cfg(test)]
mod tests;

pub(crate) use parse::{UnitFault, parse_unit};
pub(crate) use table::{BASE, Factor, PREFIXES, UNITS};

/// What a unit measures, and how much of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Unit {
    /// Exponents of the base units.
    dimension: [f64; BASE],
    /// Its size in base units; `None` where it is no factor of them.
    factor: Option<Factor>,
    /// What its zero is in base units, of which it has the size: of a temperature in degrees. In products there
    /// is no such unit.
    zero: Option<f64>,
}

impl Unit {
    const ONE: Self = Self { dimension: [0.0; BASE], factor: Some(Factor::ONE), zero: None };

    /// The unit of one symbol, its prefix included.
    ///
    /// Whole symbols come first: `min` is no milli-inch, `cd` no centiday.
    pub(crate) fn symbol(symbol: &str) -> Option<Self> {
        let exact = |symbol: &str| UNITS.iter().find(|unit| unit.symbol == symbol);
        let (unit, power) = exact(symbol).map(|unit| (unit, 0)).or_else(|| {
            PREFIXES.iter().find_map(|prefix| {
                let unit = exact(symbol.strip_prefix(prefix.symbol)?)?;
                unit.takes_prefix.then_some((unit, prefix.power))
            })
        })?;
        let factor = unit.factor.map(|factor| Factor { power: factor.power + power, ..factor });
        Some(Self { dimension: unit.dimension.map(f64::from), factor, zero: unit.zero })
    }

    /// Whether it is a time to the power of one.
    pub(crate) fn is_time(&self) -> bool {
        self.dimension == [0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0]
    }

    /// What numbers in this unit are multiplied by to be in the unit `to`, and what is then added; `None` where
    /// the dimensions differ, or the units have no such relation.
    pub(crate) fn relation_to(&self, to: &Self) -> Option<(Factor, f64)> {
        let close = |(a, b): (&f64, &f64)| (a - b).abs() < 1e-9;
        if !self.dimension.iter().zip(&to.dimension).all(close) {
            return None;
        }
        let zeros = self.zero.unwrap_or(0.0) - to.zero.unwrap_or(0.0);
        let (from, to) = (self.size()?, to.size()?);
        let factor = Factor { mantissa: from.mantissa / to.mantissa, power: from.power - to.power };
        let is_usable = factor.mantissa.is_normal() && factor.power.abs() <= 300;
        is_usable.then(|| (factor, to.inverse().apply(zeros)))
    }

    /// How large it is, wherever its zero stands.
    fn size(&self) -> Option<Factor> {
        self.factor.or(self.zero.map(|_| Factor::ONE))
    }

    fn raised(self, exponent: f64) -> Self {
        if exponent == 1.0 {
            return self;
        }
        let factor = self.factor.map(|factor| factor.raised(exponent));
        Self { dimension: self.dimension.map(|base| base * exponent), factor, zero: None }
    }

    fn times(self, other: Self) -> Self {
        if self == Self::ONE {
            return other;
        }
        let mut dimension = self.dimension;
        for (mine, theirs) in dimension.iter_mut().zip(other.dimension) {
            *mine += theirs;
        }
        let both = self.factor.zip(other.factor);
        Self { dimension, factor: both.map(|(mine, theirs)| mine.times(theirs)), zero: None }
    }
}

impl Factor {
    const ONE: Self = Self { mantissa: 1.0, power: 0 };

    /// The number times this; decimal powers stay exact.
    pub(crate) fn apply(self, value: f64) -> f64 {
        let scaled = value * self.mantissa;
        let size = 10_f64.powi(self.power.abs());
        if self.power < 0 { scaled / size } else { scaled * size }
    }

    fn inverse(self) -> Self {
        Self { mantissa: 1.0 / self.mantissa, power: -self.power }
    }

    #[expect(clippy::cast_possible_truncation, reason = "whole, and few")]
    fn raised(self, exponent: f64) -> Self {
        let power = f64::from(self.power) * exponent;
        let whole = power.round().clamp(-1e6, 1e6);
        let rest = power - whole;
        let mantissa = self.mantissa.powf(exponent) * if rest == 0.0 { 1.0 } else { 10_f64.powf(rest) };
        Self { mantissa, power: whole as i32 }
    }

    fn times(self, other: Self) -> Self {
        Self { mantissa: self.mantissa * other.mantissa, power: self.power.saturating_add(other.power) }
    }
}
