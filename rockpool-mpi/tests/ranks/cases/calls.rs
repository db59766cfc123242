//! Ranks that do not make the same calls.

use crate::modules::net;
use rockpool_mpi::{Error, World};
use std::process::ExitCode;

pub(super) fn all(world: &World) {
    other_calls(world);
    errors_of_some(world);
    a_second_world(world);
}

fn other_calls(world: &World) {
    if world.size() == 1 {
        return;
    }
    let made = match world.is_root() {
        true => world.share(&mut net(1)),
        false => world.barrier(),
    };
    let error = made.unwrap_err();
    assert!(matches!(error, Error::Calls { .. }), "{error}");
    let told = error.to_string();
    assert!(
        told.starts_with("the ranks make different calls: `share` on rank 0, `barrier` on rank"),
        "{told}"
    );
    world.barrier().unwrap();
}

fn errors_of_some(world: &World) {
    assert_eq!(world.agree(Ok::<_, String>(world.rank())), Ok(world.rank()));
    let result = if world.rank() + 1 == world.size() { Err("the disk is full") } else { Ok(()) };
    let error = world.agree(result).unwrap_err();
    assert_eq!(error.to_string(), format!("rank {}: the disk is full", world.size() - 1));
}

fn a_second_world(world: &World) {
    // Without MPI there may be many.
    if cfg!(feature = "mpi") {
        assert_eq!(World::new().unwrap_err(), Error::Started);
    }
    assert_eq!(World::alone().size(), 1);
    world.barrier().unwrap();
}

/// Rank 1 returns before the others share.
pub(super) fn leave(world: &World) -> ExitCode {
    if world.rank() == 1 {
        return ExitCode::FAILURE;
    }
    let error = world.share(&mut net(1)).unwrap_err();
    // So it is from now on.
    assert_eq!(world.barrier().unwrap_err(), error);
    println!("error {}: {error}", world.rank());
    ExitCode::SUCCESS
}

/// Rank 0 panics before the others sum.
pub(super) fn panic(world: &World) -> ExitCode {
    assert!(!world.is_root(), "rank 0 has had enough");
    let error = world.sum(&mut 1.0_f64).unwrap_err();
    println!("error {}: {error}", world.rank());
    ExitCode::SUCCESS
}
