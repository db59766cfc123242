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
}

impl Unit {
    const ONE: Self = Self { dimension: [0.0; BASE], factor: Some(Factor::ONE) };

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
        Some(Self { dimension: unit.dimension.map(f64::from), factor })
    }

    /// Whether it is a time to the power of one.
    pub(crate) fn is_time(&self) -> bool {
        self.dimension == [0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0]
    }

    /// What numbers in this unit are multiplied by to be in the unit `to`; `None` where the dimensions
    /// differ, or the units are more than a factor apart.
    pub(crate) fn factor_to(&self, to: &Self) -> Option<Factor> {
        let close = |(a, b): (&f64, &f64)| (a - b).abs() < 1e-9;
        if !self.dimension.iter().zip(&to.dimension).all(close) {
            return None;
        }
        let (from, to) = (self.factor?, to.factor?);
        let factor = Factor { mantissa: from.mantissa / to.mantissa, power: from.power - to.power };
        (factor.mantissa.is_normal() && factor.power.abs() <= 300).then_some(factor)
    }

    fn raised(self, exponent: f64) -> Self {
        let factor = self.factor.map(|factor| factor.raised(exponent));
        Self { dimension: self.dimension.map(|base| base * exponent), factor }
    }

    fn times(self, other: Self) -> Self {
        let mut dimension = self.dimension;
        for (mine, theirs) in dimension.iter_mut().zip(other.dimension) {
            *mine += theirs;
        }
        let both = self.factor.zip(other.factor);
        Self { dimension, factor: both.map(|(mine, theirs)| mine.times(theirs)) }
    }
}

impl Factor {
    const ONE: Self = Self { mantissa: 1.0, power: 0 };

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
