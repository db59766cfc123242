//! A chain as the entries of a file, under the paths of a module.

use super::dialect::{Meaning, meaning};
use super::model::{Cell, Chain, Extra, Link, Numbers, join};
use super::module::{Gathered, chain_of, is_cell};
use super::wiring::extra_number;
use crate::entry::{Entry, Source};
use crate::{Finding, FindingKind};
use rockpool_core::prelude::*;
use rockpool_core::shape::Shape;
use std::collections::{HashMap, HashSet};

/// The entries of a chain as this module has them, and what is to be said about the rest.
pub(super) fn entries<M: Module + ?Sized>(module: &M, chain: &Chain) -> (Vec<Entry>, Vec<Finding>) {
    let known = Known::of(module);
    let mut entries = Vec::new();
    let mut findings = Vec::new();
    let mut cells = Vec::new();
    chain.for_each_cell("", &mut |path, cell| cells.push((path.to_owned(), cell)));
    if let [(path, _)] = cells.as_mut_slice()
        && is_cell(module)
    {
        // The module is the cell itself.
        path.clear();
    }
    for (path, cell) in &cells {
        add_cell(&known, path, cell, &mut entries, &mut findings);
    }
    add_extras(&known, "", chain, &mut entries);
    check_order(module, chain, &cells, &mut findings);
    (entries, findings)
}

/// The attributes of a module, by path.
struct Known {
    /// Whether each is a number alone, and what it is.
    attributes: HashMap<String, (bool, Option<f64>)>,
}

impl Known {
    fn of<M: Module + ?Sized>(module: &M) -> Self {
        let mut attributes = HashMap::new();
        module.attributes().for_each(|leaf| {
            let number = leaf.scalar::<f64>().or_else(|| leaf.scalar::<f32>().map(f64::from));
            attributes.insert(leaf.path().to_string(), (leaf.shape().is_empty(), number));
        });
        Self { attributes }
    }

    fn has(&self, path: &str) -> bool {
        self.attributes.contains_key(path)
    }

    fn is_scalar(&self, path: &str) -> bool {
        self.attributes.get(path).is_some_and(|(is_scalar, _)| *is_scalar)
    }

    fn number(&self, path: &str) -> Option<f64> {
        self.attributes.get(path).and_then(|(_, number)| *number)
    }
}

fn entry(path: String, numbers: Numbers) -> Entry {
    let value: Value = match numbers.is_single {
        #[expect(clippy::cast_possible_truncation, reason = "they were single before")]
        true => numbers.array.mapv(|x| x as f32).into(),
        false => numbers.array.into(),
    };
    Entry::new(path, value.shape(), Source::Array { value, is_whole: false })
}

fn add_cell(known: &Known, path: &str, cell: &Cell, entries: &mut Vec<Entry>, findings: &mut Vec<Finding>) {
    if let Some(weight) = cell.get("weight") {
        // Between the layers of a stack, the weights are an attribute of the stack.
        let is_attribute = known.has(path) && !known.has(&join(path, "weight"));
        let at = if is_attribute { path.to_owned() } else { join(path, "weight") };
        entries.push(entry(at, weight.transposed()));
        entries.extend(cell.get("bias").map(|bias| entry(join(path, "bias"), bias.clone())));
        return;
    }
    if let Some(w_rec) = &cell.w_rec {
        entries.push(entry(join(path, "w_rec"), w_rec.transposed()));
    }
    let dt = extra_number(cell, "dt").or_else(|| known.number(&join(path, "dt")));
    let Meaning { attributes, findings: told } = meaning(path, cell, dt.unwrap_or(super::DEFAULT_DT));
    findings.extend(told);
    for (attribute, values) in &attributes {
        let attribute = *attribute;
        let at = join(path, attribute);
        // As it was written, or else as the module has it.
        let is_single = cell.was_scalar(attribute).unwrap_or_else(|| known.is_scalar(&at));
        let single = if is_single { values.collapsed() } else { None };
        let column =
            |values: &Numbers| if attribute == "tau_syn" { values.with_column() } else { values.clone() };
        entries.push(entry(at, single.unwrap_or_else(|| column(values))));
    }
    for &name in cell.kind.simulation() {
        let at = join(path, name);
        if let Some(value) = extra_number(cell, name)
            && known.has(&at)
        {
            entries.push(simulation(at, name, value));
        }
    }
    for &name in cell.kind.words() {
        let at = join(path, name);
        if let Some(Extra::Text(text)) = cell.extra(name)
            && known.has(&at)
        {
            entries.push(Entry::new(at, Shape::SCALAR, Source::Text(text.as_str().into())));
        }
    }
}

/// The entry of a simulation parameter.
fn simulation(path: String, name: &str, value: f64) -> Entry {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a whole number from 0 up")]
    let value: Value = match name {
        "max_window_length" if value >= 0.0 && value.fract() == 0.0 => (value as u64).into(),
        _ => value.into(),
    };
    Entry::new(path, value.shape(), Source::Array { value, is_whole: false })
}

/// The simulation parameters of modules that are made of modules.
fn add_extras(known: &Known, path: &str, chain: &Chain, entries: &mut Vec<Entry>) {
    for (name, extra) in &chain.extras {
        let at = join(path, name);
        if let Extra::Numbers(numbers) = extra
            && known.has(&at)
        {
            entries.push(entry(at, numbers.clone()));
        }
    }
    for (name, part) in &chain.parts {
        if let Link::Chain(below) = part {
            add_extras(known, &join(path, name), below, entries);
        }
    }
}

/// Tells if the module runs its parts in another order, or around others.
fn check_order<M: Module + ?Sized>(
    module: &M,
    chain: &Chain,
    cells: &[(String, &Cell)],
    findings: &mut Vec<Finding>,
) {
    let mut gathered = Gathered::default();
    let own = chain_of(module, &mut gathered);
    if !gathered.unwritable.is_empty() || is_cell(module) {
        return;
    }
    let mut order = Vec::new();
    own.for_each_cell("", &mut |path, _| order.push(path.to_owned()));
    let theirs: HashSet<&str> = cells.iter().map(|(path, _)| path.as_str()).collect();
    let ours: HashSet<&str> = order.iter().map(String::as_str).collect();
    let here = order.iter().map(String::as_str).filter(|path| theirs.contains(path));
    let there = cells.iter().map(|(path, _)| path.as_str()).filter(|path| ours.contains(path));
    if let Some((ours, theirs)) = here.zip(there).find(|(ours, theirs)| ours != theirs) {
        let why = format!("the file runs `{theirs}` where the module runs `{ours}`");
        findings.push(Finding::new(theirs, FindingKind::Lost(why)));
    }
    check_residual("", &own, chain, findings);
}

fn check_residual(path: &str, own: &Chain, chain: &Chain, findings: &mut Vec<Finding>) {
    if own.is_residual != chain.is_residual {
        let (theirs, ours) = match chain.is_residual {
            true => ("adds its input to its output", "does not"),
            false => ("does not add its input to its output", "does"),
        };
        let place = if path.is_empty() { "the graph" } else { path };
        let why = format!("in the file it {theirs}, here it {ours}");
        findings.push(Finding::new(place, FindingKind::Lost(why)));
    }
    for (name, part) in &chain.parts {
        let of_name = own.parts.iter().find(|(known, _)| known == name);
        if let (Link::Chain(below), Some((_, Link::Chain(own)))) = (part, of_name) {
            check_residual(&join(path, name), own, below, findings);
        }
    }
}
