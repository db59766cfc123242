//! What the optimisers of `candle` take.

use super::View;
use crate::registry::Kind;
use crate::walk::Structure;
use alloc::vec::Vec;
use candle_core::Var;

impl<M: Structure + ?Sized> View<'_, M> {
    /// The variables among the parameters of the view, in its order, as candle's optimisers take
    /// them; constants and states are left out, whatever the view.
    ///
    /// They are the module's own: what an optimiser does to them, the module sees. Writing to the
    /// module and resetting it leave the variables as such in place, so that an optimiser made
    /// before still trains them, unless another of the permitted shapes is written.
    ///
    /// ```
    /// use candle_core::Var;
    /// use rockpool_core::prelude::*;
    ///
    /// #[derive(Module)]
    /// #[module(shape = (n_in, n_out))]
    /// struct Linear {
    ///     #[parameter(family = "weights", shape = (n_in, n_out), init = kaiming())]
    ///     weight: Var,
    ///     #[parameter(family = "biases", shape = n_out, init = zeros())]
    ///     bias: Option<Var>,
    ///     #[module(origin)]
    ///     origin: Origin,
    /// }
    ///
    /// let mut linear = Linear::builder().shape((2, 3)).bias(Declared).key(Key::new(1)).build()?;
    /// let vars = linear.parameters().vars();
    /// assert_eq!(vars.len(), 2);
    ///
    /// vars[1].set(&vars[1].affine(0.0, 5.0).unwrap()).unwrap(); // as an optimiser does
    /// assert_eq!(linear.parameters().biases().flat::<f32>()?.to_vec(), [5.0; 3]);
    /// linear.reset_parameters();
    /// assert_eq!(vars[1].to_vec1::<f32>().unwrap(), [0.0; 3]);
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn vars(self) -> Vec<Var> {
        let mut vars = Vec::new();
        self.for_each(|leaf| {
            if let (Kind::Parameter, Some(var)) = (leaf.kind(), leaf.get::<Var>()) {
                vars.push(var.clone());
            }
        });
        vars
    }
}
