//! A network as both sides see it: cells one after another, some of them chains of their own.

pub(super) use super::kind::CellKind;
pub(super) use super::values::Numbers;
use crate::FindingKind;

/// What a dot in the name of a node is here, where dots stand between the names of a path.
pub(super) const DOT: &str = "·";

/// Where the metadata of a node names the attributes that were one number for all units.
pub(super) const SCALARS: &str = "scalars";

/// What NIR has no place for, kept in the metadata of a node.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Extra {
    Numbers(Numbers),
    Text(String),
}

/// A module of its own.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub(super) kind: CellKind,
    /// The type of its node in NIR.
    pub(super) node: &'static str,
    /// By the names of NIR, in its order of axes.
    pub(super) values: Vec<(&'static str, Numbers)>,
    /// Recurrent weights `(to, from)`.
    pub(super) w_rec: Option<Numbers>,
    /// What recurrent weights add to every input.
    pub(super) input_bias: Option<Numbers>,
    /// How many units it has, once that is settled.
    pub(super) units: Option<usize>,
    pub(super) extras: Vec<(String, Extra)>,
    /// What is to be told of how it was read, at a name of its own.
    pub(super) told: Vec<(String, FindingKind)>,
}

impl Cell {
    /// Nothing is said of it yet.
    pub(super) fn new(kind: CellKind) -> Self {
        let node = match kind {
            CellKind::Linear => "Linear",
            CellKind::Lif => "CubaLIF",
            CellKind::LifNeuron => "LIF",
            CellKind::ExpSyn => "LI",
            CellKind::Delay => "Delay",
        };
        let (values, extras) = (Vec::new(), Vec::new());
        Self { kind, node, values, w_rec: None, input_bias: None, units: None, extras, told: Vec::new() }
    }

    /// The time constants that membranes or synapses decay with.
    pub(super) fn decay(&self) -> Option<&Numbers> {
        match self.node {
            "LIF" => self.get("tau"),
            _ => self.get(self.kind.decay()?),
        }
    }

    /// As many units as its own values have, if one is not a number for all.
    pub(super) fn own_units(&self) -> Option<usize> {
        self.values
            .iter()
            .find(|(_, numbers)| numbers.array.ndim() > 0)
            .map(|(_, numbers)| numbers.array.len())
    }

    pub(super) fn get(&self, name: &str) -> Option<&Numbers> {
        self.values.iter().find(|(known, _)| *known == name).map(|(_, numbers)| numbers)
    }

    pub(super) fn extra(&self, name: &str) -> Option<&Extra> {
        self.extras.iter().find(|(known, _)| known == name).map(|(_, extra)| extra)
    }

    /// Whether an attribute was one number for all units, if the metadata says so.
    pub(super) fn was_scalar(&self, attribute: &str) -> Option<bool> {
        match self.extra(SCALARS) {
            Some(Extra::Text(names)) => Some(names.split(' ').any(|name| name == attribute)),
            _ => None,
        }
    }

    /// The inputs and the outputs.
    pub(super) fn sizes(&self) -> (usize, usize) {
        let weight = self.get("weight").map(|weight| weight.array.shape());
        match weight {
            Some(&[n_out, n_in]) => (n_in, n_out),
            _ if self.units.is_some() => self.units.map_or((0, 0), |units| (units, units)),
            _ => {
                let n = self.values.iter().map(|(_, numbers)| numbers.array.len()).max().unwrap_or(0);
                (n, n)
            }
        }
    }
}

/// Cells one after another.
#[derive(Clone, Debug, Default)]
pub(super) struct Chain {
    pub(super) parts: Vec<(String, Link)>,
    /// Whether the input is added to the output.
    pub(super) is_residual: bool,
    pub(super) extras: Vec<(String, Extra)>,
}

/// A cell, or a chain of its own.
#[derive(Clone, Debug)]
#[expect(clippy::large_enum_variant, reason = "a graph has few parts, and each is there for a while")]
pub(super) enum Link {
    Cell(Cell),
    Chain(Chain),
}

impl Link {
    /// The inputs and the outputs, as far as they are known.
    pub(super) fn known_sizes(&self) -> (Option<usize>, Option<usize>) {
        match self {
            Self::Cell(cell) if cell.get("weight").is_some() => {
                let (n_in, n_out) = cell.sizes();
                (Some(n_in), Some(n_out))
            }
            Self::Cell(cell) => {
                let of_weights = cell.w_rec.as_ref().and_then(|w_rec| w_rec.array.shape().first().copied());
                let units = cell.units.or_else(|| cell.own_units()).or(of_weights);
                (units, units)
            }
            Self::Chain(chain) => {
                let first = chain.parts.iter().find_map(|(_, part)| part.known_sizes().0);
                (first, chain.parts.iter().rev().find_map(|(_, part)| part.known_sizes().1))
            }
        }
    }

    pub(super) fn sizes(&self) -> (usize, usize) {
        match self {
            Self::Cell(cell) => cell.sizes(),
            Self::Chain(chain) => chain.sizes(),
        }
    }
}

impl Chain {
    pub(super) fn sizes(&self) -> (usize, usize) {
        let first = self.parts.first().map_or(0, |(_, part)| part.sizes().0);
        (first, self.parts.last().map_or(0, |(_, part)| part.sizes().1))
    }

    /// Calls `f` with every cell and its path.
    pub(super) fn for_each_cell<'c>(&'c self, above: &str, f: &mut impl FnMut(&str, &'c Cell)) {
        for (name, part) in &self.parts {
            let path = join(above, name);
            match part {
                Link::Cell(cell) => f(&path, cell),
                Link::Chain(chain) => chain.for_each_cell(&path, f),
            }
        }
    }
}

/// `above.name`, or either where the other is empty.
pub(super) fn join(above: &str, name: &str) -> String {
    match (above, name) {
        ("", name) => name.to_owned(),
        (above, "") => above.to_owned(),
        _ => format!("{above}.{name}"),
    }
}
