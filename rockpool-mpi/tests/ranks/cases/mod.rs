//! What ranks do and find.

mod calls;
mod disagree;
mod files;
mod lists;
mod share;
mod sums;
mod tasks;
mod train;

use rockpool_mpi::World;
use std::path::Path;
use std::process::ExitCode;

pub(crate) fn run(case: &str, folder: &Path) -> ExitCode {
    let world = World::new().unwrap();
    match case {
        "all" => {
            share::all(&world);
            disagree::all(&world);
            sums::all(&world);
            calls::all(&world);
            tasks::all(&world);
            lists::all(&world);
            files::all(&world, folder);
        }
        "train" => train::until_done(&world, folder),
        "leave" => return calls::leave(&world),
        "panic" => return calls::panic(&world),
        _ => panic!("no case `{case}`"),
    }
    ExitCode::SUCCESS
}

/// Tells numbers that are to be the same however many ranks there are.
fn tell(world: &World, name: &str, numbers: impl IntoIterator<Item = u64>) {
    if world.is_root() {
        let hash = numbers.into_iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, number| {
            (hash ^ number).wrapping_mul(0x0000_0100_0000_01b3).rotate_left(17)
        });
        println!("bits {name}: {hash:x}");
    }
}
