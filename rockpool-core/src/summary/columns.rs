//! Columns that fit a width.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

/// How a column is set.
#[derive(Clone, Copy)]
pub(super) struct Column {
    pub(super) head: &'static str,
    pub(super) is_number: bool,
    /// What is left of its text when there is little room.
    pub(super) least: usize,
    /// Which part goes first.
    pub(super) shortens: Shortens,
}

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Shortens {
    Never,
    /// The end of a path says most.
    Front,
    Middle,
}

/// A line of a table.
pub(super) enum Line {
    /// One text a column.
    Cells(Vec<String>),
    /// A text across all columns: its indentation, a path of which the end says most, and the rest.
    Across(usize, String, String),
}

const GAP: &str = "  ";

/// Writes a table; no line is longer than `width`, if there is one.
pub(super) fn write_table(
    f: &mut fmt::Formatter<'_>,
    columns: &[Column],
    lines: &[Line],
    width: Option<usize>,
) -> fmt::Result {
    let used: Vec<usize> = (0..columns.len()).filter(|&at| is_used(columns, lines, at)).collect();
    let mut widths: Vec<usize> = used.iter().map(|&at| natural(columns, lines, at)).collect();
    if let Some(width) = width {
        shrink(&mut widths, &used, columns, width);
    }
    let total = widths.iter().sum::<usize>() + GAP.len() * widths.len().saturating_sub(1);
    let heads: Vec<String> = columns.iter().map(|column| column.head.into()).collect();
    write_cells(f, &heads, columns, &used, &widths)?;
    write!(f, "\n{:-<total$}", "")?;
    for line in lines {
        f.write_str("\n")?;
        match line {
            Line::Cells(cells) => write_cells(f, cells, columns, &used, &widths)?,
            Line::Across(indent, path, rest) => {
                let room = width.map_or(usize::MAX, |width| width.saturating_sub(*indent));
                let path = without_front(path, room.saturating_sub(rest.chars().count()).max(room / 3));
                write!(f, "{:indent$}{}", "", without_middle(&alloc::format!("{path}{rest}"), room))?;
            }
        }
    }
    Ok(())
}

/// A column in which nothing stands is left out, unless it is the first or one of those that never shrink.
fn is_used(columns: &[Column], lines: &[Line], at: usize) -> bool {
    at == 0
        || columns.get(at).is_some_and(|column| column.is_number || column.shortens == Shortens::Never)
        || cells(lines, at).any(|cell| !cell.is_empty())
}

fn cells(lines: &[Line], at: usize) -> impl Iterator<Item = &String> {
    lines.iter().filter_map(move |line| match line {
        Line::Cells(cells) => cells.get(at),
        Line::Across(..) => None,
    })
}

fn natural(columns: &[Column], lines: &[Line], at: usize) -> usize {
    let head = columns.get(at).map_or(0, |column| column.head.len());
    cells(lines, at).map(|cell| cell.chars().count()).max().unwrap_or(0).max(head)
}

/// Takes from the widest column that can give, letter by letter.
fn shrink(widths: &mut [usize], used: &[usize], columns: &[Column], width: usize) {
    let gaps = GAP.len() * widths.len().saturating_sub(1);
    while widths.iter().sum::<usize>() + gaps > width {
        let givers = widths.iter_mut().zip(used).filter(|(width, at)| {
            columns
                .get(**at)
                .is_some_and(|column| column.shortens != Shortens::Never && **width > column.least)
        });
        match givers.max_by_key(|(width, _)| **width) {
            Some((width, _)) => *width -= 1,
            None => return,
        }
    }
}

fn write_cells(
    f: &mut fmt::Formatter<'_>,
    cells: &[String],
    columns: &[Column],
    used: &[usize],
    widths: &[usize],
) -> fmt::Result {
    let mut line = String::new();
    for (&at, &width) in used.iter().zip(widths) {
        let (Some(column), Some(cell)) = (columns.get(at), cells.get(at)) else { continue };
        let text = match column.shortens {
            Shortens::Never => cell.clone(),
            Shortens::Front => without_front(cell, width),
            Shortens::Middle => without_middle(cell, width),
        };
        if !line.is_empty() {
            line.push_str(GAP);
        }
        if column.is_number {
            line.push_str(&alloc::format!("{text:>width$}"));
        } else {
            line.push_str(&alloc::format!("{text:width$}"));
        }
    }
    f.write_str(line.trim_end())
}

/// `    …6.layer.tau_mem`: indentation stays, and the end of the path.
fn without_front(text: &str, width: usize) -> String {
    let count = text.chars().count();
    if count <= width {
        return text.into();
    }
    let indent = count - text.trim_start().chars().count();
    let rest = width.saturating_sub(indent + 1);
    let end: String = text.chars().skip(count - rest.min(count)).collect();
    alloc::format!("{:indent$}…{end}", "")
}

/// `a_very_lo…on_matrix`.
fn without_middle(text: &str, width: usize) -> String {
    let count = text.chars().count();
    if count <= width {
        return text.into();
    }
    let kept = width.saturating_sub(1);
    let (front, back) = (kept.div_ceil(2), kept / 2);
    let front: String = text.chars().take(front).collect();
    let back: String = text.chars().skip(count - back).collect();
    alloc::format!("{front}…{back}")
}
