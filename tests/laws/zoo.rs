//! Modules of many forms in one: generics, options, constants, nesting, containers, an enum, tuple
//! structs, recursion, with and without origins; and how one of them is drawn.

use ndarray::{Array1, Array2, ArrayD};
use proptest::prelude::*;
use rockpool_core::prelude::*;
use std::collections::BTreeMap;

#[derive(Module, Clone, Debug, PartialEq)]
#[module(shape = (n_in, n_out), dims(n_syn = n_in / n_out))]
pub struct Lif {
    #[parameter(family = "weights", shape = (n_out, n_in), init = kaiming())]
    w_rec: Option<Array2<f64>>,
    #[parameter(family = "taus", shape = [(n_out,), ()], init = uniform(0.01, 0.1), unit = "s", bounds = 1e-6..)]
    tau_mem: ArrayD<f64>,
    #[parameter(family = "taus", shape = [(n_out, n_syn), (1, n_syn), ()], init = fill(20e-3), unit = "s")]
    tau_syn: ArrayD<f64>,
    #[state(shape = n_out)]
    vmem: Array1<f64>,
    #[state(init = normal(0.0, 1.0), cast = f64::abs)]
    noise: f64,
    #[simulation(init = 1e-3, unit = "s")]
    dt: f64,
    #[simulation(init = "euler")]
    solver: String,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module, Clone, Debug, PartialEq)]
pub struct Taps<T: Element + AttributeValue<Class = Scalar>, const N: usize>(
    #[parameter(family = "weights", shape = N, init = fill(3))] [T; N],
    #[state] T,
    #[parameter(init = vec![T::default(); N])] Vec<T>,
    #[module(origin)] Origin,
);

/// Without an origin.
#[derive(Module, Clone, Debug, PartialEq)]
#[module(shape = n)]
pub struct Plain {
    #[parameter(family = "weights", shape = n, init = normal(0.0, 1.0))]
    w: Array1<f64>,
    #[state(shape = n)]
    x: Array1<f32>,
}

/// Without an origin, and written as a literal that says what its declaration says: nothing else
/// could reset return to.
#[derive(Module, Clone, Debug, PartialEq)]
#[module(shape = n)]
pub struct Literal {
    #[parameter(family = "weights", shape = n, init = fill(0.25))]
    w: Array1<f64>,
    #[state(shape = n)]
    x: Array1<f32>,
}

#[derive(Module, Clone, Debug, PartialEq)]
pub struct Branch {
    #[parameter(family = "taus", init = uniform(0.0, 1.0), rename = "time")]
    tau: f64,
    #[module]
    next: Option<Box<Self>>,
    #[module]
    children: Vec<Self>,
    #[state]
    level: i64,
    #[module(origin)]
    origin: Origin,
}

#[allow(clippy::large_enum_variant, reason = "as a user may write it")]
#[derive(Module, Clone, Debug, PartialEq)]
pub enum Choice {
    Leaky(Lif),
    Many { all: Vec<Literal> },
    Off,
}

#[derive(Module, Clone, Debug, PartialEq)]
#[module(shape = (n_in, n_out))]
pub struct Zoo<M: Module> {
    #[module(shape = (n_in, n_out))]
    lif: Lif,
    #[module]
    pair: (Taps<f64, 2>, Box<Taps<i32, 3>>),
    #[module(shape = n_out)]
    plain: [Plain; 2],
    #[module]
    branch: Branch,
    #[module]
    choice: Choice,
    #[module]
    map: BTreeMap<String, Lif>,
    #[module]
    list: Vec<M>,
    #[parameter(family = "weights", shape = (n_in, n_out), init = xavier())]
    mix: Array2<f64>,
    #[parameter(family = "biases", shape = n_out, init = ones())]
    bias: Option<Array1<f64>>,
    #[module(skip)]
    label: String,
    #[module(origin)]
    origin: Origin,
}

pub type Animal = Zoo<Option<Literal>>;

/// What the shape of a module follows from; every part shrinks to the plainest.
#[derive(Clone, Debug)]
pub struct Plan {
    n_out: usize,
    n_syn: usize,
    key: u64,
    is_recurrent: bool,
    is_constant: [bool; 3],
    is_scalar: bool,
    has_bias: bool,
    choice: u8,
    keys: Vec<String>,
    list: Vec<bool>,
    branch: Vec<u8>,
}

pub fn plans() -> impl Strategy<Value = Plan> {
    (
        (0_usize..4, 1_usize..3, any::<u64>()),
        any::<(bool, [bool; 3], bool, bool)>(),
        0_u8..3,
        prop::collection::vec("[a-cé]{1,3}", 0..3),
        prop::collection::vec(any::<bool>(), 0..3),
        prop::collection::vec(0_u8..3, 0..5),
    )
        .prop_map(
            |(
                (n_out, n_syn, key),
                (is_recurrent, is_constant, is_scalar, has_bias),
                choice,
                keys,
                list,
                branch,
            )| {
                // Division by the number of neurons: with none of them there is no number of synapses.
                let n_out = n_out.max(1);
                Plan {
                    n_out,
                    n_syn,
                    key,
                    is_recurrent,
                    is_constant,
                    is_scalar,
                    has_bias,
                    choice,
                    keys,
                    list,
                    branch,
                }
            },
        )
}

/// A tree of branches from a list of numbers of children.
fn branch(counts: &mut impl Iterator<Item = u8>, depth: usize) -> Branch {
    let count = if depth > 4 { 0 } else { counts.next().unwrap_or(0) };
    let mut children: Vec<Branch> = (0..count).map(|_| branch(counts, depth + 1)).collect();
    let next = children.pop().filter(|_| count > 1).map(Box::new);
    let builder = Branch::builder().key(Key::new(u64::from(count))).children(children);
    match next {
        Some(next) => builder.next(Some(next)).build().unwrap(),
        None => builder.build().unwrap(),
    }
}

impl Plan {
    fn lif(&self) -> LifBuilder {
        let mut lif = Lif::builder();
        if self.is_recurrent {
            lif = if self.is_constant[0] { lif.w_rec(Constant(Init(xavier()))) } else { lif.w_rec(Declared) };
        }
        if self.is_scalar {
            lif = if self.is_constant[1] { lif.tau_mem(Constant(0.05)) } else { lif.tau_mem(0.05) };
        }
        if self.is_constant[2] {
            lif.tau_syn(Constant(Init(fill(0.5))))
        } else {
            lif.tau_syn(Init(uniform(0.1, 0.2)))
        }
    }

    pub fn build(&self) -> Animal {
        let (n_in, n_out) = (self.n_out * self.n_syn, self.n_out);
        let lif =
            |seed: u64| self.lif().n_in(n_in).n_out(n_out).key(Key::new(self.key ^ seed)).build().unwrap();
        let literal = |n: usize| Literal { w: Array1::from_elem(n, 0.25), x: Array1::zeros(n) };
        let choice = match self.choice {
            0 => Choice::Off,
            1 => Choice::Leaky(lif(1)),
            _ => Choice::Many { all: vec![literal(2), literal(0)] },
        };
        let bias = self.has_bias.then(|| Array1::from_elem(n_out, 0.5));
        Zoo::builder()
            .lif(self.lif())
            .pair((
                Taps::builder()._0([1.0, 2.0]).build().unwrap(),
                Box::new(Taps::builder().build().unwrap()),
            ))
            .branch(branch(&mut self.branch.iter().copied(), 0))
            .choice(choice)
            .map(
                self.keys
                    .iter()
                    .zip(2..)
                    .map(|(key, seed)| (key.clone(), lif(seed)))
                    .collect::<BTreeMap<_, _>>(),
            )
            .list(self.list.iter().map(|&is_present| is_present.then(|| literal(n_out))).collect::<Vec<_>>())
            .bias(bias)
            .label(String::from("zoo"))
            .shape((n_in, n_out))
            .key(Key::new(self.key))
            .build()
            .unwrap()
    }
}

/// What may happen to a module between its building and its reset.
#[derive(Clone, Debug)]
pub enum Use {
    /// Overwrites all numbers of parameters and states.
    Spoil(i8),
    /// Sets the attribute with this index to another value of its shape, if it is no constant.
    Set(usize, i8),
    ResetParameters,
    ResetState,
    ResetWith(u64),
    CopyFlat,
    Clone,
}

pub fn uses() -> impl Strategy<Value = Vec<Use>> {
    let one = prop_oneof![
        any::<i8>().prop_map(Use::Spoil),
        any::<(usize, i8)>().prop_map(|(index, to)| Use::Set(index, to)),
        Just(Use::ResetParameters),
        Just(Use::ResetState),
        any::<u64>().prop_map(Use::ResetWith),
        Just(Use::CopyFlat),
        Just(Use::Clone),
    ];
    prop::collection::vec(one, 0..8)
}

/// A value of the same shape and type, made of one number; `None` for what is no number.
pub fn another(value: &Value, to: i8) -> Option<Value> {
    let shape = value.shape();
    if value.array::<f64>().is_some() {
        return Some(ArrayD::from_elem(&*shape, f64::from(to).abs() + 0.5).into());
    }
    if value.array::<f32>().is_some() {
        return Some(ArrayD::from_elem(&*shape, f32::from(to)).into());
    }
    value
        .array::<i32>()
        .map(|_| ArrayD::from_elem(&*shape, i32::from(to)).into())
        .or_else(|| value.array::<i64>().map(|_| ArrayD::from_elem(&*shape, i64::from(to)).into()))
}

fn spoil<M: Module>(view: ViewMut<'_, M>, to: i8) {
    view.for_each(|leaf| {
        if let Some(value) = leaf.array::<f64>() {
            let _ = value;
            leaf.array_mut::<f64>().unwrap().fill(f64::from(to).abs() + 0.5);
        } else if leaf.array::<f32>().is_some() {
            leaf.array_mut::<f32>().unwrap().fill(f32::from(to));
        } else if leaf.array::<i32>().is_some() {
            leaf.array_mut::<i32>().unwrap().fill(i32::from(to));
        } else if leaf.array::<i64>().is_some() {
            leaf.array_mut::<i64>().unwrap().fill(i64::from(to));
        }
    });
}

impl Use {
    pub fn apply(&self, module: &mut Animal) {
        match *self {
            Self::Spoil(to) => {
                spoil(module.parameters_mut(), to);
                spoil(module.state_mut(), to);
            }
            Self::Set(index, to) => {
                let leaves: Vec<(String, Value)> = (module.parameters().iter().chain(module.state().iter()))
                    .map(|leaf| (leaf.path().to_string(), leaf.to_value()))
                    .collect();
                let (path, value) = &leaves[index % leaves.len()];
                if let Some(value) = another(value, to) {
                    module.set(path, value).unwrap();
                }
            }
            Self::ResetParameters => module.reset_parameters(),
            Self::ResetState => module.reset_state(),
            Self::ResetWith(key) => module.reset_parameters_with(Key::new(key)),
            Self::CopyFlat => {
                let flat = module.parameters().taus().flat::<f64>().unwrap().to_vec();
                module.parameters_mut().taus().flat::<f64>().unwrap().copy_from(&flat).unwrap();
            }
            Self::Clone => *module = module.clone(),
        }
    }
}

/// Paths, shapes and bits of all leaves of a view.
pub fn bits<M: Module>(view: View<'_, M>) -> Vec<(String, Vec<usize>, Vec<u64>, String)> {
    view.iter()
        .map(|leaf| {
            let bits = match (leaf.array::<f64>(), leaf.array::<f32>()) {
                (Some(array), _) => array.iter().map(|x| x.to_bits()).collect(),
                (_, Some(array)) => array.iter().map(|x| u64::from(x.to_bits())).collect(),
                _ => Vec::new(),
            };
            (leaf.path().to_string(), leaf.shape().to_vec(), bits, format!("{:?}", leaf.to_value()))
        })
        .collect()
}
