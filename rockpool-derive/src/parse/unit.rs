//! Units: SI base and derived units with prefixes, and those accepted with the SI; their products,
//! powers and quotients.
//!
//! Kept as text in the registry; parsed here only to refuse what is no unit, and to know whether a
//! time constant is measured in time.

use crate::nearest::nearest;
use crate::parse::unit_names::{BASE, Exponents, NAMES, PREFIXES, Symbol, UNITS, is_unprefixed};

/// What a unit measures, as exponents of the base units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Dimension(Exponents);

impl Dimension {
    /// Whether it is a time to the power of one.
    pub(crate) fn is_time(self) -> bool {
        self.0 == [0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0]
    }

    fn combine(self, other: Dimension, power: f64) -> Dimension {
        let mut exponents = self.0;
        for (mine, theirs) in exponents.iter_mut().zip(other.0) {
            *mine += power * theirs;
        }
        Dimension(exponents)
    }
}

const NONE: Dimension = Dimension([0.0; BASE]);

/// Parses a unit; the error is the message without the unit itself.
pub(crate) fn parse_unit(text: &str) -> Result<Dimension, String> {
    if text.trim().is_empty() {
        return Err(
            "a unit is not empty; write `\"1\"` for a number without one, or remove `unit`".to_owned()
        );
    }
    let mut parser = Parser { text, rest: text };
    let dimension = parser.quotient(0)?;
    match parser.rest.chars().next() {
        None => Ok(dimension),
        Some(c) => Err(format!("unexpected `{c}` in unit `{text}`; {GRAMMAR}")),
    }
}

/// What may be written, for messages.
const GRAMMAR: &str = "units are written like `mV`, `1/s` or `nS/cm^2`";

/// Parentheses deeper than this are refused, to keep the stack.
const DEEPEST: usize = 32;

struct Parser<'a> {
    text: &'a str,
    rest: &'a str,
}

impl Parser<'_> {
    fn quotient(&mut self, depth: usize) -> Result<Dimension, String> {
        let mut dimension = self.power(depth)?;
        loop {
            let sign = match self.peek() {
                Some('/') => -1.0,
                Some('*' | '·' | '⋅') => 1.0,
                // A space multiplies, as the SI writes it.
                Some(c) if c != ')' && self.rest.starts_with(' ') => {
                    dimension = dimension.combine(self.power(depth)?, 1.0);
                    continue;
                }
                _ => {
                    self.rest = self.rest.trim_start();
                    return Ok(dimension);
                }
            };
            self.bump();
            dimension = dimension.combine(self.power(depth)?, sign);
        }
    }

    fn power(&mut self, depth: usize) -> Result<Dimension, String> {
        let dimension = self.atom(depth)?;
        let exponent = self.exponent()?;
        Ok(NONE.combine(dimension, exponent))
    }

    fn atom(&mut self, depth: usize) -> Result<Dimension, String> {
        match self.peek() {
            Some('(') if depth < DEEPEST => {
                self.bump();
                let inner = self.quotient(depth + 1)?;
                if self.peek() != Some(')') {
                    return Err(format!("`(` without `)` in unit `{}`; {GRAMMAR}", self.text));
                }
                self.bump();
                Ok(inner)
            }
            Some('1') => {
                self.bump();
                Ok(NONE)
            }
            Some(c) if is_symbol(c) => {
                self.rest = self.rest.trim_start();
                let end = self.rest.find(|c| !is_symbol(c)).unwrap_or(self.rest.len());
                let (symbol, rest) = self.rest.split_at(end);
                self.rest = rest;
                lookup(symbol).map(Dimension).ok_or_else(|| self.unknown(symbol))
            }
            Some(c) if c.is_ascii_digit() => Err(format!(
                "unit `{}` holds a number; write the symbols alone, such as `ms` or `1/s`, and the number in `init`",
                self.text
            )),
            Some(c) => Err(format!("unexpected `{c}` in unit `{}`; {GRAMMAR}", self.text)),
            None => Err(format!("unit `{}` ends too early; {GRAMMAR}", self.text)),
        }
    }

    /// `^2`, `^-1`, `^0.5`, `^(1/2)`, `**2`, `²`, `-1`, `2`, or nothing.
    fn exponent(&mut self) -> Result<f64, String> {
        for (superscript, value) in [("⁻¹", -1.0), ("⁻²", -2.0), ("²", 2.0), ("³", 3.0)] {
            if let Some(rest) = self.rest.strip_prefix(superscript) {
                self.rest = rest;
                return Ok(value);
            }
        }
        let Some(rest) = self.rest.strip_prefix('^').or_else(|| self.rest.strip_prefix("**")) else {
            return Ok(1.0);
        };
        let (number, rest) = match rest.strip_prefix('(').and_then(|inner| inner.split_once(')')) {
            Some((inner, rest)) => (inner, rest),
            None => rest.split_at(
                rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != '-').unwrap_or(rest.len()),
            ),
        };
        self.rest = rest;
        number_of(number).ok_or_else(|| {
            format!("expected a power after `^` in unit `{}`; write a number, as in `s^-1`", self.text)
        })
    }

    fn peek(&self) -> Option<char> {
        self.rest.trim_start().chars().next()
    }

    fn bump(&mut self) {
        let mut chars = self.rest.trim_start().chars();
        chars.next();
        self.rest = chars.as_str();
    }

    fn unknown(&self, symbol: &str) -> String {
        let of = if symbol == self.text { String::new() } else { format!(" in `{}`", self.text) };
        match suggestion(symbol) {
            Some(meant) => format!("unknown unit `{symbol}`{of}, did you mean `{meant}`?"),
            None => {
                format!("unknown unit `{symbol}`{of}; write SI symbols, such as `mV`, `1/s` or `nS/cm^2`")
            }
        }
    }
}

/// An integer, a decimal, or a fraction of integers.
fn number_of(text: &str) -> Option<f64> {
    let value = match text.split_once('/') {
        Some((above, below)) => above.trim().parse::<f64>().ok()? / below.trim().parse::<f64>().ok()?,
        None => text.trim().parse::<f64>().ok()?,
    };
    value.is_finite().then_some(value)
}

fn is_symbol(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '%' | '°' | 'µ' | '_')
}

/// The dimension of one symbol, its prefix included.
///
/// Whole symbols come first: `min` is no milli-inch, `cd` no centiday.
pub(crate) fn lookup(symbol: &str) -> Option<Exponents> {
    let exact = |symbol: &str| UNITS.iter().find(|unit| unit.symbol == symbol);
    if let Some(unit) = exact(symbol) {
        return Some(unit.exponents);
    }
    PREFIXES.iter().find_map(|prefix| {
        let unit: &Symbol = exact(symbol.strip_prefix(prefix.symbol)?)?;
        (!is_unprefixed(unit.symbol)).then_some(unit.exponents)
    })
}

/// The symbol that was probably meant: of a spelled-out name, or in the right case, or one letter away.
fn suggestion(symbol: &str) -> Option<String> {
    let lower = symbol.to_lowercase();
    if let Some(found) = spelled_out(&lower) {
        return Some(found);
    }
    let candidates: Vec<String> = PREFIXES
        .iter()
        .map(|prefix| prefix.symbol)
        .filter(|prefix| matches!(*prefix, "k" | "m" | "µ" | "n" | "p" | "M" | "G"))
        .chain([""])
        .flat_map(|prefix| {
            UNITS
                .iter()
                .filter(move |unit| prefix.is_empty() || !is_unprefixed(unit.symbol))
                .map(move |unit| format!("{prefix}{}", unit.symbol))
        })
        .collect();
    // `mv` is nearer to `mV` than to `MV`.
    let in_case = candidates
        .iter()
        .filter(|candidate| candidate.to_lowercase() == lower)
        .min_by_key(|candidate| candidate.chars().zip(symbol.chars()).filter(|(a, b)| a != b).count());
    in_case.cloned().or_else(|| nearest(symbol, candidates.iter().map(String::as_str)).map(str::to_owned))
}

/// `milliseconds`, `msec`, `volt` → `ms`, `ms`, `V`.
fn spelled_out(name: &str) -> Option<String> {
    let whole = |name: &str| {
        let singular = name.strip_suffix('s').unwrap_or(name);
        NAMES.iter().find(|(long, _)| *long == name || *long == singular).map(|(_, symbol)| *symbol)
    };
    if let Some(symbol) = whole(name) {
        return Some(symbol.to_owned());
    }
    PREFIXES.iter().find_map(|prefix| {
        let behind = name.strip_prefix(prefix.name).or_else(|| name.strip_prefix(prefix.symbol))?;
        let symbol = whole(behind)?;
        (!is_unprefixed(symbol)).then(|| format!("{}{symbol}", prefix.symbol))
    })
}

#[cfg(test)]
mod tests;
