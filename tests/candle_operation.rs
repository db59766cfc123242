//! Modules as operations of candle's autodiff, held against `back`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use candle_core::{DType, Device, Tensor, Var, WithDType};
use candle_nn::{AdamW, Module as _, Optimizer, ParamsAdamW, VarBuilder, VarMap, loss};
use ndarray::{Array1, Array3, Axis};
use rockpool_core::prelude::*;
use rockpool_nn::candle::{Operation, TensorError};
use rockpool_nn::{
    Activation, Evolve, ExpSyn, FfwdStack, Float, Instant, Layer, Lif, LifNeuron, Linear, Rate, Residual,
    Sequential, Surrogate, Way, chain, layers,
};

fn waves<F: Float>(dim: (usize, usize, usize), speed: f64) -> Array3<F> {
    let mut at = 0.0;
    Array3::from_shape_simple_fn(dim, || {
        at += speed;
        F::of(f64::sin(at) + 0.4)
    })
}

fn tensor<F: WithDType>(array: &Array3<F>) -> Tensor {
    Tensor::from_vec(array.iter().copied().collect(), array.dim(), &Device::Cpu).unwrap()
}

fn elements<F: WithDType>(tensor: &Tensor) -> Vec<F> {
    tensor.flatten_all().unwrap().to_vec1().unwrap()
}

/// The gradients of `sum(output * of_output)` over the input and all variables, by candle.
fn by_candle<F: WithDType>(
    output: &Tensor,
    of_output: &Array3<F>,
    input: &Var,
    vars: &[Var],
) -> (Vec<F>, Vec<F>) {
    let of_output = tensor(of_output).reshape(output.dims()).unwrap();
    let gradients = (output * of_output).unwrap().sum_all().unwrap().backward().unwrap();
    let of = |var: &Var| elements::<F>(gradients.get(var).unwrap());
    (of(input), vars.iter().flat_map(of).collect())
}

/// A module runs and goes back as an operation as it does by itself, to the bit.
fn holds<M>(mut module: M, again: M)
where
    M: Evolve<Elem: WithDType> + Send + 'static,
{
    let input = waves::<M::Elem>((3, 20, module.size_in()), 0.7);
    let (output, tape) = module.evolve_taped(&input).unwrap();
    let of_output = waves::<M::Elem>(output.dim(), 1.3);
    let gradient = module.back(&tape, &of_output).unwrap();

    let operation = Operation::new(again).unwrap();
    let var = Var::from_tensor(&tensor(&input)).unwrap();
    let found = operation.forward(&var).unwrap();
    assert_eq!(found.dims3().unwrap(), output.dim());
    assert_eq!(elements::<M::Elem>(&found), output.iter().copied().collect::<Vec<_>>());
    let (of_input, of_parameters) = by_candle(&found, &of_output, &var, &operation.vars());
    assert_eq!(of_input, gradient.of_input().iter().copied().collect::<Vec<_>>());
    assert_eq!(of_parameters, gradient.as_slice());
    let state = operation.with(|again| again.state().to_tree()).unwrap();
    assert_eq!(state, module.state().to_tree());
}

#[derive(Module, Clone)]
#[module(shape = (n_in, n_out))]
struct Net<F: Float> {
    #[module(shape = (n_in, n_out))]
    project: Linear<F>,
    #[module(shape = (n_out, n_out))]
    spike: Lif<F>,
    #[module(origin)]
    origin: Origin,
}
chain!([F: Float] Net<F>: F = project, spike);

fn linear<F: Float>(n_in: usize, n_out: usize) -> Linear<F> {
    let builder = Linear::<F>::builder().shape((n_in, n_out)).weight(Init(uniform(0.0, 0.6)));
    builder.bias(Declared).key(Key::new(1)).build().unwrap()
}

fn lif<F: Float>(n: usize, n_syn: usize) -> Lif<F> {
    Lif::<F>::builder()
        .shape((n * n_syn, n))
        .w_rec(Init(normal(0.0, 0.3)))
        .tau_mem(Init(uniform(5e-3, 20e-3)))
        .key(Key::new(2))
        .build()
        .unwrap()
}

fn tanh<F: Float>(n: usize) -> Instant<F> {
    Instant::differentiable(n, F::tanh, |x: F| F::one() - x.tanh() * x.tanh()).unwrap()
}

fn all_hold<F: Float + WithDType>() {
    let twice = |make: &dyn Fn() -> Box<dyn Layer<F>>| holds(make(), make());
    holds(linear::<F>(3, 4), linear(3, 4));
    holds(lif::<F>(4, 1), lif(4, 1));
    holds(lif::<F>(4, 2), lif(4, 2));
    holds(tanh::<F>(3), tanh(3));
    twice(&|| {
        let surrogate = Surrogate::ATan;
        let neurons = LifNeuron::<F>::builder().n(3).surrogate(surrogate).tau_mem(Init(fill(0.01)));
        Box::new(neurons.bias(Init(fill(0.1))).build().unwrap())
    });
    twice(&|| Box::new(ExpSyn::<F>::builder().n(3).tau(Init(uniform(5e-3, 20e-3))).key(3).build().unwrap()));
    twice(&|| {
        let rate = Rate::<F>::builder().n(3).act_fn(Activation::Tanh).w_rec(Declared).key(Key::new(4));
        Box::new(rate.build().unwrap())
    });
    let deep =
        || Sequential::new((linear::<F>(3, 4), lif::<F>(4, 1), linear::<F>(4, 2), lif::<F>(2, 1))).unwrap();
    holds(deep(), deep());
    twice(&|| Box::new(Sequential::new(layers![linear::<F>(3, 4), deep_of(lif::<F>(4, 1))]).unwrap()));
    twice(&|| Box::new(Residual::new((tanh::<F>(3), lif::<F>(3, 1))).unwrap()));
    twice(&|| {
        let stack = FfwdStack::builder((tanh::<F>(3), lif::<F>(2, 1))).weights(Init(kaiming()));
        Box::new(stack.key(Key::new(5)).build().unwrap())
    });
    let net = || Net::<F>::builder().project(linear::<F>(3, 4)).spike(lif::<F>(4, 1)).build().unwrap();
    holds(net(), net());
}

fn deep_of<F: Float>(lif: Lif<F>) -> Residual<(Lif<F>,)> {
    Residual::new((lif,)).unwrap()
}

#[test]
fn modules_of_single_precision_run_and_go_back_as_they_do_by_themselves() {
    all_hold::<f32>();
}

#[test]
fn modules_of_double_precision_run_and_go_back_as_they_do_by_themselves() {
    all_hold::<f64>();
}

#[test]
fn a_spiking_layer_learns_between_layers_of_candle() {
    let mut varmap = VarMap::new();
    let builder = VarBuilder::from_varmap(&varmap, DType::F32, &Device::Cpu);
    let spike = Lif::<f32>::builder().shape((12, 12)).w_rec(Init(normal(0.0, 0.1))).key(Key::new(1));
    let spike = Operation::new(spike.build().unwrap()).unwrap();
    let net = candle_nn::seq()
        .add(candle_nn::linear(2, 12, builder.pp("project")).unwrap())
        .add(spike.clone())
        .add(candle_nn::linear(12, 2, builder.pp("readout")).unwrap());
    // Candle draws its weights without a seed: from some of them no step leads on, so the test gives its own.
    let weights = |dim| {
        Tensor::from_vec(waves::<f32>((1, dim, 2), 0.7).into_raw_vec_and_offset().0, &[dim, 2], &Device::Cpu)
    };
    varmap.set_one("project.weight", (weights(12).unwrap() * 0.5).unwrap()).unwrap();
    varmap.set_one("readout.weight", (weights(12).unwrap().t().unwrap() * 0.2).unwrap()).unwrap();
    for bias in ["project.bias", "readout.bias"] {
        let zeros = varmap.data().lock().unwrap()[bias].zeros_like().unwrap();
        varmap.set_one(bias, zeros).unwrap();
    }

    let loud = |batch: usize, column: usize| if batch % 2 == column { 2.0_f32 } else { 0.2 };
    let input = tensor(&Array3::from_shape_fn((4, 40, 2), |(batch, _, column)| loud(batch, column)));
    let targets = Tensor::new(&[0_u32, 1, 0, 1], &Device::Cpu).unwrap();
    let mut optimiser = AdamW::new(
        [varmap.all_vars(), spike.vars()].concat(),
        ParamsAdamW { lr: 0.01, ..ParamsAdamW::default() },
    )
    .unwrap();
    let before = spike.with(|lif| lif.parameters().flat::<f32>().unwrap().to_vec()).unwrap();
    let mut losses = Vec::new();
    for _ in 0..60 {
        spike.reset_state();
        let loss = loss::cross_entropy(&net.forward(&input).unwrap().mean(1).unwrap(), &targets).unwrap();
        optimiser.backward_step(&loss).unwrap();
        spike.project().unwrap();
        losses.push(loss.to_scalar::<f32>().unwrap());
    }
    assert!(losses[0] > 0.1 && losses[59] < 0.5 * losses[0], "{losses:?}");
    let after = spike.with(|lif| lif.parameters().flat::<f32>().unwrap().to_vec()).unwrap();
    assert_ne!(before, after);
}

#[test]
fn an_input_without_batches_and_one_that_lies_otherwise_are_taken() {
    let input = waves::<f32>((1, 20, 3), 0.7);
    let expected = lif::<f32>(3, 1).evolve(&input).unwrap();
    let operation = Operation::new(lif::<f32>(3, 1)).unwrap();
    let flat = tensor(&input).squeeze(0).unwrap();
    let output = operation.forward(&flat).unwrap();
    assert_eq!(output.dims(), [20, 3]);
    assert_eq!(elements::<f32>(&output), expected.iter().copied().collect::<Vec<_>>());

    operation.reset_state();
    let turned = Var::from_tensor(&flat.t().unwrap().contiguous().unwrap()).unwrap();
    let output = operation.forward(&turned.t().unwrap()).unwrap();
    assert_eq!(elements::<f32>(&output), expected.iter().copied().collect::<Vec<_>>());
    // Every second step of a longer one, and a gradient that is one number for all.
    operation.reset_state();
    let long = Var::from_tensor(&tensor(&waves::<f32>((2, 40, 3), 0.7))).unwrap();
    let part = long.narrow(1, 5, 20).unwrap();
    let output = operation.forward(&part).unwrap();
    let gradients = output.sum_all().unwrap().backward().unwrap();
    let of_long = gradients.get(&long).unwrap();
    let mut module = lif::<f32>(3, 1);
    let (taped, tape) =
        module.evolve_taped(waves::<f32>((2, 40, 3), 0.7).slice_axis(Axis(1), (5..25).into())).unwrap();
    let expected = module.back(&tape, Array3::ones(taped.dim())).unwrap();
    let found: Vec<f32> = elements(&of_long.narrow(1, 5, 20).unwrap());
    assert_eq!(found, expected.of_input().iter().copied().collect::<Vec<_>>());
}

#[test]
fn the_way_back_has_the_parameters_of_the_way_there() {
    let input = Var::from_tensor(&tensor(&waves::<f64>((2, 20, 3), 0.7))).unwrap();
    let of_output = waves::<f64>((2, 20, 3), 1.3);
    let operation = Operation::new(lif::<f64>(3, 1)).unwrap();
    let expected = by_candle(&operation.forward(&input).unwrap(), &of_output, &input, &operation.vars());
    operation.reset_state();
    let first = operation.forward(&input).unwrap();
    // An optimiser made a step, and the module ran again, before the first way back.
    let w_rec = operation.var("w_rec").unwrap();
    w_rec.set(&w_rec.affine(3.0, 0.1).unwrap()).unwrap();
    let second = operation.forward(&input).unwrap();
    assert_eq!(by_candle(&first, &of_output, &input, &operation.vars()), expected);
    assert_ne!(by_candle(&second, &of_output, &input, &operation.vars()), expected);
}

#[test]
fn one_module_can_run_twice_in_a_graph_and_gradients_add_up() {
    let input = Var::from_tensor(&tensor(&waves::<f64>((1, 20, 3), 0.7))).unwrap();
    let operation = Operation::new(linear::<f64>(3, 3)).unwrap();
    let twice = operation.forward(&operation.forward(&input).unwrap()).unwrap();
    let found = by_candle(&twice, &Array3::ones((1, 20, 3)), &input, &operation.vars());

    let mut net = Sequential::new((linear::<f64>(3, 3), linear::<f64>(3, 3))).unwrap();
    let (output, tape) = net.evolve_taped(waves::<f64>((1, 20, 3), 0.7)).unwrap();
    let gradient = net.back(&tape, Array3::ones(output.dim())).unwrap();
    let (first, second) = gradient.as_slice().split_at(12);
    let sum: Vec<f64> = first.iter().zip(second).map(|(a, b)| b + a).collect();
    assert_eq!(found.0, gradient.of_input().iter().copied().collect::<Vec<_>>());
    for (&found, expected) in found.1.iter().zip(sum) {
        let found: f64 = found;
        assert!((found - expected).abs() < 1e-12 * expected.abs().max(1.0), "{found} {expected}");
    }
}

#[test]
fn parameters_can_be_what_another_net_made() {
    let operation = Operation::new(ExpSyn::<f32>::builder().n(2).build().unwrap()).unwrap();
    let input = tensor(&waves::<f32>((1, 20, 2), 0.7));
    let log_tau = Var::new(&[-4.0_f32, -3.0], &Device::Cpu).unwrap();
    let output = operation.forward_with(&input, &log_tau.exp().unwrap()).unwrap();
    let gradients = output.sum_all().unwrap().backward().unwrap();
    let found: Vec<f32> = elements(gradients.get(&log_tau).unwrap());

    let taus = Array1::from(elements::<f32>(&log_tau.exp().unwrap()));
    let mut synapses = ExpSyn::<f32>::builder().n(2).tau(taus.clone()).build().unwrap();
    let (output, tape) = synapses.evolve_taped(waves::<f32>((1, 20, 2), 0.7)).unwrap();
    let gradient = synapses.back(&tape, Array3::ones(output.dim())).unwrap();
    let expected: Vec<f32> = gradient.as_slice().iter().zip(&taus).map(|(g, tau)| g * tau).collect();
    assert_eq!(found, expected);
    // What the variables hold is not touched.
    assert_eq!(elements::<f32>(&operation.var("tau").unwrap()), [10e-3; 2]);
}

#[test]
fn variables_stay_the_same_while_the_module_is_written() {
    let operation =
        Operation::new(Net::<f32>::builder().shape((2, 3)).key(Key::new(1)).build().unwrap()).unwrap();
    let names: Vec<String> = operation.named_vars().into_iter().map(|(name, _)| name).collect();
    assert_eq!(names[0], "project.weight");
    assert!(names.contains(&"spike.tau_mem".to_owned()));
    let weight = operation.var("project.weight").unwrap();
    operation
        .with(|net| net.parameters_mut().weights().for_each_array::<f32>(|_, mut w| w.fill(0.5)))
        .unwrap();
    assert_eq!(elements::<f32>(&weight), [0.5; 6]);
    operation.with(Module::reset_parameters).unwrap();
    let reset = Net::<f32>::builder().shape((2, 3)).key(Key::new(1)).build().unwrap();
    assert_eq!(elements::<f32>(&weight), reset.project.weight.iter().copied().collect::<Vec<_>>());
    // Another permitted shape is another variable.
    let tau_mem = operation.var("spike.tau_mem").unwrap();
    operation.with(|net| net.set("spike.tau_mem", 0.03_f32)).unwrap().unwrap();
    assert_eq!(tau_mem.dims(), [3]);
    assert_eq!(operation.var("spike.tau_mem").unwrap().dims(), [0_usize; 0]);
    assert!(format!("{operation:?}").contains("spike.tau_mem"));
}

#[test]
fn state_is_carried_over_and_the_way_can_be_cut() {
    let input = waves::<f64>((1, 20, 3), 0.7);
    let var = Var::from_tensor(&tensor(&input)).unwrap();
    let operation = Operation::new(lif::<f64>(3, 1)).unwrap().cut_every(6);
    let mut module = lif::<f64>(3, 1);
    for _ in 0..2 {
        let (output, tape) = module.evolve_taped(&input).unwrap();
        let of_output = waves::<f64>(output.dim(), 1.3);
        let gradient = module.back_by(&Way::new().cut_every(6), &tape, &of_output).unwrap();
        let found = by_candle(&operation.forward(&var).unwrap(), &of_output, &var, &operation.vars());
        assert_eq!(found.1, gradient.as_slice());
    }
}

#[test]
fn a_module_without_parameters_passes_gradients_on() {
    let operation = Operation::new(tanh::<f32>(2)).unwrap();
    assert!(operation.vars().is_empty());
    let input = Var::from_tensor(&tensor(&waves::<f32>((1, 4, 2), 0.7))).unwrap();
    let gradients = operation.forward(&input).unwrap().sum_all().unwrap().backward().unwrap();
    assert_eq!(gradients.get(&input).unwrap().dims(), [1, 4, 2]);
}

/// What candle says, without its trace.
fn message<T: std::fmt::Debug>(result: candle_core::Result<T>) -> String {
    let message = result.unwrap_err().to_string();
    message.lines().next().unwrap_or_default().to_owned()
}

#[test]
fn what_does_not_fit_is_told() {
    let operation = Operation::new(lif::<f32>(3, 1)).unwrap();
    let zeros = |shape: &[usize], dtype| Tensor::zeros(shape, dtype, &Device::Cpu).unwrap();
    assert_eq!(
        message(operation.forward(&zeros(&[1, 5, 3], DType::F64))),
        "expected a tensor of `F32`, found one of `F64`; convert it with `.to_dtype(DType::F32)`"
    );
    assert_eq!(
        message(operation.forward(&zeros(&[3], DType::F32))),
        "expected an input (T, n_in) or (B, T, n_in), found one of rank 1; add axes with `.unsqueeze(0)`"
    );
    assert_eq!(
        message(operation.forward(&zeros(&[1, 5, 4], DType::F32))),
        "expected an input (T, 3) or (B, T, 3) for `Lif`, found (1, 5, 4)"
    );
    assert_eq!(TensorError::NotRun.to_string(), "there is no way back before the way there");
    let no_way = Operation::new(Instant::of(2, |x: f32| x * x).unwrap()).unwrap();
    let input = Var::from_tensor(&zeros(&[1, 5, 2], DType::F32)).unwrap();
    let output = no_way.forward(&input).unwrap();
    assert_eq!(
        message(output.sum_all().unwrap().backward()),
        "the function has no derivative; give one by `Instant::differentiable`"
    );
}

#[test]
fn a_variable_beyond_its_bounds_is_an_error_until_it_is_projected() {
    let operation = Operation::new(lif::<f32>(3, 1)).unwrap();
    let tau_mem = operation.var("tau_mem").unwrap();
    tau_mem.set(&Tensor::new(&[0.01_f32, -1.0, 0.02], &Device::Cpu).unwrap()).unwrap();
    let input = Tensor::zeros((1, 5, 3), DType::F32, &Device::Cpu).unwrap();
    let told = message(operation.forward(&input));
    assert!(told.starts_with("tau_mem: "), "{told}");
    assert!(operation.with(|_| ()).is_err());
    operation.project().unwrap();
    operation.forward(&input).unwrap();
    let taus: Vec<f32> = elements(&tau_mem);
    assert_eq!((taus[0], taus[2]), (0.01, 0.02));
    assert!(taus[1] > 0.0);
}
