//! Tokens → raw model. Faults are pushed, and parsing goes on with a stand-in.

pub(crate) mod arguments;
mod bounds;
pub(crate) mod expression;
mod field;
mod item;
mod length;
pub(crate) mod literal;
mod marks;
mod positional;
mod recover;
mod refused;
mod shape;
pub(crate) mod text;
pub(crate) mod value;

pub(crate) use item::parse_item;
pub(crate) use length::{is_keyword, is_upper_case, keyword};
