//! What attributes hold, in a few words: a scalar as it is, of an array its range and mean.

use super::columns::{Column, Line, Shortens, write_table};
use super::{ModuleRow, Summary, shape_text};
use crate::value::{AnyElement, AnyValue, Dtype};
use crate::walk::Leaf;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;
use core::fmt;

/// The values of a module, as a table; made by [`Summary::values`].
#[derive(Clone, Copy, Debug)]
pub struct Values<'s>(pub(super) &'s Summary);

const WIDTH: usize = 100;

const COLUMNS: [Column; 4] = [
    Column { head: "path", is_number: false, least: 26, shortens: Shortens::Front },
    Column { head: "shape", is_number: false, least: 10, shortens: Shortens::Middle },
    Column { head: "value", is_number: false, least: 12, shortens: Shortens::Middle },
    Column { head: "unit", is_number: false, least: 4, shortens: Shortens::Middle },
];

impl fmt::Display for Values<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut lines = Vec::new();
        list(&self.0.modules, &mut lines);
        write_table(f, &COLUMNS, &lines, (!f.alternate()).then_some(WIDTH))
    }
}

fn list(modules: &[ModuleRow], lines: &mut Vec<Line>) {
    for module in modules {
        lines.extend(module.attributes.iter().map(|row| {
            let unit = row.unit.unwrap_or_default().into();
            Line::Cells(vec![row.path.clone(), shape_text(&row.shape), row.value.clone(), unit])
        }));
        list(&module.modules, lines);
    }
}

/// Longer texts lose their end.
const LONGEST: usize = 32;

/// `0.02`; `-1 to 1, mean 0.5`; `3 of 4 true`; `"euler"`; nothing of functions and of arrays whose elements are no
/// numbers.
pub(super) fn in_words(leaf: &Leaf<'_, '_>) -> String {
    let value = leaf.any_value();
    if let Some(text) = leaf.text() {
        return without_end(&format!("{text:?}"));
    }
    match leaf.attribute().dtype() {
        Dtype::F64 => of_floats::<f64>(value),
        Dtype::F32 => of_floats::<f32>(value),
        Dtype::I8 => of_integers::<i8>(value),
        Dtype::I16 => of_integers::<i16>(value),
        Dtype::I32 => of_integers::<i32>(value),
        Dtype::I64 => of_integers::<i64>(value),
        Dtype::Isize => of_integers::<isize>(value),
        Dtype::U8 => of_integers::<u8>(value),
        Dtype::U16 => of_integers::<u16>(value),
        Dtype::U32 => of_integers::<u32>(value),
        Dtype::U64 => of_integers::<u64>(value),
        Dtype::Usize => of_integers::<usize>(value),
        Dtype::Bool => of_bools(value),
        _ => None,
    }
    .or_else(|| as_it_is(value))
    .unwrap_or_default()
}

/// A scalar of another type, by its `Debug`.
fn as_it_is(value: &dyn AnyValue) -> Option<String> {
    struct Shown<'v>(&'v dyn AnyValue);
    impl fmt::Debug for Shown<'_> {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            self.0.fmt_value(f)
        }
    }
    value.shape().is_empty().then(|| without_end(&format!("{:?}", Shown(value))))
}

fn without_end(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.into(),
    }
}

/// The elements one after the other, wherever they lie.
fn for_each<T: AnyElement>(value: &dyn AnyValue, f: &mut dyn FnMut(&T)) -> Option<()> {
    value.access_to::<T>()?.for_each(value.as_any(), f);
    Some(())
}

fn of_floats<T: AnyElement + Copy + fmt::Debug + Into<f64>>(value: &dyn AnyValue) -> Option<String> {
    if value.shape().is_empty() {
        return only::<T>(value).map(|x| format!("{x:?}"));
    }
    of_numbers(value, |x: &T| (*x).into())
}

fn of_integers<T: AnyElement + Copy + fmt::Debug + TryInto<i128>>(value: &dyn AnyValue) -> Option<String> {
    if value.shape().is_empty() {
        return only::<T>(value).map(|x| format!("{x:?}"));
    }
    of_numbers(value, |x: &T| (*x).try_into().map_or(f64::NAN, |x| x as f64))
}

fn only<T: AnyElement + Copy>(value: &dyn AnyValue) -> Option<T> {
    let mut only = None;
    for_each(value, &mut |x: &T| only = Some(*x))?;
    only
}

/// `0.01 to 0.05, mean 0.03`; `all 0.02`; `2 NaN, others 0 to 1, mean 0.5`.
fn of_numbers<T: AnyElement>(value: &dyn AnyValue, to_f64: impl Fn(&T) -> f64) -> Option<String> {
    let (mut least, mut most, mut sum) = (f64::INFINITY, f64::NEG_INFINITY, 0.0);
    let (mut count, mut not_numbers) = (0_usize, 0_usize);
    for_each(value, &mut |x: &T| {
        let x = to_f64(x);
        if x.is_nan() {
            not_numbers += 1;
            return;
        }
        (least, most, sum, count) = (least.min(x), most.max(x), sum + x, count + 1);
    })?;
    if count == 0 {
        return (not_numbers > 0).then(|| format!("{not_numbers} NaN"));
    }
    let others = if not_numbers > 0 { format!("{not_numbers} NaN, others ") } else { String::new() };
    if least == most {
        let all = if not_numbers > 0 { "" } else { "all " };
        return Some(format!("{others}{all}{}", rounded(least)));
    }
    let mean = sum / count as f64;
    Some(format!("{others}{} to {}, mean {}", rounded(least), rounded(most), rounded(mean)))
}

/// To four digits: `0.02`, `1.235e-7`, `inf`.
fn rounded(x: f64) -> String {
    if x == 0.0 || !x.is_finite() {
        // Without the sign of a zero.
        return (x + 0.0).to_string();
    }
    let x = format!("{x:.3e}").parse().unwrap_or(x);
    if (1e-4..1e6).contains(&x.abs()) { x.to_string() } else { format!("{x:e}") }
}

fn of_bools(value: &dyn AnyValue) -> Option<String> {
    if value.shape().is_empty() {
        return only::<bool>(value).map(|x| x.to_string());
    }
    let mut true_ones = 0_usize;
    for_each(value, &mut |x: &bool| true_ones += usize::from(*x))?;
    let count = value.numel();
    (count > 0).then(|| format!("{true_ones} of {count} true"))
}
