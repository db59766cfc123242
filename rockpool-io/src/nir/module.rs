//! A module as a chain of cells.

use super::dialect::{EQUATIONS, KEPT, ROCKPOOL};
use super::model::{Cell, CellKind, Chain, Extra, Link, Numbers, SCALARS, join};
use super::resistance::resistance;
use crate::{Finding, FindingKind};
use ndarray::ArrayD;
use rockpool_core::AnyModule;
use rockpool_core::prelude::*;
use rockpool_nn::{Delay, ExpSyn, FfwdStack, Lif, LifNeuron, Linear, Residual};

/// What is gathered on the way.
#[derive(Default)]
pub(super) struct Gathered {
    /// Paths, and why there is no node for them.
    pub(super) unwritable: Vec<(String, String)>,
    /// What is kept where only this library finds it.
    pub(super) findings: Vec<Finding>,
}

/// The chain of a module; a module that is a cell is a chain of one, named after its type.
pub(super) fn chain_of<M: Module + ?Sized>(module: &M, gathered: &mut Gathered) -> Chain {
    match part_of(module, "", gathered) {
        Some(Link::Chain(chain)) => chain,
        Some(cell) => {
            let name = module.registry().name().to_lowercase();
            Chain { parts: vec![(name, cell)], ..Chain::default() }
        }
        None => Chain::default(),
    }
}

/// Whether a module is one cell.
pub(super) fn is_cell<M: Module + ?Sized>(module: &M) -> bool {
    kind_of(module).is_some()
}

fn part_of<M: Module + ?Sized>(module: &M, path: &str, gathered: &mut Gathered) -> Option<Link> {
    if let Some(kind) = kind_of(module) {
        return cell_of(kind, module, path, gathered).map(Link::Cell);
    }
    let inner = module.modules();
    if let [(name, inner)] = inner.as_slice()
        && name.is_empty()
    {
        // An enum, which is transparent.
        return part_of(*inner, path, gathered);
    }
    Some(Link::Chain(composite(module, &inner, path, gathered)))
}

/// Whether two registries are of one type, whatever its parameters.
fn is_type(one: &Registry, other: &Registry) -> bool {
    (one.path(), one.name()) == (other.path(), other.name())
}

/// Which cell a module is: of one of these declarations, however it is boxed.
fn kind_of<M: Module + ?Sized>(module: &M) -> Option<CellKind> {
    fn is<D: Module>(registry: &Registry) -> bool {
        is_type(registry, D::REGISTRY)
    }
    let registry = module.registry();
    let kinds = [
        (is::<Linear>(registry), CellKind::Linear, "weight"),
        (is::<Lif>(registry), CellKind::Lif, "tau_mem"),
        (is::<LifNeuron>(registry), CellKind::LifNeuron, "tau_mem"),
        (is::<ExpSyn>(registry), CellKind::ExpSyn, "tau"),
        (is::<Delay>(registry), CellKind::Delay, "delay"),
    ];
    // A list shows the registry of its elements, but has no attributes of its own.
    let found = kinds.into_iter().find(|(is_it, ..)| *is_it);
    found.filter(|(_, _, name)| module.attributes().get(name).is_some()).map(|(_, kind, _)| kind)
}

/// An attribute in double precision; `None` where it is absent, or of another type.
fn numbers<M: Module + ?Sized>(module: &M, name: &str) -> Option<Numbers> {
    let leaf = module.attributes().get(name)?;
    numbers_of(&leaf)
}

fn numbers_of(leaf: &Leaf<'_, '_>) -> Option<Numbers> {
    if let Some(array) = leaf.array::<f32>() {
        return Some(Numbers { array: array.mapv(f64::from), is_single: true });
    }
    #[expect(clippy::cast_precision_loss, reason = "counts of steps and the like")]
    let array: ArrayD<f64> = leaf
        .array::<f64>()
        .map(|array| array.to_owned())
        .or_else(|| leaf.array::<usize>().map(|array| array.mapv(|x| x as f64)))
        .or_else(|| leaf.array::<i64>().map(|array| array.mapv(|x| x as f64)))?;
    Some(Numbers { array, is_single: false })
}

fn cell_of<M: Module + ?Sized>(
    kind: CellKind,
    module: &M,
    path: &str,
    gathered: &mut Gathered,
) -> Option<Cell> {
    let mut cell = Cell::new(kind);
    if kind == CellKind::Linear {
        cell.values.push(("weight", numbers(module, "weight")?.transposed()));
        cell.values.extend(numbers(module, "bias").map(|bias| ("bias", bias)));
        return Some(cell);
    }
    let n = module.size_out();
    if module.size_in() != n {
        let n_syn = module.size_in() / n.max(1);
        let why =
            format!("NIR has one synapse for each neuron, found {n_syn}; keep one, or save another format");
        gathered.unwritable.push((join(path, "tau_syn"), why));
        return None;
    }
    let mut scalars = Vec::new();
    for &(name, attribute) in kind.per_unit() {
        let values = numbers(module, attribute)?;
        if values.array.ndim() == 0 {
            scalars.push(attribute);
        }
        let mut values = values.spread(n);
        if values.array.ndim() == 2 {
            // A column, or a row where there is one neuron.
            values.array = values.array.iter().copied().collect::<ndarray::Array1<f64>>().into_dyn();
            values = if values.array.len() == n { values } else { Numbers::spread(&values.collapsed()?, n) };
        }
        cell.values.push((name, values));
    }
    cell.w_rec = numbers(module, "w_rec").map(|w_rec| w_rec.transposed());
    for &name in kind.simulation() {
        let Some(value) = numbers(module, name) else { continue };
        if told(name, value.uniform()) {
            gathered.findings.push(Finding::new(join(path, name), FindingKind::Note(KEPT_ASIDE.to_owned())));
        }
        cell.extras.push((name.to_owned(), Extra::Numbers(value)));
    }
    for &name in kind.words() {
        let Some(leaf) = module.attributes().get(name) else { continue };
        match leaf.text() {
            Some(word) => cell.extras.push((name.to_owned(), Extra::Text(word.to_owned()))),
            None => {
                let why = "a function is left out; only what is a word is kept".to_owned();
                gathered.findings.push(Finding::new(join(path, name), FindingKind::Note(why)));
            }
        }
    }
    for name in KEPT {
        let value = if kind.optional().contains(&name) { numbers(module, name) } else { None };
        if let Some(value) = value {
            gathered.findings.push(Finding::new(join(path, name), FindingKind::Note(KEPT_ASIDE.to_owned())));
            cell.extras.push((name.to_owned(), Extra::Numbers(value)));
        }
    }
    cell.extras.push((EQUATIONS.to_owned(), Extra::Text(ROCKPOOL.to_owned())));
    if !scalars.is_empty() {
        cell.extras.push((SCALARS.to_owned(), Extra::Text(scalars.join(" "))));
    }
    complete(&mut cell);
    Some(cell)
}

/// What is told of that for which NIR has no place.
const KEPT_ASIDE: &str =
    "NIR has no place for it; it is kept in the metadata of the node, which other programs pass over";

/// Whether a simulation parameter changes what the network computes; the time step is in `r`.
fn told(name: &str, value: Option<f64>) -> bool {
    match name {
        "noise_std" => value != Some(0.0),
        "max_spikes_per_dt" => value != Some(65536.0),
        "max_window_length" => true,
        _ => false,
    }
}

/// Adds what NIR's equations have, and the modules have not.
fn complete(cell: &mut Cell) {
    let dt = match cell.extra("dt") {
        Some(Extra::Numbers(dt)) => dt.uniform().unwrap_or(f64::NAN),
        _ => f64::NAN,
    };
    let Some(tau) = cell.kind.decay().and_then(|name| cell.get(name)).cloned() else { return };
    let units = tau.array.len();
    let kept = |name: &str, otherwise: f64| match cell.extra(name) {
        Some(Extra::Numbers(numbers)) => numbers.spread(units),
        _ => tau.map(|_| otherwise),
    };
    let (gain, v_reset) = (kept("gain", 1.0), kept("v_reset", 0.0));
    let is_endless = tau.array.iter().all(|tau| tau.is_infinite());
    let has_no_leak =
        |name| cell.get(name).is_none_or(|values| values.array.iter().all(|&value| value == 0.0));
    if is_endless && matches!(cell.kind, CellKind::LifNeuron | CellKind::ExpSyn) && has_no_leak("v_leak") {
        // An integrator: what enters stays.
        let is_synapse = cell.kind == CellKind::ExpSyn;
        cell.node = if is_synapse { "I" } else { "IF" };
        cell.values.retain(|(name, _)| !matches!(*name, "tau" | "v_leak"));
        cell.values.push(("r", gain.map(|gain| gain / dt)));
        cell.values.extend((!is_synapse).then_some(("v_reset", v_reset)));
        return;
    }
    cell.values.push(("r", tau.with(&gain, |tau, gain| resistance(tau, dt) * gain)));
    match cell.kind {
        CellKind::Lif => {
            cell.values.push(("v_reset", v_reset));
            cell.values.push(("w_in", tau.map(|_| 1.0)));
        }
        CellKind::LifNeuron => cell.values.push(("v_reset", v_reset)),
        CellKind::ExpSyn => cell.values.push(("v_leak", tau.map(|_| 0.0))),
        CellKind::Linear | CellKind::Delay => {}
    }
}

/// The submodules of a module one after another, in the order of their declaration.
fn composite<M: Module + ?Sized>(
    module: &M,
    inner: &[(String, &dyn AnyModule)],
    path: &str,
    gathered: &mut Gathered,
) -> Chain {
    let registry = module.registry();
    let same = |of: &Registry| is_type(registry, of);
    let is_stack = same(<FfwdStack>::REGISTRY);
    let mut chain = Chain { is_residual: same(<Residual>::REGISTRY), ..Chain::default() };
    let mut weights = Vec::new();
    for attribute in registry.attributes() {
        let Some(leaf) = module.attributes().get(attribute.name()) else { continue };
        let found = numbers_of(&leaf);
        match (leaf.kind(), found) {
            (Kind::Parameter | Kind::Simulation, Some(weight)) if is_stack => {
                let values = vec![("weight", weight.transposed())];
                let cell = Cell { values, ..Cell::new(CellKind::Linear) };
                weights.push((attribute.name().to_owned(), Link::Cell(cell)));
            }
            (Kind::State, _) => {}
            (Kind::Simulation, Some(value)) => {
                chain.extras.push((attribute.name().to_owned(), Extra::Numbers(value)));
            }
            _ => {
                let why = format!(
                    "NIR has no node for attributes of `{}`; networks are made of `Linear`, `Lif`, `LifNeuron` and `ExpSyn`",
                    registry.name()
                );
                gathered.unwritable.push((join(path, attribute.name()), why));
            }
        }
    }
    if inner.is_empty() && weights.is_empty() && !path.is_empty() && !registry.attributes().is_empty() {
        // What is wrong with it has been told, attribute by attribute; states alone are told here.
        if !gathered.unwritable.iter().any(|(told, _)| told.starts_with(path)) {
            let why = format!("NIR has no node for `{}`", registry.name());
            gathered.unwritable.push((path.to_owned(), why));
        }
    }
    let mut weights = weights.into_iter();
    for (name, module) in inner {
        if let Some(part) = part_of(*module, &join(path, name), gathered) {
            insert(&mut chain, name, part);
        }
        chain.parts.extend(weights.next());
    }
    chain
}

/// Puts a part where its name says: `layers.0` is part `0` of the chain `layers`.
fn insert(chain: &mut Chain, name: &str, part: Link) {
    match name.split_once('.') {
        None => chain.parts.push((name.to_owned(), part)),
        Some((list, rest)) => {
            if !matches!(chain.parts.last(), Some((last, Link::Chain(_))) if last == list) {
                chain.parts.push((list.to_owned(), Link::Chain(Chain::default())));
            }
            if let Some((_, Link::Chain(below))) = chain.parts.last_mut() {
                insert(below, rest, part);
            }
        }
    }
}

/// Tells where one part does not take what the one before gives.
pub(super) fn check_sizes(chain: &Chain, path: &str, unwritable: &mut Vec<(String, String)>) {
    for ((before, first), (name, second)) in chain.parts.iter().zip(chain.parts.iter().skip(1)) {
        let (given, taken) = (first.sizes().1, second.sizes().0);
        if given != taken {
            let why = format!(
                "expected {given} inputs, as many as `{before}` has outputs, found {taken}; submodules are taken one after another, in the order of their declaration"
            );
            unwritable.push((join(path, name), why));
        }
    }
    let (n_in, n_out) = chain.sizes();
    if chain.is_residual && n_in != n_out {
        unwritable
            .push((path.to_owned(), format!("expected as many outputs as inputs, {n_in}, found {n_out}")));
    }
    for (name, part) in &chain.parts {
        if let Link::Chain(below) = part {
            check_sizes(below, &join(path, name), unwritable);
        }
    }
}
