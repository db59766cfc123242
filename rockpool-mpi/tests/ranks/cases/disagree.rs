//! Ranks that hold different modules.

use crate::modules::{Everything, Gain, Leaky, Stage, everything};
use ndarray::Array1;
use rockpool_core::prelude::*;
use rockpool_mpi::{Error, World};

pub(super) fn all(world: &World) {
    if world.size() < 2 {
        return;
    }
    shapes(world);
    constants(world);
    variants(world);
    lengths(world);
    structs(world);
    declarations(world);
    many(world);
    // After all that, the ranks are where they were.
    world.share(&mut everything(world.rank() as u64)).unwrap();
}

/// The last rank is the odd one out.
fn is_odd(world: &World) -> bool {
    world.rank() + 1 == world.size()
}

fn last(world: &World) -> usize {
    world.size() - 1
}

fn refused(world: &World, module: &mut impl Module) -> String {
    let error = world.share(module).unwrap_err();
    assert!(matches!(error, Error::Modules { .. }), "{error}");
    error.to_string()
}

fn shapes(world: &World) {
    let n = if is_odd(world) { 3 } else { 2 };
    let mut leaky = Leaky::builder().n(n).key(1).build().unwrap();
    let before = leaky.w.clone();
    assert_eq!(
        refused(world, &mut leaky),
        format!(
            "w: expected shape (2, 2), as on rank 0, found (3, 3) on rank {0}\n\
             tau: expected shape (2), as on rank 0, found (3) on rank {0}\n\
             x: expected shape (2), as on rank 0, found (3) on rank {0}",
            last(world)
        )
    );
    assert_eq!(leaky.w, before);
}

fn constants(world: &World) {
    let builder = Leaky::builder().n(2).key(1);
    let mut leaky = match is_odd(world) {
        true => builder.tau(Constant(0.5)).build().unwrap(),
        false => builder.tau(0.5).build().unwrap(),
    };
    assert_eq!(
        refused(world, &mut leaky),
        format!("tau: expected it to be free, as on rank 0, found constant on rank {}", last(world))
    );
}

fn variants(world: &World) {
    let stage = if is_odd(world) { Stage::Off } else { Stage::Gain(Gain { gain: 1.0 }) };
    assert_eq!(
        refused(world, &mut vec![Stage::Off, stage]),
        format!(
            "1: expected variant `Stage::Gain`, as on rank 0, found `Stage::Off` on rank {}",
            last(world)
        )
    );
}

fn lengths(world: &World) {
    let count = if world.is_root() { 1 } else { 2 };
    let others: Vec<String> = (1..world.size()).map(|rank| rank.to_string()).collect();
    let others = match others.split_last() {
        Some((last, [])) => format!("rank {last}"),
        Some((last, front)) => format!("ranks {} and {last}", front.join(", ")),
        None => String::new(),
    };
    assert_eq!(
        refused(world, &mut vec![Gain { gain: 1.0 }; count]),
        format!("1: expected nothing, as on rank 0, found module `Gain` on {others}")
    );
}

fn structs(world: &World) {
    let mut boxed: Box<dyn DynModule> = match is_odd(world) {
        true => Box::new(Leaky::builder().n(1).key(1).build().unwrap()),
        false => Box::new(Gain { gain: 1.0 }),
    };
    let expected = format!("expected module `Gain`, as on rank 0, found `Leaky` on rank {}", last(world));
    assert_eq!(refused(world, &mut boxed), expected);
}

/// The same name, and other declarations.
mod other {
    use rockpool_core::prelude::*;

    #[derive(Module)]
    pub(super) struct Decay {
        #[parameter(init = 1.0, family = "taus", unit = "s", bounds = 0.0..)]
        pub(super) tau: f64,
    }
}

#[derive(Module)]
struct Decay {
    #[parameter(init = 1.0, family = "times", unit = "ms")]
    tau: f32,
}

fn declarations(world: &World) {
    let told = match is_odd(world) {
        true => refused(world, &mut other::Decay { tau: 1.0 }),
        false => refused(world, &mut Decay { tau: 1.0 }),
    };
    let of_last = last(world);
    let lines: Vec<String> = [
        ("type", "f32", "f64"),
        ("family", "`times`", "`taus`"),
        ("unit", "`ms`", "`s`"),
        ("bounds", "none", "0.0.."),
    ]
    .iter()
    .map(|(what, expected, found)| {
        format!("tau: expected {what} {expected}, as on rank 0, found {found} on rank {of_last}")
    })
    .collect();
    assert_eq!(told, lines.join("\n"));
}

/// A list without end is cut, and says so.
fn many(world: &World) {
    let length = if is_odd(world) { 2 } else { 3 };
    let mut lists: Vec<Everything> = (0..20).map(everything).collect();
    lists.iter_mut().for_each(|one| one.optional = Some(Array1::ones(length)));
    let told = refused(world, &mut lists);
    assert_eq!(told.lines().count(), 13, "{told}");
    assert!(told.ends_with("\nand 8 more"), "{told}");
}
