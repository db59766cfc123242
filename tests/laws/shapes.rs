//! Law 7, by enumeration: every small shape against a rule that is stated here anew.

use ndarray::ArrayD;
use rockpool_core::prelude::*;
use rockpool_core::shape::{Shape, Shapes};

/// A length: a number, or a dim times a number plus a number. `n` alone is a bare dim.
#[derive(Clone, Copy)]
enum Term {
    Number(usize),
    /// factor, dim (0 is `n`, 1 is `m`), summand
    Linear(usize, usize, usize),
}

use Term::{Linear, Number};

const N: Term = Linear(1, 0, 0);
const M: Term = Linear(1, 1, 0);

type Dims = [Option<usize>; 2];

fn value(term: Term, dims: &Dims) -> Option<usize> {
    match term {
        Number(number) => Some(number),
        Linear(factor, dim, summand) => dims[dim].map(|dim| factor * dim + summand),
    }
}

/// Whether the shape is the permitted one, where bare dims that are open take what they meet.
fn is_exact(spec: &[Term], mut dims: Dims, found: &[usize]) -> bool {
    if spec.len() != found.len() {
        return false;
    }
    for (term, &length) in spec.iter().zip(found) {
        if let Linear(1, dim, 0) = *term
            && dims[dim].is_none()
        {
            dims[dim] = Some(length);
        }
    }
    spec.iter().zip(found).all(|(&term, &length)| value(term, &dims) == Some(length))
}

/// The permitted shape, if it is known and the data may be read as it.
fn reshaped(spec: &[Term], dims: &Dims, found: &[usize]) -> Option<Vec<usize>> {
    let wanted: Vec<usize> = spec.iter().map(|&term| value(term, dims)).collect::<Option<_>>()?;
    let without_ones = |shape: &[usize]| shape.iter().copied().filter(|&n| n != 1).collect::<Vec<_>>();
    let is_flat = found.len() < 2;
    let equal_size = wanted.iter().product::<usize>() == found.iter().product::<usize>();
    (equal_size && (is_flat || without_ones(&wanted) == without_ones(found))).then_some(wanted)
}

/// The rule: an exact match with any permitted shape, else the first that the data may be read as.
fn rule(specs: &[&[Term]], dims: Dims, permit_reshape: bool, found: &[usize]) -> Option<Vec<usize>> {
    if specs.iter().any(|spec| is_exact(spec, dims, found)) {
        return Some(found.to_vec());
    }
    let mut candidates = specs.iter().filter(|_| permit_reshape);
    candidates.find_map(|spec| reshaped(spec, &dims, found))
}

fn small_shapes() -> Vec<Vec<usize>> {
    let mut shapes = vec![vec![]];
    let mut longest = vec![vec![]];
    for _ in 0..3 {
        longest = longest
            .iter()
            .flat_map(|shape: &Vec<usize>| (0..4).map(move |length| [&shape[..], &[length]].concat()))
            .collect();
        shapes.extend(longest.iter().cloned());
    }
    shapes.push(vec![6]);
    shapes.push(vec![6, 1]);
    shapes.push(vec![1, 1, 1, 1]);
    shapes
}

macro_rules! permitted {
    ($($name:ident: $field:ident [$($shape:tt)*] = $specs:expr;)*) => {
        #[derive(Module, Clone, Debug)]
        #[module(dims(n, m))]
        struct Reshaping {
            $(#[parameter(shape = $($shape)*, init = zeros())] $field: Option<ArrayD<f64>>,)*
            #[module(origin)] origin: Origin,
        }

        #[derive(Module, Clone, Debug)]
        #[module(dims(n, m))]
        struct Exact {
            $(#[parameter(shape = $($shape)*, init = zeros(), permit_reshape = false)] $field: Option<ArrayD<f64>>,)*
            #[module(origin)] origin: Origin,
        }

        $(#[test]
        fn $name() {
            let specs: &[&[Term]] = &$specs;
            let mut accepted = 0;
            for found in small_shapes() {
                for n in [None, Some(0), Some(1), Some(2), Some(3)] {
                    for m in [None, Some(0), Some(1), Some(2), Some(3)] {
                        let data = ArrayD::<f64>::zeros(&found[..]);
                        let what = format!("{} with n = {n:?}, m = {m:?}, data {found:?}", stringify!($($shape)*));
                        let mut reshaping = Reshaping::builder().$field(&data);
                        let mut exact = Exact::builder().$field(&data);
                        if let Some(n) = n {
                            (reshaping, exact) = (reshaping.n(n), exact.n(n));
                        }
                        if let Some(m) = m {
                            (reshaping, exact) = (reshaping.m(m), exact.m(m));
                        }
                        let shape = |field: Option<ArrayD<f64>>| field.unwrap().shape().to_vec();
                        let built = reshaping.build();
                        if let Ok(built) = &built {
                            built.check().unwrap();
                        }
                        let built = built.ok().map(|built| shape(built.$field));
                        let expected = rule(specs, [n, m], true, &found);
                        assert_eq!(built, expected, "{what}");
                        accepted += usize::from(expected.is_some());
                        let built = exact.build().ok().map(|built| shape(built.$field));
                        assert_eq!(built, rule(specs, [n, m], false, &found), "{what}, not to be reshaped");

                        // The same question after construction, where all dims are known.
                        if let (Some(n), Some(m)) = (n, m) {
                            let mut module = Reshaping::builder().n(n).m(m).$field(Declared).build().unwrap();
                            let outcome = module.set(stringify!($field), data);
                            assert_eq!(outcome.is_ok(), expected.is_some(), "{what}, by `set`");
                            if let Some(expected) = expected {
                                assert_eq!(shape(module.$field), expected, "{what}, by `set`");
                            }
                        }
                    }
                }
            }
            assert!(accepted > 0);
        })*
    };
}

permitted! {
    a_matrix: a [(n, m)] = [&[N, M]];
    a_row_or_a_scalar: b [[(n,), ()]] = [&[N], &[]];
    synapses: c [[(n, m), (1, m), ()]] = [&[N, M], &[Number(1), M], &[]];
    either_way_round: d [[(m, n), (n, m)]] = [&[M, N], &[N, M]];
    arithmetic: e [(n, 2 * m)] = [&[N, Linear(2, 1, 0)]];
    a_square_first: f [[(n, n), (n, m)]] = [&[N, N], &[N, M]];
    numbers: g [[(2, 3), (n,)]] = [&[Number(2), Number(3)], &[N]];
    a_sum: h [[(n + 1,), (1, n)]] = [&[Linear(1, 0, 1)], &[Number(1), N]];
    a_dim_and_its_double: i [(n, 2 * n)] = [&[N, Linear(2, 0, 0)]];
    a_scalar: j [()] = [&[]];
    a_cube: k [(n, 1, m)] = [&[N, Number(1), M]];
}

#[test]
fn standing_parameters_keep_the_same_rule() {
    let lists: [&[&[usize]]; 6] =
        [&[&[]], &[&[3], &[]], &[&[2, 3], &[3, 2]], &[&[1, 1], &[1]], &[&[0, 2]], &[&[2, 1, 3], &[6]]];
    for list in lists {
        for found in small_shapes() {
            for permit in [true, false] {
                let specs: Vec<Vec<Term>> =
                    list.iter().map(|shape| shape.iter().map(|&length| Number(length)).collect()).collect();
                let specs: Vec<&[Term]> = specs.iter().map(Vec::as_slice).collect();
                let standing = Parameter::new(ArrayD::<f64>::zeros(&found[..]))
                    .shape(Shapes::new(list.iter().map(|shape| Shape::new(shape))))
                    .permit_reshape(permit)
                    .resolve();
                let resolved = standing.ok().map(|resolved| resolved.shape().to_vec());
                assert_eq!(resolved, rule(&specs, [None; 2], permit, &found), "{list:?}, data {found:?}");
            }
        }
    }
}
