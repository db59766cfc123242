//! Every unit and prefix, once.

/// How many base units there are: m, kg, s, A, K, mol, cd.
pub(crate) const BASE: usize = 7;

/// A row of the table.
pub(crate) struct Symbol {
    pub(crate) symbol: &'static str,
    /// Exponents of the base units.
    pub(crate) dimension: [i8; BASE],
    /// Its size in base units; `None` where it is no factor of them.
    pub(crate) factor: Option<Factor>,
    /// What its zero is in base units, where that is not zero: it is the size of the base unit then.
    pub(crate) zero: Option<f64>,
    pub(crate) takes_prefix: bool,
}

/// `mantissa * 10^power`, so that decimal prefixes stay exact.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Factor {
    pub(crate) mantissa: f64,
    pub(crate) power: i32,
}

pub(crate) struct Prefix {
    pub(crate) symbol: &'static str,
    pub(crate) name: &'static str,
    pub(crate) power: i32,
}

const fn si(symbol: &'static str, dimension: [i8; BASE]) -> Symbol {
    measured(symbol, dimension, 1.0, 0)
}

const fn measured(symbol: &'static str, dimension: [i8; BASE], mantissa: f64, power: i32) -> Symbol {
    Symbol { symbol, dimension, factor: Some(Factor { mantissa, power }), zero: None, takes_prefix: true }
}

const fn no_factor(symbol: &'static str, dimension: [i8; BASE]) -> Symbol {
    Symbol { symbol, dimension, factor: None, zero: None, takes_prefix: true }
}

impl Symbol {
    /// Its zero stands elsewhere.
    const fn with_zero(self, zero: f64) -> Self {
        Self { zero: Some(zero), ..self }
    }

    /// The SI gives it no prefixes.
    const fn unprefixed(self) -> Self {
        Self { takes_prefix: false, ..self }
    }
}

/// SI Brochure, 9th edition, tables 2, 4 and 8, and at the end what is none of it; `ohm` and `deg` are the spellings of `Ω` and `°` in ASCII.
pub(crate) const UNITS: [Symbol; 53] = [
    si("m", [1, 0, 0, 0, 0, 0, 0]),
    measured("g", [0, 1, 0, 0, 0, 0, 0], 1.0, -3),
    si("s", [0, 0, 1, 0, 0, 0, 0]),
    si("A", [0, 0, 0, 1, 0, 0, 0]),
    si("K", [0, 0, 0, 0, 1, 0, 0]),
    si("mol", [0, 0, 0, 0, 0, 1, 0]),
    si("cd", [0, 0, 0, 0, 0, 0, 1]),
    si("rad", [0, 0, 0, 0, 0, 0, 0]),
    si("sr", [0, 0, 0, 0, 0, 0, 0]),
    si("Hz", [0, 0, -1, 0, 0, 0, 0]),
    si("N", [1, 1, -2, 0, 0, 0, 0]),
    si("Pa", [-1, 1, -2, 0, 0, 0, 0]),
    si("J", [2, 1, -2, 0, 0, 0, 0]),
    si("W", [2, 1, -3, 0, 0, 0, 0]),
    si("C", [0, 0, 1, 1, 0, 0, 0]),
    si("V", [2, 1, -3, -1, 0, 0, 0]),
    si("F", [-2, -1, 4, 2, 0, 0, 0]),
    si("Ω", [2, 1, -3, -2, 0, 0, 0]),
    si("\u{2126}", [2, 1, -3, -2, 0, 0, 0]),
    si("ohm", [2, 1, -3, -2, 0, 0, 0]),
    si("S", [-2, -1, 3, 2, 0, 0, 0]),
    si("Wb", [2, 1, -2, -1, 0, 0, 0]),
    si("T", [0, 1, -2, -1, 0, 0, 0]),
    si("H", [2, 1, -2, -2, 0, 0, 0]),
    no_factor("°C", [0, 0, 0, 0, 1, 0, 0]).with_zero(273.15).unprefixed(),
    si("lm", [0, 0, 0, 0, 0, 0, 1]),
    si("lx", [-2, 0, 0, 0, 0, 0, 1]),
    si("Bq", [0, 0, -1, 0, 0, 0, 0]),
    si("Gy", [2, 0, -2, 0, 0, 0, 0]),
    si("Sv", [2, 0, -2, 0, 0, 0, 0]),
    si("kat", [0, 0, -1, 0, 0, 1, 0]),
    measured("min", [0, 0, 1, 0, 0, 0, 0], 6.0, 1).unprefixed(),
    measured("h", [0, 0, 1, 0, 0, 0, 0], 36.0, 2).unprefixed(),
    measured("d", [0, 0, 1, 0, 0, 0, 0], 864.0, 2).unprefixed(),
    measured("au", [1, 0, 0, 0, 0, 0, 0], 1_495_978_707.0, 2).unprefixed(),
    measured("°", [0, 0, 0, 0, 0, 0, 0], core::f64::consts::PI / 180.0, 0).unprefixed(),
    measured("deg", [0, 0, 0, 0, 0, 0, 0], core::f64::consts::PI / 180.0, 0).unprefixed(),
    measured("ha", [2, 0, 0, 0, 0, 0, 0], 1.0, 4).unprefixed(),
    measured("l", [3, 0, 0, 0, 0, 0, 0], 1.0, -3),
    measured("L", [3, 0, 0, 0, 0, 0, 0], 1.0, -3),
    measured("t", [0, 1, 0, 0, 0, 0, 0], 1.0, 3),
    measured("Da", [0, 1, 0, 0, 0, 0, 0], 1.660_539_068_92, -27),
    measured("eV", [2, 1, -2, 0, 0, 0, 0], 1.602_176_634, -19),
    no_factor("Np", [0, 0, 0, 0, 0, 0, 0]),
    no_factor("B", [0, 0, 0, 0, 0, 0, 0]),
    // Outside the SI, and written in papers all the same.
    no_factor("degC", [0, 0, 0, 0, 1, 0, 0]).with_zero(273.15).unprefixed(),
    measured("bar", [-1, 1, -2, 0, 0, 0, 0], 1.0, 5),
    measured("mmHg", [-1, 1, -2, 0, 0, 0, 0], 133.322_387_415, 0).unprefixed(),
    measured("cal", [2, 1, -2, 0, 0, 0, 0], 4.184, 0),
    measured("Å", [1, 0, 0, 0, 0, 0, 0], 1.0, -10).unprefixed(),
    measured("rpm", [0, 0, -1, 0, 0, 0, 0], 1.0 / 60.0, 0).unprefixed(),
    measured("M", [-3, 0, 0, 0, 0, 1, 0], 1.0, 3),
    measured("%", [0, 0, 0, 0, 0, 0, 0], 1.0, -2).unprefixed(),
];

const fn prefix(symbol: &'static str, name: &'static str, power: i32) -> Prefix {
    Prefix { symbol, name, power }
}

/// SI Brochure, 9th edition, table 7; `u` is `µ` in ASCII, `μ` (U+03BC) what Greek keyboards type for `µ` (U+00B5).
pub(crate) const PREFIXES: [Prefix; 26] = [
    prefix("Q", "quetta", 30),
    prefix("R", "ronna", 27),
    prefix("Y", "yotta", 24),
    prefix("Z", "zetta", 21),
    prefix("E", "exa", 18),
    prefix("P", "peta", 15),
    prefix("T", "tera", 12),
    prefix("G", "giga", 9),
    prefix("M", "mega", 6),
    prefix("k", "kilo", 3),
    prefix("h", "hecto", 2),
    prefix("da", "deca", 1),
    prefix("d", "deci", -1),
    prefix("c", "centi", -2),
    prefix("m", "milli", -3),
    prefix("µ", "micro", -6),
    prefix("\u{3bc}", "micro", -6),
    prefix("u", "micro", -6),
    prefix("n", "nano", -9),
    prefix("p", "pico", -12),
    prefix("f", "femto", -15),
    prefix("a", "atto", -18),
    prefix("z", "zepto", -21),
    prefix("y", "yocto", -24),
    prefix("r", "ronto", -27),
    prefix("q", "quecto", -30),
];
