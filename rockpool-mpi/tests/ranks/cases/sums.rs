//! Sums do not depend on the number of ranks.

use ndarray::{Array2, ShapeBuilder};
use rockpool_core::Key;
use rockpool_core::init::Rng;
use rockpool_mpi::{Error, Terms, World};

pub(super) fn all(world: &World) {
    terms(world);
    terms_in_any_order(world);
    one_of_each_rank(world);
    arrays(world);
    faults(world);
}

/// Numbers of very different sizes, whose sum depends on the order.
fn numbers(index: usize, length: usize) -> Vec<f32> {
    let mut rng = Key::new(1).at_index(index).rng();
    let number = |bits: u64| (bits as i32 as f32) * 2_f32.powi((bits >> 40) as i32 % 40 - 60);
    (0..length).map(|_| number(rng.next_u64())).collect()
}

fn terms(world: &World) {
    for (count, length) in [(1, 1), (2, 3), (5, 1), (8, 1000), (13, 7), (64, 3), (3, 0), (100, 50_000)] {
        let mut terms = Terms::new(count, length);
        for index in world.part(count) {
            terms.add(index, &numbers(index, length)).unwrap();
        }
        world.sum(&mut terms).unwrap();
        let mut alone = Terms::new(count, length);
        (0..count).for_each(|index| alone.add(index, &numbers(index, length)).unwrap());
        World::alone().sum(&mut alone).unwrap();
        let bits =
            |terms: &Terms<f32>| terms.total().unwrap().iter().map(|x| x.to_bits()).collect::<Vec<_>>();
        assert_eq!(bits(&terms), bits(&alone), "{count} terms of {length}");
        let bits = bits(&terms);
        super::tell(world, &format!("sum of {count} of {length}"), bits.into_iter().map(u64::from));
    }
}

/// Each rank adds every so-manieth, from the last to the first.
fn terms_in_any_order(world: &World) {
    let (count, length) = (37, 11);
    let mut terms = Terms::new(count, length);
    for index in (0..count).rev().filter(|index| index % world.size() == world.rank()) {
        let term: Vec<f64> = numbers(index, length).into_iter().map(f64::from).map(|x| x / 3.0).collect();
        terms.add(index, &term).unwrap();
    }
    world.sum(&mut terms).unwrap();
    super::tell(world, "sum in any order", terms.total().unwrap().iter().map(|x| x.to_bits()));
}

fn one_of_each_rank(world: &World) {
    let size = world.size() as f64;
    let mut vector = vec![world.rank() as f64, 1.0];
    world.sum(&mut vector).unwrap();
    assert_eq!(vector, [size * (size - 1.0) / 2.0, size]);
    let mut number = 0.5_f32;
    world.sum(&mut number).unwrap();
    assert_eq!(f64::from(number), size * 0.5);
    let mut parts = [1.0_f64; 5];
    world.sum(&mut parts[1..3]).unwrap();
    assert_eq!(parts, [1.0, size, size, 1.0, 1.0]);
}

fn arrays(world: &World) {
    // Rank 0 holds its elements by columns.
    let shape = (2, 3);
    let number = |(row, column): (usize, usize)| (10 * row + column) as f64;
    let mut array = match world.is_root() {
        true => Array2::from_shape_fn(shape.f(), number),
        false => Array2::from_shape_fn(shape, number),
    };
    world.sum(&mut array).unwrap();
    assert_eq!(array, Array2::from_shape_fn(shape, number) * world.size() as f64);
}

fn faults(world: &World) {
    let mut terms = Terms::<f32>::new(4, 1);
    assert_eq!(world.sum(&mut terms).unwrap_err(), Error::Missing { terms: vec![0, 1, 2, 3], count: 4 });
    if world.size() > 1 {
        // Term 2 is added by ranks 0 and 1.
        if world.is_root() {
            (0..3).for_each(|index| terms.add(index, &[1.0]).unwrap());
        } else if world.rank() == 1 {
            (2..4).for_each(|index| terms.add(index, &[1.0]).unwrap());
        }
        let error = world.sum(&mut terms).unwrap_err();
        assert_eq!(
            error.to_string(),
            "sum: term 2 was added twice by ranks 0 and 1; every term is added by one rank"
        );
        let length = if world.rank() == 1 { 3 } else { 2 };
        let error = world.sum(&mut vec![1.0_f32; length]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "sum: expected 2 elements of `f32`, as on rank 0, found 3 elements of `f32` on rank 1"
        );
    }
    terms.clear();
    world.part(4).for_each(|index| terms.add(index, &[1.0]).unwrap());
    world.sum(&mut terms).unwrap();
    assert_eq!(terms.total().unwrap(), [4.0]);
    assert_eq!(world.sum(&mut terms).unwrap_err(), Error::Summed { is_summed: true });
}
