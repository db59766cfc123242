//! Units and prefixes of the SI, with their sizes.

/// How many base units there are: m, kg, s, A, K, mol, cd.
pub(super) const BASE: usize = 7;

pub(super) struct Symbol {
    pub(super) symbol: &'static str,
    pub(super) dimension: [i8; BASE],
    /// Its size in base units is `mantissa * 10^power`.
    pub(super) mantissa: f64,
    pub(super) power: i32,
    pub(super) takes_prefix: bool,
}

const fn si(symbol: &'static str, dimension: [i8; BASE]) -> Symbol {
    Symbol { symbol, dimension, mantissa: 1.0, power: 0, takes_prefix: true }
}

const fn decimal(symbol: &'static str, dimension: [i8; BASE], power: i32, takes_prefix: bool) -> Symbol {
    Symbol { symbol, dimension, mantissa: 1.0, power, takes_prefix }
}

const fn other(symbol: &'static str, dimension: [i8; BASE], mantissa: f64, power: i32) -> Symbol {
    Symbol { symbol, dimension, mantissa, power, takes_prefix: false }
}

/// SI Brochure, 9th edition, tables 2, 4 and 8. Absent are those that are no factor of another:
/// `°C`, `Np` and `B`.
pub(super) const UNITS: [Symbol; 43] = [
    si("m", [1, 0, 0, 0, 0, 0, 0]),
    decimal("g", [0, 1, 0, 0, 0, 0, 0], -3, true),
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
    si("lm", [0, 0, 0, 0, 0, 0, 1]),
    si("lx", [-2, 0, 0, 0, 0, 0, 1]),
    si("Bq", [0, 0, -1, 0, 0, 0, 0]),
    si("Gy", [2, 0, -2, 0, 0, 0, 0]),
    si("Sv", [2, 0, -2, 0, 0, 0, 0]),
    si("kat", [0, 0, -1, 0, 0, 1, 0]),
    other("min", [0, 0, 1, 0, 0, 0, 0], 6.0, 1),
    other("h", [0, 0, 1, 0, 0, 0, 0], 36.0, 2),
    other("d", [0, 0, 1, 0, 0, 0, 0], 864.0, 2),
    other("au", [1, 0, 0, 0, 0, 0, 0], 1_495_978_707.0, 2),
    other("°", [0, 0, 0, 0, 0, 0, 0], core::f64::consts::PI / 180.0, 0),
    other("deg", [0, 0, 0, 0, 0, 0, 0], core::f64::consts::PI / 180.0, 0),
    decimal("ha", [2, 0, 0, 0, 0, 0, 0], 4, false),
    decimal("l", [3, 0, 0, 0, 0, 0, 0], -3, true),
    decimal("L", [3, 0, 0, 0, 0, 0, 0], -3, true),
    decimal("t", [0, 1, 0, 0, 0, 0, 0], 3, true),
    Symbol {
        symbol: "Da",
        dimension: [0, 1, 0, 0, 0, 0, 0],
        mantissa: 1.660_539_068_92,
        power: -27,
        takes_prefix: true,
    },
    Symbol {
        symbol: "eV",
        dimension: [2, 1, -2, 0, 0, 0, 0],
        mantissa: 1.602_176_634,
        power: -19,
        takes_prefix: true,
    },
    decimal("%", [0, 0, 0, 0, 0, 0, 0], -2, false),
];

/// `u` is `µ` in ASCII, `μ` (U+03BC) what Greek keyboards type for `µ` (U+00B5).
pub(super) const PREFIXES: [(&str, i32); 26] = [
    ("Q", 30),
    ("R", 27),
    ("Y", 24),
    ("Z", 21),
    ("E", 18),
    ("P", 15),
    ("T", 12),
    ("G", 9),
    ("M", 6),
    ("k", 3),
    ("h", 2),
    ("da", 1),
    ("d", -1),
    ("c", -2),
    ("m", -3),
    ("µ", -6),
    ("\u{3bc}", -6),
    ("u", -6),
    ("n", -9),
    ("p", -12),
    ("f", -15),
    ("a", -18),
    ("z", -21),
    ("y", -24),
    ("r", -27),
    ("q", -30),
];
