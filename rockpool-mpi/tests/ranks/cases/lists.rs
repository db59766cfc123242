//! Lists of modules, spread over the ranks.

use crate::modules::{Leaky, everything};
use rockpool_core::prelude::*;
use rockpool_mpi::{Error, World};

pub(super) fn all(world: &World) {
    scattered_and_gathered(world);
    modules_of_several_types(world);
    a_list_of_another_length(world);
}

fn leaky(key: u64) -> Leaky {
    Leaky::builder().n(3).key(key).build().unwrap()
}

fn scattered_and_gathered(world: &World) {
    let rank = world.rank() as u64;
    let mut ensemble: Vec<Leaky> = (0..10).map(|index| leaky(100 * rank + index)).collect();
    let own = world.scatter(&mut ensemble).unwrap();
    assert_eq!(own, world.part(10));
    for index in own {
        assert_eq!(ensemble[index].w, leaky(index as u64).w);
        ensemble[index].x.fill(index as f64);
        ensemble[index].w *= 2.0;
        ensemble[index].reset_parameters_with(Key::new(index as u64));
    }
    world.gather(&mut ensemble).unwrap();
    if world.is_root() {
        for (index, leaky) in ensemble.iter().enumerate() {
            assert!(leaky.x.iter().all(|&x| x == index as f64), "{index}");
        }
        let numbers = ensemble.iter().flat_map(|leaky| leaky.w.iter().map(|x| u64::from(x.to_bits())));
        super::tell(world, "ensemble", numbers);
    }
}

fn modules_of_several_types(world: &World) {
    let seed = world.rank() as u64;
    let mut list: Vec<Box<dyn DynModule>> =
        vec![Box::new(leaky(seed)), Box::new(everything(seed)), Box::new(leaky(seed))];
    let own = world.scatter(&mut list).unwrap();
    for index in own {
        let count = if index == 1 { everything(0).attributes().len() } else { 3 };
        assert_eq!(list[index].attributes().len(), count);
    }
    world.gather(&mut list).unwrap();
}

fn a_list_of_another_length(world: &World) {
    if world.size() == 1 {
        return;
    }
    let mut list: Vec<Leaky> = (0..2 + world.rank().min(1)).map(|index| leaky(index as u64)).collect();
    let error = world.scatter(&mut list).unwrap_err();
    assert!(matches!(error, Error::Modules { .. }));
    assert!(
        error.to_string().starts_with("2: expected nothing, as on rank 0, found module `Leaky`"),
        "{error}"
    );
}
