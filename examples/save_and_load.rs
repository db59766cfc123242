//! Saving and loading: the plan of a load, a renamed field, another unit, and a file that does not fit.

use ndarray::Array1;
use rockpool_core::prelude::*;

/// The module as it was when the file was written.
mod before {
    use super::{Array1, Module, Origin, fill, zeros};

    #[derive(Module)]
    #[module(shape = n)]
    pub(super) struct Leaky {
        #[parameter(family = "taus", shape = n, init = fill(20.0), unit = "ms")]
        pub(super) tau: Array1<f64>,
        #[parameter(shape = n, init = zeros())]
        pub(super) bias: Array1<f64>,
        #[module(origin)]
        origin: Origin,
    }
}

/// The module as it is now: `tau` has another name and another unit.
#[derive(Module)]
#[module(shape = n)]
struct Leaky {
    #[parameter(family = "taus", shape = n, init = fill(0.02), unit = "s", bounds = 1e-6.., alias = "tau")]
    tau_mem: Array1<f64>,
    #[parameter(shape = n, init = zeros())]
    bias: Array1<f64>,
    #[module(origin)]
    origin: Origin,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let old = before::Leaky::builder().tau(vec![10.0, 50.0]).bias(vec![0.5, -0.5]).build()?;

    for name in ["leaky.json", "leaky.safetensors", "leaky.npz"] {
        let file = folder.path().join(name);
        // JSON as the original writes it says no units; with its metadata it does.
        rockpool_io::Options::new().metadata().save(&old, &file)?;
        let mut leaky = Leaky::builder().n(2).build()?;
        let plan = rockpool_io::plan(&leaky, &file)?;
        let bytes = std::fs::metadata(&file)?.len();
        println!("{name}, {bytes} bytes\n{}", plan.to_string().replace(&*file.to_string_lossy(), name));
        plan.apply(&mut leaky)?;
        println!("tau_mem = {} s, bias = {}\n", leaky.tau_mem, leaky.bias);
    }

    // Three neurons do not load two: nothing is changed.
    let mut other = Leaky::builder().n(3).build()?;
    if let Err(error) = rockpool_io::load(&mut other, folder.path().join("leaky.json")) {
        println!("refused: {}", error.to_string().replace(&*folder.path().to_string_lossy(), "."));
    }
    println!("tau_mem is still {} s", other.tau_mem);
    Ok(())
}
