//! The example `cable`.

#[path = "../../examples/cable/cable.rs"]
mod cable;
#[path = "../../examples/cable/fit.rs"]
mod fit;
#[path = "../../examples/cable/solve.rs"]
mod solve;

use cable::Cable;
use rockpool_core::prelude::*;

fn axon(compartments: usize) -> Cable {
    Cable::builder().compartments(compartments).build().unwrap()
}

/// In samples, of the highest potential.
fn peak(v: impl IntoIterator<Item = f64>) -> usize {
    v.into_iter().enumerate().max_by(|(_, a), (_, b)| a.total_cmp(b)).unwrap().0
}

#[test]
fn it_rests_where_its_gates_settle() {
    // Without a stimulus nothing moves by more than the leak's rounded reversal potential makes it.
    let mut axon = axon(3);
    axon.set("stimulus", 0.0).unwrap();
    let history = solve::solve(&mut axon, 20.0).unwrap();
    let v = history.get("v").unwrap().slice::<f64>().unwrap();
    assert!(v.iter().all(|v| (v + 65.0).abs() < 0.1), "{v:?}");
}

#[test]
fn a_spike_runs_along_it_and_gates_stay_in_their_bounds() {
    let mut axon = axon(8);
    let history = solve::solve(&mut axon, 8.0).unwrap();
    let v = history.get("v").unwrap().array::<f64>().unwrap();
    let peaks: Vec<usize> =
        (0..8).map(|compartment| peak(v.index_axis(ndarray::Axis(1), compartment).iter().copied())).collect();
    assert!(peaks.is_sorted() && peaks[7] > peaks[0] + 10, "{peaks:?}");
    // An action potential of about 100 mV.
    assert!(v.fold(f64::MIN, |most, &v| most.max(v)) > 20.0);
    for gate in ["m", "h", "n"] {
        let gate = history.get(gate).unwrap().slice::<f64>().unwrap();
        assert!(gate.iter().all(|gate| (0.0..=1.0).contains(gate)));
    }
    axon.check().unwrap();
}

#[test]
fn conductances_are_found_from_a_trace_without_noise() {
    let recorded = fit::trace(&mut axon(3), 2, 5.0).unwrap();
    let mut model =
        Cable::builder().compartments(3).g_na(110.0).g_k(38.0).g_l(Constant(0.3)).build().unwrap();
    fit::fit(&mut model, &recorded, 2, 5.0, 60).unwrap();
    assert!((model.g_na - 120.0).abs() < 1.0 && (model.g_k - 36.0).abs() < 0.5, "{model:?}");
}
