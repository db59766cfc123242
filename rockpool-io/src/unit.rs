//! Units: when one can be converted to another, and by what.
//!
//! The grammar is that of `unit = ".."` in an annotated struct: products, powers and quotients of
//! SI symbols with prefixes.

mod table;

use table::{BASE, PREFIXES, UNITS};

/// By what values are multiplied: `mantissa * 10^power`, so that decimal prefixes stay exact.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Scale {
    mantissa: f64,
    power: i32,
}

impl Scale {
    pub(crate) fn apply(self, value: f64) -> f64 {
        let scaled = value * self.mantissa;
        let power = 10_f64.powi(self.power.abs());
        if self.power < 0 { scaled / power } else { scaled * power }
    }
}

/// What turns numbers in the unit `from` into such in the unit `to`; `None` where the dimensions
/// differ, or the units are more than a factor apart.
pub(crate) fn conversion(from: &str, to: &str) -> Option<Scale> {
    let (from, to) = (Unit::parse(from)?, Unit::parse(to)?);
    let close = |(a, b): (&f64, &f64)| (a - b).abs() < 1e-9;
    if !from.dimension.iter().zip(&to.dimension).all(close) {
        return None;
    }
    Some(Scale { mantissa: from.mantissa / to.mantissa, power: from.power - to.power })
}

#[derive(Clone, Copy)]
struct Unit {
    dimension: [f64; BASE],
    mantissa: f64,
    power: i32,
}

const ONE: Unit = Unit { dimension: [0.0; BASE], mantissa: 1.0, power: 0 };

impl Unit {
    fn parse(text: &str) -> Option<Self> {
        let mut parser = Parser { rest: text };
        let unit = parser.quotient(0)?;
        parser.rest.is_empty().then_some(unit)
    }

    fn symbol(symbol: &str) -> Option<Self> {
        let exact = |symbol: &str| UNITS.iter().find(|unit| unit.symbol == symbol);
        let (unit, prefix) = exact(symbol).map(|unit| (unit, 0)).or_else(|| {
            PREFIXES.iter().find_map(|(prefix, power)| {
                let unit = exact(symbol.strip_prefix(prefix)?)?;
                unit.takes_prefix.then_some((unit, *power))
            })
        })?;
        let dimension = unit.dimension.map(f64::from);
        Some(Self { dimension, mantissa: unit.mantissa, power: unit.power + prefix })
    }

    #[expect(clippy::cast_possible_truncation, reason = "whole, and few")]
    fn raised(self, exponent: f64) -> Self {
        let power = f64::from(self.power) * exponent;
        let whole = power.round().clamp(-300.0, 300.0);
        let rest = power - whole;
        let mantissa = self.mantissa.powf(exponent) * if rest == 0.0 { 1.0 } else { 10_f64.powf(rest) };
        Self { dimension: self.dimension.map(|base| base * exponent), mantissa, power: whole as i32 }
    }

    fn times(self, other: Self) -> Self {
        let mut dimension = self.dimension;
        for (mine, theirs) in dimension.iter_mut().zip(other.dimension) {
            *mine += theirs;
        }
        Self {
            dimension,
            mantissa: self.mantissa * other.mantissa,
            power: self.power.saturating_add(other.power),
        }
    }
}

/// Parentheses deeper than this are refused, to keep the stack.
const DEEPEST: usize = 32;

struct Parser<'a> {
    rest: &'a str,
}

impl Parser<'_> {
    fn quotient(&mut self, depth: usize) -> Option<Unit> {
        let mut unit = self.power(depth)?;
        loop {
            let exponent = match self.peek() {
                Some('/') => -1.0,
                Some('*' | '·' | '⋅') => 1.0,
                Some(c) if c != ')' && self.rest.starts_with(' ') => {
                    unit = unit.times(self.power(depth)?);
                    continue;
                }
                _ => {
                    self.rest = self.rest.trim_start();
                    return Some(unit);
                }
            };
            self.bump();
            unit = unit.times(self.power(depth)?.raised(exponent));
        }
    }

    fn power(&mut self, depth: usize) -> Option<Unit> {
        let unit = self.atom(depth)?;
        let exponent = self.exponent()?;
        Some(unit.raised(exponent))
    }

    fn atom(&mut self, depth: usize) -> Option<Unit> {
        let is_symbol = |c: char| c.is_alphabetic() || matches!(c, '%' | '°' | 'µ' | '_');
        match self.peek()? {
            '(' if depth < DEEPEST => {
                self.bump();
                let inner = self.quotient(depth + 1)?;
                let closed = self.peek() == Some(')');
                self.bump();
                closed.then_some(inner)
            }
            '1' => {
                self.bump();
                Some(ONE)
            }
            c if is_symbol(c) => {
                self.rest = self.rest.trim_start();
                let end = self.rest.find(|c| !is_symbol(c)).unwrap_or(self.rest.len());
                let (symbol, rest) = self.rest.split_at(end);
                self.rest = rest;
                Unit::symbol(symbol)
            }
            _ => None,
        }
    }

    fn exponent(&mut self) -> Option<f64> {
        for (superscript, value) in [("⁻¹", -1.0), ("⁻²", -2.0), ("²", 2.0), ("³", 3.0)] {
            if let Some(rest) = self.rest.strip_prefix(superscript) {
                self.rest = rest;
                return Some(value);
            }
        }
        let Some(rest) = self.rest.strip_prefix('^').or_else(|| self.rest.strip_prefix("**")) else {
            return Some(1.0);
        };
        let (number, rest) = match rest.strip_prefix('(').and_then(|inner| inner.split_once(')')) {
            Some(split) => split,
            None => {
                let is_digit = |c: char| c.is_ascii_digit() || c == '.' || c == '-';
                rest.split_at(rest.find(|c| !is_digit(c)).unwrap_or(rest.len()))
            }
        };
        self.rest = rest;
        let number: f64 = match number.split_once('/') {
            Some((above, below)) => above.trim().parse::<f64>().ok()? / below.trim().parse::<f64>().ok()?,
            None => number.trim().parse().ok()?,
        };
        (number.is_finite() && number.abs() <= 64.0).then_some(number)
    }

    fn peek(&self) -> Option<char> {
        self.rest.trim_start().chars().next()
    }

    fn bump(&mut self) {
        let mut chars = self.rest.trim_start().chars();
        chars.next();
        self.rest = chars.as_str();
    }
}

#[cfg(test)]
mod tests {
    use super::conversion;

    fn converted(value: f64, from: &str, to: &str) -> Option<f64> {
        conversion(from, to).map(|scale| scale.apply(value))
    }

    #[test]
    fn decimal_prefixes_convert_to_the_nearest_number() {
        assert_eq!(converted(20.0, "ms", "s"), Some(0.02));
        assert_eq!(converted(0.02, "s", "ms"), Some(20.0));
        assert_eq!(converted(3.0, "µS/cm^2", "S/m^2"), Some(0.03));
        assert_eq!(converted(7.0, "1/ms", "kHz"), Some(7.0));
        assert_eq!(converted(2.0, "min", "s"), Some(120.0));
        assert_eq!(converted(5.0, "kg", "g"), Some(5000.0));
    }

    #[test]
    fn other_dimensions_and_unknown_units_do_not_convert() {
        for (from, to) in [("ms", "mV"), ("s", "1/s"), ("°C", "K"), ("spikes", "s"), ("s", "("), ("", "s")] {
            assert_eq!(conversion(from, to), None, "{from} to {to}");
        }
    }
}
