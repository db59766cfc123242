//! What faults say.

use super::brief::Brief;
use super::{BoundDim, ExpectedShape, FaultKind, InitError};
use crate::nearest::DidYouMean;
use crate::registry::Kind;
use crate::shape::Shape;
use crate::value::Dtype;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

impl fmt::Display for FaultKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Shape { expected, found, bound, would_reinterpret } => {
                let (before, after) = match expected.iter().all(ExpectedShape::has_lengths) {
                    true => ("shape ", ""),
                    false => ("", "shape "),
                };
                write!(f, "expected {before}")?;
                alternatives(f, expected)?;
                write!(f, ", found {after}{found}")?;
                if let Some(expected) = other_rank(expected, found) {
                    write!(f, " of rank {}, not {expected}", found.rank())?;
                }
                list_bound(f, bound)?;
                if found.is_empty() {
                    f.write_str("; a scalar is not spread over an array: give an array, or `Init(fill(..))` to the builder")?;
                }
                if *would_reinterpret {
                    f.write_str("; a matrix is never read as another: transpose it with `.t()`, or reshape it yourself")?;
                }
                Ok(())
            }
            Self::Rank { module, shape, lengths, found } => {
                write!(f, "`{module}` has the shape {shape}, but ")?;
                match **found {
                    [length] => write!(f, "`.shape({length})` gives it 1 length")?,
                    _ => write!(f, "`.shape({found})` gives it {} lengths", found.rank())?,
                }
                write!(f, "; give {lengths}")
            }
            Self::SubmoduleRank { module, shape, lengths, given } => {
                let plural = if *lengths == 1 { "" } else { "s" };
                write!(f, "`{module}` has the shape {shape}, but its parent gives it {given}; give it {lengths} length{plural} in `#[module(shape = ..)]`")
            }
            Self::Dim { bound, found, by } => {
                write!(f, "dim `{}` is {found} by {by}, but {bound}", bound.dim)
            }
            Self::Unbound { dim } => {
                write!(f, "dim `{dim}` is bound by nothing; give `.{dim}(..)`, or data whose shape implies it")
            }
            Self::Length { error, bound } => {
                write!(f, "{error}")?;
                list_bound(f, bound)
            }
            Self::Bounds { bounds, index, found } => {
                write!(f, "expected a value in {bounds}, found {found}")?;
                match index {
                    Some(index) => write!(f, " at element {index}"),
                    None => Ok(()),
                }
            }
            Self::Type { message } | Self::Tree { message } | Self::Check { message } | Self::Variant { message } => {
                f.write_str(message)
            }
            Self::UnknownVariant { module, found, nearest, variants } => {
                write!(f, "`{module}` has no variant `{}`", Brief(found))?;
                match nearest {
                    Some(_) => DidYouMean(nearest.as_deref()).fmt(f),
                    None if variants.is_empty() => Ok(()),
                    None => {
                        f.write_str("; its variants are ")?;
                        let quoted: Vec<String> = variants.iter().map(|name| alloc::format!("`{name}`")).collect();
                        list(f, &quoted, "and")
                    }
                }
            }
            Self::NotConstant { message } => f.write_str(message),
            Self::Number { expected, found } => {
                let misfit = found.misfit(&alloc::format!("{expected}"));
                write!(f, "expected a number of type `{expected}`, found {found}, {misfit}")
            }
            Self::Init { error: InitError::Shape(found), expected: Some(expected) } => {
                write!(f, "expected shape {expected}, the initialiser gives {found}")?;
                if found.is_empty() {
                    f.write_str("; a scalar is not spread over an array: use `fill(..)`")?;
                }
                Ok(())
            }
            Self::Init { error: InitError::Cast(found), expected: Some(expected) } => {
                write!(f, "expected shape {expected}, the cast gives {found}")
            }
            Self::Init { error, .. } => write!(f, "{error}"),
            Self::NoValue => f.write_str("expected a value or an initialiser, found neither; give one, or declare `init`"),
            Self::Key { key } if key.is_empty() => f.write_str("the key is empty; give the module in the map a name"),
            Self::Key { key } => {
                write!(f, "the key `{}` has a dot, which stands between the names of a path; use another key", Brief(key))
            }
            Self::KeyTwice { key } => write!(f, "the key `{key}` stands twice; give each module in the map a name of its own"),
            Self::Count { declared, expected, found, bound } => {
                write!(f, "expected {declared}")?;
                if *declared != alloc::string::ToString::to_string(expected) {
                    write!(f, " = {expected}")?;
                }
                write!(f, " modules, found {found}")?;
                list_bound(f, bound)
            }
            Self::Uncounted => f.write_str("how many modules `Each` makes is not known; declare `#[module(len = ..)]`, or give a list"),
            Self::StrangeKey { module } => {
                write!(f, "`{module}` drew with a key of the system, so that the key given to the builder does not decide all numbers; give its builder in its place, or `.key(..)` to it")
            }
            Self::NoShape => f.write_str("expected data or a shape, found neither; give data, or declare `shape`"),
            Self::Kind { expected, found } => {
                let name = |kind: &Kind| match kind {
                    Kind::Parameter => "parameter",
                    Kind::State => "state",
                    Kind::Simulation => "simulation parameter",
                };
                write!(f, "expected a {}, found a {}", name(expected), name(found))
            }
            Self::Family { expected: Some(expected), found } => write!(f, "expected family `{expected}`, found `{found}`"),
            Self::Family { expected: None, found } => write!(f, "expected no family, found `{found}`"),
            Self::NotBuildable { module, variants } if variants.is_empty() => {
                write!(f, "`{module}` cannot be made from dims; give it to the builder")
            }
            Self::NotBuildable { module, variants } => {
                write!(f, "`{module}` is an enum; give the builder one of its variants ")?;
                let quoted: Vec<String> = variants.iter().map(|variant| alloc::format!("`{variant}`")).collect();
                alternatives(f, &quoted)
            }
            Self::TooDeep { most } => write!(f, "modules are nested more than {most} levels deep; a `Box<Self>` has no end, use `Option<Box<Self>>`"),
            Self::UnknownPath { nearest, module, choices } => {
                write!(f, "there is no such attribute{}", DidYouMean(nearest.as_deref()))?;
                what_there_is(f, module, choices)
            }
            Self::History(fault) => fault.fmt(f),
            Self::UnknownPlace { nearest, module, choices } => {
                write!(f, "there is no such attribute or module{}", DidYouMean(nearest.as_deref()))?;
                what_there_is(f, module, choices)
            }
            Self::UnknownName { name, nearest, choices } => {
                write!(f, "no attribute is called `{}`{}", Brief(name), DidYouMean(nearest.as_deref()))?;
                what_there_is(f, "", choices)
            }
            Self::TooManyParts { most } => {
                write!(f, "a view leaves out {most} parts at most; leave out what they have in common, or filter the leaves yourself")
            }
            Self::Absent => f.write_str("this attribute is declared, but absent in this module; give it to the builder, or write the field"),
            Self::IsModule => f.write_str("expected a tree with the submodule's attributes, found a value"),
            Self::UnknownFamily { family, nearest, declared } => {
                write!(f, "no attribute declares the family `{}`", Brief(family))?;
                match nearest {
                    Some(_) => DidYouMean(nearest.as_deref()).fmt(f),
                    None if declared.is_empty() => f.write_str("; there are no families"),
                    None => write!(f, "; there are `{}`", declared.join("`, `")),
                }
            }
            Self::TooManyFamilies { wanted, most } => {
                write!(f, "a view selects {most} families at most, found {wanted}; select fewer, or filter the leaves yourself")
            }
            Self::Other { error } => write!(f, "{error}"),
            Self::FlatLength { expected, found } => write!(f, "expected a vector of {expected} elements, found {found}"),
            Self::FlatType { expected, found } => {
                write!(f, "expected elements of type {expected}, found {found}; select those of one type")?;
                if *expected == Dtype::Other { Ok(()) } else { write!(f, ", by `.of::<{expected}>()` of the view") }
            }
        }
    }
}

/// `a`, `a or b`, `a, b or c`.
fn alternatives(f: &mut fmt::Formatter<'_>, items: &[impl fmt::Display]) -> fmt::Result {
    list(f, items, "or")
}

fn list(f: &mut fmt::Formatter<'_>, items: &[impl fmt::Display], last: &str) -> fmt::Result {
    for (index, item) in items.iter().enumerate() {
        match index {
            0 => {}
            _ if index + 1 == items.len() => write!(f, " {last} ")?,
            _ => f.write_str(", ")?,
        }
        write!(f, "{item}")?;
    }
    Ok(())
}

/// So many names are listed at most.
const LISTED: usize = 8;

/// ``; `pid` has `kp` and `ki` ``, or nothing.
fn what_there_is(f: &mut fmt::Formatter<'_>, module: &str, choices: &[String]) -> fmt::Result {
    match (module, choices) {
        (_, []) => return Ok(()),
        ("", [_]) => f.write_str("; there is ")?,
        ("", _) => f.write_str("; there are ")?,
        (module, _) => write!(f, "; `{}` has ", Brief(module))?,
    }
    let is_index = |name: &String| name.bytes().all(|byte| byte.is_ascii_digit());
    if let [first, _, .., last] = choices
        && choices.iter().all(is_index)
    {
        return write!(f, "`{first}` to `{last}`");
    }
    let mut names: Vec<String> = choices.iter().take(LISTED).map(|name| alloc::format!("`{name}`")).collect();
    if choices.len() > LISTED {
        names.push(alloc::format!("{} more", choices.len() - LISTED));
    }
    list(f, &names, "and")
}

/// The rank that was wanted, where the lengths are not known and data has more axes.
fn other_rank(expected: &[ExpectedShape], found: &Shape) -> Option<usize> {
    let [shape @ ExpectedShape { declared, resolved: None }] = expected else { return None };
    if !shape.has_lengths() {
        return None;
    }
    let rank = if declared == "()" { 0 } else { declared.matches(',').count() + 1 };
    (rank < found.rank()).then_some(rank)
}

fn list_bound(f: &mut fmt::Formatter<'_>, bound: &[BoundDim]) -> fmt::Result {
    for (index, bound) in bound.iter().enumerate() {
        f.write_str(if index == 0 { "; " } else { ", " })?;
        write!(f, "{bound}")?;
    }
    Ok(())
}
