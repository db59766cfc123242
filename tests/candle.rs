//! Tensors and variables of `candle` as attributes.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use candle_core::{DType, Device, Tensor, Var};
use candle_nn::{AdamW, Optimizer, ParamsAdamW};
use ndarray::{Array2, ArrayD, array};
use rockpool_core::prelude::*;
use rockpool_core::shape::Rank;
use rockpool_core::value::ArrayValue;
use rockpool_io::Format;

#[derive(Module)]
#[module(shape = (n_in, n_out))]
struct Linear {
    /// Weights.
    #[parameter(family = "weights", shape = (n_in, n_out), init = kaiming())]
    weight: Var,
    /// Biases.
    #[parameter(family = "biases", shape = [(n_out,), ()], init = zeros(), bounds = -1.0..=10.0)]
    bias: Option<Var>,
    /// What the input is multiplied with.
    #[simulation(shape = n_in, init = ones())]
    scale: Tensor,
    /// The last output.
    #[state(shape = n_out)]
    output: Var,
    #[module(origin)]
    origin: Origin,
}

/// Two of them, and an array.
#[derive(Module)]
#[module(shape = (n_in, n_out), dims(n_hidden))]
struct Net {
    #[module(shape = (n_in, n_hidden))]
    first: Linear,
    #[module(shape = (n_hidden, n_out))]
    second: Linear,
    #[parameter(family = "gains", init = fill(2.0))]
    gain: f32,
    #[module(origin)]
    origin: Origin,
}

fn linear() -> Linear {
    Linear::builder().shape((2, 3)).bias(Declared).key(Key::new(1)).build().unwrap()
}

fn net() -> Net {
    Net::builder()
        .shape((2, 4))
        .n_hidden(3)
        .second(Linear::builder().bias([0.5_f32; 4]))
        .key(Key::new(1))
        .build()
        .unwrap()
}

/// An attribute's elements, whatever holds them.
fn values<M: Module>(module: &M, path: &str) -> Vec<f32> {
    let tree = module.attributes().to_tree();
    tree.get(path).unwrap().array::<f32>().unwrap().iter().copied().collect()
}

fn tensor(elements: &[f32], shape: &[usize]) -> Tensor {
    Tensor::from_slice(elements, shape, &Device::Cpu).unwrap()
}

/// One step of an optimiser that makes all weights smaller.
fn step(optimiser: &mut AdamW, linear: &Linear) {
    let loss = linear.weight.sqr().unwrap().sum_all().unwrap();
    optimiser.backward_step(&loss).unwrap();
}

#[test]
fn tensors_are_registered_and_built_as_arrays_are() {
    let [weight, bias, ..] = Linear::REGISTRY.attributes() else { panic!("there are four") };
    assert_eq!((weight.dtype(), weight.family()), (Dtype::F32, Some("weights")));
    assert_eq!(bias.shapes().to_string(), "[(n_out), ()]");
    assert!(bias.is_optional());

    let linear = linear();
    let weights = Parameter::<Array2<f32>>::shaped((2, 3))
        .init(kaiming())
        .key(Key::new(1).at("weight"))
        .resolve()
        .unwrap();
    assert_eq!(linear.weight.dims(), [2, 3]);
    assert_eq!(linear.weight.dtype(), DType::F32);
    assert_eq!(
        linear.weight.flatten_all().unwrap().to_vec1::<f32>().unwrap(),
        weights.value().as_slice().unwrap()
    );
    assert_eq!(linear.scale.to_vec1::<f32>().unwrap(), [1.0; 2]);
    assert_eq!(linear.attributes().numel(), 6 + 3 + 2 + 3);
    assert!(linear.summary().to_string().contains("weight"));
}

#[test]
fn builders_take_tensors_variables_arrays_and_results() {
    let weight = tensor(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0], &[2, 3]);
    let linear = Linear::builder().weight(&weight).bias(array![1.0_f32, 2.0, 3.0]).build().unwrap();
    assert_eq!(values(&linear, "weight"), [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]);
    let var = Var::from_tensor(&weight).unwrap();
    let linear = Linear::builder()
        .weight(var.clone())
        .scale(Tensor::ones(2, DType::F32, &Device::Cpu))
        .build()
        .unwrap();
    // Arguments are copied in: nothing is shared with the caller.
    var.set(&weight.affine(2.0, 0.0).unwrap()).unwrap();
    assert_eq!(values(&linear, "weight"), [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]);
    let error = Linear::builder().shape((2, 3)).scale(weight.matmul(&weight)).build().err().unwrap();
    assert!(error.to_string().starts_with("scale: "), "{error}");
}

#[test]
fn a_tensor_of_a_wrong_shape_is_a_fault_that_says_who_bound_the_dim() {
    let error = Linear::builder().n_in(2).n_out(3).weight(tensor(&[0.0; 12], &[4, 3])).build().err().unwrap();
    assert_eq!(
        error.to_string(),
        "weight: expected shape (n_in, n_out) = (2, 3), found (4, 3); n_in = 2 was bound by the builder, n_out = 3 was bound by the builder"
    );
    let mut linear = linear();
    let error = linear.set("weight", tensor(&[0.0; 6], &[3, 2])).unwrap_err();
    assert!(
        error.to_string().starts_with("weight: expected shape (n_in, n_out) = (2, 3), found (3, 2)"),
        "{error}"
    );
    linear.output = Var::zeros(5, DType::F32, &Device::Cpu).unwrap();
    assert!(linear.check().is_err());
}

#[test]
fn a_tensor_of_another_type_is_refused_by_builders_and_converted_by_set() {
    let doubles = Tensor::zeros((2, 3), DType::F64, &Device::Cpu).unwrap();
    let error = Linear::builder().weight(&doubles).build().err().unwrap();
    assert_eq!(
        error.to_string(),
        "weight: expected a tensor of `F32`, found one of `F64`; convert it with `.to_dtype(DType::F32)`"
    );
    let mut linear = linear();
    linear.set("weight", doubles).unwrap();
    assert_eq!(values(&linear, "weight"), [0.0; 6]);
    linear.set("weight", array![[1.0_f64, 2.0, 3.0], [4.0, 5.0, 6.0]]).unwrap();
    assert_eq!(values(&linear, "weight"), [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]);
}

#[test]
fn bounds_hold_for_tensors() {
    let error = Linear::builder().shape((2, 3)).bias([0.0_f32, 11.0, 0.0]).build().err().unwrap();
    assert_eq!(error.to_string(), "bias: expected a value in -1.0..=10.0, found 11.0 at element 1");
    let mut linear = linear();
    assert!(linear.set("bias", tensor(&[0.0, 0.0, -2.0], &[3])).is_err());
    assert!(linear.parameters_mut().biases().flat::<f32>().unwrap().copy_from(&[0.0, 20.0, 0.0]).is_err());
    assert_eq!(values(&linear, "bias"), [0.0; 3]);
}

#[test]
fn elements_are_read_by_copies() {
    let linear = linear();
    let leaf = linear.parameters().get("weight").unwrap();
    assert!(leaf.array::<f32>().is_none() && leaf.slice::<f32>().is_none());
    assert!(leaf.get::<Var>().is_some());
    assert_eq!(leaf.to_value().array::<f32>().unwrap().shape(), [2, 3]);
    assert_eq!(leaf.shape().as_slice(), [2, 3]);
    // A value keeps what was, whatever becomes of the variable.
    let (value, before) = (leaf.to_value(), values(&linear, "weight"));
    linear.weight.set(&linear.weight.zeros_like().unwrap()).unwrap();
    assert_eq!(value.slice::<f32>().unwrap(), before);
}

#[test]
fn parameters_give_their_variables_and_constants_and_states_none() {
    let net = net();
    assert_eq!(net.parameters().vars().len(), 3);
    assert_eq!(net.attributes().vars().len(), 3);
    assert_eq!(net.state().vars().len(), 0);
    assert_eq!(net.parameters().weights().vars().len(), 2);
    assert_eq!(net.parameters().family("biases").unwrap().vars()[0].dims(), [4]);

    let weight = tensor(&[1.0; 6], &[2, 3]);
    let fixed = Linear::builder().weight(Constant(weight)).bias(Declared).build().unwrap();
    assert_eq!(fixed.parameters().vars().len(), 1);
    assert_eq!(fixed.simulation_parameters().get("weight").unwrap().shape().as_slice(), [2, 3]);
}

#[test]
fn b111_reset_keeps_the_variables_and_an_optimiser_made_before_still_trains_them() {
    let mut linear = linear();
    let before = values(&linear, "weight");
    let vars = linear.parameters().vars();
    let mut optimiser = AdamW::new(vars.clone(), ParamsAdamW { lr: 0.1, ..Default::default() }).unwrap();
    step(&mut optimiser, &linear);
    assert_ne!(values(&linear, "weight"), before);

    linear.reset_parameters();
    assert_eq!(values(&linear, "weight"), before);
    assert_eq!(linear.weight.as_tensor().id(), vars[0].as_tensor().id());
    step(&mut optimiser, &linear);
    let after = values(&linear, "weight");
    assert!(after.iter().zip(&before).all(|(after, before)| after.abs() < before.abs()));
}

#[test]
fn b111_all_ways_of_writing_keep_the_variable() {
    let given =
        Linear::builder().weight(tensor(&[7.0; 6], &[2, 3])).bias(Init(normal(0.0, 0.1))).key(Key::new(1));
    let mut linear = given.build().unwrap();
    let ids = |linear: &Linear| {
        linear.parameters().vars().iter().map(|var| var.as_tensor().id()).collect::<Vec<_>>()
    };
    let before = ids(&linear);
    linear.set("weight", array![[1.0_f32, 2.0, 3.0], [4.0, 5.0, 6.0]]).unwrap();
    let mut tree = Tree::new();
    tree.set("bias", vec![1.0_f32, 2.0, 3.0].into()).unwrap();
    linear.set_attributes(&tree).unwrap();
    linear.parameters_mut().flat::<f32>().unwrap().copy_from(&[0.5; 9]).unwrap();
    linear.reset_parameters_with(Key::new(2));
    linear.attributes_mut().reset();
    assert_eq!(ids(&linear), before);
    assert_eq!(values(&linear, "weight"), [7.0; 6]);
    linear.reset_state();
    // Another of the permitted shapes is another variable.
    linear.set("bias", 1.0_f32).unwrap();
    assert_eq!(linear.bias.as_ref().unwrap().dims(), [0; 0]);
}

#[test]
fn flat_vectors_go_out_and_in() {
    let mut net = net();
    let flat = net.parameters().flat::<f32>().unwrap();
    assert_eq!(flat.layout().get("second.bias"), Some(19..23));
    let vector = flat.to_vec();
    assert_eq!(vector[19..23], [0.5; 4]);
    let changed: Vec<f32> = (0..vector.len()).map(|index| index as f32 / 100.0).collect();
    net.parameters_mut().flat::<f32>().unwrap().copy_from(&changed).unwrap();
    assert_eq!(net.parameters().flat::<f32>().unwrap().to_vec(), changed);
    assert_eq!(net.second.bias.as_ref().unwrap().to_vec1::<f32>().unwrap(), changed[19..23]);
    assert!(net.parameters().flat::<f64>().is_err());
}

#[test]
fn trees_go_out_and_in_all_or_nothing() {
    let (mut net, other) =
        (net(), Net::builder().shape((2, 4)).n_hidden(3).key(Key::new(9)).build().unwrap());
    let mut tree = other.parameters().to_tree();
    net.set_attributes(&tree).unwrap();
    assert_eq!(values(&net, "first.weight"), values(&other, "first.weight"));
    let before = net.parameters().to_tree();
    tree.set("second.weight", ArrayD::<f32>::zeros(vec![4, 3]).into()).unwrap();
    tree.set("first.weight", ArrayD::<f32>::zeros(vec![2, 3]).into()).unwrap();
    assert!(net.set_attributes(&tree).is_err());
    assert_eq!(net.parameters().to_tree(), before);
}

#[test]
fn files_of_all_formats_bring_tensors_back() {
    for format in [Format::Json, Format::Safetensors, Format::Npz] {
        let (saved, mut loaded) = (
            net(),
            Net::builder()
                .shape((2, 4))
                .n_hidden(3)
                .second(Linear::builder().bias(Declared))
                .key(Key::new(9))
                .build()
                .unwrap(),
        );
        let ids: Vec<_> = loaded.parameters().vars().iter().map(|var| var.as_tensor().id()).collect();
        let options = rockpool_io::Options::new().state();
        let file = options.to_bytes(&saved, format).unwrap();
        options.plan_bytes(&loaded, &file, format).unwrap().apply(&mut loaded).unwrap();
        assert_eq!(saved.parameters().to_tree(), loaded.parameters().to_tree(), "{format:?}");
        assert_eq!(
            ids,
            loaded.parameters().vars().iter().map(|var| var.as_tensor().id()).collect::<Vec<_>>()
        );
    }
}

#[test]
fn modules_are_generic_over_what_holds_their_values() {
    #[derive(Module)]
    #[module(shape = n)]
    struct Gain<V: ArrayValue<Elem = f32> + Rank<1>> {
        #[parameter(shape = n, init = ones())]
        gain: Option<V>,
        #[module(origin)]
        origin: Origin,
    }
    let tensors = Gain::<Var>::builder().n(3).gain(Declared).build().unwrap();
    let arrays = Gain::<Vec<f32>>::builder().n(3).gain(Declared).build().unwrap();
    assert_eq!(tensors.parameters().to_tree(), arrays.parameters().to_tree());
    assert_eq!(tensors.parameters().vars().len(), 1);
    assert!(Gain::<Var>::builder().n(3).build().unwrap().parameters().vars().is_empty());
}

#[test]
fn functions_make_tensors() {
    #[derive(Module)]
    #[module(shape = n)]
    struct Ramp {
        #[parameter(shape = n, init = from_fn(|shape| Tensor::arange(0.0_f32, shape[0] as f32, &Device::Cpu)))]
        heights: Var,
        #[simulation(init = Tensor::new(&[1.0_f32, 2.0], &Device::Cpu).unwrap())]
        pair: Tensor,
        #[module(origin)]
        origin: Origin,
    }
    let mut ramp = Ramp::builder().n(3).build().unwrap();
    let id = ramp.heights.as_tensor().id();
    assert_eq!(values(&ramp, "heights"), [0.0, 1.0, 2.0]);
    assert_eq!(values(&ramp, "pair"), [1.0, 2.0]);
    ramp.set("heights", vec![5.0_f32; 3]).unwrap();
    ramp.reset_parameters();
    assert_eq!(values(&ramp, "heights"), [0.0, 1.0, 2.0]);
    assert_eq!(ramp.heights.as_tensor().id(), id);
}

#[test]
fn a_variable_of_another_type_put_into_the_field_keeps_it() {
    let mut linear = linear();
    linear.weight = Var::ones((2, 3), DType::F64, &Device::Cpu).unwrap();
    let id = linear.weight.as_tensor().id();
    assert_eq!(values_f64(&linear), [1.0; 6]);
    linear.set("weight", array![[1.0_f32, 2.0, 3.0], [4.0, 5.0, 6.0]]).unwrap();
    assert_eq!((linear.weight.dtype(), linear.weight.as_tensor().id()), (DType::F64, id));
    assert_eq!(values_f64(&linear), [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]);
}

fn values_f64(linear: &Linear) -> Vec<f64> {
    linear.weight.flatten_all().unwrap().to_vec1().unwrap()
}
