//! What the values of a node mean for its module: by the original's convention, or by NIR's equations.

use super::model::{Cell, CellKind, Extra, Numbers, SCALARS, join};
use super::resistance::{resistance, time_step};
use crate::{Finding, FindingKind};

/// How far `r` may be from what a time step gives, as others compute in single precision.
const NEAR: f64 = 1e-3;

/// Where the metadata of a node says by what its values are meant.
pub(super) const EQUATIONS: &str = "equations";

/// By the original's convention, which this library writes.
pub(super) const ROCKPOOL: &str = "rockpool";

/// Attributes that are kept in the metadata of a node, where they are present.
pub(super) const KEPT: [&str; 4] = ["gain", "v_leak", "v_reset", "refractory_period"];

/// Whether this library keeps something under this name in the metadata of a node.
pub(super) fn is_kept(name: &str) -> bool {
    const KINDS: [CellKind; 3] = [CellKind::Lif, CellKind::ExpSyn, CellKind::Delay];
    let is_of = |kind: CellKind| kind.simulation().contains(&name) || kind.words().contains(&name);
    [EQUATIONS, SCALARS].contains(&name) || KEPT.contains(&name) || KINDS.into_iter().any(is_of)
}

/// The attributes of a cell's module, by name, and what is to be said about them.
pub(super) struct Meaning {
    pub(super) attributes: Vec<(&'static str, Numbers)>,
    pub(super) findings: Vec<Finding>,
}

impl Meaning {
    pub(super) fn get(&self, name: &str) -> Option<&Numbers> {
        self.attributes.iter().find(|(known, _)| *known == name).map(|(_, numbers)| numbers)
    }

    fn set(&mut self, name: &'static str, numbers: Numbers) {
        self.attributes.retain(|(known, _)| *known != name);
        self.attributes.push((name, numbers));
    }

    fn tell(&mut self, path: String, kind: FindingKind) {
        self.findings.push(Finding::new(path, kind));
    }
}

/// What a cell means, run in steps of `dt`.
pub(super) fn meaning(path: &str, cell: &Cell, dt: f64) -> Meaning {
    let told = cell.told.iter().map(|(name, kind)| Finding::new(join(path, name), kind.clone()));
    let mut meaning = Meaning { attributes: Vec::new(), findings: told.collect() };
    if cell.kind == CellKind::Linear {
        return meaning;
    }
    if cell.kind == CellKind::Delay {
        meaning.attributes.extend(cell.get("delay").map(|delay| ("delay", delay.clone())));
        meaning.findings.extend(about_rounding(path, cell, dt));
        return meaning;
    }
    meaning.findings.extend(about_slowness(path, cell));
    if is_convention(cell, dt) {
        for &(name, attribute) in cell.kind.per_unit() {
            meaning.attributes.extend(cell.get(name).map(|values| (attribute, values.clone())));
        }
        let endless = Numbers::uniformly(cell.sizes().1, f64::INFINITY);
        match cell.node {
            "IF" => {
                meaning.set("tau_mem", endless);
                meaning.set("bias", Numbers::uniformly(cell.sizes().1, 0.0));
            }
            "I" => meaning.set("tau", endless),
            _ => {}
        }
        meaning.findings.extend(about_resistance(path, cell, dt));
    } else {
        by_equations(path, cell, dt, &mut meaning);
    }
    for name in KEPT {
        if let Some(Extra::Numbers(numbers)) = cell.extra(name)
            && cell.kind.optional().contains(&name)
        {
            meaning.set(name, numbers.clone());
        }
    }
    meaning
}

/// Whether the values are meant by the original's convention: `r` is that of a time step, and nothing is
/// said that there is no place for.
fn is_convention(cell: &Cell, dt: f64) -> bool {
    match cell.extra(EQUATIONS) {
        Some(Extra::Text(text)) => return text == ROCKPOOL,
        _ if cell.extra("dt").is_some() => return true,
        _ => {}
    }
    let all_are = |name: &str, neutral: f64| {
        cell.get(name).is_none_or(|values| values.array.iter().all(|&value| value == neutral))
    };
    if !matches!(cell.node, "LIF" | "CubaLIF" | "LI") || !all_are("v_reset", 0.0) || !all_are("w_in", 1.0) {
        return false;
    }
    let is_single = cell.kind == CellKind::Lif && cell.node == "LIF";
    !is_single && (is_of_step(cell, dt) || step_of(cell).is_some_and(is_round))
}

fn is_of_step(cell: &Cell, dt: f64) -> bool {
    let (Some(tau), Some(r)) = (cell.decay(), cell.get("r")) else { return false };
    let is_near = |(&tau, &r): (&f64, &f64)| (resistance(tau, dt) / r - 1.0).abs() <= NEAR;
    tau.array.iter().zip(&r.array).all(is_near)
}

/// The time step of which all resistances are, if there is one.
fn step_of(cell: &Cell) -> Option<f64> {
    let (tau, r) = (cell.decay()?, cell.get("r")?);
    let steps: Option<Vec<f64>> =
        tau.array.iter().zip(&r.array).map(|(&tau, &r)| time_step(tau, r)).collect();
    match steps.as_deref() {
        Some([first, rest @ ..]) if rest.iter().all(|step| (step / first - 1.0).abs() <= 10.0 * NEAR) => {
            Some(*first)
        }
        _ => None,
    }
}

/// Whether a time step is one that people choose, of two digits at most: any other is an accident.
fn is_round(step: f64) -> bool {
    let scale = 10_f64.powi(1 - step.log10().floor() as i32);
    let digits = step * scale;
    step.is_finite() && (digits / digits.round() - 1.0).abs() <= NEAR
}

/// What is told of time constants that look like milliseconds: those of neurons and synapses are far below 1 s.
fn about_slowness(path: &str, cell: &Cell) -> Option<Finding> {
    if cell.extra(EQUATIONS).is_some() {
        return None;
    }
    let is_slow = |tau: &f64| *tau >= 1.0 && tau.is_finite();
    let names = ["tau", "tau_mem", "tau_syn"];
    let (name, tau) = names.iter().find_map(|name| {
        let taus = &cell.get(name)?.array;
        taus.iter().all(is_slow).then(|| Some((name, *taus.first()?)))?
    })?;
    let why =
        format!("{tau} s is slow for a neuron; NIR has seconds, scale it if the file means milliseconds");
    Some(Finding::new(join(path, name), FindingKind::Note(why)))
}

/// What is told of delays that are no number of steps.
fn about_rounding(path: &str, cell: &Cell, dt: f64) -> Option<Finding> {
    let is_between = |delay: &&f64| (**delay / dt - (**delay / dt).round()).abs() > NEAR;
    let between = cell.get("delay")?.array.iter().find(is_between).copied()?;
    let why = format!("{between} s is no number of steps of `dt` = {dt} s, and is rounded to one");
    Some(Finding::new(join(path, "delay"), FindingKind::Note(why)))
}

fn about_resistance(path: &str, cell: &Cell, dt: f64) -> Option<Finding> {
    if is_of_step(cell, dt) || cell.extra("gain").is_some() {
        return None;
    }
    let meant = match step_of(cell) {
        Some(meant) => format!("it is that of a time step of {meant:.3e} s; set `dt` if that is meant"),
        None => "it is that of no time step; scale the weights if it is meant to scale the input".to_owned(),
    };
    let why = format!("NIR has no time step, and `r` is not that of `dt` = {dt} s here: {meant}");
    Some(Finding::new(join(path, "r"), FindingKind::Note(why)))
}

/// NIR's equations, exact for an input that is held within a step: of what is there, `exp(-dt / tau)` is
/// left, and of what it is drawn to, the rest is added.
fn by_equations(path: &str, cell: &Cell, dt: f64, meaning: &mut Meaning) {
    let values = |name: &str, otherwise: f64| {
        cell.get(name).cloned().unwrap_or_else(|| Numbers::uniformly(cell.sizes().1, otherwise))
    };
    let left = |tau: &Numbers| tau.map(|tau| (-dt / tau).exp());
    let r = values("r", 1.0);
    match cell.kind {
        CellKind::Linear | CellKind::Delay => {}
        CellKind::LifNeuron => {
            let tau = membranes(cell, dt);
            let gain = match cell.node {
                "IF" => r.map(|r| r * dt),
                "Threshold" => values("r", 1.0),
                _ => r.with(&left(&tau), |r, left| r * (1.0 - left)),
            };
            meaning.set("tau_mem", tau);
            meaning.set("gain", gain);
        }
        CellKind::Lif => {
            let tau_mem = membranes(cell, dt);
            // A synapse that is over within its step stands for none.
            let brief = dt / BRIEF;
            let tau_syn = match cell.get("tau_syn") {
                Some(tau_syn) => tau_syn.map(|tau| tau.max(brief)),
                None => tau_mem.map(|_| brief),
            };
            let after = left(&tau_syn);
            let drawn = match cell.node {
                "IF" => r.map(|r| r * dt),
                _ => r.with(&left(&tau_mem), |r, left| r * (1.0 - left)),
            };
            let gain = match cell.get("tau_syn") {
                Some(_) => {
                    let w_in = drawn.with(&values("w_in", 1.0), |drawn, w_in| drawn * w_in);
                    w_in.with(&after, |gain, left| gain * (1.0 - left) / left)
                }
                None => drawn.with(&after, |drawn, left| drawn / left),
            };
            meaning.set("tau_mem", tau_mem);
            meaning.set("tau_syn", tau_syn);
            meaning.set("gain", gain);
        }
        CellKind::ExpSyn => {
            let gain = match cell.node {
                "I" => {
                    meaning.set("tau", r.map(|_| f64::INFINITY));
                    r.map(|r| r * dt)
                }
                _ => {
                    let tau = values("tau", 1.0).map(|tau| tau.max(dt / BRIEF));
                    let gain = r.with(&left(&tau), |r, left| r * (1.0 - left) / left);
                    meaning.set("tau", tau);
                    gain
                }
            };
            meaning.set("gain", gain);
            if cell.get("v_leak").is_some_and(|values| values.array.iter().any(|&v_leak| v_leak != 0.0)) {
                let why = "expected 0 in the file; `ExpSyn` leaks to 0".to_owned();
                meaning.tell(join(path, "v_leak"), FindingKind::Lost(why));
            }
        }
    }
    if matches!(cell.kind, CellKind::Lif | CellKind::LifNeuron) {
        let zeros = Numbers::uniformly(cell.sizes().1, 0.0);
        meaning.set("bias", zeros);
        meaning.set(
            "threshold",
            values(if cell.node == "Threshold" { "threshold" } else { "v_threshold" }, 1.0),
        );
        let v_leak = values("v_leak", 0.0);
        if v_leak.array.iter().any(|&v_leak| v_leak != 0.0) {
            meaning.set("v_leak", v_leak);
        }
        meaning.set("v_reset", values("v_reset", 0.0));
    }
    let why = format!(
        "run by NIR's equations in steps of `dt` = {dt} s, for which `gain` was computed; read it with `Reader::dt` for another"
    );
    meaning.tell(join(path, "gain"), FindingKind::Note(why));
}

/// How many time constants a step of a brief synapse has: `exp` of so many is 1e-12, and what is left of a
/// spike is lost in rounding.
const BRIEF: f64 = 27.6;

/// The time constants of membranes.
fn membranes(cell: &Cell, dt: f64) -> Numbers {
    let units = cell.sizes().1;
    match cell.node {
        "IF" => Numbers::uniformly(units, f64::INFINITY),
        "Threshold" => Numbers::uniformly(units, (dt / BRIEF).max(1e-6)),
        _ => cell.decay().cloned().unwrap_or_else(|| Numbers::uniformly(units, 1.0)),
    }
}
