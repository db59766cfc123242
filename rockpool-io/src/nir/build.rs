//! A chain as boxed layers.

use super::Network;
use super::dialect::{Meaning, meaning};
use super::model::{Cell, CellKind, Chain, Extra, Link, Numbers};
use super::wiring::extra_number;
use ndarray::{Array1, Array2, ArrayD};
use rockpool_core::prelude::*;
use rockpool_core::value::Choices;
use rockpool_nn::{Delay, ExpSyn, Float, Layer, Lif, LifNeuron, Linear, Residual, Sequential, Surrogate};

/// Layers whose types are known at run time.
type Boxed<F> = Vec<Box<dyn Layer<F>>>;

/// The network of a chain, whose noise is drawn with keys by path, in steps of `dt` where a cell says no
/// other.
pub(super) fn network<F: Float>(chain: &Chain, dt: f64, key: Key) -> Result<Network<F>, Error> {
    if chain.is_residual {
        let plain = Chain { is_residual: false, ..chain.clone() };
        let layers: Boxed<F> = vec![residual(&plain, dt, key.at("residual"))?];
        return Sequential::named(["residual"], layers);
    }
    let (names, layers) = parts(chain, dt, key)?;
    Sequential::named(names, layers)
}

fn residual<F: Float>(chain: &Chain, dt: f64, key: Key) -> Result<Box<dyn Layer<F>>, Error> {
    let (names, layers) = parts(chain, dt, key)?;
    Ok(Box::new(Residual::named(names, layers)?))
}

fn parts<F: Float>(chain: &Chain, dt: f64, key: Key) -> Result<(Vec<String>, Boxed<F>), Error> {
    let mut names: Vec<String> = Vec::new();
    let mut layers: Boxed<F> = Vec::new();
    for (name, part) in &chain.parts {
        names.push(name.clone());
        let key = key.at(name);
        let layer = match part {
            Link::Cell(cell) => Read::of(cell, dt, key).layer(),
            Link::Chain(chain) if chain.is_residual => residual(chain, dt, key),
            Link::Chain(chain) => network(chain, dt, key).map(|net| Box::new(net) as Box<dyn Layer<F>>),
        };
        layers.push(layer.map_err(|error| error.below(name))?);
    }
    Ok((names, layers))
}

/// Gives a builder what `Lif` and `LifNeuron` have in common.
macro_rules! neurons {
    ($builder:expr, $read:expr, $float:ty) => {
        $builder
            .key($read.key)
            .tau_mem($read.all::<$float>("tau_mem"))
            .bias($read.all::<$float>("bias"))
            .threshold($read.all::<$float>("threshold"))
            .gain($read.values::<$float>("gain"))
            .v_leak($read.values::<$float>("v_leak"))
            .v_reset($read.values::<$float>("v_reset"))
            .refractory_period($read.values::<$float>("refractory_period"))
            .dt(<$float>::of($read.dt))
            .noise_std($read.extra("noise_std"))
            .max_spikes_per_dt($read.extra("max_spikes_per_dt"))
            .learning_window($read.extra("learning_window"))
            .surrogate($read.surrogate::<$float>())
    };
}

/// A cell, and what it means.
struct Read<'c> {
    cell: &'c Cell,
    meaning: Meaning,
    dt: f64,
    key: Key,
}

impl<'c> Read<'c> {
    fn of(cell: &'c Cell, dt: f64, key: Key) -> Self {
        let dt = extra_number(cell, "dt").unwrap_or(dt);
        Self { cell, meaning: meaning("", cell, dt), dt, key }
    }

    fn layer<F: Float>(&self) -> Result<Box<dyn Layer<F>>, Error> {
        Ok(match self.cell.kind {
            CellKind::Linear => Box::new(self.linear()?),
            CellKind::Lif => Box::new(self.lif()?),
            CellKind::LifNeuron => Box::new(self.lif_neuron()?),
            CellKind::ExpSyn => Box::new(self.exp_syn()?),
            CellKind::Delay => Box::new(self.delay()?),
        })
    }

    /// The values of an attribute, if it is present: one number where the file says that it was one.
    fn values<F: Float>(&self, attribute: &str) -> Option<ArrayD<F>> {
        let numbers = self.meaning.get(attribute)?;
        let was_scalar = self.cell.was_scalar(attribute) == Some(true);
        let single = if was_scalar { numbers.collapsed() } else { None };
        let numbers = single.unwrap_or_else(|| match attribute {
            "tau_syn" => numbers.with_column(),
            _ => numbers.clone(),
        });
        Some(array(&numbers))
    }

    /// The same of one that is always there; zero if nothing is known of it.
    fn all<F: Float>(&self, attribute: &str) -> ArrayD<F> {
        self.values(attribute).unwrap_or_else(|| ArrayD::zeros(vec![]))
    }

    /// A number beside the graph; what is absent there is left to its declared `init`.
    fn extra<F: Float>(&self, name: &str) -> Option<F> {
        extra_number(self.cell, name).map(F::of)
    }

    /// What stands for the slope of a spike, if the metadata says it in a word that is known.
    fn surrogate<F: Float>(&self) -> Option<Surrogate<F>> {
        match self.cell.extra("surrogate") {
            Some(Extra::Text(word)) => Surrogate::named(word),
            _ => None,
        }
    }

    fn linear<F: Float>(&self) -> Result<Linear<F>, Error> {
        let bias = |bias| array::<F>(bias).iter().copied().collect::<Array1<F>>();
        Linear::<F>::builder()
            .shape(self.cell.sizes())
            .key(self.key)
            .weight(self.cell.get("weight").map(matrix::<F>).transpose()?)
            .bias(self.cell.get("bias").map(bias))
            .build()
    }

    fn lif<F: Float>(&self) -> Result<Lif<F>, Error> {
        let n = self.cell.sizes().0;
        let lif = Lif::<F>::builder()
            .shape((n, n))
            .tau_syn(self.all::<F>("tau_syn"))
            .w_rec(self.cell.w_rec.as_ref().map(matrix::<F>).transpose()?);
        neurons!(lif, self, F).build()
    }

    fn lif_neuron<F: Float>(&self) -> Result<LifNeuron<F>, Error> {
        neurons!(LifNeuron::<F>::builder().n(self.cell.sizes().0), self, F).build()
    }

    fn exp_syn<F: Float>(&self) -> Result<ExpSyn<F>, Error> {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "casts saturate")]
        let window = extra_number(self.cell, "max_window_length").map(|length| length as usize);
        ExpSyn::<F>::builder()
            .n(self.cell.sizes().0)
            .key(self.key)
            .tau(self.all::<F>("tau"))
            .gain(self.values::<F>("gain"))
            .dt(F::of(self.dt))
            .noise_std(self.extra("noise_std"))
            .max_window_length(window)
            .build()
    }

    fn delay<F: Float>(&self) -> Result<Delay<F>, Error> {
        Delay::<F>::builder().n(self.cell.sizes().0).delay(self.all::<F>("delay")).dt(F::of(self.dt)).build()
    }
}

fn array<F: Float>(numbers: &Numbers) -> ArrayD<F> {
    numbers.array.mapv(F::of)
}

fn matrix<F: Float>(numbers: &Numbers) -> Result<Array2<F>, Error> {
    array(&numbers.transposed()).into_dimensionality().map_err(Error::other)
}
