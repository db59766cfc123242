//! The summary as Markdown.

use super::text::plural;
use super::totals::Total;
use super::{ModuleRow, Row, Summary, memory, number, shape_text};
use alloc::string::String;
use alloc::vec::Vec;

pub(super) fn markdown(summary: &Summary) -> String {
    let mut out = String::from(
        "| path | kind | family | shape | type | unit | elements | memory |\n|---|---|---|---|---|---|--:|--:|\n",
    );
    list(&summary.modules, &mut out);
    out.push_str("\n| | attributes | elements | memory |\n|---|--:|--:|--:|\n");
    for of_kind in &summary.totals.kinds {
        total(&mut out, plural(of_kind.kind), of_kind.total);
        for of_family in &of_kind.families {
            total(&mut out, &alloc::format!("- {}", code(of_family.family)), of_family.total);
        }
        if of_kind.constants.attributes > 0 {
            total(&mut out, "- of these constant", of_kind.constants);
        }
    }
    total(&mut out, "all", summary.totals.all);
    out
}

fn list(modules: &[ModuleRow], out: &mut String) {
    for module in modules {
        let mut title = alloc::format!("**{}**", escaped(&module.type_text()));
        if !module.path.is_empty() {
            title = alloc::format!("{} {title}", code(&module.path));
        }
        let shape = module.shape.as_deref().map(|shape| code(&shape_text(shape)));
        cells(out, &[&title, "", "", &shape.unwrap_or_default(), "", "", "", ""]);
        module.attributes.iter().for_each(|row| attribute(row, out));
        list(&module.modules, out);
    }
}

fn attribute(row: &Row, out: &mut String) {
    cells(
        out,
        &[
            &code(&row.path),
            &row.kind_text(),
            &row.family.map(code).unwrap_or_default(),
            &code(&shape_text(&row.shape)),
            &code(&row.element_type),
            row.unit.unwrap_or_default(),
            &number(row.elements),
            &row.bytes.map(memory).unwrap_or_default(),
        ],
    );
}

fn total(out: &mut String, name: &str, total: Total) {
    cells(out, &[name, &number(total.attributes), &number(total.elements), &memory(total.bytes)]);
}

fn cells(out: &mut String, cells: &[&str]) {
    let cells: Vec<&str> = cells.iter().map(|cell| if cell.is_empty() { " " } else { *cell }).collect();
    out.push_str(&alloc::format!("| {} |\n", cells.join(" | ")));
}

/// Code in a cell, which `|` would end.
fn code(text: &str) -> String {
    let fence = if text.contains('`') { "``" } else { "`" };
    let space = if text.contains('`') { " " } else { "" };
    alloc::format!("{fence}{space}{}{space}{fence}", text.replace('|', "\\|"))
}

fn escaped(text: &str) -> String {
    text.replace('_', "\\_").replace('|', "\\|")
}
