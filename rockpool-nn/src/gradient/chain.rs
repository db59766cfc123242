//! Both directions of a struct of layers.

/// Makes a struct of layers run, one after another, and back: `chain!(Net: f64 = project, hidden,
/// readout)`, where the names are those of fields that are modules, in the order in which they run, and
/// `f64` is the number type of all. Type parameters stand in front, in brackets.
///
/// ```
/// use ndarray::Array3;
/// use rockpool_core::prelude::*;
/// use rockpool_nn::{Evolve, ExpSyn, Float, Lif, Linear, chain};
///
/// #[derive(Module)]
/// #[module(shape = (n_in, n_out), dims(n_hidden))]
/// struct Net<F: Float> {
///     #[module(shape = (n_in, n_hidden))]
///     project: Linear<F>,
///     #[module(shape = (n_hidden, n_hidden))]
///     hidden: Lif<F>,
///     #[module(shape = (n_hidden, n_out))]
///     readout: Linear<F>,
///     #[module(origin)]
///     origin: Origin,
/// }
/// chain!([F: Float] Net<F>: F = project, hidden, readout);
///
/// let mut net = Net::<f32>::builder().shape((3, 2)).n_hidden(8).key(Key::new(1)).build()?;
/// let (output, tape) = net.evolve_taped(&Array3::ones((4, 20, 3)))?;
/// let gradient = net.back(&tape, &output)?;
/// assert_eq!(gradient.get("hidden.tau_mem").unwrap().len(), 8);
///
/// #[derive(Module)]
/// struct Pair(#[module] Linear, #[module] ExpSyn);
/// chain!(Pair: f64 = 0, 1);
/// # Ok::<(), Error>(())
/// ```
///
/// If a layer fails, those before it have run, and their states have changed.
#[macro_export]
macro_rules! chain {
    ([$($generics:tt)*] $net:ty : $elem:ty = $($layer:tt),+ $(,)?) => {
        impl<$($generics)*> $crate::Evolve for $net {
            type Elem = $elem;

            fn evolve_with<Recorder: $crate::Recorder>(
                &mut self,
                input: $crate::Input<'_, $elem>,
                recorder: &mut Recorder,
            ) -> ::core::result::Result<$crate::__private::Array3<$elem>, $crate::__private::Error> {
                let output = input;
                $(
                    let output = $crate::Evolve::evolve_at(
                        &mut self.$layer,
                        ::core::stringify!($layer),
                        output,
                        recorder,
                    )?;
                )+
                ::core::result::Result::Ok(output)
            }

            fn back_with(
                &self,
                of_output: $crate::__private::Array3<$elem>,
                back: &mut $crate::Back<'_, $elem>,
            ) -> ::core::result::Result<$crate::__private::Array3<$elem>, $crate::__private::Error> {
                $crate::__chain_back!(self, back, of_output; []; $($layer),+);
                ::core::result::Result::Ok(of_output)
            }
        }
    };
    ($net:ty : $elem:ty = $($layer:tt),+ $(,)?) => {
        $crate::chain!([] $net: $elem = $($layer),+);
    };
}

/// Turns the order of layers round.
#[doc(hidden)]
#[macro_export]
macro_rules! __chain_back {
    ($net:expr, $back:ident, $of_output:ident; [$($done:tt)*]; $layer:tt $(, $rest:tt)*) => {
        $crate::__chain_back!($net, $back, $of_output; [$layer $($done)*]; $($rest),*);
    };
    ($net:expr, $back:ident, $of_output:ident; [$($layer:tt)+];) => {
        $(
            let $of_output = $crate::Evolve::back_at(
                &$net.$layer,
                ::core::stringify!($layer),
                $of_output,
                $back,
            )?;
        )+
    };
}
