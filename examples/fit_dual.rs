//! Three parameters fitted by dual numbers, which carry derivatives through a module as it stands.

use ndarray::{Array1, array};
use num_dual::{Dual64, DualNum};
use rockpool_core::prelude::*;

/// A leaky integrator with a gain and an offset, for any number.
#[derive(Module)]
struct Leaky<T: Real> {
    /// Time constant.
    #[parameter(family = "taus", init = 0.05, unit = "s", bounds = 1e-3..)]
    tau: T,
    /// Gain of the input.
    #[parameter(init = 1.0)]
    gain: T,
    /// What is added to the output.
    #[parameter(init = 0.0)]
    offset: T,
    /// Deflection.
    #[state]
    x: T,
    #[module(origin)]
    origin: Origin,
}

impl<T: Real + DualNum<Primitive = f64>> Leaky<T> {
    /// The output, in steps of a millisecond.
    fn evolve(&mut self, input: &[f64]) -> Vec<T> {
        self.reset_state();
        let decay = (T::of(-1e-3) / self.tau).exp();
        let step = |&input: &f64| {
            self.x = self.x * decay + self.gain * T::of(input) * (T::of(1.0) - decay);
            self.x + self.offset
        };
        input.iter().map(step).collect()
    }
}

fn main() -> Result<(), Error> {
    let input: Vec<f64> = (0..300).map(|t| f64::from(u8::from(t % 100 < 50))).collect();
    let target = Leaky::<f64>::builder().tau(0.02).gain(1.5).offset(0.3).build()?.evolve(&input);

    let mut model = Leaky::<Dual64>::builder().build()?;
    for round in 0..=12 {
        let parameters: Vec<f64> =
            model.parameters().flat::<Dual64>()?.to_vec().iter().map(|p| p.re).collect();
        // One run a parameter, with a derivative of one where that parameter is.
        let mut columns: Vec<Array1<f64>> = Vec::new();
        let mut rest = Array1::zeros(0);
        for seeded in 0..parameters.len() {
            let dual = |(i, &p): (usize, &f64)| Dual64::new(p, f64::from(u8::from(i == seeded)));
            let duals: Vec<Dual64> = parameters.iter().enumerate().map(dual).collect();
            model.parameters_mut().flat::<Dual64>()?.copy_from(&duals)?;
            let output = model.evolve(&input);
            rest = output.iter().zip(&target).map(|(y, t)| t - y.re).collect();
            columns.push(output.iter().map(|y| y.eps).collect());
        }
        println!("{round:2}: error {:.2e} at {parameters:.4?}", rest.dot(&rest).sqrt());
        // Gauss and Newton: the normal equations of three unknowns, by Cramer's rule.
        let normal = |i: usize, j: usize| columns[i].dot(&columns[j]);
        let slope = array![columns[0].dot(&rest), columns[1].dot(&rest), columns[2].dot(&rest)];
        let of = |replaced: Option<usize>| {
            let entry = |i: usize, j: usize| if replaced == Some(j) { slope[i] } else { normal(i, j) };
            (0..3)
                .map(|k| {
                    let [a, b] = [(k + 1) % 3, (k + 2) % 3];
                    entry(0, k) * (entry(1, a) * entry(2, b) - entry(1, b) * entry(2, a))
                })
                .sum::<f64>()
        };
        let next: Vec<Dual64> =
            (0..3).map(|k| Dual64::from_re(parameters[k] + of(Some(k)) / of(None))).collect();
        model.parameters_mut().flat::<Dual64>()?.project_from(&next)?;
    }
    let [tau, gain, offset] = [model.tau.re, model.gain.re, model.offset.re];
    assert!((tau - 0.02).abs() < 1e-9 && (gain - 1.5).abs() < 1e-9 && (offset - 0.3).abs() < 1e-9);
    Ok(())
}
