//! The dimension algebra: who binds a dim, in which order, and what is said where two disagree.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use ndarray::{Array1, Array2, Array3, ArrayD, array};
use rockpool_core::prelude::*;

#[derive(Module, Clone, Debug, PartialEq)]
#[module(shape = (n_in, n_out), dims(n_syn = n_in / n_out))]
struct Lif {
    #[parameter(family = "weights", shape = (n_out, n_in), init = kaiming())]
    w_rec: Option<Array2<f64>>,
    #[parameter(family = "taus", shape = [(n_out,), ()], init = fill(20e-3), unit = "s", bounds = 1e-6..)]
    tau_mem: ArrayD<f64>,
    #[parameter(family = "taus", shape = [(n_out, n_syn), (1, n_syn), ()], init = fill(20e-3), unit = "s")]
    tau_syn: ArrayD<f64>,
    #[state(shape = n_out)]
    vmem: Array1<f64>,
    #[module(origin)]
    origin: Origin,
}

#[test]
fn the_builder_binds_dims_by_name_and_by_shape_alike() -> Result<(), Error> {
    let by_name = Lif::builder().n_in(6).n_out(3).build()?;
    let by_shape = Lif::builder().shape((6, 3)).build()?;
    assert_eq!(by_name, by_shape);
    assert_eq!(by_name.tau_syn.shape(), [3, 2]);
    assert_eq!(by_shape.shape(), [6, 3]);
    assert_eq!((by_shape.size_in(), by_shape.size_out()), (6, 3));
    Ok(())
}

#[test]
fn data_implies_the_dims_that_are_left_out() -> Result<(), Error> {
    let lif = Lif::builder().w_rec(Array2::zeros((3, 6))).build()?;
    assert_eq!(lif.shape(), [6, 3]);
    assert_eq!(lif.vmem.len(), 3);
    assert_eq!(lif.tau_mem.shape(), [3]);
    assert_eq!(lif.tau_syn.shape(), [3, 2]);
    Ok(())
}

#[test]
fn the_error_names_the_dim_both_values_and_the_builder() {
    let error = Lif::builder().n_in(6).n_out(3).vmem(array![0.0, 0.0]).build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "vmem: expected shape (n_out) = (3), found (2); n_out = 3 was bound by the builder"
    );
}

#[test]
fn the_error_of_the_design_word_for_word() {
    let error = Lif::builder().n_in(3).vmem(array![0.0, 0.0, 0.0]).tau_mem(vec![0.1; 4]).build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "tau_mem: expected shape (n_out) = (3) or (), found (4); n_out = 3 was bound by `vmem`"
    );
    assert_eq!(error.faults().len(), 1);
    assert_eq!(error.faults()[0].path().to_string(), "tau_mem");
}

#[test]
fn a_transposed_matrix_is_told_apart_with_its_binders() {
    let error =
        Lif::builder().vmem(array![0., 0., 0.]).n_in(6).w_rec(Array2::zeros((6, 3))).build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "w_rec: expected shape (n_out, n_in) = (3, 6), found (6, 3); n_out = 3 was bound by `vmem`, \
         n_in = 6 was bound by the builder; a matrix is never read as another: transpose it with `.t()`, \
         or reshape it yourself"
    );
}

#[test]
fn two_calls_on_the_builder_must_agree() {
    let error = Lif::builder().n_out(3).shape((6, 2)).build().unwrap_err();
    assert_eq!(error.faults().len(), 1, "{error}");
    assert_eq!(error.to_string(), "dim `n_out` is 2 by the builder, but n_out = 3 was bound by the builder");
    assert!(Lif::builder().n_out(3).shape((6, 3)).n_out(3).build().is_ok());
}

#[test]
fn a_dim_that_nothing_binds_is_one_fault() {
    let error = Lif::builder().n_in(6).build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "dim `n_out` is bound by nothing; give `.n_out(..)`, or data whose shape implies it"
    );
    assert_eq!(error.faults().len(), 1);
    assert_eq!(Lif::builder().build().unwrap_err().faults().len(), 2);
}

#[test]
fn b092_a_division_with_a_remainder_names_both_sides() {
    let error = Lif::builder().n_in(5).n_out(2).build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "`n_in / n_out` = 5 / 2 is not a whole number; n_in = 5 was bound by the builder, \
         n_out = 2 was bound by the builder"
    );
    assert_eq!(error.faults().len(), 1);
    // Less synapses than neurons is no whole number of them per neuron either.
    assert!(Lif::builder().n_in(2).n_out(4).build().is_err());
}

#[test]
fn division_by_zero_is_a_fault_and_no_panic() {
    let error = Lif::builder().n_in(4).n_out(0).build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "`n_in / n_out` = 4 / 0 is not a whole number; n_in = 4 was bound by the builder, \
         n_out = 0 was bound by the builder"
    );
}

const CHANNELS: usize = 2;

mod config {
    pub(super) const WIDTH: usize = 5;
}

/// All that may stand in a length.
#[derive(Module, Debug)]
#[module(shape = (n, 2 * n + 1), dims(k, n_half = n / 2, n_area = (n - 1) * k))]
struct Lengths<const N: usize> {
    #[parameter(shape = (n + N, CHANNELS), init = ones())]
    sum: Array2<f64>,
    #[parameter(shape = [(n_half,), ()], init = ones())]
    half: ArrayD<f64>,
    #[parameter(shape = (n_area), init = ones())]
    area: Array1<f64>,
    #[parameter(shape = (config::WIDTH, 2 * (n + k) / 2, Self::DEPTH), init = ones())]
    cube: Array3<f64>,
    #[module(origin)]
    origin: Origin,
}

impl<const N: usize> Lengths<N> {
    const DEPTH: usize = N + 1;
}

#[test]
fn lengths_are_arithmetic_of_dims_literals_constants_and_const_parameters() -> Result<(), Error> {
    let lengths = Lengths::<3>::builder().n(4).k(2).build()?;
    assert_eq!(lengths.sum.dim(), (7, 2));
    assert_eq!(lengths.half.shape(), [2]);
    assert_eq!(lengths.area.dim(), 6);
    assert_eq!(lengths.cube.dim(), (5, 6, 4));
    assert_eq!(lengths.shape(), [4, 9]);
    assert_eq!(lengths.size_out(), 9);
    Ok(())
}

#[test]
fn lengths_are_shown_as_written() {
    const R: &Registry = Lengths::<3>::REGISTRY;
    let shapes: Vec<String> = R.attributes().iter().map(|a| a.shapes().to_string()).collect();
    assert_eq!(
        shapes,
        ["(n + N, CHANNELS)", "[(n_half), ()]", "(n_area)", "(config::WIDTH, 2 * (n + k) / 2, Self::DEPTH)"]
    );
    assert_eq!(R.shape().unwrap().to_string(), "(n, 2 * n + 1)");
    let dims: Vec<(&str, Option<String>)> =
        R.dims().iter().map(|dim| (dim.name(), dim.definition().map(|length| length.to_string()))).collect();
    assert_eq!(
        dims,
        [("n", None), ("k", None), ("n_half", Some("n / 2".into())), ("n_area", Some("(n - 1) * k".into()))]
    );
}

#[test]
fn arithmetic_is_checked_and_never_inverted() {
    // n + 3 = 7 would give n, but arithmetic binds nothing.
    let error = Lengths::<3>::builder().k(2).sum(Array2::ones((7, 2))).build().unwrap_err();
    assert_eq!(error.faults().len(), 1, "{error}");
    assert_eq!(
        error.to_string(),
        "dim `n` is bound by nothing; give `.n(..)`, or data whose shape implies it"
    );
    let error = Lengths::<3>::builder().n(4).k(2).sum(Array2::ones((6, 2))).build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "sum: expected shape (n + N, CHANNELS) = (7, 2), found (6, 2); n = 4 was bound by the builder"
    );
}

#[test]
fn lengths_below_zero_and_beyond_the_largest_are_faults() {
    let error = Lengths::<3>::builder().n(0).k(2).build().unwrap_err();
    assert!(error.to_string().contains("`n - 1` is negative or too large"), "{error}");
    assert!(Lengths::<3>::builder().n(usize::MAX).k(2).build().is_err());
    // Lengths whose product no memory holds.
    assert!(Lif::builder().n_in(usize::MAX / 2).n_out(usize::MAX / 2).build().is_err());
}

#[test]
fn a_given_shape_is_checked_in_the_lengths_that_are_computed() {
    assert!(Lengths::<3>::builder().shape((4, 9)).k(2).build().is_ok());
    let error = Lengths::<3>::builder().shape((4, 8)).k(2).build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "expected shape (n, 2 * n + 1) = (4, 9), found (4, 8); n = 4 was bound by the builder"
    );
    let error = Lengths::<3>::builder().shape(4).k(2).n(4).build().unwrap_err();
    assert_eq!(error.faults().len(), 1, "{error}");
    assert_eq!(
        error.to_string(),
        "`Lengths` has the shape (n, 2 * n + 1), but `.shape(4)` gives it 1 length; give 2"
    );
}

/// The dim `k` stands in arithmetic only.
#[derive(Module, Debug)]
#[module(dims(k))]
struct Pairs {
    #[parameter(shape = 2 * k, init = ones())]
    w: Array1<f64>,
    #[module(origin)]
    origin: Origin,
}

#[test]
fn data_is_not_accepted_against_lengths_that_were_never_computed() {
    assert_eq!(Pairs::builder().k(2).build().unwrap().w.len(), 4);
    assert!(Pairs::builder().k(2).w(vec![1.0; 5]).build().is_err());
    // There is no `k` with 2 * k = 5, and nothing says what `k` is.
    let error = Pairs::builder().w(vec![1.0; 5]).build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "dim `k` is bound by nothing; give `.k(..)`, or data whose shape implies it"
    );
}

/// Alternatives of which the data of one decides the other's.
macro_rules! orders {
    ($($name:ident { $($field:ident)* })*) => {$(orders!(@ $name [] $($field)*);)*};
    (@ $name:ident [$($done:tt)*] a $($rest:ident)*) => {
        orders!(@ $name [$($done)* #[parameter(shape = [(n, 2), (m, 3)], init = zeros())] a: ArrayD<f64>,] $($rest)*);
    };
    (@ $name:ident [$($done:tt)*] b $($rest:ident)*) => {
        orders!(@ $name [$($done)* #[parameter(shape = [(m,), (n, n)], init = zeros())] b: ArrayD<f64>,] $($rest)*);
    };
    (@ $name:ident [$($done:tt)*] c $($rest:ident)*) => {
        orders!(@ $name [$($done)* #[state(shape = (n, m))] c: Option<Array2<f64>>,] $($rest)*);
    };
    (@ $name:ident [$($done:tt)*]) => {
        #[derive(Module, Debug)]
        #[module(dims(n, m))]
        struct $name { $($done)* #[module(origin)] origin: Origin }
    };
}

orders! {
    Abc { a b c } Acb { a c b } Bac { b a c } Bca { b c a } Cab { c a b } Cba { c b a }
}

/// The shapes that are built, or the sorted faults, for the same arguments in every order of fields.
macro_rules! in_every_order {
    (|$builder:ident| $arguments:expr) => {{
        let mut outcomes = Vec::new();
        macro_rules! one {
            ($Type:ident) => {{
                let $builder = $Type::builder();
                outcomes.push(match $arguments.build() {
                    Ok(built) => {
                        let mut lines: Vec<String> = (built.attributes().iter())
                            .map(|leaf| format!("{}: {}", leaf.path(), leaf.shape()))
                            .collect();
                        lines.sort();
                        Ok(lines)
                    }
                    Err(error) => {
                        let mut lines: Vec<String> = error.faults().iter().map(ToString::to_string).collect();
                        lines.sort();
                        Err(lines)
                    }
                });
            }};
        }
        one!(Abc);
        one!(Acb);
        one!(Bac);
        one!(Bca);
        one!(Cab);
        one!(Cba);
        assert!(outcomes.iter().all(|outcome| *outcome == outcomes[0]), "{outcomes:#?}");
        outcomes.swap_remove(0)
    }};
}

#[test]
fn rounds_do_not_depend_on_the_order_of_fields() {
    // One alternative of `a` remains for rows of 2, which gives n; then `b` has one left too.
    let outcome = in_every_order!(|b| b.a(Array2::zeros((4, 2))).b(Array1::zeros(5)));
    assert_eq!(outcome.unwrap(), ["a: (4, 2)", "b: (5)"]);
    // A matrix is the second alternative of `b`: n = 4, and `a`, by the first, agrees.
    let outcome = in_every_order!(|b| b.b(Array2::zeros((4, 4))));
    assert_eq!(outcome.unwrap(), ["a: (4, 2)", "b: (4, 4)"]);
    // The single shape of `c` comes before all alternatives.
    let outcome = in_every_order!(|b| b.c(Array2::zeros((4, 5))).a(Array2::zeros((5, 3))));
    assert_eq!(outcome.unwrap(), ["a: (5, 3)", "b: (5)", "c: (4, 5)"]);
    // Two that disagree: who binds does not depend on the order either.
    let outcome = in_every_order!(|b| b.c(Array2::zeros((4, 5))).a(Array2::zeros((9, 3))));
    assert_eq!(
        outcome.unwrap_err(),
        [
            "a: expected shape (n, 2) = (4, 2) or (m, 3) = (5, 3), found (9, 3); n = 4 was bound by `c`, m = 5 was bound by `c`"
        ]
    );
    // Nothing decides: the dims are missing, once each.
    let outcome = in_every_order!(|b| b);
    assert_eq!(outcome.unwrap_err().len(), 2);
}

/// Grandchild, child, sibling: one algebra.
#[derive(Module, Debug)]
#[module(shape = n)]
struct Inner {
    #[parameter(shape = n, init = ones())]
    gain: Array1<f64>,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module, Debug)]
#[module(shape = (a, b))]
struct Middle {
    #[module(shape = b)]
    inner: Inner,
    #[parameter(shape = a, init = ones())]
    scale: Array1<f64>,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module, Debug)]
#[module(shape = (x, z), dims(y))]
struct Outer {
    #[module(shape = (x, y))]
    first: Middle,
    #[module(shape = (y, z))]
    second: Box<Middle>,
    #[module(shape = y)]
    pair: [Inner; 2],
    #[module(shape = z)]
    both: (Inner, Inner),
    #[module(origin)]
    origin: Origin,
}

#[test]
fn dims_flow_from_a_grandchild_to_a_sibling() -> Result<(), Error> {
    let outer = Outer::builder()
        .x(2)
        .first(Middle::builder().inner(Inner::builder().gain(vec![1.0; 3])))
        .z(4)
        .build()?;
    assert_eq!(outer.first.scale.len(), 2);
    assert_eq!(outer.second.scale.len(), 3);
    assert_eq!(outer.second.inner.gain.len(), 4);
    assert_eq!(outer.pair[1].gain.len(), 3);
    assert_eq!(outer.both.1.gain.len(), 4);
    assert_eq!(outer.shape(), [2, 4]);
    Ok(())
}

#[test]
fn a_built_submodule_binds_as_its_builder_does() -> Result<(), Error> {
    let middle = Middle::builder().a(3).b(5).build()?;
    let outer = Outer::builder().second(Box::new(middle)).x(1).build()?;
    assert_eq!(outer.first.inner.gain.len(), 3);
    assert_eq!(outer.both.0.gain.len(), 5);
    Ok(())
}

#[test]
fn a_built_submodule_of_another_shape_is_told_with_its_binder() -> Result<(), Error> {
    let middle = Middle::builder().a(3).b(5).build()?;
    let error = Outer::builder().first(middle).x(2).z(4).build().unwrap_err();
    assert_eq!(error.faults().len(), 1, "{error}");
    assert_eq!(
        error.to_string(),
        "first: expected shape (x, y) = (2, 5), found (3, 5); x = 2 was bound by the builder, y = 5 was bound by `first`"
    );
    Ok(())
}

#[test]
fn siblings_that_disagree_are_told_where_the_later_one_stands() {
    let error = Outer::builder()
        .x(2)
        .z(4)
        .first(Middle::builder().b(3))
        .second(Box::new(Middle::builder().a(7).b(4).build().unwrap()))
        .build()
        .unwrap_err();
    assert_eq!(error.faults().len(), 1, "{error}");
    assert_eq!(
        error.to_string(),
        "second: expected shape (y, z) = (3, 4), found (7, 4); y = 3 was bound by `first`, z = 4 was bound by the builder"
    );
}

#[test]
fn an_element_of_a_container_is_told_by_its_path() {
    let one = |n: usize| Inner::builder().n(n).build().unwrap();
    let error = Outer::builder().x(2).y(3).z(4).pair([one(3), one(5)]).build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "pair.1: expected shape (y) = (3), found (5); y = 3 was bound by the builder"
    );
}

#[test]
fn an_unbound_dim_of_the_parent_is_not_told_again_by_its_children() {
    let error = Outer::builder().x(2).z(4).build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "dim `y` is bound by nothing; give `.y(..)`, or data whose shape implies it"
    );
}

#[test]
fn data_inside_a_child_that_disagrees_with_the_parent_names_the_parent() {
    let error = Outer::builder()
        .shape((2, 4))
        .y(3)
        .first(Middle::builder().inner(Inner::builder().gain(vec![1.0; 9])))
        .build()
        .unwrap_err();
    assert_eq!(error.faults().len(), 1, "{error}");
    assert_eq!(error.faults()[0].path(), "first.inner.gain");
    assert_eq!(
        error.to_string(),
        "first.inner.gain: expected shape (n) = (3), found (9); n = 3 was bound by the parent"
    );
}

/// The lengths of a fixed array bind too.
#[derive(Module, Debug)]
#[module(shape = (n, m))]
struct Fixed<const N: usize> {
    #[parameter(shape = n, init = ones())]
    taps: [f64; N],
    #[parameter(shape = (m, n), init = ones())]
    mix: Array2<f64>,
    #[module(origin)]
    origin: Origin,
}

#[test]
fn the_type_of_an_array_binds_its_lengths() -> Result<(), Error> {
    let fixed = Fixed::<3>::builder().m(2).build()?;
    assert_eq!(fixed.mix.dim(), (2, 3));
    let error = Fixed::<3>::builder().n(4).m(2).build().unwrap_err();
    assert_eq!(error.faults().len(), 1, "{error}");
    assert_eq!(error.faults()[0].path(), "taps");
    Ok(())
}

#[test]
fn data_is_reshaped_only_where_all_dims_of_the_shape_are_bound() -> Result<(), Error> {
    // Six numbers could be many matrices.
    let error = Fixed::<3>::builder().mix(vec![1.0; 6]).build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "dim `m` is bound by nothing; give `.m(..)`, or data whose shape implies it"
    );
    let fixed = Fixed::<3>::builder().m(2).mix(vec![1., 2., 3., 4., 5., 6.]).build()?;
    assert_eq!(fixed.mix, array![[1., 2., 3.], [4., 5., 6.]]);
    Ok(())
}

#[test]
fn dims_that_nothing_needs_may_stay_open() -> Result<(), Error> {
    #[derive(Module, Debug)]
    #[module(dims(k))]
    struct Lazy {
        #[parameter(shape = (k, k), init = identity())]
        w: Option<Array2<f64>>,
        #[module(origin)]
        origin: Origin,
    }
    assert!(Lazy::builder().build()?.attributes().is_empty());
    assert_eq!(Lazy::builder().k(2).w(Declared).build()?.w, Some(array![[1.0, 0.0], [0.0, 1.0]]));
    assert_eq!(Lazy::builder().w(Declared).build().unwrap_err().faults().len(), 1);
    Ok(())
}

/// Without an origin the dims are those of the data.
#[derive(Module, Debug)]
#[module(shape = (n_in, n_out))]
struct Plain {
    #[parameter(shape = (n_in, n_out), init = ones())]
    w: Array2<f64>,
    #[parameter(shape = [(n_out,), ()], init = ones())]
    b: ArrayD<f64>,
}

#[test]
fn a_module_without_an_origin_has_the_shape_of_its_data() {
    let plain = Plain { w: Array2::ones((2, 3)), b: ArrayD::ones(vec![3]) };
    assert_eq!(plain.shape(), [2, 3]);
    assert!(plain.check().is_ok());
    let wrong = Plain { w: Array2::ones((2, 3)), b: ArrayD::ones(vec![4]) };
    assert_eq!(
        wrong.check().unwrap_err().to_string(),
        "b: expected shape (n_out) = (3) or (), found (4); n_out = 3 was bound by `w`"
    );
}

#[test]
fn a_module_without_an_origin_is_made_from_the_dims_of_its_parent() -> Result<(), Error> {
    #[derive(Module, Debug)]
    #[module(shape = (a, b))]
    struct Parent {
        #[module(shape = (a, b))]
        plain: Plain,
        #[module(origin)]
        origin: Origin,
    }
    let parent = Parent::builder().a(2).b(3).build()?;
    assert_eq!(parent.plain.w.dim(), (2, 3));
    assert_eq!(parent.plain.b.shape(), [3]);
    let given = Plain { w: Array2::ones((4, 5)), b: ArrayD::ones(vec![]) };
    assert_eq!(Parent::builder().plain(given).build()?.shape(), [4, 5]);
    Ok(())
}

/// Data with more axes binds no dim, and is named beside those that nothing binds.
#[test]
fn data_with_more_axes_is_told_with_the_dims_that_it_does_not_bind() {
    #[derive(Module, Debug)]
    #[module(shape = (n_in, n_out))]
    struct Weights {
        #[parameter(shape = (n_in, n_out), init = zeros())]
        w: Array2<f64>,
        #[module(origin)]
        origin: Origin,
    }
    for (data, found) in [
        (Array3::zeros((2, 3, 4)).into_dyn(), "(2, 3, 4) of rank 3"),
        (Array3::zeros((1, 2, 3)).into_dyn(), "(1, 2, 3) of rank 3"),
    ] {
        let error = Weights::builder().w(data).build().unwrap_err();
        assert_eq!(error.faults().len(), 3, "{error}");
        assert_eq!(
            error.faults()[0].to_string(),
            format!("w: expected shape (n_in, n_out), found {found}, not 2")
        );
    }
    let built = Weights::builder().shape((2, 3)).w(Array3::<f64>::ones((1, 2, 3))).build().unwrap();
    assert_eq!(built.w.dim(), (2, 3));
}
