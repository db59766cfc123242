//! Files that a run goes on from.

use crate::modules::{Everything, everything, net};
use rockpool_core::prelude::*;
use rockpool_mpi::{Error, World};
use std::path::Path;

pub(super) fn all(world: &World, folder: &Path) {
    saved_and_resumed(world, folder);
    who_has_drifted_is_told(world, folder);
    faults_are_on_all_ranks(world, folder);
}

fn saved_and_resumed(world: &World, folder: &Path) {
    let path = folder.join("everything.safetensors");
    let (mut first, mut second) = (everything(0), net(1));
    assert_eq!(world.resume_with(&mut first, &mut second, &path), Ok(false));
    world.save_with(&first, &second, &path).unwrap();
    let seed = 1 + world.rank() as u64;
    let (mut found, mut of_net) = (everything(seed), net(seed));
    assert_eq!(world.resume_with(&mut found, &mut of_net, &path), Ok(true));
    // What is not stored is that of rank 0 before, and NaN is equal to nothing.
    let all =
        |one: &Everything| one.attributes().without("state").unwrap().without("unstored").unwrap().to_tree();
    let without = |one: &Everything| {
        let mut tree = Tree::new();
        all(one).for_each(&mut |path, value| {
            // Neither functions nor trees have a stored form.
            if path != "function" && path != "tree" {
                tree.set(path, value.clone()).unwrap();
            }
        });
        tree
    };
    assert_eq!(without(&found), without(&first));
    assert_eq!(found.unstored, 1.0 / 3.0);
    assert_eq!(
        of_net.attributes().without("hidden.surrogate").unwrap().to_tree(),
        second.attributes().without("hidden.surrogate").unwrap().to_tree()
    );
}

fn who_has_drifted_is_told(world: &World, folder: &Path) {
    let path = folder.join("drifted.safetensors");
    let mut net = net(1);
    if world.size() == 1 {
        return;
    }
    if world.rank() + 1 == world.size() {
        net.readout.weight[(1, 1)] += 1e-7;
    }
    let last = world.size() - 1;
    let error = world.save(&net, &path).unwrap_err();
    assert_eq!(
        error,
        Error::Drifted { call: "save", path: "readout.weight".to_owned(), ranks: vec![last] },
        "{error}"
    );
    assert!(!path.exists());
    world.share(&mut net).unwrap();
    world.save(&net, &path).unwrap();
}

fn faults_are_on_all_ranks(world: &World, folder: &Path) {
    let mut net = net(1);
    let path = folder.join("no such folder/net.json");
    let error = world.save(&net, &path).unwrap_err();
    assert!(matches!(&error, Error::Failed { failures } if failures.len() == 1), "{error}");
    assert!(error.to_string().starts_with("rank 0: "), "{error}");
    let broken = folder.join("broken.json");
    if world.is_root() {
        std::fs::write(&broken, "{").unwrap();
    }
    world.barrier().unwrap();
    let error = world.resume(&mut net, &broken).unwrap_err();
    assert!(error.to_string().contains("no sound JSON file"), "{error}");
}
