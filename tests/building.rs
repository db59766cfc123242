//! Building: arguments, constants, options, submodules, and all faults at once.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use ndarray::{Array1, Array2, ArrayD, array};
use rockpool_core::prelude::*;

#[derive(Module, Clone, Debug, PartialEq)]
#[module(shape = (n_in, n_out), dims(n_syn = n_in / n_out))]
struct Lif {
    #[parameter(family = "weights", shape = (n_out, n_in), init = kaiming())]
    w_rec: Option<Array2<f64>>,
    #[parameter(family = "taus", shape = [(n_out,), ()], init = fill(20e-3), unit = "s", bounds = 1e-6..)]
    tau_mem: ArrayD<f64>,
    #[parameter(family = "taus", shape = [(n_out, n_syn), (1, n_syn), ()], init = fill(20e-3), unit = "s")]
    tau_syn: ArrayD<f64>,
    #[state(shape = n_out)]
    vmem: Array1<f64>,
    #[simulation(init = 1e-3, unit = "s", bounds = 1e-9..=1.0)]
    dt: f64,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module, Clone, Debug, PartialEq)]
#[module(shape = (n_in, n_out))]
struct Linear {
    #[parameter(family = "weights", shape = (n_in, n_out), init = kaiming())]
    weight: Array2<f64>,
    #[parameter(family = "biases", shape = n_out, init = zeros())]
    bias: Option<Array1<f64>>,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module, Clone, Debug, PartialEq)]
#[module(shape = (n_in, n_out), dims(n_hidden))]
struct Net {
    #[module(shape = (n_in, n_hidden))]
    project: Linear,
    #[module(shape = (n_hidden, n_hidden))]
    hidden: Lif,
    #[module(shape = (n_hidden, n_out))]
    readout: Linear,
    #[module(origin)]
    origin: Origin,
}

#[test]
fn what_is_left_out_is_as_declared() -> Result<(), Error> {
    let lif = Lif::builder().n_in(4).n_out(2).build()?;
    assert_eq!(lif.w_rec, None);
    assert_eq!(lif.tau_mem, array![0.02, 0.02].into_dyn());
    assert_eq!(lif.tau_syn, Array2::from_elem((2, 2), 0.02).into_dyn());
    assert_eq!((&lif.vmem, lif.dt), (&array![0.0, 0.0], 1e-3));
    assert_eq!(lif.parameters().len(), 2, "an absent attribute is not listed");
    Ok(())
}

#[test]
fn declared_makes_an_option_present() -> Result<(), Error> {
    let lif = Lif::builder().n_in(4).n_out(2).w_rec(Declared).build()?;
    assert_eq!(lif.w_rec.as_ref().unwrap().dim(), (2, 4));
    assert_eq!(lif.parameters().len(), 3);
    let plain = Lif::builder().n_in(4).n_out(2).tau_mem(Declared).build()?;
    assert_eq!(plain.tau_mem.sum(), 0.04);
    let none = Lif::builder().n_in(4).n_out(2).w_rec(None).build()?;
    assert_eq!(none.w_rec, None);
    let some = Lif::builder().w_rec(Some(Array2::zeros((2, 4)))).build()?;
    assert_eq!(some.shape(), [4, 2]);
    Ok(())
}

#[test]
fn b030_a_constant_is_a_simulation_parameter_of_its_instance() -> Result<(), Error> {
    let lif = Lif::builder()
        .n_in(4)
        .n_out(2)
        .tau_syn(Constant(array![0.01, 0.02]))
        .w_rec(Constant(Init(fill(0.5))))
        .vmem(vec![1.0, 2.0])
        .build()?;
    assert_eq!(lif.tau_syn, array![[0.01, 0.02]].into_dyn());
    let listed = |view: View<'_, Lif>| view.iter().map(|leaf| leaf.path().to_string()).collect::<Vec<_>>();
    assert_eq!(listed(lif.parameters()), ["tau_mem"]);
    assert_eq!(listed(lif.state()), ["vmem"]);
    assert_eq!(listed(lif.simulation_parameters()), ["w_rec", "tau_syn", "dt"]);
    assert_eq!(listed(lif.simulation_parameters().taus()), ["tau_syn"]);
    assert_eq!(lif.parameters().flat::<f64>()?.len(), 2);
    // The type's registry, and other instances, know nothing of it.
    assert_eq!(Lif::REGISTRY.attributes()[2].kind(), Kind::Parameter);
    assert_eq!(listed(Lif::builder().n_in(4).n_out(2).build()?.parameters()), ["tau_mem", "tau_syn"]);
    Ok(())
}

#[test]
fn b025_b027_b031_a_constant_marks_the_attribute_and_not_the_value() -> Result<(), Error> {
    let value = array![0.1, 0.2];
    let constant = Constant(&value);
    let fixed = Lif::builder().n_in(2).n_out(2).tau_mem(constant).build()?;
    let free = Lif::builder().n_in(2).n_out(2).tau_mem(&value * 2.0).build()?;
    assert_eq!((fixed.parameters().len(), free.parameters().len()), (1, 2));
    // A value read from a constant is a plain value.
    let again = Lif::builder().n_in(2).n_out(2).tau_mem(&fixed.tau_mem).build()?;
    assert_eq!(again.parameters().len(), 2);
    Ok(())
}

#[test]
fn b028_b029_every_type_may_be_constant() -> Result<(), Error> {
    #[derive(Module)]
    struct All {
        #[parameter(init = false)]
        truth: bool,
        #[parameter(init = "a")]
        text: String,
        #[parameter(init = f64::abs as fn(f64) -> f64)]
        function: fn(f64) -> f64,
        #[parameter(init = 1.0)]
        option: Option<f64>,
        #[module(origin)]
        origin: Origin,
    }
    let all = All::builder()
        .truth(Constant(true))
        .text(Constant("b"))
        .function(Constant(f64::sqrt as fn(f64) -> f64))
        .option(Constant(3))
        .build()?;
    assert!(all.parameters().is_empty());
    assert_eq!(all.simulation_parameters().len(), 4);
    assert_eq!((all.truth, &*all.text, (all.function)(4.0), all.option), (true, "b", 2.0, Some(3.0)));
    Ok(())
}

#[test]
fn the_last_call_counts() -> Result<(), Error> {
    let lif = Lif::builder().n_in(2).n_out(2).tau_mem(Constant(0.1)).tau_mem(0.2).build()?;
    assert_eq!((lif.tau_mem.sum(), lif.parameters().len()), (0.2, 2));
    Ok(())
}

#[test]
fn submodules_are_given_built_as_builders_or_left_out() -> Result<(), Error> {
    let hidden = Lif::builder().n_in(3).n_out(3).dt(0.5).build()?;
    let net = Net::builder()
        .project(Linear::builder().n_in(2).bias(Declared))
        .hidden(hidden.clone())
        .n_out(4)
        .build()?;
    assert_eq!(net.hidden, hidden);
    assert_eq!(net.project.weight.dim(), (2, 3));
    assert_eq!(net.project.bias.as_ref().map(Array1::len), Some(3));
    assert_eq!((net.readout.weight.dim(), &net.readout.bias), ((3, 4), &None));
    assert_eq!(net.shape(), [2, 4]);
    Ok(())
}

#[test]
fn all_faults_of_the_whole_tree_come_at_once() {
    let error = Net::builder()
        .n_in(2)
        .n_hidden(3)
        .n_out(4)
        .project(Linear::builder().weight(Array2::zeros((2, 3))).bias(vec![1.0; 5]))
        .hidden(Lif::builder().tau_mem(-1.0).tau_syn(array![1.0, 2.0]).dt(f64::NAN).vmem(vec![0.0; 7]))
        .readout(Linear::builder().n_out(9).weight(Array2::zeros((4, 3))))
        .build()
        .unwrap_err();
    let paths: Vec<String> = error.faults().iter().map(|fault| fault.path().to_string()).collect();
    assert_eq!(
        paths,
        [
            "project.bias",
            "hidden.tau_mem",
            "hidden.tau_syn",
            "hidden.vmem",
            "hidden.dt",
            "readout",
            "readout.weight",
        ],
        "{error}"
    );
    let lines: Vec<String> = error.to_string().lines().map(str::to_owned).collect();
    assert_eq!(lines.len(), 7);
    assert_eq!(
        lines[0],
        "project.bias: expected shape (n_out) = (3), found (5); n_out = 3 was bound by the parent"
    );
    assert_eq!(lines[1], "hidden.tau_mem: expected a value in 1e-6.., found -1.0");
    assert_eq!(lines[4], "hidden.dt: expected a value in 1e-9..=1.0, found NaN");
}

#[test]
fn faults_are_data_as_well_as_words() {
    let error = Lif::builder().n_in(4).n_out(2).tau_mem(array![1., 2., 3.]).build().unwrap_err();
    let fault = &error.faults()[0];
    assert_eq!(fault.path(), &"tau_mem");
    let FaultKind::Shape { expected, found, bound, would_reinterpret } = fault.kind() else {
        panic!("another kind of fault: {fault:?}")
    };
    assert_eq!(*found, [3]);
    assert_eq!(expected.len(), 2);
    assert_eq!(
        (&*expected[0].declared, expected[0].resolved.clone().unwrap().to_vec()),
        ("(n_out)", vec![2])
    );
    assert_eq!((bound[0].dim, bound[0].value, bound.len()), ("n_out", 2, 1));
    assert!(!would_reinterpret);
    let boxed: Box<dyn std::error::Error + Send + Sync> = Box::new(error.clone());
    assert_eq!(boxed.to_string(), error.to_string());
}

#[test]
fn b009_a_matrix_is_never_reinterpreted() {
    let given = array![[1., 2.], [3., 4.], [5., 6.]];
    let error = Linear::builder().n_in(2).n_out(3).weight(&given).build().unwrap_err();
    assert!(error.to_string().contains("transpose it with `.t()`"), "{error}");
    let linear = Linear::builder().n_in(2).n_out(3).weight(given.t()).build().unwrap();
    assert_eq!(linear.weight, array![[1., 3., 5.], [2., 4., 6.]]);
    // Flat data, and axes of 1, are no matrices.
    let flat = Linear::builder().n_in(2).n_out(3).weight(vec![1., 2., 3., 4., 5., 6.]).build().unwrap();
    assert_eq!(flat.weight, array![[1., 2., 3.], [4., 5., 6.]]);
    let thick =
        Linear::builder().n_in(2).n_out(3).weight(given.t().insert_axis(ndarray::Axis(1))).build().unwrap();
    assert_eq!(thick.weight, linear.weight);
}

#[test]
fn b007_b008_an_exact_match_comes_first_and_then_the_first_of_equal_size() -> Result<(), Error> {
    let syn = |lif: LifBuilder| lif.n_in(4).n_out(2).build().map(|lif| lif.tau_syn.shape().to_vec());
    assert_eq!(syn(Lif::builder().tau_syn(array![[0.1, 0.2]]))?, [1, 2]);
    assert_eq!(syn(Lif::builder().tau_syn(array![0.1, 0.2]))?, [1, 2]);
    assert_eq!(syn(Lif::builder().tau_syn(vec![0.1; 4]))?, [2, 2]);
    assert_eq!(syn(Lif::builder().tau_syn(0.1))?, [0; 0]);
    assert_eq!(syn(Lif::builder().tau_syn(array![[[0.1]]]))?, [0; 0]);
    assert!(syn(Lif::builder().tau_syn(vec![0.1; 3])).is_err());
    Ok(())
}

#[test]
fn b012_a_scalar_is_never_spread() {
    let error = Lif::builder().n_in(2).n_out(2).vmem(0.5).build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "vmem: expected shape (n_out) = (2), found (); n_out = 2 was bound by the builder; a scalar is not spread over \
         an array: give an array, or `Init(fill(..))` to the builder"
    );
    // With one neuron it is a reshape.
    assert_eq!(Lif::builder().n_in(1).n_out(1).vmem(0.5).build().unwrap().vmem, array![0.5]);
}

#[test]
fn what_is_missing_is_told_after_what_is_wrong() {
    let error = Lif::builder().n_out(3).tau_mem(array![1.0, 2.0]).build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "tau_mem: expected shape (n_out) = (3) or (), found (2); n_out = 3 was bound by the builder\n\
         dim `n_in` is bound by nothing; give `.n_in(..)`, or data whose shape implies it"
    );
    assert_eq!(error.faults()[0].path(), "tau_mem");
}

#[test]
fn a_parameter_given_for_another_kind_is_told_by_its_kind() {
    let error = Lif::builder().n_in(2).n_out(2).dt(Parameter::new(0.1)).build().unwrap_err();
    assert_eq!(error.to_string(), "dt: expected a simulation parameter, found a parameter");
}

#[test]
fn a_shape_with_too_few_lengths_is_one_fault() {
    let error = Lif::builder().shape(3).build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "`Lif` has the shape (n_in, n_out), but `.shape(3)` gives it 1 length; give 2"
    );
}

#[test]
fn b040_b044_b045_b046_what_python_lets_through_is_no_program_here() -> Result<(), Error> {
    // No attribute is `None` but an `Option`; none is declared twice; a module is built whole or not at all.
    let error = Lif::builder().build().unwrap_err();
    assert_eq!(error.faults().len(), 2);
    #[derive(Module, Debug)]
    struct Needs {
        #[parameter]
        must: f64,
        #[parameter]
        list: Vec<f64>,
        #[module(origin)]
        origin: Origin,
    }
    let error = Needs::builder().build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "must: expected a value or an initialiser, found neither; give one, or declare `init`\n\
         list: expected a value or an initialiser, found neither; give one, or declare `init`"
    );
    let error = Needs::builder().must(1.0).list(Init(zeros())).build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "list: expected data or a shape, found neither; give data, or declare `shape`"
    );
    Needs::builder().must(1.0).list(vec![]).build().map(|_| ())
}

#[test]
fn b082_built_modules_are_cloned_whole() -> Result<(), Error> {
    let mut lif = Lif::builder().n_in(2).n_out(2).tau_mem(Constant(0.1)).w_rec(Declared).build()?;
    let mut clone = lif.clone();
    clone.parameters_mut().for_each_array::<f64>(|_, mut a| a.fill(9.0));
    assert_eq!(clone.parameters().len(), lif.parameters().len());
    clone.reset_parameters();
    assert_eq!(clone, lif);
    lif.reset_parameters();
    assert_eq!(clone, lif);
    Ok(())
}

#[test]
fn b095_values_outside_their_bounds_are_refused() {
    let build = |tau: f64| Lif::builder().n_in(2).n_out(2).tau_mem(tau).build();
    for tau in [0.0, -1.0, f64::NAN, f64::NEG_INFINITY] {
        assert!(build(tau).is_err(), "{tau}");
    }
    assert!(build(1e-6).is_ok() && build(f64::INFINITY).is_ok());
    let error = Lif::builder().n_in(2).n_out(2).tau_mem(Init(fill(0.0))).build().unwrap_err();
    assert_eq!(error.to_string(), "tau_mem: expected a value in 1e-6.., found 0.0 at element 0");
}

#[test]
fn b035_b024_modules_and_values_are_shown() -> Result<(), Error> {
    let lif = Lif::builder().n_in(1).n_out(1).build()?;
    let shown = format!("{lif:?}");
    assert!(shown.contains("tau_mem: [0.02]"), "{shown}");
    Ok(())
}
