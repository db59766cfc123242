//! Summaries: a table of all attributes, for people.

use crate::module::Module;
use crate::registry::Kind;
use crate::view::Leaf;
use comfy_table::{CellAlignment, Table};
use comfy_table::{LineStyle, TableStyle};
use std::collections::BTreeMap;
use std::fmt;
use std::string::{String, ToString};
use std::vec::Vec;

/// A table of all attributes of a module and all below it; made by
/// [`Module::summary`], shown by `Display`.
#[derive(Clone, Debug)]
pub struct Summary {
    rows: Vec<Row>,
}

#[derive(Clone, Debug)]
struct Row {
    path: String,
    kind: Kind,
    is_constant: bool,
    family: Option<&'static str>,
    shape: String,
    dtype: String,
    unit: &'static str,
    numel: usize,
}

impl Row {
    fn new(leaf: &Leaf<'_, '_>) -> Self {
        Self {
            path: leaf.path().to_string(),
            kind: leaf.kind(),
            is_constant: leaf.kind() != leaf.attribute().kind(),
            family: leaf.family(),
            shape: leaf.shape().to_string(),
            dtype: leaf.attribute().dtype().to_string(),
            unit: leaf.attribute().unit().unwrap_or(""),
            numel: leaf.numel(),
        }
    }
}

impl Summary {
    pub(crate) fn new<M: Module>(module: &M) -> Self {
        let mut rows = Vec::new();
        module.attributes().for_each(|leaf| rows.push(Row::new(&leaf)));
        Self { rows }
    }
}

/// One line under the header, nothing else.
const STYLE: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('-').junction('-'));

fn counted(count: usize, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    std::format!("{count} {what}{plural}")
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut table = Table::new();
        table.load_style(STYLE);
        table.set_header(["path", "kind", "family", "shape", "type", "unit", "elements"]);
        for row in &self.rows {
            let kind = if row.is_constant { "constant".to_string() } else { row.kind.to_string() };
            table.add_row([
                row.path.clone(),
                kind,
                row.family.unwrap_or("").to_string(),
                row.shape.clone(),
                row.dtype.clone(),
                row.unit.to_string(),
                row.numel.to_string(),
            ]);
        }
        if let Some(column) = table.column_mut(6) {
            column.set_cell_alignment(CellAlignment::Right);
        }
        writeln!(f, "{table}")?;
        let mut totals: BTreeMap<Kind, (usize, usize)> = BTreeMap::new();
        for row in &self.rows {
            let total = totals.entry(row.kind).or_default();
            total.0 += 1;
            total.1 += row.numel;
        }
        for (index, (kind, (attributes, elements))) in totals.iter().enumerate() {
            let separator = if index == 0 { "" } else { "; " };
            write!(
                f,
                "{separator}{kind}: {}, {}",
                counted(*attributes, "attribute"),
                counted(*elements, "element")
            )?;
        }
        Ok(())
    }
}
