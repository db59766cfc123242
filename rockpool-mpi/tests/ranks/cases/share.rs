//! All ranks become equal to rank 0.

use crate::modules::{Everything, everything, net};
use rockpool_core::prelude::*;
use rockpool_mpi::{Error, World};
use rockpool_nn::Surrogate;

pub(super) fn all(world: &World) {
    everything_is_shared(world);
    what_is_drawn_later_is_the_same(world);
    functions_stay_and_names_are_sent(world);
    a_module_that_does_not_pass_its_check_is_refused(world);
    pairs_are_shared(world);
}

/// All values in words that tell every bit of a float.
fn words(module: &impl Module) -> Vec<String> {
    module
        .attributes()
        .iter()
        .filter(|leaf| *leaf.path() != *"function" && !leaf.path().to_string().ends_with(".function"))
        .map(|leaf| {
            let bits = leaf.array::<f64>().map(|array| array.mapv(f64::to_bits));
            let value = bits.map_or_else(|| format!("{:?}", leaf.to_value()), |bits| format!("{bits:?}"));
            format!("{} {:?} {value}", leaf.path(), leaf.kind())
        })
        .collect()
}

fn everything_is_shared(world: &World) {
    let mut shared = everything(world.rank() as u64);
    world.share(&mut shared).unwrap();
    let expected = everything(0);
    assert_eq!(words(&shared), words(&expected));
    // Skipped fields are no attributes, and functions are each rank's own, as the declaration says.
    assert_eq!(shared.label, format!("label {}", world.rank()));
    assert_eq!((shared.function)(3.0), 9.0);
    let Everything { unstored, .. } = shared;
    assert_eq!(unstored, 0.0);
    super::tell(world, "shared", words(&shared).concat().bytes().map(u64::from));
}

fn what_is_drawn_later_is_the_same(world: &World) {
    let mut shared = net(world.rank() as u64);
    world.share(&mut shared).unwrap();
    let mut expected = net(0);
    assert_eq!(words(&shared), words(&expected));
    shared.reset_parameters();
    expected.reset_parameters();
    assert_eq!(words(&shared), words(&expected));
    shared.reset_parameters_with(Key::new(5));
    expected.reset_parameters_with(Key::new(5));
    assert_eq!(words(&shared), words(&expected));
}

#[derive(Module)]
struct Function {
    #[simulation(init = own as fn(f64) -> f64)]
    function: fn(f64) -> f64,
}

fn own(x: f64) -> f64 {
    x
}

/// What is a part of the program is not sent.
fn functions_stay_and_names_are_sent(world: &World) {
    let mut function = Function { function: own };
    world.share(&mut function).unwrap();
    assert_eq!((function.function)(2.0), 2.0);
    // What has a name is a value, and is sent.
    let mut shared = net(world.rank() as u64);
    if !world.is_root() {
        shared.hidden.surrogate = Surrogate::Sigmoid;
    }
    world.share(&mut shared).unwrap();
    assert_eq!(format!("{:?}", shared.hidden.surrogate), "StepPwl");
}

fn a_module_that_does_not_pass_its_check_is_refused(world: &World) {
    let mut shared = net(3);
    if world.is_root() {
        shared.hidden.tau_mem.fill(-1.0);
    }
    let before = words(&shared);
    let error = world.share(&mut shared).unwrap_err();
    assert!(matches!(&error, Error::Failed { failures } if failures.len() == 1), "{error}");
    assert!(error.to_string().starts_with("rank 0: hidden.tau_mem: expected a value in"), "{error}");
    assert_eq!(words(&shared), before);
}

fn pairs_are_shared(world: &World) {
    let mut pair = (net(world.rank() as u64), everything(world.rank() as u64));
    world.share(&mut pair).unwrap();
    assert_eq!((words(&pair.0), words(&pair.1)), (words(&net(0)), words(&everything(0))));
}
