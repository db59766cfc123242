//! Ranks at compile time: whether a type holds arrays of the rank that a declared shape has.

/// A value that may have rank `R`.
///
/// ```
/// use rockpool_core::shape::Rank;
/// fn holds_matrices<T: Rank<2>>() {}
/// holds_matrices::<ndarray::Array2<f64>>();
/// holds_matrices::<ndarray::ArrayD<f64>>(); // among others
/// holds_matrices::<[[f64; 3]; 2]>();
/// ```
#[diagnostic::on_unimplemented(
    message = "this shape has rank {R}, but `{Self}` holds no arrays of rank {R}; give as many lengths as the type has axes, or use `ArrayD<_>` where several ranks are permitted",
    label = "of rank {R}"
)]
pub trait Rank<const R: usize> {}
