//! An epidemic in regions that people travel between.

use ndarray::{Array1, Array2};
use rand_distr::{Binomial, Distribution};
use rockpool_core::prelude::*;
use std::error::Error;

/// People of one region: susceptible, infected, recovered.
#[derive(Module, Clone, Debug, PartialEq)]
pub(crate) struct Region {
    /// Who does not fall ill in it any more counts as recovered.
    #[simulation(init = 100_000, unit = other("persons"))]
    inhabitants: u64,
    #[state(unit = other("persons"))]
    pub(crate) infected: u64,
    #[state(unit = other("persons"))]
    pub(crate) recovered: u64,
    #[module(origin)]
    origin: Origin,
}

impl Region {
    fn susceptible(&self) -> u64 {
        self.inhabitants.saturating_sub(self.infected + self.recovered)
    }

    /// The part of its people who are infected.
    fn prevalence(&self) -> f64 {
        self.infected as f64 / self.inhabitants.max(1) as f64
    }
}

/// Regions, and how many contacts of each are in each other: a stochastic SIR model in steps of a day.
///
/// ```text
/// infections of a day ~ Binomial(susceptible, 1 - exp(-transmission · Σ_j mixing[i, j] infected_j / inhabitants_j))
/// recoveries of a day ~ Binomial(infected, 1 - exp(-recovery))
/// ```
///
/// **Source**: the chain-binomial form of Kermack and McKendrick's model, as in Keeling and Rohani, Modeling
/// Infectious Diseases in Humans and Animals (2008), chapters 6 and 7.
#[derive(Module, Clone, Debug, PartialEq)]
#[module(dims(regions_n), check = mixes_all_contacts)]
pub(crate) struct Metapopulation {
    #[module(len = regions_n)]
    pub(crate) regions: Vec<Region>,
    /// The part of the contacts of people in region `i` that is with people of region `j`; each row sums up to 1.
    #[parameter(shape = (regions_n, regions_n), init = identity(), bounds = 0.0..=1.0)]
    mixing: Array2<f64>,
    /// Infections that one infected person causes in a day, where all are susceptible.
    #[parameter(family = "rates", init = 0.3, unit = "1/d", bounds = 0.0..)]
    pub(crate) transmission: f64,
    #[parameter(family = "rates", init = 0.1, unit = "1/d", bounds = 0.0..)]
    recovery: f64,
    /// The number of the day: noise is drawn by it.
    #[state(unit = "d")]
    pub(crate) day: u64,
    #[module(origin)]
    origin: Origin,
}

fn mixes_all_contacts(population: &Metapopulation) -> Result<(), String> {
    match population.mixing.rows().into_iter().position(|row| (row.sum() - 1.0).abs() > 1e-9) {
        None => Ok(()),
        Some(row) => Err(format!(
            "row {row} of `mixing` sums up to {}, and not to 1",
            population.mixing.row(row).sum()
        )),
    }
}

/// Regions in a row: nine in ten contacts at home, the others with the neighbours.
pub(crate) fn in_a_row(regions_n: usize) -> Array2<f64> {
    let mut mixing = Array2::zeros((regions_n, regions_n));
    for i in 0..regions_n {
        let neighbours = [i.checked_sub(1), (i + 1 < regions_n).then_some(i + 1)];
        let neighbours: Vec<usize> = neighbours.into_iter().flatten().collect();
        neighbours.iter().for_each(|&j| mixing[[i, j]] = 0.1 / neighbours.len() as f64);
        mixing[[i, i]] = if neighbours.is_empty() { 1.0 } else { 0.9 };
    }
    mixing
}

impl Metapopulation {
    /// A day. What is drawn depends on the key, the day and the region alone, so that a run may be cut anywhere.
    pub(crate) fn step(&mut self) -> Result<(), Box<dyn Error>> {
        let key = self.origin.key().unwrap_or_default().at("days").at_index(self.day as usize);
        let prevalence: Array1<f64> = self.regions.iter().map(Region::prevalence).collect();
        let force = self.mixing.dot(&prevalence) * self.transmission;
        let recovers = 1.0 - (-self.recovery).exp();
        for (index, (region, force)) in self.regions.iter_mut().zip(force).enumerate() {
            let mut rng = key.at_index(index).rng();
            let infections = Binomial::new(region.susceptible(), 1.0 - (-force).exp())?.sample(&mut rng);
            let recoveries = Binomial::new(region.infected, recovers)?.sample(&mut rng);
            region.infected = region.infected + infections - recoveries;
            region.recovered += recoveries;
        }
        self.day += 1;
        Ok(())
    }

    /// All who are infected.
    pub(crate) fn infected(&self) -> u64 {
        self.regions.iter().map(|region| region.infected).sum()
    }
}
