//! Modules as the original prints them: `ModSequential  with shape (3, 2) { .. }`, built here.

use crate::json::{array, lengths};
use ndarray::ArrayD;
use rockpool_core::prelude::*;
use rockpool_nn::{Activation, ExpSyn, FfwdStack, Instant, Layer, Lif, Linear, Rate, Residual, Sequential};
use serde_json::Value as Json;
use std::iter::Peekable;

/// A printed module.
#[derive(Debug)]
pub struct Printed {
    class: String,
    /// Empty for the outermost.
    name: String,
    shape: Vec<usize>,
    layers: Vec<Printed>,
}

/// What an attribute with this path is given: a value, and whether it is constant.
pub type Given<'g> = &'g dyn Fn(&str) -> Option<(ArrayD<f64>, bool)>;

/// The path as it is here: `0_LIF.tau_mem` is `0_Lif.tau_mem`.
pub fn here(path: &str) -> String {
    let renamed = [
        ("LIF", "Lif"),
        ("ModSequential", "Sequential"),
        ("ModResidual", "Residual"),
        ("ModFFwdStack", "FfwdStack"),
    ];
    renamed.iter().fold(path.to_owned(), |path, (there, here)| path.replace(there, here))
}

/// Gives the attributes that the original has.
macro_rules! give {
    ($builder:expr, $given:expr, $($name:ident),+) => {{
        let builder = $builder;
        $(let builder = match $given(stringify!($name)) {
            Some((value, true)) => builder.$name(Constant(value)),
            Some((value, false)) => builder.$name(value),
            None => builder,
        };)+
        builder
    }};
}

impl Printed {
    /// Reads what the original prints.
    pub fn new(repr: &Json) -> Self {
        let mut lines = repr.as_str().unwrap().lines().map(str::trim).peekable();
        Self::read(&mut lines)
    }

    fn read<'t>(lines: &mut Peekable<impl Iterator<Item = &'t str>>) -> Self {
        let line = lines.next().unwrap();
        let (head, rest) = line.split_once(" with shape (").unwrap();
        let (class, name) = head.split_once(' ').unwrap_or((head, ""));
        let (shape, rest) = rest.split_once(')').unwrap();
        let lengths = shape.split(',').map(str::trim).filter(|length| !length.is_empty());
        let mut layers = Vec::new();
        if rest.trim() == "{" {
            while lines.next_if_eq(&"}").is_none() {
                layers.push(Self::read(lines));
            }
        }
        let name = name.trim().trim_matches('\'');
        Self {
            class: class.into(),
            name: name.into(),
            shape: lengths.map(|length| length.parse().unwrap()).collect(),
            layers,
        }
    }

    /// Whether there is a module of this class.
    pub fn contains(&self, class: &str) -> bool {
        self.class == class || self.layers.iter().any(|layer| layer.contains(class))
    }

    /// The families that its attributes declare, by the names they have here.
    pub fn families(&self) -> Vec<String> {
        let own: &[&str] = match self.class.as_str() {
            "Linear" => &["weights", "biases"],
            "LIF" | "Rate" => &["weights", "taus", "biases", "thresholds"],
            "ExpSyn" => &["taus"],
            "ModFFwdStack" => &["weights"],
            _ => &[],
        };
        let below = self.layers.iter().flat_map(Self::families);
        own.iter().map(|&family| family.to_owned()).chain(below).collect()
    }

    /// The module.
    pub fn build(&self, given: Given<'_>, act_fn: &Activation<f64>) -> Result<Box<dyn Layer>, Error> {
        let n_in = self.shape[0];
        let n_out = *self.shape.last().unwrap();
        let w_rec = given("w_rec").map(|(w_rec, _)| w_rec);
        Ok(match self.class.as_str() {
            "Linear" => {
                let builder = Linear::builder().n_in(n_in).n_out(n_out);
                Box::new(give!(builder, given, weight, bias).build()?)
            }
            "LIF" => {
                let builder = Lif::builder().n_in(n_in).n_out(n_out);
                let builder = give!(builder, given, tau_mem, tau_syn, bias, threshold);
                Box::new(match w_rec {
                    Some(w_rec) => builder.w_rec(w_rec).build()?,
                    None => builder.build()?,
                })
            }
            "ExpSyn" => {
                let builder = ExpSyn::builder().n(n_in).max_window_length(1_000_000);
                Box::new(give!(builder, given, tau).build()?)
            }
            "Rate" => {
                let builder = Rate::builder().n(n_in).act_fn(act_fn.clone());
                let builder = give!(builder, given, tau, bias, threshold);
                Box::new(match w_rec {
                    Some(w_rec) => builder.w_rec(w_rec).build()?,
                    None => builder.build()?,
                })
            }
            "Instant" => Box::new(Instant::builder().n(n_in).build()?),
            "ModSequential" => Box::new(Sequential::named(self.names(), self.layers(given, act_fn)?)?),
            "ModResidual" => Box::new(Residual::named(self.names(), self.layers(given, act_fn)?)?),
            "ModFFwdStack" => {
                let mut builder = FfwdStack::builder(self.layers(given, act_fn)?).names(self.names());
                for gap in 1..self.layers.len() {
                    if let Some((weight, _)) = given(&format!("{}_{gap}_weight", gap - 1)) {
                        builder = builder.weight(gap - 1, weight);
                    }
                }
                Box::new(builder.build()?)
            }
            other => panic!("there is no module {other}"),
        })
    }

    fn names(&self) -> impl Iterator<Item = String> {
        self.layers.iter().map(|layer| here(&layer.name))
    }

    fn layers(&self, given: Given<'_>, act_fn: &Activation<f64>) -> Result<Vec<Box<dyn Layer>>, Error> {
        let build = |layer: &Self| {
            layer.build(&|path| given(&format!("{}.{path}", layer.name)), act_fn).inspect(|built| {
                assert_eq!(built.shape(), layer.shape, "{}", layer.name);
                assert_eq!(built.registry().name(), here(&layer.class), "{}", layer.name);
            })
        };
        self.layers.iter().map(build).collect()
    }
}

/// Whether a module has the shape and the flags that the file says.
pub fn assert_outside(what: &str, net: &impl Module, case: &Json) {
    assert_eq!(net.shape(), lengths(&case["shape"]), "{what}: shape");
    assert_eq!(net.spiking_input(), case["spiking_input"] == true, "{what}: spiking_input");
    assert_eq!(net.spiking_output(), case["spiking_output"] == true, "{what}: spiking_output");
}

/// The value with this path in a nested dictionary.
pub fn at_path(tree: &Json, path: &str) -> Option<ArrayD<f64>> {
    path.split('.').try_fold(tree, |tree, name| tree.get(name)).map(array)
}
