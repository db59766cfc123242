//! A chain as boxed layers.

use super::Network;
use super::model::{Cell, CellKind, Chain, Numbers, Part};
use super::wiring::extra_number;
use ndarray::{Array1, Array2, ArrayD};
use rockpool_core::prelude::*;
use rockpool_nn::{ExpSyn, Float, Layer, Lif, LifNeuron, Linear, Residual, Sequential};

/// Layers whose types are known at run time.
type Boxed<F> = Vec<Box<dyn Layer<F>>>;

/// The network of a chain.
pub(super) fn network<F: Float>(chain: &Chain) -> Result<Network<F>, Error> {
    if chain.is_residual {
        let plain = Chain { is_residual: false, ..chain.clone() };
        let layers: Boxed<F> = vec![residual(&plain)?];
        return Sequential::named(["residual"], layers);
    }
    let (names, layers) = parts(chain)?;
    Sequential::named(names, layers)
}

fn residual<F: Float>(chain: &Chain) -> Result<Box<dyn Layer<F>>, Error> {
    let (names, layers) = parts(chain)?;
    Ok(Box::new(Residual::named(names, layers)?))
}

fn parts<F: Float>(chain: &Chain) -> Result<(Vec<String>, Boxed<F>), Error> {
    let mut names: Vec<String> = Vec::new();
    let mut layers: Boxed<F> = Vec::new();
    for (name, part) in &chain.parts {
        // Dots stand between the names of a path.
        names.push(name.replace('.', "_"));
        let layer = match part {
            Part::Cell(cell) => layer(cell),
            Part::Chain(chain) if chain.is_residual => residual(chain),
            Part::Chain(chain) => network(chain).map(|net| Box::new(net) as Box<dyn Layer<F>>),
        };
        layers.push(layer.map_err(|error| error.below(name))?);
    }
    Ok((names, layers))
}

fn layer<F: Float>(cell: &Cell) -> Result<Box<dyn Layer<F>>, Error> {
    Ok(match cell.kind {
        CellKind::Linear => Box::new(linear(cell)?),
        CellKind::Lif => Box::new(lif(cell)?),
        CellKind::LifNeuron => Box::new(lif_neuron(cell)?),
        CellKind::ExpSyn => Box::new(exp_syn(cell)?),
    })
}

fn array<F: Float>(numbers: &Numbers) -> ArrayD<F> {
    numbers.array.mapv(F::of)
}

/// The values of an attribute: one number where the file says that it was one.
fn values<F: Float>(cell: &Cell, name: &str, attribute: &str) -> ArrayD<F> {
    let Some(numbers) = cell.get(name) else { return ArrayD::zeros(vec![]) };
    let was_scalar = cell.was_scalar(attribute) == Some(true);
    let single = if was_scalar { numbers.collapsed() } else { None };
    let numbers = single.unwrap_or_else(|| match attribute {
        "tau_syn" => numbers.with_column(),
        _ => numbers.clone(),
    });
    array(&numbers)
}

/// A number beside the graph; what is absent there is left to its declared `init`.
fn extra<F: Float>(cell: &Cell, name: &str) -> Option<F> {
    extra_number(cell, name).map(F::of)
}

fn matrix<F: Float>(numbers: &Numbers) -> Result<Array2<F>, Error> {
    array(&numbers.transposed()).into_dimensionality().map_err(Error::other)
}

fn linear<F: Float>(cell: &Cell) -> Result<Linear<F>, Error> {
    let (n_in, n_out) = cell.sizes();
    let bias = |bias| array::<F>(bias).iter().copied().collect::<Array1<F>>();
    Linear::<F>::builder()
        .shape((n_in, n_out))
        .key(Key::default())
        .weight(cell.get("weight").map(matrix::<F>).transpose()?.unwrap_or_default())
        .bias(cell.get("bias").map(bias))
        .build()
}

fn lif<F: Float>(cell: &Cell) -> Result<Lif<F>, Error> {
    let n = cell.sizes().0;
    Lif::<F>::builder()
        .shape((n, n))
        .key(Key::default())
        .tau_mem(values::<F>(cell, "tau_mem", "tau_mem"))
        .tau_syn(values::<F>(cell, "tau_syn", "tau_syn"))
        .bias(values::<F>(cell, "v_leak", "bias"))
        .threshold(values::<F>(cell, "v_threshold", "threshold"))
        .w_rec(cell.w_rec.as_ref().map(matrix::<F>).transpose()?)
        .dt(extra(cell, "dt"))
        .noise_std(extra(cell, "noise_std"))
        .max_spikes_per_dt(extra(cell, "max_spikes_per_dt"))
        .build()
}

fn lif_neuron<F: Float>(cell: &Cell) -> Result<LifNeuron<F>, Error> {
    LifNeuron::<F>::builder()
        .n(cell.sizes().0)
        .key(Key::default())
        .tau_mem(values::<F>(cell, "tau", "tau_mem"))
        .bias(values::<F>(cell, "v_leak", "bias"))
        .threshold(values::<F>(cell, "v_threshold", "threshold"))
        .dt(extra(cell, "dt"))
        .noise_std(extra(cell, "noise_std"))
        .max_spikes_per_dt(extra(cell, "max_spikes_per_dt"))
        .build()
}

fn exp_syn<F: Float>(cell: &Cell) -> Result<ExpSyn<F>, Error> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "casts saturate")]
    let window = extra_number(cell, "max_window_length").map(|length| length as usize);
    ExpSyn::<F>::builder()
        .n(cell.sizes().0)
        .key(Key::default())
        .tau(values::<F>(cell, "tau", "tau"))
        .dt(extra(cell, "dt"))
        .max_window_length(window)
        .build()
}
