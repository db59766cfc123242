//! The tables of [`super::unit`]: units, prefixes, and the names people write instead.

/// How many base units there are.
pub(crate) const BASE: usize = 7;

/// Exponents of m, kg, s, A, K, mol, cd.
pub(crate) type Exponents = [f64; BASE];

pub(crate) struct Symbol {
    pub(crate) symbol: &'static str,
    pub(crate) exponents: Exponents,
}

pub(crate) struct Prefix {
    pub(crate) symbol: &'static str,
    pub(crate) name: &'static str,
}

const fn unit(symbol: &'static str, exponents: [i8; BASE]) -> Symbol {
    let [m, kg, s, a, k, mol, cd] = exponents;
    Symbol { symbol, exponents: [m as f64, kg as f64, s as f64, a as f64, k as f64, mol as f64, cd as f64] }
}

/// SI Brochure, 9th edition, tables 2, 4 and 8; `ohm` and `deg` are the spellings of `Ω` and `°` in ASCII.
pub(crate) const UNITS: [Symbol; 46] = [
    unit("m", [1, 0, 0, 0, 0, 0, 0]),
    unit("g", [0, 1, 0, 0, 0, 0, 0]),
    unit("s", [0, 0, 1, 0, 0, 0, 0]),
    unit("A", [0, 0, 0, 1, 0, 0, 0]),
    unit("K", [0, 0, 0, 0, 1, 0, 0]),
    unit("mol", [0, 0, 0, 0, 0, 1, 0]),
    unit("cd", [0, 0, 0, 0, 0, 0, 1]),
    unit("rad", [0, 0, 0, 0, 0, 0, 0]),
    unit("sr", [0, 0, 0, 0, 0, 0, 0]),
    unit("Hz", [0, 0, -1, 0, 0, 0, 0]),
    unit("N", [1, 1, -2, 0, 0, 0, 0]),
    unit("Pa", [-1, 1, -2, 0, 0, 0, 0]),
    unit("J", [2, 1, -2, 0, 0, 0, 0]),
    unit("W", [2, 1, -3, 0, 0, 0, 0]),
    unit("C", [0, 0, 1, 1, 0, 0, 0]),
    unit("V", [2, 1, -3, -1, 0, 0, 0]),
    unit("F", [-2, -1, 4, 2, 0, 0, 0]),
    unit("Ω", [2, 1, -3, -2, 0, 0, 0]),
    unit("\u{2126}", [2, 1, -3, -2, 0, 0, 0]),
    unit("ohm", [2, 1, -3, -2, 0, 0, 0]),
    unit("S", [-2, -1, 3, 2, 0, 0, 0]),
    unit("Wb", [2, 1, -2, -1, 0, 0, 0]),
    unit("T", [0, 1, -2, -1, 0, 0, 0]),
    unit("H", [2, 1, -2, -2, 0, 0, 0]),
    unit("°C", [0, 0, 0, 0, 1, 0, 0]),
    unit("lm", [0, 0, 0, 0, 0, 0, 1]),
    unit("lx", [-2, 0, 0, 0, 0, 0, 1]),
    unit("Bq", [0, 0, -1, 0, 0, 0, 0]),
    unit("Gy", [2, 0, -2, 0, 0, 0, 0]),
    unit("Sv", [2, 0, -2, 0, 0, 0, 0]),
    unit("kat", [0, 0, -1, 0, 0, 1, 0]),
    unit("min", [0, 0, 1, 0, 0, 0, 0]),
    unit("h", [0, 0, 1, 0, 0, 0, 0]),
    unit("d", [0, 0, 1, 0, 0, 0, 0]),
    unit("au", [1, 0, 0, 0, 0, 0, 0]),
    unit("°", [0, 0, 0, 0, 0, 0, 0]),
    unit("deg", [0, 0, 0, 0, 0, 0, 0]),
    unit("ha", [2, 0, 0, 0, 0, 0, 0]),
    unit("l", [3, 0, 0, 0, 0, 0, 0]),
    unit("L", [3, 0, 0, 0, 0, 0, 0]),
    unit("t", [0, 1, 0, 0, 0, 0, 0]),
    unit("Da", [0, 1, 0, 0, 0, 0, 0]),
    unit("eV", [2, 1, -2, 0, 0, 0, 0]),
    unit("Np", [0, 0, 0, 0, 0, 0, 0]),
    unit("B", [0, 0, 0, 0, 0, 0, 0]),
    unit("%", [0, 0, 0, 0, 0, 0, 0]),
];

/// Whether the SI gives this unit no prefixes.
pub(crate) fn is_unprefixed(symbol: &str) -> bool {
    matches!(symbol, "min" | "h" | "d" | "au" | "°" | "deg" | "°C" | "ha" | "%")
}

const fn prefix(symbol: &'static str, name: &'static str) -> Prefix {
    Prefix { symbol, name }
}

/// `u` is `µ` in ASCII, `μ` (U+03BC) what Greek keyboards type for `µ` (U+00B5).
pub(crate) const PREFIXES: [Prefix; 26] = [
    prefix("Q", "quetta"),
    prefix("R", "ronna"),
    prefix("Y", "yotta"),
    prefix("Z", "zetta"),
    prefix("E", "exa"),
    prefix("P", "peta"),
    prefix("T", "tera"),
    prefix("G", "giga"),
    prefix("M", "mega"),
    prefix("k", "kilo"),
    prefix("h", "hecto"),
    prefix("da", "deca"),
    prefix("d", "deci"),
    prefix("c", "centi"),
    prefix("m", "milli"),
    prefix("µ", "micro"),
    prefix("\u{3bc}", "micro"),
    prefix("u", "micro"),
    prefix("n", "nano"),
    prefix("p", "pico"),
    prefix("f", "femto"),
    prefix("a", "atto"),
    prefix("z", "zepto"),
    prefix("y", "yocto"),
    prefix("r", "ronto"),
    prefix("q", "quecto"),
];

/// Names and abbreviations, in lower case and singular, that are no symbols.
pub(crate) const NAMES: [(&str, &str); 34] = [
    ("sec", "s"),
    ("second", "s"),
    ("minute", "min"),
    ("hour", "h"),
    ("hr", "h"),
    ("day", "d"),
    ("metre", "m"),
    ("meter", "m"),
    ("gram", "g"),
    ("ampere", "A"),
    ("amp", "A"),
    ("kelvin", "K"),
    ("mole", "mol"),
    ("candela", "cd"),
    ("hertz", "Hz"),
    ("newton", "N"),
    ("pascal", "Pa"),
    ("joule", "J"),
    ("watt", "W"),
    ("coulomb", "C"),
    ("volt", "V"),
    ("farad", "F"),
    ("siemen", "S"),
    ("mho", "S"),
    ("weber", "Wb"),
    ("tesla", "T"),
    ("henry", "H"),
    ("radian", "rad"),
    ("degree", "deg"),
    ("litre", "l"),
    ("liter", "l"),
    ("celsius", "°C"),
    ("percent", "%"),
    ("electronvolt", "eV"),
];
