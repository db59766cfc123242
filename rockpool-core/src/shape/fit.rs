//! Whether data of one shape serves where another shape is wanted. This is the one place where
//! a shape is checked against data; everything else asks here.

/// How data of a shape fits a wanted shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fit {
    /// The shapes are equal.
    Exact,
    /// The elements are the same in row-major order, and no matrix is read as another.
    Reshape,
    /// The data has as many elements, but would have to be reinterpreted.
    Reinterpretation,
    /// The number of elements differs.
    No,
}

/// Checks data of shape `found` against `wanted`.
///
/// Data of equal size is reshaped if it is flat (a scalar or one axis) or differs only in axes of
/// length 1; a matrix is never reinterpreted as another.
pub(crate) fn fit(wanted: &[usize], found: &[usize]) -> Fit {
    if wanted == found {
        return Fit::Exact;
    }
    let numel = |shape: &[usize]| shape.iter().try_fold(1_usize, |n, &length| n.checked_mul(length));
    if numel(wanted).is_none() || numel(wanted) != numel(found) {
        return Fit::No;
    }
    let is_flat = found.len() <= 1;
    let differs_only_in_ones = wanted.iter().filter(|&&n| n != 1).eq(found.iter().filter(|&&n| n != 1));
    if is_flat || differs_only_in_ones { Fit::Reshape } else { Fit::Reinterpretation }
}

#[cfg(test)]
mod tests {
    use super::{Fit, fit};

    #[test]
    fn equal_shapes_fit_exactly() {
        assert_eq!(fit(&[2, 3], &[2, 3]), Fit::Exact);
        assert_eq!(fit(&[], &[]), Fit::Exact);
    }

    #[test]
    fn flat_data_and_axes_of_one_are_reshaped() {
        assert_eq!(fit(&[2, 3], &[6]), Fit::Reshape);
        assert_eq!(fit(&[1], &[]), Fit::Reshape);
        assert_eq!(fit(&[], &[1, 1]), Fit::Reshape);
        assert_eq!(fit(&[3], &[1, 3]), Fit::Reshape);
        assert_eq!(fit(&[3, 1, 2], &[1, 3, 2]), Fit::Reshape);
    }

    #[test]
    fn a_matrix_is_not_reinterpreted() {
        assert_eq!(fit(&[2, 3], &[3, 2]), Fit::Reinterpretation);
        assert_eq!(fit(&[6], &[2, 3]), Fit::Reinterpretation);
        assert_eq!(fit(&[5, 0], &[0, 3]), Fit::Reinterpretation);
    }

    #[test]
    fn another_number_of_elements_does_not_fit() {
        assert_eq!(fit(&[3], &[]), Fit::No);
        assert_eq!(fit(&[3], &[4]), Fit::No);
        assert_eq!(fit(&[usize::MAX, 2], &[usize::MAX, 2, 1]), Fit::No);
    }
}
