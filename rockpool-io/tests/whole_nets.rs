//! Nets of the standard modules with all that they hold: parameters, states and simulation parameters.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use ndarray::Array2;
use rockpool_core::prelude::*;
use rockpool_io::{Error as FileError, Format, Options};
use rockpool_nn::{
    Activation, Evolve, ExpSyn, Lif, LifNeuron, Linear, Rate, Residual, Sequential, Surrogate,
};

const FORMATS: [Format; 3] = [Format::Json, Format::Npz, Format::Safetensors];

type Net = Sequential<(Linear, Lif, Residual<(LifNeuron, Rate)>, ExpSyn)>;

fn net(surrogate: Surrogate<f64>, act_fn: Activation<f64>, key: u64) -> Net {
    let key = Key::new(key);
    let lif = Lif::builder().shape((3, 3)).surrogate(surrogate.clone()).learning_window(0.25).noise_std(1.0);
    let neurons = LifNeuron::builder().n(3).surrogate(surrogate).tau_mem(0.05);
    let rate = Rate::builder().n(3).act_fn(act_fn).least_tau_in_steps(0);
    let block = Residual::new((neurons.build().unwrap(), rate.build().unwrap())).unwrap();
    let linear = Linear::builder().shape((2, 3)).key(key).build().unwrap();
    let synapses = ExpSyn::builder().n(3).max_window_length(4).build().unwrap();
    Sequential::new((linear, lif.key(key).build().unwrap(), block, synapses)).unwrap()
}

#[test]
fn everything_comes_back_in_every_format() {
    let surrogates = [
        Surrogate::StepPwl,
        Surrogate::PeriodicExponential,
        Surrogate::FastSigmoid,
        Surrogate::Sigmoid,
        Surrogate::ATan,
    ];
    let activations = [Activation::Relu, Activation::Tanh, Activation::Sigmoid];
    for (index, surrogate) in surrogates.into_iter().enumerate() {
        for format in FORMATS {
            let mut whole = net(surrogate.clone(), activations[index % 3].clone(), 1);
            whole.evolve(Array2::from_elem((9, 2), 0.7)).unwrap();
            let bytes = Options::all().to_bytes(&whole, format).unwrap();
            let mut other = net(Surrogate::StepPwl, Activation::Relu, 1);
            let plan = Options::all().plan_bytes(&other, &bytes, format).unwrap();
            plan.apply(&mut other).unwrap();
            assert_eq!(other, whole, "{format:?}");
            let further = Array2::from_elem((20, 2), 0.4);
            assert_eq!(other.evolve(&further).unwrap(), whole.evolve(&further).unwrap());
        }
    }
}

#[test]
fn a_function_is_refused_where_it_stands() {
    let functions = net(Surrogate::function(|v, _| v), Activation::function(|x: f64, _| x), 1);
    for format in FORMATS {
        let Err(FileError::Unwritable { attributes, .. }) = Options::all().to_bytes(&functions, format)
        else {
            panic!("{format:?}")
        };
        let paths: Vec<&str> = attributes.iter().map(|(path, _)| path.as_str()).collect();
        let expected = ["1_Lif.surrogate", "2_Residual.0_LifNeuron.surrogate", "2_Residual.1_Rate.act_fn"];
        assert_eq!(paths, expected, "{format:?}");
    }
}

#[test]
fn words_are_given_set_and_compared() {
    let mut lif = Lif::<f64>::builder().shape((1, 1)).surrogate("ATan").build().unwrap();
    assert_eq!(lif.surrogate, Surrogate::ATan);
    lif.set("surrogate", "Sigmoid").unwrap();
    assert_eq!(lif.surrogate, Surrogate::Sigmoid);
    let error = lif.set("surrogate", "Sigmod").unwrap_err().to_string();
    assert!(error.ends_with("found `Sigmod`, did you mean `Sigmoid`?"), "{error}");
    let own = Surrogate::function(|v: f64, _| v);
    lif.surrogate = own.clone();
    let tree = lif.attributes().to_tree();
    assert_eq!(tree, lif.attributes().to_tree());
    lif.surrogate = Surrogate::function(|v: f64, _| v);
    assert_ne!(tree, lif.attributes().to_tree());
    lif.set_attributes(&tree).unwrap();
    assert_eq!(lif.surrogate, own);
    let rate = Rate::<f32>::builder().n(1).act_fn("Tanh").build().unwrap();
    assert_eq!(rate.act_fn, Activation::Tanh);
}
