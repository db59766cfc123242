//! Types of other crates that are attributes by a feature: `nalgebra`, `num-complex`, `num-dual`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use nalgebra::{DMatrix, DVector, Matrix2xX, SMatrix, SVector, dmatrix, matrix, vector};
use ndarray::{Array1, Array2, ArrayD, array};
use num_complex::Complex;
use num_dual::{Dual2_64, Dual64};
use rockpool_core::prelude::*;

#[derive(Module, Clone, Debug, PartialEq)]
#[module(shape = (n, m))]
struct Kalman {
    #[parameter(init = matrix![1.0, 2.0, 3.0; 4.0, 5.0, 6.0])]
    a: SMatrix<f64, 2, 3>,
    #[parameter(shape = (n, m), init = identity())]
    b: DMatrix<f64>,
    #[parameter(shape = 2, init = [1.0, 2.0])]
    c: SVector<f64, 2>,
    #[parameter(shape = (2, m), init = fill(0.5))]
    wide: Matrix2xX<f64>,
    #[state(shape = n)]
    x: DVector<f64>,
    #[state]
    y: SVector<f64, 3>,
    #[module(origin)]
    origin: Origin,
}

fn kalman() -> Kalman {
    Kalman::builder().b(dmatrix![1.0, 2.0; 3.0, 4.0; 5.0, 6.0]).key(Key::new(1)).build().unwrap()
}

#[test]
fn matrices_have_shapes_and_dims() {
    let kalman = kalman();
    let shape = |path: &str| kalman.attributes().get(path).unwrap().shape().to_vec();
    assert_eq!((shape("a"), shape("b"), shape("c")), (vec![2, 3], vec![3, 2], vec![2]));
    assert_eq!((shape("wide"), shape("x"), shape("y")), (vec![2, 2], vec![3], vec![3]));
    assert_eq!(Kalman::REGISTRY.attributes()[0].shapes().to_string(), "(2, 3)");
    let error = Kalman::builder().n(2).m(2).b(dmatrix![1.0, 2.0, 3.0]).build().unwrap_err().to_string();
    assert!(error.contains("expected shape (n, m) = (2, 2), found (1, 3)"), "{error}");
}

#[test]
fn matrices_are_built_from_matrices_literals_and_arrays() {
    let of = |b: DMatrix<f64>| Kalman::builder().b(b).build().unwrap().b;
    let b = dmatrix![1.0, 2.0; 3.0, 4.0];
    assert_eq!(of(b.clone()), b);
    assert_eq!(Kalman::builder().b(&b).build().unwrap().b, b);
    assert_eq!(Kalman::builder().b([[1.0, 2.0], [3.0, 4.0]]).build().unwrap().b, b);
    assert_eq!(Kalman::builder().b(array![[1.0, 2.0], [3.0, 4.0]]).build().unwrap().b, b);
    assert_eq!(Kalman::builder().n(2).m(2).b(vec![1.0, 2.0, 3.0, 4.0]).build().unwrap().b, b);
    let kalman = Kalman::builder()
        .n(1)
        .m(1)
        .a(Constant(SMatrix::<f64, 2, 3>::zeros()))
        .c(vector![3.0, 4.0])
        .build()
        .unwrap();
    assert_eq!((kalman.a, kalman.c), (SMatrix::zeros(), vector![3.0, 4.0]));
}

#[test]
fn matrices_are_read_row_major_whatever_lies_in_memory() {
    let mut kalman = kalman();
    let leaf = kalman.parameters().get("a").unwrap();
    assert_eq!(leaf.array::<f64>().unwrap(), array![[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]].into_dyn());
    assert_eq!(leaf.array::<f64>().unwrap().as_ptr(), kalman.a.as_ptr()); // no copy
    let flat = kalman.parameters().flat::<f64>().unwrap().to_vec();
    assert_eq!(flat[..12], [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0]);
    let twice: Vec<f64> = flat.iter().map(|x| 2.0 * x).collect();
    kalman.parameters_mut().flat::<f64>().unwrap().copy_from(&twice).unwrap();
    assert_eq!(kalman.a, matrix![2.0, 4.0, 6.0; 8.0, 10.0, 12.0]);
    kalman.parameters_mut().for_each_array::<f64>(|_, mut a| a *= 0.5);
    assert_eq!(kalman.b, dmatrix![1.0, 2.0; 3.0, 4.0; 5.0, 6.0]);
    kalman.set("a", array![[1.0, 0.0, 0.0], [0.0, 1.0, 7.0]]).unwrap();
    assert_eq!(kalman.a[(1, 2)], 7.0);
    let tree = kalman.attributes().to_tree();
    assert_eq!(tree.get("b").unwrap().array::<f64>().unwrap()[[2, 1]], 6.0);
    kalman.attributes_mut().reset();
    assert_eq!(kalman, self::kalman());
    kalman.set_attributes(&tree).unwrap();
    assert_eq!(kalman.attributes().to_tree(), tree);
}

#[derive(Module, Clone, Debug, PartialEq)]
#[module(shape = n)]
struct Filter {
    #[parameter(init = Complex::new(1.0, -1.0))]
    pole: Complex<f64>,
    #[parameter(shape = n, init = kaiming())]
    taps: Array1<Complex<f32>>,
    #[state(shape = (n, n), init = identity())]
    w: Array2<Complex<f64>>,
    #[module(origin)]
    origin: Origin,
}

#[test]
fn complex_numbers_are_elements() {
    let mut filter = Filter::builder().n(3).key(Key::new(1)).build().unwrap();
    let dtypes: Vec<Dtype> = Filter::REGISTRY.attributes().iter().map(Attribute::dtype).collect();
    assert_eq!(dtypes, [Dtype::Complex64, Dtype::Complex32, Dtype::Complex64]);
    assert!(filter.taps.iter().all(|z| z.re != 0.0 && z.im != 0.0 && z.re != z.im));
    assert_eq!(filter.w[[1, 1]], Complex::new(1.0, 0.0));
    filter.set("pole", Complex::new(0.5, 2.0)).unwrap();
    filter.set("taps", vec![Complex::new(1.0_f32, 2.0); 3]).unwrap();
    assert_eq!(
        filter.parameters().of::<Complex<f64>>().flat::<Complex<f64>>().unwrap().to_vec(),
        [Complex::new(0.5, 2.0)]
    );
    filter.reset_parameters();
    assert_eq!(filter.pole, Complex::new(1.0, -1.0));
    let built =
        Filter::builder().pole(Complex::new(0.0, 1.0)).taps(vec![Complex::new(1.0, 0.0)]).build().unwrap();
    assert_eq!(built.w.dim(), (1, 1));
    assert!(built.summary().to_string().contains("Complex<f64>"));
}

#[derive(Module, Clone, Debug, PartialEq)]
#[module(shape = n)]
struct Layer<T: Real> {
    #[parameter(init = 0.5, bounds = 0.0..=0.7)]
    decay: T,
    #[parameter(shape = n, init = fill(1e-3))]
    gains: Array1<T>,
    #[parameter(init = ones())]
    fixed: [T; 2],
    #[parameter(shape = [(n,), ()], init = normal(0.0, 1.0))]
    any: ArrayD<T>,
    #[state(shape = n)]
    x: Array1<T>,
    #[module(origin)]
    origin: Origin,
}

impl<T: Real> Layer<T> {
    fn evolve(&mut self, input: &[f64]) -> T {
        self.reset_state();
        input.iter().fold(T::of(0.0), |sum, &input| {
            for (x, &gain) in self.x.iter_mut().zip(&self.gains) {
                *x = *x * self.decay + gain * T::of(input);
            }
            sum + self.x.iter().copied().sum::<T>()
        })
    }
}

#[test]
fn dual_numbers_carry_derivatives_through_any_generic_module() {
    let input = [1.0, 0.5, -0.25, 2.0];
    let mut dual =
        Layer::<Dual64>::builder().n(2).decay(Dual64::new(0.5, 1.0)).key(Key::new(1)).build().unwrap();
    let derivative = dual.evolve(&input).eps;
    let at = |decay: f64| {
        Layer::<f64>::builder().n(2).decay(decay).key(Key::new(1)).build().unwrap().evolve(&input)
    };
    let difference = (at(0.5 + 1e-6) - at(0.5 - 1e-6)) / 2e-6;
    assert!((derivative - difference).abs() < 1e-9, "{derivative} {difference}");
    assert_eq!(dual.evolve(&input).re, at(0.5));
    // Reset to what it was built with, derivative included.
    dual.set("decay", 0.25).unwrap();
    assert_eq!((dual.decay.re, dual.decay.eps), (0.25, 0.0));
    dual.reset_parameters();
    assert_eq!((dual.decay.re, dual.decay.eps), (0.5, 1.0));
    assert!(dual.set("decay", Dual64::new(0.8, 0.0)).is_err());
    let flat = dual.parameters().flat::<Dual64>().unwrap();
    assert_eq!(flat.to_vec()[0].eps, 1.0);
    let tree = dual.attributes().to_tree();
    let mut other = Layer::<Dual64>::builder().n(2).build().unwrap();
    other.set_attributes(&tree).unwrap();
    assert_eq!((other.decay.eps, other.attributes().to_tree()), (1.0, tree));
    assert_eq!(Layer::<Dual2_64>::builder().n(1).decay(0.25).build().unwrap().decay.re, 0.25);
}

#[test]
fn files_hold_all_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let options = rockpool_io::Options::default().kinds(&[Kind::Parameter, Kind::State, Kind::Simulation]);
    for name in ["of.json", "of.npz", "of.safetensors"] {
        let file = folder.path().join(name);
        let saved = kalman();
        options.save(&saved, &file).unwrap();
        let mut loaded = Kalman::builder().b(DMatrix::zeros(3, 2)).build().unwrap();
        options.load(&mut loaded, &file).unwrap();
        assert_eq!(saved, loaded, "{name}");

        let saved = Filter::builder().n(3).key(Key::new(1)).build().unwrap();
        options.save(&saved, &file).unwrap();
        let mut loaded =
            Filter::builder().n(3).pole(Complex::new(0.0, 0.0)).key(Key::new(2)).build().unwrap();
        options.load(&mut loaded, &file).unwrap();
        assert_eq!(saved, loaded, "{name}");

        let saved =
            Layer::<Dual64>::builder().n(2).decay(Dual64::new(0.5, 1.0)).key(Key::new(1)).build().unwrap();
        options.save(&saved, &file).unwrap();
        let mut loaded = Layer::<Dual64>::builder().n(2).key(Key::new(2)).build().unwrap();
        options.load(&mut loaded, &file).unwrap();
        assert_eq!(saved.attributes().to_tree(), loaded.attributes().to_tree(), "{name}");
        assert_eq!(loaded.decay.eps, 1.0);
    }
}

/// A observer of any size, of which a matrix may have one column.
#[derive(Module, Clone, Debug, PartialEq)]
struct Observer<const N: usize, const M: usize> {
    #[simulation(shape = (M, M), init = identity())]
    r: SMatrix<f64, M, M>,
    #[parameter(shape = (M, N), init = uniform(0.0, 1.0))]
    c: SMatrix<f64, M, N>,
    #[state(shape = (N, M))]
    gain: SMatrix<f64, N, M>,
    #[module(origin)]
    origin: Origin,
}

fn observers<const N: usize, const M: usize>() {
    let mut observer = Observer::<N, M>::builder()
        .r(SMatrix::<f64, M, M>::from_element(4.0))
        .key(Key::new(5))
        .build()
        .unwrap();
    let built = observer.clone();
    for (path, shape) in [("r", [M, M]), ("c", [M, N]), ("gain", [N, M])] {
        let leaf = observer.attributes().get(path).unwrap();
        assert_eq!((*leaf.shape()).to_vec(), shape, "{path} of {N}, {M}");
        assert_eq!(leaf.array::<f64>().unwrap().shape(), shape, "{path} of {N}, {M}");
    }
    observer.check().unwrap();
    observer.set("c", Array2::<f64>::from_elem((M, N), 0.5)).unwrap();
    observer.set("gain", observer.gain.add_scalar(1.0)).unwrap();
    assert_eq!((observer.c[(0, 0)], observer.gain[(0, 0)]), (0.5, 1.0));
    let tree = observer.attributes().to_tree();
    observer.reset_parameters();
    observer.reset_state();
    assert_eq!(observer, built);
    observer.set_attributes(&tree).unwrap();
    assert_eq!(observer.c[(0, 0)], 0.5);
    let flat = observer.parameters().flat::<f64>().unwrap().to_vec();
    observer.parameters_mut().flat::<f64>().unwrap().copy_from(&flat).unwrap();
    let folder = tempfile::tempdir().unwrap();
    for name in ["a.json", "a.npz", "a.safetensors"] {
        let path = folder.path().join(name);
        rockpool_io::save(&observer, &path).unwrap();
        let mut other = Observer::<N, M>::builder().key(Key::new(6)).build().unwrap();
        rockpool_io::load(&mut other, &path).unwrap();
        assert_eq!(other.c, observer.c, "{name} of {N}, {M}");
    }
}

#[test]
fn a_matrix_of_one_column_is_declared_as_any_other() {
    observers::<1, 1>();
    observers::<3, 1>();
    observers::<1, 2>();
    observers::<3, 2>();
    assert_eq!(Observer::<2, 1>::builder().r([[4.0]]).build().unwrap().r[(0, 0)], 4.0);
}

#[derive(Module, Clone, Debug, PartialEq)]
#[module(shape = (n, m))]
struct Columns {
    #[parameter(shape = (n, m), init = ones(), permit_reshape = false)]
    x: DVector<f64>,
    #[parameter(shape = (n, 1), init = fill(2.0))]
    y: Option<DVector<f64>>,
    #[module(origin)]
    origin: Origin,
}

#[test]
fn a_vector_declared_as_a_matrix_has_one_column_and_binds_dims() {
    let columns = Columns::builder().x(DVector::from_vec(vec![1.0, 2.0, 3.0])).y(Declared).build().unwrap();
    assert_eq!(*columns.shape(), [3, 1]);
    assert_eq!(columns.y.as_ref().unwrap().len(), 3);
    columns.check().unwrap();
    let mut other = Columns::builder().n(3).m(1).build().unwrap();
    other.set("x", dmatrix![1.0; 2.0; 3.0]).unwrap();
    assert_eq!(other.x, columns.x);
    let error = Columns::builder().n(3).m(2).build().unwrap_err().to_string();
    assert_eq!(error, "x: the field's type has no arrays of shape (3, 2)");
}

#[derive(Module, Clone, Debug, PartialEq)]
#[module(shape = (n, m))]
struct Matrices {
    #[parameter(shape = (n, m), init = uniform(0.0, 1.0))]
    drawn: DMatrix<f64>,
    #[parameter(shape = (n, m), init = kaiming())]
    weights: DMatrix<f64>,
    #[parameter(shape = (n, m), init = fill(0.5))]
    filled: DMatrix<f64>,
    #[parameter(shape = (n, m), init = identity())]
    identity: DMatrix<f64>,
    #[parameter(shape = (n, m))]
    given: DMatrix<f64>,
    #[parameter(shape = m, init = normal(0.0, 1.0))]
    vector: DVector<f64>,
    #[parameter(init = normal(0.0, 1.0))]
    fixed: SMatrix<f64, 3, 5>,
    #[state(shape = (n, m))]
    x: DMatrix<f64>,
    #[state]
    y: SMatrix<f64, 4, 2>,
    #[module(origin)]
    origin: Origin,
}

/// The same of arrays that lie row by row.
#[derive(Module)]
#[module(shape = (n, m))]
struct Rows {
    #[parameter(shape = (n, m), init = uniform(0.0, 1.0))]
    drawn: Array2<f64>,
    #[module(origin)]
    origin: Origin,
}

#[test]
fn resets_of_matrices_write_in_place_what_is_drawn_row_by_row() {
    for (n, m) in [(1, 1), (1, 6), (6, 1), (2, 3), (3, 2), (4, 4), (5, 9), (12, 8)] {
        let given = DMatrix::from_fn(n, m, |row, column| (row * m + column) as f64);
        let built = Matrices::builder().given(given).key(Key::new(7)).build().unwrap();
        let mut module = built.clone();
        module.attributes_mut().for_each_array::<f64>(|_, mut array| array.fill(-9.0));
        let counts = allocation_counter::measure(|| {
            module.reset_parameters();
            module.reset_state();
        });
        assert_eq!(module, built, "{n} x {m}");
        assert_eq!(counts.count_total, 0, "{n} x {m}");
        let rows = Rows::builder().shape((n, m)).key(Key::new(7)).build().unwrap();
        let drawn: Vec<f64> = rows.drawn.iter().copied().collect();
        assert_eq!(module.drawn, DMatrix::from_row_slice(n, m, &drawn), "{n} x {m}");
    }
}
