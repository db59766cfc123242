//! Reset: attributes return to what they were built with, in place, by kind, family and path.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use ndarray::{Array1, Array2, ArrayD, ShapeBuilder, array};
use rockpool_core::prelude::*;
use std::sync::atomic::{AtomicUsize, Ordering};

#[derive(Module, Clone, Debug, PartialEq)]
#[module(shape = n)]
struct Layer {
    #[parameter(family = "weights", shape = (n, n), init = normal(0.0, 1.0))]
    w: Array2<f64>,
    #[parameter(family = "taus", shape = [(n,), ()], init = fill(0.02), unit = "s")]
    tau: ArrayD<f64>,
    #[state(family = "taus", shape = n, init = fill(0.5), unit = "s")]
    trace: Array1<f64>,
    #[simulation(init = 1e-3, unit = "s")]
    dt: f64,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module, Clone, Debug, PartialEq)]
#[module(shape = n)]
struct Net {
    #[module(shape = n)]
    first: Layer,
    #[module(shape = n)]
    layers: Vec<Layer>,
    #[parameter(family = "biases", shape = n, init = uniform(-1.0, 1.0))]
    bias: Array1<f64>,
    #[module(origin)]
    origin: Origin,
}

fn net() -> Net {
    let layer = |seed| Layer::builder().n(2).key(Key::new(seed)).build().unwrap();
    Net::builder().n(2).layers(vec![layer(5), layer(6)]).key(Key::new(1)).build().unwrap()
}

fn spoil(net: &mut Net) {
    net.attributes_mut().for_each_array::<f64>(|_, mut array| array.fill(-9.0));
}

/// The paths whose values differ from those as built, or are as built.
fn paths(net: &Net, as_built: bool) -> Vec<String> {
    let built = self::net().attributes().to_tree();
    let leaves = net.attributes().iter();
    let kept =
        leaves.filter(|leaf| (built.get(&leaf.path().to_string()) == Some(&leaf.to_value())) == as_built);
    kept.map(|leaf| leaf.path().to_string()).collect()
}

#[test]
fn reset_parameters_resets_parameters_and_nothing_else() {
    let mut net = net();
    spoil(&mut net);
    net.reset_parameters();
    assert_eq!(
        paths(&net, true),
        ["bias", "first.w", "first.tau", "layers.0.w", "layers.0.tau", "layers.1.w", "layers.1.tau"]
    );
}

#[test]
fn reset_state_resets_states_and_nothing_else() {
    let mut net = net();
    spoil(&mut net);
    net.reset_state();
    assert_eq!(paths(&net, true), ["first.trace", "layers.0.trace", "layers.1.trace"]);
}

/// The paths that a view resets.
fn reset(select: impl FnOnce(&mut Net) -> Result<ViewMut<'_, Net>, Error>) -> Result<Vec<String>, Error> {
    let mut net = net();
    spoil(&mut net);
    select(&mut net)?.reset();
    Ok(paths(&net, true))
}

#[test]
fn what_a_view_holds_is_reset() -> Result<(), Error> {
    assert_eq!(
        reset(|net| net.parameters_mut().family("taus"))?,
        ["first.tau", "layers.0.tau", "layers.1.tau"]
    );
    assert_eq!(
        reset(|net| net.attributes_mut().family("taus")?.at("layers.1"))?,
        ["layers.1.tau", "layers.1.trace"]
    );
    assert_eq!(reset(|net| net.attributes_mut().at("layers.1.w"))?, ["layers.1.w"]);
    assert_eq!(reset(|net| net.state_mut().at("layers"))?, ["layers.0.trace", "layers.1.trace"]);
    assert_eq!(reset(|net| Ok(net.parameters_mut().named("w")))?, ["first.w", "layers.0.w", "layers.1.w"]);
    let dts = ["first.dt", "layers.0.dt", "layers.1.dt"];
    assert_eq!(reset(|net| Ok(net.simulation_parameters_mut()))?, dts);
    assert_eq!(
        reset(|net| net.attributes_mut().at("first"))?,
        ["first.w", "first.tau", "first.trace", "first.dt"]
    );
    assert_eq!(
        reset(|net| net.attributes_mut().at("first")?.without("first.dt"))?,
        ["first.w", "first.tau", "first.trace"]
    );
    assert_eq!(reset(|net| Ok(net.attributes_mut()))?.len(), 13);
    assert_eq!(reset(|net| Ok(net.attributes_mut().of::<f32>()))?, [""; 0]);
    Ok(())
}

#[test]
fn nothing_is_reset_where_the_selection_has_a_typo() {
    for (refused, message) in [
        (
            reset(|net| net.attributes_mut().at("layer")),
            "layer: there is no such attribute or module, did you mean `layers`?",
        ),
        (
            reset(|net| net.attributes_mut().at("layers.1.w.x")),
            "layers.1.w.x: there is no such attribute or module; `layers.1` has `w`, `tau`, `trace` and `dt`",
        ),
        (
            reset(|net| net.attributes_mut().without("layers.1.dT")),
            "layers.1.dT: there is no such attribute or module, did you mean `layers.1.dt`?",
        ),
        (
            reset(|net| net.parameters_mut().family("tau")),
            "no attribute declares the family `tau`, did you mean `taus`?",
        ),
    ] {
        assert_eq!(refused.unwrap_err().to_string(), message);
    }
}

#[test]
fn random_initialisers_of_any_view_draw_anew_with_a_key() -> Result<(), Error> {
    let mut net = net();
    let built = net.clone();
    net.parameters_mut().weights().reset_with(Key::new(9));
    let changed = |net: &Net| {
        let before = built.attributes().to_tree();
        let leaves = net
            .attributes()
            .iter()
            .filter(|leaf| before.get(&leaf.path().to_string()) != Some(&leaf.to_value()));
        leaves.map(|leaf| leaf.path().to_string()).collect::<Vec<_>>()
    };
    assert_eq!(changed(&net), ["first.w", "layers.0.w", "layers.1.w"]);
    // As the others draw with this key: each from its own stream.
    let mut all = built.clone();
    all.reset_parameters_with(Key::new(9));
    assert_eq!(net.first.w, all.first.w);
    // The stored key stays.
    net.parameters_mut().at("layers")?.reset();
    assert_eq!(changed(&net), ["first.w"]);
    Ok(())
}

#[test]
fn b033_constants_are_left_alone_unless_the_view_holds_them() -> Result<(), Error> {
    let mut layer = Layer::builder().n(2).tau(Constant(0.1)).build()?;
    assert_eq!((layer.parameters().len(), layer.state().len()), (1, 1));
    layer.set("tau", 0.3)?;
    layer.reset_parameters();
    layer.reset_state();
    layer.reset_parameters_with(Key::new(1));
    assert_eq!(layer.tau.sum(), 0.3);
    layer.simulation_parameters_mut().reset();
    assert_eq!(layer.tau.sum(), 0.1);
    // A state is never constant, since evolution changes it.
    assert!(Layer::builder().n(2).trace(Constant(array![0.1, 0.2])).build().is_err());
    layer.set("tau", 0.3)?;
    layer.attributes_mut().at("tau")?.reset();
    assert_eq!(layer.tau.sum(), 0.1);
    Ok(())
}

#[test]
fn a_given_value_returns_and_stays_trainable() -> Result<(), Error> {
    let mut layer = Layer::builder().n(2).tau(0.05).build()?;
    assert_eq!(layer.parameters().named("tau").len(), 1);
    layer.set("tau", array![0.3, 0.4])?;
    layer.reset_parameters();
    assert_eq!(layer.tau, ndarray::arr0(0.05).into_dyn());
    Ok(())
}

#[test]
fn b071_b072_reset_never_hands_out_what_it_keeps() -> Result<(), Error> {
    let mut layer = Layer::builder().w(array![[1.0, 2.0], [3.0, 4.0]]).build()?;
    for _ in 0..3 {
        layer.w[[0, 0]] = 99.0;
        layer.reset_parameters();
        assert_eq!(layer.w, array![[1.0, 2.0], [3.0, 4.0]]);
    }
    let mut twin = layer.clone();
    twin.w.fill(7.0);
    twin.reset_parameters();
    twin.w.fill(8.0);
    layer.reset_parameters();
    assert_eq!(layer.w, array![[1.0, 2.0], [3.0, 4.0]]);
    Ok(())
}

#[test]
fn b075_random_values_are_drawn_again_from_the_stored_key() -> Result<(), Error> {
    let mut net = net();
    let built = net.clone();
    net.reset_parameters_with(Key::new(99));
    assert!(net.parameters().weights().iter().all(|leaf| {
        let path = leaf.path().to_string();
        built.parameters().get(&path).unwrap().to_value() != leaf.to_value()
    }));
    // The key of the call: as if built with it.
    let other = Net::builder().n(2).layers(net.layers.clone()).key(Key::new(99)).build()?;
    assert_eq!((&net.bias, &net.first.w), (&other.bias, &other.first.w));
    // The stored key is not replaced.
    net.reset_parameters();
    net.reset_state();
    assert_eq!(net, built);
    // The same key again, the same values; every attribute its own.
    net.reset_parameters_with(Key::new(99));
    assert_eq!(net.bias, other.bias);
    assert_ne!(net.layers[0].w, net.layers[1].w);
    Ok(())
}

fn doubled(x: f64) -> f64 {
    2.0 * x
}

fn summed(x: ArrayD<f64>) -> ArrayD<f64> {
    ndarray::arr0(x.sum()).into_dyn()
}

#[derive(Module, Clone, Debug, PartialEq)]
#[module(shape = n)]
struct Cast {
    #[parameter(init = 1.5, cast = doubled)]
    x: f64,
    #[parameter(init = 2.0, cast = f64::abs)]
    absolute: Option<f64>,
    #[parameter(shape = [(n,), ()], init = fill(1.0), cast = summed)]
    total: ArrayD<f64>,
    #[state(shape = n, init = fill(-1.0), cast = |x| x.mapv(f64::abs))]
    level: Array1<f64>,
    #[module(origin)]
    origin: Origin,
}

#[test]
fn b021_b073_a_cast_runs_once_at_construction_and_again_at_reset() -> Result<(), Error> {
    let mut cast = Cast::builder().n(3).absolute(-4.0).build()?;
    assert_eq!((cast.x, cast.absolute), (3.0, Some(4.0)));
    assert_eq!(cast.level, array![1.0, 1.0, 1.0]);
    for _ in 0..2 {
        cast.x = 0.0;
        cast.absolute = Some(-1.0);
        cast.level.fill(0.0);
        cast.reset_parameters();
        cast.reset_state();
        assert_eq!((cast.x, cast.absolute), (3.0, Some(4.0)));
        assert_eq!(cast.level, array![1.0, 1.0, 1.0]);
    }
    Ok(())
}

#[test]
fn a_cast_that_picks_another_permitted_shape_gives_the_same_at_reset() -> Result<(), Error> {
    for given in [None, Some(array![1.0, 2.0, 4.0].into_dyn())] {
        let mut cast = Cast::builder().n(3);
        let mut expected = 3.0;
        if let Some(given) = given {
            expected = 7.0;
            cast = cast.total(given);
        }
        let mut cast = cast.build()?;
        assert_eq!(cast.total, ndarray::arr0(expected).into_dyn());
        cast.total.fill(0.0);
        cast.reset_parameters();
        assert_eq!(cast.total, ndarray::arr0(expected).into_dyn());
        cast.check()?;
    }
    Ok(())
}

#[test]
fn an_attribute_that_was_set_to_another_permitted_shape_gets_its_own_back() -> Result<(), Error> {
    let mut layer = Layer::builder().n(3).build()?;
    layer.set("tau", 0.1)?;
    assert_eq!(layer.tau.shape(), &[] as &[usize]);
    layer.reset_parameters();
    assert_eq!(layer.tau, Array1::from_elem(3, 0.02).into_dyn());
    // After a direct write of a wrong shape too.
    layer.tau = ArrayD::zeros(vec![7]);
    assert!(layer.check().is_err());
    layer.reset_parameters();
    assert_eq!(layer.tau, Array1::from_elem(3, 0.02).into_dyn());
    layer.check()
}

#[test]
fn an_array_that_lies_column_major_is_reset_by_its_indices() -> Result<(), Error> {
    let mut layer = Layer::builder().w(array![[1.0, 2.0], [3.0, 4.0]]).build()?;
    let mut columns = Array2::zeros((2, 2).f());
    columns.fill(9.0);
    layer.w = columns;
    layer.reset_parameters();
    assert_eq!(layer.w, array![[1.0, 2.0], [3.0, 4.0]]);
    let mut drawn = Layer::builder().n(2).key(Key::new(3)).build()?;
    let built = drawn.clone();
    drawn.w = Array2::zeros((2, 2).f());
    drawn.reset_parameters();
    assert_eq!(drawn, built);
    Ok(())
}

static CALLS: AtomicUsize = AtomicUsize::new(0);

/// What the initialiser gives changes its shape from the second call on.
fn fickle(shape: &[usize]) -> Vec<f64> {
    let call = CALLS.fetch_add(1, Ordering::Relaxed);
    if call == 0 { vec![1.0; shape[0]] } else { vec![5.0; shape[0] + 1] }
}

#[test]
fn b074_a_wrong_shape_at_reset_keeps_the_old_value() -> Result<(), Error> {
    #[derive(Module)]
    #[module(shape = n)]
    struct Fickle {
        #[parameter(shape = n, init = from_fn(fickle))]
        w: Vec<f64>,
        #[module(origin)]
        origin: Origin,
    }
    let mut module = Fickle::builder().n(2).build()?;
    module.w = vec![3.0, 4.0];
    module.reset_parameters();
    assert_eq!(module.w, [3.0, 4.0]);
    assert_eq!(CALLS.load(Ordering::Relaxed), 2);
    module.check()
}

#[test]
fn an_absent_option_stays_absent_and_a_present_one_present() -> Result<(), Error> {
    let mut cast = Cast::builder().n(1).build()?;
    cast.reset_parameters();
    assert_eq!(cast.absolute, None);
    let mut present = Cast::builder().n(1).absolute(Declared).build()?;
    assert_eq!(present.absolute, Some(2.0));
    present.absolute = Some(5.0);
    present.reset_parameters();
    assert_eq!(present.absolute, Some(2.0));
    Ok(())
}

/// Without an origin the declarations alone say what reset means.
#[derive(Module, Clone, Debug, PartialEq)]
struct Literal {
    #[parameter(family = "weights", init = normal(0.0, 1.0))]
    w: [f64; 3],
    #[parameter(init = fill(0.25))]
    v: Vec<f64>,
    #[state]
    x: f64,
    #[simulation(init = "euler")]
    solver: String,
}

#[derive(Module, Clone, Debug, PartialEq)]
struct Pair {
    #[module]
    left: Literal,
    #[module]
    right: Option<Box<Literal>>,
}

#[test]
fn without_an_origin_the_key_is_the_default_with_the_path() {
    let literal = Literal { w: [1.0; 3], v: vec![1.0, 2.0], x: 3.0, solver: "rk4".into() };
    let mut alone = literal.clone();
    alone.reset_parameters();
    alone.reset_state();
    assert_ne!(alone.w, [1.0; 3]);
    assert_eq!((&*alone.v, alone.x, &*alone.solver), (&[0.25, 0.25][..], 0.0, "rk4"));
    let mut again = literal.clone();
    again.reset_parameters();
    assert_eq!(again.w, alone.w);

    let mut pair = Pair { left: literal.clone(), right: Some(Box::new(literal.clone())) };
    pair.reset_parameters();
    assert_ne!(pair.left.w, alone.w);
    assert_ne!(pair.left.w, pair.right.as_ref().unwrap().w);
    let mut keyed = literal.clone();
    keyed.reset_parameters_with(Key::default().at("left"));
    assert_eq!(keyed.w, pair.left.w);
    pair.attributes_mut().at("left.solver").unwrap().reset();
    assert_eq!((&*pair.left.solver, &*pair.right.unwrap().solver), ("euler", "rk4"));
}

#[test]
fn a_module_without_an_origin_inside_one_with_is_reset_to_what_was_built() -> Result<(), Error> {
    #[derive(Module, Clone, Debug, PartialEq)]
    #[module(shape = n)]
    struct Bare {
        #[parameter(shape = n, init = normal(0.0, 1.0))]
        w: Array1<f64>,
    }
    #[derive(Module, Clone, Debug, PartialEq)]
    #[module(shape = n)]
    struct Holder {
        #[module(shape = n)]
        bare: Bare,
        #[module(shape = n)]
        several: [(Bare, Box<Bare>); 2],
        #[module(origin)]
        origin: Origin,
    }
    let mut holder = Holder::builder().n(3).key(Key::new(4)).build()?;
    let built = holder.clone();
    let drawn: Vec<Array1<f64>> =
        built.parameters().arrays::<f64>().map(|a| a.to_owned().into_dimensionality().unwrap()).collect();
    assert_eq!(drawn.len(), 5);
    assert!((1..5).all(|i| drawn[..i].iter().all(|other| *other != drawn[i])));
    holder.parameters_mut().for_each_array::<f64>(|_, mut array| array.fill(0.0));
    holder.reset_parameters();
    assert_eq!(holder, built);
    Ok(())
}

#[test]
fn a_new_length_of_a_vector_without_a_shape_is_the_data_s_own() -> Result<(), Error> {
    #[derive(Module)]
    struct Loose {
        #[parameter]
        v: Vec<f64>,
        #[module(origin)]
        origin: Origin,
    }
    let mut loose = Loose::builder().v(vec![1.0, 2.0]).build()?;
    loose.v = vec![0.0; 5];
    loose.reset_parameters();
    assert_eq!(loose.v, [1.0, 2.0]);
    Ok(())
}

#[test]
fn reset_goes_through_boxes_of_any_module() -> Result<(), Error> {
    let layer = Layer::builder().n(2).key(Key::new(1)).build()?;
    let literal = Literal { w: [1.0; 3], v: vec![1.0], x: 3.0, solver: "rk4".into() };
    let mut layers: Vec<Box<dyn DynModule>> = vec![Box::new(layer.clone()), Box::new(literal)];
    layers.attributes_mut().for_each_array::<f64>(|_, mut array| array.fill(-9.0));
    layers.reset_parameters();
    layers.reset_state();
    layers.attributes_mut().at("0.dt")?.reset();
    assert_eq!(layers[0].attributes().to_tree(), layer.attributes().to_tree());
    assert_eq!(layers.state().get("1.x").unwrap().scalar(), Some(0.0));
    Ok(())
}

/// Fresh draws that would leave the bounds do not enter; the old values stay, whole.
#[test]
fn fresh_draws_outside_the_bounds_leave_the_old_values() -> Result<(), Error> {
    #[derive(Module, Clone, PartialEq, Debug)]
    #[module(shape = n)]
    struct Drawn {
        #[parameter(shape = n, init = uniform(0.0, 1.0), bounds = 0.0..0.6)]
        gain: Vec<f64>,
        #[parameter(init = normal(0.0, 1.0), cast = f64::abs, bounds = 0.0..)]
        scale: f64,
        #[module(origin)]
        origin: Origin,
    }
    let fits = |key: &u64| Drawn::builder().n(3).key(Key::new(*key)).build().is_ok();
    let good = (0..100).find(fits).unwrap();
    let bad = (0..100).find(|key| !fits(key)).unwrap();
    let mut drawn = Drawn::builder().n(3).key(Key::new(good)).build()?;
    let built = drawn.clone();
    drawn.reset_parameters_with(Key::new(bad));
    assert_eq!(drawn.gain, built.gain);
    assert_ne!(drawn.scale, built.scale, "a cast gives what the bounds ask for");
    drawn.check()
}

const CHANNELS: usize = 3;

/// Shapes that are numbers, that follow from dims, and that only the data has.
#[derive(Module)]
#[module(shape = n)]
struct Replaced {
    #[state(shape = CHANNELS)]
    channels: Array1<f64>,
    #[state(shape = (2, n))]
    delays: Array2<f64>,
    #[parameter(init = fill(0.5))]
    free: ArrayD<f64>,
    #[module(origin)]
    origin: Origin,
}

#[test]
fn arrays_that_were_replaced_by_others_get_the_shape_back_that_they_were_built_with() -> Result<(), Error> {
    let free = Array2::from_elem((2, 2), 7.0);
    let mut module = Replaced::builder().n(4).free(free.clone()).build()?;
    module.channels = Array1::ones(CHANNELS + 1);
    module.delays = Array2::ones((4, 2));
    module.free = array![1.0].into_dyn();
    module.reset_state();
    module.reset_parameters();
    assert_eq!(module.channels, Array1::<f64>::zeros(CHANNELS));
    assert_eq!(module.delays, Array2::<f64>::zeros((2, 4)));
    assert_eq!(module.free, free.into_dyn());
    Ok(())
}
