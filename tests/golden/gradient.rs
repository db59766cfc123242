//! `grad_*.json`: outputs and gradients of the original's Torch modules. Spikes equal exactly, other outputs
//! within 1e-11, gradients within 1e-10 of the largest entry of their array.

use crate::json::{array, assert_close, length, list, number};
use ndarray::{Array1, Array2, Array3, ArrayD};
use rockpool_core::prelude::*;
use rockpool_nn::{
    Activation, Checkpoints, Evolve, ExpSyn, Gradient, Layer, Lif, Linear, Rate, Residual, Sequential,
    Surrogate,
};
use serde_json::Value as Json;

const TOLERANCE: f64 = 1e-11;
const OF_LARGEST: f64 = 1e-10;

/// Runs all cases of a file, there and back.
pub fn cases(file: &str, json: &Json) -> usize {
    let cases = list(&json["cases"]);
    for (index, case) in cases.iter().enumerate() {
        let what = format!("{file}, {index} ({})", case["id"]);
        let mut net = build(case).unwrap_or_else(|error| panic!("{what}: {error}"));
        compare(&what, &mut net, case);
    }
    cases.len()
}

/// The path as it is here: `1_LIFTorch.tau_mem` is `1_Lif.tau_mem`.
fn here(path: &str) -> String {
    path.replace("LIFTorch", "Lif").replace("Torch.", ".")
}

fn build(case: &Json) -> Result<Box<dyn Layer>, Error> {
    let net = &case["net"];
    let kind = net["kind"].as_str().unwrap();
    let mut module: Box<dyn Layer> = match kind {
        "sequential" | "residual" => {
            let kinds = list(&net["layers"]);
            let layers = kinds.iter().enumerate().map(|(index, kind)| {
                let kind = kind.as_str().unwrap();
                let class = match kind {
                    "linear" => "Linear",
                    "lif" => "LIF",
                    "exp_syn" => "ExpSyn",
                    "rate" => "Rate",
                    other => panic!("there is no module {other}"),
                };
                layer(case, kind, &format!("{index}_{class}Torch."))
            });
            let layers: Vec<Box<dyn Layer>> = layers.collect::<Result<_, _>>()?;
            match kind {
                "sequential" => Box::new(Sequential::new(layers)?),
                _ => Box::new(Residual::new(layers)?),
            }
        }
        kind => layer(case, kind, "")?,
    };
    for (path, state) in case["state"].as_object().unwrap() {
        module.set(&here(path), array(state))?;
    }
    Ok(module)
}

/// A module whose attributes stand in the case with this in front of their names.
fn layer(case: &Json, kind: &str, place: &str) -> Result<Box<dyn Layer>, Error> {
    let net = &case["net"];
    let find = |group: &str, name: &str| case[group].get(format!("{place}{name}")).map(array);
    // Gives the attributes that there are, trainable or constant.
    macro_rules! give {
        ($builder:expr, $($name:ident: $array:ty),+) => {{
            let builder = $builder;
            $(
                let given = |group: &str| {
                    let array = find(group, stringify!($name))?;
                    Some(<$array>::from(array.into_dimensionality().unwrap()))
                };
                let builder = match (given("parameters"), given("constants")) {
                    (Some(value), _) => builder.$name(value),
                    (_, Some(value)) => builder.$name(Constant(value)),
                    _ => builder,
                };
            )+
            builder
        }};
    }
    let size = |name: &str| {
        let shape =
            find("parameters", name).or_else(|| find("constants", name)).or_else(|| find("state", name));
        shape.unwrap_or_else(|| panic!("{place}{name} is missing")).shape().to_vec()
    };
    let dt = net.get("dt").map_or(1e-3, number);
    Ok(match kind {
        "linear" => Box::new(give!(Linear::builder(), weight: Array2<f64>, bias: Array1<f64>).build()?),
        "exp_syn" => Box::new(give!(ExpSyn::builder().n(size("isyn")[0]).dt(dt), tau: ArrayD<f64>).build()?),
        "rate" => {
            let act_fn = match net["activation"].as_str().unwrap().to_lowercase().as_str() {
                "relu" => Activation::Relu,
                "tanh" => Activation::Tanh,
                "sigmoid" => Activation::Sigmoid,
                other => panic!("there is no activation {other}"),
            };
            let builder = Rate::builder().n(size("x")[0]).dt(dt).act_fn(act_fn);
            // As in `RateTorch`; the numpy backend counts a short time constant as a longer one.
            let builder = builder.least_tau_in_steps(0);
            let builder = give!(
                builder, w_rec: Array2<f64>, tau: ArrayD<f64>, bias: ArrayD<f64>, threshold: ArrayD<f64>
            );
            Box::new(builder.build()?)
        }
        "lif" => {
            let isyn = size("isyn");
            let builder = Lif::builder().n_in(isyn.iter().product::<usize>()).n_out(isyn[0]).dt(dt);
            let builder = match net.get("max_spikes_per_dt") {
                Some(most) => builder.max_spikes_per_dt(number(most)),
                None => builder,
            };
            let surrogate = match case["surrogate"]["kind"].as_str().unwrap() {
                "step_pwl" => Surrogate::StepPwl,
                "periodic_exponential" => Surrogate::PeriodicExponential,
                other => panic!("there is no surrogate {other}"),
            };
            let builder = builder.surrogate(surrogate).learning_window(number(&case["surrogate"]["window"]));
            let builder = give!(
                builder, w_rec: Array2<f64>, tau_mem: ArrayD<f64>, tau_syn: ArrayD<f64>, bias: ArrayD<f64>,
                threshold: ArrayD<f64>
            );
            Box::new(builder.build()?)
        }
        other => panic!("there is no module {other}"),
    })
}

fn compare(what: &str, net: &mut Box<dyn Layer>, case: &Json) {
    let input: Array3<f64> = array(&case["input"]).into_dimensionality().unwrap();
    let expected = array(&case["output"]);
    let of_output = array(&case["of_output"]);
    let start = net.state().to_tree();

    let plain = net.evolve(&input).unwrap();
    let last = net.state().to_tree();
    net.set_attributes(&start).unwrap();
    let (output, tape) = net.evolve_taped(&input).unwrap_or_else(|error| panic!("{what}: {error}"));
    assert_eq!(plain, output, "{what}: output of a taped run");
    assert_eq!(last, net.state().to_tree(), "{what}: state after a taped run");
    let tolerance = if net.spiking_output() { 0.0 } else { TOLERANCE };
    assert_close(&format!("{what}, output"), &output.view().into_dyn(), &expected, tolerance);

    let gradient = net.back(&tape, &of_output).unwrap_or_else(|error| panic!("{what}: {error}"));
    hold(what, net, &gradient, case);

    net.set_attributes(&start).unwrap();
    let (_, checkpoints) = Checkpoints::every(length(&Json::from(7)), net, &input).unwrap();
    let gradient = checkpoints.back(net, &of_output).unwrap();
    hold(&format!("{what}, from checkpoints"), net, &gradient, case);
}

fn hold(what: &str, net: &mut Box<dyn Layer>, gradient: &Gradient<f64>, case: &Json) {
    let mut elements = 0;
    for (path, expected) in case["gradient"].as_object().unwrap() {
        let found = gradient.get(&here(path)).unwrap_or_else(|| panic!("{what}: {path} has no gradient"));
        assert_near(&format!("{what}, {path}"), found.to_owned(), &array(expected));
        elements += found.len();
    }
    assert_eq!(elements, gradient.as_slice().len(), "{what}: no more than the original's");
    assert_eq!(elements, net.parameters().numel(), "{what}");
    assert_near(&format!("{what}, input"), gradient.of_input().clone().into_dyn(), &array(&case["of_input"]));
}

fn assert_near(what: &str, found: ArrayD<f64>, expected: &ArrayD<f64>) {
    let largest = expected.iter().fold(0.0_f64, |largest, x| largest.max(x.abs()));
    assert_close(what, &found.view(), expected, OF_LARGEST * largest);
}
