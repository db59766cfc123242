//! Chains of `Linear` and `LIF`, nested too: outputs, records, states and resets of every layer.

use crate::json::{array, assert_close, leaves, list};
use crate::lif::assert_record;
use crate::linear::assert_output;
use ndarray::{Array3, Ix1, Ix2};
use rockpool_core::prelude::*;
use rockpool_nn::{Evolve, Input, Lif, Linear, Recorder};
use serde_json::Value as Json;
use std::collections::BTreeMap;

const TOLERANCE: f64 = 1e-12;

/// Layers, run in the order of their names: `0_Linear`, `1_LIF`, …
#[derive(Module)]
struct Chain {
    #[module]
    layers: BTreeMap<String, Layer>,
}

#[derive(Module)]
enum Layer {
    Linear(Linear),
    Lif(Box<Lif>),
    Chain(Chain),
}

impl Evolve for Layer {
    type Elem = f64;

    fn evolve_with<R: Recorder>(
        &mut self,
        input: Input<'_, f64>,
        recorder: &mut R,
    ) -> Result<Array3<f64>, Error> {
        match self {
            Self::Linear(linear) => linear.evolve_with(input, recorder),
            Self::Lif(lif) => lif.evolve_with(input, recorder),
            Self::Chain(chain) => chain.run(input, recorder),
        }
    }
}

impl Chain {
    fn run<R: Recorder>(&mut self, input: Input<'_, f64>, recorder: &mut R) -> Result<Array3<f64>, Error> {
        let mut last: Option<Array3<f64>> = None;
        for (name, layer) in &mut self.layers {
            let output = match &last {
                None => layer.evolve_at(name, input.clone(), recorder)?,
                Some(last) => layer.evolve_at(name, last, recorder)?,
            };
            recorder.series(&format!("{name}_output"), || output.clone())?;
            last = Some(output);
        }
        Ok(last.unwrap())
    }

    /// The chain with these parameters; the states tell the sizes that scalar parameters do not.
    fn build(parameters: &Json, states: &Json) -> Result<Self, Error> {
        let mut layers = BTreeMap::new();
        for (name, parameters) in parameters.as_object().unwrap() {
            let states = &states[name];
            let given = |name: &str| parameters.get(name).map(array);
            let w_rec = given("w_rec").map(|w_rec| w_rec.into_dimensionality::<Ix2>().unwrap());
            let bias = || given("bias").map(|bias| bias.into_dimensionality::<Ix1>().unwrap());
            let layer = match name.split_once('_').unwrap().1 {
                "Linear" => Layer::Linear(
                    Linear::builder()
                        .weight(given("weight").unwrap().into_dimensionality::<Ix2>().unwrap())
                        .bias(bias())
                        .build()?,
                ),
                "LIF" => Layer::Lif(Box::new(
                    Lif::builder()
                        .n_out(array(&states["isyn"]).shape()[0])
                        .n_in(array(&states["isyn"]).len())
                        .bias(given("bias").unwrap())
                        .w_rec(w_rec)
                        .tau_mem(given("tau_mem").unwrap())
                        .tau_syn(given("tau_syn").unwrap())
                        .threshold(given("threshold").unwrap())
                        .build()?,
                )),
                "ModSequential" => Layer::Chain(Self::build(parameters, states)?),
                other => panic!("there is no layer {other}"),
            };
            layers.insert(name.clone(), layer);
        }
        Ok(Self { layers })
    }

    fn assert_state(&self, what: &str, expected: &Json) {
        let state = self.state().to_tree();
        let expected = leaves(expected);
        assert_eq!(state.len(), expected.len(), "{what}: states");
        for (path, expected) in &expected {
            let here = format!("layers.{}", path.replace("_ModSequential.", "_ModSequential.layers."));
            let found = state.get(&here).unwrap_or_else(|| panic!("{what}: there is no {here}"));
            let tolerance = if path.ends_with("spikes") { 0.0 } else { TOLERANCE };
            assert_close(&format!("{what}, {path}"), &found.array::<f64>().unwrap(), expected, tolerance);
        }
    }
}

/// Runs all evolutions of a file.
pub fn runs(file: &str, case: &Json) -> usize {
    let states = &case["state_after_reset"];
    let mut chain =
        Chain::build(&case["parameters"], states).unwrap_or_else(|error| panic!("{file}: {error}"));
    let runs = list(&case["runs"]);
    for (index, run) in runs.iter().enumerate() {
        let what = format!("{file}, run {index}");
        let mut record = Tree::new();
        let input = array(&run["input"]);
        let output = chain.run((&input).into(), &mut record).unwrap();
        assert_output(&what, output.into_dyn(), &array(&run["output"]), 0.0);
        chain.assert_state(&what, &run["new_state"]);
        for (path, expected) in leaves(&run["record"]) {
            // Spikes are exact, weighted sums of them are not.
            let tolerance = if path.ends_with("spikes") { 0.0 } else { TOLERANCE };
            let found = record.get(&path).unwrap_or_else(|| panic!("{what}: {path} is not recorded"));
            if path.ends_with("Linear_output") {
                let found = found.array::<f64>().unwrap().to_owned();
                assert_output(&format!("{what}, {path}"), found, &expected, tolerance);
            } else {
                assert_record(&what, &record, &path, &expected, tolerance);
            }
        }
    }
    chain.reset_state();
    chain.assert_state(&format!("{file}, after reset"), states);
    runs.len()
}
