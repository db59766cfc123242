//! The grammar of units.

use super::Unit;

/// Why a text is no unit.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum UnitFault {
    Empty,
    /// `(` without `)`.
    Unclosed,
    /// A symbol that is none.
    Unknown(String),
    /// A number where symbols stand.
    Number,
    /// What follows `^` is no number.
    Power,
    /// It ends where a symbol is expected.
    Unfinished,
    Unexpected(char),
}

/// Reads a unit.
pub(crate) fn parse_unit(text: &str) -> Result<Unit, UnitFault> {
    if text.trim().is_empty() {
        return Err(UnitFault::Empty);
    }
    let mut parser = Parser { rest: text };
    let unit = parser.quotient(0)?;
    match parser.rest.chars().next() {
        None => Ok(unit),
        Some(c) => Err(UnitFault::Unexpected(c)),
    }
}

/// Parentheses deeper than this are refused, to keep the stack.
const DEEPEST: usize = 32;

struct Parser<'a> {
    rest: &'a str,
}

impl Parser<'_> {
    fn quotient(&mut self, depth: usize) -> Result<Unit, UnitFault> {
        let mut unit = self.power(depth)?;
        loop {
            let exponent = match self.peek() {
                Some('/') => -1.0,
                Some('*' | '·' | '⋅') => 1.0,
                // A space multiplies, as the SI writes it.
                Some(c) if c != ')' && self.rest.starts_with(' ') => {
                    unit = unit.times(self.power(depth)?);
                    continue;
                }
                _ => {
                    self.rest = self.rest.trim_start();
                    return Ok(unit);
                }
            };
            self.bump();
            unit = unit.times(self.power(depth)?.raised(exponent));
        }
    }

    fn power(&mut self, depth: usize) -> Result<Unit, UnitFault> {
        let unit = self.atom(depth)?;
        Ok(unit.raised(self.exponent()?))
    }

    fn atom(&mut self, depth: usize) -> Result<Unit, UnitFault> {
        match self.peek() {
            Some('(') if depth < DEEPEST => {
                self.bump();
                let inner = self.quotient(depth + 1)?;
                if self.peek() != Some(')') {
                    return Err(UnitFault::Unclosed);
                }
                self.bump();
                Ok(inner)
            }
            Some('1') => {
                self.bump();
                Ok(Unit::ONE)
            }
            Some(c) if is_symbol(c) => {
                self.rest = self.rest.trim_start();
                let end = self.rest.find(|c| !is_symbol(c)).unwrap_or(self.rest.len());
                let (symbol, rest) = self.rest.split_at(end);
                self.rest = rest;
                Unit::symbol(symbol).ok_or_else(|| UnitFault::Unknown(symbol.to_owned()))
            }
            Some(c) if c.is_ascii_digit() => Err(UnitFault::Number),
            Some(c) => Err(UnitFault::Unexpected(c)),
            None => Err(UnitFault::Unfinished),
        }
    }

    /// `^2`, `^-1`, `^0.5`, `^(1/2)`, `**2`, `²`, `-1`, `2`, or nothing.
    fn exponent(&mut self) -> Result<f64, UnitFault> {
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
        number_of(number).ok_or(UnitFault::Power)
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
