//! An epidemic among regions, as an ensemble of stochastic runs; a run is written to a checkpoint in its middle, and
//! goes on to the bit.
//!
//! ```text
//! cargo run --release --example epidemic
//! ```
//! `len` makes as many regions as the matrix of contacts has rows; the runs share nothing but their parameters, and
//! each has a key of its own.

#[path = "../figures"]
mod figures {
    pub(crate) mod lines;
    pub(crate) mod style;
}
mod population;

use figures::lines::{Line, Look, draw_lines};
use population::{Metapopulation, Region, in_a_row};
use rayon::prelude::*;
use rockpool_core::prelude::*;
use rockpool_io::Options;
use std::error::Error;

const REGIONS: usize = 8;
const DAYS: usize = 200;
const RUNS: usize = 100;

/// The first region has three who are infected.
fn epidemic(key: Key) -> Result<Metapopulation, rockpool_core::Error> {
    let mut population = Metapopulation::builder().mixing(in_a_row(REGIONS)).key(key).build()?;
    population.set("regions.0.infected", 3_u64)?;
    Ok(population)
}

/// A run with everything that it was, day by day.
fn run(population: &mut Metapopulation, days: usize) -> Result<History, Box<dyn Error>> {
    let mut history = History::new(population.state(), days)?;
    for _ in 0..days {
        population.step()?;
        history.push(population.state())?;
    }
    Ok(history)
}

/// All who are infected, on each day.
fn curve(history: &History) -> Vec<u64> {
    let mut days = vec![0; history.len()];
    for track in history.tracks().iter().filter(|track| track.path().ends_with(".infected")) {
        let infected = track.slice::<u64>().unwrap_or_default();
        days.iter_mut().zip(infected).for_each(|(day, infected)| *day += infected);
    }
    days
}

fn points(curve: &[u64]) -> Vec<(f64, f64)> {
    curve.iter().enumerate().map(|(day, &infected)| (day as f64, infected as f64 / 1e3)).collect()
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut population = epidemic(Key::new(1))?;
    println!("{}", population.summary());

    // An ensemble: every run has a key by its number, and equal numbers on any number of threads.
    let ensemble: Vec<Vec<u64>> = (0..RUNS)
        .into_par_iter()
        .map(|number| {
            let mut population =
                epidemic(Key::new(2026).at_index(number)).map_err(|error| error.to_string())?;
            run(&mut population, DAYS).map(|history| curve(&history)).map_err(|error| error.to_string())
        })
        .collect::<Result<_, String>>()?;
    let peaks: Vec<u64> = ensemble.iter().map(|curve| curve.iter().copied().max().unwrap_or(0)).collect();
    let died_out = peaks.iter().filter(|&&peak| peak < 1_000).count();
    println!("{died_out} of {RUNS} runs died out by themselves");

    // Half a run, a checkpoint, and the other half in another process.
    let history = run(&mut population, DAYS / 2)?;
    let file = std::env::temp_dir().join(format!("epidemic-{}.npz", std::process::id()));
    Options::all().save(&population, &file)?;
    let mut resumed = Metapopulation::builder().mixing(in_a_row(REGIONS)).build()?;
    Options::all().load(&mut resumed, &file)?;
    std::fs::remove_file(&file)?;
    let rest = run(&mut resumed, DAYS - DAYS / 2)?;

    let mut whole = epidemic(Key::new(1))?;
    let uninterrupted = run(&mut whole, DAYS)?;
    let cut = [curve(&history), curve(&rest)].concat();
    println!(
        "on day {} {} are infected; the run that was cut has {}",
        whole.day,
        whole.infected(),
        if cut == curve(&uninterrupted) && resumed == whole { "the same numbers" } else { "other numbers" }
    );

    let mean = |day: usize| ensemble.iter().map(|curve| curve[day]).sum::<u64>() / RUNS as u64;
    let mean: Vec<u64> = (0..DAYS).map(mean).collect();
    let mut lines: Vec<Line> = ensemble
        .iter()
        .map(|curve| Line { name: "single runs", look: Look::Faint, points: points(curve) })
        .collect();
    lines.push(Line { name: "their mean", look: Look::Red, points: points(&mean) });
    let of_region = |index: usize| {
        let track = uninterrupted.get(&format!("regions.{index}.infected"));
        track.and_then(|track| track.slice::<u64>()).map(points).unwrap_or_default()
    };
    let regions = [(0, Look::Given), (3, Look::Blue), (REGIONS - 1, Look::Red)];
    let names = ["region 0", "region 3", "region 7"];
    let regions =
        regions.iter().zip(names).map(|(&(index, look), name)| Line { name, look, points: of_region(index) });
    let unit = Region::REGISTRY.attributes()[1].unit().unwrap_or_default();
    let label = format!("infected (1000 {unit})");
    let panels = [(label.clone(), lines), (label, regions.collect())];
    println!("figure: {}", draw_lines("epidemic", "An epidemic among eight regions", "day", &panels)?);
    Ok(())
}
