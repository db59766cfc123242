//! Layers of a `Sequential`, a `Residual` and a `FfwdStack`: built, as builders, mixed; one key decides.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use ndarray::Array2;
use rockpool_core::build::Given;
use rockpool_core::prelude::*;
use rockpool_nn::{
    FfwdStack, Layer, Lif, LifBuilder, Linear, LinearBuilder, Rate, Residual, Sequential, StackError,
};

fn linear(n_in: usize, n_out: usize) -> LinearBuilder<f64> {
    Linear::<f64>::builder().shape((n_in, n_out))
}

fn lif(n: usize) -> LifBuilder<f64> {
    Lif::<f64>::builder().shape((n, n)).w_rec(Declared)
}

fn values<M: Module>(module: &M) -> Tree<Value> {
    module.attributes().to_tree()
}

#[test]
fn the_key_alone_decides_all_layers() -> Result<(), Error> {
    let typed = |key: u64| Sequential::builder((linear(2, 3), lif(3), linear(3, 2))).key(key).build();
    assert_eq!(typed(1)?, typed(1)?);
    assert_ne!(typed(1)?, typed(2)?);
    let boxed = || -> Result<Sequential, Error> {
        let layers: Vec<Given<'_, Box<dyn Layer>>> =
            vec![Dynamic(linear(2, 3)), Dynamic(lif(3)), Dynamic(linear(3, 2))];
        Sequential::builder(layers).key(1).build()
    };
    assert_eq!(boxed()?.names().collect::<Vec<_>>(), ["0_Linear", "1_Lif", "2_Linear"]);
    assert_eq!(values(&boxed()?), values(&typed(1)?));
    // By path, as a struct of modules with a key would have it.
    let alone = linear(2, 3).key(Key::new(1).at("0_Linear")).build()?;
    assert_eq!(typed(1)?.layers().0.weight, alone.weight);
    let several = || Sequential::builder(vec![linear(3, 3), linear(3, 3)]).names(["a", "b"]).key(3).build();
    assert_eq!(values(&several()?), values(&several()?));
    assert_ne!(several()?["a"].weight, several()?["b"].weight);
    let residual = || Residual::builder((linear(2, 3), linear(3, 2))).key(5).build();
    assert_eq!(residual()?, residual()?);
    let stack = || FfwdStack::builder((lif(3), lif(2))).weights(Init(kaiming())).key(5).build();
    assert_eq!(values(&stack()?), values(&stack()?));
    assert_eq!(stack()?.weights()[0].dim(), (3, 2));
    Ok(())
}

#[test]
fn built_layers_are_held_against_the_key() -> Result<(), Error> {
    let drawn = || linear(2, 3).build();
    let error = Sequential::builder((drawn()?, lif(3))).key(1).build().unwrap_err();
    assert!(matches!(error.faults()[0].kind(), FaultKind::StrangeKey { .. }), "{error}");
    assert_eq!(error.faults()[0].path(), &"0_Linear");
    let error = FfwdStack::builder((drawn()?, lif(3))).key(1).build().unwrap_err();
    assert!(matches!(error.faults()[0].kind(), FaultKind::StrangeKey { .. }), "{error}");
    // Without a key, and with one of its own, it is welcome.
    Sequential::builder((drawn()?, lif(3))).build()?;
    let own = || linear(2, 3).key(Key::new(9)).build();
    let mixed = Sequential::builder((own()?, lif(3), Constant(linear(3, 3)))).key(1).build()?;
    assert_eq!(mixed.layers().0.weight, own()?.weight);
    assert!(mixed.layers().2.parameters().is_empty());
    // What drew nothing draws by its name from now on.
    let noisy = || Lif::<f64>::builder().shape((3, 3)).noise_std(0.1).build();
    let net = || Sequential::builder((own()?, noisy()?)).key(1).build();
    let key = rockpool_core::__private::keys(&net()?.layers().1)[0].1;
    assert_eq!(key, Key::new(1).at("1_Lif"));
    Ok(())
}

#[test]
fn all_faults_are_told_by_the_names_of_the_layers() {
    let error =
        Sequential::builder((Linear::<f64>::builder().n_in(2), lif(3).tau_mem(-1.0))).build().unwrap_err();
    let paths: Vec<String> = error.faults().iter().map(|fault| fault.path().to_string()).collect();
    assert_eq!(paths, ["1_Lif.tau_mem"], "{error}");
    let error = Sequential::builder((Linear::<f64>::builder().n_in(2), Linear::<f64>::builder())).build();
    let error = error.unwrap_err();
    let paths: Vec<String> = error.faults().iter().map(|fault| fault.path().to_string()).collect();
    assert_eq!(paths, ["0_Linear", "1_Linear", "1_Linear"], "{error}");
    let error = Sequential::builder((linear(2, 3), lif(4))).build().unwrap_err();
    assert!(error.to_string().starts_with("1_Lif: expected a layer with 3 inputs"), "{error}");
    let error = Sequential::builder((linear(2, 3),)).names(["a", "b"]).build().unwrap_err();
    let names = StackError::Names { expected: 1, found: 2 };
    assert_eq!(error.to_string(), names.to_string());
}

#[test]
fn lengths_flow_from_layer_to_layer() -> Result<(), Error> {
    let open = Linear::<f64>::builder;
    let net =
        Sequential::builder((open().n_in(2), lif(3), open().n_out(4), Rate::<f64>::builder())).build()?;
    assert_eq!((net.layers().0.weight.dim(), net.layers().2.weight.dim()), ((2, 3), (3, 4)));
    assert_eq!((net.layers().3.shape(), net.shape()), ([4].into(), [2, 4].into()));
    // A built layer says what it has, and a list of one type or of any does as a tuple.
    let net = Sequential::builder((linear(2, 5).build()?, open().n_out(1))).build()?;
    assert_eq!(net.layers().1.weight.dim(), (5, 1));
    let boxed: Vec<Given<'_, Box<dyn Layer>>> = vec![Dynamic(open()), Dynamic(lif(3)), Dynamic(open())];
    let net = Sequential::builder((linear(2, 4), Sequential::builder(boxed), linear(6, 1))).build();
    assert_eq!(net?.layers().1.shape(), [4, 6]);
    // What a residual block gives has the shape of what it takes; between layers with weights nothing flows.
    assert_eq!(Residual::builder((linear(2, 3), open())).build()?.layers().1.weight.dim(), (3, 2));
    assert!(FfwdStack::builder((linear(2, 3), open())).build().is_err());
    Ok(())
}

#[derive(Module, Debug, Clone)]
#[module(shape = (n_in, n_out))]
struct Net {
    #[module(shape = (n_in, n_out))]
    first: Sequential<(Linear, Lif)>,
    #[module(shape = (n_out, n_in))]
    back: Option<Residual<(Linear, Linear)>>,
    #[module]
    others: Vec<Sequential>,
    #[module]
    any: Option<Box<dyn Layer>>,
    #[module]
    stack: Option<FfwdStack<(Lif, Lif)>>,
    #[parameter(shape = (n_in, n_out), init = zeros())]
    w: Array2<f64>,
    #[module(origin)]
    origin: Origin,
}

#[test]
fn builders_of_layers_are_builders_of_submodules() -> Result<(), Error> {
    let open = Linear::<f64>::builder;
    let layers = || vec![Dynamic(open().n_in(3)), Dynamic(lif(2))];
    let net = |key: u64| {
        Net::builder()
            .first(Sequential::builder((open(), Lif::<f64>::builder())))
            .others(vec![Sequential::builder(layers()), Sequential::builder(layers()).key(5)])
            .any(Dynamic(Residual::builder((linear(2, 3), open()))))
            .stack(Constant(FfwdStack::builder((lif(3), lif(2))).weights(Init(kaiming()))))
            .w(Array2::<f64>::zeros((4, 3)))
            .key(key)
    };
    let built = net(1).build()?;
    assert_eq!(
        (built.first.layers().0.weight.dim(), built.first.layers().1.shape()),
        ((4, 3), [3, 3].into())
    );
    assert_eq!(values(&built), values(&net(1).build()?));
    let other = net(2).build()?;
    assert_ne!(values(&built.first), values(&other.first));
    assert_eq!(values(&built.others[1]), values(&other.others[1]), "it has a key of its own");
    assert!(built.stack.as_ref().unwrap().parameters().is_empty());
    // By path, and to the bit on another thread; reset brings it back.
    let alone = Sequential::builder(layers()).key(Key::new(1).at("others").at_index(0)).build()?;
    assert_eq!(values(&alone), values(&built.others[0]));
    let elsewhere = std::thread::spawn({
        let net = net(1);
        move || net.build().map(|net| values(&net))
    });
    assert_eq!(elsewhere.join().unwrap()?, values(&built));
    let mut again = built.clone();
    again.reset_parameters_with(Key::new(9));
    assert_ne!(values(&again), values(&built));
    again.reset_parameters();
    assert_eq!(values(&again), values(&built));
    Ok(())
}

#[test]
fn what_a_parent_says_holds_for_layers_too() {
    let open = Linear::<f64>::builder;
    let error =
        Net::builder().n_in(7).first(Sequential::builder((open().n_in(5), lif(3)))).build().unwrap_err();
    assert!(
        error.to_string().starts_with("first: expected shape (n_in, n_out) = (7, 3), found (5, 3)"),
        "{error}"
    );
    let faulty = Sequential::builder((linear(5, 3), lif(4), lif(4).tau_mem(-1.0)));
    let error = Net::builder().others(vec![Sequential::builder(vec![Dynamic(open())])]).first(Declared);
    let error = error.n_in(2).n_out(2).stack(Declared).build().unwrap_err();
    let paths: Vec<String> = error.faults().iter().map(|fault| fault.path().to_string()).collect();
    assert_eq!(paths, ["first", "stack", "others.0.0_Linear", "others.0.0_Linear"], "{error}");
    let error = faulty.build().unwrap_err();
    assert_eq!(error.faults()[0].path(), &"2_Lif.tau_mem");
    let drawn = Sequential::new((linear(2, 3).build().unwrap(), lif(3).build().unwrap())).unwrap();
    let error = Net::builder().first(drawn).key(1).build().unwrap_err();
    assert_eq!(error.faults()[0].path(), &"first.0_Linear");
    assert!(matches!(error.faults()[0].kind(), FaultKind::StrangeKey { .. }), "{error}");
}

#[test]
fn layers_in_layers_are_no_deeper_than_builders_in_builders() {
    let thread = std::thread::Builder::new().stack_size(2 << 20);
    let run = || {
        for (levels, fits) in [(100, true), (20_000, false)] {
            let innermost: Given<'_, Box<dyn Layer>> = Dynamic(linear(2, 2));
            let layers = (0..levels).fold(innermost, |layer, _| Dynamic(Sequential::builder(vec![layer])));
            let made = Sequential::builder(vec![layers]).key(1).build();
            assert_eq!(made.is_ok(), fits);
            let is_told = |error: Error| matches!(error.faults()[0].kind(), FaultKind::TooDeep { .. });
            assert!(fits || made.is_err_and(is_told));
        }
    };
    thread.spawn(run).unwrap().join().unwrap();
}
