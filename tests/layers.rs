//! Layers of a `Sequential`, a `Residual` and a `FfwdStack`: built, as builders, mixed; one key decides.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use rockpool_core::build::Given;
use rockpool_core::prelude::*;
use rockpool_nn::{
    FfwdStack, Layer, Lif, LifBuilder, Linear, LinearBuilder, Residual, Sequential, StackError,
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
    assert_eq!(paths, ["0_Linear", "1_Lif.tau_mem"], "{error}");
    let error = Sequential::builder((linear(2, 3), lif(4))).build().unwrap_err();
    assert!(error.to_string().starts_with("1_Lif: expected a layer with 3 inputs"), "{error}");
    let error = Sequential::builder((linear(2, 3),)).names(["a", "b"]).build().unwrap_err();
    let names = StackError::Names { expected: 1, found: 2 };
    assert_eq!(error.to_string(), names.to_string());
}
