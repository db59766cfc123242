//! Parameters, states and simulation parameters standing alone, and as arguments of a builder.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use ndarray::{Array1, Array2, ArrayD, array};
use rockpool_core::prelude::*;

#[test]
fn b001_b002_b003_faults_come_in_the_order_of_the_steps() {
    let error = Parameter::<ArrayD<f64>>::shaped((2, 2)).resolve().unwrap_err();
    assert_eq!(
        error.to_string(),
        "expected a value or an initialiser, found neither; give one, or declare `init`"
    );
    // The shape comes before the cast.
    fn never(_: ArrayD<f64>) -> ArrayD<f64> {
        panic!("a cast of data that does not fit")
    }
    let error = Parameter::new(array![1.0, 2.0]).shape(3).cast(never).resolve().unwrap_err();
    assert_eq!(error.to_string(), "expected shape (3), found (2)");
}

#[test]
fn b004_b005_shapes_are_lengths_tuples_and_lists() -> Result<(), Error> {
    let zeroed = |shape: Parameter<ArrayD<f64>>| shape.init(zeros()).resolve().map(|p| p.shape().to_vec());
    assert_eq!(zeroed(Parameter::shaped(3))?, [3]);
    assert_eq!(zeroed(Parameter::shaped((3, 2)))?, [3, 2]);
    assert_eq!(zeroed(Parameter::shaped([3, 2]))?, [3, 2]);
    assert_eq!(zeroed(Parameter::shaped(()))?, [0; 0]);
    assert_eq!(zeroed(Parameter::shaped(shapes![(3,), (2, 2)]))?, [3]);
    assert_eq!(zeroed(Parameter::shaped(shapes![2, ()]))?, [2]);
    assert_eq!(zeroed(Parameter::shaped(vec![0, 4]))?, [0, 4]);
    Ok(())
}

#[test]
fn a_number_has_no_shape_but_that_of_a_scalar() {
    let error = Parameter::new(1.0).shape(1).resolve().unwrap_err();
    assert_eq!(error.to_string(), "expected shape (1), found (); a `f64` has no other: give an array");
}

#[test]
fn b006_an_empty_list_of_shapes_is_a_fault_and_no_panic() {
    assert!(Parameter::<ArrayD<f64>>::shaped(shapes![]).init(zeros()).resolve().is_err());
    assert!(Parameter::new(1.0).shape(shapes![]).resolve().is_err());
}

#[test]
fn b009_standing_alone_a_matrix_is_never_reinterpreted_either() {
    let error = Parameter::new(Array2::<f64>::zeros((3, 2))).shape((2, 3)).resolve().unwrap_err();
    assert_eq!(
        error.to_string(),
        "expected shape (2, 3), found (3, 2); a matrix is never read as another: transpose it with `.t()`, \
         or reshape it yourself"
    );
}

#[test]
fn b014_b015_data_keeps_its_type() -> Result<(), Error> {
    let float = Parameter::new(0.5_f64).resolve()?;
    let _: &f64 = float.value();
    let text = SimulationParameter::new("euler").resolve()?;
    assert_eq!((text.value().as_str(), text.shape().len()), ("euler", 0));
    let vector = Parameter::new(vec![1_u8, 2]).resolve()?;
    assert_eq!(vector.value(), &array![1_u8, 2].into_dyn());
    let nested = Parameter::new([[1.0_f32, 2.0]]).shape(2).resolve()?;
    assert_eq!(nested.value(), &array![1.0_f32, 2.0].into_dyn());
    let view = array![1.0, 2.0];
    assert_eq!(Parameter::new(view.view()).resolve()?.value(), &view.clone().into_dyn());
    assert_eq!(Parameter::new(Constant(view.clone())).resolve()?.value(), &view.into_dyn());
    Ok(())
}

#[test]
fn b017_the_list_of_shapes_stays_the_callers() -> Result<(), Error> {
    let list = shapes![3, ()];
    let before = list.clone();
    Parameter::new(1.0).shape(list.clone()).resolve()?;
    assert_eq!(list, before);
    Ok(())
}

#[test]
fn b018_lengths_beyond_memory_are_faults() {
    assert!(Parameter::<ArrayD<f64>>::shaped(usize::MAX).init(zeros()).resolve().is_err());
    assert!(Parameter::<ArrayD<f64>>::shaped((usize::MAX, usize::MAX)).init(zeros()).resolve().is_err());
    assert!(Parameter::<ArrayD<f64>>::shaped((0, usize::MAX)).init(zeros()).resolve().is_err());
}

#[test]
fn b019_b021_wrong_shapes_of_initialisers_and_casts_are_faults() {
    let wrong = Parameter::<ArrayD<f64>>::shaped(3).init(from_fn(|_: &[usize]| vec![1.0]));
    assert_eq!(wrong.resolve().unwrap_err().to_string(), "expected shape (3), the initialiser gives (1)");
    let cast = Parameter::new(array![1.0, 2.0]).cast(|_| ArrayD::zeros(vec![5]));
    assert_eq!(cast.resolve().unwrap_err().to_string(), "expected shape (2), the cast gives (5)");
}

#[test]
fn b020_data_wins_over_an_initialiser_at_reset_too() -> Result<(), Error> {
    let mut p = Parameter::new(array![1.0_f64, 2.0]).init(zeros()).resolve()?;
    assert_eq!(p.value(), &array![1.0, 2.0].into_dyn());
    p.value_mut().fill(9.0);
    p.reset();
    assert_eq!(p.value(), &array![1.0, 2.0].into_dyn());
    Ok(())
}

#[test]
fn b030_constants_are_simulation_parameters_of_any_kind() -> Result<(), Error> {
    assert_eq!(Parameter::new(Constant(0.1)).resolve()?.kind(), Kind::Simulation);
    assert_eq!(State::new(Constant(0.1)).resolve()?.kind(), Kind::Simulation);
    assert_eq!(SimulationParameter::new(0.1).resolve()?.kind(), Kind::Simulation);
    assert_eq!(State::new(0.1).resolve()?.kind(), Kind::State);
    assert_eq!(Parameter::new(Constant(0.1)).family("taus").resolve()?.family(), Some("taus"));
    assert_eq!(Parameter::new(0.1).resolve()?.family(), None);
    Ok(())
}

#[test]
fn b064_b075_random_values_are_drawn_with_the_key() -> Result<(), Error> {
    let drawn =
        |seed| Parameter::<ArrayD<f64>>::shaped(4).init(normal(0.0, 1.0)).key(Key::new(seed)).resolve();
    let mut one = drawn(1)?;
    assert_eq!(one.value(), drawn(1)?.value());
    assert_ne!(one.value(), drawn(2)?.value());
    one.value_mut().fill(0.0);
    one.reset();
    assert_eq!(one.value(), drawn(1)?.value());
    Ok(())
}

#[derive(Module, Clone, Debug, PartialEq)]
#[module(shape = n)]
struct Holder {
    #[parameter(family = "weights", shape = [(n, n), (n,)], init = ones())]
    w: ArrayD<f64>,
    #[state(shape = n)]
    x: Array1<f64>,
    #[simulation(init = 0.5, bounds = 0.0..)]
    dt: f64,
    #[module(origin)]
    origin: Origin,
}

#[test]
fn a_builder_takes_them_with_data_or_an_initialiser() -> Result<(), Error> {
    let holder = Holder::builder()
        .n(2)
        .w(Parameter::new(vec![1., 2., 3., 4.]).shape((2, 2)).family("weights"))
        .x(State::new(vec![5.0, 6.0]))
        .dt(SimulationParameter::new(0.25))
        .build()?;
    assert_eq!(holder.w, array![[1., 2.], [3., 4.]].into_dyn());
    assert_eq!((&holder.x, holder.dt), (&array![5.0, 6.0], 0.25));
    assert_eq!((holder.parameters().len(), holder.state().len()), (1, 1));

    let mut drawn =
        Holder::builder().n(2).w(Parameter::<ArrayD<f64>>::shaped((2, 2)).init(fill(7.0))).build()?;
    assert_eq!(drawn.w.sum(), 28.0);
    drawn.w.fill(0.0);
    drawn.reset_parameters();
    assert_eq!(drawn.w.sum(), 28.0);

    let constant = Holder::builder().n(2).w(Parameter::new(Constant(array![1.0, 2.0]))).build()?;
    assert!(constant.parameters().is_empty());
    assert_eq!(constant.simulation_parameters().weights().len(), 1);
    let fixed = Holder::builder().n(2).w(SimulationParameter::new(array![1.0, 2.0])).build()?;
    assert!(fixed.parameters().is_empty());
    Ok(())
}

#[test]
fn a_cast_of_a_standing_parameter_runs_once() -> Result<(), Error> {
    let mut holder = Holder::builder().n(1).x(State::new(vec![3.0]).cast(|x| x * 2.0)).build()?;
    assert_eq!(holder.x, array![6.0]);
    holder.x.fill(0.0);
    holder.reset_state();
    assert_eq!(holder.x, array![6.0]);
    let mut drawn =
        Holder::builder().n(1).x(State::<ArrayD<f64>>::shaped(1).init(ones()).cast(|x| x * 3.0)).build()?;
    assert_eq!(drawn.x, array![3.0]);
    drawn.reset_state();
    assert_eq!(drawn.x, array![3.0]);
    Ok(())
}

#[test]
fn another_kind_family_or_shape_is_a_fault_at_the_attribute() {
    let error = Holder::builder()
        .n(2)
        .w(State::new(array![1.0, 2.0]))
        .x(Parameter::new(vec![1.0, 2.0]).family("states"))
        .dt(SimulationParameter::new(0.25).family("solver"))
        .build()
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "w: expected a parameter, found a state\n\
         x: expected a state, found a parameter\n\
         x: expected no family, found `states`\n\
         dt: expected no family, found `solver`"
    );
    let error = Holder::builder().n(2).w(Parameter::new(vec![1.0, 2.0]).shape((3, 3))).build().unwrap_err();
    assert_eq!(error.to_string(), "w: expected shape (3, 3), found (2)");
    let error = Holder::builder()
        .n(2)
        .w(Parameter::new(vec![1.0, 2.0, 3.0]))
        .dt(SimulationParameter::new(-1.0))
        .build();
    assert_eq!(error.unwrap_err().faults().len(), 2);
}

#[test]
fn the_shape_of_an_initialised_one_must_be_the_attributes() -> Result<(), Error> {
    // The second permitted shape, asked for by name.
    let holder = Holder::builder().n(2).w(Parameter::<ArrayD<f64>>::shaped(2).init(fill(7.0))).build()?;
    assert_eq!(holder.w, array![7.0, 7.0].into_dyn());
    let error = Holder::builder().n(2).w(Parameter::<ArrayD<f64>>::shaped((5, 5)).init(fill(7.0))).build();
    assert!(error.is_err(), "{error:?}");
    // It binds the dims, as data does.
    let holder = Holder::builder().x(State::<ArrayD<f64>>::shaped(3).init(ones())).build()?;
    assert_eq!(holder.shape(), [3]);
    Ok(())
}
