//! The resistance `r` of NIR's nodes, in which the original hides its time step.

/// `tau · exp(-dt / tau) / dt`, as the original writes it.
pub(super) fn resistance(tau: f64, dt: f64) -> f64 {
    tau * (-dt / tau).exp() / dt
}

/// The time step of which `r` is the resistance; `None` where there is none.
pub(super) fn time_step(tau: f64, r: f64) -> Option<f64> {
    if !(tau > 0.0 && r > 0.0 && tau.is_finite() && r.is_finite()) {
        return None;
    }
    // exp(-x) / x = r falls with x from infinity to 0; in the logarithm Newton's steps never pass it.
    let mut x = if r > 1.0 { 1.0 / r } else { 1e-3_f64.max(-r.ln()) };
    for _ in 0..60 {
        let slope = -1.0 - 1.0 / x;
        let next = x - (-x - x.ln() - r.ln()) / slope;
        x = if next > 0.0 { next } else { x / 2.0 };
    }
    let dt = x * tau;
    (dt.is_finite() && (resistance(tau, dt) / r - 1.0).abs() < 1e-6).then_some(dt)
}

#[cfg(test)]
mod tests {
    use super::{resistance, time_step};

    #[test]
    fn the_time_step_is_found_again() {
        for tau in [1e-4, 0.005, 0.02, 1.0, 300.0] {
            for dt in [1e-6, 1e-4, 1e-3, 0.01, 0.5] {
                let r = resistance(tau, dt);
                if r > 1e-200 {
                    let found = time_step(tau, r);
                    assert!(
                        found.is_some_and(|found| (found / dt - 1.0).abs() < 1e-6),
                        "{tau} {dt} {found:?}"
                    );
                }
            }
        }
        assert_eq!(time_step(0.02, 0.0), None);
        assert_eq!(time_step(f64::NAN, 1.0), None);
    }
}
