//! The example `epidemic`.

#[path = "../../examples/epidemic/population.rs"]
mod population;

use population::{Metapopulation, in_a_row};
use proptest::prelude::*;
use rockpool_core::prelude::*;
use rockpool_io::{Format, Options};

fn epidemic(key: u64) -> Metapopulation {
    let mut population = Metapopulation::builder().mixing(in_a_row(3)).key(key).build().unwrap();
    population.set("regions.0.infected", 50_u64).unwrap();
    population
}

fn run(population: &mut Metapopulation, days: usize) {
    (0..days).for_each(|_| population.step().unwrap());
}

#[test]
fn as_many_regions_are_made_as_the_matrix_has_rows() {
    assert_eq!(epidemic(1).regions.len(), 3);
    let error = Metapopulation::builder().mixing(in_a_row(3)).regions_n(4).build().unwrap_err();
    assert!(error.to_string().contains("regions_n"), "{error}");
}

#[test]
fn contacts_that_do_not_sum_up_to_one_are_refused() {
    let mut population = epidemic(1);
    let error = population.set("mixing", in_a_row(3) * 0.5).unwrap_err().to_string();
    assert!(error.contains("row 0 of `mixing` sums up to 0.5"), "{error}");
    assert_eq!(population, epidemic(1));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]
    #[test]
    fn a_run_that_is_cut_and_stored_is_the_whole_one(key: u64, first in 0_usize..40, rest in 0_usize..40) {
        let mut whole = epidemic(key);
        run(&mut whole, first + rest);

        let mut population = epidemic(key);
        run(&mut population, first);
        let bytes = Options::all().to_bytes(&population, Format::Npz).unwrap();
        let mut resumed = epidemic(key ^ 1);
        Options::all().plan_bytes(&resumed, &bytes, Format::Npz).unwrap().apply(&mut resumed).unwrap();
        run(&mut resumed, rest);
        prop_assert_eq!(&resumed, &whole);
        prop_assert!(whole.infected() <= 300_000);
    }
}
