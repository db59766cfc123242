//! Tasks on all ranks.

use rockpool_core::Key;
use rockpool_core::init::Rng;
use rockpool_mpi::World;
use std::convert::Infallible;
use std::time::Duration;

pub(super) fn all(world: &World) {
    let hook = std::panic::take_hook();
    // Tasks panic here, and it is told in the results.
    std::panic::set_hook(Box::new(|_| {}));
    results_in_order(world);
    faults_with_their_index(world);
    std::panic::set_hook(hook);
    few_tasks(world);
    whatever_serde_has(world);
    other_indices(world);
}

fn results_in_order(world: &World) {
    let key = Key::new(3);
    let results = world.map(0..10_000, |index| {
        // Some last longer.
        if index % 997 == 0 {
            std::thread::sleep(Duration::from_millis(5));
        }
        Ok::<_, Infallible>((index, key.at_index(index).rng().next_u64()))
    });
    let Some(results) = results.unwrap() else {
        assert!(!world.is_root());
        return;
    };
    let results: Vec<(usize, u64)> = results.into_iter().map(Result::unwrap).collect();
    assert!(results.iter().map(|(index, _)| *index).eq(0..10_000));
    super::tell(world, "tasks", results.into_iter().map(|(_, number)| number));
}

fn faults_with_their_index(world: &World) {
    let results = world.map(100..200, |index| match index % 10 {
        3 => Err(format!("{index} is not liked")),
        7 => panic!("{index} is too much"),
        _ => Ok(index as f64),
    });
    for (index, result) in (100..).zip(results.unwrap().into_iter().flatten()) {
        match (index % 10, result) {
            (3, Err(error)) => {
                assert_eq!(error.to_string(), format!("task {index}: {index} is not liked"));
                assert_eq!((error.index(), error.is_panic()), (index, false));
            }
            (7, Err(error)) => {
                assert_eq!(error.to_string(), format!("task {index} panicked: {index} is too much"));
            }
            (_, result) => assert_eq!(result, Ok(index as f64)),
        }
    }
}

fn few_tasks(world: &World) {
    for count in 0..4 {
        let results = world.map(0..count, Ok::<_, Infallible>);
        let results: Vec<usize> = results.unwrap().into_iter().flatten().map(Result::unwrap).collect();
        assert!(!world.is_root() || results.iter().copied().eq(0..count));
    }
}

fn whatever_serde_has(world: &World) {
    let odd = [f64::NAN, -0.0, f64::MIN_POSITIVE / 3.0, f64::INFINITY];
    let results = world.map(0..8, |index| {
        let text = (index % 2 == 0).then(|| "ä".repeat(index));
        Ok::<_, Infallible>((odd.to_vec(), text, u64::MAX, Some(Ok::<i32, String>(-1)), vec![0_u8; 100_000]))
    });
    for (index, result) in results.unwrap().into_iter().flatten().enumerate() {
        let (numbers, text, largest, nested, bytes) = result.unwrap();
        assert!(numbers.iter().zip(odd).all(|(found, expected)| found.to_bits() == expected.to_bits()));
        assert_eq!(text, (index % 2 == 0).then(|| "ä".repeat(index)));
        assert_eq!((largest, nested, bytes.len()), (u64::MAX, Some(Ok(-1)), 100_000));
    }
}

fn other_indices(world: &World) {
    if world.size() == 1 {
        return;
    }
    let error = world.map(0..10 + world.rank().min(1), Ok::<_, Infallible>).unwrap_err();
    let told = error.to_string();
    assert!(told.starts_with("map: expected tasks 0..10, as on rank 0, found tasks 0..11 on rank"), "{told}");
}
