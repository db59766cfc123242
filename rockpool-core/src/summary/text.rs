//! The table for people.

use super::columns::{Column, Line, Shortens, write_table};
use super::totals::{Total, Totals};
use super::{ModuleRow, Row, Summary, fold, memory, number, shape_text};
use crate::registry::Kind;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use core::fmt;

/// No line of the narrow form is longer.
const WIDTH: usize = 100;
/// Deeper modules are indented no further; their paths say where they are.
const DEEPEST: usize = 5;

const fn text(head: &'static str, least: usize, shortens: Shortens) -> Column {
    Column { head, is_number: false, least, shortens }
}

const fn figure(head: &'static str) -> Column {
    Column { head, is_number: true, least: 0, shortens: Shortens::Never }
}

const COLUMNS: [Column; 11] = [
    text("path", 26, Shortens::Front),
    text("kind", 0, Shortens::Never),
    text("family", 8, Shortens::Middle),
    text("shape", 10, Shortens::Middle),
    text("declared", 0, Shortens::Middle),
    text("type", 5, Shortens::Middle),
    text("unit", 4, Shortens::Middle),
    text("bounds", 0, Shortens::Middle),
    text("value", 0, Shortens::Middle),
    figure("elements"),
    figure("memory"),
];

const TOTALS: [Column; 4] =
    [text("", 26, Shortens::Middle), figure("attributes"), figure("elements"), figure("memory")];

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_wide = f.alternate();
        let width = (!is_wide).then_some(WIDTH);
        let mut lines = Vec::new();
        list(&self.modules, 0, is_wide, &mut lines);
        write_table(f, &COLUMNS, &lines, width)?;
        f.write_str("\n\n")?;
        write_table(f, &TOTALS, &totals(&self.totals), width)
    }
}

fn list(modules: &[ModuleRow], depth: usize, is_wide: bool, lines: &mut Vec<Line>) {
    let mut at = 0;
    while let Some(module) = modules.get(at) {
        let run = if is_wide { 1 } else { fold::run(modules, at) };
        let last = modules.get(at + run - 1).filter(|_| run > 1);
        lines.push(Line::Across(indent(depth), module.path.clone(), title(module, last, run)));
        lines.extend(module.attributes.iter().map(|row| Line::Cells(cells(row, depth + 1, is_wide))));
        list(&module.modules, depth + 1, is_wide, lines);
        at += run;
    }
}

fn indent(depth: usize) -> usize {
    2 * depth.min(DEEPEST)
}

/// `: Lif (n_in, n_out) = (6, 3)`, or ` to layers.9: 10 times Lif .., each`.
fn title(module: &ModuleRow, last: Option<&ModuleRow>, run: usize) -> String {
    let name = module.type_text();
    let mut title = match last {
        Some(last) => alloc::format!(" to {}: {run} times {name}", last.path),
        None if module.path.is_empty() => name,
        None => alloc::format!(": {name}"),
    };
    if let Some(declared) = &module.declared_shape {
        title.push_str(&alloc::format!(" {declared}"));
        if let Some(shape) = module.shape.as_deref().map(shape_text).filter(|shape| shape != declared) {
            title.push_str(&alloc::format!(" = {shape}"));
        }
    }
    if last.is_some() {
        title.push_str(", each");
    }
    title
}

fn cells(row: &Row, depth: usize, is_wide: bool) -> Vec<String> {
    let wide = |text: Option<&String>| text.filter(|_| is_wide).cloned().unwrap_or_default();
    vec![
        alloc::format!("{:1$}{2}", "", indent(depth), row.path),
        row.kind_text(),
        row.family.unwrap_or_default().into(),
        shape_text(&row.shape),
        wide(Some(&row.declared_shape)),
        row.element_type.clone(),
        row.unit.unwrap_or_default().into(),
        wide(row.bounds.as_ref()),
        wide(Some(&row.value)),
        number(row.elements),
        row.bytes.map(memory).unwrap_or_default(),
    ]
}

fn totals(totals: &Totals) -> Vec<Line> {
    let mut lines = Vec::new();
    for of_kind in &totals.kinds {
        lines.push(total(plural(of_kind.kind).into(), of_kind.total));
        for of_family in &of_kind.families {
            lines.push(total(alloc::format!("  {}", of_family.family), of_family.total));
        }
        if of_kind.constants.attributes > 0 {
            lines.push(total("  of these constant".into(), of_kind.constants));
        }
    }
    let modules =
        if totals.modules > 1 { alloc::format!("all {} modules", totals.modules) } else { "all".into() };
    lines.push(total(modules, totals.all));
    lines
}

pub(super) fn plural(kind: Kind) -> &'static str {
    match kind {
        Kind::Parameter => "parameters",
        Kind::State => "states",
        Kind::Simulation => "simulation",
    }
}

fn total(name: String, total: Total) -> Line {
    Line::Cells(vec![name, number(total.attributes), number(total.elements), memory(total.bytes)])
}
