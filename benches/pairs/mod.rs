//! What is measured: each line of the table of costs, as a pair of what the toolkit does and the
//! same by hand, on the same data.

mod network;

use network::{ELEMENTS, Network};
use std::fmt::Write as _;
use std::hint::black_box;

/// One line of the table.
pub(crate) struct Pair {
    /// What is done, and on what.
    pub(crate) name: String,
    /// The ratio that is allowed.
    pub(crate) budget: f64,
    subject: Box<dyn Subject>,
}

/// The data of a pair with the two ways to treat it.
trait Subject {
    fn ours(&mut self);
    fn by_hand(&mut self);
}

struct On<S> {
    subject: S,
    ours: fn(&mut S),
    by_hand: fn(&mut S),
}

impl<S> Subject for On<S> {
    fn ours(&mut self) {
        (self.ours)(black_box(&mut self.subject));
    }
    fn by_hand(&mut self) {
        (self.by_hand)(black_box(&mut self.subject));
    }
}

impl Pair {
    fn new<S: 'static>(name: String, budget: f64, subject: S, ours: fn(&mut S), by_hand: fn(&mut S)) -> Self {
        Self { name, budget, subject: Box::new(On { subject, ours, by_hand }) }
    }

    /// The toolkit's way.
    #[inline(never)]
    pub(crate) fn ours(&mut self) {
        self.subject.ours();
    }

    /// By hand.
    #[inline(never)]
    pub(crate) fn by_hand(&mut self) {
        self.subject.by_hand();
    }
}

/// A sum in eight lanes, as fast as a sum is without a change of the order in each lane.
#[inline]
fn sum(slice: &[f32]) -> f32 {
    let mut lanes = [0.0_f32; 8];
    let (chunks, rest) = slice.as_chunks::<8>();
    for chunk in chunks {
        for (lane, x) in lanes.iter_mut().zip(chunk) {
            *lane += x;
        }
    }
    lanes.iter().sum::<f32>() + rest.iter().sum::<f32>()
}

/// A pair, made when it is asked for: eight megabytes of networks at once would not fit the cache.
pub(crate) type Make = Box<dyn Fn() -> Pair>;

/// All pairs, by the order of the table.
pub(crate) fn all() -> Vec<Make> {
    use network::{
        parameter_arrays, parameter_arrays_built, parameter_vectors, parameter_vectors_built, state_arrays,
        state_arrays_built, state_vectors, state_vectors_built,
    };
    let mut makes: Vec<Make> = Vec::new();
    reads::<parameter_vectors::Root>(&mut makes, "Array1, bare");
    reads::<parameter_vectors_built::Root>(&mut makes, "Array1, built");
    reads::<parameter_arrays::Root>(&mut makes, "[f32; 64], bare");
    reads::<parameter_arrays_built::Root>(&mut makes, "[f32; 64], built");
    reset_state::<state_vectors::Root>(&mut makes, "Array1, bare");
    reset_state::<state_vectors_built::Root>(&mut makes, "Array1, built");
    reset_state::<state_arrays::Root>(&mut makes, "[f32; 64], bare");
    reset_state::<state_arrays_built::Root>(&mut makes, "[f32; 64], built");
    writes::<parameter_vectors::Root>(&mut makes, "Array1, bare");
    writes::<parameter_vectors_built::Root>(&mut makes, "Array1, built");
    writes::<parameter_arrays::Root>(&mut makes, "[f32; 64], bare");
    writes::<parameter_arrays_built::Root>(&mut makes, "[f32; 64], built");
    makes
}

fn add<S: 'static>(
    makes: &mut Vec<Make>,
    name: String,
    budget: f64,
    subject: fn() -> S,
    ours: fn(&mut S),
    by_hand: fn(&mut S),
) {
    makes.push(Box::new(move || Pair::new(name.clone(), budget, subject(), ours, by_hand)));
}

/// Walks, without and with paths.
fn reads<N: Network + 'static>(makes: &mut Vec<Make>, of: &str) {
    add(
        makes,
        format!("sum of all elements, {of}"),
        1.05,
        N::make,
        |net| {
            let mut total = 0.0;
            net.parameters().for_each(|leaf| {
                if let Some(slice) = leaf.slice::<f32>() {
                    total += sum(slice);
                }
            });
            black_box(total);
        },
        |net| {
            let mut total = 0.0;
            net.by_hand(|slice| total += sum(slice));
            black_box(total);
        },
    );
    fn with_paths_by_hand<N: Network>(net: &mut N) {
        let mut total = 0.0;
        net.with_paths_by_hand(|path, slice| {
            black_box(path);
            total += sum(slice);
        });
        black_box(total);
    }
    add(
        makes,
        format!("sum with paths, {of}"),
        1.2,
        N::make,
        |net| {
            let mut total = 0.0;
            net.parameters().for_each_with_path(|path, leaf| {
                black_box(path);
                if let Some(slice) = leaf.slice::<f32>() {
                    total += sum(slice);
                }
            });
            black_box(total);
        },
        with_paths_by_hand,
    );
    add(
        makes,
        format!("sum with paths by `write_to`, {of}"),
        1.2,
        N::make,
        |net| {
            let mut total = 0.0;
            let mut path = String::new();
            net.parameters().for_each(|leaf| {
                path.clear();
                let _ = leaf.path().write_to(&mut path);
                black_box(&path);
                if let Some(slice) = leaf.slice::<f32>() {
                    total += sum(slice);
                }
            });
            black_box(total);
        },
        with_paths_by_hand,
    );
    add(
        makes,
        format!("sum with paths by `Display`, {of}"),
        1.2,
        N::make,
        |net| {
            let mut total = 0.0;
            let mut path = String::new();
            net.parameters().for_each(|leaf| {
                path.clear();
                let _ = write!(path, "{}", leaf.path());
                black_box(&path);
                if let Some(slice) = leaf.slice::<f32>() {
                    total += sum(slice);
                }
            });
            black_box(total);
        },
        with_paths_by_hand,
    );
}

fn reset_state<N: Network + 'static>(makes: &mut Vec<Make>, of: &str) {
    add(
        makes,
        format!("`reset_state`, {of}"),
        1.1,
        N::make,
        |net| net.reset_state(),
        |net| net.by_hand_mut(|slice| slice.fill(0.0)),
    );
}

/// Resets of parameters, flat copies, trees.
fn writes<N: Network + 'static>(makes: &mut Vec<Make>, of: &str) {
    add(
        makes,
        format!("`reset_parameters`, {of}"),
        1.1,
        N::make,
        |net| net.reset_parameters(),
        |net| net.by_hand_mut(|slice| slice.fill(0.5)),
    );
    add(
        makes,
        format!("`flat`, `copy_to`, {of}"),
        1.1,
        || (N::make(), vec![1.0; ELEMENTS]),
        |(net, vector)| {
            let flat = net.parameters().flat::<f32>().expect("all elements are `f32`");
            flat.copy_to(vector).expect("the length is right");
        },
        |(net, vector)| {
            let mut rest = vector.as_mut_slice();
            net.by_hand(|slice| {
                let (front, back) = std::mem::take(&mut rest).split_at_mut(slice.len());
                front.copy_from_slice(slice);
                rest = back;
            });
        },
    );
    add(
        makes,
        format!("`flat`, `copy_from`, {of}"),
        1.1,
        || (N::make(), vec![1.0; ELEMENTS]),
        |(net, vector)| {
            let flat = net.parameters_mut().flat::<f32>().expect("all elements are `f32`");
            flat.copy_from(vector).expect("the length is right");
        },
        |(net, vector)| {
            let mut rest = vector.as_slice();
            net.by_hand_mut(|slice| {
                let (front, back) = rest.split_at(slice.len());
                slice.copy_from_slice(front);
                rest = back;
            });
        },
    );
    add(
        makes,
        format!("`set_attributes`, {of}"),
        1.5,
        || {
            let net = N::make();
            let tree = net.attributes().to_tree();
            (net, tree)
        },
        |(net, tree)| net.set_attributes(tree).expect("the tree is right"),
        |(net, tree)| {
            net.with_tree_by_hand(tree, |slice, value| {
                if let Some(source) = value.slice::<f32>()
                    && source.len() == slice.len()
                {
                    slice.copy_from_slice(source);
                }
            })
            .expect("the tree is right");
        },
    );
}
