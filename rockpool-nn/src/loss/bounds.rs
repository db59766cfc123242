//! Costs of parameters that lie beyond soft bounds.

use super::ParameterLoss;
use super::error::LossError;
use crate::Float;
use rockpool_core::flat::Layout;
use rockpool_core::prelude::*;

/// The sum over all elements of a view of `exp(x - upper)` where `x > upper`, and of `exp(lower - x)` where
/// `x < lower`; with its gradient.
///
/// ```
/// use rockpool_core::prelude::*;
/// use rockpool_nn::Lif;
/// use rockpool_nn::loss::summed_exp_boundary_loss;
///
/// let lif = Lif::builder().shape((2, 2)).tau_mem(0.5).tau_syn(0.02).build()?;
/// let loss = summed_exp_boundary_loss(lif.parameters().taus(), Some(1e-3), Some(0.1))?;
/// assert_eq!(loss.value(), (0.5_f64 - 0.1).exp());
/// assert_eq!(loss.as_slice(), [(0.5_f64 - 0.1).exp(), 0.0]); // of tau_mem and tau_syn
/// # Ok::<(), Error>(())
/// ```
///
/// # Errors
/// The view has elements of other types.
///
/// **Source**: Rockpool 3.1.0, `summed_exp_boundary_loss`.
pub fn summed_exp_boundary_loss<F: Float, M: Module + ?Sized>(
    view: View<'_, M>,
    lower: Option<F>,
    upper: Option<F>,
) -> Result<ParameterLoss<F>, Error> {
    let mut bounds = make_bounds::<F, M>(view)?;
    bounds.lower.fill(lower.unwrap_or_else(F::neg_infinity));
    bounds.upper.fill(upper.unwrap_or_else(F::infinity));
    bounds_cost(view, &bounds)
}

/// Bounds of all elements of a view, none at first; made by [`make_bounds`], for [`bounds_cost`].
#[derive(Clone, Debug)]
pub struct SoftBounds<F> {
    layout: Layout,
    lower: Vec<F>,
    upper: Vec<F>,
}

impl<F: Float> SoftBounds<F> {
    /// Sets the bounds of all elements of the parameter with this path; infinite ones are none.
    ///
    /// # Errors
    /// There is no such parameter.
    pub fn set(&mut self, path: &str, lower: F, upper: F) -> Result<(), Error> {
        let parts =
            (self.layout.part_mut(&mut self.lower, path), self.layout.part_mut(&mut self.upper, path));
        let (Some(lowers), Some(uppers)) = parts else {
            return Err(Error::other(LossError::NoParameter { path: path.to_owned() }));
        };
        lowers.fill(lower);
        uppers.fill(upper);
        Ok(())
    }

    /// The lower and the upper bounds of all elements, as the view lies.
    pub fn as_mut_slices(&mut self) -> [&mut [F]; 2] {
        [&mut self.lower, &mut self.upper]
    }
}

/// Bounds of all elements of a view, of which none is a bound yet.
///
/// ```
/// use rockpool_core::prelude::*;
/// use rockpool_nn::Lif;
/// use rockpool_nn::loss::{bounds_cost, make_bounds};
///
/// let lif = Lif::builder().shape((2, 2)).tau_mem(0.5).build()?;
/// let mut bounds = make_bounds::<f64, _>(lif.parameters())?;
/// assert_eq!(bounds_cost(lif.parameters(), &bounds)?.value(), 0.0);
/// bounds.set("tau_mem", 1e-3, 0.1)?;
/// assert_eq!(bounds_cost(lif.parameters(), &bounds)?.value(), (0.5_f64 - 0.1).exp());
/// # Ok::<(), Error>(())
/// ```
///
/// # Errors
/// The view has elements of other types.
///
/// **Source**: Rockpool 3.1.0, `make_bounds`.
pub fn make_bounds<F: Float, M: Module + ?Sized>(view: View<'_, M>) -> Result<SoftBounds<F>, Error> {
    let flat = view.flat::<F>()?;
    let n = flat.len();
    Ok(SoftBounds { layout: flat.layout(), lower: vec![F::neg_infinity(); n], upper: vec![F::infinity(); n] })
}

/// What it costs that elements of a view lie beyond bounds: 1 for each that lies just beyond, and
/// exponentially more; with its gradient. It moves none of them.
///
/// # Errors
/// The bounds were made of other parameters, or the view has elements of other types.
///
/// **Source**: Rockpool 3.1.0, `bounds_cost`.
pub fn bounds_cost<F: Float, M: Module + ?Sized>(
    view: View<'_, M>,
    bounds: &SoftBounds<F>,
) -> Result<ParameterLoss<F>, Error> {
    let flat = view.flat::<F>()?;
    let (layout, vector) = (flat.layout(), flat.to_vec());
    let places = |layout: &Layout| -> Vec<_> {
        layout.entries().iter().map(|entry| (entry.path().to_owned(), entry.range())).collect()
    };
    if places(&layout) != places(&bounds.layout) {
        return Err(Error::other(LossError::Bounds));
    }
    let mut value = F::zero();
    let mut of_parameters = Vec::with_capacity(vector.len());
    for ((&x, &lower), &upper) in vector.iter().zip(&bounds.lower).zip(&bounds.upper) {
        let above = if x > upper { (x - upper).exp() } else { F::zero() };
        let below = if x < lower { (lower - x).exp() } else { F::zero() };
        value += above + below;
        of_parameters.push(above - below);
    }
    Ok(ParameterLoss { value, layout, of_parameters })
}
