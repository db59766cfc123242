//! A Hodgkin-Huxley axon is integrated by a solver of another crate, and two of its conductances are fitted to a
//! recorded trace.
//!
//! ```text
//! cargo run --release --example cable
//! ```
//! The states are one flat vector for the solver, the free parameters one for the optimiser; gates stay between 0
//! and 1 by `project_from`. Units at the axes come from the registry.

mod cable;
#[path = "../figures"]
mod figures {
    pub(crate) mod label;
    pub(crate) mod lines;
    pub(crate) mod style;
}
mod fit;
mod solve;

use cable::Cable;
use figures::label::label;
use figures::lines::{Line, Look, draw_lines};
use ndarray::{Array1, Axis};
use rand_distr::{Distribution, Normal};
use rockpool_core::prelude::*;
use solve::SAMPLE;
use std::error::Error;

const COMPARTMENTS: usize = 20;
/// In ms.
const DURATION: f64 = 20.0;
/// Where the electrode is.
const ELECTRODE: usize = 12;

/// The time in ms at which a potential is highest.
fn peak(v: impl Iterator<Item = f64>) -> f64 {
    let highest = v.enumerate().max_by(|(_, a), (_, b)| a.total_cmp(b));
    highest.map_or(0.0, |(sample, _)| sample as f64 * SAMPLE)
}

fn points<'v>(v: impl IntoIterator<Item = &'v f64>) -> Vec<(f64, f64)> {
    v.into_iter().enumerate().map(|(sample, &v)| (sample as f64 * SAMPLE, v)).collect()
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut axon = Cable::builder().compartments(COMPARTMENTS).build()?;
    let history = solve::solve(&mut axon, DURATION)?;
    let v = history.get("v").and_then(|track| track.array::<f64>()).ok_or("the potential is recorded")?;
    let column = |compartment| v.index_axis(Axis(1), compartment);
    println!("{}", axon.summary().values());
    for compartment in [0, 6, ELECTRODE, COMPARTMENTS - 1] {
        println!(
            "the spike passes compartment {compartment:>2} at {:.1} ms",
            peak(column(compartment).iter().copied())
        );
    }

    // An electrode records the twelfth compartment, with noise of 1 mV.
    let mut rng = Key::new(7).at("electrode").rng();
    let noise = Normal::new(0.0, 1.0)?;
    let recorded: Array1<f64> = column(ELECTRODE).iter().map(|v| v + noise.sample(&mut rng)).collect();

    // The leak is known, the other conductances are not.
    let mut model =
        Cable::builder().compartments(COMPARTMENTS).g_na(100.0).g_k(42.0).g_l(Constant(0.3)).build()?;
    let before = fit::trace(&mut model, ELECTRODE, DURATION)?;
    let error = fit::fit(&mut model, &recorded, ELECTRODE, DURATION, 120)?;
    let after = fit::trace(&mut model, ELECTRODE, DURATION)?;
    for leaf in model.parameters() {
        let unit = leaf.attribute().unit().unwrap_or_default();
        println!("{} = {:.1} {unit}", leaf.path(), leaf.scalar::<f64>().unwrap_or(f64::NAN));
    }
    println!("root mean square error {:.2} mV", error.sqrt());

    let attribute = axon.state().get("v").ok_or("there is a potential")?.attribute();
    let axis = label(attribute.name(), attribute.unit());
    let along = [(0, Look::Given), (ELECTRODE, Look::Blue), (COMPARTMENTS - 1, Look::Red)];
    let names = ["compartment 0", "compartment 12", "compartment 19"];
    let spike = along.iter().zip(names).map(|(&(compartment, look), name)| Line {
        name,
        look,
        points: points(column(compartment)),
    });
    let fitted = vec![
        Line { name: "recorded", look: Look::Given, points: points(&recorded) },
        Line { name: "before the fit", look: Look::Blue, points: points(&before) },
        Line { name: "fitted", look: Look::Red, points: points(&after) },
    ];
    let panels = [(axis.clone(), spike.collect()), (axis, fitted)];
    println!("figure: {}", draw_lines("cable", "A spike runs along an axon", "time (ms)", &panels)?);
    Ok(())
}
