//! What a user allows, and names that lints speak of, hold for what is generated.
#![deny(warnings, missing_docs)]

use rockpool_core::prelude::*;

/// Neurons.
#[allow(non_snake_case)]
#[derive(Module)]
pub struct Neurons {
    /// The threshold.
    #[parameter(family = "thresholds", init = 1.0)]
    pub V_th: f64,
    /// An older name.
    #[deprecated]
    #[parameter(family = "thresholds", init = 1.0)]
    pub old: f64,
    /// Of no interest.
    #[doc(hidden)]
    #[simulation(init = 1.0)]
    pub inner: f64,
    #[module(origin)]
    origin: Origin,
}

/// Neurons by a name of another language.
#[allow(non_camel_case_types)]
#[derive(Module)]
pub struct lif_neuron {
    /// The threshold.
    #[parameter(family = "thresholds", init = 1.0)]
    pub v_th: f64,
    #[module(origin)]
    origin: Origin,
}

macro_rules! layer {
    ($name:ident, $most:literal) => {
        #[derive(Module)]
        pub(crate) struct $name {
            #[parameter(family = "taus", init = 1.0, bounds = 0.0..=$most)]
            w: f64,
            #[state(family = "potentials")]
            v: f64,
            #[module(origin)]
            origin: Origin,
        }
    };
}
layer!(Layer, 4.0);

mod renamed {
    use rockpool_core::prelude::*;

    pub(crate) struct LayerBuilder;

    #[derive(Module)]
    #[module(builder = BuildLayer)]
    pub(crate) struct Layer {
        #[parameter(init = 1.0)]
        pub(crate) w: f64,
        #[module(origin)]
        origin: Origin,
    }
}

fn main() -> Result<(), Error> {
    assert_eq!(Neurons::builder().V_th(2.0).build()?.V_th, 2.0);
    assert_eq!(lif_neuron::builder().build()?.v_th, 1.0);
    let layer = Layer::builder().build()?;
    assert_eq!((layer.w, layer.v), (1.0, 0.0));
    let _ = renamed::LayerBuilder;
    let builder: renamed::BuildLayer = renamed::Layer::builder();
    assert_eq!(builder.build()?.w, 1.0);
    Ok(())
}
